"""Statements of people in a report: who, when, and that it is no more than that."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Geval
from pytest_draaiboek.rapport.taal import Taal


def ondertekend(geval: Geval, taal: Taal) -> Sequence[tuple[str, str]]:
    """Return what stands on a statement, by what it is; nothing for a case that rests on what the system did."""
    verklaring = geval.verklaring
    if verklaring is None:
        return []
    # A day has no zone: noon is on it everywhere that matters here.
    dag = taal.dag(datetime.combine(verklaring.datum, time(12), tzinfo=UTC), ZoneInfo("UTC"))
    rijen = {
        "naam": verklaring.naam,
        "functie": verklaring.functie,
        "datum": dag,
        "antwoord": taal("verklaring.ja" if verklaring.akkoord else "verklaring.nee"),
        "toelichting": verklaring.toelichting,
        "handtekening": verklaring.handtekening,
    }
    return [(taal(f"verklaring.{naam}"), waarde) for naam, waarde in rijen.items() if waarde]


def grond(uitkomst: Draaiboekresultaat, taal: Taal) -> str:
    """Return on how many statements a verdict rests, for the first page; nothing when on none."""
    aantal = sum(geval.verklaring is not None for eis in uitkomst.eisen for geval in eis.gevallen)
    return taal.aantal("verklaring.grond", aantal) if aantal else ""
