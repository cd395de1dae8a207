"""The timeline of a draaiboek as a picture by itself: drawn without anything from elsewhere, in light and dark."""

from pathlib import Path

import pytest
from bladzijde import Bladzijde

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport.html.los_beeld import teken_beeld

pytestmark = pytest.mark.breed

VULLING = "return getComputedStyle(document.querySelector(arguments[0])).fill"
STEEKT_UIT = """
const geheel = document.documentElement.getBoundingClientRect();
return [...document.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()])
  .filter(([, r]) => r.width && (r.left < geheel.left || r.right > geheel.right || r.bottom > geheel.bottom)).map(([t]) => t)
"""


@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
def test_het_beeld_in_de_browser(bladzijde: Bladzijde, tmp_path: Path, donker: bool) -> None:
    pad = tmp_path / "beeld.svg"
    pad.write_text(teken_beeld([laad("iwmo-3.1"), laad("ijw-3.1")]), encoding="utf-8")
    bladzijde.open(pad, donker=donker)
    assert bladzijde.doe(VULLING, ".lb-blad") == ("rgb(20, 24, 31)" if donker else "rgb(255, 255, 255)")
    assert bladzijde.doe(VULLING, ".tl-toegestaan") == ("rgb(20, 48, 31)" if donker else "rgb(230, 244, 234)")
    assert bladzijde.doe(STEEKT_UIT) == []
