"""What kind of value an expression gives, and what the notions that the rules share say in the notation itself."""

from collections.abc import Mapping
from typing import Any, Literal

from pytest_draaiboek.standaarden.begrippen import IN_NOTATIE
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

Soort = Literal["elementen", "tekst", "getal", "waarheid"]

_SOORT: dict[str, Soort] = {
    **dict.fromkeys(("normalize-space", "string", "substring", "translate"), "tekst"),
    **dict.fromkeys(("number", "plus_dagen", "plus_maanden", "sum"), "getal"),
    **dict.fromkeys(("boolean", "een_van", "gevuld", "not", "past", *IN_NOTATIE), "waarheid"),
}


def soort_van(deel: Deel) -> Soort | None:
    """Return what kind of value an expression gives; None for a function that has no translation."""
    match deel:
        case Pad() | Vereniging():
            return "elementen"
        case Tekst():
            return "tekst"
        case Getal() | Som():
            return "getal"
        case Functie(naam):
            return _SOORT.get(naam)
    return "waarheid"


def in_notatie(functie: Functie) -> Deel:
    """Return a notion about elements as what it says in the notation, about what it is given."""
    namen, uitdrukking = IN_NOTATIE[functie.naam]
    ingevuld: Deel = _ingevuld(ontleed(uitdrukking), dict(zip(namen, functie.delen, strict=True)))
    return ingevuld


def _ingevuld(deel: Any, gegeven: Mapping[str, Deel]) -> Any:
    """Put what a notion is given in the place of its names: a path before the steps that follow, a text as the name of a step."""
    match deel:
        case Pad(_, (Stap("kind", naam), *rest)) if isinstance(pad := gegeven.get(naam), Pad):
            return Pad(pad.begin, (*pad.stappen, *(_ingevuld(stap, gegeven) for stap in rest)))
        case Stap(langs, naam) if isinstance(tekst := gegeven.get(naam), Tekst):
            return Stap(langs, tekst.waarde)
        case Functie(naam, delen):
            return Functie(naam, tuple(_ingevuld(stuk, gegeven) for stuk in delen))
        case En(delen) | Of(delen):
            return type(deel)(tuple(_ingevuld(stuk, gegeven) for stuk in delen))
        case Vergelijking(links, teken, rechts):
            return Vergelijking(_ingevuld(links, gegeven), teken, _ingevuld(rechts, gegeven))
    return deel
