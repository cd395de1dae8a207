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
# A Bsn in the test range that no person could have.
SLORDIG = r"""
import re

class Ons(VoorbeeldAanbieder):
    def verzend(self, opdracht):
        uitkomst = super().verzend(opdracht)
        anders = [Bericht.lees(re.sub(rb"Bsn>9999\d{5}<", b"Bsn>999900000<", b.xml)) for b in uitkomst.berichten]
        return Uitkomst(uitkomst.status, anders, uitkomst.code, uitkomst.melding)
"""


def bevindingen_in(pad: Path) -> list[str]:
    """Return every finding on a message in the result, and see to it that each stands with what deviates, and apart from what was sent."""
    jsonschema.validate(json.loads(pad.read_text(encoding="utf-8")), json.loads(schema()))
    (oordeel,) = lees(pad).draaiboeken
    met = [w for eis in oordeel.eisen for geval in eis.gevallen for w in geval.waarnemingen if w.bevindingen]
    assert {(w.gezien, w.deugt) for w in met} == {("WMO305 in 3.1", False)}
    return [bevinding for w in met for bevinding in w.bevindingen]


def test_een_ongeldig_bericht_wordt_bij_zijn_regel_genoemd(
    project: Project, draai: Draai, pytester: pytest.Pytester
) -> None:
    """Without official files, the findings of 5.1a are those of the kit; what is found more than once is said once."""
    project(SLORDIG)
    uitslag = draai("-k", "5.1a-WMO305", "--draaiboek-rapport=uit")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        ["gevonden: WMO305 CS002 /Bericht/Client/Bsn (regel *): gevonden is '999900000'; *elfproef*. (4 keer)"]
    )
    assert len([regel for regel in uitslag.stdout.lines if regel.startswith("gevonden:")]) == 1
    gevonden = bevindingen_in(pytester.path / "uit" / "resultaat.json")
    assert [bevinding.split()[:3] for bevinding in gevonden] == [["WMO305", "CS002", "/Bericht/Client/Bsn"]] * 4
    uitslag.stdout.no_fnmatch_line("gevonden:*[[]volgens *")
    uitslag.stdout.no_fnmatch_line("*fficiële bestanden*")


def test_wat_het_officiele_weigert_wijkt_af(draai: Draai, pytester: pytest.Pytester) -> None:
    schrijf_schemas(pytester.path / "xsd", "WMO305", vervang=STRENG)
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-xsd=xsd", "--draaiboek-rapport=uit")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=132, failed=1)
    uitslag.stdout.fnmatch_lines(
        [
            "gevonden: WMO305 RS037 /Bericht/Client/Bsn (regel *): de waarde '9999*'*[[]volgens xsd]*",
            "iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 5.1a",
            "Met officiële bestanden: 2 schemabestanden.",
            "Let op: van iWmo 3.0 is er geen officieel schema.",
            "Let op: van iWmo 3.1 is er geen officieel schema van WMO301, *.",
        ]
    )
    pad = pytester.path / "uit" / "resultaat.json"
    gevonden = bevindingen_in(pad)
    assert len(gevonden) == 4
    assert all(een.startswith("WMO305 RS037 ") and een.endswith(" [volgens xsd]") for een in gevonden)
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
    """What the official schema refuses is refused there too; what it says nothing of, or without it, gets through."""
    schrijf_schemas(pytester.path / "xsd", "WMO305", vervang=STRENG)
    project(
        test_ons="""
@pytest.mark.mijlpaal("5.1")
def test_knooppunt(draaiboek_knooppunt, draaiboek_berichten):
    weg = draaiboek_knooppunt.dien_in(draaiboek_berichten.maak("WMO307"))
    assert (weg.doorgegeven, weg.code) == (True, "")
    afgifte = draaiboek_knooppunt.dien_in(draaiboek_berichten.maak("WMO305"))
    assert (afgifte.bericht.versie, afgifte.doorgegeven, afgifte.code) == ("3.1", False, "DB-XSD")
    assert "RS037 /Bericht/Client/Bsn" in afgifte.melding

def test_assertie(draaiboek_berichten):
    assert_geldig(draaiboek_berichten.maak("WMO307", "3.1"))
    with pytest.raises(AssertionError, match=r"RS037 /Bericht/Client/Bsn .*volgens xsd"):
        assert_geldig(draaiboek_berichten.maak("WMO305", "3.1"))
"""
    )
    draai("--draaiboek-xsd=xsd", "--draaiboek-alleen-fixtures").assert_outcomes(passed=2)
    zonder = draai("--draaiboek-alleen-fixtures")
    zonder.assert_outcomes(failed=2)
    zonder.stdout.fnmatch_lines(["*('3.1', True, '') == ('3.1', False, 'DB-XSD')*", "*DID NOT RAISE*"])


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
