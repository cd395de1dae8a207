"""Durations as people write them."""

import re
from datetime import timedelta

_VORM = re.compile(r"(?P<teken>[+-]?)(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+)s)?")


def duur_van(tekst: str) -> timedelta | None:
    """Return a duration: days, hours, minutes and seconds in that order, as in "15m", "1h30m", "-1s", "+3h" or "2d"; None for anything else."""
    gevonden = _VORM.fullmatch(tekst.strip())
    if gevonden is None or not any(gevonden[deel] for deel in "dhms"):
        return None
    dagen, uren, minuten, seconden = (int(gevonden[deel] or 0) for deel in "dhms")
    try:
        duur = timedelta(days=dagen, hours=uren, minutes=minuten, seconds=seconden)
    except OverflowError:
        return None
    return -duur if gevonden["teken"] == "-" else duur
