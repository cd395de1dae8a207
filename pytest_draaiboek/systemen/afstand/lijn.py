"""The port: what carries a question to a system in another process and brings back the answer, and how a fault comes back."""

from typing import NoReturn, Protocol

from pytest_draaiboek.fouten import AdapterBrakAf, NietOndersteund
from pytest_draaiboek.systemen.afstand.vormen import NIET_ONDERSTEUND, Fout, Verb

MEESTE_BYTES = 64 * 1024 * 1024
GEEN_OORDEEL = "Dit is geen oordeel over het systeem."
ZIE_DIAGNOSE = "; draaiboek diagnose gaat alle verben langs"


class Lijn(Protocol):
    """Carries one verb at a time."""

    @property
    def naar(self) -> str:
        """What is at the other end, for messages: never a secret."""

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        """Bring back the answer, as the bytes of a JSON object.

        Args:
            verb: what is asked.
            moment: the frozen instant, ISO 8601 with an offset.
            inhoud: the question, as the bytes of a JSON object.

        Raises:
            NietOndersteund: when the system says that it does not have the verb.
            AdapterBrakAf: when it says that it broke off.
            AdapterFout: when it answers with what is no answer.
            OnbereikbaarSysteem: when it is not there, or does not answer in time.

        """

    def sluit(self) -> None:
        """End; what was started for it ends too."""


def meld(fout: Fout, verb: Verb, naar: str) -> NoReturn:
    """Raise what a system at the other end said went wrong."""
    if fout.soort == NIET_ONDERSTEUND:
        raise NietOndersteund(fout.melding or f"{naar} heeft geen {verb.naam}.")
    raise AdapterBrakAf(
        f"{naar} brak af in {verb.naam} ({fout.soort}): {kort(fout.melding or '') or 'zonder melding'}.\n"
        f"Wat te doen: {GEEN_OORDEEL} Herstel de adapter; een weigering door het systeem is een antwoord met status geweigerd."
    )


def kort(tekst: str, lengte: int = 300) -> str:
    """Return a text in one line, cut off when it is long."""
    regel = " ".join(tekst.split())
    return regel if len(regel) <= lengte else f"{regel[:lengte]}…"
