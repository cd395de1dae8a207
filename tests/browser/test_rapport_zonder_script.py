"""Without scripts all but the filter and the messages is there to read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bladzijde import BUREAU, TELEFOON, Bladzijde, Scherm
from rapportdelen import EIS, FILTER, GEVAL, ZOEK, eisen, te_zien

from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

Rapport = Callable[..., Path]
Uitslag = Callable[[str], Resultaat]


@pytest.mark.parametrize("scherm", [TELEFOON, BUREAU], ids=["telefoon", "bureau"])
def test_alles_is_te_lezen(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag, scherm: Scherm) -> None:
    bladzijde.open(rapport("fout"), scherm, script=False)
    assert len(te_zien(bladzijde, EIS)) == len(bladzijde.alle(EIS))
    assert len(te_zien(bladzijde, GEVAL)) == len(bladzijde.alle(GEVAL))
    tekst = bladzijde.tekst()
    for eis in eisen(uitslag("fout")):
        assert eis.tekst in tekst
    assert bladzijde.steekt_uit() == []


def test_vouwen_en_links_werken(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), script=False, fragment="eis-3.1.2")
    assert bladzijde.doe("return document.getElementById('eis-3.1.2').getBoundingClientRect().top") < 200
    bladzijde.vind("[id='eis-3.1.2-WMO305'] > summary").click()
    assert len(bladzijde.zichtbaar("[id='eis-3.1.2-WMO305'] > div > table")) == 1


def test_wat_niet_kan_is_er_niet(bladzijde: Bladzijde, rapport: Rapport) -> None:
    """No control that does nothing; and it is said what is missing."""
    bladzijde.open(rapport("fout"), script=False)
    assert bladzijde.zichtbaar(f"{FILTER}, {ZOEK}, button") == []
    assert bladzijde.zichtbaar("noscript") != []
