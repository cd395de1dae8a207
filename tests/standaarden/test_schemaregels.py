"""The rules that a schema says: every one of them is in our schemas, and those of the facts are all here."""

import json
from pathlib import Path

import pytest

from pytest_draaiboek.standaarden import Datatype, alle_standaarden
from pytest_draaiboek.standaarden.schemaregels import alle_schemaregels, schemaregel, versieregels

TYPEN: dict[str, Datatype] = {
    knoop.datatype.naam: knoop.datatype
    for standaard in alle_standaarden()
    for release in standaard.releases.values()
    for type_ in release.berichttypen
    for knoop in release.structuur(type_).doorloop()
    if knoop.datatype
}


def facetten(type_: Datatype) -> set[str]:
    """Return the names of the facets that a data type has."""
    heeft = {
        "minLength": type_.min_lengte is not None,
        "maxLength": type_.max_lengte is not None,
        "minInclusive": type_.minimum is not None,
        "maxInclusive": type_.maximum is not None,
        "pattern": bool(type_.patronen),
        "enumeration": bool(type_.codes),
    }
    return {naam for naam, is_zo in heeft.items() if is_zo}


@pytest.mark.parametrize("regel", alle_schemaregels(), ids=lambda regel: regel.code)
def test_elke_regel_staat_in_een_schema(regel) -> None:
    for naam in regel.datatypen:
        if naam in TYPEN:  # a data type may be there for a message that does not use it
            assert facetten(TYPEN[naam]) >= set(regel.facetten), naam
    assert regel.datatypen or regel.elementen
    assert "pattern" not in regel.facetten or regel.verwacht or regel.release


def test_een_facet_zegt_een_regel() -> None:
    gezien = [
        (facet, waar)
        for regel in alle_schemaregels()
        for facet in regel.facetten
        for waar in (*regel.datatypen, *regel.elementen)
    ]
    assert len(gezien) == len(set(gezien)) > 60
    gevonden = schemaregel("maxLength", "LDT_AgbCode", "Afzender")
    assert gevonden
    assert gevonden.code == "RS014"
    assert schemaregel("enumeration", "LDT_Geslacht", "Geslacht") is None
    assert schemaregel("pattern", "LDT_IdentificatieDeclaratie", "DeclaratieNummer") is None
    assert {element: regel.code for element, regel in versieregels().items()} == {
        "BerichtVersie": "CS025",
        "BerichtSubversie": "CS015",
    }


def test_het_zijn_die_van_de_feiten(gedeeld: Path) -> None:
    """Each RS of the facts is here with its facets and data types, and all of them are in our schemas: none is left for a rule to check."""
    regels = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    van_een_schema = {regel["code"]: regel for regel in regels if regel["toetsbaar"] == "xsd"}
    onze = {regel.code: regel for regel in alle_schemaregels()}
    assert onze.keys() == van_een_schema.keys()
    for code, feit in van_een_schema.items():
        if "facetten" in feit:
            assert set(onze[code].datatypen) == set(feit["pad"]), code
            assert set(onze[code].facetten) == feit["facetten"].keys(), code
