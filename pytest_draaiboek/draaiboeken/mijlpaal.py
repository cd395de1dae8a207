"""The fixed points of a draaiboek: phases and milestones."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pytest_draaiboek.draaiboeken.herkomst import Herkomst

EERSTE_JAAR, LAATSTE_JAAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Fase:
    """A phase, half open: ``[begin, einde)``.

    Args:
        nr: its number in the draaiboek; 0 is the time before the first phase.
        naam: its name as the draaiboek gives it.
        begin: aware moment; None for "always before".
        einde: aware moment; None for "ever after".

    """

    nr: int
    naam: str
    begin: datetime | None
    einde: datetime | None

    def omvat(self, moment: datetime) -> bool:
        """Whether an aware moment falls within the phase."""
        return (self.begin is None or self.begin <= moment) and (self.einde is None or moment < self.einde)

    def __str__(self) -> str:
        return f"fase {self.nr}: {self.naam}" if self.nr else self.naam


@dataclass(frozen=True, slots=True)
class Mijlpaal:
    """A numbered moment of the draaiboek, from which something is different.

    Args:
        nr: the number in the draaiboek ("3.1.2").
        paragraaf: the paragraph it stands in ("3.1").
        moment: aware, in the zone of the draaiboek.
        tot: the end, for a milestone that is a stretch of time; else None.
        rollen: the roles that act.
        wat: what holds from then on, in Dutch.
        herkomst: where it comes from.
        toelichting: what is to be said of it, in Dutch; empty for nothing.

    """

    nr: str
    paragraaf: str
    moment: datetime
    tot: datetime | None
    rollen: tuple[str, ...]
    wat: str
    herkomst: Herkomst = Herkomst.SEED
    toelichting: str = ""


def maak_bewust(lokaal: datetime, zone: ZoneInfo) -> tuple[datetime, str]:
    """Return a local moment with its zone, and what is wrong with it: it does not exist, or it exists twice; empty when nothing is.

    Args:
        lokaal: without a zone.
        zone: the one that it is in.

    """
    moment = lokaal.replace(tzinfo=zone)
    # So far from any calendar that reckoning with it goes over the edge.
    if not EERSTE_JAAR <= lokaal.year <= LAATSTE_JAAR:
        return moment, f"{lokaal} ligt niet tussen {EERSTE_JAAR} en {LAATSTE_JAAR}"
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != lokaal:
        return moment, f"{lokaal} bestaat niet in {zone.key}: de klok gaat dan een uur vooruit (zomertijd)"
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        return moment, f"{lokaal} komt in {zone.key} twee keer voor: de klok gaat dan een uur terug (wintertijd)"
    return moment, ""
