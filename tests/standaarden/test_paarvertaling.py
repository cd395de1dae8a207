"""Pairs and keys: what is seen of all at once is what is found of each two."""

from itertools import product
from typing import Literal

import pytest
from bouwsel import BERICHT, RUIMTEN, alle_berichten, bericht, stuk, vergelijk

from pytest_draaiboek.standaarden import codenamen, paarvertaling
from pytest_draaiboek.standaarden.aanzicht import Aanzicht
from pytest_draaiboek.standaarden.eerste_blik import Vraag, kijk
from pytest_draaiboek.standaarden.regels import _gelijke_sleutels, elementen_op

PAREN = [
    ("Stuk", "$a/Begin=$b/Begin"),
    ("Stuk", "$a/Vorig=$b/Vorig"),
    ("Stuk", "$a/Vorig=normalize-space($b/Vorig)"),
    ("Stuk", "gevuld($a/Vorig) and normalize-space($a/Vorig)=$b/Vorig"),
    ("Stuk", "normalize-space($a/Vorig)=$b/Prijs/Teken"),
    ("Stuk", "$b/Prijs/Teken=normalize-space($a/Bedrag)"),
    ("Stuk", "$a/Prijs/Teken='A' and normalize-space($b/Prijs/Teken)='A' and $a/Begin=$b/Begin"),
    ("Stuk", "$a/Bedrag=0 and not($b/Eind) and $a/Begin=$b/Begin"),
    ("Stuk", "number(translate($a/Begin,'-','')) > number(translate($b/Begin,'-',''))"),
    ("Stuk", "overlapt($a,$b,'Begin','Eind')"),
    ("Stuk", "not($a/Vorig) and $a/Bedrag=$b/Bedrag"),
    ("Prijs", "$a/Teken=$b/Teken"),
]


@pytest.mark.parametrize(("plek", "fout_als"), PAREN)
@pytest.mark.parametrize("paar", ["broers", "bericht"])
def test_wat_van_paren_gezegd_wordt(plek: str, fout_als: str, paar: Literal["broers", "bericht"]) -> None:
    stukken = [
        stuk(begin, eind, bedrag, vorig, teken)
        for (begin, eind, bedrag), vorig, teken in product(
            [("2022-02-01", "2022-02-03", "83"), ("2022-02-04", None, "0")], [None, "", "A", " A"], ["", "A", "83"]
        )
    ]
    roots = [
        bericht(("A", [een, ander], None, ()), ("B", [een], None, ())) for een, ander in product(stukken, stukken[::5])
    ]
    vaak, niet_vaak = vergelijk(plek, fout_als, paar, [*alle_berichten(), *roots])
    assert niet_vaak
    assert bool(vaak) == ((plek, paar) != ("Prijs", "broers"))


def test_een_overgeslagen_kant_valt_op(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paarvertaling, "_van_een", lambda _vertaler, _fout, _wie: "False")
    with pytest.raises(AssertionError, match="Bericht"):
        vergelijk("Stuk", "$a/Begin=$b/Begin", "bericht")


@pytest.mark.parametrize(
    "sleutel", [("Begin",), ("Vorig",), ("Begin", "Vorig"), ("Prijs/Teken", "Bedrag"), ("Onbekend", "Begin")]
)
def test_gelijke_sleutels(sleutel: tuple[str, ...]) -> None:
    blik = kijk([Vraag("Stuk", None, None, sleutel)], BERICHT, RUIMTEN)
    uitkomsten = set()
    for root in alle_berichten():
        gelijk = any(_gelijke_sleutels(elementen_op("Stuk")(Aanzicht(root)), sleutel))
        assert blik(root) == gelijk
        uitkomsten.add(gelijk)
    assert uitkomsten == {True, False}


def test_wat_nergens_gelijk_is_wordt_niet_twee_aan_twee_vergeleken(monkeypatch: pytest.MonkeyPatch) -> None:
    paren: list[int] = []
    monkeypatch.setitem(codenamen.NAMEN, "combinations", lambda rijen, _twee: paren.append(len(rijen)) or ())
    vraag = Vraag("Stuk", "gevuld($a/Vorig) and normalize-space($a/Vorig)=$b/Vorig", "bericht", ())
    blik = kijk([vraag], BERICHT, RUIMTEN)
    stukken = [stuk("2022-02-01", None, "1", vorig) for vorig in ("r1", "r2", None, None, "r3")]
    assert not blik(bericht(("A", stukken, None, ())))
    assert paren == []
    assert not blik(bericht(("A", [*stukken, stukken[0]], None, ())))
    assert paren == [6]
