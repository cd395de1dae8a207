"""One small bundle, of a real run of part of the cases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from resultaten_delen import GOED

from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees
from pytest_draaiboek.rapport.bewijs import maak
from pytest_draaiboek.rapport.resultaat import Resultaat

KEUZE = "3.1.2 or CD005"


@pytest.fixture(scope="session")
def json_(echte_map: Callable[..., Path]) -> bytes:
    """The bytes of a result with few cases."""
    return (echte_map(GOED, "-k", KEUZE) / BESTANDSNAAM).read_bytes()


@pytest.fixture(scope="session")
def resultaat(echte_map: Callable[..., Path]) -> Resultaat:
    """That result."""
    return lees(echte_map(GOED, "-k", KEUZE) / BESTANDSNAAM)


@pytest.fixture(scope="session")
def bundel(json_: bytes) -> bytes:
    """The bundle of it."""
    return maak(json_, "resultaat.json")
