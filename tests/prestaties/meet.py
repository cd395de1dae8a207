"""What the kit costs, as ratios of runs side by side in one go: they are printed, they never fail.

Usage: python tests/prestaties/meet.py
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import freezegun
from afstandkosten import meet_afstand
from berichtkosten import meet_berichten
from laadkosten import meet_laden
from maakkosten import meet_maken
from rapportkosten import meet_rapport
from zij_aan_zij import meld, zij_aan_zij

from pytest_draaiboek.klok import Klok, kies_motor

LEEG = "def test_leeg():\n    pass\n"
GEPARAMETRISEERD = "import pytest\n@pytest.mark.parametrize('nr', range(2000))\ndef test_leeg(nr):\n    pass\n"
BEGIN = "2022-03-23T23:00:00+01:00"


def pytest_run(map_: Path, *opties: str) -> Callable[[], float]:
    """Return what runs pytest in a folder and tells how many seconds it took."""

    def draai() -> float:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *opties],
            cwd=map_,
            capture_output=True,
            check=False,
        )
        return time.perf_counter() - begin

    return draai


def rust(map_: Path) -> None:
    (map_ / "test_leeg.py").write_text(LEEG, encoding="utf-8")
    tijden = zij_aan_zij(25, zonder=pytest_run(map_, "-p", "no:draaiboek"), met=pytest_run(map_))
    meld("in rust: met de plug-in / zonder", tijden["met"] / tijden["zonder"], "≤ 1,02")


def per_moment(map_: Path) -> None:
    """Every moment that the whole suite tries, against an empty parametrised case: the start of pytest itself taken off both."""
    (map_ / "test_leeg.py").write_text(GEPARAMETRISEERD, encoding="utf-8")
    suite = ("--draaiboek=iwmo-3.1", "--draaiboek-systeem=voorbeeld:aanbieder")
    tijden = zij_aan_zij(
        3,
        leeg=pytest_run(map_, "-k", "niets"),
        gevallen=pytest_run(map_),
        start=pytest_run(map_, *suite, "-k", "1.3c", "--ignore=test_leeg.py"),
        suite=pytest_run(map_, *suite, "--ignore=test_leeg.py"),
        twee=pytest_run(map_, *suite, "--ignore=test_leeg.py", "-n", "2"),
    )
    per_geval = (tijden["gevallen"] - tijden["leeg"]) / 2000
    momenten = tel_momenten(map_, suite)
    meld(
        "een moment van de toets / een leeg geval", (tijden["suite"] - tijden["start"]) / momenten / per_geval, "≤ 2,2"
    )
    print(f"  (een leeg geval {per_geval * 1e6:.0f} µs, {momenten} momenten)")
    print(f"de hele toets van een aanbieder: {tijden['suite']:.1f} s, met -n 2 {tijden['twee']:.1f} s (≤ 10)")


def tel_momenten(map_: Path, suite: tuple[str, ...]) -> int:
    from pytest_draaiboek.rapport.bestand import lees

    pytest_run(map_, *suite, "--ignore=test_leeg.py", "--draaiboek-rapport=rapport")()
    (draaiboek,) = lees(map_ / "rapport" / "resultaat.json").draaiboeken
    return sum(len(geval.waarnemingen) for eis in draaiboek.eisen for geval in eis.gevallen)


def klok() -> None:
    """Moving the clock, with few and with many modules loaded, against a freezegun start and stop."""
    tijden = {}
    for aantal in (200, 4000):
        vul_modules(aantal)
        tijden[aantal] = zij_aan_zij(5, verzet=verzet, herstart=herstart)
    verhouding = tijden[4000]["verzet"] / tijden[200]["verzet"]
    meld("de klok verzetten bij 4.000 modules / bij 200", verhouding, "≤ 1,2")
    meld("de klok verzetten / freezegun starten en stoppen", tijden[200]["verzet"] / tijden[200]["herstart"], "< 0,01")


def vul_modules(aantal: int) -> None:
    for nr in range(aantal - len(sys.modules)):
        naam = f"vulling_{nr}"
        module = ModuleType(naam)
        module.__dict__.update({f"naam_{veld}": object() for veld in range(20)})
        sys.modules[naam] = module


def verzet() -> float:
    motor = kies_motor("freezegun")
    wijzer = Klok(motor)
    wijzer.zet(BEGIN)
    momenten = [wijzer.nu + timedelta(seconds=nr) for nr in range(20_000)]
    begin = time.perf_counter()
    for moment in momenten:
        wijzer.zet(moment)
    duur = (time.perf_counter() - begin) / len(momenten)
    motor.stop()
    return duur


def herstart() -> float:
    begin = time.perf_counter()
    for _ in range(20):
        with freezegun.freeze_time(BEGIN):
            pass
    return (time.perf_counter() - begin) / 20


def main() -> None:
    os.environ.pop("PYTEST_ADDOPTS", None)
    with tempfile.TemporaryDirectory() as map_:
        rust(Path(map_))
    with tempfile.TemporaryDirectory() as map_:
        per_moment(Path(map_))
    meet_rapport(pytest_run)
    # Before the clock, that fills the interpreter with modules.
    meet_berichten()
    meet_maken()
    meet_laden()
    meet_afstand()
    klok()


if __name__ == "__main__":
    main()
