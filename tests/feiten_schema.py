"""A schema built from nothing but the tables of facts, for a verdict that owes nothing to the schemas of the kit."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden import Datatype

XS = "http://www.w3.org/2001/XMLSchema"
# The facts of iWmo and iJw are of 3.2; the codes that came later than a release are not in it (facts, 'Other releases').
GEKOMEN = {
    "3.1": {
        "LDT_RedenWijziging": {"13", "14"},
        "LDT_RedenBeeindiging": {"38", "39"},
        "LDT_RetourCode": {"9379", "9384", "9385", "9387", "9388", "9389", "9390", "9411", "9412"},
    },
    "3.2": {"LDT_RetourCode": {"9413", "9414", "9415"}},
}


@cache
def schema_van_feiten(gedeeld: Path, standaard: str, versie: str, type_: str) -> etree.XMLSchema | None:
    """Return the schema of a message; None for one whose structure the facts do not have (303 and 304, and others in the chain of iWlz)."""
    feiten = lees_feiten(gedeeld, "berichten", standaard, versie)["berichten"]
    if type_ not in feiten:
        return None
    return _Bouw(lees_feiten(gedeeld, "datatypen", standaard, versie), feiten[type_], versie).schema()


def lees_feiten(gedeeld: Path, soort: str, standaard: str, versie: str) -> dict[str, Any]:
    """Return a table of facts; those of iWlz are told by release."""
    tabel: dict[str, Any] = json.loads((gedeeld / "feiten" / f"{soort}-{standaard}.json").read_text(encoding="utf-8"))
    per_release: dict[str, Any] = tabel.get("releases", {})
    return per_release[versie] if per_release else tabel


class _Bouw:
    def __init__(self, typen: dict[str, Any], feit: dict[str, Any], versie: str) -> None:
        self.typen, self.feit, self.versie = typen, feit, versie
        ruimte = versie.replace(".", "_")
        self.basis = typen["namespace"].replace("3_2", ruimte)
        self.eigen = feit["targetNamespace"].replace("3_2", ruimte)

    def schema(self) -> etree.XMLSchema:
        basis = self._wortel(self.basis)
        for naam, ldt in self.typen["ldt"].items():
            later = {c for v, rij in GEKOMEN.items() if v > self.versie for c in rij.get(naam, ())}
            codes = [code for code in ldt.get("enumeratie", ()) if code not in later]
            simpel = etree.SubElement(basis, f"{{{XS}}}simpleType", name=naam)
            self._beperk(simpel, ldt["basis"], ldt.get("facetten", {}), codes)
        for naam, rijen in self.typen["cdt"].items():
            self._complex(basis, naam, rijen)
        eigen = self._wortel(self.eigen)
        etree.SubElement(eigen, f"{{{XS}}}import", namespace=self.basis, schemaLocation="basis:")
        etree.SubElement(eigen, f"{{{XS}}}element", name="Bericht", type="m:Root")
        for naam, rijen in self.feit["typen"].items():
            self._complex(eigen, naam, rijen)
        lezer = etree.XMLParser(no_network=True)
        lezer.resolvers.add(_Basis(etree.tostring(basis)))
        return etree.XMLSchema(etree.fromstring(etree.tostring(eigen), lezer))

    def _wortel(self, ruimte: str) -> Any:
        namen = {"xs": XS, "b": self.basis, "m": self.eigen}
        return etree.Element(f"{{{XS}}}schema", targetNamespace=ruimte, elementFormDefault="qualified", nsmap=namen)

    def _complex(self, waar: Any, naam: str, rijen: list[list[Any]]) -> None:
        complex_ = etree.SubElement(waar, f"{{{XS}}}complexType", name=naam)
        reeks = etree.SubElement(complex_, f"{{{XS}}}sequence")
        for element, type_, min_, max_, *inline in rijen:
            hoe = {"name": element, "minOccurs": str(min_), "maxOccurs": str(max_)}
            voluit = f"{'b' if type_[:4] in {'LDT_', 'CDT_'} else 'm'}:{type_}"
            if not inline:
                etree.SubElement(reeks, f"{{{XS}}}element", hoe | {"type": voluit})
                continue
            facetten = dict(inline[0])
            if element == "BerichtSubversie" and "3_2" in self.feit["targetNamespace"]:
                facetten["pattern"] = self.versie[-1]
            deel = etree.SubElement(reeks, f"{{{XS}}}element", hoe)
            self._beperk(etree.SubElement(deel, f"{{{XS}}}simpleType"), voluit, facetten, [])

    @staticmethod
    def _beperk(simpel: Any, basis: str, facetten: dict[str, Any], codes: list[str]) -> None:
        beperking = etree.SubElement(simpel, f"{{{XS}}}restriction", base=basis)
        los = [(naam, w) for naam, wat in facetten.items() for w in (wat if isinstance(wat, list) else [wat])]
        for naam, waarde in [*los, *(("enumeration", code) for code in codes)]:
            etree.SubElement(beperking, f"{{{XS}}}{naam}", value=str(waarde))


class _Basis(etree.Resolver):
    def __init__(self, tekst: bytes) -> None:
        self.tekst = tekst

    def resolve(self, url: str, pubid: str | None, context: Any) -> Any:
        return self.resolve_string(self.tekst, context, base_url="basis:")


def gevonden(type_: Datatype) -> dict[str, Any]:
    """Return what the kit read of a simple type, in the words of the facts."""
    namen = {
        "minLength": type_.min_lengte,
        "maxLength": type_.max_lengte,
        "minInclusive": type_.minimum,
        "maxInclusive": type_.maximum,
    }
    facetten: dict[str, Any] = {naam: waarde for naam, waarde in namen.items() if waarde is not None}
    return {"basis": type_.basis, "facetten": facetten | {"pattern": list(type_.patronen)}, "codes": set(type_.codes)}
