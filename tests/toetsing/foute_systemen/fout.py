"""A wrong system with the eisen that it violates, the list of them, and what many of them need."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pytest_draaiboek import Systeem
from pytest_draaiboek.systemen.voorbeelden import kalender as eigen
from pytest_draaiboek.systemen.voorbeelden.partij import Partij

SECONDE = timedelta(seconds=1)
UUR = timedelta(hours=1)
DAG = timedelta(days=1)

Versiekeuze = Callable[[str, datetime], str | None]


@dataclass(frozen=True)
class Fout:
    """One wrong system.

    Args:
        naam: what is wrong with it.
        klasse: the system.
        faalt: ids of exactly the eisen that must fail.
        aandacht: ids of exactly the eisen that must become a point of attention.

    """

    naam: str
    klasse: type[Systeem]
    faalt: str
    aandacht: str = ""


FOUTEN: list[Fout] = []


def fout(naam: str, faalt: str, aandacht: str = "") -> Callable[[type[Systeem]], type[Systeem]]:
    """Enter a wrong system in the list."""

    def registreer(klasse: type[Systeem]) -> type[Systeem]:
        FOUTEN.append(Fout(naam, klasse, faalt, aandacht))
        return klasse

    return registreer


def met_stop(basis: type[Partij], anders: Versiekeuze) -> type[Partij]:
    """A party that has another calendar for sending."""

    class MetStop(basis):
        def verzendversie(self, nummer: str) -> str | None:
            return anders(nummer, self.klok())

    return MetStop


def gewoon(nummer: str, nu: datetime) -> str | None:
    return eigen.verzendversie(nummer, nu)


def stopt_niet(nummers: str, tot: datetime = eigen.LIVE) -> Callable[[str, datetime], str | None]:
    """These types go on being sent in 3.0 until a moment."""
    return lambda nummer, nu: "3.0" if nummer in nummers.split() and nu < tot else gewoon(nummer, nu)


def vanaf(moment: datetime, versie: str | None) -> Versiekeuze:
    """From a moment on everything is sent in this version, or nothing."""
    return lambda nummer, nu: versie if nu >= moment and nummer not in eigen.VERVALLEN else gewoon(nummer, nu)


def tussen(begin: datetime, einde: datetime, versie: str | None) -> Versiekeuze:
    """Between two moments everything is sent in this version, or nothing."""
    return lambda nummer, nu: versie if begin <= nu < einde and nummer not in eigen.VERVALLEN else gewoon(nummer, nu)
