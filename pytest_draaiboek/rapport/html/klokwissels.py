"""When the clocks of a zone are changed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

DAG = timedelta(days=1)
SECONDE = timedelta(seconds=1)


def klokwissels(zone: ZoneInfo, momenten: Iterable[datetime]) -> list[datetime]:
    """Return every instant at which the clocks of a zone change, from the first to the last of these aware moments; in UTC."""
    gesorteerd = sorted(moment.astimezone(UTC) for moment in momenten)
    if not gesorteerd:
        return []
    gevonden = []
    moment = gesorteerd[0].replace(microsecond=0)
    while moment < gesorteerd[-1]:
        volgende = moment + DAG
        if _verschil(moment, zone) != _verschil(volgende, zone):
            gevonden.append(_zoek(moment, volgende, zone))
        moment = volgende
    return gevonden


def _verschil(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _zoek(voor: datetime, na: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second of the new time, between a moment of the old and one of the new."""
    while na - voor > SECONDE:
        midden = (voor + (na - voor) / 2).replace(microsecond=0)
        if _verschil(midden, zone) == _verschil(voor, zone):
            voor = midden
        else:
            na = midden
    return na
