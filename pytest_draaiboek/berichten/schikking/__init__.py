"""Arranges the content of a message so that it keeps to the technical rules; what the caller gave stands."""

from collections.abc import Callable
from typing import Any

from pytest_draaiboek.berichten.schikking import declaratie, persoon, zorg
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker
from pytest_draaiboek.standaarden import Knoop

# By the name of an element: what arranges it, after all that it holds has been arranged.
_MANIEREN: dict[str, Callable[[Schikker, Inhoud, Knoop], None]] = {
    **persoon.MANIEREN,
    **zorg.MANIEREN,
    **declaratie.MANIEREN,
}


def schik(schikker: Schikker, knoop: Knoop, inhoud: Any) -> None:
    """Arrange an element and all that it holds, in place.

    Args:
        schikker: what may be changed, and where new values come from.
        knoop: the structure of the element.
        inhoud: its content, by element name.

    """
    if not isinstance(inhoud, dict):
        return
    for kind in knoop.kinderen:
        deel = inhoud.get(kind.naam)
        for stuk in deel if isinstance(deel, list) else (deel,):
            schik(schikker, kind, stuk)
    manier = _MANIEREN.get(knoop.naam)
    if manier:
        manier(schikker, inhoud, knoop)


__all__ = ["Inhoud", "Schikker", "schik"]
