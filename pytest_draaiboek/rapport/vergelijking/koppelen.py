"""Which verdict in the one result is about the same system as which in the other."""

from collections.abc import Callable, Hashable, Iterable, Sequence

from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat

Paar = tuple[Draaiboekresultaat | None, Draaiboekresultaat | None]
# Several systems in one run are told apart by these, the surest first.
_KENMERKEN: Sequence[Callable[[Draaiboekresultaat], Hashable]] = (
    lambda een: (een.systeem.naam, een.systeem.anker),
    lambda een: een.systeem.naam or None,
    lambda een: een.systeem.anker or None,
)


def koppel(oud: Sequence[Draaiboekresultaat], nieuw: Sequence[Draaiboekresultaat]) -> list[Paar]:
    """Return pairs by draaiboek, role and system; None stands for what is on one side only.

    When a draaiboek and role have one system on either side, that is taken for the same one, whatever its name.
    """
    paren: list[Paar] = []
    for sleutel in dict.fromkeys(map(_rolsleutel, [*oud, *nieuw])):
        links = [een for een in oud if _rolsleutel(een) == sleutel]
        rechts = [een for een in nieuw if _rolsleutel(een) == sleutel]
        if len(links) == len(rechts) == 1:
            paren.append((links[0], rechts[0]))
        else:
            paren += _per_systeem(links, rechts)
    return paren


def noem(resultaat: Draaiboekresultaat, alle: Iterable[Draaiboekresultaat]) -> str:
    """Name a verdict by draaiboek and role, and by its system when others share those."""
    wie = f"{resultaat.draaiboek.naam} als {resultaat.systeem.rol}"
    alleen = sum(_rolsleutel(een) == _rolsleutel(resultaat) for een in alle) == 1
    return wie if alleen else f"{wie} ({resultaat.systeem.naam or resultaat.systeem.anker or 'zonder naam'})"


def _rolsleutel(resultaat: Draaiboekresultaat) -> tuple[str, str]:
    return resultaat.draaiboek.naam, resultaat.systeem.rol


def _per_systeem(links: Sequence[Draaiboekresultaat], rechts: Sequence[Draaiboekresultaat]) -> list[Paar]:
    bij: dict[int, Draaiboekresultaat] = {}
    over = list(rechts)
    for kenmerk in _KENMERKEN:
        for nr, een in enumerate(links):
            passend = [ander for ander in over if kenmerk(een) is not None and kenmerk(ander) == kenmerk(een)]
            evenzo = [nog for anr, nog in enumerate(links) if anr not in bij and kenmerk(nog) == kenmerk(een)]
            if nr not in bij and len(passend) == len(evenzo) == 1:
                bij[nr] = passend[0]
                over = [ander for ander in over if ander is not passend[0]]
    return [*((een, bij.get(nr)) for nr, een in enumerate(links)), *((None, ander) for ander in over)]
