"""What was seen at each tried moment, and what that makes of a case."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.draaiboeken import Ernst
from pytest_draaiboek.toetsing.verklaring import Verklaring


class Bevindingsoort(StrEnum):
    """How a case ended; what went wrong elsewhere is never a deviation of the system."""

    VOLDOET = "voldoet"
    AFWIJKING = "afwijking"
    AANDACHTSPUNT = "aandachtspunt"
    NIET_GETOETST = "niet getoetst"
    ADAPTERFOUT = "adapterfout"
    ONBEREIKBAAR = "onbereikbaar"
    KITFOUT = "kitfout"


class Richting(StrEnum):
    """Which way a message went, as the system sees it."""

    IN = "in"
    UIT = "uit"


@dataclass(frozen=True, slots=True)
class Verkeer:
    """One message that was given to the system, or left it.

    Args:
        moment: aware; where the clock stood.
        richting: into the system, or out of it.
        bericht: the message; its bytes when what left is no readable one.

    """

    moment: datetime
    richting: Richting
    bericht: Bericht | bytes


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
        verkeer: which messages of the case it is about, by their place in its traffic.

    """

    moment: datetime
    handeling: str
    verwacht: str
    gezien: str
    gezegd: str
    deugt: bool
    ernst: Ernst = Ernst.VERPLICHT
    bevindingen: tuple[str, ...] = ()
    verkeer: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What a case came to.

    Args:
        soort: how it ended.
        reden: in Dutch: the first deviation, why it could not be tried, or who stated it; empty when it simply voldoet.
        waarnemingen: every moment tried, in order.
        spoor: the traceback of the adapter, when that is what went wrong.
        verkeer: every message that went in or out, in order, the past of the clients included.
        verklaring: what a person stated, where that is what it rests on.

    """

    soort: Bevindingsoort
    reden: str
    waarnemingen: tuple[Waarneming, ...]
    spoor: str = ""
    verkeer: tuple[Verkeer, ...] = ()
    verklaring: Verklaring | None = None
