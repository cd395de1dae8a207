"""What a schema refuses in a message: the verdict of libxml2, explained as far as that can be."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

from lxml import etree

from pytest_draaiboek.berichten.bevinding import EIGEN, Bevinding
from pytest_draaiboek.berichten.plek import pad_van
from pytest_draaiboek.berichten.uitleg import Uitleg, Uitlegger
from pytest_draaiboek.berichten.waardefout import GEEN_CODE, een_van, toon, versiefout

MEESTE_BEVINDINGEN = 100
MEESTE_MELDINGEN = 1_000  # of libxml2 that are looked at: it says some things twice
ONVERWACHT = "SCHEMAV_ELEMENT_CONTENT"


def schemafouten(
    root: etree._Element, schema: etree.XMLSchema, uitlegger: Uitlegger, *, versie: str, bron: str = EIGEN
) -> list[Bevinding]:
    """Return what a schema refuses; an empty list when it accepts the message.

    Every finding has the code of the rule that the schema says there, or XSD. Such a message gets no retour at all (IV028), so none has a
    retourcode. Beyond `MEESTE_BEVINDINGEN` they are no longer explained, and the last one says so.

    Args:
        root: of the message.
        schema: that decides.
        uitlegger: explains, by the same schema.
        versie: of the release that the namespace of the message names.
        bron: whose schema it is.

    """
    if schema.validate(root):
        return []
    gevonden: dict[tuple[str, str], tuple[Uitleg, str]] = {}
    meldingen = cast(Iterable[etree._LogEntry], schema.error_log)
    for uitleg in _uitleg(root, islice(meldingen, MEESTE_MELDINGEN), uitlegger, versie):
        sleutel = (uitleg.code, pad_van(uitleg.element))
        eerder = gevonden.get(sleutel)
        if eerder is None and len(gevonden) == MEESTE_BEVINDINGEN:
            return [*_bevindingen(gevonden, bron), _en_meer(bron)]
        if eerder is None:
            gevonden[sleutel] = uitleg, uitleg.melding
        elif uitleg.melding not in eerder[1]:
            gevonden[sleutel] = eerder[0], f"{eerder[1]} Ook {uitleg.melding}"
    return _bevindingen(gevonden, bron)


def _bevindingen(gevonden: dict[tuple[str, str], tuple[Uitleg, str]], bron: str) -> list[Bevinding]:
    bevindingen = [
        Bevinding(code, "", pad, melding, regel=cast(int, uitleg.element.sourceline), bron=(bron,))
        for (code, pad), (uitleg, melding) in gevonden.items()
    ]
    return sorted(bevindingen, key=lambda bevinding: bevinding.regel)


def _en_meer(bron: str) -> Bevinding:
    melding = (
        f"er zijn meer dan {MEESTE_BEVINDINGEN} schemafouten; de rest is niet uitgelegd. "
        "Herstel deze eerst, en controleer het bericht dan opnieuw."
    )
    return Bevinding(GEEN_CODE, "", "/Bericht", melding, regel=1, bron=(bron,))


def _uitleg(
    root: etree._Element, meldingen: Iterable[etree._LogEntry], uitlegger: Uitlegger, versie: str
) -> Iterator[Uitleg]:
    uitgelegd: set[etree._Element] = set()
    for melding in meldingen:
        element = waar = _element(root, melding.path)
        ouder = element.getparent()
        if melding.type_name == ONVERWACHT and "Missing child" not in melding.message and ouder is not None:
            # Of a child that is not expected its parent knows more, and also of what libxml2 passes over after it.
            waar = ouder
        if not uitgelegd.isdisjoint((waar, *waar.iterancestors())):
            continue
        uitleg = uitlegger.verklaar(waar)
        if uitleg:
            uitgelegd.add(waar)
            yield from uitleg
        else:
            code, tekst = versiefout(element, versie) or (GEEN_CODE, _vertaal(melding, element.text or ""))
            yield Uitleg(element, code, tekst)


def _element(root: etree._Element, pad: str | None) -> etree._Element:
    """Return the element that libxml2 reports on, by its path; the root when that leads nowhere."""
    ruimten = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        gevonden = root.getroottree().xpath(pad, namespaces=ruimten) if pad else []
    except etree.XPathError:
        return root  # a prefix that is declared further down
    eerste = gevonden[0] if isinstance(gevonden, list) and gevonden else root
    return eerste if isinstance(eerste, etree._Element) else root


_NAAMRUIMTE = re.compile(r"\{[^}]*\}")
_VERWACHT = re.compile(r"Expected is (?:one of )?\( ?(.*?) ?\)")


def _vertaal(melding: etree._LogEntry, waarde: str) -> str:
    """Say in Dutch what libxml2 found, where there is no better explanation."""
    kaal = _NAAMRUIMTE.sub("", melding.message)
    if melding.type_name in (ONVERWACHT, "SCHEMAV_CVC_ELT_1"):
        verwacht = _VERWACHT.search(kaal)
        wat = een_van(verwacht[1].split(", ")) if verwacht else ""
        if "Missing child" in kaal:
            return f"er ontbreekt een element: {wat}. Vul het aan."
        if "No matching global" in kaal:
            return "deze wortel hoort niet bij dit bericht."
        wel = f"wel {wat}" if wat else "hier hoort niets meer"
        return f"dit element wordt hier niet verwacht; {wel}. Controleer naam, naamruimte en volgorde."
    if melding.type_name.startswith(("SCHEMAV_CVC_DATATYPE", "SCHEMAV_CVC_ENUM", "SCHEMAV_CVC_PATTERN")):
        return f"de waarde {toon(waarde)} past niet bij het gegevenstype dat hier hoort. Verbeter de waarde."
    return f"het bericht voldoet niet aan het schema: {kaal} Verbeter het element."
