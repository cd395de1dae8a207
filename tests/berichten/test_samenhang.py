"""Rules across messages: each by a wrong history that breaks it, and right histories without a finding."""

import pytest
from geschiedenis import Geschiedenis, codes
from samenhang_fouten import FOUTEN, Fout

from pytest_draaiboek.berichten import controleer_samen
from pytest_draaiboek.standaarden.samenhangregels import alle_samenhangregels


@pytest.mark.parametrize("standaard", ["WMO", "JW"])
@pytest.mark.parametrize(
    ("fout", "versie"),
    [pytest.param(fout, versie, id=f"{fout.code}-{fout.naam}-{versie}") for fout in FOUTEN for versie in fout.releases],
)
def test_een_foute_geschiedenis(fout: Fout, versie: str, standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard, versie)
    fout.maak(geschiedenis)
    gevonden = controleer_samen(geschiedenis.berichten)
    assert sorted(codes(gevonden)) == sorted((fout.code, *fout.ook))
    assert codes(gevonden[:-1]) == []


def test_elke_regel_heeft_een_foute_geschiedenis() -> None:
    getoetst = {regel.code for regel in alle_samenhangregels().regels if regel.toetsen}
    assert {fout.code for fout in FOUTEN} == getoetst
