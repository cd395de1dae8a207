"""The contract of the system under test: what a supplier implements once, and what passes to and fro."""

import datetime as dt
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pytest_draaiboek.berichten import Bericht, passend, stel_op
from pytest_draaiboek.fouten import NietOndersteund, OnbekendElement, OngeldigBericht
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.rollen import Rol


class Status(StrEnum):
    """What a system says it did; what it really did shows from the messages that left it."""

    AANVAARD = "aanvaard"
    GEWEIGERD = "geweigerd"
    UITGESTELD = "uitgesteld"


@dataclass(frozen=True, slots=True, init=False)
class Uitkomst:
    """What came of a call: the status, everything that left the system because of it, and what the user was told.

    Args:
        status: what the system says.
        berichten: everything that left, exactly as on the wire: a `Bericht`, or its bytes or text; one or several.
        code: a fault code, if any.
        melding: what the user was told.

    Raises:
        OngeldigBericht: for bytes that are no readable message.

    """

    status: Status
    berichten: tuple[Bericht, ...]
    code: str
    melding: str

    def __init__(
        self,
        status: Status | str,
        berichten: Iterable[Bericht | bytes | str] | Bericht | bytes | str = (),
        code: str = "",
        melding: str = "",
    ) -> None:
        losse = (berichten,) if isinstance(berichten, Bericht | bytes | str) else tuple(berichten)
        zet = object.__setattr__
        zet(self, "status", Status(status))
        try:
            zet(self, "berichten", tuple(b if isinstance(b, Bericht) else Bericht.lees(b) for b in losse))
        except OngeldigBericht as fout:
            fout.verzonden = tuple(_bytes(b) for b in losse)
            raise
        zet(self, "code", code)
        zet(self, "melding", melding)


def _bytes(bericht: Bericht | bytes | str) -> bytes:
    if isinstance(bericht, Bericht):
        return bericht.xml
    return bericht if isinstance(bericht, bytes) else bericht.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A request to send a message of a kind, with a content, now.

    It does not say in which version: finding that out is what is tested.

    Args:
        berichttype: in full ("WMO305").
        inhoud: content by element name, without version or namespace; leaves are text.
        spoed: whether it is an urgent order.
        in_antwoord_op: the received message that this one answers, if it is an answer.
        kenmerk: tells orders apart; by default taken from the content.

    """

    berichttype: str
    inhoud: Mapping[str, Any]
    spoed: bool = False
    in_antwoord_op: Bericht | None = None
    kenmerk: str = field(default="", repr=False)

    def identificatie(self, versie: str) -> str:
        """Return the identification under which this order is rendered in a version: another one for each version."""
        kenmerk = self.kenmerk or f"{self.berichttype} {self.inhoud!r}"
        return hashlib.blake2b(f"{kenmerk}/{versie}".encode(), digest_size=6).hexdigest().upper()

    def als_bericht(self, versie: str) -> Bericht:
        """Render the content as a message in a version that the caller chooses, dated today by this process's clock.

        What that release does not have, and another release does, is left out.

        Args:
            versie: "3.0" or "3.1".

        Raises:
            OnbekendeRelease: for a version the kit has no schemas of.
            OnbekendBerichttype: for a type that does not exist in that version.
            OnbekendElement: for an element that no release has in that message.

        """
        try:
            return self._stel_op(versie, self.inhoud)
        except OnbekendElement:
            over = passend(self.berichttype, versie, self.inhoud)
            if over == self.inhoud:
                raise
            return self._stel_op(versie, over)

    def _stel_op(self, versie: str, inhoud: Mapping[str, Any]) -> Bericht:
        return stel_op(
            self.berichttype,
            versie,
            inhoud,
            dagtekening=dt.datetime.now(ZONE).date(),
            identificatie=self.identificatie(versie),
        )


@dataclass(frozen=True, slots=True)
class Stand:
    """How many messages a system still has in hand.

    Args:
        te_verzenden: made or ordered, not yet sent.
        ongelezen: received, not yet processed.
        onbeantwoord: received, with an answer still due.
        toewijzingen: the allocations it knows, for draaiboeken that ask for them; of each, texts (days as yyyy-mm-dd) by name: bsn,
            besluitnummer, zzpCode or functieCode, instelling, soort, leveringsvorm, percentage, ingangsdatum, einddatum, toewijzingsdatum,
            bronVersie (the version it came in) and status ("actief", "beeindigd" or "nietVerzonden"); and true or false under geconverteerd
            and inZorg. What the system does not know is left out.

    """

    te_verzenden: int
    ongelezen: int
    onbeantwoord: int
    toewijzingen: tuple[Mapping[str, Any], ...] | None = None


@dataclass(frozen=True, slots=True)
class Uitstel:
    """Moments of the migration that were moved, as everybody in the chain is told.

    Args:
        live: the aware moment at which the new version is live now.
        mijlpalen: the aware new moments of the milestones that were moved, by their number in the draaiboek; of the end of a
            stretch of time by that number with ".tot". What is not in it stays as it was.

    """

    live: dt.datetime
    mijlpalen: Mapping[str, dt.datetime]


class Systeem(ABC):
    """The system under test. Subclass it, or offer an object with the same members.

    The verbs are synchronous: a call returns when everything it causes at once has happened. What a system does later by
    itself (batch jobs, queues) it does in `verwerk`, which the kit calls after every delivery and every move of the clock.
    A verb that a system does not have raises `NietOndersteund`.
    """

    rol: Rol | str
    """One of `Rol`, or the name of another role that the draaiboek knows."""
    naam: str = ""
    versie: str = ""

    @abstractmethod
    def reset(self) -> None:
        """Go back to empty; called before every case."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        """Send what is ordered, now, or refuse or defer it. Every party has this verb; a hub has not."""
        raise NietOndersteund(f"{type(self).__name__} heeft geen verzend(opdracht).")

    @abstractmethod
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        """Take delivery of a message; for a hub: one that is submitted to be passed on."""

    def verwerk(self) -> Uitkomst:
        """Run whatever would run by itself by now."""
        return Uitkomst(Status.AANVAARD)

    def klok(self) -> dt.datetime:
        """Return the time the system thinks it is, aware; by default this process's own clock."""
        return dt.datetime.now(ZONE)

    def stand(self) -> Stand:
        """Return how many messages are still in hand."""
        raise NietOndersteund(f"{type(self).__name__} heeft geen stand().")

    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        """Take notice that the hub refused something sent earlier."""
        raise NietOndersteund(f"{type(self).__name__} heeft geen meld_fout(bericht, code, melding).")

    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        """Enter an urgent order while the traffic is frozen."""
        raise NietOndersteund(f"{type(self).__name__} heeft geen registreer_spoed(opdracht).")

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        """Take notice that moments of the migration were moved; told once after a reset, and forgotten at the next."""
        raise NietOndersteund(f"{type(self).__name__} heeft geen stel_uit(uitstel).")

    def sluit(self) -> None:
        """End; called once, after the last case."""
        return
