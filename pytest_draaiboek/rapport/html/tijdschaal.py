"""An ordered scale of time: every moment in its place, with distances that grow slowly with the time between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, pairwise
from math import log10
from zoneinfo import ZoneInfo

SECONDE = 9.0  # pixels between moments a second apart: what is drawn at one of them must not touch the other
NACHT = 22.0  # pixels between moments of different days, at the least: the name of a day must fit
GROEI = (1.0, 8.0)  # pixels that a tenfold of the time adds: at the least, and at the most


@dataclass(frozen=True, slots=True)
class Dagvak:
    """The part of the scale that one day with moments takes up.

    Args:
        begin: pixels from the left.
        einde: pixels from the left.
        moment: the first moment of the scale on that day, in the zone of the scale.

    """

    begin: float
    einde: float
    moment: datetime


class Tijdschaal:
    """Gives moments their place.

    Args:
        momenten: aware; each that has to have a place of its own, in any order, more than once if need be.
        zone: in which days begin and end.
        breedte: pixels that the whole takes at the least and at the most; more when the moments do not fit.
        rand: pixels before the first and after the last moment: what was always so, and what ever after.

    """

    def __init__(self, momenten: Iterable[datetime], zone: ZoneInfo, breedte: tuple[float, float], rand: float) -> None:
        self.zone = zone
        self.rand = rand
        self.momenten = sorted({moment.astimezone(UTC) for moment in momenten})
        self.groei = self._kies_groei(breedte[1] - 2 * rand)
        self._plaatsen: dict[datetime, float] = {}
        x = rand
        for nr, moment in enumerate(self.momenten):
            x += self._afstand(self.momenten[nr - 1], moment, self.groei) if nr else 0
            self._plaatsen[moment] = x
        self.breedte = max(breedte[0], x + rand)

    def x(self, moment: datetime) -> float:
        """Return the place of a moment of the scale, in pixels from the left."""
        return self._plaatsen[moment.astimezone(UTC)]

    def grens(self, moment: datetime) -> float:
        """Return where what begins at a moment begins: just before it, so that the moment itself is seen to be inside."""
        return self.x(moment) - SECONDE / 2

    def dagen(self) -> list[Dagvak]:
        """Return the days that have moments, side by side over the whole width."""
        groepen = [list(groep) for _, groep in groupby(self.momenten, lambda m: m.astimezone(self.zone).date())]
        naden = [(self.x(links[-1]) + self.x(rechts[0])) / 2 for links, rechts in pairwise(groepen)]
        grenzen = list(pairwise((0.0, *naden, self.breedte)))
        return [
            Dagvak(begin, einde, groep[0].astimezone(self.zone))
            for groep, (begin, einde) in zip(groepen, grenzen if groepen else (), strict=True)
        ]

    def _kies_groei(self, ruimte: float) -> float:
        """Return the most that distances can grow while everything still fits; a finer step than this nobody sees."""
        minst, meest = GROEI
        stappen = [minst + nr / 10 for nr in range(round((meest - minst) * 10) + 1)]
        passend = [groei for groei in stappen if self._lengte(groei) <= ruimte]
        return max(passend, default=minst)

    def _lengte(self, groei: float) -> float:
        return sum(self._afstand(eerder, later, groei) for eerder, later in pairwise(self.momenten))

    def _afstand(self, eerder: datetime, later: datetime, groei: float) -> float:
        afstand = SECONDE + groei * log10(max(1.0, (later - eerder).total_seconds()))
        zelfde_dag = eerder.astimezone(self.zone).date() == later.astimezone(self.zone).date()
        return afstand if zelfde_dag else max(NACHT, afstand)
