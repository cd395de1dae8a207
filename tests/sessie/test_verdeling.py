"""Under pytest-xdist a system behind an address is never tried by two workers at once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_draaiboek.systemen.afstand.adres import vrije_poort
from pytest_draaiboek.systemen.afstand.opening import _wacht

pytest.importorskip("xdist")

BEDIENING = Path(__file__).parents[1] / "systemen" / "bediening.py"
AANBIEDER = "pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"
PLUGIN = """
import os, pytest
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand

gebruikt = set()
echt = SysteemOpAfstand.reset

def reset(systeem):
    gebruikt.add(systeem.lijn.naar.rpartition(":")[2])
    echt(systeem)

SysteemOpAfstand.reset = reset

@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    gebruikt.clear()
    uitslag = yield
    with open("wie.txt", "a") as uit:
        print(os.environ.get("PYTEST_XDIST_WORKER", "geen"), "+".join(gebruikt), item.name.split("[")[0], file=uit)
    return uitslag
"""
EIGEN = """
import pytest

@pytest.mark.parametrize("nr", range(40))
def test_los(nr): pass

def test_met_systeem(draaiboek_systeem): draaiboek_systeem.reset()
"""


@pytest.fixture
def adressen() -> Iterator[list[str]]:
    """Two servers that each serve an example system."""
    yield from bedien(AANBIEDER, AANBIEDER)


@pytest.fixture
def ongelijke_adressen() -> Iterator[list[str]]:
    """Two servers of which one serves a system of another role."""
    yield from bedien(AANBIEDER, AANBIEDER.replace("Aanbieder", "Gemeente"))


def bedien(*systemen: str) -> Iterator[list[str]]:
    poorten = [vrije_poort() for _ in systemen]
    kinderen = [
        subprocess.Popen([sys.executable, BEDIENING, str(poort), systeem])
        for poort, systeem in zip(poorten, systemen, strict=True)
    ]
    gevonden = [f"http://127.0.0.1:{poort}" for poort in poorten]
    for adres in gevonden:
        _wacht(adres, 30, None)
    yield gevonden
    for kind in kinderen:
        kind.kill()
        kind.wait()


def draai(pytester: pytest.Pytester, adres: str, *meer: str) -> tuple[pytest.RunResult, list[list[str]]]:
    pytester.makepyfile(wie=PLUGIN, test_eigen=EIGEN)
    pytester.syspathinsert()
    # These tests may run on a worker themselves.
    pytester._monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    uitslag = pytester.runpytest_subprocess(
        "-p", "wie", "--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender", f"--draaiboek-systeem={adres}", *meer
    )
    wie = pytester.path / "wie.txt"
    return uitslag, [regel.split(" ") for regel in wie.read_text().splitlines()] if wie.exists() else []


def test_een_adres_blijft_bij_een_werker(pytester: pytest.Pytester, adressen: list[str]) -> None:
    uitslag, gedraaid = draai(pytester, adressen[0], "-n", "3")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM"])
    assert len({werker for werker, adres, _ in gedraaid if adres}) == 1
    assert [naam for _, adres, naam in gedraaid if adres].count("test_met_systeem") == 1
    assert len([naam for _, adres, naam in gedraaid if not adres]) == 40
    assert len({werker for werker, adres, _ in gedraaid if not adres}) > 1


def test_twee_adressen_zijn_werk_voor_twee(pytester: pytest.Pytester, adressen: list[str]) -> None:
    uitslag, gedraaid = draai(pytester, ",".join(adressen), "-n", "2", "-k", "eis or systeem")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM"])
    bij = {(werker, adres) for werker, adres, _ in gedraaid}
    assert len(bij) == len({adres for _, adres in bij}) == 2
    assert {adres for _, adres in bij} == {adres.rpartition(":")[2] for adres in adressen}


def test_zonder_werkers_doet_het_eerste_adres_alles(pytester: pytest.Pytester, adressen: list[str]) -> None:
    uitslag, gedraaid = draai(pytester, f"{adressen[0]},http://127.0.0.1:1", "-k", "3.1.2")
    assert {(werker, adres) for werker, adres, _ in gedraaid} == {("geen", adressen[0].rpartition(":")[2])}
    uitslag.stdout.fnmatch_lines(["3.1 *3.1.2*voldoet * 4/4"])


def test_elk_op_elke_werker_kan_niet(pytester: pytest.Pytester, adressen: list[str]) -> None:
    uitslag, gedraaid = draai(pytester, adressen[0], "-n", "2", "--dist", "each")
    assert uitslag.ret != 0
    assert "--dist each laat alle werkers hetzelfde systeem toetsen" in uitslag.stdout.str() + uitslag.stderr.str()
    assert gedraaid == []
    uitslag.stdout.no_fnmatch_line("*: CONFORM*")


def test_adressen_van_verschillende_systemen(pytester: pytest.Pytester, ongelijke_adressen: list[str]) -> None:
    beide = ",".join(ongelijke_adressen)
    uitslag, gedraaid = draai(pytester, beide, "-n", "2")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            f"ERROR: De systemen op {beide} hebben niet dezelfde rol: aanbieder, gemeente. Noem adressen van hetzelfde systeem."
        ]
    )
    assert gedraaid == []
