"""What is wrong with the value of an element, by the facets that it fails: in Dutch, with the rule code of the standard."""

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden.schemaregels import schemaregel, versieregels

GEEN_CODE = "XSD"
MEESTE_TEKENS = 60
MEESTE_CODES = 20
RAAD = "Verbeter de waarde."

# What a value of a built-in type of XML Schema is, for those that a message has; another is named as it is.
_BASIS = {
    "date": "bestaande datum (jjjj-mm-dd)",
    "time": "bestaande tijd (uu:mm:ss)",
    "integer": "geheel getal",
    "decimal": "getal",
}


def versiefout(element: etree._Element, versie: str) -> tuple[str, str] | None:
    """Return rule code and text for an element that holds the version; None for any other element.

    Args:
        element: of the header, with a value that its schema refuses.
        versie: of the release that the namespace names ("3.1").

    """
    naam = etree.QName(element).localname
    regel = versieregels().get(naam)
    if regel is None:
        return None
    hoofdversie, subversie = versie.split(".")
    verwacht = hoofdversie if regel.release == "hoofdversie" else subversie
    return regel.code, (
        f"{naam} is {toon(element.text)}, maar de naamruimte is van release {versie}, waarbij {verwacht!r} hoort. "
        "Maak naamruimte en kop gelijk."
    )


def facetfouten(element: etree._Element, facetten: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield rule code and text of what is wrong with a value: one for each rule that it breaks.

    Args:
        element: that holds the value.
        facetten: those of xmlschema that it fails, and the built-in type where it is no value of that.

    """
    naam, tekst = etree.QName(element).localname, element.text or ""
    per_code: dict[str, list[str]] = {}
    namen: dict[str, None] = {}
    for facet in facetten:
        soort, type_ = _soort(facet), facet.parent
        # The type of one element alone has no name; it restricts one that has.
        regel = schemaregel(soort, (type_ is not None and type_.local_name) or "", naam)
        if type_ is not None:
            namen[type_.local_name or type_.base_type.local_name] = None
        zin = _zin(soort, facet, tekst, regel.verwacht if regel else "")
        zinnen = per_code.setdefault(regel.code if regel else GEEN_CODE, [])
        if zin not in zinnen:
            zinnen.append(zin)
    # What has no code of its own is said along with what has.
    zonder = per_code.pop(GEEN_CODE, []) if len(per_code) > 1 else []
    for code, zinnen in per_code.items():
        van = f" ({', '.join(namen)})" if namen else ""
        yield code, f"de waarde {toon(tekst)} {', en '.join([*zinnen, *zonder])}{van}. {RAAD}"
        zonder = []


def toon(waarde: str | None) -> str:
    """Return a value as it is shown: quoted, and cut off when it is long."""
    waarde = waarde or ""
    return repr(waarde if len(waarde) <= MEESTE_TEKENS else f"{waarde[:MEESTE_TEKENS]}…")


def een_van(namen: Sequence[str]) -> str:
    """Return names as a choice in Dutch: "a, b of c"."""
    *eerste, laatste = namen
    return f"{', '.join(eerste)} of {laatste}" if eerste else laatste


def _soort(facet: Any) -> str:
    """Return the name of a facet, or of a built-in type: only types have one of their own."""
    naam: str = facet.local_name or facet.elem.tag.rpartition("}")[2]
    return naam


def _zin(soort: str, facet: Any, waarde: str, verwacht: str) -> str:
    if soort in _ZIN:
        return _ZIN[soort](facet, waarde, verwacht)
    if facet.local_name:
        return f"is geen {_BASIS.get(soort, soort)}"
    return f"voldoet niet aan {soort} {getattr(facet, 'value', '')}".rstrip()


def _patroon(facet: Any, waarde: str, verwacht: str) -> str:
    patronen = [element.get("value", "") for element in facet]
    letterlijk = len(patronen) == 1 and patronen[0].isalnum()
    anders = repr(patronen[0]) if letterlijk else f"de vorm {een_van(patronen)}"
    uitleg = f"{verwacht} ({anders})" if verwacht and letterlijk else verwacht or anders
    return f"heeft niet de juiste vorm; verwacht wordt {uitleg}"


def _codelijst(facet: Any, waarde: str, verwacht: str) -> str:
    codes = [str(code) for code in facet.enumeration]
    if len(codes) <= MEESTE_CODES:
        return f"staat niet in de codelijst; verwacht wordt {een_van(codes)}"
    lijkt = get_close_matches(waarde[:MEESTE_TEKENS], codes, n=3, cutoff=0.5)
    return f"staat niet in de codelijst van {len(codes)} codes" + (
        f"; het meest lijkt {een_van(lijkt)}" if lijkt else ""
    )


def _te_kort(facet: Any, waarde: str, verwacht: str) -> str:
    te_kort = f"is te kort; verwacht worden ten minste {facet.value} tekens"
    return "is leeg; verwacht wordt een waarde" if not waarde else te_kort


_ZIN: dict[str, Callable[[Any, str, str], str]] = {
    "enumeration": _codelijst,
    "pattern": _patroon,
    "minLength": _te_kort,
    "maxLength": lambda facet, waarde, _: (
        f"is te lang ({len(waarde)} {'teken' if len(waarde) == 1 else 'tekens'}); verwacht wordt ten hoogste {facet.value}"
    ),
    "minInclusive": lambda facet, waarde, _: f"is te klein; verwacht wordt ten minste {facet.value}",
    "maxInclusive": lambda facet, waarde, _: f"is te groot; verwacht wordt ten hoogste {facet.value}",
}
