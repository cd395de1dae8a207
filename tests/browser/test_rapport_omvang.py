"""A report of 2,000 cases with their messages stays small enough to send, and works."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bladzijde import Bladzijde
from rapportdelen import BERICHT, EIS, GEVAL, ZOEK, ingepakt
from uitslagen import vermenigvuldig

from pytest_draaiboek.rapport.html import teken
from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

SYSTEMEN = 10
GEVALLEN = 2_000
MEESTE_BYTES = 5_000_000


@pytest.fixture(scope="module")
def groot(uitslag: Callable[[str], Resultaat], tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("groot") / "rapport.html"
    pad.write_text(teken(vermenigvuldig(uitslag("goed"), SYSTEMEN)), encoding="utf-8")
    return pad


def test_tweeduizend_gevallen_met_berichten(bladzijde: Bladzijde, groot: Path) -> None:
    bladzijde.open(groot)
    gevallen = len(bladzijde.alle(GEVAL))
    assert gevallen >= GEVALLEN
    assert groot.stat().st_size / gevallen < MEESTE_BYTES / GEVALLEN
    assert len(set(ingepakt(groot))) > 9_000


def test_een_groot_rapport_werkt(bladzijde: Bladzijde, groot: Path) -> None:
    bladzijde.open(groot)
    alle = len(bladzijde.alle(EIS))
    bladzijde.vind(ZOEK).send_keys("3.1.2")
    over = bladzijde.doe(f"return document.querySelectorAll('{EIS}:not([hidden])').length")
    assert SYSTEMEN <= over < alle
    bladzijde.doe(f"document.querySelector('{EIS}:not([hidden]) {GEVAL}').open = true")
    bladzijde.wacht_op(f"return document.querySelector('{BERICHT}') !== null")
