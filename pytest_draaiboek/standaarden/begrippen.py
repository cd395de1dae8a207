"""The notions that the rules share: dates moved by days and months, the same product, overlapping periods."""

import calendar
import math
import re
from datetime import date, timedelta

from lxml import etree

from pytest_draaiboek.standaarden.aanzicht import Aanzicht, Element

_GETAL = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
WIT = " \t\r\n"
_WIT = re.compile(f"[{WIT}]+")
VERWIJDERD = frozenset({"01", "13"})
HULPMIDDELEN = frozenset({"11", "12", "13", "14"})
_MAANDEN = 12

# The notions about elements once more, in the notation of the rules itself, for who reads a rule without calling them: the names of what they
# are given (an element in capitals as the first step, a name as any other), and what they say.
IN_NOTATIE: dict[str, tuple[tuple[str, ...], str]] = {
    "hulpmiddel": (("A",), f"een_van(A/Product/Categorie,'{','.join(sorted(HULPMIDDELEN))}')"),
    "vervallen": (
        ("A",),
        f"een_van(A/RedenWijziging,'{','.join(sorted(VERWIJDERD))}') and normalize-space(A/Einddatum)=normalize-space(A/Ingangsdatum)",
    ),
    "zelfde_product": (
        ("A", "B"),
        "(not(gevuld(A/Product/Categorie)) and not(gevuld(A/Product/Code))) or "
        "(not(gevuld(B/Product/Categorie)) and not(gevuld(B/Product/Code))) or "
        "(normalize-space(A/Product/Categorie)=normalize-space(B/Product/Categorie) and (not(gevuld(A/Product/Code)) or "
        "not(gevuld(B/Product/Code)) or normalize-space(A/Product/Code)=normalize-space(B/Product/Code)))",
    ),
    "zelfde_toewijzing": (
        ("A", "B"),
        "normalize-space(A/ZzpCode)=normalize-space(B/ZzpCode) and normalize-space(A/Instelling)=normalize-space(B/Instelling) and "
        "normalize-space(A/Leveringsvorm)=normalize-space(B/Leveringsvorm) and normalize-space(A/Soort)=normalize-space(B/Soort)",
    ),
    "overlapt": (
        ("A", "B", "BEGIN", "EIND"),
        "(not(gevuld(B/EIND)) or number(translate(A/BEGIN,'-','')) <= number(translate(B/EIND,'-',''))) and "
        "(not(gevuld(A/EIND)) or number(translate(B/BEGIN,'-','')) <= number(translate(A/EIND,'-','')))",
    ),
}


def getal(tekst: str) -> float:
    """Return a text as a number, as XPath 1.0 does: not a number when it isn't one."""
    kaal = tekst.strip(WIT)
    return float(kaal) if _GETAL.fullmatch(kaal) else math.nan


def normaal(tekst: str) -> str:
    """Return a text without white space around it, and with single spaces in it; white space is what XML calls so."""
    return " ".join(tekst.split()) if tekst.isascii() else _WIT.sub(" ", tekst).strip(" ")


def kaal_aanzicht(root: etree._Element) -> Aanzicht:
    """Return the view of a message with every text as `normaal` makes it: for who compares values as they are meant.

    Args:
        root: the root element of the message.

    """
    aanzicht = Aanzicht(root)
    for elementen in aanzicht.per_naam.values():
        for element in elementen:
            element.tekst = normaal(element.tekst)
    return aanzicht


def dag(tekst: str) -> float:
    """Return a day as the number yyyymmdd, to be compared; not a number when it is none."""
    return getal(tekst.replace("-", ""))


def maandbegin(tekst: str) -> float:
    """Return the first day of the month of a day, as the number yyyymmdd."""
    return dag(tekst) // 100 * 100 + 1


def maandeinde(tekst: str) -> float:
    """Return the last day of the month of a day, as the number yyyymmdd; not a number when it is no day."""
    try:
        begin = date.fromisoformat(tekst.strip(WIT))
    except ValueError:
        return math.nan
    return _als_getal(begin.replace(day=calendar.monthrange(begin.year, begin.month)[1]))


def plus_dagen(dag: str, aantal: float) -> float:
    """Return a day, so many days later, as the number yyyymmdd; not a number when it is no day."""
    try:
        return _als_getal(date.fromisoformat(dag.strip(WIT)) + timedelta(days=int(aantal)))
    except (ValueError, OverflowError):
        return math.nan


def plus_maanden(dag: str, aantal: float, wijze: str) -> float:
    """Return a day, so many months later, as the number yyyymmdd; not a number when it is no day.

    Args:
        dag: as jjjj-mm-dd.
        aantal: of months; negative for earlier.
        wijze: what becomes of a day that the month doesn't have: "doorloop" into the next month, or "afkap" to its last day.

    """
    try:
        begin = date.fromisoformat(dag.strip(WIT))
        jaar, maand = divmod(begin.year * _MAANDEN + begin.month - 1 + int(aantal), _MAANDEN)
        dagen = calendar.monthrange(jaar, maand + 1)[1]
        if begin.day <= dagen:
            return _als_getal(date(jaar, maand + 1, begin.day))
        laatste = date(jaar, maand + 1, dagen)
        return _als_getal(laatste if wijze == "afkap" else laatste + timedelta(days=begin.day - dagen))
    except (ValueError, OverflowError):
        return math.nan


def zelfde_product(a: Element, b: Element) -> bool:
    """Whether two are about the same product: equal, or one leaves open what the other names."""
    return gelijk_product(_product(a), _product(b))


def zelfde_toewijzing(a: Element, b: Element) -> bool:
    """Whether two assign the same zorgzwaartepakket to the same Instelling, in the same Leveringsvorm and of the same Soort (iWlz)."""
    return all(_tekst(a, naam) == _tekst(b, naam) for naam in ("ZzpCode", "Instelling", "Leveringsvorm", "Soort"))


def gelijk_product(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two products, each a Categorie and a Code (empty when open), are equal as far as they are named."""
    if not any(a) or not any(b):
        return True
    return a[0] == b[0] and (a[1] == b[1] or not a[1] or not b[1])


def overlapt(a: Element, b: Element, begin: str, eind: str) -> bool:
    """Whether two periods share a day; both ends are part of them, and one without an end stays open.

    Args:
        a: holds the begin and the end.
        b: likewise.
        begin: name of the element with the first day.
        eind: name of the element with the last day.

    """
    return _begint_voor_einde(a, b, begin, eind) and _begint_voor_einde(b, a, begin, eind)


def vervallen(a: Element) -> bool:
    """Whether a toewijzing is deleted: with the reason for that, and ending on the day it begins."""
    return _tekst(a, "RedenWijziging") in VERWIJDERD and _tekst(a, "Einddatum") == _tekst(a, "Ingangsdatum")


def hulpmiddel(a: Element) -> bool:
    """Whether the product is an aid, of which a client may have several at a time (iWmo)."""
    return _product(a)[0] in HULPMIDDELEN


def _begint_voor_einde(a: Element, b: Element, begin: str, eind: str) -> bool:
    einde = _tekst(b, eind)
    return not einde or dag(_tekst(a, begin)) <= dag(einde)


def _product(element: Element) -> tuple[str, str]:
    (product,) = element.kinderen.get("Product", (None,))
    return (_tekst(product, "Categorie"), _tekst(product, "Code")) if product else ("", "")


def _tekst(element: Element, naam: str) -> str:
    gevonden = element.kinderen.get(naam)
    return normaal(gevonden[0].tekst) if gevonden else ""


def _als_getal(dag: date) -> float:
    return float(dag.year * 10_000 + dag.month * 100 + dag.day)
