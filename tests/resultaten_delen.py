"""Results of real runs, of systems that are right and wrong, and copies of them with something changed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees
from pytest_draaiboek.rapport.resultaat import Resultaat

TESTS = Path(__file__).parent
Gegevens = dict[str, Any]
GOED = "voorbeeld:aanbieder"
VERGEET_STOP = "foute_systemen.aanbieders_uit:VergeetStop307"
CONTROLEERT_NIETS = "foute_systemen.techniek:ControleertNiets"
DOEL = "import sys; sys.path.insert(0, {!r}); import pytest; sys.exit(pytest.main(sys.argv[1:]))"


@pytest.fixture(scope="session")
def echte_map(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what runs a system by ``iwmo-3.1`` in a process of its own, once, and gives the folder of its result."""
    gedraaid: dict[tuple[str, ...], Path] = {}

    def geef(systeem: str = GOED, *opties: str) -> Path:
        sleutel = (systeem, *opties)
        if sleutel not in gedraaid:
            hier = tmp_path_factory.mktemp("run")
            opdracht = [sys.executable, "-c", DOEL.format(str(TESTS / "toetsing")), "-q", "-p", "no:cacheprovider"]
            keuze = ["--draaiboek=iwmo-3.1", f"--draaiboek-systeem={systeem}", "--draaiboek-rapport=uit", *opties]
            klaar = subprocess.run([*opdracht, *keuze], cwd=hier, capture_output=True, check=False, timeout=120)
            assert (hier / "uit" / BESTANDSNAAM).is_file(), klaar.stdout.decode(errors="replace")
            gedraaid[sleutel] = hier / "uit"
        return gedraaid[sleutel]

    return geef


@pytest.fixture(scope="session")
def echt(echte_map: Callable[..., Path]) -> Callable[..., Resultaat]:
    """Return what gives the result of such a run."""
    return lambda *wat: lees(echte_map(*wat) / BESTANDSNAAM)


def bewerkt(resultaat: Resultaat, *bewerkingen: Callable[[Gegevens], object]) -> Resultaat:
    """Return a copy with something changed in its data."""
    gegevens = msgspec.to_builtins(resultaat)
    for bewerking in bewerkingen:
        bewerking(gegevens)
    return msgspec.convert(gegevens, Resultaat)


def schrijf(resultaat: Resultaat, pad: Path) -> Path:
    """Write a result into a file."""
    pad.write_bytes(msgspec.json.encode(resultaat))
    return pad


def eis_van(gegevens: Gegevens, sleutel: str, nr: int = 0) -> Gegevens:
    """Return the data of one eis, of the nth verdict."""
    return next(eis for eis in gegevens["draaiboeken"][nr]["eisen"] if eis["id"] == sleutel)


def regel_van(gegevens: Gegevens, code: str) -> Gegevens:
    """Return the data of one technical rule."""
    return next(regel for regel in gegevens["draaiboeken"][0]["techniek"]["regels"] if regel["code"] == code)
