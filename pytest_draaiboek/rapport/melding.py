"""What travels with a test report, from a worker to the controller: plain data, so that every transport keeps it."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Verkeer, Verklaring, Waarneming

# The fields of a test report that they travel in; pytest-xdist takes along whatever plain data it finds on a report.
GEVALVELD = "draaiboek_geval"
BEWIJSVELD = "draaiboek_bewijs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevalmelding:
    """How one case ended.

    Args:
        onderdeel: the part of the suite that it belongs to: "kalender" or "techniek".
        draaiboek: name.
        anker: node id of what the suite hangs on; tells two systems in one run apart.
        rol: role it was judged in; empty when the system was never reached.
        systeem: name of the system.
        systeemversie: its version.
        eis: id; for a technical case the code of the rule.
        berichttype: in full.
        versie: of the message, for a technical case; empty for a case of the calendar, which goes through both.
        soort: how it ended, as in `toetsing.uitslag`.
        reden: first deviation, or why it could not be tried.
        bekend: reason and link when it is a known deviation; else empty.
        waarnemingen: every moment tried.
        verkeer: every message that went in or out, in order; empty when no report is asked for.
        berichten: those messages, by key.
        verklaring: what a person stated, where that is what it rests on.

    """

    onderdeel: str = "kalender"
    draaiboek: str
    anker: str
    rol: str
    systeem: str
    systeemversie: str
    eis: str
    berichttype: str
    versie: str = ""
    soort: str
    reden: str
    bekend: str = ""
    waarnemingen: list[Waarneming] = field(default_factory=list)
    verkeer: list[Verkeer] = field(default_factory=list)
    berichten: dict[str, Berichtgegevens] = field(default_factory=dict)
    verklaring: Verklaring | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijsmelding:
    """How a test of the user's own ended that is marked as evidence.

    Args:
        draaiboeken: names of the draaiboeken it is evidence for.
        eisen: ids.
        nodeid: of the test.
        uitkomst: "geslaagd", "gefaald" or "overgeslagen".
        reden: why, when it did not pass.

    """

    draaiboeken: list[str]
    eisen: list[str]
    nodeid: str
    uitkomst: str
    reden: str


def naar_gegevens(melding: Gevalmelding | Bewijsmelding) -> dict[str, Any]:
    """Return a melding as plain data."""
    gegevens: dict[str, Any] = msgspec.to_builtins(melding)
    return gegevens


def lees_geval(gegevens: dict[str, Any]) -> Gevalmelding:
    """Return the melding of a case from plain data."""
    return msgspec.convert(gegevens, Gevalmelding)


def lees_bewijs(gegevens: dict[str, Any]) -> Bewijsmelding:
    """Return the melding of a test of the user's own from plain data."""
    return msgspec.convert(gegevens, Bewijsmelding)
