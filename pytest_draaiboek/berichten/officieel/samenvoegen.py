"""One list of findings from what the kit says and what official files say: by rule code and place, with who said it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pytest_draaiboek.berichten.bevinding import Bevinding


@dataclass(frozen=True, slots=True)
class Gemeld:
    """One thing that an official file says.

    Args:
        bevinding: as it is shown when nobody else says it.
        plekken: every element that it is about, as paths by local names; empty when it names none that is in the message.

    """

    bevinding: Bevinding
    plekken: tuple[str, ...]


def voeg_samen(eigen: Iterable[Bevinding], gemeld: Iterable[Gemeld]) -> list[Bevinding]:
    """Return all findings; what is said twice stands there once, in the words of the kit and with both as its source.

    A finding of one of them alone stays, so that a difference shows.

    Args:
        eigen: of the kit.
        gemeld: by official schemas and rule sheets.

    """
    samen = list(eigen)
    for nieuw in gemeld:
        gelijk = [nr for nr, een in enumerate(samen) if een.code == nieuw.bevinding.code]
        # A sheet may name the element or what holds it; and without a place there is the code alone to go by.
        zelfde = [nr for nr in gelijk if samen[nr].pad in nieuw.plekken] or [
            nr for nr in gelijk if not nieuw.plekken or any(_raakt(samen[nr].pad, plek) for plek in nieuw.plekken)
        ]
        for nr in zelfde:
            bronnen = dict.fromkeys((*samen[nr].bron, *nieuw.bevinding.bron))
            samen[nr] = replace(samen[nr], bron=tuple(bronnen))
        if not zelfde:
            samen.append(nieuw.bevinding)
    return samen


def _raakt(een: str, ander: str) -> bool:
    return f"{een}/".startswith(f"{ander}/") or f"{ander}/".startswith(f"{een}/")
