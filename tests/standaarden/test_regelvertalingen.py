"""What the rules say in other languages: all of it, with the same names, codes and numbers."""

import re

import pytest

from pytest_draaiboek.standaarden.regels import alle_regels
from pytest_draaiboek.standaarden.regelvertalingen import regelvertalingen
from pytest_draaiboek.standaarden.schemaregels import alle_schemaregels


def test_elke_regel_is_er_in_het_engels() -> None:
    assert [regel.code for regel in alle_regels() if set(regel.vertalingen) != {"en"}] == []
    assert [r.code for r in alle_schemaregels() if set(r.vertalingen) != ({"en"} if r.verwacht else set())] == []


@pytest.mark.parametrize("regel", alle_regels(), ids=lambda regel: regel.code)
def test_de_namen_en_getallen_zijn_gelijk(regel: object) -> None:
    engels = regel.vertalingen["en"]
    assert namen(engels) == namen(regel.melding)
    assert re.fullmatch(r".+\. [A-Z].+\.", engels)


def namen(tekst: str) -> set[str]:
    """Names of elements in the middle of a sentence, codes, and numbers; an abbreviated month has no number."""
    eigen = set(re.findall(r"(?<![.] )(?<!^)\b[A-Z][A-Za-z]+(?:/[A-Z]\w+)?|\d[\d-]*", tekst))
    return eigen - {"Nederland", "Netherlands", "January"}


@pytest.mark.parametrize("standaard", ["iwmo", "ijw"])
def test_per_standaard_bij_de_nederlandse_tekst(standaard: str) -> None:
    engels = regelvertalingen(standaard)["en"]
    assert engels["precies 8 cijfers"] == "exactly 8 digits"
    anders = {regel.code for regel in alle_regels() if regel.standaarden and standaard not in regel.standaarden}
    meldingen = {regel.melding for regel in alle_regels() if regel.code not in anders}
    assert set(engels) == meldingen | {regel.verwacht for regel in alle_schemaregels() if regel.verwacht}
