"""What an expression in the notation of the rules becomes: functions over a message as the rules look at it, put together once."""

import operator
from collections.abc import Callable

from pytest_draaiboek.fouten import KitFout
from pytest_draaiboek.standaarden.uitdrukking import (
    FUNCTIES,
    Elementen,
    Plek,
    Waarde,
    aaneen,
    alle_delen,
    een_van_delen,
    kind,
    ouder,
    reken,
    vast,
    vergelijk,
    voorouder,
    waar,
    waar_geldt,
    waarheid,
    wortel,
    zelf,
)
from pytest_draaiboek.standaarden.zinsbouw import (
    Deel,
    En,
    Functie,
    Getal,
    Of,
    Pad,
    Som,
    Stap,
    Tekst,
    Vereniging,
    Vergelijking,
    ontleed,
)

_STAPPEN: dict[str, Callable[[str], Callable[[Plek], Elementen]]] = {
    "kind": kind,
    "ouder": lambda _: ouder,
    "zelf": lambda _: zelf,
    "voorouder": voorouder,
    "wortel": wortel,
}
_VAN_PAAR = {"$a": operator.itemgetter(slice(0, 1)), "$b": operator.itemgetter(slice(1, 2))}


def compileer(uitdrukking: str) -> Callable[[Plek], bool]:
    """Return an expression as a function that tells whether it is true.

    Args:
        uitdrukking: in the notation. It is evaluated on an `Element`, or on a pair of them when it has $a and $b.

    Raises:
        KitFout: for an expression outside the notation; names the place.

    """
    return waarheid(_lees(uitdrukking))


def compileer_tekst(uitdrukking: str) -> Callable[[Plek], str]:
    """Return an expression as a function that gives its value as text, without needless white space; empty when there is none.

    Args:
        uitdrukking: in the notation, such as a path.

    Raises:
        KitFout: for an expression outside the notation; names the place.

    """
    tekst: Callable[[Plek], str] = FUNCTIES["normalize-space"](_lees(uitdrukking)).op
    return tekst


def _lees(uitdrukking: str) -> Waarde:
    try:
        return _waarde(ontleed(uitdrukking))
    except _GeenFunctie as fout:
        raise KitFout(f"De regel {uitdrukking!r} gebruikt {fout}; zo'n functie is er niet. Meld dit.") from fout


class _GeenFunctie(Exception):
    """A call of what is no function, or not of so many parts."""


def _waarde(deel: Deel) -> Waarde:
    match deel:
        case Tekst(tekst):
            return vast("tekst", tekst)
        case Getal(getal):
            return vast("getal", getal)
        case Pad():
            return Waarde("elementen", _pad(deel))
        case Vereniging(delen):
            functies = [_waarde(stuk).op for stuk in delen]
            return Waarde("elementen", lambda plek: [element for functie in functies for element in functie(plek)])
        case Functie():
            return _functie(deel)
        case Som(links, teken, rechts):
            return reken(_waarde(links), teken, _waarde(rechts))
        case Vergelijking(links, teken, rechts):
            return vergelijk(_waarde(links), teken, _waarde(rechts))
        case En(delen):
            return waar(alle_delen([waarheid(_waarde(stuk)) for stuk in delen]))
        case Of(delen):
            return waar(een_van_delen([waarheid(_waarde(stuk)) for stuk in delen]))


def _functie(functie: Functie) -> Waarde:
    delen = [_waarde(deel) for deel in functie.delen]
    try:
        return FUNCTIES[functie.naam](*delen)
    except (KeyError, TypeError) as fout:
        raise _GeenFunctie(f"{functie.naam} met {len(delen)} delen") from fout


def _pad(pad: Pad) -> Callable[[Plek], Elementen]:
    stappen = [_stap(stap) for stap in pad.stappen]
    return aaneen([_VAN_PAAR[pad.begin], *stappen] if pad.begin else stappen)


def _stap(stap: Stap) -> Callable[[Plek], Elementen]:
    gezet = _STAPPEN[stap.langs](stap.naam)
    for geldt in stap.waar:
        gezet = waar_geldt(gezet, waarheid(_waarde(geldt)))
    return gezet
