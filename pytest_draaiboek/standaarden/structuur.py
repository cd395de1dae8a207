"""The structure of a message, as its schema says it: what may stand where, how often, and of what data type."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

# In content by element name: how an attribute is called, and the text of an element that has attributes.
ATTRIBUUT = "@"
TEKST = "#tekst"


class Waardetoets(Protocol):
    """Tells whether a value is one of a data type, by the schema itself."""

    def __call__(self, waarde: str) -> bool:
        """Whether the schema accepts it."""


@dataclass(frozen=True, slots=True)
class Datatype:
    """A simple type.

    Args:
        naam: of the type in the basisschema ("LDT_Datum"); of one without a name: that of what it restricts.
        basis: the kind of value: "string", "integer", or another built-in type that is none of these ("date", "time", "decimal").
        patronen: regular expressions in XSD notation; a value must match each.
        min_lengte: in characters; None for no bound.
        max_lengte: in characters; None for no bound.
        minimum: of an integer; None for no bound.
        maximum: of an integer; None for no bound.
        codes: the values allowed, in the order of the list; empty when there is no list.
        grenzen: the bounds of a value that is no integer, as facets of XSD: name and value.
        cijfers: how many digits a number may have; None for no bound.
        decimalen: how many of those may stand behind the point; None for no bound.
        lijst_van: of what it is a list, with spaces between; None for one that is no list.
        een_van: the types of which a value is one; empty for one that is no union.
        toets: of a type in a user's own schema: tells whether a value is one; None for a type of the kit.

    """

    naam: str
    basis: str
    patronen: tuple[str, ...] = ()
    min_lengte: int | None = None
    max_lengte: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    codes: tuple[str, ...] = ()
    grenzen: tuple[tuple[str, str], ...] = ()
    cijfers: int | None = None
    decimalen: int | None = None
    lijst_van: "Datatype | None" = None
    een_van: tuple["Datatype", ...] = ()
    toets: Waardetoets | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Knoop:
    """An element at its place in a message; each is equal to itself only, so that what is compiled for it can be kept by it.

    Args:
        naam: of the element.
        type: name of its type in the schema.
        ruimte: which of the namespaces of the message it is in (`Release.naamruimten`): 0 its own, 1 that of the basisschema.
        verplicht: whether it must be there.
        herhaalbaar: whether there may be more than one.
        kinderen: what it holds, in order; empty for a leaf.
        datatype: of a leaf; None for an element that holds others.
        minste: how many there are at least, when it is there.
        meeste: of one that is repeatable: how many there may be; None for no bound.
        attributen: what it bears; each is a leaf with `ATTRIBUUT` before its name.
        model: how what it holds hangs together, when that is no plain list.
        waarden: the values to choose from, where a user or the schema gives them.

    """

    naam: str
    type: str
    ruimte: int
    verplicht: bool
    herhaalbaar: bool
    kinderen: tuple["Knoop", ...]
    datatype: Datatype | None
    minste: int = 1
    meeste: int | None = None
    attributen: tuple["Knoop", ...] = ()
    model: "Groep | None" = None
    waarden: tuple[str, ...] = ()
    _op_naam: dict[str, "Knoop"] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_op_naam", {kind.naam: kind for kind in self.kinderen})

    @property
    def delen(self) -> "tuple[Deel, ...]":
        """What it holds, as it hangs together."""
        return self.model.delen if self.model else self.kinderen

    def kind(self, naam: str) -> "Knoop | None":
        """Return the child of this name, if there is one."""
        return self._op_naam.get(naam)

    def doorloop(self) -> Iterator["Knoop"]:
        """Yield this element and everything below it, in order."""
        yield self
        for kind in self.kinderen:
            yield from kind.doorloop()


@dataclass(frozen=True, slots=True, eq=False)
class Groep:
    """Elements of which all or just one must be there.

    Args:
        soort: "reeks" for all of them in order, "keuze" for one of them.
        verplicht: whether it must be there.
        delen: what it holds.

    """

    soort: Literal["reeks", "keuze"]
    verplicht: bool
    delen: "tuple[Deel, ...]"


Deel: TypeAlias = Knoop | Groep
