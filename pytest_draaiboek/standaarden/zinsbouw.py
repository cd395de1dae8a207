"""The notation of the rules, read: a small part of XPath 1.0, as a tree of what an expression says.

Paths by local name (``../Product/Code``, ``ancestor::Declaratie/X``, ``/Bericht/Header``, predicates), comparisons, arithmetic, and
calls of functions. What they mean is said elsewhere: `notatie` makes functions of it, `codevertaling` Python.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from pytest_draaiboek.fouten import KitFout

As = Literal["kind", "ouder", "zelf", "voorouder", "wortel"]
Begin = Literal["", "$a", "$b"]


@dataclass(frozen=True, slots=True)
class Tekst:
    """A text as it stands."""

    waarde: str


@dataclass(frozen=True, slots=True)
class Getal:
    """A number as it stands."""

    waarde: float


@dataclass(frozen=True, slots=True)
class Stap:
    """A step of a path: along an axis, to elements of a name, of which the predicates hold."""

    langs: As
    naam: str = ""
    waar: "tuple[Deel, ...]" = ()


@dataclass(frozen=True, slots=True)
class Pad:
    """A path: from the element itself, or from one of a pair."""

    begin: Begin
    stappen: tuple[Stap, ...]


@dataclass(frozen=True, slots=True)
class Vereniging:
    """Several paths together (``|``)."""

    delen: "tuple[Deel, ...]"


@dataclass(frozen=True, slots=True)
class Functie:
    """A call."""

    naam: str
    delen: "tuple[Deel, ...]"


@dataclass(frozen=True, slots=True)
class Som:
    """Two numbers put together by ``+``, ``-``, ``*`` or ``mod``."""

    links: "Deel"
    teken: str
    rechts: "Deel"


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Two values compared."""

    links: "Deel"
    teken: str
    rechts: "Deel"


@dataclass(frozen=True, slots=True)
class En:
    """All of them (``and``)."""

    delen: "tuple[Deel, ...]"


@dataclass(frozen=True, slots=True)
class Of:
    """One of them (``or``)."""

    delen: "tuple[Deel, ...]"


Deel: TypeAlias = Tekst | Getal | Pad | Vereniging | Functie | Som | Vergelijking | En | Of

VERGELIJKTEKENS = ("=", "!=", "<", "<=", ">", ">=")
_TEKEN = re.compile(
    r"""\s*(?:(?P<tekst>'[^']*')|(?P<getal>\d+(?:\.\d+)?)|(?P<variabele>\$[ab])|(?P<naam>[A-Za-z_][\w-]*(?:::)?)"""
    r"""|(?P<teken>\.\.|!=|<=|>=|[.,()\[\]/|=<>+*-]))"""
)


@cache
def ontleed(uitdrukking: str) -> Deel:
    """Return what an expression says.

    Args:
        uitdrukking: in the notation.

    Raises:
        KitFout: for an expression outside the notation; names the place.

    """
    return _Lezer(uitdrukking).lees()


class _Lezer:
    """Reads an expression from left to right; each method reads what binds tighter than the one before."""

    def __init__(self, uitdrukking: str) -> None:
        self.uitdrukking = uitdrukking
        self.tekens = list(_tekens(uitdrukking))
        self.plek = 0

    def lees(self) -> Deel:
        deel = self._of()
        if self._volgende is not None:
            raise self._fout()
        return deel

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

    def _rij(self, teken: str, lees: Callable[[], Deel]) -> tuple[Deel, ...]:
        delen = [lees()]
        while self._neem(teken):
            delen.append(lees())
        return tuple(delen)

    def _of(self) -> Deel:
        delen = self._rij("or", self._en)
        return delen[0] if len(delen) == 1 else Of(delen)

    def _en(self) -> Deel:
        delen = self._rij("and", self._vergelijking)
        return delen[0] if len(delen) == 1 else En(delen)

    def _vergelijking(self) -> Deel:
        links = self._som()
        while teken := self._neem(*VERGELIJKTEKENS):
            links = Vergelijking(links, teken, self._som())
        return links

    def _som(self) -> Deel:
        links = self._product()
        while teken := self._neem("+", "-"):
            links = Som(links, teken, self._product())
        return links

    def _product(self) -> Deel:
        links = self._vereniging()
        while teken := self._neem("*", "mod"):
            links = Som(links, teken, self._vereniging())
        return links

    def _vereniging(self) -> Deel:
        delen = self._rij("|", self._enkel)
        return delen[0] if len(delen) == 1 else Vereniging(delen)

    def _enkel(self) -> Deel:
        teken = self._volgende
        if teken is None:
            raise self._fout()
        if self._neem("-"):
            return Som(Getal(0), "-", self._enkel())
        if self._neem("("):
            binnen = self._of()
            self._eis(")")
            return binnen
        if teken[0] == "'":
            self.plek += 1
            return Tekst(teken[1:-1])
        if teken[0].isdigit():
            self.plek += 1
            return Getal(float(teken))
        if teken[0].isalpha() and self.tekens[self.plek + 1 : self.plek + 2] == ["("]:
            return self._functie()
        return self._pad()

    def _functie(self) -> Functie:
        naam, self.plek = self.tekens[self.plek], self.plek + 2
        delen: list[Deel] = []
        while not self._neem(")"):
            if delen:
                self._eis(",")
            delen.append(self._of())
        return Functie(naam, tuple(delen))

    def _pad(self) -> Pad:
        begin: Begin = ""
        stappen: list[Stap] = []
        if self._neem("/"):
            stappen.append(Stap("wortel", self._naam()))
        elif self._neem("$a"):
            begin = "$a"
        elif self._neem("$b"):
            begin = "$b"
        else:
            stappen.append(self._stap())
        while self._neem("/"):
            stappen.append(self._stap())
        return Pad(begin, tuple(stappen))

    def _naam(self) -> str:
        teken = self._volgende
        if teken is None or not re.fullmatch(r"\w+", teken):
            raise self._fout()
        self.plek += 1
        return teken

    def _stap(self) -> Stap:
        if self._neem(".."):
            return Stap("ouder")
        if self._neem("."):
            return Stap("zelf")
        if self._neem("ancestor::"):
            return Stap("voorouder", self._naam())
        naam, waar = self._naam(), []
        while self._neem("["):
            waar.append(self._of())
            self._eis("]")
        return Stap("kind", naam, tuple(waar))


def _tekens(uitdrukking: str) -> Iterator[str]:
    plek = 0
    while uitdrukking[plek:].strip():
        teken = _TEKEN.match(uitdrukking, plek)
        if teken is None:
            raise KitFout(f"De regel {uitdrukking!r} is niet te lezen bij {uitdrukking[plek:]!r}. Meld dit.")
        yield teken.group().strip()
        plek = teken.end()
