"""Messages and states as trees without namespaces, for the conditions that a draaiboek writes."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.systemen import Stand

AANTALLEN = ("te_verzenden", "ongelezen", "onbeantwoord")
TOEWIJZING = "toewijzing"
# What only the system can tell of a toewijzing: a condition on it says nothing when it does not.
EIGEN_OORDEEL = ("bronVersie", "status", "geconverteerd", "inZorg")
_NAAM = re.compile(r"[A-Za-z_][\w.-]*")
_GEEN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def boom_van(bericht: Bericht) -> etree._Element:
    """Return the root of a message with the names of its elements only."""
    boom = copy.deepcopy(bericht.root)
    for element in boom.iter(tag=etree.Element):
        element.tag = etree.QName(element).localname
    return boom


def waarden_van(boom: etree._Element, naam: str) -> set[str]:
    """Return the text of every element with a name, anywhere in a tree."""
    return {(element.text or "").strip() for element in boom.iter(naam)}


def boom_van_stand(stand: Stand) -> etree._Element:
    """Return a state as ``<stand te_verzenden= ongelezen= onbeantwoord=>``, with a ``<toewijzing>`` for each.

    Raises:
        AdapterFout: for toewijzingen that are no mappings of names to texts, or to true and false.

    """
    boom = etree.Element("stand", {naam: str(getattr(stand, naam)) for naam in AANTALLEN})
    for toewijzing in stand.toewijzingen or ():
        tak = etree.SubElement(boom, TOEWIJZING)
        if not isinstance(toewijzing, Mapping):
            raise _vreemd(toewijzing)
        for naam, waarde in toewijzing.items():
            if waarde is None:
                continue
            if not isinstance(naam, str) or not _NAAM.fullmatch(naam) or not isinstance(waarde, str | bool):
                raise _vreemd({naam: waarde})
            tekst = str(waarde).lower() if isinstance(waarde, bool) else waarde
            etree.SubElement(tak, naam).text = _GEEN_XML.sub("\ufffd", tekst)
    return boom


def _vreemd(gevonden: Any) -> AdapterFout:
    return AdapterFout(
        f"De adapter gaf in stand().toewijzingen {gevonden!r}; verwacht wordt van elke toewijzing een dict met namen en teksten, of True en False.\n"
        "Wat te doen: geef daarin teksten, met datums als jjjj-mm-dd, en laat weg wat het systeem niet weet."
    )
