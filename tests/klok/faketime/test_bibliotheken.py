"""Which builds are found, in which order, and what is said when there is none."""

import importlib
import sys
from pathlib import Path

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok.faketime import bibliotheken
from pytest_draaiboek.klok.faketime.bibliotheken import VARIABELE, vind_bibliotheken

MET_SLOT, ZONDER_SLOT = b"\x7fELF..pthread_mutex_lock..", b"\x7fELF..localtime_r.."


def bouwsel(pad: Path, inhoud: bytes) -> Path:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud)
    return pad


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def pypi(linux: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The package libfaketime, that must not be imported."""
    pakket = tmp_path / "site" / "libfaketime"
    pad = bouwsel(pakket / "vendor" / "libfaketime" / "src" / "libfaketime.so.1", ZONDER_SLOT)
    (pakket / "__init__.py").write_text("raise SystemExit('imported')", encoding="ascii")
    monkeypatch.syspath_prepend(tmp_path / "site")
    importlib.invalidate_caches()
    return pad


@pytest.fixture
def geen_pypi(linux: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliotheken, "find_spec", lambda naam: None)


@pytest.mark.parametrize("map_", ["usr/lib/aarch64-linux-gnu/faketime", "usr/lib64/faketime", "usr/local/lib/faketime"])
def test_met_een_slot_gaat_voor(pypi: Path, tmp_path: Path, map_: str) -> None:
    zonder = bouwsel(tmp_path / map_ / "libfaketime.so.1", ZONDER_SLOT)
    met = bouwsel(tmp_path / map_ / "libfaketimeMT.so.1", MET_SLOT)
    gevonden = vind_bibliotheken(tmp_path)
    assert [(een.pad, een.voor_draden) for een in gevonden] == [(met, True), (pypi, False), (zonder, False)]
    assert [str(een) for een in gevonden] == [
        "libfaketimeMT.so.1 (systeem)",
        "libfaketime.so.1 (PyPI)",
        "libfaketime.so.1 (systeem)",
    ]
    assert "libfaketime" not in sys.modules


def test_op_macos_een_dylib(monkeypatch: pytest.MonkeyPatch, geen_pypi: None, tmp_path: Path) -> None:
    pad = bouwsel(tmp_path / "opt/homebrew/lib/faketime/libfaketime.1.dylib", MET_SLOT)
    bouwsel(tmp_path / "usr/lib/faketime/libfaketime.so.1", MET_SLOT)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert [een.pad for een in vind_bibliotheken(tmp_path)] == [pad]


def test_wie_een_bouwsel_noemt_krijgt_geen_ander(pypi: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABELE, str(bouwsel(tmp_path / "eigen.so", ZONDER_SLOT)))
    assert [str(een) for een in vind_bibliotheken()] == ["eigen.so (opgegeven)"]


def test_een_genoemd_bouwsel_dat_er_niet_is(linux: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE, "/nergens/libfaketime.so.1")
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_bibliotheken()
    assert str(fout.value) == (
        "DRAAIBOEK_FAKETIME wijst naar '/nergens/libfaketime.so.1'; daar staat geen bestand.\n"
        "Wat te doen: noem het volledige pad van libfaketime.so.1, of laat DRAAIBOEK_FAKETIME weg."
    )


def test_geen_enkel_bouwsel(geen_pypi: None, tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_bibliotheken(tmp_path)
    assert str(fout.value) == (
        "--draaiboek-klok=faketime: op deze machine is geen libfaketime gevonden.\n"
        "Wat te doen: pip install 'pytest-draaiboek[faketime]' (Linux op x86-64), of installeer het pakket van het systeem\n"
        "(Debian: apt install faketime; macOS: brew install libfaketime), of laat --draaiboek-klok=faketime weg en laat de "
        "adapter de klok van het systeem zetten (werkwoord zet_klok)."
    )


def test_op_windows_is_er_geen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_bibliotheken()
    assert str(fout.value) == (
        "--draaiboek-klok=faketime kan hier niet: libfaketime bestaat voor Linux en macOS, en dit is win32.\n"
        "Wat te doen: laat --draaiboek-klok=faketime weg en laat de adapter de klok van het systeem zetten (werkwoord zet_klok)."
    )
