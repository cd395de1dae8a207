"""The structure of a message, read from its schema: what may stand where, how often, and of what data type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True, slots=True)
class Datatype:
    """A simple type.

    Args:
        naam: of the type in the basisschema ("LDT_Datum").
        basis: the built-in type that it restricts: "string", "integer", "date" or "time".
        patronen: regular expressions in XSD notation; a value must match each, and alternatives are one.
        min_lengte: in characters; None for no bound.
        max_lengte: in characters; None for no bound.
        minimum: of an integer; None for no bound.
        maximum: of an integer; None for no bound.
        codes: the values allowed, in the order of the list; empty when there is no list.

    """

    naam: str
    basis: str
    patronen: tuple[str, ...] = ()
    min_lengte: int | None = None
    max_lengte: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Knoop:
    """An element at its place in a message; each is equal to itself only, so that what is compiled for it can be kept by it.

    Args:
        naam: of the element.
        type: name of its type in the schema.
        basis: whether the element itself is in the namespace of the basisschema (else: of the message).
        verplicht: whether it must be there.
        herhaalbaar: whether there may be more than one.
        kinderen: what it holds, in order; empty for a leaf.
        datatype: of a leaf; None for an element that holds others.

    """

    naam: str
    type: str
    basis: bool
    verplicht: bool
    herhaalbaar: bool
    kinderen: tuple["Knoop", ...]
    datatype: Datatype | None
    _op_naam: dict[str, "Knoop"] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_op_naam", {kind.naam: kind for kind in self.kinderen})

    def kind(self, naam: str) -> "Knoop | None":
        """Return the child of this name, if there is one."""
        return self._op_naam.get(naam)

    def doorloop(self) -> Iterator["Knoop"]:
        """Yield this element and everything below it, in order."""
        yield self
        for kind in self.kinderen:
            yield from kind.doorloop()


def lees_structuur(bericht: etree._Element, basis: etree._Element) -> Knoop:
    """Return the structure of a message, from the roots of its schema and of the basisschema it imports."""
    return _Lezer(bericht, basis).wortel()


class _Lezer:
    def __init__(self, bericht: etree._Element, basis: etree._Element) -> None:
        self.bericht = bericht
        self.basis = basis
        self.typen = {
            t.get("name", ""): t
            for s in (basis, bericht)
            for t in s
            if t.tag in (f"{XS}simpleType", f"{XS}complexType")
        }
        self.datatypen: dict[str, Datatype] = {}

    def wortel(self) -> Knoop:
        (element,) = self.bericht.findall(f"{XS}element")
        return self._knoop(element, basis=False)

    def _knoop(self, element: etree._Element, *, basis: bool) -> Knoop:
        ingebed = element.find(f"{XS}simpleType")
        naam = element.get("type", "").rpartition(":")[2]
        kinderen: tuple[Knoop, ...] = ()
        datatype = None
        if ingebed is not None:
            datatype = self._datatype(ingebed)
            naam = datatype.naam
        elif self.typen[naam].tag == f"{XS}complexType":
            rijen = self.typen[naam].iterfind(f"{XS}sequence/{XS}element")
            kinderen = tuple(self._knoop(rij, basis=self.typen[naam].getparent() is self.basis) for rij in rijen)
        else:
            datatype = self._datatype_van(naam)
        return Knoop(
            naam=element.get("name", ""),
            type=naam,
            basis=basis,
            verplicht=element.get("minOccurs", "1") != "0",
            herhaalbaar=element.get("maxOccurs", "1") == "unbounded",
            kinderen=kinderen,
            datatype=datatype,
        )

    def _datatype_van(self, naam: str) -> Datatype:
        """Return the simple type of this name; the same one wherever it occurs."""
        if naam not in self.datatypen:
            self.datatypen[naam] = self._datatype(self.typen[naam])
        return self.datatypen[naam]

    def _datatype(self, type_: etree._Element) -> Datatype:
        """Read a restriction, on top of the type that it restricts."""
        (beperking,) = type_.findall(f"{XS}restriction")
        van = beperking.get("base", "").rpartition(":")[2]
        onder = self._datatype_van(van) if van in self.typen else Datatype(van, van)
        facetten: dict[str, list[str]] = {}
        for facet in beperking.iterchildren(f"{XS}*"):
            facetten.setdefault(etree.QName(facet).localname, []).append(facet.get("value", ""))

        def getal(naam: str, anders: int | None) -> int | None:
            return int(facetten[naam][0]) if naam in facetten else anders

        return Datatype(
            naam=type_.get("name") or onder.naam,
            basis=onder.basis,
            patronen=onder.patronen + _een(facetten.get("pattern", ())),
            min_lengte=getal("minLength", onder.min_lengte),
            max_lengte=getal("maxLength", onder.max_lengte),
            minimum=getal("minInclusive", onder.minimum),
            maximum=getal("maxInclusive", onder.maximum),
            codes=tuple(facetten.get("enumeration", onder.codes)),
        )


def _een(patronen: Sequence[str]) -> tuple[str, ...]:
    """Return the patterns of one restriction as one: a value matches one of them."""
    return ("|".join(f"({patroon})" for patroon in patronen),) if len(patronen) > 1 else tuple(patronen)
