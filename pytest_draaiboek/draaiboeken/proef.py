"""A proef: a check of an eis that a draaiboek writes out itself, as acts at moments and what must come of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from pytest_draaiboek.draaiboeken.waar import Waar

VERLEDEN = "verleden"
BEGIN = "begin"
WEG = "{weg}"
PLEKKEN = ("bsn", "eigen", "ander", "derde", "derde2", "besluit")
_AANTAL = re.compile(r"(\d{1,3})(?:(\+)|-(\d{1,3}))?")


class Doe(StrEnum):
    """What a step does."""

    VERZEND = "verzend"
    ONTVANG = "ontvang"
    ANTWOORD = "antwoord"
    RETOUR = "retour"
    WACHT = "wacht"
    STAND = "stand"


@dataclass(frozen=True, slots=True)
class Aantal:
    """How many there must be.

    Args:
        minst: at least so many.
        meest: at most so many; None for no upper bound.

    """

    minst: int
    meest: int | None

    @classmethod
    def lees(cls, tekst: str) -> "Aantal | None":
        """Read "0", "2", "1+" or "0-1"; None for anything else, and for what is always so."""
        gevonden = _AANTAL.fullmatch(tekst)
        if gevonden is None:
            return None
        minst = int(gevonden[1])
        meest = None if gevonden[2] else int(gevonden[3] or minst)
        return None if (meest is None and not minst) or (meest is not None and meest < minst) else cls(minst, meest)

    def omvat(self, aantal: int) -> bool:
        """Whether so many are as many as there must be."""
        return self.minst <= aantal and (self.meest is None or aantal <= self.meest)

    def __str__(self) -> str:
        if self.meest is None:
            return f"minstens {self.minst}"
        if self.minst == self.meest:
            return str(self.minst) if self.minst else "geen"
        return f"{self.minst} tot {self.meest}" if self.minst else f"hoogstens {self.meest}"


@dataclass(frozen=True, slots=True)
class Berichtverwachting:
    """How many messages must have left.

    Args:
        berichttype: in full.
        versie: of the release; empty for either.
        client: whom they are about; empty for any client of the proef.
        sinds: the name of the step since which they count; empty for the step itself, "begin" for the first one.
        aantal: how many.
        waar: what must be true of them; None to take them all.
        tekst: what is expected, in Dutch.

    """

    berichttype: str
    versie: str
    client: str
    sinds: str
    aantal: Aantal
    waar: Waar | None
    tekst: str


@dataclass(frozen=True, slots=True)
class Standverwachting:
    """What must be true of the state that the system reports.

    Args:
        waar: over ``<stand te_verzenden= ongelezen= onbeantwoord=><toewijzing>…</toewijzing></stand>``.
        client: who its variables are about; empty for the one client of the proef.
        tekst: what is expected, in Dutch.

    """

    waar: Waar
    client: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """One act at one moment.

    Args:
        nr: its place in the proef, from 1.
        op: number of a milestone, or "verleden" for the past that is played before all else.
        na: how much later than that, or earlier.
        doe: what is done.
        naam: by which later steps call it; empty for none.
        berichttype: of the heenbericht that it is about, in full; empty for waiting and for the state.
        versie: in which it is delivered; empty where the system finds that out.
        client: whom it is about; empty for waiting and for the state.
        zo_nodig: only order it when none left since `sinds`.
        sinds: the name of an earlier step; empty without `zo_nodig`.
        inhoud: laid over what the client's dossier gives, by element name.
        ongeldig: whether the message that is delivered or ordered may be invalid.
        tegenproef: whether nothing is proven when this fails.
        aanvaard: whether the system must accept (or refuse, with a message); None when it does not matter.
        berichten: what must have left.
        stand: what must be true of the state.

    """

    nr: int
    op: str
    na: timedelta
    doe: Doe
    naam: str = ""
    berichttype: str = ""
    versie: str = ""
    client: str = ""
    zo_nodig: bool = False
    sinds: str = ""
    inhoud: Mapping[str, Any] = field(default_factory=dict)
    ongeldig: bool = False
    tegenproef: bool = False
    aanvaard: bool | None = None
    berichten: tuple[Berichtverwachting, ...] = ()
    stand: tuple[Standverwachting, ...] = ()

    @property
    def oordeelt(self) -> bool:
        """Whether it can go wrong."""
        return self.aanvaard is not None or bool(self.berichten or self.stand)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proef:
    """A check of an eis, from an empty system and with clients of its own.

    Args:
        eis: id of the eis that it proves.
        naam: what is tried, in Dutch; a draaiboek has each name once.
        rollen: the roles that it is tried with.
        berichttype: the type that its case is about, in full.
        clienten: the names of its clients.
        verleden: the heenberichten that every client has been through before the first step, in order.
        stappen: in order of time.

    """

    eis: str
    naam: str
    rollen: tuple[str, ...]
    berichttype: str
    clienten: tuple[str, ...]
    verleden: tuple[str, ...]
    stappen: tuple[Stap, ...]

    @property
    def teksten(self) -> tuple[str, ...]:
        """Every Dutch text that it shows."""
        verwacht: list[Berichtverwachting | Standverwachting] = []
        for stap in self.stappen:
            verwacht += stap.berichten
            verwacht += stap.stand
        return self.naam, *(een.tekst for een in verwacht if een.tekst)
