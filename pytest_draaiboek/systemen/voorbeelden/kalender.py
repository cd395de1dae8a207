"""The dates that the example systems live by: their own, so that a wrong date in the kit's data is caught by them."""

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")

STOP_303 = datetime(2022, 3, 1, 23, tzinfo=ZONE)
STOP_323 = datetime(2022, 3, 23, 23, tzinfo=ZONE)
STOP_HEEN = datetime(2022, 3, 30, 17, tzinfo=ZONE)
STOP_RETOUR = datetime(2022, 3, 31, 13, tzinfo=ZONE)
EINDE_INLEZEN = datetime(2022, 3, 31, 23, tzinfo=ZONE)
LIVE = datetime(2022, 4, 4, 13, tzinfo=ZONE)

HEEN = {"301", "303", "305", "307", "315", "317", "319", "323"}
VERVALLEN = {"303", "304"}


def verzendversie(nummer: str, nu: datetime) -> str | None:
    """Return the version in which a party sends a message now ("305", aware moment), or None when it may not."""
    if nu >= LIVE:
        return None if nummer in VERVALLEN else "3.1"
    stop = {"303": STOP_303, "323": STOP_323}.get(nummer, STOP_HEEN if nummer in HEEN else STOP_RETOUR)
    return "3.0" if nu < stop else None


def leesversie(nu: datetime) -> str | None:
    """Return the version of the messages that a party reads in now, or None when nothing is read in."""
    if nu >= LIVE:
        return "3.1"
    return "3.0" if nu < EINDE_INLEZEN else None


def doorgeefversie(nummer: str, nu: datetime) -> str | None:
    """Return the version in which a hub passes a message on now, or None when it blocks it.

    The stops of 303 and 323 are agreements between the parties: a hub does not enforce them.
    """
    if nu >= LIVE:
        return None if nummer in VERVALLEN else "3.1"
    stop = STOP_HEEN if nummer in HEEN and nummer not in VERVALLEN else STOP_RETOUR
    return "3.0" if nu < stop else None
