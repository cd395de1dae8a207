"""Texts that match a pattern of an XML schema: made at random, of the kinds of patterns that message standards use.

What is not understood, or would grow without bound, is refused; whether a text really matches is for the schema to say.
"""

import string
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

MEESTE_TEKENS = 2_000  # of a pattern
DIEPSTE_GROEP = 30
LANGSTE_TEKST = 5_000  # that a pattern may ask for
MEESTE_EXTRA = 20  # how many more than the least, where a pattern sets a bound
RUIMTE = 3  # how many more than the least are tried, where a pattern sets no bound

Maker = Callable[[Random], str]

_LETTERS = string.ascii_letters
_CIJFERS = string.digits
_WIT = " "
_LEESTEKENS = "-_.,:;/'()&+"
# What is tried for a class that leaves nearly everything open; the plainest first.
_ALLES = _LETTERS + _CIJFERS + _LEESTEKENS + _WIT + 'éëïöü"!?#%*=@[]{}|~^`$<>\\'
_KLASSEN = {
    "d": _CIJFERS,
    "w": _LETTERS + _CIJFERS,
    "s": _WIT,
    "i": _LETTERS + "_",
    "c": _LETTERS + _CIJFERS + "._-",
}
_EIGENSCHAPPEN = {
    "L": _LETTERS + "éëïöü",
    "Lu": string.ascii_uppercase,
    "Ll": string.ascii_lowercase + "éëïöü",
    "N": _CIJFERS,
    "Nd": _CIJFERS,
    "P": _LEESTEKENS,
    "Zs": _WIT,
    "Z": _WIT,
    "IsBasicLatin": "".join(teken for teken in _ALLES if teken.isascii()),
    "IsLatin-1Supplement": "éëïöü",
}
_LETTERLIJK = {"n": "\n", "r": "\r", "t": "\t"}


class _Stuk(NamedTuple):
    """A part of a pattern: what makes texts for it, and how long those can be."""

    maak: Maker
    langste: int


class Onbegrepen(Exception):
    """A pattern that no text can be made for in this way."""


@lru_cache(maxsize=512)
def patroonmaker(patroon: str) -> Maker:
    """Return what makes texts for a pattern.

    Args:
        patroon: in XSD notation.

    Raises:
        Onbegrepen: for a pattern that is too large, or in which something stands that is not known here.

    """
    if len(patroon) > MEESTE_TEKENS:
        raise Onbegrepen
    lezer = _Lezer(patroon)
    stuk = lezer.keuze(0)
    if lezer.plaats != len(patroon):
        raise Onbegrepen
    return stuk.maak


class _Lezer:
    def __init__(self, patroon: str) -> None:
        self.patroon = patroon
        self.plaats = 0

    @property
    def teken(self) -> str:
        return self.patroon[self.plaats : self.plaats + 1]

    def neem(self) -> str:
        teken = self.teken
        if not teken:
            raise Onbegrepen
        self.plaats += 1
        return teken

    def keuze(self, diepte: int) -> _Stuk:
        """Read alternatives."""
        if diepte > DIEPSTE_GROEP:
            raise Onbegrepen
        takken = [self.reeks(diepte)]
        while self.teken == "|":
            self.neem()
            takken.append(self.reeks(diepte))
        makers = [tak.maak for tak in takken]
        return _Stuk(lambda kans: _kies(makers, kans)(kans), max(tak.langste for tak in takken))

    def reeks(self, diepte: int) -> _Stuk:
        delen: list[_Stuk] = []
        while self.teken and self.teken not in "|)":
            delen.append(self.herhaald(self.atoom(diepte)))
        makers = [deel.maak for deel in delen]
        return _begrensd(lambda kans: "".join([maak(kans) for maak in makers]), sum(deel.langste for deel in delen))

    def atoom(self, diepte: int) -> _Stuk:
        teken = self.neem()
        if teken == "(":
            binnen = self.keuze(diepte + 1)
            if self.neem() != ")":
                raise Onbegrepen
            return binnen
        if teken == "[":
            return _uit(self.klasse(diepte))
        if teken == ".":
            return _uit(_KLASSEN["w"])
        if teken == "\\":
            return _uit(self.ontsnapt())
        if teken in "?*+{":
            raise Onbegrepen
        return _Stuk(lambda _: teken, 1)

    def herhaald(self, stuk: _Stuk) -> _Stuk:
        teken = self.teken
        if not teken or teken not in "?*+{":
            return stuk
        self.neem()
        if teken == "{":
            einde = self.patroon.index("}", self.plaats) if "}" in self.patroon[self.plaats :] else -1
            minste, komma, meeste = self.patroon[self.plaats : einde].partition(",")
            if einde < 0 or not minste.isdecimal() or (meeste and not meeste.isdecimal()):
                raise Onbegrepen
            self.plaats = einde + 1
            laagste = _getal(minste)
            hoogste = laagste + RUIMTE if komma and not meeste else _getal(meeste or minste)
        else:
            laagste, hoogste = {"?": (0, 1), "*": (0, RUIMTE), "+": (1, 1 + RUIMTE)}[teken]
        if hoogste < laagste:
            raise Onbegrepen
        hoogste = min(hoogste, laagste + MEESTE_EXTRA)
        return _begrensd(
            lambda kans: "".join(
                [stuk.maak(kans) for _ in range(laagste + int(kans.random() * (hoogste - laagste + 1)))]
            ),
            stuk.langste * hoogste,
        )

    def klasse(self, diepte: int) -> str:
        """Read what stands between square brackets; return the characters to choose from."""
        if diepte > DIEPSTE_GROEP:
            raise Onbegrepen
        omgekeerd = self.teken == "^"
        if omgekeerd:
            self.neem()
        wel: list[str] = []
        af = ""
        while self.teken != "]" or not wel:
            if self.teken == "-" and self.patroon[self.plaats + 1 : self.plaats + 2] == "[":
                self.plaats += 2
                af = self.klasse(diepte + 1)
                break
            wel.append(self.bereik())
        if self.neem() != "]":
            raise Onbegrepen
        tekens = "".join(wel)
        if omgekeerd:
            tekens = "".join(teken for teken in _ALLES if teken not in tekens)
        tekens = "".join(dict.fromkeys(teken for teken in tekens if teken not in af))
        if not tekens:
            raise Onbegrepen
        return tekens

    def bereik(self) -> str:
        """Read one character, escape or range of a class."""
        teken = self.neem()
        begin = self.ontsnapt() if teken == "\\" else teken
        if len(begin) != 1 or self.teken != "-" or self.patroon[self.plaats + 1 : self.plaats + 2] in ("]", "[", ""):
            return begin
        self.neem()
        teken = self.neem()
        einde = self.ontsnapt() if teken == "\\" else teken
        if len(einde) != 1 or ord(einde) < ord(begin):
            raise Onbegrepen
        # Of a range that runs over all of Unicode its beginning is enough.
        return "".join(map(chr, range(ord(begin), min(ord(einde), ord(begin) + 255) + 1)))

    def ontsnapt(self) -> str:
        """Read what follows a backslash; return the characters that it stands for."""
        teken = self.neem()
        if teken in "pP":
            if self.neem() != "{" or "}" not in self.patroon[self.plaats :]:
                raise Onbegrepen
            einde = self.patroon.index("}", self.plaats)
            tekens = _EIGENSCHAPPEN.get(self.patroon[self.plaats : einde])
            self.plaats = einde + 1
            if tekens is None:
                raise Onbegrepen
            return tekens if teken == "p" else "".join(ander for ander in _ALLES if ander not in tekens)
        if teken in _KLASSEN:
            return _KLASSEN[teken]
        if teken.lower() in _KLASSEN:
            return "".join(ander for ander in _ALLES if ander not in _KLASSEN[teken.lower()])
        return _LETTERLIJK.get(teken, teken)


def _begrensd(maak: Maker, langste: int) -> _Stuk:
    if langste > LANGSTE_TEKST:
        raise Onbegrepen
    return _Stuk(maak, langste)


def _uit(tekens: str) -> _Stuk:
    return _Stuk(lambda kans: tekens[int(kans.random() * len(tekens))], 1)


def _kies(takken: Sequence[Maker], kans: Random) -> Maker:
    return takken[int(kans.random() * len(takken))]


def _getal(tekst: str) -> int:
    if len(tekst) > 6:
        raise Onbegrepen
    return int(tekst)
