"""What an expression in the notation of the rules becomes: functions over a message, put together by operators and calls.

Values are compared as XPath 1.0 does: a path equals a text when one of its elements does.
"""

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pytest_draaiboek.standaarden import begrippen
from pytest_draaiboek.standaarden.aanzicht import Element
from pytest_draaiboek.standaarden.begrippen import WIT, getal, normaal

# What an expression is evaluated on: an element, or a pair of them for an expression with $a and $b.
Plek: TypeAlias = Any
Elementen: TypeAlias = "list[Element] | tuple[Element, ...]"
Soort = Literal["elementen", "tekst", "getal", "waarheid"]

VERGELIJK: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_REKEN: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "mod": math.fmod,
}


@dataclass(frozen=True, slots=True)
class Waarde:
    """A compiled expression: what kind of value it gives, and the function that gives it."""

    soort: Soort
    op: Callable[[Plek], Any]


# Steps of a path


def zelf(plek: Element) -> Elementen:
    """Step to the element itself (``.``)."""
    return (plek,)


def ouder(plek: Element) -> Elementen:
    """Step to what holds the element (``..``)."""
    return (plek.ouder,) if plek.ouder else ()


def kind(naam: str) -> Callable[[Element], Elementen]:
    """Step to the children of this name."""
    return lambda plek: plek.kinderen.get(naam, ())


def voorouder(naam: str) -> Callable[[Element], Elementen]:
    """Step to the nearest element of this name that holds the element (``ancestor::``)."""

    def stap(plek: Element) -> Elementen:
        boven = plek.ouder
        while boven is not None and boven.naam != naam:
            boven = boven.ouder
        return (boven,) if boven else ()

    return stap


def wortel(naam: str) -> Callable[[Element], Elementen]:
    """Step to the root of the message, when it has this name (``/``)."""

    def stap(plek: Element) -> Elementen:
        while plek.ouder is not None:
            plek = plek.ouder
        return (plek,) if plek.naam == naam else ()

    return stap


def waar_geldt(
    stap: Callable[[Element], Elementen], geldt: Callable[[Element], bool]
) -> Callable[[Element], Elementen]:
    """Keep of a step what a predicate is true of."""
    return lambda plek: [element for element in stap(plek) if geldt(element)]


def aaneen(stappen: list[Callable[[Plek], Elementen]]) -> Callable[[Plek], Elementen]:
    """Take steps one after the other."""
    eerste, *rest = stappen
    if not rest:
        return eerste

    def pad(plek: Plek) -> Elementen:
        elementen = eerste(plek)
        for stap in rest:
            if not elementen:
                return elementen
            elementen = (
                stap(elementen[0]) if len(elementen) == 1 else [e for element in elementen for e in stap(element)]
            )
        return elementen

    return pad


# One kind of value as another


def waar(functie: Callable[[Plek], bool]) -> Waarde:
    """Return a function that tells true from false as an expression."""
    return Waarde("waarheid", functie)


def vast(soort: Soort, waarde: str | float) -> Waarde:
    """Return a text or number as an expression."""
    return Waarde(soort, lambda _plek: waarde)


def waarheid(waarde: Waarde) -> Callable[[Plek], bool]:
    """Return an expression as what is true or false: a path when it leads somewhere, a text when it is not empty, a number when it is not zero."""
    op = waarde.op
    if waarde.soort == "waarheid":
        return op
    if waarde.soort == "getal":
        return lambda plek: bool(op(plek)) and not math.isnan(op(plek))
    return lambda plek: bool(op(plek))


def _tekst(waarde: Waarde) -> Callable[[Plek], str]:
    op = waarde.op
    if waarde.soort == "tekst":
        return op
    if waarde.soort == "getal":
        return lambda plek: schrijf(op(plek))
    if waarde.soort == "waarheid":
        return lambda plek: "true" if op(plek) else "false"

    def eerste(plek: Plek) -> str:
        elementen = op(plek)
        return elementen[0].tekst if elementen else ""

    return eerste


def _getal(waarde: Waarde) -> Callable[[Plek], float]:
    op = waarde.op
    if waarde.soort == "getal":
        return op
    if waarde.soort == "waarheid":
        return lambda plek: float(op(plek))
    tekst = _tekst(waarde)
    return lambda plek: getal(tekst(plek))


def schrijf(waarde: float) -> str:
    """Return a number as a text, as XPath 1.0 does."""
    if math.isnan(waarde):
        return "NaN"
    return str(int(waarde)) if waarde == int(waarde) else repr(waarde)


# Operators


def een_van_delen(delen: list[Callable[[Plek], bool]]) -> Callable[[Plek], bool]:
    """Whether one of them is true (``or``)."""
    return lambda plek: any(deel(plek) for deel in delen)


def alle_delen(delen: list[Callable[[Plek], bool]]) -> Callable[[Plek], bool]:
    """Whether all of them are true (``and``)."""
    return lambda plek: all(deel(plek) for deel in delen)


def reken(links: Waarde, teken: str, rechts: Waarde) -> Waarde:
    """Put two together by ``+``, ``-``, ``*`` or ``mod``, as numbers."""
    som, a, b = _REKEN[teken], _getal(links), _getal(rechts)
    return Waarde("getal", lambda plek: som(a(plek), b(plek)))


def vergelijk(links: Waarde, teken: str, rechts: Waarde) -> Waarde:
    """Compare two, as the kinds of value that they are ask for."""
    klopt, soorten = VERGELIJK[teken], {links.soort, rechts.soort}
    als: Callable[[Waarde], Callable[[Plek], Any]]
    if "waarheid" in soorten:
        als = waarheid
    elif "elementen" in soorten:
        return _vergelijk_elementen(links, teken, rechts)
    else:
        als = _getal if "getal" in soorten or teken not in ("=", "!=") else _tekst
    a, b = als(links), als(rechts)
    return waar(lambda plek: klopt(a(plek), b(plek)))


def _vergelijk_elementen(links: Waarde, teken: str, rechts: Waarde) -> Waarde:
    klopt = VERGELIJK[teken]
    lees = getal if "getal" in (links.soort, rechts.soort) or teken not in ("=", "!=") else str

    def waarden(deel: Waarde) -> Callable[[Plek], list[Any]]:
        op = deel.op
        if deel.soort == "elementen":
            return lambda plek: [lees(element.tekst) for element in op(plek)]
        return lambda plek: [op(plek) if deel.soort == "getal" else lees(op(plek))]

    a, b = waarden(links), waarden(rechts)
    return waar(lambda plek: any(klopt(x, y) for x in a(plek) for y in b(plek)))


# Functions


def _gevuld(waarde: Waarde) -> Waarde:
    tekst = _tekst(waarde)
    return waar(lambda plek: bool(tekst(plek).strip(WIT)))


def _niet(waarde: Waarde) -> Waarde:
    geldt = waarheid(waarde)
    return waar(lambda plek: not geldt(plek))


def _een_van(waarde: Waarde, lijst: Waarde) -> Waarde:
    tekst, mogelijk = _tekst(waarde), frozenset(_tekst(lijst)(None).split(","))
    return waar(lambda plek: normaal(tekst(plek)) in mogelijk)


def _past(waarde: Waarde, patroon: Waarde) -> Waarde:
    tekst, vorm = _tekst(waarde), re.compile(_tekst(patroon)(None), re.ASCII)
    return waar(lambda plek: vorm.fullmatch(tekst(plek)) is not None)


def _normaal(waarde: Waarde) -> Waarde:
    tekst = _tekst(waarde)
    return Waarde("tekst", lambda plek: normaal(tekst(plek)))


def _translate(waarde: Waarde, van: Waarde, naar: Waarde) -> Waarde:
    tekst, oud, nieuw = _tekst(waarde), _tekst(van)(None), _tekst(naar)(None)
    tabel = {ord(teken): nieuw[nr] if nr < len(nieuw) else None for nr, teken in enumerate(oud)}
    return Waarde("tekst", lambda plek: tekst(plek).translate(tabel))


def _substring(waarde: Waarde, begin: Waarde, lengte: Waarde | None = None) -> Waarde:
    tekst, vanaf = _tekst(waarde), int(_getal(begin)(None)) - 1
    tot = None if lengte is None else vanaf + int(_getal(lengte)(None))
    return Waarde("tekst", lambda plek: tekst(plek)[vanaf:tot])


def _sum(waarde: Waarde) -> Waarde:
    op = waarde.op
    return Waarde("getal", lambda plek: sum((getal(element.tekst) for element in op(plek)), 0.0))


def _op_dag(begrip: Callable[..., float]) -> Callable[..., Waarde]:
    def functie(dag: Waarde, aantal: Waarde, wijze: Waarde | None = None) -> Waarde:
        tekst, meer = _tekst(dag), [int(_getal(aantal)(None)), *([] if wijze is None else [_tekst(wijze)(None)])]
        return Waarde("getal", lambda plek: begrip(tekst(plek), *meer))

    return functie


def _dag(begrip: Callable[[str], float]) -> Callable[[Waarde], Waarde]:
    def functie(dag: Waarde) -> Waarde:
        tekst = _tekst(dag)
        return Waarde("getal", lambda plek: begrip(tekst(plek)))

    return functie


def _begrip(begrip: Callable[..., bool]) -> Callable[..., Waarde]:
    """Return a notion about elements as a function: paths become their one element, texts stay what they are."""

    def functie(*delen: Waarde) -> Waarde:
        operanden = [deel.op for deel in delen if deel.soort == "elementen"]
        namen = [_tekst(deel)(None) for deel in delen if deel.soort == "tekst"]
        return waar(lambda plek: begrip(*(operand(plek)[0] for operand in operanden), *namen))

    return functie


FUNCTIES: dict[str, Callable[..., Waarde]] = {
    "boolean": lambda waarde: waar(waarheid(waarde)),
    "normalize-space": _normaal,
    "not": _niet,
    "number": lambda waarde: Waarde("getal", _getal(waarde)),
    "string": lambda waarde: Waarde("tekst", _tekst(waarde)),
    "substring": _substring,
    "sum": _sum,
    "translate": _translate,
    "dag": _dag(begrippen.dag),
    "een_van": _een_van,
    "gevuld": _gevuld,
    "past": _past,
    "plus_dagen": _op_dag(begrippen.plus_dagen),
    "plus_maanden": _op_dag(begrippen.plus_maanden),
    "hulpmiddel": _begrip(begrippen.hulpmiddel),
    "maandbegin": _dag(begrippen.maandbegin),
    "maandeinde": _dag(begrippen.maandeinde),
    "overlapt": _begrip(begrippen.overlapt),
    "vervallen": _begrip(begrippen.vervallen),
    "zelfde_product": _begrip(begrippen.zelfde_product),
    "zelfde_toewijzing": _begrip(begrippen.zelfde_toewijzing),
}
