"""The first look never overlooks a broken rule, and seldom sees one that isn't."""

from pathlib import Path

import pytest
from lxml import etree
from wild import wild

from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.eerste_blik import kijk

SOORTEN = [
    (s, versie, type_)
    for s in ("iwmo", "ijw")
    for versie in laad_standaard(s).versies
    for type_ in laad_standaard(s).release(versie).berichttypen
]
ONGELDIG = sorted((Path(__file__).parents[2] / "testdata").glob("*/*/ongeldig/[CT][DSR]*.xml"))
HOEVEEL = 60


def codes(overtredingen: list) -> list[str]:  # type: ignore[type-arg]
    return [overtreding.regel.code for overtreding in overtredingen]


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_met_en_zonder_eerste_blik_is_het_oordeel_hetzelfde(standaard: str, versie: str, type_: str) -> None:
    blad = laad_standaard(standaard).release(versie).regelblad(type_)
    per_regel = {
        code: kijk([v for r, v in blad.vragen if r.code == code], blad._structuur, blad._ruimten) for code in blad.codes
    }
    for zaad in range(HOEVEEL):
        root = wild(standaard, versie, type_, zaad).root
        precies = blad.toets_precies(root)
        assert codes(blad.toets(root)) == codes(precies)
        fout = set(codes(precies))
        for code, blik in per_regel.items():
            assert blik(root) or code not in fout, (code, etree.tostring(root))
