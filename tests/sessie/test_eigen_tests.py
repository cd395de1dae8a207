"""The user's own tests: fixtures, the milestone marker and fixture, and tests as evidence for an eis."""

from collections.abc import Callable
from pathlib import Path

import pytest

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

FIXTURES = """
from datetime import UTC, datetime

@pytest.mark.mijlpaal("3.2.1", verschuiving="-1s")
def test_merk():
    assert datetime.now(UTC).isoformat() == "2022-03-30T14:59:59+00:00"

def test_zonder_klok_is_het_echt_nu():
    assert datetime.now(UTC).year > 2022
    assert datetime.__module__ == "datetime"

def test_klok_en_berichten(draaiboek_klok, draaiboek_berichten, draaiboek, draaiboek_rol):
    draaiboek_klok.net_voor("3.2.4")
    assert draaiboek_berichten.maak("WMO305").versie == draaiboek.van
    draaiboek_klok.op("3.2.4")
    bericht = draaiboek_berichten.maak("WMO305")
    assert (bericht.versie, str(bericht.dagtekening)) == ("3.1", "2022-04-04")
    assert draaiboek_rol == "aanbieder"

def test_leeg_systeem(draaiboek_systeem, draaiboek_berichten):
    assert draaiboek_systeem.ontvangen == {}
    draaiboek_systeem.ontvangen["x"] = draaiboek_berichten.maak("WMO301")

def test_weer_leeg_systeem(draaiboek_systeem):
    assert draaiboek_systeem.ontvangen == {}

def test_elke_mijlpaal(mijlpaal, draaiboek_klok):
    assert draaiboek_klok.nu == mijlpaal.moment == datetime.now(UTC)

def test_knooppunt(draaiboek_knooppunt, draaiboek_klok, draaiboek_berichten):
    draaiboek_klok.net_voor("3.2.1")
    bericht = draaiboek_berichten.maak("WMO305")
    assert draaiboek_knooppunt.dien_in(bericht).doorgegeven
    draaiboek_klok.op("3.2.1")
    afgifte = draaiboek_knooppunt.dien_in(draaiboek_berichten.maak("WMO305", zaad=2))
    assert (afgifte.doorgegeven, bool(afgifte.code), "3.2.1" in afgifte.melding) == (False, True, True)
    assert draaiboek_knooppunt.haal_op(bericht.ontvanger) == (bericht,)
"""


def test_de_fixtures(project: Project, draai: Draai) -> None:
    project(test_eigen=FIXTURES)
    uitslag = draai("tests/test_eigen.py", "-k", "test_eigen")
    assert uitslag.parseoutcomes()["passed"] >= 6 + 15
    assert "failed" not in uitslag.parseoutcomes()


def test_de_mijlpalen_hebben_elk_een_naam(project: Project, draai: Draai) -> None:
    project(test_eigen="def test_m(mijlpaal): pass\n")
    draai("--collect-only", "-q").stdout.fnmatch_lines(["tests/test_eigen.py::test_m[[]3.1.2[]]"])
    draai("--collect-only", "-q", draaiboek="iwmo-3.1,ijw-3.1").stdout.fnmatch_lines(
        ["tests/test_eigen.py::test_m[[]ijw-3.1-3.1.2[]]"]
    )


@pytest.mark.parametrize(
    ("test", "melding"),
    [
        (
            "@pytest.mark.eis('9.9')\ndef test_x(): pass\n",
            "*test_x: @pytest.mark.eis('9.9'): Draaiboek iwmo-3.1 kent geen eis '9.9'*",
        ),
        ("@pytest.mark.eis\ndef test_x(): pass\n", "*test_x: @pytest.mark.eis noemt geen eis.*"),
    ],
)
def test_een_merk_dat_niet_klopt(project: Project, draai: Draai, test: str, melding: str) -> None:
    project(test_eigen=test)
    uitslag = draai()
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


def test_een_mijlpaal_die_er_niet_is(project: Project, draai: Draai) -> None:
    project(test_eigen="@pytest.mark.mijlpaal('9.9')\ndef test_x(): pass\n")
    uitslag = draai("-k", "test_x")
    uitslag.assert_outcomes(failed=1, deselected=133)
    uitslag.stdout.fnmatch_lines(["*Deze klok kent geen mijlpaal '9.9'.*"])


def test_eigen_bewijs_telt_mee(project: Project, draai: Draai) -> None:
    project(
        test_eigen="@pytest.mark.eis('3.1.2')\ndef test_goed(): pass\n"
        "@pytest.mark.eis('3.1.4', '5.2')\ndef test_fout(): assert 1 == 2, 'de kassa'\n"
    )
    uitslag = draai()
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 3.1.4, 5.2"])
    uitslag.stdout.fnmatch_lines(["3.1 *3.1.2 *voldoet *4/4  eigen bewijs: 1 van 1"])


def test_eigen_bewijs_sluit_geen_eis_die_niet_getoetst_is(project: Project, draai: Draai) -> None:
    project(test_eigen="@pytest.mark.eis('3.1.2')\ndef test_goed(): pass\n")
    uitslag = draai("-k", "test_goed")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["3.1 *3.1.2 *niet getoetst *0/4*"])


def test_een_eigen_freeze_time_naast_de_klok(project: Project, draai: Draai) -> None:
    project(
        test_eigen="from freezegun import freeze_time\nfrom datetime import date\n"
        "def test_samen(draaiboek_klok):\n"
        "    draaiboek_klok.op('3.1.2')\n"
        "    with freeze_time('2020-01-01'): pass\n"
        "@freeze_time('2020-01-01')\ndef test_los():\n    assert date.today() == date(2020, 1, 1)\n"
    )
    uitslag = draai("-k", "test_samen or test_los")
    uitslag.assert_outcomes(failed=1, passed=1, deselected=133)
    uitslag.stdout.fnmatch_lines(["*De kit houdt de klok van deze test al vast*"])


def test_uitdrukkelijk_ingevoerd(project: Project, draai: Draai) -> None:
    project(test_draaiboek="from pytest_draaiboek.toetsing.suite.alles import *\n")
    uitslag = draai()
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=133)
    uitslag.stdout.fnmatch_lines(["tests?test_draaiboek.py *", "iwmo-3.1 als aanbieder: CONFORM"])


def test_een_conftest_in_de_wortel(pytester: pytest.Pytester, draai: Draai) -> None:
    pytester.makeconftest(
        "import pytest\nfrom pytest_draaiboek.systemen.voorbeelden import VoorbeeldKnooppunt\n"
        "@pytest.fixture(scope='session')\ndef draaiboek_systeem(): return VoorbeeldKnooppunt()\n"
    )
    uitslag = draai()
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als knooppunt: CONFORM"])
