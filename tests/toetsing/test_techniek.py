"""The technical part: every wrong system fails exactly the cases that it violates, and what is right passes."""

from collections.abc import Iterator

import pytest
from foute_systemen import techniek_later
from foute_systemen.techniek import VergeetRegel, WeigertZonderRetour
from foute_systemen.techniekfout import OOK_GOED, TECHNIEKFOUTEN, Techniekfout
from test_foute_systemen import toets as toets_kalender

from pytest_draaiboek import Bericht, Systeem, Uitkomst
from pytest_draaiboek.berichten import Berichten, breken, schemabreuk
from pytest_draaiboek.draaiboeken import Draaiboek, laad
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN, VoorbeeldAanbieder
from pytest_draaiboek.toetsing import techniek
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.client import Client, Clienten
from pytest_draaiboek.toetsing.tabel import verslag
from pytest_draaiboek.toetsing.techniek import Techniekgeval, beproef_techniek, techniekgevallen
from pytest_draaiboek.toetsing.tweelingen import Tweeling, maak_tweeling
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag

__all__ = ["techniek_later"]  # imported for the systems that it enters in the list

IWMO = laad("iwmo-3.1")
MINSTENS = 30
# Each that violates an eis as well, and a sample of the others: the calendar takes as long as the technical part.
OOK_VOLGENS_DE_KALENDER = [fout for nr, fout in enumerate(TECHNIEKFOUTEN) if fout.kalender or nr % 5 == 0]
PARTIJEN = ("gemeente", "aanbieder")


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


TWEELINGEN: dict[tuple[object, ...], Tweeling | None] = {}


def onthouden_tweeling(
    clienten: Clienten, heel: Client, gebroken: Client, *, berichttype: str, versie: str, code: str
) -> Tweeling | None:
    """What is offered in a case is the same for every system, and takes most of the time: it is made once."""
    sleutel = (heel.kenmerk, gebroken.kenmerk, berichttype, versie, code, clienten.b.klok.nu, Berichten.breek)
    if sleutel not in TWEELINGEN:
        TWEELINGEN[sleutel] = maak_tweeling(clienten, heel, gebroken, berichttype=berichttype, versie=versie, code=code)
    return TWEELINGEN[sleutel]


def toets(
    systeem: Systeem, draaiboek: Draaiboek, motor: Motor, *, zaad: int = 0, alleen: str = ""
) -> dict[str, tuple[Techniekgeval, Uitslag]]:
    """Let a system go through the technical cases of its role, or those of one rule or message type."""
    klok = Klok(motor)
    berichten = Berichten(vandaag=klok.vandaag, zaad=zaad)
    opstelling = Opstelling(systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=berichten, zaad=zaad)
    with pytest.MonkeyPatch.context() as vervanging:
        vervanging.setattr(techniek, "maak_tweeling", onthouden_tweeling)
        uitslagen = [
            (geval, beproef_techniek(geval, opstelling))
            for geval in techniekgevallen(draaiboek, opstelling.rol)
            if alleen in ("", geval.sleutel, geval.berichttype)
        ]
    klok.laat_los()
    assert uitslagen
    return {geval.naam: (geval, uitslag) for geval, uitslag in uitslagen}


@pytest.mark.parametrize("fout", TECHNIEKFOUTEN, ids=lambda fout: f"{fout.klasse.rol}: {fout.naam}")
def test_een_fout_systeem_faalt_precies_wat_het_schendt(fout: Techniekfout, motor: Motor) -> None:
    uitslagen = toets(fout.klasse(), IWMO, motor, alleen=fout.alleen)
    faalt = {naam for naam, (_, uitslag) in uitslagen.items() if uitslag.soort is Bevindingsoort.AFWIJKING}
    assert faalt == {naam for naam, (geval, _) in uitslagen.items() if fout.faalt(geval)} != set()
    rest = {uitslag.soort for naam, (_, uitslag) in uitslagen.items() if naam not in faalt}
    assert rest <= {Bevindingsoort.VOLDOET}


@pytest.mark.parametrize("fout", OOK_VOLGENS_DE_KALENDER, ids=lambda fout: f"{fout.klasse.rol}: {fout.naam}")
def test_het_draaiboek_weet_er_niet_van(fout: Techniekfout, motor: Motor) -> None:
    uitslagen = toets_kalender(fout.klasse(), IWMO, motor)
    soorten = {eis: {uitslag.soort for uitslag in rij} for eis, rij in uitslagen.items()}
    faalt = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AFWIJKING in gevonden}
    assert faalt == set(fout.kalender.split())


def test_er_zijn_er_genoeg() -> None:
    assert len(TECHNIEKFOUTEN) >= MINSTENS
    assert {fout.klasse.rol for fout in TECHNIEKFOUTEN} == set(PARTIJEN)


@pytest.mark.parametrize("klasse", OOK_GOED, ids=lambda klasse: klasse.__name__)
def test_anders_maar_ook_goed(klasse: type[Systeem], motor: Motor) -> None:
    assert {uitslag.soort for _, uitslag in toets(klasse(), IWMO, motor).values()} == {Bevindingsoort.VOLDOET}


@pytest.mark.parametrize(
    ("naam", "zaad"),
    [
        ("iwmo-3.1", 0),
        ("iwmo-3.1", 7),
        ("ijw-3.1", 0),
        ("ijw-3.1", 7),
        pytest.param("ijw-3.2", 7, marks=pytest.mark.breed),
    ],
)
@pytest.mark.parametrize("rol", PARTIJEN)
def test_een_goed_systeem_voldoet_en_elk_geval_is_te_maken(naam: str, zaad: int, rol: str, motor: Motor) -> None:
    uitslagen = toets(VOORBEELDEN[rol](), laad(naam), motor, zaad=zaad)
    assert {naam: uitslag.reden for naam, (_, uitslag) in uitslagen.items() if uitslag.soort != "voldoet"} == {}


def test_het_verslag_noemt_regel_plaats_en_melding(motor: Motor) -> None:
    uitslagen = toets(VergeetRegel(), IWMO, motor, alleen="CD005")
    geval, uitslag = uitslagen["iwmo-3.1-techniek-CD005-WMO301-3.1"]
    goed, fout, opnieuw = uitslag.waarnemingen
    assert (goed.deugt, goed.verwacht) == (True, "aangenomen, niet afgekeurd")
    assert goed.gezien == "WMO302 in 3.1, alleen de kop, zonder retourcode"
    assert fout.verwacht == "WMO302 in 3.1, alleen de kop, met 0001"
    assert fout.gezien == "WMO302 in 3.1, alleen de kop, zonder retourcode"
    assert (opnieuw.deugt, opnieuw.handeling) == (True, "ontvang opnieuw een goede WMO301 in 3.1")
    (bevinding,) = fout.bevindingen
    assert bevinding.startswith("WMO301 CD005 /Bericht/Client/")
    assert uitslag.reden.endswith(bevinding)
    tekst = verslag(geval, "aanbieder Ons 1", uitslag)
    assert tekst.startswith("Techniek CD005 (retourcode 0001), met WMO301 in 3.1: afwijking\n  een adres heeft ")
    assert f"\ngevonden: {bevinding}" in tekst


def test_wie_weigert_zonder_retour_leest_dat_de_retour_ontbreekt(motor: Motor) -> None:
    for _, uitslag in toets(WeigertZonderRetour(), IWMO, motor, alleen="CS002").values():
        fout = uitslag.waarnemingen[1]
        assert (fout.gezien, fout.deugt) == ("niets verzonden, alleen geweigerd", False)
        assert "[0001]" in fout.gezegd


class BreektOpAlles(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        raise ValueError("kapot")


class Weg(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: object) -> Uitkomst:
        raise ConnectionResetError("weg")


class GeeftNiets(VoorbeeldAanbieder):
    def keur_af(self, bericht: Bericht, bevindingen: object) -> Uitkomst:
        return None  # type: ignore[return-value]  # an adapter outside the contract


class StaatStil(VoorbeeldAanbieder):
    def klok(self) -> object:
        return self.begonnen

    def reset(self) -> None:
        super().reset()
        self.begonnen = super().klok()


@pytest.mark.parametrize(
    ("klasse", "soort"),
    [
        (BreektOpAlles, Bevindingsoort.ADAPTERFOUT),
        (Weg, Bevindingsoort.ONBEREIKBAAR),
        (GeeftNiets, Bevindingsoort.ADAPTERFOUT),
        (StaatStil, Bevindingsoort.NIET_GETOETST),
    ],
)
def test_wiens_fout_het_is(klasse: type[Systeem], soort: Bevindingsoort, motor: Motor) -> None:
    assert {uitslag.soort for _, uitslag in toets(klasse(), IWMO, motor, alleen="CD025").values()} == {soort}


def test_wat_de_kit_niet_kan_maken_is_niet_getoetst(monkeypatch: pytest.MonkeyPatch, motor: Motor) -> None:
    monkeypatch.setattr(Berichten, "breek", lambda *_: None)
    for geval, uitslag in toets(VoorbeeldAanbieder(), IWMO, motor, alleen="CD025").values():
        assert uitslag.soort is Bevindingsoort.NIET_GETOETST
        assert uitslag.reden == (
            f"de kit kon hier geen WMO301 in {geval.versie} maken dat alleen CD025 breekt. Meld dit met het --draaiboek-zaad van deze run."
        )


def test_verzamelen_maakt_geen_enkel_bericht(monkeypatch: pytest.MonkeyPatch) -> None:
    def nooit(*_: object, **__: object) -> None:
        raise AssertionError("a message was made")

    for module, naam in ((Berichten, "maak"), (breken, "stel_op"), (schemabreuk, "stel_op")):
        monkeypatch.setattr(module, naam, nooit)
    assert len(techniekgevallen(IWMO, "gemeente")) > 100


def test_wat_onthouden_is_is_wat_gemaakt_zou_worden(monkeypatch: pytest.MonkeyPatch, motor: Motor) -> None:
    onthouden = toets(VOORBEELDEN["aanbieder"](), IWMO, motor, alleen="CD005")
    monkeypatch.setattr(f"{__name__}.TWEELINGEN", {})
    assert toets(VOORBEELDEN["aanbieder"](), IWMO, motor, alleen="CD005") == onthouden


@pytest.mark.parametrize("naam", ["iwmo-3.1", "ijw-3.1"])
@pytest.mark.parametrize("rol", PARTIJEN)
def test_elk_geval_heeft_een_eigen_naam_en_elke_versie_komt_voor(naam: str, rol: str) -> None:
    draaiboek = laad(naam)
    gevallen = techniekgevallen(draaiboek, rol)
    assert len({geval.naam for geval in gevallen}) == len(gevallen)
    assert {geval.versie for geval in gevallen} == {"3.0", "3.1"}
    heen = {paar.heen for paar in draaiboek.paren if paar.naar == rol and not paar.heen.endswith("303")}
    assert {geval.berichttype for geval in gevallen} == heen
    assert f"{naam}-techniek-XSD-dubbel-{gevallen[0].berichttype}-3.0" in {geval.naam for geval in gevallen}


def test_een_knooppunt_heeft_geen_gevallen() -> None:
    assert techniekgevallen(IWMO, "knooppunt") == ()
