"""How a text falls into lines that fit a terminal, each with the colour that it is shown in."""

import textwrap
import unicodedata
from collections.abc import Iterator

from pytest_draaiboek.leesbaar import in_een_regel

Regel = tuple[str, str]
"""A line, and the name of its colour as pytest knows it; "" for none."""

SMALSTE = 20  # columns that a text beside something else needs to be read


def val(tekst: str, breedte: int, kleur: str = "", *, kop: str = "", inspringing: int = 0) -> Iterator[Regel]:
    """Yield a text in lines of no more than so many columns; nothing in it reaches the terminal as anything but text.

    Args:
        tekst: what is to be said; whoever wrote it.
        breedte: columns of the terminal.
        kleur: of every line.
        kop: what the first line begins with, such as the columns before the last of a table; the text stands beside it, or below
            when there is too little room for that.
        inspringing: columns by which every line but the first stands in, when there is no head.

    """
    tekst = in_een_regel(tekst)
    kop = _zonder_besturing(kop)
    in_ = len(kop) if kop else inspringing
    if breedte - in_ < SMALSTE:
        if kop.strip():
            yield from _gevallen(kop.strip(), breedte, kleur, "", "")
        if tekst:
            yield from _gevallen(tekst, breedte, kleur, "    ", "    ")
        return
    yield from _gevallen(tekst, breedte, kleur, kop, " " * in_)


def _gevallen(tekst: str, breedte: int, kleur: str, eerst: str, verder: str) -> Iterator[Regel]:
    # Characters that take two columns: with half of the room for all of the text it fits, however they are spread.
    breed = any(unicodedata.east_asian_width(teken) in "WF" for teken in tekst)
    ruimte = breedte - len(verder)
    delen = textwrap.wrap(tekst, ruimte // 2 if breed else ruimte, break_on_hyphens=False) or [""]
    for nr, deel in enumerate(delen):
        yield f"{verder if nr else eerst}{deel}".rstrip(), kleur


def _zonder_besturing(kop: str) -> str:
    """Like `in_een_regel`, but with the spaces that put things in columns."""
    return kop if kop.isprintable() else in_een_regel(kop)
