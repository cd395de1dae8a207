"""How a system in another process is reached: what the options and ini values say about it."""

import os
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pytest_draaiboek.fouten import OngeldigeInstelling

TIJDSLIMIET = timedelta(seconds=30)
UIT_OMGEVING = "env:"
_IN_EEN_KOP = re.compile(r"[!#-&(-~]+")


class Geheim:
    """A text that is used and never shown."""

    def __init__(self, tekst: str) -> None:
        self._tekst = tekst
        self._vormen = re.compile("".join(map(_vormen_van, tekst)))

    @classmethod
    def lees(cls, waarde: str, waar: str) -> "Geheim":
        """Take a setting: ``env:NAAM`` names a variable of the environment, anything else is the secret itself.

        Raises:
            OngeldigeInstelling: for a variable that is not there, or an empty one.

        """
        tekst = waarde
        if waarde.startswith(UIT_OMGEVING):
            naam = waarde.removeprefix(UIT_OMGEVING)
            tekst = os.environ.get(naam, "").strip()
            if not tekst:
                raise OngeldigeInstelling(
                    f"{waar} verwijst naar de omgevingsvariabele {naam!r}, en die is er niet of is leeg. Zet hem voordat pytest start."
                )
        if not _IN_EEN_KOP.fullmatch(tekst):
            raise OngeldigeInstelling(
                f"{waar}: in het token staat een spatie of een ander teken dat in een token niet kan.\n"
                "Wat te doen: geef alleen het token, zonder Bearer ervoor en zonder aanhalingstekens."
            )
        return cls(tekst)

    def toon(self) -> str:
        """Return the text, for who it is meant for."""
        return self._tekst

    def verberg_in(self, waar: str) -> str:
        """Return a text without the secret, also where it is escaped as JSON, HTML or URLs have it."""
        return self._vormen.sub("***", waar)

    def __repr__(self) -> str:
        return "***"


def _vormen_van(teken: str) -> str:
    """Return a pattern of all the ways in which a character of a secret can be written."""
    zelf, nr = re.escape(teken), ord(teken)
    return rf"(?:\\{{0,4}}{zelf}|(?i:\\{{1,4}}u{nr:04x}|%{nr:02x}|&#0*{nr};|&#x0*{nr:x};))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbinding:
    """Settings of a connection.

    Args:
        tijdslimiet: how long a verb may take, and how long a system may take to start.
        start: the command that starts the system behind an address; empty when it runs already.
        openbaar: whether the address may be a public one.
        ca: PEM file with the certificates to trust, besides none; None for those of the system.
        token: bearer token; None for none.
        certificaat: PEM file with a client certificate; None for none.
        sleutel: PEM file with its key, when that is not in the same file.
        faketime: the runtime of the child whose clock libfaketime sets, "" to recognise it; None when the system sets its own clock.

    """

    tijdslimiet: timedelta = TIJDSLIMIET
    start: str = ""
    openbaar: bool = False
    ca: Path | None = None
    token: Geheim | None = None
    certificaat: Path | None = None
    sleutel: Path | None = None
    faketime: str | None = None


GEWOON = Verbinding()
