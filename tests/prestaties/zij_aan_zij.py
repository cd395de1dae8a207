"""Measuring side by side: what counts is how many times as long one thing takes as another, in the same run."""

import statistics
import time
from collections.abc import Callable

RONDES = 25
# Windows counts processor time in steps that are too coarse.
_nu_s = time.process_time if time.get_clock_info("process_time").resolution < 1e-6 else time.perf_counter


def zij_aan_zij(rondes: int, **wat: Callable[[], float]) -> dict[str, float]:
    """Measure several things by turns; the median of each, in the unit that each returns."""
    gemeten: dict[str, list[float]] = {naam: [] for naam in wat}
    for _ in range(rondes):
        for naam, meet in wat.items():
            gemeten[naam].append(meet())
    return {naam: statistics.median(waarden) for naam, waarden in gemeten.items()}


def verhouding(wat: Callable[[], object], maatstaf: Callable[[], object], rondes: int = RONDES) -> float:
    """Return how many times as long something takes as something else.

    In processor time, by turns, after a round that doesn't count; of each the fastest round: what else the machine is doing has no part in it.
    """
    wat()
    maatstaf()
    tijden_s = [(duur_s(wat), duur_s(maatstaf)) for _ in range(rondes)]
    return min(een for een, _ in tijden_s) / min(ander for _, ander in tijden_s)


def duur_s(wat: Callable[[], object]) -> float:
    begin = _nu_s()
    wat()
    return _nu_s() - begin


def meld(wat: str, gemeten: float, doel: str, eenheid: str = "") -> None:
    """Print a figure with what it should be."""
    print(f"{wat}: {gemeten:.3g}{eenheid} (doel {doel})", flush=True)


def meld_rij(wat: str, per_naam: dict[str, float], doel: str, haalt: Callable[[float], bool]) -> None:
    """Print a figure for each of several things, what it should be, and of how many it is not."""
    mist = [naam for naam, gemeten in per_naam.items() if not haalt(gemeten)]
    middelste = statistics.median(per_naam.values())
    print(f"{wat} (doel {doel}): mediaan {middelste:.3g}; gehaald bij {len(per_naam) - len(mist)} van {len(per_naam)}")
    print(
        "  " + ", ".join(f"{naam} {gemeten:.3g}{'*' if naam in mist else ''}" for naam, gemeten in per_naam.items()),
        flush=True,
    )
