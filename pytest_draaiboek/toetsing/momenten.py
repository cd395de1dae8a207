"""The moments that the checks try: both sides of a boundary, and well inside."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from pytest_draaiboek.draaiboeken import Draaiboek, Mijlpaal

SECONDE = timedelta(seconds=1)
UUR = timedelta(hours=1)
DAG = timedelta(days=1)
BINNEN = timedelta(hours=6)
RUIM = timedelta(days=3)
WEEK = timedelta(weeks=1)


def rond(mijlpaal: Mijlpaal) -> tuple[datetime, ...]:
    """Return the day and the second before a milestone, the milestone, the second after it, and well after it."""
    m = mijlpaal.moment
    return m - DAG, m - SECONDE, m, m + SECONDE, m + BINNEN


def binnen(mijlpaal: Mijlpaal) -> tuple[datetime, ...]:
    """Return moments spread over the stretch of a milestone, its first and its last second among them."""
    begin, einde = mijlpaal.moment, einde_van(mijlpaal)
    return tuple(sorted({begin, begin + SECONDE, begin + BINNEN, midden(mijlpaal), einde - UUR, einde - SECONDE}))


def midden(mijlpaal: Mijlpaal) -> datetime:
    """Return the middle of the stretch of a milestone."""
    return mijlpaal.moment + (einde_van(mijlpaal) - mijlpaal.moment) / 2


def einde_van(mijlpaal: Mijlpaal) -> datetime:
    """Return the end of the stretch of a milestone; the milestone itself when it is a single moment."""
    return mijlpaal.tot or mijlpaal.moment


def vrij_oud(draaiboek: Draaiboek, berichttype: str) -> datetime:
    """Return a moment at which a type could still be sent without any reserve: days before its first restriction."""
    return draaiboek.stroken[berichttype, draaiboek.van].momenten[0] - RUIM


def laatst_vrij(draaiboek: Draaiboek, berichttype: str) -> datetime:
    """Return the last second in which a type could be sent without any reserve."""
    return draaiboek.stroken[berichttype, draaiboek.van].momenten[0] - SECONDE


def dicht_oud(draaiboek: Draaiboek, berichttype: str) -> datetime:
    """Return the moment from which a type in the old version is blocked for good."""
    return draaiboek.stroken[berichttype, draaiboek.van].momenten[-1]


def vrij_nieuw(draaiboek: Draaiboek) -> datetime:
    """Return a moment well after the new version went live."""
    return draaiboek.live.moment + RUIM


def controle(draaiboek: Draaiboek, berichttype: str) -> datetime:
    """Return a moment far from any boundary at which a type must get through, so that refusing everything shows."""
    if draaiboek.bestaat(berichttype, draaiboek.naar):
        return vrij_nieuw(draaiboek)
    return vrij_oud(draaiboek, berichttype)


def laatste_dag(draaiboek: Draaiboek, berichttype: str, versie: str, moment: datetime) -> date:
    """Return the day of a moment, or the last day before it on which this type and version could be sent."""
    strook = draaiboek.stroken[berichttype, versie]
    if strook.oordelen[-1].mag or not strook.oordelen[0].mag or strook.op(moment).mag:
        return moment.date()
    return (strook.momenten[-1] - SECONDE).date()


def uniek(momenten: Iterable[datetime]) -> Iterator[datetime]:
    """Yield each moment once, in order of time."""
    yield from sorted(set(momenten))
