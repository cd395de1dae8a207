"""The technical rules of the standards: what they ask, from a data file; and which of them a message type is held to, compiled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any, Literal

import msgspec

from pytest_draaiboek.standaarden.aanzicht import Aanzicht, Element
from pytest_draaiboek.standaarden.notatie import compileer
from pytest_draaiboek.standaarden.reeks import geldt

ALLE = "*"


class Toets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One test of a rule.

    Args:
        plekken: where: paths of elements, by message number ("301"), or by ``*`` for every message.
        fout_als: what is wrong there, in the notation of the rules; None for a test of keys.
        paar: when it is about two elements ($a before $b): under the same parent ("broers"), or anywhere in the message ("bericht").
        sleutel: for a test of keys: the parts of the key, of which no two under the same parent may agree.
        standaarden: to which standards it belongs; empty for those of the rule.
        vanaf: first release that has it.
        tot: first release that no longer has it.

    """

    plekken: dict[str, tuple[str, ...]]
    fout_als: str | None = None
    paar: Literal["broers", "bericht"] | None = None
    sleutel: tuple[str, ...] = ()
    standaarden: tuple[str, ...] = ()
    vanaf: str | None = None
    tot: str | None = None


class Regel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A technical rule.

    Args:
        code: in the standard ("CD005").
        retourcode: what a receiver answers when it is broken.
        melding: what is expected and what to do, in Dutch.
        toetsen: how it is tested.
        standaarden: to which standards it belongs; empty for all.
        vanaf: first release that has it.
        tot: first release that no longer has it.
        niet_alleen: numbers of the messages in which nothing is known that breaks it without breaking another rule too.

    """

    code: str
    retourcode: str
    melding: str
    toetsen: tuple[Toets, ...]
    standaarden: tuple[str, ...] = ()
    vanaf: str | None = None
    tot: str | None = None
    niet_alleen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overtreding:
    """A rule that is broken, and the element where."""

    regel: Regel
    element: Element


Zoeker = Callable[[Aanzicht], Iterator[Element]]


class Regelblad:
    """The rules of one message type in one release, compiled.

    Args:
        standaard: "iwmo" or "ijw".
        versie: of the release.
        nummer: of the message type ("301").

    """

    def __init__(self, standaard: str, versie: str, nummer: str) -> None:
        self._zoekers: list[tuple[Regel, Zoeker]] = []
        self._toetsen: dict[str, list[Toets]] = {}
        for regel in alle_regels():
            if not _hoort(regel, standaard, versie):
                continue
            for toets in regel.toetsen:
                if _hoort(toets, standaard, versie):
                    plekken = (*toets.plekken.get(nummer, ()), *toets.plekken.get(ALLE, ()))
                    self._zoekers += [(regel, _zoeker(toets, plek)) for plek in plekken]
                    if plekken:
                        hier = msgspec.structs.replace(toets, plekken={nummer: plekken})
                        self._toetsen.setdefault(regel.code, []).append(hier)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rules it holds, in the order of the list."""
        return tuple(self._toetsen)

    def toetsen_van(self, code: str) -> tuple[Toets, ...]:
        """Return the tests of a rule in this message type, with only the places that it has there; none for a rule that it is not held to."""
        return tuple(self._toetsen.get(code, ()))

    def toets(self, root: Any) -> list[Overtreding]:
        """Return the rules that a message breaks, each with the element where.

        Args:
            root: of a message that its schema accepts.

        """
        aanzicht = Aanzicht(root)
        return [Overtreding(regel, element) for regel, zoeker in self._zoekers for element in zoeker(aanzicht)]


@cache
def alle_regels() -> tuple[Regel, ...]:
    """Return every rule within one message, of every standard and release."""
    bestand = resources.files("pytest_draaiboek.standaarden").joinpath("regels.json")
    return msgspec.json.decode(bestand.read_bytes(), type=tuple[Regel, ...])


def _hoort(iets: Regel | Toets, standaard: str, versie: str) -> bool:
    return (not iets.standaarden or standaard in iets.standaarden) and geldt(versie, iets.vanaf, iets.tot)


def _zoeker(toets: Toets, plek: str) -> Zoeker:
    zoek = _elementen(plek)
    if toets.fout_als is None:
        return lambda aanzicht: _gelijke_sleutels(zoek(aanzicht), toets.sleutel)
    fout = _fout_als(toets.fout_als)
    if toets.paar is None:
        return lambda aanzicht: filter(fout, zoek(aanzicht))
    broers = toets.paar == "broers"

    def paren(aanzicht: Aanzicht) -> Iterator[Element]:
        for a, b in combinations(zoek(aanzicht), 2):
            if (not broers or a.ouder is b.ouder) and fout((a, b)):
                yield b

    return paren


@cache
def _fout_als(uitdrukking: str) -> Callable[[Any], bool]:
    return compileer(uitdrukking)


def _elementen(plek: str) -> Callable[[Aanzicht], list[Element]]:
    """Return what finds the elements of a path, wherever in the message that path ends."""
    *boven, naam = plek.split("/")
    boven.reverse()
    if not boven:
        return lambda aanzicht: aanzicht.per_naam.get(naam, [])

    def past(element: Element) -> bool:
        ouder = element.ouder
        for stap in boven:
            if ouder is None or ouder.naam != stap:
                return False
            ouder = ouder.ouder
        return True

    return lambda aanzicht: [element for element in aanzicht.per_naam.get(naam, ()) if past(element)]


def _gelijke_sleutels(elementen: list[Element], sleutel: tuple[str, ...]) -> Iterator[Element]:
    """Yield the second element of every group with the same key under the same parent; the root's own children are unique by schema."""
    gezien: dict[tuple[object, ...], int] = {}
    for element in elementen:
        if element.ouder is None or element.ouder.ouder is None:
            continue
        waarde = (id(element.ouder), *(_sleuteldeel(element, deel) for deel in sleutel))
        gezien[waarde] = gezien.get(waarde, 0) + 1
        if gezien[waarde] == 2:
            yield element


def _sleuteldeel(element: Element, pad: str) -> str | None:
    for stap in pad.split("/"):
        kinderen = element.kinderen.get(stap)
        if not kinderen:
            return None
        element = kinderen[0]
    return element.tekst
