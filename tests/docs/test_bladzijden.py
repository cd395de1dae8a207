"""Every page does what it says: its code runs, its commands end as shown, and what they print stands in it."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from bladzijde import lees
from talen import sla_over
from verhaal import Verhaal

WORTEL = Path(__file__).parents[2]
BLADZIJDEN = sorted(
    pad.relative_to(WORTEL).as_posix()
    for pad in (*WORTEL.glob("*.md"), *(WORTEL / "docs").rglob("*.md"))
    if "_build" not in pad.parts
)

# Commands that a page shows and that are not run here: which, and why not.
ELDERS: Mapping[str, Mapping[str, str]] = {}
# Text that no command prints: its first line.
LOS: Mapping[str, Mapping[str, str]] = {}


@pytest.mark.parametrize("bladzijde", BLADZIJDEN)
def test_de_bladzijde_klopt(bladzijde: str, tmp_path: Path) -> None:
    verhaal = Verhaal(tmp_path, elders=ELDERS.get(bladzijde, {}), los=LOS.get(bladzijde, {}))
    verhaal.vertel(lees(WORTEL / bladzijde))
    if verhaal.ontbreekt:
        sla_over(f"{', '.join(sorted(verhaal.ontbreekt))} is not installed; the rest of the page is right")
