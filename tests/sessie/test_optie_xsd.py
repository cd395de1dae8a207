"""--draaiboek-xsd: official schemas have their say on what leaves the system."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from officieel_delen import schrijf_schemas

from pytest_draaiboek.rapport.bestand import lees, schema

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]
STRENG = (('<xs:pattern value="[0-9]{9}"/>', '<xs:pattern value="[0-8]{9}"/>'),)
SLOTDIG = """
class Ons(VoorbeeldAanbieder):
    def verzend(self, opdracht):
        uitkomst = super().verzend(opdracht)
        anders = [Bericht.lees(b.xml.replace(b"Bsn>9999", b"Bsn>9998")) for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, anders, uitkomst.code, uitkomst.melding)
"""


def test_een_ongeldig_bericht_wordt_bij_zijn_regel_genoemd(project: Project, draai: Draai) -> None:
    """Without official files, the findings of 5.1a are those of the kit."""
    project(SLOTDIG)
    uitslag = draai("-k", "5.1a-WMO305")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*gezien*WMO305 in 3.1; CS002 /Bericht/Client/Bsn (regel *"])
    uitslag.stdout.no_fnmatch_line("*volgens*")
    uitslag.stdout.no_fnmatch_line("*fficiële bestanden*")


def test_wat_het_officiele_weigert_wijkt_af(draai: Draai, pytester: pytest.Pytester) -> None:
    schrijf_schemas(pytester.path / "xsd", "WMO305", vervang=STRENG)
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xsd=xsd", "--draaiboek-rapport=uit")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=132, failed=1)
    uitslag.stdout.fnmatch_lines(
        [
            "*WMO305 in 3.1; RS037 /Bericht/Client/Bsn (regel *): de waarde '9999*'*[[]volgens xsd]*",
            "iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 5.1a",
            "Met officiële bestanden: 2 schemabestanden.",
            "Let op: van iWmo 3.0 is er geen officieel schema.",
            "Let op: van iWmo 3.1 is er geen officieel schema van WMO301, *.",
        ]
    )
    pad = pytester.path / "uit" / "resultaat.json"
    jsonschema.validate(json.loads(pad.read_text(encoding="utf-8")), json.loads(schema()))
    (oordeel,) = lees(pad).draaiboeken
    assert {(een.soort, een.naam, *een.waarvoor) for een in oordeel.schemas.officieel} == {
        ("xsd", "basis.xsd", "iwmo 3.1 WMO305"),
        ("xsd", "bericht-305.xsd", "iwmo 3.1 WMO305"),
    }
    assert all(len(een.sha256) == 64 for een in oordeel.schemas.officieel)
    assert len(oordeel.schemas.niet_gebruikt) == 2


def test_wie_het_officiele_aanvaardt_is_conform(draai: Draai, pytester: pytest.Pytester) -> None:
    schrijf_schemas(pytester.path / "xsd", "WMO305", "WMO307")
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xsd=xsd")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM", "Met officiële bestanden: 3 schemabestanden."])


def test_ook_voor_eigen_tests_en_het_nagebootste_knooppunt(
    project: Project, draai: Draai, pytester: pytest.Pytester
) -> None:
    schrijf_schemas(pytester.path / "xsd", "WMO305", vervang=STRENG)
    project(
        test_ons="""
@pytest.mark.mijlpaal("5.1")
def test_knooppunt(draaiboek_knooppunt, draaiboek_berichten):
    afgifte = draaiboek_knooppunt.dien_in(draaiboek_berichten.maak("WMO305"))
    assert (afgifte.doorgegeven, afgifte.code) == (False, "DB-XSD")
    assert "RS037" in afgifte.melding

def test_assertie(draaiboek_berichten):
    assert_geldig(draaiboek_berichten.maak("WMO307", "3.1"))
    with pytest.raises(pytest.fail.Exception, match=r"RS037 .*volgens xsd"):
        assert_geldig(draaiboek_berichten.maak("WMO305", "3.1"))
""".replace("5.1", NA_DE_WISSEL)
    )
    uitslag = draai("--draaiboek-xsd=xsd", "--draaiboek-alleen-fixtures")
    uitslag.assert_outcomes(passed=2)


NA_DE_WISSEL = "5"


def test_de_ini_telt_vanaf_de_wortel(draai: Draai, pytester: pytest.Pytester) -> None:
    schrijf_schemas(pytester.path / "officieel" / "xsd", "WMO305", vervang=STRENG)
    pytester.makeini("[pytest]\ndraaiboek_xsd = officieel/xsd\n")
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "-k", "5.1a-WMO305")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*RS037*"])


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        (None, "*xsd: deze map bestaat niet. Geef de map waarin de officiële XSD-bestanden staan.*"),
        ("", "*in deze map staat geen XSD-bestand*"),
        ("<html/>", "*dit is geen schema: de wortel is html*"),
        ("<half", "*geen welgevormde XML*"),
    ],
)
def test_wat_niet_kan_blijkt_voor_er_iets_draait(
    draai: Draai, pytester: pytest.Pytester, bestand: str | None, melding: str
) -> None:
    if bestand is not None:
        pytester.mkdir("xsd")
    if bestand:
        (pytester.path / "xsd" / "a.xsd").write_text(bestand, encoding="utf-8")
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xsd=xsd")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])
