"""What the first use of a standard and release costs in a fresh interpreter, and which files of the package it reads."""

import json
import subprocess
import sys

from zij_aan_zij import meld

BEURTEN = 7
DOEL = "< 50"

# Runs in an interpreter of its own: what lxml and msgspec take to import is theirs.
_PROGRAMMA = """
import json, sys, time
from pathlib import Path
import lxml.etree, msgspec
if sys.argv[1] == "warm":
    import pytest_draaiboek.standaarden
gelezen = []
sys.addaudithook(lambda wat, bij: gelezen.append(str(bij[0])) if wat == "open" else None)
begin = time.perf_counter()
from pytest_draaiboek.standaarden import laad_standaard
release = laad_standaard("iwmo").release("3.1")
for type_ in [sys.argv[2]] if sys.argv[2] else release.berichttypen:
    release.schema(type_)
    release.regelblad(type_).eerste_blik
duur_ms = (time.perf_counter() - begin) * 1000
bestanden = {Path(pad).name for pad in gelezen if Path(pad).suffix in {".xsd", ".json", ".toml"}}
print(json.dumps([duur_ms, sorted(bestanden)]))
"""


def laad(*, warm: bool, berichttype: str = "") -> tuple[float, list[str]]:
    """Return how long the first use takes in milliseconds, and the data files that it reads.

    Args:
        warm: whether the modules of the standards were imported before.
        berichttype: of which the schema and the rules are made ready; empty for all.

    """
    duren_ms, bestanden = [], []
    for _ in range(BEURTEN):
        uit = subprocess.run(
            [sys.executable, "-c", _PROGRAMMA, "warm" if warm else "koud", berichttype],
            capture_output=True,
            check=True,
        )
        duur_ms, bestanden = json.loads(uit.stdout)
        duren_ms.append(duur_ms)
    return min(duren_ms), bestanden  # the others are of a machine that was doing something else


def meet_laden() -> None:
    """Print it for one type and for all, with and without the import of our own modules."""
    for berichttype in ("WMO301", ""):
        wat = berichttype or "alle typen"
        for warm, wanneer in ((True, "na import"), (False, "met import")):
            duur_ms, bestanden = laad(warm=warm, berichttype=berichttype)
            meld(f"eerste gebruik van iwmo 3.1, {wat}, {wanneer}", duur_ms, DOEL, " ms")
        print(f"  leest {', '.join(bestanden) if berichttype else f'{len(bestanden)} bestanden'}")
