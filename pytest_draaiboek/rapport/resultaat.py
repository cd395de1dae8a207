"""The shape of a result: one file of it is the source of every view, and its JSON Schema is shipped beside it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

FORMAAT = 1

Herkomst = Literal["seed", "bron", "afleiding", "analogie"]


class Verdict(StrEnum):
    """What is found of one eis."""

    VOLDOET = "voldoet"
    VOLDOET_NIET = "voldoet niet"
    AANDACHTSPUNT = "aandachtspunt"
    NIET_GETOETST = "niet getoetst"
    NIET_VAN_TOEPASSING = "niet van toepassing"


class Eindoordeel(StrEnum):
    """What is found of the whole."""

    CONFORM = "CONFORM"
    NIET_CONFORM = "NIET CONFORM"
    ONVOLLEDIG = "ONVOLLEDIG"


class Techniekoordeel(StrEnum):
    """What is found of the technical part as a whole; it never weighs in the verdict by the draaiboek."""

    VOLDOET = "VOLDOET"
    VOLDOET_NIET = "VOLDOET NIET"
    ONVOLLEDIG = "ONVOLLEDIG"
    NIET_VAN_TOEPASSING = "NIET VAN TOEPASSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verkeer:
    """One message that was given to the system or left it, by its key in the messages of the result."""

    moment: datetime
    richting: Literal["in", "uit"]
    bericht: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Berichtgegevens:
    """A message exactly as it went: as text, or in base64 when it is not UTF-8; without type when it is no readable message."""

    berichttype: str
    versie: str
    identificatie: str
    tekst: str
    codering: Literal["utf-8", "base64"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarneming:
    """One moment tried, as text; moments are ISO 8601 with their offset.

    The findings are on messages, by rule code with place and text; verkeer tells by their places in the traffic of the case
    which messages it is about.
    """

    moment: datetime
    handeling: str
    verwacht: str
    gezien: str
    gezegd: str
    deugt: bool
    ernst: str
    bevindingen: list[str]
    verkeer: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verklaring:
    """What a person stated about an eis, with what they signed it by; akkoord is whether they say that it is met."""

    akkoord: bool
    naam: str
    functie: str
    datum: date
    toelichting: str = ""
    handtekening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geval:
    """One case that should have run, and how it ended; soort "niet gedraaid" when it did not run.

    A case of an eis that only a person can speak for has no message type: "verklaring" stands there, and what was stated with it.

    Its traffic is every message that went in or out, in order; only kept when a report was asked for.
    """

    berichttype: str
    soort: str
    reden: str
    bekend: str
    waarnemingen: list[Waarneming]
    verkeer: list[Verkeer] = field(default_factory=list)
    verklaring: Verklaring | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijs:
    """A test of the supplier's own that counts as evidence."""

    nodeid: str
    uitkomst: str
    reden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Eisresultaat:
    """The verdict on one eis, and what it rests on; herkomst is where the eis comes from, toelichting what the draaiboek says of that."""

    id: str
    paragraaf: str
    ernst: str
    tekst: str
    verdict: Verdict
    reden: str
    gedraaid: int
    verwacht: int
    gevallen: list[Geval]
    eigen_bewijs: list[Bewijs]
    mijlpalen: list[str] = field(default_factory=list)
    herkomst: Herkomst = "seed"
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Technischgeval:
    """One technical case that should have run, and how it ended; soort "niet gedraaid" when it did not run."""

    berichttype: str
    versie: str
    soort: str
    reden: str
    bekend: str
    waarnemingen: list[Waarneming]
    verkeer: list[Verkeer] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelresultaat:
    """The verdict on one technical rule, or on one kind of thing that a schema refuses: then there is no retourcode."""

    code: str
    retourcode: str
    tekst: str
    verdict: Verdict
    reden: str
    gedraaid: int
    verwacht: int
    gevallen: list[Technischgeval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Techniekresultaat:
    """The verdict on how one system deals with messages that break a rule."""

    oordeel: Techniekoordeel
    reden: str
    gedraaid: int
    verwacht: int
    regels: list[Regelresultaat]


@dataclass(frozen=True, slots=True, kw_only=True)
class Systeemgegevens:
    """Who was judged, what that role is called in texts, and which message types somebody in it sends and receives."""

    rol: str
    naam: str
    versie: str
    anker: str
    verzendt: list[str] = field(default_factory=list)
    ontvangt: list[str] = field(default_factory=list)
    rolnaam: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fasegegevens:
    """A phase, from begin up to einde; null is "always before" and "ever after"."""

    nr: int
    naam: str
    begin: datetime | None
    einde: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mijlpaalgegevens:
    """A milestone; tot is its end when it is a stretch of time."""

    nr: str
    paragraaf: str
    moment: datetime
    tot: datetime | None
    rollen: list[str]
    wat: str
    herkomst: Herkomst = "seed"
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strookdeel:
    """What holds for a message type in one version from a moment on (null: from ever), and the milestone that governs it."""

    vanaf: datetime | None
    soort: Literal["toegestaan", "afgeraden", "geblokkeerd"]
    mijlpaal: str
    paragraaf: str
    herkomst: Herkomst = "seed"
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strookgegevens:
    """The calendar of one message type in one version, in order of time."""

    berichttype: str
    versie: str
    delen: list[Strookdeel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalender:
    """The whole calendar of a draaiboek; live is the number of the milestone at which the new version is live."""

    zone: str
    live: str
    fasen: list[Fasegegevens]
    mijlpalen: list[Mijlpaalgegevens]
    stroken: list[Strookgegevens]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzetting:
    """One moment that was moved: of a milestone by its number, of the end of a stretch of time by that number with ".tot"."""

    nr: str
    was: datetime
    wordt: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitstelgegevens:
    """What was moved of a draaiboek after it was published, and when the system was told; the calendar is the one that holds now."""

    gemeld_op: datetime
    live_was: datetime
    live: datetime
    verzet: list[Verzetting]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draaiboekgegevens:
    """What was judged by; its texts in other languages by language, then by key ("eis 3.1.2", "mijlpaal 3.1.2", "fase 1", "rol …", "titel")."""

    naam: str
    titel: str
    bron: str
    standaard: str
    van: str
    naar: str
    herkomst: str
    sha256: str
    kalender: Kalender
    vertalingen: dict[str, dict[str, str]] = field(default_factory=dict)
    uitstel: Uitstelgegevens | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficieelBestand:
    """An official schema or rule sheet that had its say beside the kit's own; soort is "xsd" or "xslt"."""

    soort: str
    naam: str
    sha256: str
    waarvoor: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemagegevens:
    """Which schemas and rules the messages were held against; niet_gebruikt says what of the official files was not, and why.

    What the rules say in other languages is by language, then by the Dutch text.
    """

    standaard: str
    herkomst: str
    sha256: str
    opmerkingen: list[str]
    officieel: list[OfficieelBestand] = field(default_factory=list)
    niet_gebruikt: list[str] = field(default_factory=list)
    vertalingen: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draaiboekresultaat:
    """The verdict on one system by one draaiboek, null when the calendar was not asked for; and on the technical part, when that was."""

    draaiboek: Draaiboekgegevens
    systeem: Systeemgegevens
    eindoordeel: Eindoordeel | None
    reden: str
    gedraaid: int
    verwacht: int
    schemas: Schemagegevens
    eisen: list[Eisresultaat]
    techniek: Techniekresultaat | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instellingen:
    """The settings that a verdict depends on, and the language of its report; onderdelen are the parts of the suite that were asked for."""

    onderdelen: list[str]
    zaad: int
    streng: bool
    marge_seconden: int
    klok: str
    taal: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omgeving:
    """What it ran on."""

    kit: str
    python: str
    platform: str
    pytest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slotregel:
    """The closing record: a file without it is not a result."""

    status: Literal["compleet"]
    exitstatus: int
    geeindigd: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultaat:
    """A whole run; the times are real, never frozen. Its messages are by the SHA-256 of their bytes."""

    formaat: Literal[1]
    soort: Literal["pytest-draaiboek resultaat"]
    waarde: Literal["zelftoets"]
    begonnen: datetime
    omgeving: Omgeving
    instellingen: Instellingen
    draaiboeken: list[Draaiboekresultaat]
    berichten: dict[str, Berichtgegevens]
    slot: Slotregel
