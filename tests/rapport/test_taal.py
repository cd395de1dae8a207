"""The languages of a report: the same texts, with the same fields, in each."""

import string

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.taal import TALEN, kies_taal


def velden(tekst: str) -> set[str]:
    return {naam for _, naam, _, _ in string.Formatter().parse(tekst) if naam is not None}


@pytest.mark.parametrize("code", TALEN)
def test_elke_taal_heeft_dezelfde_teksten_met_dezelfde_velden(code: str) -> None:
    nederlands, ander = kies_taal("nl").teksten, kies_taal(code).teksten
    assert set(ander) == set(nederlands)
    assert {naam: velden(tekst) for naam, tekst in ander.items()} == {
        naam: velden(tekst) for naam, tekst in nederlands.items()
    }
    assert not [naam for naam, tekst in ander.items() if not tekst.strip()]


def test_een_andere_taal_is_er_niet() -> None:
    with pytest.raises(OngeldigeInstelling, match=r"^Een rapport in taal 'fy' is er niet\. Kies uit nl, en\.$"):
        kies_taal("fy")
