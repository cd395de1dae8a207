"""The notation of the rules: a small part of XPath 1.0, compiled once into functions over a message as the rules look at it.

Paths by local name (``../Product/Code``, ``ancestor::Declaratie/X``, ``/Bericht/Header``, predicates), comparisons, arithmetic, and the
functions below. A name may also be one of the rules' own notions (`begrippen`). Values are compared as XPath 1.0 does: a path
equals a text when one of its elements does.
"""

import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pytest_draaiboek.fouten import KitFout
from pytest_draaiboek.standaarden import begrippen
from pytest_draaiboek.standaarden.aanzicht import Element
from pytest_draaiboek.standaarden.begrippen import getal, normaal

# What an expression is evaluated on: an element, or a pair of them for an expression with $a and $b.
Plek: TypeAlias = Any
Elementen: TypeAlias = "list[Element] | tuple[Element, ...]"
Soort = Literal["elementen", "tekst", "getal", "waarheid"]

_TEKEN = re.compile(
    r"""\s*(?:(?P<tekst>'[^']*')|(?P<getal>\d+(?:\.\d+)?)|(?P<variabele>\$[ab])|(?P<naam>[A-Za-z_][\w-]*(?:::)?)"""
    r"""|(?P<teken>\.\.|!=|<=|>=|[.,()\[\]/|=<>+*-]))"""
)
_VERGELIJK: dict[str, Callable[[Any, Any], bool]] = {
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


def compileer(uitdrukking: str) -> Callable[[Plek], bool]:
    """Return an expression as a function that tells whether it is true.

    Args:
        uitdrukking: in the notation. It is evaluated on an `Element`, or on a pair of them when it has $a and $b.

    Raises:
        KitFout: for an expression outside the notation; names the place.

    """
    return _waarheid(_Lezer(uitdrukking).lees())


class _Lezer:
    """Reads an expression from left to right; each method reads what binds tighter than the one before."""

    def __init__(self, uitdrukking: str) -> None:
        self.uitdrukking = uitdrukking
        self.tekens = list(_tekens(uitdrukking))
        self.plek = 0

    def lees(self) -> Waarde:
        waarde = self._of()
        if self._volgende is not None:
            raise self._fout()
        return waarde

    @property
    def _volgende(self) -> str | None:
        return self.tekens[self.plek] if self.plek < len(self.tekens) else None

    def _neem(self, *mogelijk: str) -> str | None:
        if self._volgende in mogelijk:
            self.plek += 1
            return self.tekens[self.plek - 1]
        return None

    def _eis(self, teken: str) -> None:
        if not self._neem(teken):
            raise self._fout()

    def _fout(self) -> KitFout:
        rest = " ".join(self.tekens[self.plek :]) or "het einde"
        return KitFout(f"De regel {self.uitdrukking!r} is niet te lezen bij {rest!r}. Meld dit.")

    def _of(self) -> Waarde:
        delen = [self._en()]
        while self._neem("or"):
            delen.append(self._en())
        return delen[0] if len(delen) == 1 else _waar(_een_van_delen([_waarheid(deel) for deel in delen]))

    def _en(self) -> Waarde:
        delen = [self._vergelijking()]
        while self._neem("and"):
            delen.append(self._vergelijking())
        return delen[0] if len(delen) == 1 else _waar(_alle_delen([_waarheid(deel) for deel in delen]))

    def _vergelijking(self) -> Waarde:
        links = self._som()
        while teken := self._neem(*_VERGELIJK):
            links = _vergelijk(links, teken, self._som())
        return links

    def _som(self) -> Waarde:
        links = self._product()
        while teken := self._neem("+", "-"):
            links = _reken(links, teken, self._product())
        return links

    def _product(self) -> Waarde:
        links = self._vereniging()
        while teken := self._neem("*", "mod"):
            links = _reken(links, teken, self._vereniging())
        return links

    def _vereniging(self) -> Waarde:
        delen = [self._enkel()]
        while self._neem("|"):
            delen.append(self._enkel())
        if len(delen) == 1:
            return delen[0]
        functies = [deel.op for deel in delen]
        return Waarde("elementen", lambda plek: [element for functie in functies for element in functie(plek)])

    def _enkel(self) -> Waarde:
        teken = self._volgende
        if teken is None:
            raise self._fout()
        if self._neem("-"):
            return _reken(_vast("getal", 0), "-", self._enkel())
        if self._neem("("):
            binnen = self._of()
            self._eis(")")
            return binnen
        if teken[0] == "'":
            self.plek += 1
            return _vast("tekst", teken[1:-1])
        if teken[0].isdigit():
            self.plek += 1
            return _vast("getal", float(teken))
        if teken[0].isalpha() and self.tekens[self.plek + 1 : self.plek + 2] == ["("]:
            return self._functie()
        return Waarde("elementen", self._pad())

    def _functie(self) -> Waarde:
        naam, self.plek = self.tekens[self.plek], self.plek + 2
        delen: list[Waarde] = []
        while not self._neem(")"):
            if delen:
                self._eis(",")
            delen.append(self._of())
        try:
            return _FUNCTIES[naam](*delen)
        except (KeyError, TypeError) as fout:
            raise KitFout(
                f"De regel {self.uitdrukking!r} gebruikt {naam} met {len(delen)} delen; zo'n functie is er niet. Meld dit."
            ) from fout

    def _pad(self) -> Callable[[Plek], Elementen]:
        if self._neem("/"):
            stappen: list[Callable[[Plek], Elementen]] = [_wortel(self._naam())]
        elif variabele := self._neem("$a", "$b"):
            stappen = [operator.itemgetter(slice(0, 1) if variabele == "$a" else slice(1, 2))]
        else:
            stappen = [self._stap()]
        while self._neem("/"):
            stappen.append(self._stap())
        return _aaneen(stappen)

    def _naam(self) -> str:
        teken = self._volgende
        if teken is None or not re.fullmatch(r"\w+", teken):
            raise self._fout()
        self.plek += 1
        return teken

    def _stap(self) -> Callable[[Plek], Elementen]:
        if self._neem(".."):
            return _ouder
        if self._neem("."):
            return _zelf
        if self._neem("ancestor::"):
            return _voorouder(self._naam())
        stap = _kind(self._naam())
        while self._neem("["):
            stap = _waar_geldt(stap, _waarheid(self._of()))
            self._eis("]")
        return stap


def _tekens(uitdrukking: str) -> Iterator[str]:
    plek = 0
    while uitdrukking[plek:].strip():
        teken = _TEKEN.match(uitdrukking, plek)
        if teken is None:
            raise KitFout(f"De regel {uitdrukking!r} is niet te lezen bij {uitdrukking[plek:]!r}. Meld dit.")
        yield teken.group().strip()
        plek = teken.end()


# Steps of a path


def _zelf(plek: Element) -> Elementen:
    return (plek,)


def _ouder(plek: Element) -> Elementen:
    return (plek.ouder,) if plek.ouder else ()


def _kind(naam: str) -> Callable[[Element], Elementen]:
    return lambda plek: plek.kinderen.get(naam, ())


def _voorouder(naam: str) -> Callable[[Element], Elementen]:
    def stap(plek: Element) -> Elementen:
        boven = plek.ouder
        while boven is not None and boven.naam != naam:
            boven = boven.ouder
        return (boven,) if boven else ()

    return stap


def _wortel(naam: str) -> Callable[[Element], Elementen]:
    def stap(plek: Element) -> Elementen:
        while plek.ouder is not None:
            plek = plek.ouder
        return (plek,) if plek.naam == naam else ()

    return stap


def _waar_geldt(
    stap: Callable[[Element], Elementen], geldt: Callable[[Element], bool]
) -> Callable[[Element], Elementen]:
    return lambda plek: [element for element in stap(plek) if geldt(element)]


def _aaneen(stappen: list[Callable[[Plek], Elementen]]) -> Callable[[Plek], Elementen]:
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


def _waar(functie: Callable[[Plek], bool]) -> Waarde:
    return Waarde("waarheid", functie)


def _vast(soort: Soort, waarde: str | float) -> Waarde:
    return Waarde(soort, lambda _plek: waarde)


def _waarheid(waarde: Waarde) -> Callable[[Plek], bool]:
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
        return lambda plek: _schrijf(op(plek))
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


def _schrijf(waarde: float) -> str:
    if math.isnan(waarde):
        return "NaN"
    return str(int(waarde)) if waarde == int(waarde) else repr(waarde)


# Operators


def _een_van_delen(delen: list[Callable[[Plek], bool]]) -> Callable[[Plek], bool]:
    def of(plek: Plek) -> bool:
        for deel in delen:  # noqa: SIM110 - any() with a generator takes twice as long
            if deel(plek):
                return True
        return False

    return of


def _alle_delen(delen: list[Callable[[Plek], bool]]) -> Callable[[Plek], bool]:
    def en(plek: Plek) -> bool:
        for deel in delen:  # noqa: SIM110
            if not deel(plek):
                return False
        return True

    return en


def _reken(links: Waarde, teken: str, rechts: Waarde) -> Waarde:
    reken, a, b = _REKEN[teken], _getal(links), _getal(rechts)
    return Waarde("getal", lambda plek: reken(a(plek), b(plek)))


def _vergelijk(links: Waarde, teken: str, rechts: Waarde) -> Waarde:
    vergelijk, soorten = _VERGELIJK[teken], {links.soort, rechts.soort}
    als: Callable[[Waarde], Callable[[Plek], Any]]
    if "waarheid" in soorten:
        als = _waarheid
    elif "elementen" in soorten:
        return _vergelijk_elementen(links, teken, rechts)
    else:
        als = _getal if "getal" in soorten or teken not in ("=", "!=") else _tekst
    a, b = als(links), als(rechts)
    return _waar(lambda plek: vergelijk(a(plek), b(plek)))


def _vergelijk_elementen(links: Waarde, teken: str, rechts: Waarde) -> Waarde:
    vergelijk = _VERGELIJK[teken]
    lees = getal if "getal" in (links.soort, rechts.soort) or teken not in ("=", "!=") else str

    def waarden(deel: Waarde) -> Callable[[Plek], list[Any]]:
        op = deel.op
        if deel.soort == "elementen":
            return lambda plek: [lees(element.tekst) for element in op(plek)]
        return lambda plek: [op(plek) if deel.soort == "getal" else lees(op(plek))]

    a, b = waarden(links), waarden(rechts)
    return _waar(lambda plek: any(vergelijk(x, y) for x in a(plek) for y in b(plek)))


# Functions


def _gevuld(waarde: Waarde) -> Waarde:
    tekst = _tekst(waarde)
    return _waar(lambda plek: bool(tekst(plek).strip()))


def _niet(waarde: Waarde) -> Waarde:
    waarheid = _waarheid(waarde)
    return _waar(lambda plek: not waarheid(plek))


def _een_van(waarde: Waarde, lijst: Waarde) -> Waarde:
    tekst, mogelijk = _tekst(waarde), frozenset(_tekst(lijst)(None).split(","))
    return _waar(lambda plek: normaal(tekst(plek)) in mogelijk)


def _past(waarde: Waarde, patroon: Waarde) -> Waarde:
    tekst, vorm = _tekst(waarde), re.compile(_tekst(patroon)(None), re.ASCII)
    return _waar(lambda plek: vorm.fullmatch(tekst(plek)) is not None)


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


def _begrip(begrip: Callable[..., bool]) -> Callable[..., Waarde]:
    """Return a notion about elements as a function: paths become their one element, texts stay what they are."""

    def functie(*delen: Waarde) -> Waarde:
        operanden = [deel.op for deel in delen if deel.soort == "elementen"]
        namen = [_tekst(deel)(None) for deel in delen if deel.soort == "tekst"]
        return _waar(lambda plek: begrip(*(operand(plek)[0] for operand in operanden), *namen))

    return functie


_FUNCTIES: dict[str, Callable[..., Waarde]] = {
    "boolean": lambda waarde: _waar(_waarheid(waarde)),
    "normalize-space": _normaal,
    "not": _niet,
    "number": lambda waarde: Waarde("getal", _getal(waarde)),
    "string": lambda waarde: Waarde("tekst", _tekst(waarde)),
    "substring": _substring,
    "sum": _sum,
    "translate": _translate,
    "een_van": _een_van,
    "gevuld": _gevuld,
    "past": _past,
    "plus_dagen": _op_dag(begrippen.plus_dagen),
    "plus_maanden": _op_dag(begrippen.plus_maanden),
    "hulpmiddel": _begrip(begrippen.hulpmiddel),
    "overlapt": _begrip(begrippen.overlapt),
    "vervallen": _begrip(begrippen.vervallen),
    "zelfde_product": _begrip(begrippen.zelfde_product),
}
