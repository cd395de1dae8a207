"""Where in a message a path leads, and the steps that lead there in XPath."""

import re
from dataclasses import dataclass

from pytest_draaiboek.standaarden.structuur import Datatype, Knoop

Plaats = tuple[Knoop, ...]
"""An element of the structure with all that hold it, the root first."""
_NAAM = re.compile(r"[mb]:\w+")


class Onvertaalbaar(Exception):
    """What XPath 1.0 can't say exactly, or what this module doesn't know how to."""


@dataclass(frozen=True, slots=True)
class Weg:
    """Where a path leads.

    Args:
        xpath: the path.
        plaats: where it ends.
        enkel: whether it leads to one element at most.
        altijd: whether there always is one.

    """

    xpath: str
    plaats: Plaats
    enkel: bool
    altijd: bool


def onder(plaats: Plaats, naam: str) -> Plaats | None:
    """Return the place of a child; None when there is no such element."""
    kind = plaats[-1].kind(naam)
    return (*plaats, kind) if kind else None


def stap_naar(knoop: Knoop) -> str:
    """Return the step to a child: m for the namespace of the message, b for that of the basisschema."""
    return f"{'b' if knoop.basis else 'm'}:{knoop.naam}"


def ga_omhoog(stappen: list[str]) -> None:
    """Make a path end one element higher."""
    if stappen and _NAAM.fullmatch(stappen[-1]):
        stappen.pop()
    else:
        stappen.append("..")


def hoogte_van(plaats: Plaats, naam: str) -> int:
    """Return how much higher the nearest element of a name stands; 0 for none."""
    return next((hoogte for hoogte, knoop in enumerate(reversed(plaats)) if hoogte and knoop.naam == naam), 0)


def datatype(weg: Weg) -> Datatype:
    """Return the type of the text where a path leads.

    Raises:
        Onvertaalbaar: for what holds other elements.

    """
    type_ = weg.plaats[-1].datatype
    if type_ is None:
        # The text of what holds other elements is all of theirs to XPath, and only its own to the rules.
        raise Onvertaalbaar
    return type_
