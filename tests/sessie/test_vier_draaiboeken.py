"""Several draaiboeken in one run, also two of one standard: each has its verdict, and nothing of the one counts for the other."""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.rapport.bestand import lees

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

VIER = "iwmo-3.1,ijw-3.1,iwmo-3.2,ijw-3.2"
NAMEN = VIER.split(",")
# Wrong in one year only, and by one standard: a 307 of iWmo an hour too late in 2023.
FOUT_IN_2023 = """
from datetime import timedelta

class Ons(VoorbeeldAanbieder):
    def verzend(self, opdracht):
        nu = self.klok()
        self.laat = opdracht.berichttype == "WMO307" and nu.year == 2023
        return super().verzend(opdracht)

    def verzendversie(self, nummer):
        uur = timedelta(hours=getattr(self, "laat", False) and self.klok().month == 3)
        return self.kalender.verzendversie(nummer, self.klok() - uur)
"""
KEUZE = "3.1.2-WMO307 or 3.1.2-JW307"
BEKEND = '[[bekend]]\neis = "3.1.2"\nberichttype = "WMO307"\nreden = "komt nog"\nlink = "https://voorbeeld.nl/12"\n'


def oordelen(uitslag: pytest.RunResult) -> dict[str, str]:
    """Return what the terminal says of each draaiboek: the first word or two of the verdict."""
    regels = [regel.split(" als aanbieder: ") for regel in uitslag.outlines if " als aanbieder: " in regel]
    return {naam: oordeel.split(":")[0] for naam, oordeel in regels if naam in NAMEN}


@pytest.fixture
def fout(project: Project, draai: Draai) -> pytest.RunResult:
    project(FOUT_IN_2023)
    return draai("-k", KEUZE, "--draaiboek-rapport=uit", "--junitxml=junit.xml", draaiboek=VIER)


def test_wat_in_het_ene_afwijkt_staat_los_van_het_andere(
    fout: pytest.RunResult, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    fout.assert_outcomes(passed=3, failed=1)
    verwacht = dict.fromkeys(NAMEN, "ONVOLLEDIG") | {"iwmo-3.2": "NIET CONFORM"}
    assert oordelen(fout) == verwacht
    map_ = pytester.path / "uit"
    resultaat = lees(map_ / "resultaat.json")
    assert {een.draaiboek.naam: een.eindoordeel for een in resultaat.draaiboeken} == verwacht
    badges = {naam: json.loads((map_ / f"badge-{naam}-aanbieder.json").read_text("utf-8"))["message"] for naam in NAMEN}
    assert badges == dict.fromkeys(NAMEN, "onvolledig") | {"iwmo-3.2": "niet conform: 1 eis"}
    assert json.loads((map_ / "badge.json").read_text("utf-8"))["message"] == "niet conform: 1 eis"
    bladzijde = (map_ / "rapport.html").read_text(encoding="utf-8")
    for titel in ("iWmo 3.0 naar 3.1", "iWmo 3.1 naar 3.2", "iJw 3.0 naar 3.1", "iJw 3.1 naar 3.2"):
        assert titel in bladzijde
    # In JUnit every case says of which draaiboek it is.
    gevallen = Counter(
        (eigenschap.get("value"), geval.find("failure") is not None)
        for geval in ET.parse(pytester.path / "junit.xml").iter("testcase")
        for eigenschap in geval.iter("property")
        if eigenschap.get("name") == "draaiboek"
    )
    assert gevallen == {(naam, naam == "iwmo-3.2"): 1 for naam in NAMEN}
    # And what is made of the result later says the same.
    capsys.readouterr()
    assert hoofd(["bewijs", str(map_), "--naar", str(pytester.path / "bewijs.zip")]) == 0
    assert hoofd(["bewijs", "--controleer", str(pytester.path / "bewijs.zip")]) == 0
    gezegd = capsys.readouterr().out
    for naam, oordeel in verwacht.items():
        assert f"{naam} als aanbieder (voorbeeld-aanbieder 1.0): {oordeel}" in gezegd


def test_een_vergelijking_houdt_ze_uit_elkaar(
    fout: pytest.RunResult, draai: Draai, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    draai("-k", KEUZE, "--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=goed", draaiboek=VIER)
    capsys.readouterr()
    hoofd(["vergelijk", str(pytester.path / "goed"), str(pytester.path / "uit")])
    regels = capsys.readouterr().out.splitlines()
    anders = [regel.strip() for regel in regels if " als aanbieder: " in regel and "onveranderd" not in regel]
    assert anders == ["iwmo-3.2 als aanbieder: ONVOLLEDIG -> NIET CONFORM"]


def test_een_bekende_afwijking_geldt_voor_een_draaiboek(
    fout: pytest.RunResult, draai: Draai, pytester: pytest.Pytester
) -> None:
    bekend = pytester.path / "bekend.toml"
    bekend.write_text(f'{BEKEND}draaiboek = "iwmo-3.2"\n', encoding="utf-8")
    uitslag = draai("-k", KEUZE, "--draaiboek-bekend=bekend.toml", draaiboek=VIER)
    uitslag.assert_outcomes(passed=3, xfailed=1)
    assert oordelen(uitslag)["iwmo-3.2"] == "NIET CONFORM"
    # Of the other it is none: there it does not deviate.
    bekend.write_text(f'{BEKEND}draaiboek = "iwmo-3.1"\n', encoding="utf-8")
    uitslag = draai("-k", KEUZE, "--draaiboek-bekend=bekend.toml", draaiboek=VIER)
    uitslag.assert_outcomes(passed=2, failed=2)
    uitslag.stdout.fnmatch_lines(["*Dit wijkt niet meer af, maar staat nog als bekende afwijking*"])


@pytest.mark.parametrize(
    ("erbij", "draaiboeken", "melding"),
    [
        (
            "",
            VIER,
            "*bekend nummer 1: 3.1.2 met WMO307 is er in iwmo-3.1 en iwmo-3.2.\n"
            'Noem erbij welk het is, bijvoorbeeld: draaiboek = "iwmo-3.1".',
        ),
        (
            'draaiboek = "iwmo-3.3"\n',
            VIER,
            f"*bekend nummer 1: draaiboek 'iwmo-3.3' doet in deze run niet mee.\nKies uit {', '.join(NAMEN)}.",
        ),
        ('draaiboek = "ijw-3.2"\n', VIER, "*bekend nummer 1: Draaiboek ijw-3.2 kent geen berichttype 'WMO307'*"),
    ],
)
def test_van_welk_draaiboek_een_afwijking_bekend_is_moet_duidelijk_zijn(
    draai: Draai, pytester: pytest.Pytester, erbij: str, draaiboeken: str, melding: str
) -> None:
    (pytester.path / "bekend.toml").write_text(BEKEND + erbij, encoding="utf-8")
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-bekend=bekend.toml", draaiboek=draaiboeken)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(melding.split("\n"))


def test_een_eis_die_maar_een_van_de_twee_heeft(
    fout: pytest.RunResult, draai: Draai, pytester: pytest.Pytester
) -> None:
    """The order in which they are named has no part in it."""
    (pytester.path / "bekend.toml").write_text(
        BEKEND.replace("3.1.2", "3.3.1").replace("WMO307", "WMO303"), encoding="utf-8"
    )
    uitslag = draai("-k", KEUZE, "--draaiboek-bekend=bekend.toml", draaiboek="iwmo-3.2,iwmo-3.1")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=1, failed=1)


def test_eigen_bewijs_telt_bij_het_draaiboek_waarvoor_het_liep(
    project: Project, draai: Draai, pytester: pytest.Pytester
) -> None:
    project(
        test_eigen='@pytest.mark.eis("3.1.2")\ndef test_stop(draaiboek):\n    assert draaiboek.naam != "iwmo-3.2"\n'
    )
    draai("-k", f"{KEUZE} or test_stop", "--draaiboek-rapport=uit", draaiboek=VIER)
    gevonden = {
        een.draaiboek.naam: [(b.uitkomst, b.nodeid.rpartition("[")[2]) for b in eis.eigen_bewijs]
        for een in lees(pytester.path / "uit" / "resultaat.json").draaiboeken
        for eis in een.eisen
        if eis.id == "3.1.2"
    }
    assert gevonden == {naam: [("gefaald" if naam == "iwmo-3.2" else "geslaagd", f"{naam}]")] for naam in NAMEN}
