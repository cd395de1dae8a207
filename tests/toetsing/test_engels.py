"""Every sentence that the suite puts down in a result can be told in English, whatever the system does."""

from collections.abc import Iterable, Iterator

import pytest
from engels_delen import kalenderzinnen_van, onvertaald, zinnen_van
from foute_systemen import techniek_later
from foute_systemen.techniekfout import TECHNIEKFOUTEN
from test_foute_systemen import toets as toets_kalender
from test_techniek import toets as toets_techniek

from pytest_draaiboek import Bericht, Opdracht, Status, Systeem, Uitkomst
from pytest_draaiboek.draaiboeken import Draaiboek, laad
from pytest_draaiboek.klok import Motor, kies_motor
from pytest_draaiboek.rapport.melding import Gevalmelding
from pytest_draaiboek.rapport.techniek import Verwachtgeval, stel_techniek_vast
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN, VoorbeeldAanbieder
from pytest_draaiboek.toetsing.techniek import Techniekgeval, techniekgevallen
from pytest_draaiboek.toetsing.uitslag import Uitslag

__all__ = ["techniek_later"]  # imported for the systems that it enters in the list

IWMO = laad("iwmo-3.1")
# One message type shows all that can be seen of a wrong system.
TYPE_PER_ROL = {"aanbieder": "WMO301", "gemeente": "WMO305"}


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


def technische_redenen(uitslagen: Iterable[tuple[Techniekgeval, Uitslag]], rol: str) -> set[str]:
    gevallen = list(uitslagen)
    verwacht = [
        Verwachtgeval(
            code=g.sleutel, retourcode=g.voorschrift.retourcode, tekst=g.voorschrift.tekst, berichttype=g.berichttype,
            versie=g.versie,
        )
        for g, _ in gevallen
    ]  # fmt: skip
    meldingen = [
        Gevalmelding(
            draaiboek="", anker="", rol=rol, systeem="", systeemversie="", eis=g.sleutel, berichttype=g.berichttype,
            versie=g.versie, soort=str(u.soort), reden=u.reden,
        )
        for g, u in gevallen
    ]  # fmt: skip
    redenen: set[str] = set()
    for deel in (meldingen, meldingen[::2], []):
        oordeel = stel_techniek_vast(verwacht, deel, geeft_door=not gevallen)
        redenen |= {
            oordeel.reden,
            *(regel.reden for regel in oordeel.regels),
            *(regel.tekst for regel in oordeel.regels),
        }
    return redenen - {""}


def kalenderzinnen(systeem: Systeem, draaiboek: Draaiboek, motor: Motor) -> set[str]:
    return kalenderzinnen_van(draaiboek, str(systeem.rol), toets_kalender(systeem, draaiboek, motor))


def techniekzinnen(systeem: Systeem, draaiboek: Draaiboek, motor: Motor, alleen: str = "") -> set[str]:
    uitslagen = toets_techniek(systeem, draaiboek, motor, alleen=alleen).values()
    return zinnen_van(u for _, u in uitslagen) | technische_redenen(uitslagen, str(systeem.rol))


@pytest.mark.parametrize("naam", ["iwmo-3.1", pytest.param("ijw-3.1", marks=pytest.mark.breed)])
@pytest.mark.parametrize("rol", laad("iwmo-3.1").toetsrollen)
def test_een_goed_systeem(motor: Motor, naam: str, rol: str) -> None:
    draaiboek = laad(naam)
    zinnen = kalenderzinnen(VOORBEELDEN[rol](), draaiboek, motor)
    if techniekgevallen(draaiboek, rol):
        zinnen |= techniekzinnen(VOORBEELDEN[rol](), draaiboek, motor)
    else:
        zinnen |= technische_redenen((), rol)
    assert len(zinnen) > 100
    assert onvertaald(zinnen) == []


@pytest.mark.parametrize(
    "fout",
    [pytest.param(f, marks=() if nr % 10 == 0 else pytest.mark.breed) for nr, f in enumerate(TECHNIEKFOUTEN)],
    ids=lambda fout: f"{fout.klasse.rol}: {fout.naam}",
)
def test_een_systeem_dat_technisch_fout_is(motor: Motor, fout: object) -> None:
    alleen = fout.alleen or TYPE_PER_ROL[str(fout.klasse.rol)]
    assert onvertaald(techniekzinnen(fout.klasse(), IWMO, motor, alleen)) == []


class Brekend(VoorbeeldAanbieder):
    """Goes wrong in another way for each message type: not in what it does, but in what it is."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        match opdracht.berichttype[-3:]:
            case "305":
                raise ValueError("dat kan niet: {0}\nen nog een regel")
            case "307":
                raise ConnectionResetError("weg")
            case "315":
                return "OK"  # type: ignore[return-value]  # an adapter outside the contract
            case "317":
                return Uitkomst(Status.AANVAARD, [b"geen xml", b"<a>", "<a/>", b""])
            case "323":
                return Uitkomst(Status.GEWEIGERD, melding="niets, of toch; gezien")
        return super().verzend(opdracht)


class Onleesbaar(VoorbeeldAanbieder):
    """Sends every kind of thing that is no message."""

    soorten = (b"geen xml", b"<a>", b"<a/>", b" ", b"<!DOCTYPE a><a/>", b"\xff\xfe")

    def reset(self) -> None:
        super().reset()
        self.keer = 0

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if not uitkomst.berichten or self.klok().month < 4 or opdracht.berichttype[-3:] not in ("305", "317"):
            return uitkomst
        self.keer += 1
        (bericht,) = uitkomst.berichten
        zonder_kop = bericht.xml.replace(b"Header>", b"Kop>")
        zonder_dag = bericht.xml.replace(b"Dagtekening>", b"Dag>")
        soorten = (*self.soorten, zonder_kop, zonder_dag, "geen xml")
        return Uitkomst(Status.AANVAARD, soorten[self.keer % len(soorten)])


class AndereKlok(VoorbeeldAanbieder):
    def klok(self) -> object:
        return super().klok().replace(year=2021)


class GeenKlok(VoorbeeldAanbieder):
    def klok(self) -> object:
        return "nu"


class Weinig(VoorbeeldAanbieder):
    """Has none of the verbs that a system can do without, and refuses what came before."""

    stand, meld_fout, registreer_spoed = Systeem.stand, Systeem.meld_fout, Systeem.registreer_spoed

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.berichttype.endswith("301"):
            return Uitkomst(Status.GEWEIGERD, code="VOL", melding="(vol)")
        return super().ontvang(bericht)


@pytest.mark.parametrize("klasse", [Brekend, Onleesbaar, AndereKlok, GeenKlok, Weinig])
def test_wiens_fout_het_is(motor: Motor, klasse: type[Systeem]) -> None:
    zinnen = kalenderzinnen(klasse(), IWMO, motor)
    assert zinnen
    assert onvertaald(zinnen) == []
