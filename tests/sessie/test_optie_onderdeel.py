"""--draaiboek-onderdeel: the calendar, the technical part, or both; each with a verdict of its own, and neither good by default."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from pytest_draaiboek.rapport.bestand import lees, schema
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

VERGEET = """
class Ons(VoorbeeldAanbieder):
    def bevindingen(self, bericht):
        return [bevinding for bevinding in super().bevindingen(bericht) if bevinding.code != "CD005"]
"""
CD005 = "test_techniek[iwmo-3.1-techniek-CD005-WMO301-3.1]"
BEKEND = (
    '[[bekend]]\neis = "{}"\nberichttype = "WMO301"\nreden = "nog niet gebouwd"\nlink = "https://voorbeeld.nl/12"\n'
)
GEEN_OORDEEL = "iwmo-3.1 als aanbieder: geen oordeel volgens het draaiboek: *"
VOLDOET = "iwmo-3.1 als aanbieder, techniek: VOLDOET"
VOLDOET_NIET = "iwmo-3.1 als aanbieder, techniek: VOLDOET NIET: voldoet niet aan CD005"
OPEN = "iwmo-3.1 als aanbieder, techniek: ONVOLLEDIG: niet getoetst: *"


@pytest.fixture
def technisch(draai: Draai) -> Draai:
    """Return what runs the technical part alone."""
    return lambda *opties: draai(*opties, onderdeel="techniek")


def oordeel_in(pytester: pytest.Pytester) -> Draaiboekresultaat:
    """Return the verdict in the result, which keeps to its schema."""
    pad = pytester.path / "uit" / "resultaat.json"
    jsonschema.validate(json.loads(pad.read_text(encoding="utf-8")), json.loads(schema()))
    (oordeel,) = lees(pad).draaiboeken
    return oordeel


# Which part


def test_zonder_de_optie_wordt_allebei_getoetst(project: Project, pytester: pytest.Pytester) -> None:
    project()
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "-k", "2.3b or CD005", "-v", "--draaiboek-rapport=uit")
    uitslag.assert_outcomes(passed=3)
    uitslag.stdout.fnmatch_lines(["*::test_eis[[]iwmo-3.1-2.3b-WMO315[]] PASSED*", f"*::{CD005.replace('[', '[[]')}*"])
    pad = pytester.path / "uit" / "resultaat.json"
    assert lees(pad).instellingen.onderdelen == ["kalender", "techniek"]


def test_alleen_de_kalender_zwijgt_over_techniek(draai: Draai, pytester: pytest.Pytester) -> None:
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=uit")
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=133)
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM"])
    slot = uitslag.outlines[next(nr for nr, regel in enumerate(uitslag.outlines) if "(zelftoets)" in regel) :]
    assert not [regel for regel in slot if "techniek" in regel and not regel.startswith(("Resultaat: ", "Rapport: "))]
    assert (oordeel_in(pytester).eindoordeel, oordeel_in(pytester).techniek) == ("CONFORM", None)


def test_alleen_techniek_zegt_dat_er_geen_oordeel_is(technisch: Draai, pytester: pytest.Pytester) -> None:
    uitslag = technisch("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=uit")
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=74)
    uitslag.stdout.fnmatch_lines(
        [
            "iWmo 3.0 naar 3.1, als aanbieder: voorbeeld-aanbieder 1.0",
            "iwmo-3.1 als aanbieder: geen oordeel volgens het draaiboek: het onderdeel",
            "kalender is niet gevraagd",
            "techniek: 32 van 32 regels voldoen, 74 van 74 gevallen getoetst (100%).",
            VOLDOET,
        ],
        consecutive=True,
    )
    uitslag.stdout.no_fnmatch_line("*CONFORM*")
    oordeel = oordeel_in(pytester)
    assert (oordeel.eindoordeel, oordeel.eisen, oordeel.verwacht) == (None, [], 0)
    assert oordeel.techniek is not None
    assert (oordeel.techniek.oordeel, oordeel.techniek.gedraaid, oordeel.techniek.verwacht) == ("VOLDOET", 74, 74)


def test_de_ini_doet_hetzelfde(project: Project, pytester: pytest.Pytester) -> None:
    project()
    pytester.makeini("[pytest]\ndraaiboek = iwmo-3.1\ndraaiboek_onderdeel = techniek\n")

    def tel(*opties: str) -> list[int]:
        gevonden = pytester.runpytest("--collect-only", "-q", *opties).outlines
        return [sum(f"::{naam}[" in regel for regel in gevonden) for naam in ("test_eis", "test_techniek")]

    assert tel() == [0, 74]
    pytester.runpytest("-k", "CD005-WMO301-3.0").stdout.fnmatch_lines(
        ["collected 74 items / 73 deselected / 1 selected"]
    )
    assert tel("--draaiboek-onderdeel=kalender") == [133, 0]


@pytest.mark.parametrize("gegeven", ["kalendr", "techniek,alles", "", " , "])
def test_een_onderdeel_dat_er_niet_is(draai: Draai, gegeven: str) -> None:
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", onderdeel=gegeven)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            f"*--draaiboek-onderdeel is {gegeven!r}; bekend zijn kalender en techniek.",
            "Wat te doen: noem er een, of allebei met een komma ertussen; zonder deze optie wordt allebei getoetst.",
        ]
    )


# Two verdicts


def test_een_technische_afwijking_laat_het_oordeel_staan(
    project: Project, draai: Draai, pytester: pytest.Pytester
) -> None:
    project(VERGEET)
    uitslag = draai("--draaiboek-rapport=uit", onderdeel="kalender,techniek")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=133 + 72, failed=2)
    uitslag.stdout.fnmatch_lines(
        [
            "Techniek CD005 (retourcode 0001), met WMO301 in 3.1: afwijking",
            "gevonden: WMO301 CD005 /Bericht/Client/*",
            "133 van 133 gevallen getoetst (100%).",
            "iwmo-3.1 als aanbieder: CONFORM",
            "",
            "techniek  oordeel          gevallen  wat opvalt (verwachte retourcode)",
            "WMO301    voldoet niet        58/58  CD005 (0001): gezien WMO302, alleen de kop,",
            "                                     zonder retourcode",
            "WMO319    voldoet             16/16",
            "Wat te doen: *",
            "techniek: 31 van 32 regels voldoen, 74 van 74 gevallen getoetst (100%).",
            VOLDOET_NIET,
            f"FAILED *{CD005.replace('[', '[[]')}*",
        ]
    )
    kop = uitslag.stdout.lines.index("iwmo-3.1 als aanbieder: CONFORM")
    assert all(len(regel) <= 80 for regel in uitslag.stdout.lines[kop : uitslag.stdout.lines.index(VOLDOET_NIET)])
    oordeel = oordeel_in(pytester)
    assert (oordeel.eindoordeel, oordeel.reden) == ("CONFORM", "")
    assert oordeel.techniek is not None
    assert (oordeel.techniek.oordeel, oordeel.techniek.reden) == ("VOLDOET NIET", "voldoet niet aan CD005")
    (regel,) = [regel for regel in oordeel.techniek.regels if regel.verdict != "voldoet"]
    assert (regel.code, regel.retourcode, regel.verdict, regel.gedraaid, regel.verwacht) == (
        "CD005", "0001", "voldoet niet", 2, 2,
    )  # fmt: skip
    assert [(g.berichttype, g.versie, g.soort, g.bekend) for g in regel.gevallen] == [
        ("WMO301", "3.0", "afwijking", ""),
        ("WMO301", "3.1", "afwijking", ""),
    ]
    goed, fout, opnieuw = regel.gevallen[1].waarnemingen
    assert [w.deugt for w in (goed, fout, opnieuw)] == [True, False, True]
    assert (fout.verwacht, fout.gezien) == (
        "WMO302 in 3.1, alleen de kop, met 0001",
        "WMO302 in 3.1, alleen de kop, zonder retourcode",
    )
    assert [bevinding.split()[1] for bevinding in fout.bevindingen] == ["CD005"]


def test_een_afwijking_van_de_kalender_laat_techniek_staan(project: Project, draai: Draai) -> None:
    project(
        "class Ons(VoorbeeldAanbieder):\n    def registreer_spoed(self, opdracht):\n        return Uitkomst(Status.UITGESTELD)\n"
    )
    uitslag = draai(onderdeel="kalender,techniek")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 2.3b", VOLDOET])


# As pytest is used


def test_een_selectie_is_onvolledig(project: Project, technisch: Draai, pytester: pytest.Pytester) -> None:
    project()
    uitslag = technisch("-k", "CD005", "--draaiboek-rapport=uit")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=2)
    uitslag.stdout.fnmatch_lines(["techniek: 1 van 32 regels voldoen, 2 van 74 gevallen getoetst (2%).", OPEN])
    techniek = oordeel_in(pytester).techniek
    assert techniek is not None
    assert techniek.oordeel == "ONVOLLEDIG"
    assert {geval.soort for regel in techniek.regels for geval in regel.gevallen} == {"voldoet", "niet gedraaid"}


def test_een_geval_bij_naam(project: Project, technisch: Draai) -> None:
    project(VERGEET)
    uitslag = technisch(f"tests/conftest.py::{CD005}")
    uitslag.assert_outcomes(failed=1)
    uitslag.stdout.fnmatch_lines([VOLDOET_NIET])


def test_een_geval_bij_naam_van_de_losse_toets(technisch: Draai) -> None:
    technisch("--draaiboek-systeem=voorbeeld:aanbieder", f"draaiboek::{CD005}").assert_outcomes(passed=1)


def test_afgebroken_met_x(project: Project, technisch: Draai) -> None:
    project(VERGEET)
    uitslag = technisch("-x", "-k", "CD0")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(failed=1)
    uitslag.stdout.fnmatch_lines(["techniek: 0 van 32 regels voldoen, 1 van 74 gevallen getoetst (1%).", VOLDOET_NIET])


def test_laatst_gefaald_en_twee_werkers(project: Project, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    project(VERGEET)
    opties = ("--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=techniek", "-k", "CD005 or WMO319", "-q")
    slot = []
    for werkers in ("0", "2"):
        uitslag = pytester.runpytest_subprocess(*opties, "-n", werkers)
        assert uitslag.ret == 1
        begin = next(nr for nr, regel in enumerate(uitslag.outlines) if "draaiboek (zelftoets)" in regel)
        slot.append(uitslag.outlines[begin : begin + 10])
        assert uitslag.parseoutcomes()["failed"] == 2
    assert slot[0] == slot[1]
    assert any("CD005 (0001)" in regel for regel in slot[0])
    opnieuw = pytester.runpytest_subprocess(*opties, "--lf")
    assert opnieuw.parseoutcomes()["failed"] == 2
    assert "passed" not in opnieuw.parseoutcomes()


def test_junit_draagt_regel_en_retourcode(project: Project, technisch: Draai, pytester: pytest.Pytester) -> None:
    project(VERGEET)
    technisch("-k", "CD005-WMO301-3.1", "--junitxml=uit.xml")
    (geval,) = ET.parse(pytester.path / "uit.xml").iter("testcase")
    eigenschappen = {p.get("name"): p.get("value") for p in geval.iter("property")}
    verwacht = {
        "onderdeel": "techniek",
        "regel": "CD005",
        "retourcode": "0001",
        "versie": "3.1",
        "uitslag": "afwijking",
    }
    assert verwacht.items() <= eigenschappen.items()
    assert "eis" not in eigenschappen


# Known deviations


def test_een_bekende_afwijking_faalt_niet_maar_telt_wel(
    project: Project, technisch: Draai, pytester: pytest.Pytester
) -> None:
    project(VERGEET)
    (pytester.path / "bekend.toml").write_text(BEKEND.format("CD005"), encoding="utf-8")
    uitslag = technisch("--draaiboek-bekend=bekend.toml", "-rx", "--draaiboek-rapport=uit")
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=72, xfailed=2)
    uitslag.stdout.fnmatch_lines([VOLDOET_NIET])
    uitslag.stdout.fnmatch_lines(
        ["XFAIL *CD005-WMO301-3.1* - bekende afwijking: nog niet gebouwd (https://voorbeeld.nl/12)"]
    )
    techniek = oordeel_in(pytester).techniek
    assert techniek is not None
    bekend = {geval.bekend for regel in techniek.regels if regel.code == "CD005" for geval in regel.gevallen}
    assert bekend == {"nog niet gebouwd (https://voorbeeld.nl/12)"}


def test_een_bekende_afwijking_van_een_versie(project: Project, technisch: Draai, pytester: pytest.Pytester) -> None:
    project(VERGEET)
    (pytester.path / "bekend.toml").write_text(BEKEND.format("CD005") + 'versie = "3.0"\n', encoding="utf-8")
    uitslag = technisch("--draaiboek-bekend=bekend.toml", "-k", "CD005")
    uitslag.assert_outcomes(xfailed=1, failed=1)


def test_wat_niet_meer_afwijkt_faalt(project: Project, technisch: Draai, pytester: pytest.Pytester) -> None:
    project()
    (pytester.path / "bekend.toml").write_text(BEKEND.format("CD005"), encoding="utf-8")
    uitslag = technisch("--draaiboek-bekend=bekend.toml", "-k", "CD005")
    uitslag.assert_outcomes(failed=2)
    uitslag.stdout.fnmatch_lines(["*Dit wijkt niet meer af, maar staat nog als bekende afwijking: nog niet gebouwd*"])


@pytest.mark.parametrize("regel", ["CD999", "TR335"])
def test_een_bekende_regel_die_niet_kan(
    project: Project, technisch: Draai, pytester: pytest.Pytester, regel: str
) -> None:
    """TR335 is a rule, but not of a WMO301."""
    project()
    (pytester.path / "bekend.toml").write_text(BEKEND.format(regel), encoding="utf-8")
    uitslag = technisch("--draaiboek-bekend=bekend.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            f"*bekend.toml: bekend nummer 1: Draaiboek iwmo-3.1 kent geen eis {regel!r}*",
            f"Een regel die een WMO301 in het onderdeel techniek kan breken, is {regel!r} ook niet. Verbeter de regel.",
        ]
    )


# Never green by accident


def anders(methode: str, gedrag: str) -> str:
    return f"import os\nclass Ons(VoorbeeldAanbieder):\n    def {methode}(self, *_):\n        {gedrag}\n"


@pytest.mark.parametrize(
    ("systeem", "uitkomst", "melding"),
    [
        (anders("ontvang", "1 / 0"), "failed", "*brak af in ontvang(...) met ZeroDivisionError: division by zero.*"),
        (anders("ontvang", "return None"), "failed", "*gaf op ontvang(...) None; verwacht wordt een Uitkomst.*"),
        (anders("ontvang", "raise TimeoutError('traag')"), "failed", "*niet bereikbaar: ontvang brak af*"),
        (anders("klok", "return super().klok().replace(year=2026)"), "skipped", "*het systeem leest een andere*"),
        (anders("reset", "raise KeyError('x')"), "failed", "*KeyError: 'x'*"),
    ],
    ids=["breekt", "zwijgt", "weg", "klok", "reset"],
)
def test_wat_niet_getoetst_kon_worden_is_niet_goed(
    project: Project, technisch: Draai, systeem: str, uitkomst: str, melding: str
) -> None:
    project(systeem)
    uitslag = technisch("-k", "CD005 or CD007", "-rs")
    assert uitslag.ret == 1
    assert uitslag.parseoutcomes() == {uitkomst: 4, "deselected": 70}
    uitslag.stdout.fnmatch_lines([melding])
    uitslag.stdout.fnmatch_lines(["techniek: 0 van 32 regels voldoen, 0 van 74 gevallen getoetst (0%).", OPEN])
    uitslag.stdout.no_fnmatch_line(f"{VOLDOET}*")


@pytest.mark.parametrize("status", ["GEWEIGERD", "AANVAARD", "UITGESTELD"])
def test_een_systeem_dat_altijd_hetzelfde_zegt(project: Project, technisch: Draai, status: str) -> None:
    project(anders("ontvang", f"return Uitkomst(Status.{status})"))
    uitslag = technisch("-k", "WMO301-3.1")
    uitslag.assert_outcomes(failed=30)
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder, techniek: VOLDOET NIET: *"])


def test_een_lege_selectie(project: Project, technisch: Draai) -> None:
    project()
    uitslag = technisch("-k", "bestaat_niet")
    assert uitslag.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    uitslag.stdout.fnmatch_lines([GEEN_OORDEEL.replace(" *", "*"), OPEN])


def test_een_werker_die_verdwijnt(project: Project, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    project(anders("keur_af", "os._exit(0)"))
    uitslag = pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=techniek", "-k", "CD005", "-n", "1", "--max-worker-restart=0"
    )
    assert uitslag.ret != 0
    uitslag.stdout.no_fnmatch_line(VOLDOET)


def test_voor_een_knooppunt_is_er_niets_te_keuren(draai: Draai, technisch: Draai) -> None:
    alleen = technisch("--draaiboek-systeem=voorbeeld:knooppunt")
    assert alleen.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    reden = "iwmo-3.1 als knooppunt, techniek: NIET VAN TOEPASSING: wie berichten doorgeeft,"
    alleen.stdout.fnmatch_lines([reden])
    allebei = draai("--draaiboek-systeem=voorbeeld:knooppunt", onderdeel="kalender,techniek")
    assert allebei.ret == 0
    allebei.stdout.fnmatch_lines(["iwmo-3.1 als knooppunt: CONFORM", reden])
