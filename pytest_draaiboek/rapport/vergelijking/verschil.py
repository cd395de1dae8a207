"""The shape of a comparison: plain data, which the text and the JSON both show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Aard(StrEnum):
    """What kind of change it is; only the first makes the comparison end badly."""

    VERSLECHTERD = "verslechterd"
    VERBETERD = "verbeterd"
    NIEUW = "nieuw"
    VERVALLEN = "vervallen"
    BEKEND_ERBIJ = "bekende afwijking erbij"
    BEKEND_WEG = "bekende afwijking weg"
    ANDERS = "zelfde oordeel, andere reden"


class Soort(StrEnum):
    """What it is that changed."""

    SYSTEEM = "systeem"
    ONDERDEEL = "onderdeel"
    OORDEEL = "oordeel"
    EIS = "eis"
    REGEL = "regel"
    GEVAL = "geval"
    BEWIJS = "eigen test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verschil:
    """One change.

    Args:
        aard: what kind of change.
        soort: of what.
        wie: draaiboek and role, and the system when there are several.
        onderdeel: "kalender" or "techniek"; empty for a whole system.
        sleutel: id of the eis, or code of the rule; empty for what is about neither.
        paragraaf: of the eis.
        geval: message type, with its version for a technical case; or the node id of a test of the supplier's own; else empty.
        oud: how it stood, as the result calls it; empty when it was not there.
        nieuw: how it stands; empty when it is not there.
        reden: why, in Dutch; empty when there is nothing to tell.

    """

    aard: Aard
    soort: Soort
    wie: str
    onderdeel: str = ""
    sleutel: str = ""
    paragraaf: str = ""
    geval: str = ""
    oud: str = ""
    nieuw: str = ""
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meting:
    """Something that was measured otherwise; wie is empty for what holds for the whole run."""

    wie: str
    wat: str
    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppel:
    """A verdict before and after; an empty text where there is none on that side."""

    wie: str
    onderdeel: str
    oud: str
    nieuw: str
    reden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Which run one side of the comparison is."""

    begonnen: datetime
    geeindigd: datetime
    kit: str
    systemen: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """Two results beside each other.

    Args:
        oud: the run that is compared with.
        nieuw: the run that is compared.
        anders_gemeten: what was measured otherwise, which may explain a change.
        verschillen: every change, worst first.
        oordelen: the verdicts before and after.

    """

    oud: Stand
    nieuw: Stand
    anders_gemeten: list[Meting]
    verschillen: list[Verschil]
    oordelen: list[Koppel]

    @property
    def verslechterd(self) -> bool:
        """Whether anything became worse."""
        return any(verschil.aard is Aard.VERSLECHTERD for verschil in self.verschillen)
