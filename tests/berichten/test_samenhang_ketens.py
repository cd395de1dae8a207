"""The chains we make, held to the rules across messages."""

import pytest
from geschiedenis import codes

from pytest_draaiboek.berichten import Berichten, controleer_samen

pytestmark = pytest.mark.breed

BEDOELD = {"bericht_afgekeurd": ["TR019"]}  # a casus about a start that must be rejected


@pytest.mark.parametrize("versie", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize("standaard", ["iwmo", "ijw"])
@pytest.mark.parametrize("casus", [getattr(casus, "naam", casus) for casus in Berichten.casussen()])
def test_een_keten_hangt_samen(casus: str, standaard: str, versie: str) -> None:
    for zaad in (1, 2, 3):
        keten = list(Berichten(zaad=zaad).keten(casus, standaard=standaard, versie=versie))
        assert codes(controleer_samen(keten)) == BEDOELD.get(casus, [])
