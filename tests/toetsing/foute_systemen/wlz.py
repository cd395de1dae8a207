"""What wrong systems in the Wlz have in common: another idea of the time, or of what may leave when."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from pytest_draaiboek.systemen.voorbeelden.kalender import IWLZ as GOEDE_KALENDER
from pytest_draaiboek.systemen.voorbeelden.kalender import ZONE
from pytest_draaiboek.systemen.voorbeelden.partij import Partij

IWLZ = ("iwlz-2.0",)

Versiekeuze = Callable[[str, datetime], str | None]


def gewoon(nummer: str, nu: datetime) -> str | None:
    return GOEDE_KALENDER.verzendversie(nummer, nu)


def met_stop(basis: type[Partij], anders: Versiekeuze) -> type[Partij]:
    """A party that has another calendar for sending."""

    class MetStop(basis):
        def verzendversie(self, nummer: str) -> str | None:
            return anders(nummer, self.klok())

    return MetStop


def tussen(begin: datetime, einde: datetime, versie: str | None, nummers: str = "") -> Versiekeuze:
    """Between two moments these (or all) are sent in this version, or nothing."""

    def anders(nummer: str, nu: datetime) -> str | None:
        geldt = begin <= nu < einde and (not nummers or nummer in nummers.split())
        return versie if geldt else gewoon(nummer, nu)

    return anders


def met_tijd(basis: type[Partij], tijd: Callable[[datetime], datetime]) -> type[Partij]:
    """A system that decides by another time than its clock tells."""

    class MetTijd(basis):
        def klok_van_binnen(self) -> datetime:
            return tijd(self.klok())

        def verzendversie(self, nummer: str) -> str | None:
            return GOEDE_KALENDER.verzendversie(nummer, self.klok_van_binnen())

        def leesversie(self) -> str | None:
            return GOEDE_KALENDER.leesversie(self.klok_van_binnen())

    return MetTijd


def als_lokaal(zone: tzinfo) -> Callable[[datetime], datetime]:
    """Read the wall clock of another zone as if it were Dutch."""
    return lambda nu: nu.astimezone(zone).replace(tzinfo=ZONE)
