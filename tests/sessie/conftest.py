"""A small project of a supplier, to run pytest in."""

from collections.abc import Callable
from pathlib import Path

import pytest

Draai = Callable[..., pytest.RunResult]

KOP = """
import pytest
from pytest_draaiboek import *
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
"""
FIXTURE = """
@pytest.fixture(scope="session")
def draaiboek_systeem() -> Ons:
    return Ons()
"""
GOED = "class Ons(VoorbeeldAanbieder):\n    pass\n"


@pytest.fixture
def project(pytester: pytest.Pytester) -> Callable[..., Path]:
    """Return what writes a project: ``tests/conftest.py`` with a system, and tests of its own."""

    def maak(systeem: str = GOED, *, fixture: str = FIXTURE, **tests: str) -> Path:
        map_ = pytester.mkdir("tests")
        (map_ / "conftest.py").write_text(KOP + systeem + fixture, encoding="utf-8")
        for naam, inhoud in tests.items():
            (map_ / f"{naam}.py").write_text(KOP + inhoud, encoding="utf-8")
        return map_

    return maak


@pytest.fixture
def draai(pytester: pytest.Pytester) -> Draai:
    """Return what runs pytest by ``iwmo-3.1`` in this process, with the calendar only unless other parts are named."""

    def doe(*opties: str, draaiboek: str = "iwmo-3.1", onderdeel: str = "kalender") -> pytest.RunResult:
        return pytester.runpytest(
            f"--draaiboek={draaiboek}", f"--draaiboek-onderdeel={onderdeel}", "-p", "no:cacheprovider", *opties
        )

    return doe
