"""Fills an element by its schema, at random; each element that holds others is compiled once into a function."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.broncode import Broncode
from pytest_draaiboek.berichten.waarden import Waarden, keuzes, maker
from pytest_draaiboek.standaarden import Knoop

KANS_OP_FACULTATIEF = 0.5
MEESTE_HERHALINGEN = 3


def vul(knoop: Knoop, waarden: Waarden) -> Any:
    """Return content for an element: a text for a leaf, a dict for what holds others."""
    return _vuller(knoop)(waarden)


@cache
def _vuller(knoop: Knoop) -> Callable[[Waarden], Any]:
    return delenvuller(knoop.kinderen) if knoop.kinderen else maker(knoop)


def delenvuller(knopen: Sequence[Knoop]) -> Callable[[Waarden], dict[str, Any]]:
    """Return what fills several elements that stand beside each other."""
    code = Broncode()
    return code.bouw(_schrijf_delen(code, knopen))


def _schrijf_delen(code: Broncode, knopen: Sequence[Knoop]) -> str:
    return code.functie("w", ["r = w.toeval", "d = {}", *_regels(code, knopen), "return d"])


def _regels(code: Broncode, knopen: Sequence[Knoop]) -> Iterator[str]:
    for knoop in knopen:
        zet = f"d[{knoop.naam!r}] = "
        inspring = ""
        if not knoop.verplicht:
            yield f"if r() < {KANS_OP_FACULTATIEF}:"
            inspring = "    "
        waarde = _waarde(code, knoop)
        if not knoop.herhaalbaar:
            yield f"{inspring}{zet}{waarde}"
            continue
        yield f"{inspring}{zet}lijst = []"
        yield f"{inspring}for _ in range(1 + int(r() * {MEESTE_HERHALINGEN})):"
        yield f"{inspring}    w.nieuw()"
        yield f"{inspring}    lijst.append({waarde})"


def _waarde(code: Broncode, knoop: Knoop) -> str:
    if knoop.kinderen:
        return f"{_schrijf_delen(code, knoop.kinderen)}(w)"
    mogelijk = keuzes(knoop)
    if mogelijk:
        return f"{code.waarde(mogelijk)}[int(r() * {len(mogelijk)})]"
    return f"{code.waarde(maker(knoop))}(w)"
