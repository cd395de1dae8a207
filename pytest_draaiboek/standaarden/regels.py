"""The technical rules of the standards: what they ask, from a data file; and which of them a message type is held to, compiled."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import combinations
from typing import Any, Literal

import msgspec

from pytest_draaiboek.standaarden.aanzicht import Aanzicht, Element
from pytest_draaiboek.standaarden.eerste_blik import Blik, Vraag, kijk
from pytest_draaiboek.standaarden.notatie import compileer
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.structuur import Knoop

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
        vertalingen: of the melding, by language ("en").
        standaarden: to which standards it belongs; empty for all.
        vanaf: first release that has it.
        tot: first release that no longer has it.
        herkomst: "bron" when the source of that release says it; "afleiding" when it was taken from that of a later one.

    """

    code: str
    retourcode: str
    melding: str
    toetsen: tuple[Toets, ...]
    vertalingen: dict[str, str] = {}
    standaarden: tuple[str, ...] = ()
    vanaf: str | None = None
    tot: str | None = None
    herkomst: Literal["bron", "afleiding"] = "bron"


@dataclass(frozen=True, slots=True)
class Overtreding:
    """A rule that is broken, and the element where."""

    regel: Regel
    element: Element


Zoeker = Callable[[Aanzicht], Iterator[Element]]


class Regelblad:
    """The rules of one message type in one release, compiled.

    Args:
        regels: of the release, each with the tests that it has there.
        nummer: of the message type ("301").
        structuur: of the message type.
        ruimten: the namespaces of its elements, and of those of the basisschema.
        vast: whether its elements stand where the structure says: so in the kit's own schemas, but in those of others something else may
            stand between them.

    """

    def __init__(
        self, regels: Iterable[Regel], nummer: str, structuur: Knoop, ruimten: tuple[str, ...], *, vast: bool = True
    ) -> None:
        self._vast = vast
        self._structuur = structuur
        self._ruimten = ruimten
        self._waar: list[tuple[Regel, Toets, str]] = []
        self._toetsen: dict[str, list[Toets]] = {}
        for regel in regels:
            for toets in regel.toetsen:
                plekken = (*toets.plekken.get(nummer, ()), *toets.plekken.get(ALLE, ()))
                self._waar += [(regel, toets, plek) for plek in plekken]
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
        return self.toets_precies(root) if self.eerste_blik(root) else []

    def toets_precies(self, root: Any) -> list[Overtreding]:
        """Return the same as `toets`, without looking first whether there is anything to find."""
        aanzicht = Aanzicht(root)
        return [Overtreding(regel, element) for regel, zoeker in self._zoekers for element in zoeker(aanzicht)]

    def breekt_alleen(self, root: Any, code: str) -> bool:
        """Whether a message breaks the rule with this code and no other; it looks no further than it takes to know.

        Args:
            root: of a message that its schema accepts.
            code: of a rule that it holds.

        """
        if not self.eerste_blik(root):
            return False
        aanzicht = Aanzicht(root)

        def gebroken(zelf: bool) -> bool:
            zoekers = (zoeker for regel, zoeker in self._zoekers if (regel.code == code) is zelf)
            return any(True for zoeker in zoekers for _ in zoeker(aanzicht))

        return gebroken(True) and not gebroken(False)

    @property
    def vragen(self) -> tuple[tuple[Regel, Vraag], ...]:
        """What is asked of a message, by rule."""
        return tuple(
            (regel, Vraag(plek, toets.fout_als, toets.paar, toets.sleutel)) for regel, toets, plek in self._waar
        )

    @cached_property
    def eerste_blik(self) -> Blik:
        """What tells of the root of a message whether some rule may be broken; False is certain."""
        if not self._vast:
            return lambda _root: True
        return kijk((vraag for _, vraag in self.vragen), self._structuur, self._ruimten)

    @cached_property
    def _zoekers(self) -> list[tuple[Regel, Zoeker]]:
        return [(regel, _zoeker(toets, plek)) for regel, toets, plek in self._waar]


@cache
def alle_regels(bestand: str = "regels.json") -> tuple[Regel, ...]:
    """Return every rule within one message of a family of standards, of every standard in it and every release.

    Args:
        bestand: that holds them, beside this module; default: that of the first two standards.

    """
    return msgspec.json.decode(
        resources.files("pytest_draaiboek.standaarden").joinpath(bestand).read_bytes(), type=tuple[Regel, ...]
    )


def regels_in(regels: Iterable[Regel], standaard: str, versie: str) -> tuple[Regel, ...]:
    """Return the rules of one release of a standard, each with the tests that it has there.

    Args:
        regels: of every release.
        standaard: the name by which the rules know it.
        versie: of the release.

    """
    return tuple(
        msgspec.structs.replace(regel, toetsen=tuple(t for t in regel.toetsen if _hoort(t, standaard, versie)))
        for regel in regels
        if _hoort(regel, standaard, versie)
    )


def _hoort(iets: Regel | Toets, standaard: str, versie: str) -> bool:
    return (not iets.standaarden or standaard in iets.standaarden) and geldt(versie, iets.vanaf, iets.tot)


def _zoeker(toets: Toets, plek: str) -> Zoeker:
    zoek = elementen_op(plek)
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


def elementen_op(plek: str) -> Callable[[Aanzicht], list[Element]]:
    """Return what finds the elements of a path, wherever in the message that path ends.

    Args:
        plek: names of elements, the last of which is looked for ("Prestatie/ProductPeriode").

    """
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
