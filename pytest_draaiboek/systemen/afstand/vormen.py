"""The shapes: what the kit asks of a system in another process, verb by verb, and what it takes for an answer.

They are published as JSON Schema and OpenAPI (`publicatie`). Messages are XML text exactly as on the wire. Fields that the other side does not
know are ignored; a field without a default must be there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any

from msgspec import Meta, Struct

from pytest_draaiboek.systemen.contract import Status

VORMVERSIE = 1

Xml = Annotated[str, Meta(description="A message as XML text, exactly as on the wire; CR/LF is kept.")]
Moment = Annotated[
    datetime, Meta(tz=True, description="ISO 8601 with an offset, in Dutch time: 2022-03-30T17:00:00+02:00.")
]
Iso = Annotated[
    str,
    Meta(
        description="ISO 8601 with an offset, in Dutch time: 2022-03-30T17:00:00+02:00.",
        extra_json_schema={"format": "date-time"},
    ),
]
Aantal = Annotated[int, Meta(ge=0)]


# Many a JSON library writes null for what is not there.
Tekst = str | None


class Niets(Struct, frozen=True):
    """An object without anything that must be in it."""


class Opdrachtvorm(Struct, frozen=True):
    """An order to send a message of a kind, with a content, now. In which version is for the system to know."""

    berichttype: Annotated[str, Meta(description="In full: WMO305.")]
    inhoud: Annotated[
        dict[str, Any],
        Meta(
            description="Content by element name, without version or namespace: text for a leaf, an object for what holds others, an array for what repeats."
        ),
    ]
    spoed: Annotated[bool, Meta(description="Whether it is an urgent order.")]
    in_antwoord_op: Annotated[
        str | None,
        Meta(description="The received message, as XML text, that this one answers; null when it answers none."),
    ]
    weergaven: Annotated[
        dict[str, Xml],
        Meta(
            description="The content rendered as a message, by release, in every release that has the type: 3.0, 3.1, 3.2. Whoever makes messages of its own from `inhoud` can leave them."
        ),
    ]


class Klokvraag(Struct, frozen=True):
    """What time it is from now on."""

    moment: Iso


class Opdrachtvraag(Struct, frozen=True):
    """An order."""

    opdracht: Opdrachtvorm


class Berichtvraag(Struct, frozen=True):
    """A message that is delivered; for a hub: one that is submitted."""

    bericht: Xml


class Foutvraag(Struct, frozen=True):
    """The hub refused a message that the system sent earlier."""

    bericht: Xml
    code: str
    melding: str


class Uitstelvorm(Struct, frozen=True):
    """Moments of the migration that were moved, as everybody in the chain is told."""

    live: Annotated[Iso, Meta(description="When the new version is live now.")]
    mijlpalen: Annotated[
        dict[str, Iso],
        Meta(
            description="The new moments of the milestones that were moved, by their number in the draaiboek (3.2.4); of the end of a stretch of time by that number with .tot."
        ),
    ]


class Uitstelvraag(Struct, frozen=True):
    """Moments were moved."""

    uitstel: Uitstelvorm


class Beschrijving(Struct, frozen=True):
    """Who the system is, and which verbs it has. Those that everybody has may be named or left out."""

    vorm: Annotated[int, Meta(description="The version of these shapes: 1.")]
    rol: Annotated[
        str,
        Meta(
            description="A role of the draaiboek: gemeente, aanbieder, knooppunt, zorgkantoor, or one of a draaiboek of your own."
        ),
    ]
    verben: Annotated[list[str], Meta(description="The verbs that it has.")]
    naam: Annotated[Tekst, Meta(description="For the report.")] = ""
    versie: Annotated[Tekst, Meta(description="For the report.")] = ""


class Klokstand(Struct, frozen=True):
    """What time it is by the system's own clock: the proof that it stands where the kit put it."""

    moment: Moment


class Uitkomstvorm(Struct, frozen=True):
    """What came of a verb. `berichten` is everything that left the system because of it: what counts is that, and not the status."""

    status: Status
    berichten: list[Xml]
    code: Annotated[Tekst, Meta(description="A fault code, if any.")] = ""
    melding: Annotated[Tekst, Meta(description="What the user was told.")] = ""


class Standvorm(Struct, frozen=True):
    """How many messages the system still has in hand."""

    te_verzenden: Aantal
    ongelezen: Aantal
    onbeantwoord: Aantal
    toewijzingen: Annotated[
        list[dict[str, Any]] | None,
        Meta(
            description="The allocations it knows, for draaiboeken that ask for them. Of each, texts (days as yyyy-mm-dd): bsn, besluitnummer, "
            "zzpCode or functieCode, instelling, soort, leveringsvorm, percentage, ingangsdatum, einddatum, toewijzingsdatum, bronVersie, "
            "status (actief, beeindigd or nietVerzonden); and true or false: geconverteerd, inZorg. What is not known is left out."
        ),
    ] = None


class Fout(Struct, frozen=True):
    """Why there is no answer: soort is niet_ondersteund for a verb that the system does not have, intern for what broke off."""

    soort: str
    melding: Tekst = ""


class Foutantwoord(Struct, frozen=True):
    """What stands in place of an answer when there is none. A refusal by the system is no fault but an answer."""

    fout: Fout


NIET_ONDERSTEUND = "niet_ondersteund"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.

    Args:
        naam: as it is called on a line, and in a description.
        methode: of HTTP.
        pad: of HTTP.
        vraag: the shape of the question; `Niets` for none.
        antwoord: the shape of the answer.
        altijd: whether every system has it.
        uitleg: what it asks, in English, for the published description.

    """

    naam: str
    methode: str
    pad: str
    vraag: type[Struct]
    antwoord: type[Struct]
    uitleg: str
    altijd: bool = False


_ALLE = (
    Verb("beschrijving", "GET", "/beschrijving", Niets, Beschrijving, "Tell who you are and which verbs you have.", True),
    Verb("klok", "GET", "/klok", Niets, Klokstand, "Tell what time it is by your own clock.", True),
    Verb("zet_klok", "PUT", "/klok", Klokvraag, Niets, "Set your clock, and let it stand still there."),
    Verb("reset", "POST", "/reset", Niets, Niets, "Go back to empty; called before every case.", True),
    Verb("verzend", "POST", "/verzend", Opdrachtvraag, Uitkomstvorm, "Send what is ordered, now, or refuse or defer it."),
    Verb("ontvang", "POST", "/ontvang", Berichtvraag, Uitkomstvorm, "Take delivery of a message.", True),
    Verb("verwerk", "POST", "/verwerk", Niets, Uitkomstvorm, "Do whatever would happen by itself by now: batch jobs, queues."),
    Verb("stand", "GET", "/stand", Niets, Standvorm, "Tell how many messages are still in hand."),
    Verb("meld_fout", "POST", "/meld_fout", Foutvraag, Uitkomstvorm, "Take notice that the hub refused something sent earlier."),
    Verb(
        "registreer_spoed", "POST", "/registreer_spoed", Opdrachtvraag, Uitkomstvorm,
        "Enter an urgent order while the traffic is frozen.",
    ),
    Verb("stel_uit", "POST", "/stel_uit", Uitstelvraag, Uitkomstvorm, "Take notice that moments of the migration were moved."),
    Verb("sluit", "POST", "/sluit", Niets, Niets, "End; called once, after the last case."),
)  # fmt: skip
VERBEN: Mapping[str, Verb] = MappingProxyType({verb.naam: verb for verb in _ALLE})
