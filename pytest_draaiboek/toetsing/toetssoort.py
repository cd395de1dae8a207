"""What a check is: a draaiboek names one per eis, and the check knows which types and moments that means."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Soort
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.uitslag import Uitslag

Typenkeuze = Callable[[Draaiboek, Eis, str], Iterable[str]]
Verbenkeuze = Callable[[Draaiboek, Eis, str], Iterable[str]]
Verloop = Callable[[Beproeving, Eis, str], Uitslag | None]


@dataclass(frozen=True, slots=True)
class Toetssoort:
    """A kind of check.

    Args:
        naam: as a draaiboek names it ("stop").
        typen: the message types that it makes a case of, for an eis and a role.
        voer_uit: tries one message type.
        verben: the verbs that a system can do without, and that this check cannot.
        verben_van: those that depend on the eis, for a role; None when none do.
        mijlpalen: how many milestones its eis must name at the least.
        tijdvak: whether the first of those must be a stretch of time.
        begint: what the calendar must say of every type of the eis from the first of those on, and not before; None for anything.
        zonder_systeem: whether it asks the system nothing; then it comes to an outcome by itself.

    """

    naam: str
    typen: Typenkeuze
    voer_uit: Verloop
    verben: tuple[str, ...] = ()
    verben_van: Verbenkeuze | None = None
    mijlpalen: int = 0
    tijdvak: bool = False
    begint: Soort | None = None
    zonder_systeem: bool = False

    def nodig(self, draaiboek: Draaiboek, eis: Eis, rol: str) -> tuple[str, ...]:
        """Return the verbs that a system in a role can do without, and that this check of an eis cannot."""
        return self.verben if self.verben_van is None else tuple(self.verben_van(draaiboek, eis, rol))


def toets(
    naam: str,
    typen: Typenkeuze,
    *verben: str,
    verben_van: Verbenkeuze | None = None,
    mijlpalen: int = 0,
    tijdvak: bool = False,
    begint: Soort | None = None,
    zonder_systeem: bool = False,
) -> Callable[[Verloop], Toetssoort]:
    """Make a check of this name of the function that tries one message type; see `Toetssoort`."""
    return lambda voer_uit: Toetssoort(
        naam, typen, voer_uit, verben, verben_van, mijlpalen, tijdvak, begint, zonder_systeem
    )


# Which message types a check makes cases of. An eis that names types narrows the choice; a hub deals with all of them.


def uitgaand(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role sends."""
    return _gekozen(draaiboek, eis, rol, draaiboek.verzendt(rol))


def inkomend(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role receives."""
    return _gekozen(draaiboek, eis, rol, draaiboek.ontvangt(rol))


def antwoorden(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types with which the role answers."""
    return (type_ for type_ in uitgaand(draaiboek, eis, rol) if draaiboek.is_retour(type_))


def alle(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role sends or receives."""
    return _gekozen(draaiboek, eis, rol, draaiboek.verzendt(rol) + draaiboek.ontvangt(rol))


def alle_nieuwe(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role sends or receives, as far as they exist in the new version."""
    return (type_ for type_ in alle(draaiboek, eis, rol) if draaiboek.bestaat(type_, draaiboek.naar))


def uitgaand_nieuw(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role sends, as far as they exist in the new version."""
    return (type_ for type_ in uitgaand(draaiboek, eis, rol) if draaiboek.bestaat(type_, draaiboek.naar))


# A type that is new in the new version has nothing that could stop, linger or be mistaken for the old one.


def uitgaand_oud(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role sends, as far as they exist in the old version."""
    return (type_ for type_ in uitgaand(draaiboek, eis, rol) if draaiboek.bestaat(type_, draaiboek.van))


def inkomend_oud(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role receives, as far as they exist in the old version."""
    return (type_ for type_ in inkomend(draaiboek, eis, rol) if draaiboek.bestaat(type_, draaiboek.van))


def antwoorden_oud(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types with which the role answers, as far as they exist in the old version."""
    return (type_ for type_ in antwoorden(draaiboek, eis, rol) if draaiboek.bestaat(type_, draaiboek.van))


def alle_oude(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the role sends or receives, as far as they exist in the old version."""
    return (type_ for type_ in alle(draaiboek, eis, rol) if draaiboek.bestaat(type_, draaiboek.van))


def _gekozen(draaiboek: Draaiboek, eis: Eis, rol: str, eigen: tuple[str, ...]) -> Iterable[str]:
    getoetst = draaiboek.getoetste_typen
    mogelijk = getoetst if draaiboek.rollen[rol].geeft_door else eigen
    gekozen = eis.typen or getoetst
    return (type_ for type_ in gekozen if type_ in mogelijk and type_ in getoetst)
