"""What was moved of a draaiboek after it was published, and what of that is worth a line."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.rapport.resultaat import Draaiboekgegevens, Uitstelgegevens, Verzetting


def uitstel_van(draaiboek: Draaiboek) -> Uitstelgegevens | None:
    """Return what was moved of a draaiboek, in order of the old moments; None for one as it was published."""
    uitstel = draaiboek.uitstel
    if uitstel is None:
        return None
    verzet = [Verzetting(nr=nr, was=uitstel.was[nr], wordt=wordt) for nr, wordt in uitstel.mijlpalen.items()]
    return Uitstelgegevens(
        gemeld_op=uitstel.gemeld_op,
        live_was=uitstel.was[draaiboek.live.nr],
        live=uitstel.live,
        verzet=sorted(verzet, key=lambda een: (een.was, een.nr)),
    )


def anders_dan_live(uitstel: Uitstelgegevens) -> list[Verzetting]:
    """Return what did not just move along with the live moment."""
    mee = _plaatselijk(uitstel.live) - _plaatselijk(uitstel.live_was)
    return [
        een
        for een in uitstel.verzet
        if een.was < uitstel.live_was or _plaatselijk(een.wordt) - _plaatselijk(een.was) != mee
    ]


def in_woorden(draaiboek: Draaiboekgegevens) -> str:
    """Say in Dutch, in one sentence, what was moved; empty for a draaiboek as it was published."""
    return "; ".join(_delen(draaiboek))


def _delen(draaiboek: Draaiboekgegevens) -> Iterator[str]:
    if draaiboek.uitstel is None:
        return
    uitstel, zone = draaiboek.uitstel, ZoneInfo(draaiboek.kalender.zone)
    if uitstel.live != uitstel.live_was:
        yield f"{draaiboek.naar} is live op {_moment(uitstel.live, zone)}, niet op {_moment(uitstel.live_was, zone)}"
    for een in anders_dan_live(uitstel):
        yield f"mijlpaal {een.nr} valt op {_moment(een.wordt, zone)}, niet op {_moment(een.was, zone)}"
    yield f"gemeld op {_moment(uitstel.gemeld_op, zone)}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    lokaal = moment.astimezone(zone)
    return f"{lokaal:%d-%m-%Y %H:%M:%S}" if lokaal.second else f"{lokaal:%d-%m-%Y %H:%M}"


def _plaatselijk(moment: datetime) -> datetime:
    """Return what the clock on the wall says: that is what moves, also across the change to summer time."""
    return moment.replace(tzinfo=None)
