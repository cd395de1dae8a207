"""Why a schema refuses an element: xmlschema tells what was found and what was expected. The verdict itself is libxml2's."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from pytest_draaiboek.berichten.inhoudfout import inhoudfout
from pytest_draaiboek.berichten.waardefout import GEEN_CODE, facetfouten, versiefout

if TYPE_CHECKING:
    from xmlschema import XMLSchema10

MEESTE_ELEMENTEN = 20_000  # under the element that is explained: about a second
MEESTE_ATTRIBUTEN = 100  # of one element; xmlschema takes the square of them, and no message has any


@dataclass(frozen=True, slots=True)
class Uitleg:
    """One thing that is wrong.

    Args:
        element: where.
        code: of the rule of the standard, or XSD.
        melding: what was found, what was expected, and what to do.

    """

    element: etree._Element
    code: str
    melding: str


class Uitlegger:
    """Explains what a schema refuses; the schema is read when that is first asked.

    Args:
        teksten: gives the schemas as text, each after those it imports; nothing else is ever read.
        versie: of the release that the schema is of.

    """

    def __init__(self, teksten: Callable[[], Sequence[str]], versie: str) -> None:
        self._teksten = teksten
        self._versie = versie
        self._schema: XMLSchema10 | None = None
        self._onleesbaar = False

    def verklaar(self, element: etree._Element) -> list[Uitleg]:
        """Return what is wrong with an element and what it holds; empty when that cannot be told."""
        if _te_groot(element):
            return []
        try:
            declaratie = self._declaratie(element)
            return list(self._uitleg(declaratie.iter_errors(element))) if declaratie is not None else []
        except Exception:
            # On hostile input (xsi:type, giant numbers) xmlschema raises whatever it runs into; the verdict stands without it.
            return []

    def _declaratie(self, element: etree._Element) -> Any:
        """Return the declaration of an element at its place; None for one that has no business there."""
        if self._schema is None:
            self._schema = self._lees()
        root, *onder = [*reversed(list(element.iterancestors())), element]
        declaratie: Any = self._schema.maps.elements.get(root.tag)
        for stap in onder:
            declaratie = None if declaratie is None else declaratie.match_child(stap.tag)
        return declaratie

    def _lees(self) -> "XMLSchema10":
        from xmlschema import XMLSchema10

        if self._onleesbaar:
            raise ValueError("this schema was tried before")
        self._onleesbaar = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about imports that are not followed: they were handed over
            schema = XMLSchema10(list(self._teksten()), allow="none", defuse="always")
        self._onleesbaar = False
        return schema

    def _uitleg(self, fouten: Iterator[Any]) -> Iterator[Uitleg]:
        overig: dict[etree._Element, list[Any]] = {}
        misplaatst: set[etree._Element] = set()
        gemeld: set[etree._Element] = set()
        for fout in fouten:
            if not hasattr(fout, "particle"):
                overig.setdefault(fout.elem, []).append(fout)
            elif fout.elem not in gemeld:
                # One that is out of place puts all that follow it out of place.
                gemeld.add(fout.elem)
                kind = fout.elem[fout.index] if fout.index < len(fout.elem) else None
                melding, hoort_niet = inhoudfout(kind, _model(fout.validator), fout.expected or ())
                if kind is not None and hoort_niet:
                    misplaatst.add(kind)
                overig.setdefault(fout.elem if kind is None else kind, []).insert(0, melding)
        for element, eigen in overig.items():
            # What stands where it has no business is told so, and no more.
            if misplaatst.isdisjoint(element.iterancestors()):
                yield from self._van(element, eigen[:1] if element in misplaatst else eigen)

    def _van(self, element: etree._Element, fouten: Sequence[Any]) -> Iterator[Uitleg]:
        from xmlschema.validators import XsdAtomicBuiltin, XsdFacet

        facetten = []
        for fout in fouten:
            if isinstance(fout, str):
                yield Uitleg(element, GEEN_CODE, fout)
            elif isinstance(fout.validator, XsdFacet | XsdAtomicBuiltin):
                facetten.append(fout.validator)
            else:
                # A version that a schema has fixed is no facet, and says the same.
                eigen = versiefout(element, self._versie) if "fixed value" in (fout.reason or "") else None
                yield Uitleg(element, *(eigen or (GEEN_CODE, _overig(element, fout))))
        if facetten:
            eigen = versiefout(element, self._versie)
            for code, melding in [eigen] if eigen else facetfouten(element, facetten):
                yield Uitleg(element, code, melding)


def _te_groot(element: etree._Element) -> bool:
    """Whether to explain it would take too long."""
    delen = list(islice(element.iter(etree.Element), MEESTE_ELEMENTEN + 1))
    return len(delen) > MEESTE_ELEMENTEN or any(len(deel.attrib) > MEESTE_ATTRIBUTEN for deel in delen)


def _model(groep: Any) -> list[Any]:
    """Return the children that a type lists in order; empty when it is no plain list of elements."""
    delen = list(groep) if getattr(groep, "model", "") == "sequence" else []
    return delen if all(getattr(deel, "name", None) and hasattr(deel, "target_namespace") for deel in delen) else []


def _overig(element: etree._Element, fout: Any) -> str:
    from xmlschema.validators import XsdAttributeGroup, XsdGroup

    if isinstance(fout.validator, XsdAttributeGroup):
        vreemd = [etree.QName(str(naam)).localname for naam in element.attrib if naam not in fout.validator]
        return f"attribuut {', '.join(vreemd) or 'van dit element'} wordt hier niet verwacht. Laat het weg."
    los = [element.text, *(kind.tail for kind in element)]
    if isinstance(fout.validator, XsdGroup) and any(tekst and tekst.strip() for tekst in los):
        return "tussen de elementen staat losse tekst; verwacht worden alleen elementen. Laat de tekst weg."
    if len(element) and "simple content" in fout.reason:
        return "dit element bevat andere elementen; verwacht wordt alleen een waarde. Laat de elementen weg."
    return f"dit element voldoet niet aan het schema: {fout.reason}. Verbeter het element."
