"""Files that pass for builds of libfaketime, programs that pass for the probe, and bounds that a test can wait for."""

import sys
import tempfile
from pathlib import Path

import pytest

from pytest_draaiboek.klok.faketime import proefloop
from pytest_draaiboek.klok.faketime.bibliotheken import VARIABELE
from pytest_draaiboek.klok.faketime.runtimes import VARIABELE_PROEF


@pytest.fixture(autouse=True)
def eigen_omgeving(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of this machine, and temporary directories where a test can see that they are gone."""
    for naam in (VARIABELE, VARIABELE_PROEF, "LD_PRELOAD", "DYLD_INSERT_LIBRARIES"):
        monkeypatch.delenv(naam, raising=False)
    (tmp_path / "tijdelijk").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tijdelijk"))


@pytest.fixture
def korte_grenzen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proefloop, "_START", 5.0)
    monkeypatch.setattr(proefloop, "_ANTWOORD", 2.0)
    monkeypatch.setattr(proefloop, "_EINDE", 0.2)


@pytest.fixture
def tekst_als_bouwsel(tmp_path: Path) -> Path:
    """A file of text under the name of a library; it says that it has a lock."""
    pad = tmp_path / "libfaketimeMT.so.1"
    pad.write_text("geen bibliotheek; wel pthread_mutex_lock", encoding="ascii")
    return pad


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On Windows there is no libfaketime, and nothing to try but the message that says so."""
    if sys.platform == "win32":
        for item in items:
            if Path(__file__).parent in item.path.parents and "windows" not in item.name:
                item.add_marker(pytest.mark.skip(reason="there is no libfaketime for Windows"))
