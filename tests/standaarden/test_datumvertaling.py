"""Days moved in XPath are those of the rules, wherever it says to be right; and white space is what XML calls so."""

import math
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from lxml import etree

from pytest_draaiboek.standaarden import begrippen, datumvertaling

DAGEN = [
    (date(jaar, 1, 1) + timedelta(days=nr)).isoformat()
    for jaar in (1899, 1900, 1904, 2000, 2021, 2024, 2100)
    for nr in range(366)
]


@pytest.mark.parametrize("aantal", [0, 1, 7, 28])
def test_dagen_later(aantal: int) -> None:
    vertaald = datumvertaling.plus_dagen("string(.)", aantal)
    assert vertaald is not None
    assert (
        _gelijk(vertaald, lambda dag: begrippen.plus_dagen(dag, aantal)) > 4 * 12 * 27
    )  # four of the years can be said


@pytest.mark.parametrize("aantal", [-60, -13, -1, 0, 1, 12, 25])
@pytest.mark.parametrize("wijze", ["doorloop", "afkap"])
def test_maanden_later(aantal: int, wijze: str) -> None:
    vertaald = datumvertaling.plus_maanden("string(.)", aantal)
    assert vertaald is not None
    assert (
        _gelijk(vertaald, lambda dag: begrippen.plus_maanden(dag, aantal, wijze)) > 4 * 12 * 27
    )  # four of the years can be said


def test_alleen_wit_van_xml_telt_niet_mee() -> None:
    assert begrippen.plus_dagen(" 2022-01-31\t", 1) == 20220201
    assert math.isnan(begrippen.plus_dagen("\u00a02022-01-31", 1))
    assert math.isnan(begrippen.plus_maanden("2022-01-31\u00a0", 1, "afkap"))


def _gelijk(vertaald: tuple[str, str], exact: Callable[[str], float]) -> int:
    zeker = 0
    getal, voorwaarde = (etree.XPath(deel) for deel in (f"number({vertaald[0]})", f"boolean({vertaald[1]})"))
    for dag in DAGEN:
        element = etree.Element("d")
        element.text = dag
        if voorwaarde(element):
            zeker += 1
            assert getal(element) == exact(dag), dag
    return zeker
