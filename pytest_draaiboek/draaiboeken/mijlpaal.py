"""The fixed points of a draaiboek: phases and milestones."""

from dataclasses import dataclass
from datetime import datetime

from pytest_draaiboek.draaiboeken.herkomst import Herkomst


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
