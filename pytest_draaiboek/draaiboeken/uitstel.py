"""Moments of a draaiboek that were moved after it was published: by so much time, or each to its own moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pytest_draaiboek.draaiboeken.boom import Tabel
from pytest_draaiboek.draaiboeken.bronnen import OnleesbareBron, open_pad
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, verslag
from pytest_draaiboek.draaiboeken.mijlpaal import maak_bewust
from pytest_draaiboek.fouten import OngeldigDraaiboek, OngeldigeInstelling

if TYPE_CHECKING:
    from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek

LANGSTE = timedelta(days=366)
VOORAF = timedelta(hours=1)
TOT = ".tot"
TABEL = "mijlpaal"


@dataclass(frozen=True, slots=True)
class Uitstel:
    """What was moved.

    Args:
        gemeld_op: the aware moment at which everybody is told.
        live: the aware moment at which the new version is live now.
        mijlpalen: the aware new moments of the milestones that were moved, by number; of the end of one by its number with ".tot".
        was: when all of those were, by the same numbers, and the live one too.

    """

    gemeld_op: datetime
    live: datetime
    mijlpalen: Mapping[str, datetime]
    was: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Verzetting:
    """New moments, local and without a zone.

    Args:
        momenten: of milestones by number, and of their ends by number with ".tot".
        grenzen: of phases, by what they were.

    """

    momenten: Mapping[str, datetime]
    grenzen: Mapping[datetime, datetime]


def stel_uit(draaiboek: "Draaiboek", duur: timedelta) -> "Draaiboek":
    """Return a draaiboek of which everything at or after the live moment comes so much later, or earlier; see `Draaiboek.uitgesteld`."""
    if not duur:
        raise OngeldigeInstelling(
            "Een uitstel van nul verschuift niets.\nGeef een duur als 24h, of laat het uitstel weg."
        )
    _niet_te_ver(duur, f"Een uitstel van {_dagen(duur)}")
    momenten = {nr: lokaal + duur for nr, lokaal in _momenten(draaiboek).items() if _vanaf_live(draaiboek, lokaal)}
    return _verzet(draaiboek, momenten, duur, "dit uitstel")


def verzet(draaiboek: "Draaiboek", nieuw: Path | Mapping[str, datetime]) -> "Draaiboek":
    """Return a draaiboek with other moments for some milestones; see `Draaiboek.verzet`."""
    gelezen = (
        _lees(nieuw, draaiboek) if isinstance(nieuw, Path) else {nr: _lokaal(draaiboek, m) for nr, m in nieuw.items()}
    )
    waar = str(nieuw) if isinstance(nieuw, Path) else "dit uitstel"
    bekend = _momenten(draaiboek)
    for nr in gelezen:
        if nr not in bekend:
            raise OngeldigeInstelling(
                f"{waar}: draaiboek {draaiboek.naam} heeft geen mijlpaal {nr!r}.\nKies uit {', '.join(bekend)}."
            )
    verschil = {nr: lokaal - bekend[nr] for nr, lokaal in gelezen.items()}
    if not any(verschil.values()):
        raise OngeldigeInstelling(
            f"{waar}: elk moment is dat wat het in draaiboek {draaiboek.naam} al was; er verschuift niets.\n"
            "Geef andere momenten, of laat het uitstel weg."
        )
    for nr, duur in verschil.items():
        _niet_te_ver(duur, f"{waar}: mijlpaal {nr} verschuift {_dagen(duur)}, en dat")
    live = verschil.get(draaiboek.live.nr, timedelta())
    mee = {nr: lokaal + live for nr, lokaal in bekend.items() if live and _vanaf_live(draaiboek, lokaal)}
    return _verzet(draaiboek, {**mee, **gelezen}, live, waar)


def _verzet(draaiboek: "Draaiboek", momenten: Mapping[str, datetime], live: timedelta, waar: str) -> "Draaiboek":
    """Build a draaiboek anew.

    Args:
        draaiboek: as it was.
        momenten: the new local moments.
        live: how much later live is: phases that begin or end there or after it move along.
        waar: what moves them, for whoever is told that it cannot be.

    """
    bekend = _momenten(draaiboek)
    momenten = {nr: lokaal for nr, lokaal in momenten.items() if lokaal != bekend[nr]}
    bewust: dict[str, datetime] = {}
    for nr, lokaal in momenten.items():
        bewust[nr], mis = maak_bewust(lokaal, draaiboek.zone)
        if mis:
            raise OngeldigeInstelling(
                f"Door {waar} valt mijlpaal {nr} van draaiboek {draaiboek.naam} op een moment dat niet kan: {mis}.\n"
                "Wat te doen: kies een ander uitstel, of geef in een bestand elk moment zelf."
            )
    # A phase goes with a milestone of the same moment; at and after live with live.
    grenzen = {bekend[nr]: lokaal for nr, lokaal in reversed(momenten.items())}
    for grens in _fasegrenzen(draaiboek):
        if live and _vanaf_live(draaiboek, grens):
            grenzen[grens] = grens + live
    if draaiboek.herbouw is None:
        raise OngeldigeInstelling(
            f"Draaiboek {draaiboek.naam} is niet uit een bestand gelezen, en kan dus niet verschuiven.\nHaal het bij zijn naam, of uit zijn bestand."
        )
    try:
        nieuw = draaiboek.herbouw(Verzetting(momenten, grenzen))
    except OngeldigDraaiboek as fout:
        raise OngeldigeInstelling(
            f"Na {waar} klopt draaiboek {draaiboek.naam} niet meer:\n{fout}\nWat te doen: kies een ander uitstel, of verzet ook de mijlpalen die hier genoemd zijn."
        ) from fout
    was = {nr: bekend[nr].replace(tzinfo=draaiboek.zone) for nr in (*bewust, draaiboek.live.nr)}
    uitstel = Uitstel(
        _gemeld_op(draaiboek, bewust, was), nieuw.live.moment, MappingProxyType(bewust), MappingProxyType(was)
    )
    return replace(nieuw, uitstel=uitstel)


def _gemeld_op(draaiboek: "Draaiboek", nieuw: Mapping[str, datetime], was: Mapping[str, datetime]) -> datetime:
    """Return when it is reported: at the milestone for that, and at the latest an hour before anything changes by it."""
    momenten = (moment for nr in nieuw for moment in (nieuw[nr], was[nr]))
    eerste = min(moment.astimezone(UTC) for moment in momenten) - VOORAF
    gemeld = draaiboek.uitstel_gemeld
    return min(eerste, gemeld.moment.astimezone(UTC) if gemeld else eerste).astimezone(draaiboek.zone)


def _momenten(draaiboek: "Draaiboek") -> dict[str, datetime]:
    """Return every local moment of the milestones, by number, or for an end by number with ".tot"."""
    momenten: dict[str, datetime] = {}
    for nr, mijlpaal in draaiboek.mijlpalen.items():
        momenten[nr] = mijlpaal.moment.replace(tzinfo=None)
        if mijlpaal.tot:
            momenten[nr + TOT] = mijlpaal.tot.replace(tzinfo=None)
    return momenten


def _fasegrenzen(draaiboek: "Draaiboek") -> list[datetime]:
    return [grens.replace(tzinfo=None) for fase in draaiboek.fasen for grens in (fase.begin, fase.einde) if grens]


def _vanaf_live(draaiboek: "Draaiboek", lokaal: datetime) -> bool:
    return lokaal >= draaiboek.live.moment.replace(tzinfo=None)


def _lokaal(draaiboek: "Draaiboek", moment: datetime) -> datetime:
    return moment.astimezone(draaiboek.zone).replace(tzinfo=None) if moment.tzinfo else moment


def _niet_te_ver(duur: timedelta, wat: str) -> None:
    if abs(duur) > LANGSTE:
        raise OngeldigeInstelling(
            f"{wat} is meer dan een jaar: dat is geen uitstel maar een andere migratie.\n"
            "Wat te doen: geef een kortere duur, of maak een eigen draaiboek met een 'basis'."
        )


def _dagen(duur: timedelta) -> str:
    return f"{'-' if duur < timedelta() else ''}{abs(duur).days} dagen"


def _lees(pad: Path, draaiboek: "Draaiboek") -> dict[str, datetime]:
    """Return the local moments of an overlay file."""
    try:
        boom = open_pad(pad)
    except OnleesbareBron as fout:
        raise OngeldigeInstelling(f"{fout.gebrek}") from fout
    gebreken = Gebreken(boom)
    for sleutel in boom:
        if sleutel != TABEL:
            gebreken.meld(
                (sleutel,),
                f"de sleutel {sleutel!r} is hier niet bekend",
                f"zet alles onder [{TABEL}], en haal de rest weg",
            )
    tabel = boom.get(TABEL)
    if not isinstance(tabel, Tabel) or not tabel:
        gebreken.meld(
            (TABEL,),
            "er is geen enkele mijlpaal verzet",
            f'schrijf [{TABEL}], met regels als "{draaiboek.live.nr}" = {draaiboek.live.moment:%Y-%m-%dT%H:%M:%S}',
        )
        tabel = Tabel(boom.bron, ())
    momenten: dict[str, datetime] = {}
    for nr, waarde in tabel.items():
        if isinstance(waarde, Tabel):
            gebreken.meld((TABEL, nr), f"{nr!r} is hier een tabel", "zet het hele nummer tussen aanhalingstekens")
        elif not isinstance(waarde, datetime) or waarde.tzinfo:
            gebreken.meld(
                (TABEL, nr),
                f"gevonden is {waarde}, verwacht wordt een lokaal moment",
                f"schrijf bijvoorbeeld {draaiboek.live.moment:%Y-%m-%dT%H:%M:%S}, met tijd, zonder offset en zonder aanhalingstekens",
            )
        else:
            momenten[nr] = waarde
    if len(gebreken):
        raise OngeldigeInstelling(verslag(gebreken.alle))
    return momenten
