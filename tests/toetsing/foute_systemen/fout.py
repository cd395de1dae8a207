"""A wrong system with the eisen that it violates, the list of them, and what many of them need.

Most are wrong in every migration: they take the dates that they are wrong about from the migration of the year (`rond`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from pytest_draaiboek import Systeem
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.systemen.voorbeelden.kalender import IWMO_EN_IJW, Migratie
from pytest_draaiboek.systemen.voorbeelden.partij import Partij

SECONDE = timedelta(seconds=1)
UUR = timedelta(hours=1)
DAG = timedelta(days=1)

Versiekeuze = Callable[[str, datetime], str | None]
Grens = Callable[[Migratie], datetime]
Versie = Callable[[Migratie], str | None]

LIVE: Grens = attrgetter("live")
STOP_HEEN: Grens = attrgetter("stop_heen")
STOP_RETOUR: Grens = attrgetter("stop_retour")
OUD: Versie = attrgetter("van")
NIEUW: Versie = attrgetter("naar")


def rond(moment: datetime) -> Migratie:
    """The migration of the year that a moment falls in."""
    return next(m for m in reversed(IWMO_EN_IJW.migraties) if m.live.year <= moment.year)


def niets(_: Migratie) -> None:
    """No version at all."""


ALLEEN_2022 = ("iwmo-3.1",)
ELK_JAAR = (*ALLEEN_2022, "iwmo-3.2")


@dataclass(frozen=True)
class Fout:
    """One wrong system.

    Args:
        naam: what is wrong with it.
        klasse: the system.
        faalt: ids of exactly the eisen that must fail.
        aandacht: ids of exactly the eisen that must become a point of attention.
        draaiboeken: that it is wrong by: first the one that it was made for, then those in which it does the same wrong.

    """

    naam: str
    klasse: type[Systeem]
    faalt: str
    aandacht: str = ""
    draaiboeken: tuple[str, ...] = ELK_JAAR

    def verwacht(self, draaiboek: Draaiboek) -> tuple[set[str], set[str]]:
        """What must fail and what must become a point of attention: of a draaiboek with fewer eisen, those that it has."""
        return set(self.faalt.split()) & set(draaiboek.eisen), set(self.aandacht.split()) & set(draaiboek.eisen)


FOUTEN: list[Fout] = []


def fout(
    naam: str, faalt: str, aandacht: str = "", draaiboeken: tuple[str, ...] = ELK_JAAR
) -> Callable[[type[Systeem]], type[Systeem]]:
    """Enter a wrong system in the list."""

    def registreer(klasse: type[Systeem]) -> type[Systeem]:
        FOUTEN.append(Fout(naam, klasse, faalt, aandacht, draaiboeken))
        return klasse

    return registreer


def met_stop(basis: type[Partij], anders: Versiekeuze) -> type[Partij]:
    """A party that has another calendar for sending."""

    class MetStop(basis):
        def verzendversie(self, nummer: str) -> str | None:
            return anders(nummer, self.klok())

    return MetStop


def gewoon(nummer: str, nu: datetime) -> str | None:
    return IWMO_EN_IJW.verzendversie(nummer, nu)


def stopt_niet(nummers: str, tot: Grens = LIVE) -> Versiekeuze:
    """These types go on being sent in the old version until a boundary."""
    return lambda nummer, nu: rond(nu).van if nummer in nummers.split() and nu < tot(rond(nu)) else gewoon(nummer, nu)


def vanaf(grens: Grens, versie: Versie) -> Versiekeuze:
    """From a boundary on everything is sent in this version, or nothing."""
    return tussen(grens, lambda m: m.live + 366 * DAG, versie)


def tussen(begin: Grens, einde: Grens, versie: Versie) -> Versiekeuze:
    """Between two boundaries everything that the new version has is sent in this version, or nothing."""

    def anders(nummer: str, nu: datetime) -> str | None:
        m = rond(nu)
        return versie(m) if begin(m) <= nu < einde(m) and nummer not in m.vervallen else gewoon(nummer, nu)

    return anders
