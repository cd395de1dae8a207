"""Message types that begin with the new version: what is asked of them is tried, whoever gets it wrong is found, and what only the old version could show makes no case."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from pytest_draaiboek import Bericht, Opdracht, Status, Systeem, Uitkomst
from pytest_draaiboek.berichten import Berichten, neem_beproefd_op, retour_inhoud
from pytest_draaiboek.draaiboeken import Draaiboek, lees
from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_31_NAAR_32, ZONE, Kalender, Migratie
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen

XSD = Path(__file__).parents[2] / "docs" / "voorbeelden" / "iwmo-4.0" / "xsd"
LIVE = datetime(2023, 4, 3, 13, tzinfo=ZONE)
PLAN = Kalender(
    (
        Migratie(
            van="3.2",
            naar="4.0",
            stop_heen=VAN_31_NAAR_32.stop_heen,
            stop_retour=VAN_31_NAAR_32.stop_retour,
            einde_inlezen=VAN_31_NAAR_32.einde_inlezen,
            live=LIVE,
            afspraken=MappingProxyType(dict(VAN_31_NAAR_32.afspraken)),
        ),
    )
)
TOML = f"""
formaat = 1
basis = "iwmo-3.2"
van = "3.2"
naar = "4.0"
[uitgave.nieuw]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "Nieuw"
[standaard]
naam = "iwmo"
basis = "iwmo"
map = '{XSD}'
[[standaard.release]]
versie = "4.0"
als = "3.2"
[standaard.bericht.WMO331]
naam = "Voortgang"
berichtcode = "531"
afzender = "aanbieder"
ontvanger = "gemeente"
[standaard.bericht.WMO332]
naam = "Retour op voortgang"
berichtcode = "532"
afzender = "gemeente"
ontvanger = "aanbieder"
heen = "WMO331"
verwijst = "HeenIdentificatie"
[[paar]]
heen = "331"
retour = "332"
van = "aanbieder"
naar = "gemeente"
verleden = ["301", "305"]
[[venster]]
types = ["331", "332"]
versie = "3.2"
bestaat_niet_sinds = "3.2.4"
[[venster]]
types = ["331", "332"]
versie = "4.0"
vrijgegeven_vanaf = "3.2.4"
"""


@pytest.fixture(scope="module")
def draaiboek(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draaiboek]:
    pad = tmp_path_factory.mktemp("nieuw") / "nieuw.toml"
    pad.write_text(TOML, encoding="utf-8")
    (gelezen,) = lees(pad)
    assert gelezen.eigen_standaard
    terug = neem_beproefd_op(gelezen.eigen_standaard)
    yield gelezen
    terug()


class Aanbieder(VoorbeeldAanbieder):
    """Sends 331 from the live moment on."""

    gepland = PLAN

    def verzendversie(self, nummer: str) -> str | None:
        versie = super().verzendversie(nummer)
        return None if nummer == "331" and versie != "4.0" else versie

    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        return "" if nummer == "331" else super().bezwaar(nummer, opdracht)


class TeVroeg(Aanbieder):
    """Sends 331 a day before it may."""

    def verzendversie(self, nummer: str) -> str | None:
        vroeg = nummer == "331" and self.klok() >= LIVE - timedelta(days=1)
        return "4.0" if vroeg else super().verzendversie(nummer)


class Nooit(Aanbieder):
    """Does not know 331."""

    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "331" else super().verzendversie(nummer)


class LeestNiet(Aanbieder):
    """Refuses the answer to a 331."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.berichttype == "WMO332":
            return Uitkomst(Status.GEWEIGERD, melding="Onbekend bericht.")
        return super().ontvang(bericht)


class Gemeente(VoorbeeldGemeente):
    """Answers a 331."""

    gepland = PLAN

    def verzendversie(self, nummer: str) -> str | None:
        versie = super().verzendversie(nummer)
        return None if nummer == "332" and versie != "4.0" else versie

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if uitkomst.status is Status.AANVAARD and bericht.berichttype == "WMO331":
            return self.verzend(Opdracht("WMO332", retour_inhoud(bericht), in_antwoord_op=bericht))
        return uitkomst


class Zwijgt(Gemeente):
    """Takes in a 331, and never answers."""

    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "332" else super().verzendversie(nummer)


class Knooppunt(VoorbeeldKnooppunt):
    """Passes on what the calendar lets through."""

    gepland = PLAN


class Versperd(Knooppunt):
    """Does not pass on a 331."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.berichttype == "WMO331":
            return Uitkomst(Status.GEWEIGERD, code="ONBEKEND", melding="Dit bericht is niet bekend.")
        return super().ontvang(bericht)


class Vervalst(Knooppunt):
    """Passes on a 331 that says it is of the old version."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.berichttype == "WMO331" and bericht.versie == "3.2":
            return Uitkomst(Status.AANVAARD, [bericht])
        return super().ontvang(bericht)


def mis(draaiboek: Draaiboek, maak: Callable[[], Systeem]) -> dict[str, str]:
    """Try every case about a new type; return what did not simply go well, by eis and type."""
    systeem, motor = maak(), kies_motor("freezegun")
    klok = Klok(motor)
    opstelling = Opstelling(systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=Berichten(vandaag=klok.vandaag))
    gevonden = {}
    try:
        for geval in gevallen(draaiboek, opstelling.rol):
            if geval.berichttype in ("WMO331", "WMO332"):
                uitslag = beproef(geval, opstelling)
                if str(uitslag.soort) != "voldoet":
                    gevonden[f"{geval.sleutel} {geval.berichttype}"] = str(uitslag.soort)
    finally:
        motor.stop()
    return gevonden


@pytest.mark.parametrize("maak", [Aanbieder, Gemeente, Knooppunt])
def test_wie_het_goed_doet_voldoet(maak: Callable[[], Systeem], draaiboek: Draaiboek) -> None:
    assert mis(draaiboek, maak) == {}


@pytest.mark.parametrize(
    ("maak", "eis"),
    [
        (TeVroeg, "2.1a WMO331"),
        (TeVroeg, "2.1b WMO331"),
        (Nooit, "4.1.3 WMO331"),
        (Nooit, "5.2 WMO331"),
        (LeestNiet, "4.1.3 WMO332"),
        (Zwijgt, "2.2a WMO332"),
        (Zwijgt, "5.2 WMO332"),
        (Versperd, "5.2 WMO331"),
        (Vervalst, "3.2.3 WMO331"),
        (Vervalst, "1.1 WMO331"),
    ],
    ids=lambda iets: iets if isinstance(iets, str) else iets.__name__,
)
def test_wie_het_fout_doet_valt_op(maak: Callable[[], Systeem], eis: str, draaiboek: Draaiboek) -> None:
    assert mis(draaiboek, maak).get(eis) == "afwijking"


def test_wat_alleen_de_oude_versie_kan_laten_zien_is_geen_geval(draaiboek: Draaiboek) -> None:
    """A type that was not there cannot linger, be converted, or be mistaken for the old one; all else is asked of it."""
    per_toets: dict[str, set[str]] = {}
    for rol in draaiboek.toetsrollen:
        for geval in gevallen(draaiboek, rol):
            per_toets.setdefault(geval.eis.toets, set()).add(geval.berichttype)
    assert {toets for toets, typen in per_toets.items() if typen & {"WMO331", "WMO332"}} >= {
        *("versie", "paar", "fasegrens", "niet_eerder", "stilte", "gereed", "nazorg", "foutmelding"),
    }
    for toets in ("conversie", "uitgaand_leeg", "ingelezen", "inlezen", "weigering", "nakomer", "foutverwerking"):
        assert per_toets[toets]
        assert not per_toets[toets] & {"WMO331", "WMO332"}
