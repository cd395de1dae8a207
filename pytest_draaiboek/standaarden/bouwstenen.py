"""The parts of a set of schemas, looked up by name; and what is refused of them, with file and line."""

from collections.abc import Iterable
from typing import NamedTuple, NoReturn

from lxml import etree

from pytest_draaiboek.fouten import OngeldigSchema

XSD = "http://www.w3.org/2001/XMLSchema"
XS = f"{{{XSD}}}"
# Where a part comes from, when that is no file of the kit: "wmo331.xsd, regel 12".
PLEK = "{urn:pytest-draaiboek:bron}plek"
SOORTEN = ("element", "simpleType", "complexType", "group", "attributeGroup", "attribute")


class Naam(NamedTuple):
    """A name in a schema: in a namespace (empty for none), and local."""

    ruimte: str
    lokaal: str


def soort_van(element: etree._Element) -> str:
    """Return what a part of a schema is: the local name of its tag."""
    return element.tag.rpartition("}")[2]


def plek_van(element: etree._Element) -> str:
    """Return where a part of a schema stands, as it is shown."""
    return element.get(PLEK) or f"regel {element.sourceline}"


def weiger(element: etree._Element, gevonden: str, raad: str) -> NoReturn:
    """Refuse a part of a schema.

    Args:
        element: the part.
        gevonden: what was found there, as a sentence without its full stop.
        raad: what to do, likewise.

    Raises:
        OngeldigSchema: with file, line, and both.

    """
    raise OngeldigSchema(f"{plek_van(element)}: {gevonden}.\nWat te doen: {raad}.")


class Bouwstenen:
    """What schemas declare, by kind and name.

    Args:
        roots: of the schemas, each with all its namespaces declared at the root.

    """

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self.roots = tuple(roots)
        self._prefixen = {root: dict(root.nsmap) for root in self.roots}
        self._gelijk = {root: root.get("elementFormDefault") == "qualified" for root in self.roots}
        self._delen = {
            (soort_van(deel), Naam(root.get("targetNamespace", ""), deel.get("name", ""))): deel
            for root in self.roots
            for deel in root.iterchildren(*(XS + soort for soort in SOORTEN))
        }

    def namen(self, element: etree._Element, attribuut: str) -> list[Naam]:
        """Return the names that an attribute of a part refers to."""
        prefixen = self._prefixen[_root(element)]
        gesplitst = [naam.rpartition(":") for naam in element.get(attribuut, "").split()]
        return [Naam(prefixen.get(voor or None, ""), lokaal) for voor, _, lokaal in gesplitst]

    def naam(self, element: etree._Element, attribuut: str) -> Naam:
        """Return the one name that an attribute of a part refers to."""
        return next(iter(self.namen(element, attribuut)), Naam("", ""))

    def deel(self, soort: str, naam: Naam) -> etree._Element | None:
        """Return what is declared under a name; None when nothing is."""
        return self._delen.get((soort, naam))

    def ruimte_van(self, element: etree._Element) -> str:
        """Return the namespace of the elements that a declaration of an element is about."""
        root = _root(element)
        vorm = element.get("form")
        eigen = element.getparent() is root or (vorm == "qualified" if vorm else self._gelijk[root])
        return root.get("targetNamespace", "") if eigen else ""


def _root(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()
