"""Durations as a user writes them in a setting."""

from datetime import timedelta

from pytest_draaiboek.duur import duur_van
from pytest_draaiboek.fouten import OngeldigeInstelling


def lees_duur(tekst: str) -> timedelta:
    """Read a duration, such as "15m", "1h30m", "-1s" or "2d".

    Raises:
        OngeldigeInstelling: for anything else.

    """
    duur = duur_van(tekst)
    if duur is None:
        raise OngeldigeInstelling(f"{tekst!r} is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d.")
    return duur
