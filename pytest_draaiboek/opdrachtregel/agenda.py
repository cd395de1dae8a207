"""The milestones of draaiboeken as a calendar to import (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from pytest_draaiboek.draaiboeken import Draaiboek, Herkomst
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.leesbaar import leesbaar

MERK = b"PRODID:-//pytest-draaiboek//draaiboek toon//NL\r\n"
"""In every calendar, so that nothing else is ever written over."""

LANGSTE_REGEL = 75  # octets, without the line end
_ONTSNAPT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def maak(draaiboeken: Sequence[tuple[Draaiboek, Sequence[Mijlpaal]]]) -> bytes:
    """Return a calendar with an event for each milestone; the same draaiboeken give the same bytes.

    Moments are in UTC, so that they mean the same wherever they are read; a milestone that is a moment has no end. An event keeps
    its UID when a later version of the draaiboek moves it.

    Args:
        draaiboeken: each with the milestones of it that are wanted.

    Raises:
        OngeldigeInstelling: when there is no milestone at all: a calendar without events is none.

    """
    if not any(mijlpalen for _, mijlpalen in draaiboeken):
        raise OngeldigeInstelling(
            "Er is geen mijlpaal om in een agenda te zetten. Vraag om een andere rol, of om alle."
        )
    namen = " en ".join(draaiboek.naam for draaiboek, _ in draaiboeken)
    regels = ["BEGIN:VCALENDAR", "VERSION:2.0", MERK.decode().strip(), "CALSCALE:GREGORIAN"]
    regels.append(f"X-WR-CALNAME:{_tekst(f'Draaiboek {namen}')}")
    for draaiboek, mijlpalen in draaiboeken:
        for mijlpaal in mijlpalen:
            regels += _gebeurtenis(draaiboek, mijlpaal)
    regels.append("END:VCALENDAR")
    return b"".join(_gevouwen(regel) for regel in regels)


def _gebeurtenis(draaiboek: Draaiboek, mijlpaal: Mijlpaal) -> Iterator[str]:
    # When an event was last revised is nowhere in a draaiboek, and must not depend on when it is asked: its first moment stands for that.
    stempel = min(een.moment for een in draaiboek.mijlpalen.values())
    wie = ", ".join(draaiboek.rollen[rol].naam for rol in mijlpaal.rollen) or "allen"
    yield "BEGIN:VEVENT"
    yield f"UID:{_tekst(f'{draaiboek.naam}/{mijlpaal.nr}@pytest-draaiboek')}"
    yield f"DTSTAMP:{_moment(stempel)}"
    yield f"DTSTART:{_moment(mijlpaal.moment)}"
    if mijlpaal.tot:
        yield f"DTEND:{_moment(mijlpaal.tot)}"
    yield f"SUMMARY:{_tekst(f'{draaiboek.naam} {mijlpaal.nr} ({wie}): {mijlpaal.wat}')}"
    yield f"DESCRIPTION:{_tekst(_uitleg(draaiboek, mijlpaal, wie))}"
    if mijlpaal.rollen:
        yield f"CATEGORIES:{','.join(_tekst(rol) for rol in mijlpaal.rollen)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uitleg(draaiboek: Draaiboek, mijlpaal: Mijlpaal, wie: str) -> str:
    regels = [mijlpaal.wat, f"Mijlpaal {mijlpaal.nr}, paragraaf {mijlpaal.paragraaf}", f"Voor: {wie}"]
    if mijlpaal.herkomst is not Herkomst.SEED:
        regels.append(f"Herkomst: {mijlpaal.herkomst.value}")
    if mijlpaal.toelichting:
        regels.append(mijlpaal.toelichting)
    return "\n".join([*regels, f"{draaiboek.titel}. Bron: {draaiboek.bron}"])


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _tekst(tekst: str) -> str:
    return leesbaar(tekst).translate(_ONTSNAPT)


def _gevouwen(regel: str) -> bytes:
    return b"\r\n ".join(_stukken(regel)) + b"\r\n"


def _stukken(regel: str) -> Iterable[bytes]:
    """Yield a line in parts of so many octets at the most, none of which ends within a character; each but the first gets a space before it."""
    stuk = b""
    ruimte = LANGSTE_REGEL
    for teken in regel:
        octetten = teken.encode()
        if len(stuk) + len(octetten) > ruimte:
            yield stuk
            stuk, ruimte = b"", LANGSTE_REGEL - 1
        stuk += octetten
    yield stuk
