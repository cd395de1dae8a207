"""What a report costs: making it against the suite's own time, and opening a large one in a browser."""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from zij_aan_zij import meld, zij_aan_zij

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "browser")]

RONDES = 5
SYSTEMEN = 10
SUITE = ("--draaiboek=iwmo-3.1", "--draaiboek-systeem=voorbeeld:aanbieder")


def meet_rapport(pytest_run: Callable[..., Callable[[], float]]) -> None:
    """Measure both.

    Args:
        pytest_run: what gives, for a folder and options, a run of pytest that tells its seconds.

    """
    with tempfile.TemporaryDirectory() as naam:
        map_ = Path(naam)
        tijden = zij_aan_zij(
            RONDES,
            zonder=pytest_run(map_, *SUITE),
            met=pytest_run(map_, *SUITE, "--draaiboek-rapport=uit"),
            teken=lambda: teken_s(map_),
        )
        meld("het rapport tekenen / de toets zelf", tijden["teken"] / tijden["zonder"], "< 0,1")
        meld(
            "de toets met berichten, resultaat en rapport / zonder",
            tijden["met"] / tijden["zonder"],
            "zo klein mogelijk",
        )
        meet_openen(map_)


def teken_s(map_: Path) -> float:
    """Return how long it takes to draw the report of the result that is there."""
    from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees
    from pytest_draaiboek.rapport.html import teken

    resultaat = lees(map_ / "uit" / BESTANDSNAAM)
    begin = time.perf_counter()
    teken(resultaat)
    return time.perf_counter() - begin


def meet_openen(map_: Path) -> None:
    """Open a report of some 2,000 cases a few times, where there is a browser."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print("het rapport openen: niet gemeten, er is geen chromium", flush=True)
        return
    from bladzijde import Bladzijde
    from chromium import chromium
    from uitslagen import vermenigvuldig

    from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees
    from pytest_draaiboek.rapport.html import teken

    pad = map_ / "groot.html"
    pad.write_text(teken(vermenigvuldig(lees(map_ / "uit" / BESTANDSNAAM), SYSTEMEN)), encoding="utf-8")
    with chromium(map_ / "profiel") as driver:
        bladzijde = Bladzijde(driver)
        tijden = []
        for _ in range(RONDES):
            bladzijde.open(pad)
            tijden.append(bladzijde.laadtijden_ms())
    for wat in ("te zien", "geladen"):
        meld(f"een rapport van 2.000 gevallen: {wat} na", statistics.median(t[wat] for t in tijden), "< 1000", " ms")
    print(f"  ({pad.stat().st_size / 1e6:.1f} MB, {os.cpu_count()} processors)", flush=True)
