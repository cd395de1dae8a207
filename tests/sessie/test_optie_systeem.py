"""--draaiboek-systeem: what to judge."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sessie_delen import GEEN_SYSTEEM

MODULE = """
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

class Ons(VoorbeeldAanbieder):
    gesloten = []

    def sluit(self):
        self.gesloten.append(1)

def maak() -> Ons:
    return Ons()

def maak_zonder_annotatie():
    return Ons()

kant_en_klaar = Ons()
getal = 3
"""


@pytest.mark.parametrize(
    ("naam", "rol", "techniek"),
    [
        ("iwmo-3.1", "aanbieder", "VOLDOET"),
        ("iwmo-3.1", "knooppunt", "NIET VAN TOEPASSING: *"),
        ("iwmo-3.2", "gemeente", "VOLDOET"),
        ("ijw-3.2", "aanbieder", "VOLDOET"),
        ("ijw-3.2", "knooppunt", "NIET VAN TOEPASSING: *"),
    ],
)
def test_een_voorbeeld_is_conform(pytester: pytest.Pytester, naam: str, rol: str, techniek: str) -> None:
    uitslag = pytester.runpytest(f"--draaiboek={naam}", f"--draaiboek-systeem=voorbeeld:{rol}")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["* gevallen getoetst (100%).", f"{naam} als {rol}: CONFORM"])
    uitslag.stdout.fnmatch_lines([f"{naam} als {rol}, techniek: {techniek}"])


@pytest.mark.parametrize("naam", ["Ons", "maak", "maak_zonder_annotatie", "kant_en_klaar"])
def test_een_klasse_functie_of_object(pytester: pytest.Pytester, naam: str) -> None:
    pytester.makepyfile(mijn=MODULE)
    uitslag = pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1", f"--draaiboek-systeem=mijn:{naam}", "-k", "3.1.2 or 1.3c"
    )
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["3.1 *3.1.2*voldoet * 4/4", "iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


@pytest.mark.parametrize(
    ("doel", "melding"),
    [
        (
            "voorbeeld:ziekenhuis",
            "*Er is geen voorbeeldsysteem 'ziekenhuis'. Kies uit gemeente, aanbieder, knooppunt, zorgaanbieder, zorgkantoor.*",
        ),
        (
            "voorbeeld:zorgaanbieder",
            "*voorbeeld:zorgaanbieder weet niets van de standaard van dit draaiboek; het is er voor iwlz.",
        ),
        ("bestaat_niet:Ons", "*module 'bestaat_niet' is niet te importeren*"),
        ("mijn:Hun", "*module 'mijn' heeft geen 'Hun'. Controleer de naam.*"),
        ("mijn", "*--draaiboek-systeem is 'mijn'; verwacht wordt module:naam*"),
        (r"C:\systemen\mijn.py:Ons", "*--draaiboek-systeem=C:*is niet te importeren*"),
    ],
)
def test_een_doel_dat_er_niet_is(pytester: pytest.Pytester, doel: str, melding: str) -> None:
    pytester.makepyfile(mijn=MODULE)
    uitslag = pytester.runpytest_subprocess("--draaiboek=iwmo-3.1", f"--draaiboek-systeem={doel}")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


def test_iets_dat_geen_systeem_is(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(mijn=MODULE)
    uitslag = pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1", "--draaiboek-systeem=mijn:getal", "--draaiboek-rol=aanbieder"
    )
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*De adapter int houdt zich niet aan het contract: reset() ontbreekt*"])
    uitslag.stdout.no_fnmatch_line("*CONFORM")


def test_geen_systeem(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_eigen(): pass")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(GEEN_SYSTEEM)


def test_de_eigen_fixture_zonder_eigen_tests(project: Callable[..., Path], pytester: pytest.Pytester) -> None:
    project()
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["tests?conftest.py *", "iwmo-3.1 als aanbieder: CONFORM"])


def test_het_systeem_wordt_een_keer_gemaakt_en_gesloten(
    project: Callable[..., Path], pytester: pytest.Pytester
) -> None:
    project(
        "class Ons(VoorbeeldAanbieder):\n"
        "    def __init__(self):\n        super().__init__(); print('GEMAAKT')\n"
        "    def sluit(self):\n        print('GESLOTEN')\n",
        test_eigen="def test_leeg(draaiboek_systeem): assert draaiboek_systeem.ontvangen == {}\n",
    )
    uitslag = pytester.runpytest_subprocess("--draaiboek=iwmo-3.1", "-s", "-k", "3.1.2 or eigen")
    tekst = uitslag.stdout.str()
    assert (tekst.count("GEMAAKT"), tekst.count("GESLOTEN")) == (1, 1)
