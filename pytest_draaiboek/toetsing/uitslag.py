"""What was seen at each tried moment, and what that makes of a case."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pytest_draaiboek.draaiboeken import Ernst


class Bevindingsoort(StrEnum):
    """How a case ended; what went wrong elsewhere is never a deviation of the system."""

    VOLDOET = "voldoet"
    AFWIJKING = "afwijking"
    AANDACHTSPUNT = "aandachtspunt"
    NIET_GETOETST = "niet getoetst"
    ADAPTERFOUT = "adapterfout"
    ONBEREIKBAAR = "onbereikbaar"
    KITFOUT = "kitfout"


@dataclass(frozen=True, slots=True)
class Waarneming:
    """One moment tried: what had to happen, what left the system, and what it said.

    Args:
        moment: aware.
        handeling: what the kit did, in Dutch.
        verwacht: what the draaiboek expects, in Dutch.
        gezien: what left the system, in Dutch; "niets" when nothing did.
        gezegd: what the system said: status, code and text.
        deugt: whether it is as expected.
        ernst: how heavy it weighs when it is not.
        bevindingen: what is wrong with a message that left or was offered, by rule code with place and text, in Dutch.

    """

    moment: datetime
    handeling: str
    verwacht: str
    gezien: str
    gezegd: str
    deugt: bool
    ernst: Ernst = Ernst.VERPLICHT
    bevindingen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What a case came to.

    Args:
        soort: how it ended.
        reden: in Dutch: the first deviation, or why it could not be tried; empty when it voldoet.
        waarnemingen: every moment tried, in order.
        spoor: the traceback of the adapter, when that is what went wrong.

    """

    soort: Bevindingsoort
    reden: str
    waarnemingen: tuple[Waarneming, ...]
    spoor: str = ""
