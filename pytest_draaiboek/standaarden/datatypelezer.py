"""Simple types read from a schema: restrictions, lists and unions of built-in types."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden.bouwstenen import XS, XSD, Bouwstenen, Naam, soort_van, weiger
from pytest_draaiboek.standaarden.structuur import Datatype, Waardetoets

MEESTE_STAPPEN = 30  # from a type to the built-in one that it restricts

Toetsmaker = Callable[[etree._Element | Naam], Waardetoets | None]

_NAAM = r"[A-Za-z_][A-Za-z0-9._\-]*"
_GEHEEL: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_TEKST: dict[str, tuple[str, ...]] = {
    "string": (),
    "normalizedString": (),
    "token": (),
    "anySimpleType": (),
    "language": (r"[a-z]{2}(-[A-Z]{2})?",),
    "Name": (_NAAM,),
    "NCName": (_NAAM,),
    "ID": (_NAAM,),
    "NMTOKEN": (r"[A-Za-z0-9._\-]+",),
}
_OVERIG = (
    *("decimal", "boolean", "float", "double", "date", "time", "dateTime", "duration", "anyURI", "base64Binary"),
    *("hexBinary", "gYear", "gYearMonth", "gMonth", "gDay", "gMonthDay"),
)
_GRENZEN = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")


def ingebouwd(naam: str) -> Datatype | None:
    """Return a built-in type; None for one that the kit can make no values of."""
    if naam in _GEHEEL:
        minimum, maximum = _GEHEEL[naam]
        return Datatype(naam, "integer", minimum=minimum, maximum=maximum)
    if naam in _TEKST:
        return Datatype(naam, "string", patronen=_TEKST[naam])
    return Datatype(naam, naam) if naam in _OVERIG else None


class Datatypelezer:
    """Reads simple types; the same one wherever it occurs.

    Args:
        bouwstenen: the schemas.
        toets: gives what tells whether a value is one of a type, declared or built in; None for the kit's own types.

    """

    def __init__(self, bouwstenen: Bouwstenen, toets: Toetsmaker = lambda _: None) -> None:
        self._bouwstenen = bouwstenen
        self._toets = toets
        self._gelezen: dict[Naam, Datatype] = {}
        self._bezig: list[Naam] = []

    def genoemd(self, bij: etree._Element, naam: Naam) -> Datatype:
        """Return the simple type of a name.

        Args:
            bij: the part of the schema that refers to it.
            naam: built in, or declared.

        Raises:
            OngeldigSchema: for a type that does not exist, or that the kit can make no values of.

        """
        if naam not in self._gelezen:
            self._gelezen[naam] = self._lees_genoemd(bij, naam)
        return self._gelezen[naam]

    def _lees_genoemd(self, bij: etree._Element, naam: Naam) -> Datatype:
        if naam.ruimte == XSD:
            type_ = ingebouwd(naam.lokaal)
            if type_ is None:
                weiger(
                    bij,
                    f"gegevenstype xs:{naam.lokaal} kan de kit niet vullen",
                    "neem een ander ingebouwd type, zoals xs:string",
                )
            return replace(type_, toets=self._toets(naam))
        declaratie = self._bouwstenen.deel("simpleType", naam)
        if declaratie is None:
            weiger(
                bij,
                f"gegevenstype {naam.lokaal!r} bestaat niet in naamruimte {naam.ruimte!r}",
                "voeg het toe aan het schema, of verbeter de verwijzing",
            )
        if naam in self._bezig or len(self._bezig) > MEESTE_STAPPEN:
            weiger(declaratie, f"gegevenstype {naam.lokaal!r} rust op zichzelf", "verbeter de verwijzingen")
        self._bezig.append(naam)
        try:
            return self.van(declaratie)
        finally:
            self._bezig.pop()

    def van(self, declaratie: etree._Element) -> Datatype:
        """Return the simple type that a part of the schema declares; raises as `genoemd`."""
        toets = self._toets(declaratie)
        inhoud = next(
            (deel for deel in declaratie.iterchildren(f"{XS}*") if soort_van(deel) in ("restriction", "list", "union")),
            None,
        )
        if inhoud is None:
            weiger(declaratie, "dit gegevenstype zegt niet waaruit het bestaat", "geef er een xs:restriction in")
        naam = declaratie.get("name", "")
        if soort_van(inhoud) == "list":
            return Datatype(naam, "list", lijst_van=self._onder(inhoud, "itemType"), toets=toets)
        if soort_van(inhoud) == "union":
            return Datatype(naam, "union", een_van=self._leden(inhoud), toets=toets)
        return self.beperkt(inhoud, self._onder(inhoud, "base"), naam, toets)

    def _onder(self, element: etree._Element, attribuut: str) -> Datatype:
        """Return the type that is named in an attribute, or stands inside."""
        if element.get(attribuut):
            return self.genoemd(element, self._bouwstenen.naam(element, attribuut))
        binnen = element.find(f"{XS}simpleType")
        if binnen is None:
            weiger(element, f"het type ontbreekt ({attribuut})", "noem het type")
        return self.van(binnen)

    def _leden(self, vereniging: etree._Element) -> tuple[Datatype, ...]:
        genoemd = [self.genoemd(vereniging, naam) for naam in self._bouwstenen.namen(vereniging, "memberTypes")]
        return (*genoemd, *(self.van(lid) for lid in vereniging.iterchildren(f"{XS}simpleType")))

    def beperkt(self, beperking: etree._Element, onder: Datatype, naam: str, toets: Waardetoets | None) -> Datatype:
        """Return a type with the facets of a restriction on top of those of the type that it restricts."""
        facetten: dict[str, list[str]] = {}
        for facet in beperking.iterchildren(f"{XS}*"):
            facetten.setdefault(soort_van(facet), []).append(facet.get("value", ""))

        def getal(*namen: str) -> int | None:
            gezet = [facetten[naam][0] for naam in namen if naam in facetten]
            try:
                return int(gezet[0]) if gezet else None
            except ValueError:
                weiger(beperking, f"facet {namen[0]} is {gezet[0]!r}; verwacht wordt een getal", "verbeter de waarde")

        erbij: dict[str, Any] = {}
        if onder.basis == "integer":
            boven_minimum, onder_maximum = getal("minExclusive"), getal("maxExclusive")
            minimum = getal("minInclusive") if boven_minimum is None else boven_minimum + 1
            maximum = getal("maxInclusive") if onder_maximum is None else onder_maximum - 1
            erbij = {"minimum": minimum, "maximum": maximum}
        else:
            erbij["grenzen"] = (*onder.grenzen, *((g, facetten[g][0]) for g in _GRENZEN if g in facetten)) or None
        erbij |= {
            "min_lengte": getal("minLength", "length"),
            "max_lengte": getal("maxLength", "length"),
            "cijfers": getal("totalDigits"),
            "decimalen": getal("fractionDigits"),
            "codes": tuple(facetten.get("enumeration", ())) or None,
        }
        # Of several patterns in one restriction a value must match one; of one below another it must match each.
        patronen = facetten.get("pattern", [])
        eigen = ("|".join(patronen),) if patronen else ()
        return replace(
            onder,
            naam=naam or onder.naam,
            patronen=onder.patronen + eigen,
            toets=toets,
            **{veld: waarde for veld, waarde in erbij.items() if waarde is not None},
        )
