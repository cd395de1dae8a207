"""Texts that match a pattern of an XML schema: made at random, of the kinds of patterns that message standards use.

What is not understood, or would grow without bound, is refused; whether a text really matches is for the schema to say.
"""

import string
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random

MEESTE_TEKENS = 2_000  # of a pattern
DIEPSTE_GROEP = 30
MEESTE_HERHALINGEN = 2_000  # that a pattern may demand
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
    maak = lezer.keuze(0)
    if lezer.plaats != len(patroon):
        raise Onbegrepen
    return maak


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

    def keuze(self, diepte: int) -> Maker:
        """Read alternatives."""
        if diepte > DIEPSTE_GROEP:
            raise Onbegrepen
        takken = [self.reeks(diepte)]
        while self.teken == "|":
            self.neem()
            takken.append(self.reeks(diepte))
        return takken[0] if len(takken) == 1 else lambda kans: _kies(takken, kans)(kans)

    def reeks(self, diepte: int) -> Maker:
        delen: list[Maker] = []
        while self.teken and self.teken not in "|)":
            delen.append(self.herhaald(self.atoom(diepte)))
        return lambda kans: "".join([deel(kans) for deel in delen])

    def atoom(self, diepte: int) -> Maker:
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
        return lambda _: teken

    def herhaald(self, maak: Maker) -> Maker:
        teken = self.teken
        if not teken or teken not in "?*+{":
            return maak
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
        if hoogste < laagste or laagste > MEESTE_HERHALINGEN:
            raise Onbegrepen
        hoogste = min(hoogste, laagste + 20)
        return lambda kans: "".join([maak(kans) for _ in range(laagste + int(kans.random() * (hoogste - laagste + 1)))])

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


def _uit(tekens: str) -> Maker:
    return lambda kans: tekens[int(kans.random() * len(tekens))]


def _kies(takken: Sequence[Maker], kans: Random) -> Maker:
    return takken[int(kans.random() * len(takken))]


def _getal(tekst: str) -> int:
    if len(tekst) > 6:
        raise Onbegrepen
    return int(tekst)
