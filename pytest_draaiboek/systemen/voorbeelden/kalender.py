"""The dates that the example systems live by: their own, so that a wrong date in the kit's data is caught by them.

A system of flesh and blood knows one timeline, on which one migration follows another; so do these.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
HEEN = {"301", "303", "305", "307", "315", "317", "319", "323", "33", "35", "39"}

# What the milestones of a migration are about, as its draaiboek numbers them: a field of `Migratie`, or the number of a message.
MIJLPALEN = MappingProxyType(
    {
        "3.3.1": "303",
        "3.1.1": "323",
        "3.2.1": "stop_heen",
        "3.2.2": "stop_retour",
        "3.1.6.tot": "einde_inlezen",
        "3.1.7.tot": "einde_inlezen",
    }
)


@dataclass(frozen=True, slots=True)
class Migratie:
    """One step from a version to the next.

    Args:
        van: the version that ends ("3.0").
        naar: the version that begins.
        stop_heen: from this aware moment no heenbericht leaves in the version that ends.
        stop_retour: from this aware moment no answer does.
        einde_inlezen: from this aware moment nothing is read in until the new version is live.
        live: from this aware moment there is only the new version.
        afspraken: by number of the message ("323"), from when parties have agreed to send no more of it.
        vervallen: the numbers that do not exist in the new version; their block is that of the answers.
        nummering: which milestone of the draaiboek is about which of these.

    """

    van: str
    naar: str
    stop_heen: datetime
    stop_retour: datetime
    einde_inlezen: datetime
    live: datetime
    afspraken: Mapping[str, datetime]
    vervallen: frozenset[str] = field(default=frozenset())
    nummering: Mapping[str, str] = field(default_factory=lambda: MIJLPALEN)

    def blokkade(self, nummer: str) -> datetime:
        """Return the moment from which a message can no longer be sent in the version that ends."""
        return self.stop_heen if nummer in HEEN and nummer not in self.vervallen else self.stop_retour

    def stop(self, nummer: str) -> datetime:
        """Return the moment from which a party that keeps to its agreements no longer sends it."""
        return self.afspraken.get(nummer, self.blokkade(nummer))

    def verzet(self, live: datetime, mijlpalen: Mapping[str, datetime]) -> "Migratie":
        """Return the same migration with moments moved.

        Args:
            live: the aware moment at which the new version is live now.
            mijlpalen: the aware new moments, by number of the milestone; those that are about nothing here are left.

        """
        nieuw = {self.nummering[nr]: moment for nr, moment in mijlpalen.items() if nr in self.nummering}
        afspraken = {nummer: nieuw.pop(nummer, moment) for nummer, moment in self.afspraken.items()}
        velden: dict[str, Any] = {wat: moment for wat, moment in nieuw.items() if not wat.isdigit()}
        return replace(self, live=live, afspraken=MappingProxyType(afspraken), **velden)


@dataclass(frozen=True, slots=True)
class Kalender:
    """The migrations that a system knows of, in order of time; it can be given others than it was made with."""

    migraties: tuple[Migratie, ...]

    @property
    def laatste(self) -> Migratie:
        """The migration after which there is no other."""
        return self.migraties[-1]

    def verzendversie(self, nummer: str, nu: datetime) -> str | None:
        """Return the version in which a party sends a message now ("305", aware moment), or None when it may not."""
        return self._versie(nummer, nu, lambda migratie: migratie.stop(nummer))

    def doorgeefversie(self, nummer: str, nu: datetime) -> str | None:
        """Return the version in which a hub passes a message on now, or None when it blocks it.

        What the parties merely agreed is not enforced by a hub.
        """
        return self._versie(nummer, nu, lambda migratie: migratie.blokkade(nummer))

    def leesversie(self, nu: datetime) -> str | None:
        """Return the version of the messages that a party reads in now, or None when nothing is read in."""
        return self._versie("", nu, lambda migratie: migratie.einde_inlezen)

    def verzet(self, nu: datetime, live: datetime, mijlpalen: Mapping[str, datetime]) -> "Kalender":
        """Return this timeline with moments moved of the migration that is still to come.

        Args:
            nu: the aware moment at which that is made known.
            live: as `Migratie.verzet`.
            mijlpalen: as `Migratie.verzet`.

        """
        komende = next((migratie for migratie in self.migraties if nu < migratie.live), self.migraties[-1])
        return Kalender(tuple(m.verzet(live, mijlpalen) if m is komende else m for m in self.migraties))

    def _versie(self, nummer: str, nu: datetime, dicht: Callable[[Migratie], datetime]) -> str | None:
        for migratie in self.migraties:
            if nu < migratie.live:
                return migratie.van if nu < dicht(migratie) else None
            if nummer in migratie.vervallen:
                return None
        return self.laatste.naar


VAN_30_NAAR_31 = Migratie(
    van="3.0",
    naar="3.1",
    stop_heen=datetime(2022, 3, 30, 17, tzinfo=ZONE),
    stop_retour=datetime(2022, 3, 31, 13, tzinfo=ZONE),
    einde_inlezen=datetime(2022, 3, 31, 23, tzinfo=ZONE),
    live=datetime(2022, 4, 4, 13, tzinfo=ZONE),
    afspraken=MappingProxyType(
        {"303": datetime(2022, 3, 1, 23, tzinfo=ZONE), "323": datetime(2022, 3, 23, 23, tzinfo=ZONE)}
    ),
    vervallen=frozenset({"303", "304"}),
)
VAN_31_NAAR_32 = Migratie(
    van="3.1",
    naar="3.2",
    stop_heen=datetime(2023, 3, 29, 17, tzinfo=ZONE),
    stop_retour=datetime(2023, 3, 30, 13, tzinfo=ZONE),
    einde_inlezen=datetime(2023, 3, 30, 23, tzinfo=ZONE),
    live=datetime(2023, 4, 3, 13, tzinfo=ZONE),
    afspraken=MappingProxyType({"323": datetime(2023, 3, 22, 23, tzinfo=ZONE)}),
)
IWMO_EN_IJW = Kalender((VAN_30_NAAR_31, VAN_31_NAAR_32))

# The Wlz has a timeline of its own. Nothing new arrives in the frozen days; what lies in the letterbox by then is still read.
VAN_12_NAAR_20 = Migratie(
    van="1.2",
    naar="2.0",
    stop_heen=datetime(2018, 3, 29, 17, tzinfo=ZONE),
    stop_retour=datetime(2018, 3, 30, 17, tzinfo=ZONE),
    einde_inlezen=datetime(2018, 4, 3, tzinfo=ZONE),
    live=datetime(2018, 4, 3, tzinfo=ZONE),
    afspraken=MappingProxyType({}),
)
IWLZ = Kalender((VAN_12_NAAR_20,))
