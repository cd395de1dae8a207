"""How much of an assigned product may be delivered: in a period, and over its whole term (TR321, TR322, IV077)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pytest_draaiboek.berichten import eenheden
from pytest_draaiboek.berichten.eenheden import MINUTEN_PER_UUR, MINUUT, PER_WEEK, STUKS_OUTPUT, TOTAAL, UUR

# Help in the household (iWmo) may be spread over a month more freely than its weeks would allow (IV077).
VRIJ_TE_SPREIDEN, VRIJE_WEKEN = "01", 6
_ZONDAG = 6


@dataclass(frozen=True, slots=True)
class Toegewezen:
    """How much was assigned.

    Args:
        volume: a number, in `eenheid`, per `frequentie`.
        eenheid: code of the unit.
        frequentie: code of the frequency.
        categorie: of the product; empty when none was named.
        begin: first day.
        eind: last day; None for open-ended.

    """

    volume: int
    eenheid: str
    frequentie: str
    categorie: str
    begin: date
    eind: date | None

    def in_periode(self, begin: date, eind: date) -> int | None:
        """Return the most that may be delivered in a period; None when that cannot be said.

        Args:
            begin: first day of the period.
            eind: last day of the period.

        """
        begin, eind = max(begin, self.begin), min(eind, self.eind or eind)
        if begin > eind:
            return None
        if self.frequentie == PER_WEEK and self.eenheid != STUKS_OUTPUT and self.categorie == VRIJ_TE_SPREIDEN:
            return self.volume * VRIJE_WEKEN
        keren = self._keren(begin, eind)
        return None if keren is None else self.volume * keren

    def in_looptijd(self) -> int | None:
        """Return the most that may be delivered over the whole term; None when that cannot be said."""
        if self.frequentie == TOTAAL:
            return self.volume
        if self.eind is None or self.eind < self.begin:
            return None
        keren = self._keren(self.begin, self.eind)
        return None if keren is None else self.volume * keren

    def uitgedrukt(self, volumes: Mapping[str, int], grens: int) -> tuple[int, int] | None:
        """Return delivered volumes as one number, and the limit in the same unit; None when units don't go together (TR341).

        Args:
            volumes: by unit.
            grens: in the unit of what was assigned.

        """
        if self.eenheid != UUR or not volumes.get(MINUUT):
            return (volumes.get(self.eenheid, 0), grens) if volumes.get(self.eenheid) else None
        minuten = volumes[MINUUT] + volumes.get(UUR, 0) * MINUTEN_PER_UUR
        return minuten, grens * MINUTEN_PER_UUR

    def _keren(self, begin: date, eind: date) -> int | None:
        match self.frequentie:
            case eenheden.PER_DAG:
                return (eind - begin).days + 1
            case eenheden.PER_WEEK if self.eenheid == STUKS_OUTPUT:
                return self._volle_weken(begin, eind)
            case eenheden.PER_WEEK:
                return (_maandag(eind) - _maandag(begin)).days // 7 + 1
            case eenheden.PER_MAAND:
                return (eind.year - begin.year) * 12 + eind.month - begin.month + 1
            case eenheden.TOTAAL:
                return 1
            case _:
                return None

    def _volle_weken(self, begin: date, eind: date) -> int:
        """Count what is completed: on every Sunday a week, and after the last Sunday of the term what is left of it."""
        zondagen = sum(1 for nr in range((eind - begin).days + 1) if (begin + timedelta(nr)).weekday() == _ZONDAG)
        if self.eind is None or self.eind.weekday() == _ZONDAG:
            return zondagen
        laatste = _maandag(self.eind) - timedelta(days=1)
        # A term that holds no Sunday at all still completes its only part of a week.
        return zondagen + (begin <= laatste <= eind or (laatste < self.begin and eind == self.eind))


def _maandag(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())
