"""Colours of the verdict and of a diagnosis: on a terminal, or when pytest is asked for them, and otherwise none."""

from collections.abc import Callable
from pathlib import Path

import pytest

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

FOUT = """
class Ons(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht):
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")
"""


@pytest.mark.parametrize(
    ("omgeving", "opties", "kleuren"),
    [
        ({}, (), False),
        ({}, ("--color=yes",), True),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1"}, ("--color=no",), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": "1"}, ("--color=yes",), True),
    ],
)
def test_kleuren_van_het_oordeel(
    project: Project,
    draai: Draai,
    monkeypatch: pytest.MonkeyPatch,
    omgeving: dict[str, str],
    opties: tuple[str, ...],
    kleuren: bool,
) -> None:
    for naam in ("PY_COLORS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(naam, raising=False)
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    project(FOUT)
    tekst = draai("-k", "2.3b", *opties).stdout.str()
    assert ("\x1b[31miwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 2.3b" in tekst) is kleuren
    assert ("\x1b[31m2.3       2.3b   voldoet niet" in tekst) is kleuren
    assert ("\x1b[33m1.1       1.1    niet getoetst" in tekst) is kleuren
    assert ("\x1b" in tekst) is kleuren


def test_kleuren_van_een_diagnose(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PY_COLORS", raising=False)
    opties = ("--draaiboek-diagnose", "--draaiboek-systeem=voorbeeld:aanbieder")
    assert "\x1b" not in pytester.runpytest(*opties).stdout.str()
    regels = pytester.runpytest(*opties, "--color=yes").outlines
    assert sum(regel.startswith("\x1b[32mgoed    ") for regel in regels) > 5
