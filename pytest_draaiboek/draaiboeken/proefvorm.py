"""The shape of a proef in a draaiboek file, as `msgspec` checks it; sense is checked by `proeven_lezen`."""

from typing import Any, Literal

from msgspec import Struct


class Berichtverwachting(Struct, forbid_unknown_fields=True, frozen=True):
    """How many messages of a type must have left."""

    type: str
    versie: Literal["van", "naar"] | None = None
    client: str | None = None
    sinds: str | None = None
    aantal: str = "1+"
    waar: str | None = None
    tekst: str = ""


class Standverwachting(Struct, forbid_unknown_fields=True, frozen=True):
    """What must be true of the state that the system reports."""

    waar: str
    client: str | None = None
    tekst: str = ""


class Verwacht(Struct, forbid_unknown_fields=True, frozen=True):
    """What is expected of a step."""

    aanvaard: bool | None = None
    bericht: tuple[Berichtverwachting, ...] = ()
    stand: tuple[Standverwachting, ...] = ()


class Stap(Struct, forbid_unknown_fields=True, frozen=True):
    """One act at one moment."""

    op: str
    doe: Literal["verzend", "ontvang", "antwoord", "retour", "wacht", "stand"]
    na: str = ""
    naam: str | None = None
    type: str | None = None
    versie: Literal["van", "naar"] | None = None
    client: str | None = None
    zo_nodig: bool = False
    sinds: str | None = None
    inhoud: dict[str, Any] = {}
    ongeldig: bool = False
    tegenproef: bool = False
    verwacht: Verwacht = Verwacht()


class Proef(Struct, forbid_unknown_fields=True, frozen=True):
    """A check of an eis: a row of steps."""

    eis: str
    naam: str
    type: str
    stap: tuple[Stap, ...]
    rollen: tuple[str, ...] = ()
    clienten: tuple[str, ...] = ("a",)
    verleden: tuple[str, ...] | None = None
