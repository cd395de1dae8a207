"""Fills an element by its schema, at random; each element is compiled once into a function."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.waarden import Waarden, maker
from pytest_draaiboek.standaarden import Knoop

KANS_OP_FACULTATIEF = 0.5
ALTIJD = 1.0
MEESTE_HERHALINGEN = 3

Vuller = Callable[[Waarden], Any]


def vul(knoop: Knoop, waarden: Waarden) -> Any:
    """Return content for an element: a text for a leaf, a dict for what holds others."""
    return vuller(knoop)(waarden)


@cache
def vuller(knoop: Knoop) -> Vuller:
    """Return what fills an element."""
    if not knoop.kinderen:
        return maker(knoop)
    return delenvuller(knoop.kinderen)


def delenvuller(knopen: tuple[Knoop, ...]) -> Callable[[Waarden], dict[str, Any]]:
    """Return what fills several elements that stand beside each other."""
    delen = [
        (
            knoop.naam,
            ALTIJD if knoop.verplicht else KANS_OP_FACULTATIEF,
            _lijstvuller(vuller(knoop)) if knoop.herhaalbaar else vuller(knoop),
        )
        for knoop in knopen
    ]

    def vul_delen(waarden: Waarden) -> dict[str, Any]:
        toeval = waarden.toeval
        return {naam: maak(waarden) for naam, kans, maak in delen if kans == ALTIJD or toeval() < kans}

    return vul_delen


def _lijstvuller(vul_een: Vuller) -> Vuller:
    def vul_lijst(waarden: Waarden) -> list[Any]:
        lijst = []
        for _ in range(1 + int(waarden.toeval() * MEESTE_HERHALINGEN)):
            waarden.nieuw()
            lijst.append(vul_een(waarden))
        return lijst

    return vul_lijst
