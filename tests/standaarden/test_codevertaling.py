"""What the code says of a message is what the exact functions say: each form of the notation, on each arrangement of a small message."""

import pytest
from bouwsel import vergelijk

from pytest_draaiboek.standaarden import codevertaling
from pytest_draaiboek.standaarden.codevertaling import ONWAAR, WAAR, en, niet, of

UITDRUKKINGEN = [
    ("Stuk", "number(translate(Begin,'-','')) > number(translate(Eind,'-',''))"),
    ("Stuk", "number(translate(Eind,'-','')) < 20220228"),
    ("Stuk", "number(translate(Eind,'-','')) != 20220215"),
    ("Eind", "number(translate(.,'-','')) <= number(translate(../Begin,'-',''))"),
    (
        "Stuk",
        "number(translate(substring(/Bericht/Header/Kenmerk/Dag,1,10),'-','')) >= number(translate(Begin,'-',''))+14",
    ),
    ("Begin", "number(translate(.,'-','')) < plus_maanden(/Bericht/Header/Kenmerk/Dag,1,'afkap')"),
    ("Stuk", "plus_dagen(Eind,1)=plus_maanden(Begin,1,'doorloop')"),
    ("Stuk", "substring(Begin,9,2)!='01' and not(Eind)"),
    ("Stuk", "substring(Begin,6)='02-15'"),
    ("Stuk", "number(substring(Vorig,3,1)) = 1"),
    ("Stuk", "number(Vorig) != 1"),
    ("Stuk", "Bedrag=0"),
    ("Stuk", "Bedrag=7"),
    ("Stuk", "Bedrag < ancestor::Groep/Eigen"),
    ("Stuk", "(number(Bedrag)*3 - 1) mod 4 = 2"),
    ("Stuk", "gevuld(Vorig)"),
    ("Stuk", "gevuld(Eind) != gevuld(Vorig)"),
    ("Stuk", "gevuld(Prijs/Teken) = boolean(Eind)"),
    ("Stuk", "normalize-space(Vorig)='r1'"),
    ("Stuk", "normalize-space(Vorig)=''"),
    ("Stuk", "Vorig='r1'"),
    ("Stuk", "Vorig!='r1'"),
    ("Stuk", "'r1'=Vorig"),
    ("Stuk", "Vorig=''"),
    ("Stuk", "Prijs/Teken=ancestor::Groep/Code"),
    ("Stuk", "Prijs/Teken!=ancestor::Groep/Code"),
    ("Teken", "not(een_van(.,'A,B'))"),
    ("Stuk", "een_van(Prijs/Teken,'A,B')"),
    ("Stuk", "een_van(Vorig,',x')"),
    ("Stuk", "past(Vorig,'[a-z][0-9]')"),
    ("Prijs", "not(Teken)"),
    ("Stuk", "not(Prijs)"),
    ("Stuk", "Onbekend or Prijs/Teken"),
    ("Stuk", "Eind|Vorig"),
    ("Groep", "Retour[.!='A' and .!='B']"),
    ("Groep", "Retour='83'"),
    ("Groep", "Retour!='A'"),
    ("Groep", "not(Retour)"),
    ("Groep", "normalize-space(Retour)='B'"),
    ("Groep", "Stukken/Stuk/Prijs/Teken=Code"),
    ("Groep", "not(Stukken/Stuk[Prijs/Teken='83' or Vorig='r1'])"),
    ("Groep", "Stukken/Stuk/Bedrag > 6"),
    ("Eigen", "normalize-space(.)!=string(sum(../Stukken/Stuk/Bedrag))"),
    (
        "Groep",
        "number(Eigen)*(1-2*(Code='B')) != sum(Stukken/Stuk[Prijs/Teken='A']/Bedrag)-sum(Stukken/Stuk[Vorig]/Bedrag)",
    ),
    ("Groepen", "sum(Groep/Stukken/Stuk/Bedrag) > 9 or not(Groep)"),
    ("Retour", ".='B' and ../Code='A'"),
]


@pytest.mark.parametrize(("plek", "fout_als"), UITDRUKKINGEN)
def test_wat_de_code_zegt_is_wat_de_regel_zegt(plek: str, fout_als: str) -> None:
    vaak, niet_vaak = vergelijk(plek, fout_als)
    assert vaak
    assert niet_vaak


@pytest.mark.parametrize(
    ("teken", "anders", "fout_als"),
    [
        (">", "<", "number(translate(Begin,'-','')) > number(translate(Eind,'-',''))"),
        ("<=", "<", "number(translate(Eind,'-','')) <= 20220228"),
        ("=", "!=", "Vorig='r1'"),
        ("!=", "==", "substring(Begin,9,2)!='01'"),
    ],
)
def test_een_fout_in_de_vertaling_valt_op(
    teken: str, anders: str, fout_als: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(codevertaling._OPERATOR, teken, anders)
    with pytest.raises(AssertionError, match="Bericht"):
        vergelijk("Stuk", fout_als)


@pytest.mark.parametrize("naam", ["nooit_wit", "zonder_wit"])
def test_een_type_dat_ten_onrechte_nooit_wit_heet_valt_op(naam: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codevertaling, naam, lambda _type: True)
    with pytest.raises(AssertionError, match="Bericht"):
        vergelijk("Stuk", "gevuld(Vorig)" if naam == "nooit_wit" else "normalize-space(Vorig)='r1'")


def test_voorwaarden_samen() -> None:
    assert en() == WAAR
    assert of() == ONWAAR
    assert en("a", WAAR, "b", "a") == "(a and b)"
    assert of("a", ONWAAR) == "a"
    assert en("a", ONWAAR) == ONWAAR
    assert of("a", WAAR) == WAAR
    assert niet(WAAR) == ONWAAR
    assert niet(niet(WAAR)) == WAAR
    assert niet("a") == "(not a)"
