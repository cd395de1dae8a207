"""Fills an element by its schema, at random; each element that holds others is compiled once into a function."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from pytest_draaiboek.berichten.broncode import Broncode
from pytest_draaiboek.berichten.waarden import Waarden, keuzes, maker
from pytest_draaiboek.standaarden import Knoop
from pytest_draaiboek.standaarden.structuur import TEKST, Deel, Groep

KANS_OP_FACULTATIEF = 0.5
MEESTE_HERHALINGEN = 3


def vul(knoop: Knoop, waarden: Waarden) -> Any:
    """Return content for an element: a text for a leaf, a dict for what holds others or bears attributes."""
    return _vuller(knoop)(waarden)


@cache
def _vuller(knoop: Knoop) -> Callable[[Waarden], Any]:
    code = Broncode()
    if knoop.kinderen:
        return code.bouw(_schrijf_delen(code, knoop.delen, knoop))
    return partial(_blad, knoop) if knoop.attributen else maker(knoop)


def delenvuller(delen: Sequence[Deel]) -> Callable[[Waarden], dict[str, Any]]:
    """Return what fills several parts that stand beside each other."""
    code = Broncode()
    return code.bouw(_schrijf_delen(code, delen))


def _schrijf_delen(code: Broncode, delen: Sequence[Deel], van: Knoop | None = None) -> str:
    begin = f"d = {code.waarde(partial(_attributen, van))}(w)" if van and van.attributen else "d = {}"
    return code.functie("w", ["r = w.toeval", begin, *_regels(code, delen), "return d"])


def _regels(code: Broncode, delen: Sequence[Deel]) -> Iterator[str]:
    for deel in delen:
        if isinstance(deel, Knoop):
            yield from _facultatief(_van_knoop(code, deel), verplicht=deel.verplicht)
        else:
            yield from _facultatief(_van_groep(code, deel), verplicht=deel.verplicht)


def _facultatief(regels: Iterator[str], *, verplicht: bool) -> Iterator[str]:
    if not verplicht:
        yield f"if r() < {KANS_OP_FACULTATIEF}:"
    for regel in regels:
        yield regel if verplicht else f"    {regel}"


def _van_groep(code: Broncode, groep: Groep) -> Iterator[str]:
    """Yield what fills all parts of a group, or one of them."""
    if groep.soort == "reeks":
        yield from _regels(code, groep.delen) if groep.delen else ("pass",)
        return
    yield f"k = int(r() * {len(groep.delen)})"
    for nummer, deel in enumerate(groep.delen):
        yield f"{'el' if nummer else ''}if k == {nummer}:"
        for regel in _regels(code, (deel,)):
            yield f"    {regel}"


def _van_knoop(code: Broncode, knoop: Knoop) -> Iterator[str]:
    zet = f"d[{knoop.naam!r}] = "
    waarde = _waarde(code, knoop)
    if not knoop.herhaalbaar:
        yield f"{zet}{waarde}"
        return
    meeste = max(knoop.minste, min(MEESTE_HERHALINGEN, knoop.meeste or MEESTE_HERHALINGEN))
    yield f"{zet}lijst = []"
    yield f"for _ in range({knoop.minste} + int(r() * {meeste - knoop.minste + 1})):"
    yield "    w.nieuw()"
    yield f"    lijst.append({waarde})"


def _waarde(code: Broncode, knoop: Knoop) -> str:
    if knoop.kinderen:
        return f"{_schrijf_delen(code, knoop.delen, knoop)}(w)"
    if knoop.attributen:
        return f"{code.waarde(partial(_blad, knoop))}(w)"
    mogelijk = keuzes(knoop)
    if mogelijk:
        return f"{code.waarde(mogelijk)}[int(r() * {len(mogelijk)})]"
    return f"{code.waarde(maker(knoop))}(w)"


def _blad(knoop: Knoop, waarden: Waarden) -> Any:
    """Return content for a leaf that may bear attributes: its text, or a dict when it bears any."""
    attributen = _attributen(knoop, waarden)
    tekst = maker(knoop)(waarden)
    return {**attributen, TEKST: tekst} if attributen else tekst


def _attributen(knoop: Knoop, waarden: Waarden) -> dict[str, Any]:
    return {
        attribuut.naam: maker(attribuut)(waarden)
        for attribuut in knoop.attributen
        if attribuut.verplicht or waarden.toeval() < KANS_OP_FACULTATIEF
    }
