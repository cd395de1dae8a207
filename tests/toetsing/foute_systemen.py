"""Deliberately wrong systems, each with one fault, and the eisen that it violates.

They are the proof that the kit sees what it claims to see: `test_foute_systemen.py` lets each go through the whole suite of its role and
expects exactly these eisen to fail. Every system is an example system with one thing changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Systeem, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden import kalender as eigen
from pytest_draaiboek.systemen.voorbeelden.partij import Partij

SECONDE = timedelta(seconds=1)
UUR = timedelta(hours=1)
DAG = timedelta(days=1)

Tijd = Callable[[datetime], datetime]


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
    aandacht: str = field(default="")


FOUTEN: list[Fout] = []


def fout(naam: str, faalt: str, aandacht: str = "") -> Callable[[type[Systeem]], type[Systeem]]:
    def registreer(klasse: type[Systeem]) -> type[Systeem]:
        FOUTEN.append(Fout(naam, klasse, faalt, aandacht))
        return klasse

    return registreer


def herlabel(bericht: Bericht, versie: str) -> Bericht:
    """The forbidden conversion: the same message under the namespace of another release."""
    oud, nieuw = bericht.versie.replace(".", "_"), versie.replace(".", "_")
    xml = bericht.xml.replace(f"/{oud}/".encode(), f"/{nieuw}/".encode())
    return Bericht.lees(
        xml.replace(b"BerichtSubversie>" + oud[-1:].encode(), b"BerichtSubversie>" + nieuw[-1:].encode())
    )


# --- Another idea of the time -------------------------------------------------------------------------------------------


def als_lokaal(zone: timezone) -> Tijd:
    """Read the wall clock of another zone as if it were Dutch."""
    return lambda nu: nu.astimezone(zone).replace(tzinfo=eigen.ZONE)


TIJDFOUTEN: dict[str, Tijd] = {
    "een uur te laat": lambda nu: nu - UUR,
    "een uur te vroeg": lambda nu: nu + UUR,
    "een dag te laat": lambda nu: nu - DAG,
    "een dag te vroeg": lambda nu: nu + DAG,
    "een seconde te laat": lambda nu: nu - SECONDE,
    "UTC als lokale tijd": als_lokaal(UTC),  # type: ignore[arg-type]
    "geen zomertijd": als_lokaal(timezone(UUR)),
    "altijd zomertijd": als_lokaal(timezone(2 * UUR)),
}


def met_tijd[S: Systeem](basis: type[S], tijd: Tijd) -> type[S]:
    """A system that decides by another time than its clock tells."""

    class MetTijd(basis):  # type: ignore[valid-type,misc]
        def verzendversie(self, nummer: str) -> str | None:
            return eigen.verzendversie(nummer, tijd(self.klok()))

        def leesversie(self) -> str | None:
            return eigen.leesversie(tijd(self.klok()))

        def doorgeefversie(self, bericht: Bericht) -> str | None:
            return eigen.doorgeefversie(bericht.berichttype[-3:], tijd(self.klok()))

    return MetTijd


def met_stop[P: Partij](basis: type[P], anders: Callable[[str, datetime], str | None]) -> type[P]:
    """A party that has another calendar for sending."""

    class MetStop(basis):  # type: ignore[valid-type,misc]
        def verzendversie(self, nummer: str) -> str | None:
            return anders(nummer, self.klok())

    return MetStop


def gewoon(nummer: str, nu: datetime) -> str | None:
    return eigen.verzendversie(nummer, nu)


def stopt_niet(nummers: str, tot: datetime = eigen.LIVE) -> Callable[[str, datetime], str | None]:
    """These types go on being sent in 3.0 until a moment."""
    return lambda nummer, nu: "3.0" if nummer in nummers.split() and nu < tot else gewoon(nummer, nu)
