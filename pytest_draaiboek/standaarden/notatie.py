"""The notation of the rules: a small part of XPath 1.0, compiled once into functions over a message as the rules look at it.

Paths by local name (``../Product/Code``, ``ancestor::Declaratie/X``, ``/Bericht/Header``, predicates), comparisons, arithmetic, and the
functions of `uitdrukking`, among which the rules' own notions (`begrippen`).
"""

import operator
import re
from collections.abc import Callable, Iterator

from pytest_draaiboek.fouten import KitFout
from pytest_draaiboek.standaarden.uitdrukking import (
    FUNCTIES,
    VERGELIJK,
    Elementen,
    Plek,
    Waarde,
    aaneen,
    alle_delen,
    een_van_delen,
    kind,
    ouder,
    reken,
    vast,
    vergelijk,
    voorouder,
    waar,
    waar_geldt,
    waarheid,
    wortel,
    zelf,
)

_TEKEN = re.compile(
    r"""\s*(?:(?P<tekst>'[^']*')|(?P<getal>\d+(?:\.\d+)?)|(?P<variabele>\$[ab])|(?P<naam>[A-Za-z_][\w-]*(?:::)?)"""
    r"""|(?P<teken>\.\.|!=|<=|>=|[.,()\[\]/|=<>+*-]))"""
)


def compileer(uitdrukking: str) -> Callable[[Plek], bool]:
    """Return an expression as a function that tells whether it is true.

    Args:
        uitdrukking: in the notation. It is evaluated on an `Element`, or on a pair of them when it has $a and $b.

    Raises:
        KitFout: for an expression outside the notation; names the place.

    """
    return waarheid(_Lezer(uitdrukking).lees())


def compileer_tekst(uitdrukking: str) -> Callable[[Plek], str]:
    """Return an expression as a function that gives its value as text, without needless white space; empty when there is none.

    Args:
        uitdrukking: in the notation, such as a path.

    Raises:
        KitFout: for an expression outside the notation; names the place.

    """
    tekst: Callable[[Plek], str] = FUNCTIES["normalize-space"](_Lezer(uitdrukking).lees()).op
    return tekst


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
        return delen[0] if len(delen) == 1 else waar(een_van_delen([waarheid(deel) for deel in delen]))

    def _en(self) -> Waarde:
        delen = [self._vergelijking()]
        while self._neem("and"):
            delen.append(self._vergelijking())
        return delen[0] if len(delen) == 1 else waar(alle_delen([waarheid(deel) for deel in delen]))

    def _vergelijking(self) -> Waarde:
        links = self._som()
        while teken := self._neem(*VERGELIJK):
            links = vergelijk(links, teken, self._som())
        return links

    def _som(self) -> Waarde:
        links = self._product()
        while teken := self._neem("+", "-"):
            links = reken(links, teken, self._product())
        return links

    def _product(self) -> Waarde:
        links = self._vereniging()
        while teken := self._neem("*", "mod"):
            links = reken(links, teken, self._vereniging())
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
            return reken(vast("getal", 0), "-", self._enkel())
        if self._neem("("):
            binnen = self._of()
            self._eis(")")
            return binnen
        if teken[0] == "'":
            self.plek += 1
            return vast("tekst", teken[1:-1])
        if teken[0].isdigit():
            self.plek += 1
            return vast("getal", float(teken))
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
            return FUNCTIES[naam](*delen)
        except (KeyError, TypeError) as fout:
            raise KitFout(
                f"De regel {self.uitdrukking!r} gebruikt {naam} met {len(delen)} delen; zo'n functie is er niet. Meld dit."
            ) from fout

    def _pad(self) -> Callable[[Plek], Elementen]:
        if self._neem("/"):
            stappen: list[Callable[[Plek], Elementen]] = [wortel(self._naam())]
        elif variabele := self._neem("$a", "$b"):
            stappen = [operator.itemgetter(slice(0, 1) if variabele == "$a" else slice(1, 2))]
        else:
            stappen = [self._stap()]
        while self._neem("/"):
            stappen.append(self._stap())
        return aaneen(stappen)

    def _naam(self) -> str:
        teken = self._volgende
        if teken is None or not re.fullmatch(r"\w+", teken):
            raise self._fout()
        self.plek += 1
        return teken

    def _stap(self) -> Callable[[Plek], Elementen]:
        if self._neem(".."):
            return ouder
        if self._neem("."):
            return zelf
        if self._neem("ancestor::"):
            return voorouder(self._naam())
        stap = kind(self._naam())
        while self._neem("["):
            stap = waar_geldt(stap, waarheid(self._of()))
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
