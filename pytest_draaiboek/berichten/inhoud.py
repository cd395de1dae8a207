"""The content of an element by element name: text for a leaf, a dict for what holds others, a list for what may repeat.

What bears attributes is a dict too: each by its name after ``@``, and the text of a leaf as ``#tekst``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden import Knoop
from pytest_draaiboek.standaarden.structuur import ATTRIBUUT, TEKST


def als_inhoud(element: etree._Element, knoop: Knoop | None) -> dict[str, Any] | str:
    """Return the content of an element.

    Args:
        element: in the tree of a message.
        knoop: its place in the structure; None for an element that the structure doesn't have.

    """
    attributen = _attributen(element, knoop) if knoop and knoop.attributen else {}
    if not len(element) and not (knoop and knoop.kinderen):
        return {**attributen, TEKST: element.text or ""} if attributen else element.text or ""
    inhoud: dict[str, Any] = attributen
    for kind in element.iterchildren(tag=etree.Element):
        naam = kind.tag.rpartition("}")[2]
        eigen = knoop.kind(naam) if knoop else None
        waarde = als_inhoud(kind, eigen)
        if eigen and eigen.herhaalbaar:
            inhoud.setdefault(naam, []).append(waarde)
        elif naam in inhoud:
            # More than there may be: kept all the same, so that nothing that was on the wire is overlooked.
            inhoud[naam] = [*(inhoud[naam] if isinstance(inhoud[naam], list) else [inhoud[naam]]), waarde]
        else:
            inhoud[naam] = waarde
    return inhoud


def _attributen(element: etree._Element, knoop: Knoop) -> dict[str, Any]:
    """Return the attributes of an element that its structure has, by `ATTRIBUUT` and their names."""
    bekend = [attribuut.naam for attribuut in knoop.attributen]
    gegeven = {ATTRIBUUT + str(naam): str(waarde) for naam, waarde in element.attrib.items()}
    return {naam: gegeven[naam] for naam in bekend if naam in gegeven}


def waarden(inhoud: Any, naam: str) -> Iterator[str]:
    """Yield the text of every element with a name, anywhere in content."""
    for sleutel, waarde in inhoud.items() if isinstance(inhoud, Mapping) else ():
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Mapping):
                if sleutel == naam and TEKST in deel:
                    yield deel[TEKST]
                yield from waarden(deel, naam)
            elif sleutel == naam:
                yield deel
