"""A message as the rules look at it: elements by local name, made in one walk over the tree."""

from collections.abc import Iterator

from lxml import etree


class Element:
    """An element of a message.

    Args:
        naam: local name.
        tekst: what it holds, for a leaf; else empty.
        ouder: the element that holds it; None for the root.
        bron: the element in the tree.

    """

    __slots__ = ("bron", "kinderen", "naam", "ouder", "tekst")

    def __init__(self, naam: str, tekst: str, ouder: "Element | None", bron: etree._Element) -> None:
        self.naam = naam
        self.tekst = tekst
        self.ouder = ouder
        self.bron = bron
        self.kinderen: dict[str, list[Element]] = {}


class Aanzicht:
    """The view of one message.

    Args:
        root: the root element of the message.

    """

    __slots__ = ("per_naam", "wortel")

    def __init__(self, root: etree._Element) -> None:
        self.per_naam: dict[str, list[Element]] = {}
        """Every element, by local name, in the order of the message."""
        self.wortel = self._neem_op(root, None)

    def _neem_op(self, bron: etree._Element, ouder: Element | None) -> Element:
        naam = _lokaal(bron.tag)
        element = Element(naam, bron.text or "", ouder, bron)
        try:
            self.per_naam[naam].append(element)
        except KeyError:
            self.per_naam[naam] = [element]
        for kind in bron:
            if not isinstance(kind.tag, str):
                # A comment or instruction inside a text splits that text.
                element.tekst += kind.tail or ""
                continue
            genomen = self._neem_op(kind, element)
            try:
                element.kinderen[genomen.naam].append(genomen)
            except KeyError:
                element.kinderen[genomen.naam] = [genomen]
        return element


def kind_van(element: Element | None, naam: str) -> Element | None:
    """Return the first element of a name in another; None when there is none, or no other."""
    kinderen = element.kinderen.get(naam) if element else None
    return kinderen[0] if kinderen else None


def tekst_van(element: Element | None, *namen: str) -> str:
    """Return the text at the end of a path of names from an element; empty when it leads nowhere."""
    for naam in namen:
        element = kind_van(element, naam)
    return element.tekst if element else ""


def afstammelingen(element: Element, naam: str) -> Iterator[Element]:
    """Yield the elements of a name that are anywhere in another, in its order by name; not those inside one of them."""
    for genoemd, kinderen in element.kinderen.items():
        for kind in kinderen:
            if genoemd == naam:
                yield kind
            else:
                yield from afstammelingen(kind, naam)


def _lokaal(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]
