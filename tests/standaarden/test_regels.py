"""The rules, held against a second reading of the same notation: that of libxml2, with the notions written once more."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pytest
from lxml import etree
from wild import wild

from pytest_draaiboek.standaarden import Knoop, laad_standaard
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.regels import Toets, alle_regels

SOORTEN = [
    (s, versie, type_)
    for s in ("iwmo", "ijw")
    for versie in laad_standaard(s).versies
    for type_ in laad_standaard(s).release(versie).berichttypen
]
HOEVEEL = 150


def zonder_ruimten(root: Any) -> Any:
    kopie = etree.fromstring(etree.tostring(root))
    for element in kopie.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return kopie


def tekst(x: Any) -> str:
    if isinstance(x, list):
        return (x[0].text or "") if x else ""
    return str(x)


def dag_plus(jaar: int, maand: int, dag: int) -> float:
    return jaar * 10000 + maand * 100 + dag


def maanden(_: Any, dag: Any, aantal: float, wijze: str) -> float:
    jaar, maand, d = map(int, tekst(dag).split("-"))
    maand += int(aantal)
    while maand > 12:
        jaar, maand = jaar + 1, maand - 12
    while maand < 1:
        jaar, maand = jaar - 1, maand + 12
    lang = monthrange(jaar, maand)[1]
    if d <= lang:
        return dag_plus(jaar, maand, d)
    return dag_plus(jaar, maand, lang) if wijze == "afkap" else dag_plus(jaar, maand + 1, d - lang)


def dagen(_: Any, dag: Any, aantal: float) -> float:
    assert aantal == 1
    jaar, maand, d = map(int, tekst(dag).split("-"))
    if d < monthrange(jaar, maand)[1]:
        return dag_plus(jaar, maand, d + 1)
    return dag_plus(jaar, maand + 1, 1) if maand < 12 else dag_plus(jaar + 1, 1, 1)


def zelfde(_: Any, a: Any, b: Any) -> bool:
    def deel(x: Any, naam: str) -> str:
        return str(x[0].findtext(f"Product/{naam}") or "")

    cat_a, cat_b, code_a, code_b = deel(a, "Categorie"), deel(b, "Categorie"), deel(a, "Code"), deel(b, "Code")
    if (cat_a, code_a) == ("", "") or (cat_b, code_b) == ("", ""):
        return True
    return cat_a == cat_b and (not code_a or not code_b or code_a == code_b)


def overlap(_: Any, a: Any, b: Any, begin: str, eind: str) -> bool:
    a_van, a_tot = a[0].findtext(begin), a[0].findtext(eind) or "9999"
    b_van, b_tot = b[0].findtext(begin), b[0].findtext(eind) or "9999"
    return bool(a_van <= b_tot and b_van <= a_tot)


def weg(_: Any, a: Any) -> bool:
    return a[0].findtext("RedenWijziging") in {"01", "13"} and a[0].findtext("Einddatum") == a[0].findtext(
        "Ingangsdatum"
    )


FUNCTIES = {
    (None, "gevuld"): lambda _, x: tekst(x).strip() != "",
    (None, "een_van"): lambda _, x, lijst: tekst(x).strip() in lijst.split(","),
    (None, "past"): lambda _, x, patroon: re.fullmatch(patroon, tekst(x)) is not None,
    (None, "plus_dagen"): dagen,
    (None, "plus_maanden"): maanden,
    (None, "zelfde_product"): zelfde,
    (None, "overlapt"): overlap,
    (None, "vervallen"): weg,
    (None, "hulpmiddel"): lambda _, a: a[0].findtext("Product/Categorie") in {"11", "12", "13", "14"},
}


def fouten_volgens(toets: Toets, plek: str, root: Any) -> int:
    waar = root.xpath(f"//{plek}")
    if toets.fout_als is None:
        groepen = Counter(
            (e.getparent(), *(e.findtext(deel) for deel in toets.sleutel)) for e in waar if e.getparent() is not root
        )
        return sum(aantal > 1 for aantal in groepen.values())
    if toets.paar is None:
        return sum(bool(e.xpath(f"boolean({toets.fout_als})", extensions=FUNCTIES)) for e in waar)
    return sum(
        bool(root.xpath(f"boolean({toets.fout_als})", extensions=FUNCTIES, a=[a], b=[b]))
        for a, b in combinations(waar, 2)
        if toets.paar == "bericht" or a.getparent() is b.getparent()
    )


def verwacht(standaard: str, versie: str, type_: str, root: Any) -> Counter[str]:
    def hoort(x: Any) -> bool:
        return (not x.standaarden or standaard in x.standaarden) and geldt(versie, x.vanaf, x.tot)

    aantal: Counter[str] = Counter()
    for regel in filter(hoort, alle_regels()):
        for toets in filter(hoort, regel.toetsen):
            for plek in (*toets.plekken.get(type_[-3:], ()), *toets.plekken.get("*", ())):
                aantal[regel.code] += fouten_volgens(toets, plek, root)
    return +aantal


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_elke_regel_zegt_wat_de_tweede_lezing_zegt(standaard: str, versie: str, type_: str) -> None:
    release = laad_standaard(standaard).release(versie)
    schema, blad = release.schema(type_), release.regelblad(type_)
    gezien: Counter[str] = Counter()
    for zaad in range(HOEVEEL):
        bericht = wild(standaard, versie, type_, zaad)
        schema.assertValid(bericht.root)
        gevonden = Counter(o.regel.code for o in blad.toets(bericht.root))
        assert gevonden == verwacht(standaard, versie, type_, zonder_ruimten(bericht.root)), bericht.xml.decode()
        gezien.update(gevonden.keys())
    assert set(blad.codes) - gezien.keys() == _zonder_plek(blad.codes, release.structuur(type_))
    assert all(aantal < HOEVEEL for aantal in gezien.values()), gezien


def _zonder_plek(codes: Iterable[str], structuur: Knoop) -> set[str]:
    """Return the rules that this message offers no place to break."""
    namen = {knoop.naam for knoop in structuur.doorloop()}
    plekken = {
        regel.code: {
            plek.split("/")[-1] for toets in regel.toetsen for plekken in toets.plekken.values() for plek in plekken
        }
        for regel in alle_regels()
    }
    # The key of an Antwoord is only compared among siblings, and it has none.
    geen = {"TR101"} & set(codes) if structuur.kind("Antwoord") else set()
    return geen | {code for code in codes if not plekken[code] & namen}


def test_de_feiten() -> None:
    """Every rule that the facts give a test for is here, with its retourcode, for the standards that have it."""
    assert len(alle_regels()) == 61
    for standaard, aantal in (("iwmo", 58), ("ijw", 61)):
        release = laad_standaard(standaard).release("3.1")
        codes = {code for type_ in release.berichttypen for code in release.regelblad(type_).codes}
        assert len(codes) == aantal


def test_de_melding_is_een_zin_die_zegt_wat_te_doen() -> None:
    for regel in alle_regels():
        assert re.fullmatch(r".+\. [A-Z].+\.", regel.melding), regel.code
        assert re.fullmatch(r"\d{4}", regel.retourcode)
        assert all(bool(toets.sleutel) != bool(toets.fout_als) for toets in regel.toetsen)


@pytest.mark.parametrize(("versie", "codes"), [("3.0", {"CD076"}), ("3.1", set())])
def test_frequentie_6_vraagt_alleen_in_3_0_een_einddatum(versie: str, codes: set[str]) -> None:
    assert {o.regel.code for o in _toewijzing(versie, Frequentie="6")} == codes
    assert {o.regel.code for o in _toewijzing(versie, Frequentie="2")} == {"CD076"}


def _toewijzing(versie: str, **omvang: str) -> Iterator[Any]:
    from datetime import date

    from pytest_draaiboek.berichten import Berichten, stel_op

    dag = date(2022, 3, 1)
    inhoud = Berichten().dossier(1, vanaf=dag).inhoud("WMO301", dag)
    (product,) = inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"]
    product["Omvang"] = {"Volume": "1", "Eenheid": "04", **omvang}
    del product["Einddatum"]
    bericht = stel_op("WMO301", versie, inhoud, dagtekening=dag, identificatie="X")
    return laad_standaard("iwmo").release(versie).regelblad("WMO301").toets(bericht.root)
