"""Places in a message, and how a path gets from one to another."""

from pytest_draaiboek.standaarden.structuur import Knoop

Plaats = tuple[Knoop, ...]
"""An element of the structure with all that hold it, the root first."""


class Onvertaalbaar(Exception):
    """What can't be said in code, or what the translation doesn't know how to."""


def onder(plaats: Plaats, naam: str) -> Plaats | None:
    """Return the place of a child; None when there is no such element."""
    kind = plaats[-1].kind(naam)
    return (*plaats, kind) if kind else None


def hoogte_van(plaats: Plaats, naam: str) -> int:
    """Return how much higher the nearest element of a name stands; 0 for none."""
    return next((hoogte for hoogte, knoop in enumerate(reversed(plaats)) if hoogte and knoop.naam == naam), 0)


def lus_van(plaats: Plaats) -> Knoop:
    """Return the nearest of which there may be more than one: the element itself, or what holds it; else the root."""
    return next((knoop for knoop in reversed(plaats) if knoop.herhaalbaar), plaats[0])


def altijd_in_lus(plaats: Plaats) -> bool:
    """Whether an element always is there, once for each of the nearest of which there may be more than one."""
    for knoop in reversed(plaats[1:]):
        if knoop.herhaalbaar:
            break
        if not knoop.verplicht:
            return False
    return True
