"""The content of an element by element name: text for a leaf, a dict for what holds others, a list for what may repeat."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden import Knoop


def als_inhoud(element: etree._Element, knoop: Knoop | None) -> dict[str, Any] | str:
    """Return the content of an element.

    Args:
        element: in the tree of a message.
        knoop: its place in the structure; None for an element that the structure doesn't have.

    """
    if not len(element) and not (knoop and knoop.kinderen):
        return element.text or ""
    inhoud: dict[str, Any] = {}
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


def waarden(inhoud: Any, naam: str) -> Iterator[str]:
    """Yield the text of every element with a name, anywhere in content."""
    for sleutel, waarde in inhoud.items() if isinstance(inhoud, Mapping) else ():
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Mapping):
                yield from waarden(deel, naam)
            elif sleutel == naam:
                yield deel
