"""The shape of a draaiboek file, as `msgspec` checks it: names and types only; sense is checked on loading."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from pytest_draaiboek.draaiboeken.proefvorm import Proef

LokaalMoment = Annotated[datetime, Meta(tz=False)]


class Uitgave(Struct, forbid_unknown_fields=True, frozen=True):
    """One draaiboek that the file yields: a standard and the prefix of its message types."""

    standaard: str
    voorvoegsel: str
    titel: str


class Rol(Struct, forbid_unknown_fields=True, frozen=True):
    """A role: a party that sends and receives, one that passes on, or a party that is never judged itself."""

    naam: str
    soort: Literal["partij", "doorgever", "buiten"]


class Fase(Struct, forbid_unknown_fields=True, frozen=True):
    """A phase between two local moments."""

    nr: int
    naam: str
    begin: LokaalMoment | None = None
    einde: LokaalMoment | None = None


class Mijlpaal(Struct, forbid_unknown_fields=True, frozen=True):
    """A milestone at a local moment, or over a stretch of time."""

    nr: str
    paragraaf: str
    moment: LokaalMoment
    wat: str
    rollen: tuple[str, ...] = ()
    tot: LokaalMoment | None = None


class Paar(Struct, forbid_unknown_fields=True, frozen=True):
    """A heenbericht, its answer, and who sends it to whom."""

    heen: str
    retour: str
    van: str
    naar: str
    verleden: tuple[str, ...] = ()


class Venster(Struct, forbid_unknown_fields=True, frozen=True):
    """When types in one version may be sent; every bound is the number of a milestone."""

    types: tuple[str, ...]
    versie: str
    vrijgegeven_vanaf: str | None = None
    afgeraden_vanaf: str | None = None
    geblokkeerd_vanaf: str | None = None
    bestaat_niet_sinds: str | None = None


class Eis(Struct, forbid_unknown_fields=True, frozen=True):
    """A requirement and the check that proves it."""

    id: str
    paragraaf: str
    rollen: tuple[str, ...]
    ernst: Literal["verplicht", "procedureel", "informatief"]
    tekst: str
    toets: str = ""
    mijlpalen: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


class Vertaling(Struct, forbid_unknown_fields=True, frozen=True):
    """The texts in one other language: by id of the eis, number of the milestone or phase, role, edition (for its title), and Dutch text of a proef."""

    eis: dict[str, str] = {}
    mijlpaal: dict[str, str] = {}
    fase: dict[str, str] = {}
    rol: dict[str, str] = {}
    titel: dict[str, str] = {}
    proef: dict[str, str] = {}


class Bestand(Struct, forbid_unknown_fields=True, frozen=True):
    """A whole draaiboek file."""

    formaat: Literal[1]
    titel: str
    bron: str
    tijdzone: str
    van: str
    naar: str
    live: str
    uitgave: dict[str, Uitgave]
    rol: dict[str, Rol]
    fase: tuple[Fase, ...]
    mijlpaal: tuple[Mijlpaal, ...]
    paar: tuple[Paar, ...]
    venster: tuple[Venster, ...]
    eis: tuple[Eis, ...]
    proef: tuple[Proef, ...] = ()
    vertaling: dict[str, Vertaling] = {}
