"""Where something is in a message: a path by local names, as the rule sheets of the standards write it too."""

import re
from typing import cast

from lxml import etree

from pytest_draaiboek.berichten.bevinding import Bevinding, Zwaarte

_STAP = re.compile(r"(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?")


def pad_van(element: etree._Element) -> str:
    """Return the path of an element, with a number only where there is more than one of that name."""
    return "/" + "/".join(_stap(stap) for stap in reversed([element, *element.iterancestors()]))


def bevinding_bij(
    element: etree._Element, code: str, retourcode: str, melding: str, ernst: Zwaarte = "fout"
) -> Bevinding:
    """Return a finding of the kit about an element of a message."""
    return Bevinding(code, retourcode, pad_van(element), melding, ernst, cast(int, element.sourceline))


def element_op(root: etree._Element, pad: str) -> etree._Element | None:
    """Return the element that a path by local names leads to; None when it leads nowhere.

    Args:
        root: of the message.
        pad: with or without its first slash, prefixes and numbers; without a number the first is meant.

    """
    stappen = [_STAP.fullmatch(stap) for stap in pad.strip().strip("/").split("/")]
    if not stappen or stappen[0] is None or stappen[0][1] != etree.QName(root).localname:
        return None
    element = root
    for stap in stappen[1:]:
        if stap is None:
            return None
        gelijken = list(element.iterchildren("{*}" + stap[1]))
        nummer = int(stap[2] or 1)
        if not 1 <= nummer <= len(gelijken):
            return None
        element = gelijken[nummer - 1]
    return element


def _stap(element: etree._Element) -> str:
    naam = etree.QName(element).localname
    ouder = element.getparent()
    gelijken = [] if ouder is None else list(ouder.iterchildren(element.tag))
    return f"{naam}[{gelijken.index(element) + 1}]" if len(gelijken) > 1 else naam
