"""One list of findings from what the kit says and what official files say: by rule code and place, with who said it."""

from collections.abc import Iterable
from dataclasses import replace

from pytest_draaiboek.berichten.bevinding import Bevinding


def voeg_samen(eigen: Iterable[Bevinding], officieel: Iterable[Bevinding]) -> list[Bevinding]:
    """Return all findings; what is said twice stands there once, in the words of the kit and with both as its source.

    A finding of one of them alone stays, so that a difference shows.

    Args:
        eigen: of the kit.
        officieel: of official schemas and rule sheets.

    """
    samen = list(eigen)
    for nieuw in officieel:
        gelijk = [nr for nr, een in enumerate(samen) if een.code == nieuw.code]
        # A sheet may name the element or what holds it; and a place that leads nowhere says no more than the code.
        plekken = [nr for nr in gelijk if samen[nr].pad == nieuw.pad] or [
            nr for nr in gelijk if _zelfde_plek(samen[nr].pad, nieuw)
        ]
        for nr in plekken:
            samen[nr] = _met(samen[nr], nieuw.bron)
        if not plekken:
            samen.append(nieuw)
    return samen


def _zelfde_plek(pad: str, nieuw: Bevinding) -> bool:
    return not nieuw.regel or f"{pad}/".startswith(f"{nieuw.pad}/") or f"{nieuw.pad}/".startswith(f"{pad}/")


def _met(bevinding: Bevinding, bron: Iterable[str]) -> Bevinding:
    return replace(bevinding, bron=tuple(dict.fromkeys((*bevinding.bron, *bron))))
