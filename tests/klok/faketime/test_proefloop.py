"""The probe catches every way in which a clock from outside can be wrong, and waits for none of them longer than its bound."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_faketijd import MOMENT

from pytest_draaiboek.klok import Motor
from pytest_draaiboek.klok.faketime import Faketijd
from pytest_draaiboek.klok.faketime.bibliotheken import Bibliotheek
from pytest_draaiboek.klok.faketime.proefloop import beproef, draait

SCHIJNKIND = Path(__file__).with_name("schijnkind.py")
pytestmark = pytest.mark.usefixtures("korte_grenzen")


def kind(fout: str) -> list[str]:
    return [sys.executable, str(SCHIJNKIND), fout]


@pytest.fixture
def tijd(tekst_als_bouwsel: Path) -> Iterator[Faketijd]:
    """A clock that only the pretended child obeys: the loader leaves out a library that is none."""
    tijd = Faketijd(Bibliotheek(tekst_als_bouwsel, "opgegeven"), "python")
    yield tijd
    tijd.sluit()


def test_wat_overal_goed_gaat_komt_erdoor(tijd: Faketijd) -> None:
    assert beproef(kind("niets"), tijd) == ""


@pytest.mark.parametrize(
    ("fout", "gezegd"),
    [
        ("echte tijd", r"klok: verwacht '1648076398 1648076398 2022-03-23T23:59:58', gekregen '(\d+) \1 20.*'.*"),
        ("andere zone", r"klok: verwacht '.*T23:59:58', gekregen '1648076398 1648076398 2022-03-23T22:59:58'.*"),
        ("stempel scheef", r"klok: verwacht '.*', gekregen '1648076398 1648072798 2022-03-23T23:59:58'.*"),
        ("beweegt niet", r"klok: verwacht '1648652400 .*T17:00:00', gekregen '1648076398 .*T23:59:58'.*"),
        ("zwijgt", r"klok: verwacht '.*T23:59:58', gekregen ''.*"),
        ("stopt meteen", r"klok: verwacht '.*T23:59:58', gekregen '' \(geen zin in\)"),
        ("timer blijft uit", r"timer van 0,1 s: geen antwoord binnen 2 s.*"),
        ("timer meteen", r"timer van 0,1 s: al voorbij na 0\.0\d\d s"),
        ("timer soms meteen", r"timer van 0,1 s: al voorbij na 0\.0\d\d s"),
        ("slaapt door", r"slaap van 0,1 s: geen antwoord binnen 2 s.*"),
        ("slaapt niet", r"slaap van 0,1 s: al voorbij na 0\.0\d\d s"),
        ("slaap faalt", r"slaap van 0,1 s: geen antwoord binnen 2 s \(OSError: \[Errno 22\] Invalid argument\)"),
    ],
)
def test_elke_fout_wordt_gezien(tijd: Faketijd, fout: str, gezegd: str) -> None:
    assert re.fullmatch(gezegd, beproef(kind(fout), tijd))


def test_de_laatste_regel_van_stderr_staat_erbij(tijd: Faketijd) -> None:
    if sys.platform != "linux":
        pytest.skip("the loader of this system says something else")
    assert "cannot be preloaded" in beproef(kind("echte tijd"), tijd)


def test_de_grens_is_echte_tijd_ook_als_dit_proces_bevroren_is(
    tijd: Faketijd, motor: Motor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytest_draaiboek.klok.faketime.proefloop._START", 0.5)
    motor.bevries(MOMENT)
    begin = time.perf_counter()
    assert beproef(kind("zwijgt"), tijd)
    assert 0.5 <= time.perf_counter() - begin < 4


def test_een_wikkel_laat_niets_achter(tijd: Faketijd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that starts the runtime beside itself: killed alone, it would leave that running, with the pipe in its hands."""
    monkeypatch.setattr("pytest_draaiboek.klok.faketime.proefloop._START", 0.5)
    wikkel = tmp_path / "java"
    wikkel.write_text("sleep 30\nexit 1\n", encoding="ascii")
    begin = time.monotonic()
    assert beproef(["/bin/sh", str(wikkel)], tijd)
    assert time.monotonic() - begin < 4


def test_een_proef_die_draait_en_een_die_niet_draait() -> None:
    assert draait(kind("niets")) is None
    assert draait(kind("stopt meteen")) == " (geen zin in)"
