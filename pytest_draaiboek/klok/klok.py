"""The clock of a run: set to a moment or a milestone, it freezes the process there."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from types import MappingProxyType

from pytest_draaiboek.fouten import KlokFout, NaiefTijdstip, OnbekendeMijlpaal
from pytest_draaiboek.klok.motor import ZONE, Motor

SECONDE = timedelta(seconds=1)


class Klok:
    """Freezes this process: `datetime.now()`, `datetime.now(tz)`, `time.time()` and `date.today()` all tell one instant.

    Args:
        motor: what does the freezing.
        mijlpalen: aware moments by milestone number, for `op` and its neighbours.

    """

    def __init__(self, motor: Motor, mijlpalen: Mapping[str, datetime] = MappingProxyType({})) -> None:
        self._motor = motor
        self._mijlpalen = mijlpalen

    @property
    def nu(self) -> datetime:
        """The frozen instant in Dutch time, or the real one while nothing is frozen."""
        return (self._motor.moment or datetime.now(UTC)).astimezone(ZONE)

    def vandaag(self) -> date:
        """Return the day that it is on this clock."""
        return self.nu.date()

    @property
    def bevroren(self) -> bool:
        """Whether the clock stands still."""
        return self._motor.moment is not None

    def zet(self, moment: datetime | str) -> None:
        """Freeze at a moment.

        Args:
            moment: aware, or ISO 8601 with an offset ("2022-03-30T17:00:00+02:00").

        Raises:
            NaiefTijdstip: for a moment without a zone.
            KlokFout: when the clock cannot be frozen, or somebody else froze it.

        """
        if isinstance(moment, str):
            try:
                moment = datetime.fromisoformat(moment)
            except ValueError as fout:
                raise KlokFout(f"{moment!r} is geen moment. Schrijf bijvoorbeeld 2022-03-30T17:00:00+02:00.") from fout
        if moment.tzinfo is None:
            raise NaiefTijdstip(
                f"Het moment {moment} heeft geen tijdzone, dus is niet te zeggen welk ogenblik bedoeld is.\n"
                "Geef het mee, bijvoorbeeld: datetime(..., tzinfo=ZoneInfo('Europe/Amsterdam'))."
            )
        self._motor.bevries(moment.astimezone(ZONE))

    def op(self, nr: str) -> None:
        """Freeze at a milestone; `OnbekendeMijlpaal` names the ones there are."""
        self.zet(self._moment(nr))

    def net_voor(self, nr: str) -> None:
        """Freeze one second before a milestone."""
        self.zet(self._moment(nr) - SECONDE)

    def net_na(self, nr: str) -> None:
        """Freeze one second after a milestone."""
        self.zet(self._moment(nr) + SECONDE)

    def schuif(self, duur: timedelta) -> None:
        """Move on (or back) by a length of real time, also across the summer-time change."""
        self.zet(self.nu.astimezone(UTC) + duur)

    def laat_los(self) -> None:
        """Tell real time again, until it is set the next time."""
        self._motor.laat_los()

    def _moment(self, nr: str) -> datetime:
        try:
            return self._mijlpalen[nr].astimezone(UTC)
        except KeyError:
            lijkt = get_close_matches(nr, self._mijlpalen, n=1)
            bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
            raise OnbekendeMijlpaal(
                f"Deze klok kent geen mijlpaal {nr!r}.{bedoeld}\nKies uit {', '.join(self._mijlpalen) or 'niets: deze klok heeft geen mijlpalen'}."
            ) from None
