"""What is wrong with the content of an element: which child is missing, is doubled, stands in the wrong place or has no business there."""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten.waardefout import een_van

VOLGORDE = "Zet de elementen in de volgorde van het schema."


def inhoudfout(kind: etree._Element | None, model: Sequence[Any], verwacht: Sequence[Any]) -> tuple[str, bool]:
    """Return the text, and whether the child has no business at its place at all.

    Args:
        kind: the first child that is not expected at its place; None when the content ends too early.
        model: the children that its schema lists in order (of xmlschema); empty when that is no plain list.
        verwacht: the declarations of which one had to come here.

    """
    wel = [_naam(declaratie) for declaratie in verwacht]
    if kind is None:
        return f"er ontbreekt een element: {een_van(wel or ['volgens het schema'])}. Vul het aan.", False
    naam, namen = etree.QName(kind).localname, [declaratie.name for declaratie in model]
    eerder = [broer.tag for broer in kind.itersiblings(etree.Element, preceding=True)]
    if kind.tag not in namen:
        for declaratie in model:
            if declaratie.local_name == naam:
                ruimte = etree.QName(kind).namespace or ""
                return (
                    f"{naam} staat in naamruimte {ruimte!r}; verwacht wordt {declaratie.target_namespace!r}. "
                    "Verbeter de naamruimte.",
                    True,
                )
        wel = _mogelijk(model, eerder) or wel
        anders = f"wel {een_van(wel)}" if wel else "hier hoort niets meer"
        return f"dit element wordt hier niet verwacht; {anders}. Controleer naam, naamruimte en volgorde.", True
    plaats = namen.index(kind.tag)
    if kind.tag in eerder and model[plaats].max_occurs == 1:
        return f"{naam} staat hier nog eens; het mag één keer. Laat de herhaling weg.", True
    verder = [tag for tag in eerder if tag in namen and namen.index(tag) > plaats]
    if verder:
        return f"{naam} staat te laat; het hoort vóór {etree.QName(verder[-1]).localname}. {VOLGORDE}", True
    later = {broer.tag for broer in kind.itersiblings(etree.Element)}
    if any(declaratie.name in later for declaratie in verwacht):
        return f"{naam} staat te vroeg; eerst hoort {een_van(wel)}. {VOLGORDE}", True
    return f"vóór {naam} ontbreekt een element: {een_van(wel or ['volgens het schema'])}. Vul het aan.", False


def _mogelijk(model: Sequence[Any], eerder: Sequence[object]) -> list[str]:
    """Return the names of what may come after what was there."""
    geweest = [plaats for plaats, declaratie in enumerate(model) if declaratie.name in eerder]
    begin = geweest[-1] if geweest else 0
    mogelijk = []
    for declaratie in model[begin:]:
        if declaratie.max_occurs is None or eerder.count(declaratie.name) < declaratie.max_occurs:
            mogelijk.append(_naam(declaratie))
        if declaratie.min_occurs and declaratie.name not in eerder:
            break
    return mogelijk


def _naam(declaratie: Any) -> str:
    return getattr(declaratie, "local_name", None) or "een ander element"
