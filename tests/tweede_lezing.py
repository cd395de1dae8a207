"""A second reading of the notation of the rules: that of libxml2, with the notions written once more."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden import laad_standaard, nummer_van
from pytest_draaiboek.standaarden.reeks import geldt


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


def zelfde_zorg(_: Any, a: Any, b: Any) -> bool:
    namen = ("ZzpCode", "Instelling", "Leveringsvorm", "Soort")
    return [a[0].findtext(naam) for naam in namen] == [b[0].findtext(naam) for naam in namen]


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
    (None, "zelfde_toewijzing"): zelfde_zorg,
    (None, "overlapt"): overlap,
    (None, "vervallen"): weg,
    (None, "hulpmiddel"): lambda _, a: a[0].findtext("Product/Categorie") in {"11", "12", "13", "14"},
}


def fouten_volgens(plek: str, fout_als: str | None, sleutel: Sequence[str], paar: str | None, root: Any) -> int:
    """Return how often a test finds something wrong.

    Args:
        plek: path of the elements it is about.
        fout_als: what is wrong there; None for a test of keys.
        sleutel: the parts of the key.
        paar: "broers" or "bericht" for a test of every two of them, $a being the earlier one.
        root: of the message, without namespaces.

    """
    waar = root.xpath(f"//{plek}")
    if fout_als is None:
        groepen = Counter((e.getparent(), *map(e.findtext, sleutel)) for e in waar if e.getparent() is not root)
        return sum(aantal > 1 for aantal in groepen.values())
    if paar is None:
        return sum(bool(e.xpath(f"boolean({fout_als})", extensions=FUNCTIES)) for e in waar)
    return sum(
        bool(root.xpath(f"boolean({fout_als})", extensions=FUNCTIES, a=[a], b=[b]))
        for a, b in combinations(waar, 2)
        if paar == "bericht" or a.getparent() is b.getparent()
    )


def verwacht(standaard: str, versie: str, type_: str, root: Any) -> Counter[str]:
    """Return how often each rule is broken, by this reading; `root` is without namespaces."""

    def hoort(x: Any) -> bool:
        return (not x.standaarden or standaard in x.standaarden) and geldt(versie, x.vanaf, x.tot)

    aantal: Counter[str] = Counter()
    for regel in filter(hoort, laad_standaard(standaard).regels):
        for toets in filter(hoort, regel.toetsen):
            for plek in (*toets.plekken.get(nummer_van(type_), ()), *toets.plekken.get("*", ())):
                aantal[regel.code] += fouten_volgens(plek, toets.fout_als, toets.sleutel, toets.paar, root)
    return +aantal
