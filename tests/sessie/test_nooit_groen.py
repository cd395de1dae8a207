"""Never green by accident: whatever goes wrong, it is not a pass."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sessie_delen import GEEN_SYSTEEM

WEIGERT = """
class Ons(VoorbeeldAanbieder):
    def verzend(self, opdracht): return Uitkomst(Status.GEWEIGERD, melding="nee")
    def ontvang(self, bericht): return Uitkomst(Status.GEWEIGERD, melding="nee")
"""
AANVAARDT = """
class Ons(VoorbeeldAanbieder):
    def verzend(self, opdracht): return Uitkomst(Status.AANVAARD)
    def ontvang(self, bericht): return Uitkomst(Status.AANVAARD)
"""
ECHO = """
class Ons(VoorbeeldAanbieder):
    def ontvang(self, bericht): return Uitkomst(Status.AANVAARD, bericht)
"""
ALLES_DOOR = """
class Ons(VoorbeeldKnooppunt):
    def ontvang(self, bericht): return Uitkomst(Status.AANVAARD, bericht)
"""


@pytest.mark.parametrize("systeem", [WEIGERT, AANVAARDT, ECHO, ALLES_DOOR], ids=["weigert", "aanvaardt", "echo", "hub"])
def test_een_systeem_dat_maar_wat_doet(
    project: Callable[..., Path], draai: Callable[..., pytest.RunResult], systeem: str
) -> None:
    project(systeem)
    uitslag = draai()
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als *: NIET CONFORM*"])


def methode(naam: str, gedrag: str) -> str:
    return f"class Ons(VoorbeeldAanbieder):\n    def {naam}(self, *_): {gedrag}\n"


@pytest.mark.parametrize(
    ("systeem", "melding"),
    [
        (methode("verzend", "1 / 0"), "De adapter brak af in verzend(...) met ZeroDivisionError: division by zero."),
        (methode("ontvang", "return None"), "De adapter gaf op ontvang(...) None; verwacht wordt een Uitkomst."),
        (methode("verzend", "return 'ja'"), "De adapter gaf op verzend(...) 'ja'; verwacht wordt een Uitkomst."),
        (
            methode("verwerk", "raise ConnectionResetError('weg')"),
            "Het systeem is niet bereikbaar: verwerk brak af met ConnectionResetError: weg.",
        ),
        (
            methode("verzend", "raise TimeoutError('traag')"),
            "Het systeem is niet bereikbaar: verzend brak af met TimeoutError: traag.",
        ),
        (methode("verzend", "raise SystemExit(0)"), "De adapter brak af in verzend(...) met SystemExit: 0."),
        (methode("klok", "return 12"), "De adapter gaf op klok() 12; verwacht wordt een datetime met tijdzone."),
        (
            methode("stand", "return 0"),
            "De adapter gaf op stand() 0; verwacht wordt Stand(te_verzenden, ongelezen, onbeantwoord).",
        ),
        (methode("verwerk", "raise KeyError('x')"), "De adapter brak af in verwerk(...) met KeyError: 'x'."),
    ],
)
def test_een_adapter_die_breekt_is_geen_oordeel_en_geen_pass(
    project: Callable[..., Path], draai: Callable[..., pytest.RunResult], systeem: str, melding: str
) -> None:
    project(systeem)
    uitslag = draai("-k", "3.1.4 or 3b or 2.1b")
    assert uitslag.ret == 1
    assert melding in uitslag.stdout.str()
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: *"])


def test_een_fixture_die_breekt(project: Callable[..., Path], draai: Callable[..., pytest.RunResult]) -> None:
    project(
        fixture="@pytest.fixture(scope='session')\ndef draaiboek_systeem() -> Ons:\n    raise OSError('geen database')\n"
    )
    uitslag = draai("-k", "3.1.4")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*OSError: geen database*", "iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


def test_een_proces_dat_verdwijnt(project: Callable[..., Path], pytester: pytest.Pytester) -> None:
    project("import os\n" + methode("verzend", "os._exit(0)"))
    uitslag = pytester.runpytest_subprocess("--draaiboek=iwmo-3.1", "--draaiboek-rapport=uit")
    uitslag.stdout.no_fnmatch_line("*CONFORM*")
    assert not (pytester.path / "uit" / "resultaat.json").exists()


def test_een_werker_die_verdwijnt(project: Callable[..., Path], pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    project("import os\n" + methode("meld_fout", "os._exit(0)"))
    uitslag = pytester.runpytest_subprocess("--draaiboek=iwmo-3.1", "-n", "2", "--max-worker-restart=0")
    assert uitslag.ret != 0
    uitslag.stdout.no_fnmatch_line("*: CONFORM*")


@pytest.mark.parametrize("verb", ["stand", "meld_fout", "registreer_spoed"])
def test_een_verb_dat_er_niet_is_laat_de_eis_open(
    project: Callable[..., Path], draai: Callable[..., pytest.RunResult], verb: str
) -> None:
    project(methode(verb, f"return Systeem.{verb}(self, *_)"))
    uitslag = draai("-rs")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines([f"*het systeem ondersteunt {verb} niet*"])
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: *"])


def test_een_andere_klok_bewijst_niets(project: Callable[..., Path], draai: Callable[..., pytest.RunResult]) -> None:
    project(
        "from datetime import datetime, timezone\nECHT = datetime(2026, 1, 1, tzinfo=timezone.utc)\n"
        + methode("klok", "return ECHT")
    )
    uitslag = draai("-rs")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*het systeem leest een andere klok: gezet op *"])
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


def test_een_lege_selectie(project: Callable[..., Path], draai: Callable[..., pytest.RunResult]) -> None:
    project(test_eigen="def test_eigen(): pass\n")
    uitslag = draai("-k", "bestaat_niet")
    assert uitslag.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


def test_alleen_eigen_tests_gekozen(project: Callable[..., Path], draai: Callable[..., pytest.RunResult]) -> None:
    project(test_eigen="def test_eigen(): pass\n")
    uitslag = draai("tests/test_eigen.py")
    assert uitslag.ret == 0 or "CONFORM" in uitslag.stdout.str()
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: *"])


def test_afgebroken_met_x(project: Callable[..., Path], draai: Callable[..., pytest.RunResult]) -> None:
    project(WEIGERT)
    uitslag = draai("-x")
    uitslag.assert_outcomes(failed=1)
    uitslag.stdout.fnmatch_lines(
        ["1 van 133 gevallen getoetst (0%).", "iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 1.1"]
    )


def test_eigen_namen_voor_tests(project: Callable[..., Path], pytester: pytest.Pytester) -> None:
    project(WEIGERT)
    pytester.makeini(
        "[pytest]\npython_functions = controleer_*\npython_classes = Controle*\npython_files = *_controle.py\n"
    )
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM*"])


def test_runxfail_maakt_van_een_aandachtspunt_geen_pass(
    project: Callable[..., Path], draai: Callable[..., pytest.RunResult]
) -> None:
    project(
        "class Ons(VoorbeeldAanbieder):\n"
        "    def verzendversie(self, nummer):\n"
        "        return '3.0' if nummer == '303' and self.klok() < self.kalender.migraties[0].stop_retour else super().verzendversie(nummer)\n"
    )
    assert draai("-k", "3.3.1").parseoutcomes()["xfailed"] == 1
    assert draai("-k", "3.3.1", "--runxfail").parseoutcomes()["failed"] == 1


def test_zonder_systeem_met_alleen_eigen_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_eigen(): pass")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "-k", "eigen")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(GEEN_SYSTEEM)
