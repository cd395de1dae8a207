"""One line of a diagnosis: what was looked at, and what came of it."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pytest_draaiboek.fouten import AdapterFout, NietOndersteund, OnbereikbaarSysteem, OngeldigBericht
from pytest_draaiboek.systemen.afstand.lijn import GEEN_OORDEEL, ZIE_DIAGNOSE
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst

_T = TypeVar("_T")
_RAAD = "Wat te doen: "


class Soort(StrEnum):
    """How it is with what was looked at."""

    GOED = "goed"
    LET_OP = "let op"
    FOUT = "fout"


@dataclass(frozen=True, slots=True)
class Punt:
    """One line.

    Args:
        soort: how it is.
        naam: what was looked at, in Dutch.
        tekst: what was found; for a fault also what was expected and what to do, on lines of their own.
        gevolg: what cannot be done because of it, in Dutch, for the last line; empty when it stands in the way of nothing.

    """

    soort: Soort
    naam: str
    tekst: str
    gevolg: str = ""


class Gestopt(Exception):
    """The system is of no use any more: what comes after is not looked at.

    Args:
        punt: says why.

    """

    def __init__(self, punt: Punt) -> None:
        super().__init__(punt.naam)
        self.punt = punt


def goed(naam: str, tekst: str) -> Punt:
    """Return a line about what is in place."""
    return Punt(Soort.GOED, naam, tekst)


def let_op(naam: str, tekst: str, gevolg: str = "") -> Punt:
    """Return a line about what need not be wrong, or could not be seen."""
    return Punt(Soort.LET_OP, naam, tekst, gevolg)


def fout(naam: str, gevonden: str, verwacht: str, raad: str, gevolg: str = "") -> Punt:
    """Return a line about what is missing or malformed.

    Args:
        naam: what was looked at.
        gevonden: what was found.
        verwacht: what was expected; empty when that was said with what was found.
        raad: what to do.
        gevolg: as for `Punt`.

    """
    wel = f"verwacht: {verwacht}\n" if verwacht else ""
    return Punt(Soort.FOUT, naam, f"gevonden: {gevonden}\n{wel}{_RAAD}{raad}", gevolg)


def fout_van(naam: str, uitzondering: BaseException, verwacht: str, raad: str, gevolg: str = "") -> Punt:
    """Return the line for what the kit found wrong in its own words.

    Args:
        naam: what was looked at.
        uitzondering: says what was found, and perhaps what was expected and what to do.
        verwacht: what was expected, when that does not say so.
        raad: what to do, likewise.
        gevolg: as for `Punt`.

    """
    gezegd = str(uitzondering).replace(ZIE_DIAGNOSE, "").replace(f"{GEEN_OORDEEL} ", "")
    gevonden, _, eigen_raad = gezegd.partition(_RAAD)
    bekend = "verwacht wordt" in gevonden.lower()
    if waar := _plek(uitzondering):
        return fout(naam, f"{gevonden.strip()}\n{waar}", verwacht, raad, gevolg)
    eigen_raad = eigen_raad.strip()
    return fout(
        naam, gevonden.strip(), "" if bekend else verwacht, eigen_raad[:1].lower() + eigen_raad[1:] or raad, gevolg
    )


def _plek(uitzondering: BaseException) -> str:
    """Say where an adapter in this process broke off; empty for what the kit found itself, and for another process."""
    oorzaak, sporen = uitzondering.__cause__, traceback.extract_tb(uitzondering.__traceback__)
    # What an adapter raised is wrapped in one place only.
    if oorzaak is None or not sporen or sporen[-1].name != Beproeving.roep.__name__:
        return ""
    laatste = traceback.extract_tb(oorzaak.__traceback__)[-1]
    return f"Daar brak het af: {laatste.filename}, regel {laatste.lineno}"


def vraag(
    naam: str, doe: Callable[[], _T], verwacht: str, *, gevolg: str = "", zonder: Callable[[str], Punt] | None = None
) -> _T | Punt:
    """Ask something of the system; return what it gave, or else the line that says what was wrong with that.

    Args:
        naam: what is looked at.
        doe: asks it.
        verwacht: what a system should give.
        gevolg: as for `Punt`, when it is wrong.
        zonder: makes the line of the reason, for a system that does not have the verb; None when every system must have it.

    Raises:
        Gestopt: when the system is not there any more, or does not answer.

    """
    raad = "herstel de adapter."
    try:
        return doe()
    except (NietGetoetst, NietOndersteund) as geen:
        # What to do about it is said here in its own way.
        reden = geen.reden if isinstance(geen, NietGetoetst) else str(geen)
        if zonder:
            return zonder(reden)
        return fout(naam, reden, verwacht, "vul het verb aan in de adapter.", gevolg)
    except OnbereikbaarSysteem as weg:
        raise Gestopt(fout_van(naam, weg, verwacht, raad, gevolg)) from weg
    except (AdapterFout, OngeldigBericht) as mis:
        return fout_van(naam, mis, verwacht, raad, gevolg)
