"""The rules of the standards that a schema says: which code goes with which facet of which data type."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec


class Schemaregel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule on the values of elements, which a schema puts as a facet.

    Args:
        code: in the standard ("RS036").
        facetten: names of the facets that say it ("maxLength").
        datatypen: the data types whose facet it is.
        elementen: the elements whose own facet it is, on top of their data type.
        verwacht: what it asks, in Dutch, where a bound alone would not tell.
        vertalingen: of that, by language ("en").
        release: which part of the version of the release the element holds; None for another.

    """

    code: str
    facetten: tuple[str, ...]
    datatypen: tuple[str, ...] = ()
    elementen: tuple[str, ...] = ()
    verwacht: str = ""
    vertalingen: dict[str, str] = {}
    release: Literal["hoofdversie", "subversie"] | None = None


class _Bestand(msgspec.Struct, forbid_unknown_fields=True):
    regel: tuple[Schemaregel, ...]


@cache
def alle_schemaregels() -> tuple[Schemaregel, ...]:
    """Return every rule that a schema says."""
    bestand = resources.files("pytest_draaiboek.standaarden").joinpath("schemaregels.toml")
    return msgspec.convert(tomllib.loads(bestand.read_text(encoding="utf-8")), _Bestand).regel


@cache
def versieregels() -> dict[str, Schemaregel]:
    """Return the rules on the version in the header, by the element that holds it."""
    return {element: regel for regel in alle_schemaregels() if regel.release for element in regel.elementen}


def schemaregel(facet: str, datatype: str, element: str) -> Schemaregel | None:
    """Return the rule that a facet says; None when the standard has no code for it.

    Args:
        facet: its name ("maxLength").
        datatype: the named type that has it ("LDT_AgbCode"); empty when it is the element's own.
        element: local name of the element.

    """
    return _per_facet().get((facet, datatype or f"/{element}"))


@cache
def _per_facet() -> dict[tuple[str, str], Schemaregel]:
    return {
        (facet, waar): regel
        for regel in alle_schemaregels()
        for facet in regel.facetten
        for waar in (*regel.datatypen, *(f"/{element}" for element in regel.elementen))
    }
