"""Durations as a user writes them."""

import re
from datetime import timedelta

from pytest_draaiboek.fouten import OngeldigeInstelling

_VORM = re.compile(r"(?P<teken>[+-]?)(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+)s)?")


def lees_duur(tekst: str) -> timedelta:
    """Read a duration: days, hours, minutes and seconds in that order, as in "15m", "1h30m", "-1s", "+3h" or "2d".

    Raises:
        OngeldigeInstelling: for anything else.

    """
    gevonden = _VORM.fullmatch(tekst.strip())
    geen_duur = OngeldigeInstelling(f"{tekst!r} is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d.")
    if gevonden is None or not any(gevonden[deel] for deel in "dhms"):
        raise geen_duur
    dagen, uren, minuten, seconden = (int(gevonden[deel] or 0) for deel in "dhms")
    try:
        duur = timedelta(days=dagen, hours=uren, minutes=minuten, seconds=seconden)
    except OverflowError:
        raise geen_duur from None
    return -duur if gevonden["teken"] == "-" else duur
