"""The timeline of a migration as a picture: phases, milestones, a lane per message type, and on it what the system did."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.html.tijdmerken import TUSSEN, Bevinding, Merk, Teken, merken_van
from pytest_draaiboek.rapport.html.tijdschaal import Klokwissel, Tijdschaal, klokwissels
from pytest_draaiboek.rapport.html.vlaggen import AFSTAND, Geplaatst, Vlag, plaats, tekstbreedte
from pytest_draaiboek.rapport.resultaat import (
    Berichtgegevens,
    Draaiboekgegevens,
    Draaiboekresultaat,
    Mijlpaalgegevens,
    Strookgegevens,
)
from pytest_draaiboek.rapport.taal import Taal

# Pixels. The whole fits on a printed page of 180 mm with letters of 6 points: letters grow when the scale needs more.
BLAD = 1000.0
SMALST = 560.0
LETTER = 12.0
RAND = 24.0
BAND = 11.0
LANGST = 300  # characters of what a system said that are shown here; the whole stands with its case
# What no XML may hold, however it is escaped.
ONZEGBAAR = {nr: "�" for nr in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))}


@dataclass(frozen=True, slots=True)
class Vak:
    """A part of the width: where it begins and how wide it is in pixels, a text in it, what it tells, and its kind."""

    x: float
    breedte: float
    tekst: str = ""
    titel: str = ""
    soort: str = ""


@dataclass(frozen=True, slots=True)
class Dagkolom:
    """A day: its place, and the short names that fit."""

    vak: Vak
    weekdag: str
    dag: str


@dataclass(frozen=True, slots=True)
class Lijn:
    """A vertical line with its label; top is where it begins, soort is "mijlpaal", "live", "einde" or "wissel"."""

    x: float
    top: float
    soort: str
    regels: tuple[tuple[float, float, str], ...]
    links: bool
    titel: str


@dataclass(frozen=True, slots=True)
class Band:
    """What holds for one version of a message type, stretch by stretch."""

    versie: str
    y: float
    delen: tuple[Vak, ...]


@dataclass(frozen=True, slots=True)
class Merkteken:
    """A mark in its place; doel is the id that it leads to, and springt whether the keyboard stops there."""

    teken: Teken
    x: float
    y: float
    titel: str
    doel: str
    springt: bool
    merk: Merk


@dataclass(frozen=True, slots=True)
class Laan:
    """The lane of one message type; y is its top, and afwijkingen the number of observations that deviate."""

    berichttype: str
    y: float
    hoogte: float
    banden: tuple[Band, ...]
    afwijkingen: int


@dataclass(frozen=True, slots=True)
class Tekening:
    """Everything that is drawn, in pixels; merken are in the order in which they go over each other."""

    titel: str
    samenvatting: str
    letter: float
    breedte: float
    namen: float
    hoogte: float
    fasen_y: float
    as_y: float
    lanen_y: float
    fasen: tuple[Vak, ...]
    maanden: tuple[Vak, ...]
    dagen: tuple[Dagkolom, ...]
    lijnen: tuple[Lijn, ...]
    koppen: tuple[tuple[float, str], ...]
    lanen: tuple[Laan, ...]
    merken: tuple[Merkteken, ...]


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """One stretch of one band as text; soort is the word of the result, geldt that of the language."""

    berichttype: str
    versie: str
    vanaf: str
    tot: str
    soort: str
    geldt: str
    mijlpaal: str
    paragraaf: str


def teken_tijdlijn(
    uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str = ""
) -> str:
    """Return the timeline as HTML: two pictures side by side, the names of the lanes and what happened in them.

    Whatever holds it may scroll sideways: the names stay.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.
        taal: of the texts.
        voorvoegsel: goes before every id, also before those that are led to.

    """
    return _vul("tijdlijn.svg.j2", t=ontwerp(uitkomst, berichten, taal, voorvoegsel), p=voorvoegsel, taal=taal)


def teken_legenda(
    uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str = ""
) -> str:
    """Return as HTML what the colours, patterns and signs of a timeline mean, and how its scale is to be read.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.
        taal: of the texts.
        voorvoegsel: the one of the timeline.

    """
    gebruikt = {merk.teken for merk in merken_van(uitkomst, berichten)}
    tekens = [teken for teken in reversed(Teken) if teken in gebruikt]
    soorten = dict.fromkeys(deel.soort for s in uitkomst.draaiboek.kalender.stroken for deel in s.delen)
    return _vul("tijdlijn_legenda.html.j2", tekens=tekens, soorten=soorten, p=voorvoegsel, taal=taal)


def tijdlijn_tabel(uitkomst: Draaiboekresultaat, taal: Taal) -> list[Tabelrij]:
    """Return the bands of a timeline as rows of a table, lane by lane.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        taal: of the texts.

    """
    kalender = uitkomst.draaiboek.kalender
    zone = ZoneInfo(kalender.zone)
    typen = [berichttype for _, rij in groepen(uitkomst, ()) for berichttype in rij]
    return [
        Tabelrij(
            berichttype=strook.berichttype,
            versie=strook.versie,
            vanaf=taal.moment(vanaf, zone) if vanaf else taal("tijdlijn.altijd"),
            tot=taal.moment(tot, zone) if tot else taal("tijdlijn.onbepaald"),
            soort=deel.soort,
            geldt=taal(f"tijdlijn.{deel.soort}"),
            mijlpaal=deel.mijlpaal,
            paragraaf=deel.paragraaf,
        )
        for berichttype in typen
        for strook in kalender.stroken
        if strook.berichttype == berichttype
        for deel, (vanaf, tot) in zip(strook.delen, _tussen(strook), strict=True)
    ]


def groepen(uitkomst: Draaiboekresultaat, merken: Iterable[Merk]) -> list[tuple[str, list[str]]]:
    """Return the message types by what the role does with them (key of a text): all of them when it neither sends nor receives."""
    systeem = uitkomst.systeem
    in_groep = {"verzendt": list(systeem.verzendt), "ontvangt": list(systeem.ontvangt)}
    if not (systeem.verzendt or systeem.ontvangt):
        in_groep = {"alle": list(dict.fromkeys(s.berichttype for s in uitkomst.draaiboek.kalender.stroken))}
    bekend = {berichttype for rij in in_groep.values() for berichttype in rij}
    overig = dict.fromkeys(merk.berichttype for merk in merken if merk.berichttype not in bekend)
    return [(naam, rij) for naam, rij in (*in_groep.items(), ("overig", list(overig))) if rij]


def ontwerp(
    uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str = ""
) -> Tekening:
    """Return everything that is drawn, in its place; see `teken_tijdlijn`."""
    return _Ontwerper(uitkomst, merken_van(uitkomst, berichten), taal, voorvoegsel).tekening()
