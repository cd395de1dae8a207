"""-k, -m, --lf, node ids, -n, JUnit XML: the cases behave as the user's own tests do."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

FOUT = """
class Ons(VoorbeeldAanbieder):
    def stand(self):
        return Stand(0, 1, 0)
"""
# The technical part is selected, divided and repeated in test_optie_onderdeel.
KALENDER = ("--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender")


def test_de_namen_zijn_vast_en_leesbaar(project: Project, draai: Draai) -> None:
    project()
    uitslag = draai("--collect-only", "-q")
    uitslag.stdout.fnmatch_lines(["tests/conftest.py::test_eis[[]iwmo-3.1-3.1.2-WMO305[]]"])
    uitslag.stdout.no_fnmatch_line("*CONFORM*")


def test_een_geval_bij_naam(project: Project, draai: Draai) -> None:
    project()
    draai("tests/conftest.py::test_eis[iwmo-3.1-3.1.2-WMO305]").assert_outcomes(passed=1)


def test_een_geval_bij_naam_van_de_losse_toets(draai: Draai) -> None:
    draai("--draaiboek-systeem=voorbeeld:aanbieder", "draaiboek::test_eis[iwmo-3.1-3.1.2-WMO305]").assert_outcomes(
        passed=1
    )


def test_twee_werkers_geven_hetzelfde_oordeel(project: Project, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    project(FOUT, test_eigen="@pytest.mark.eis('3.1.2')\ndef test_eigen(): pass\n")
    regels = []
    for werkers in ("0", "2"):
        uitslag = pytester.runpytest_subprocess(*KALENDER, "-n", werkers)
        assert uitslag.ret == 1
        tekst = uitslag.stdout.lines
        begin = next(nr for nr, regel in enumerate(tekst) if "draaiboek (zelftoets)" in regel)
        regels.append(tekst[begin : begin + 30])
    assert regels[0] == regels[1]
    assert any("eigen bewijs: 1 van 1" in regel for regel in regels[0])


def test_laatst_gefaald(project: Project, pytester: pytest.Pytester) -> None:
    project(FOUT)
    assert pytester.runpytest_subprocess(*KALENDER).parseoutcomes()["failed"] == 16
    uitslag = pytester.runpytest_subprocess(*KALENDER, "--lf")
    assert uitslag.parseoutcomes()["failed"] == 16
    assert "passed" not in uitslag.parseoutcomes()


def test_junit_draagt_eis_paragraaf_en_momenten(project: Project, draai: Draai, pytester: pytest.Pytester) -> None:
    project(FOUT)
    draai("-k", "3b-WMO301", "--junitxml=uit.xml")
    (geval,) = ET.parse(pytester.path / "uit.xml").iter("testcase")
    eigenschappen = [(p.get("name"), p.get("value")) for p in geval.iter("property")]
    assert ("eis", "3b") in eigenschappen
    assert ("paragraaf", "3") in eigenschappen
    assert ("berichttype", "WMO301") in eigenschappen
    assert ("uitslag", "afwijking") in eigenschappen
    assert ("moment", "2022-03-31T23:00:00+02:00") in eigenschappen
    assert ("afwijking", "2022-03-31T23:00:00+02:00") in eigenschappen
    assert float(geval.get("time", "")) < 60


def test_de_mislukking_is_een_tabel_van_momenten(project: Project, draai: Draai) -> None:
    project(
        "class Ons(VoorbeeldAanbieder):\n"
        "    def verzendversie(self, nummer):\n"
        "        return '3.0' if nummer == '305' and self.klok() < self.kalender.migraties[0].stop_retour else super().verzendversie(nummer)\n"
    )
    uitslag = draai("-k", "3.1.2-WMO305")
    uitslag.stdout.fnmatch_lines(
        [
            "Eis 3.1.2 (§3.1, verplicht) van draaiboek iwmo-3.1, met WMO305: afwijking",
            "  Systeem: aanbieder voorbeeld-aanbieder 1.0",
            "handeling: verzend WMO305",
            "gezegd: aanvaard",
            " *moment *verwacht *verzonden",
            "      fase 1: *",
            "ok    wo 30-03-2022 16:59:59 +0200  WMO305 in 3.0  WMO305 in 3.0",
            "FOUT  wo 30-03-2022 17:00:00 +0200  niets          WMO305 in 3.0",
            "",
            "Bij de eerste afwijking, wo 30-03-2022 17:00:00 +0200, zegt het draaiboek:",
            "  WMO305 in 3.0: geblokkeerd (mijlpaal *, §3.*)",
            "Wat te doen: laat het systeem doen wat bij FOUT of LET OP verwacht is.",
            "Draai dit geval alleen met -k 3.1.2-WMO305.",
        ]
    )


def test_de_duur_is_echt(project: Project, draai: Draai) -> None:
    project()
    uitslag = draai("-k", "3.1.2", "--durations=0", "-vv")
    duren = [float(regel.split("s ")[0]) for regel in uitslag.stdout.lines if " call " in regel and "test_eis" in regel]
    assert len(duren) == 4
    assert 0 < sum(duren) < 60
