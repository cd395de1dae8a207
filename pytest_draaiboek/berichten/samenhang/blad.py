"""What one message type in one release is held to when it comes after others, compiled from the data."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.samenhang.functies import FUNCTIES, Functie
from pytest_draaiboek.berichten.samenhang.geheugen import Feit, Geheugen, Index
from pytest_draaiboek.standaarden import alle_standaarden, laad_standaard
from pytest_draaiboek.standaarden.aanzicht import Aanzicht, Element
from pytest_draaiboek.standaarden.geheugen import onthoud
from pytest_draaiboek.standaarden.notatie import compileer, compileer_tekst
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.regels import elementen_op
from pytest_draaiboek.standaarden.samenhangregels import (
    Feitsoort,
    Gebeurtenis,
    Kring,
    Samenhangregel,
    Terugblik,
    Verband,
)

_tekst = cache(compileer_tekst)
_waar = cache(compileer)


class Zoeker:
    """Looks back for facts.

    Args:
        verband: how.

    """

    def __init__(self, verband: Verband) -> None:
        self.index = _index(verband.feit, verband.kring, tuple(verband.sleutel))
        self.kring = verband.kring
        self.namen = tuple(pad.rpartition("/")[2] for pad in verband.sleutel.values())
        self._waarden = tuple(_tekst(pad) for pad in verband.sleutel.values())
        self._waar = None if verband.waar is None else _waar(verband.waar)

    def waarden(self, element: Element) -> tuple[str, ...]:
        """Return the values that an element looks for."""
        return tuple(waarde(element) for waarde in self._waarden)

    def zoek(self, element: Element, geheugen: Geheugen, kringen: dict[str, Any]) -> list[Feit]:
        """Return the facts that an element finds."""
        feiten = geheugen.zoek(self.index.naam, kringen[self.kring], self.waarden(element))
        if self._waar is None:
            return list(feiten)
        return [feit for feit in feiten if self._waar((feit.element, element))]


@dataclass(frozen=True, slots=True)
class Toets:
    """A test of a rule, compiled."""

    regel: Samenhangregel
    als: Callable[[Element], bool]
    zoeker: Zoeker | None
    moet_er_zijn: bool
    functie: Functie | None
    meld: Callable[[Element], list[Element]]
    tenzij: frozenset[str]


@dataclass(frozen=True, slots=True)
class Handeling:
    """What an element does to the facts that it finds, compiled."""

    als: Callable[[Element], bool]
    zoeker: Zoeker
    merk: str
    eerst: bool


@dataclass(frozen=True, slots=True)
class Herinnering:
    """What is remembered of an element, compiled."""

    soort: str
    als: Callable[[Element], bool]
    blijft: bool
    vorige: Zoeker | None
    nieuwer: Callable[[tuple[Element, Element]], bool] | None


class Plek:
    """Everything that holds of the elements at one place."""

    def __init__(self, pad: str) -> None:
        self.zoek = elementen_op(pad)
        self.toetsen: list[Toets] = []
        self.handelingen: list[Handeling] = []
        self.herinneringen: list[Herinnering] = []

    def gaat_voor(self, element: Element) -> bool:
        """Whether the element goes before others of its message."""
        return any(handeling.eerst and handeling.als(element) for handeling in self.handelingen)


class Blad:
    """What one message type in one release is held to.

    Args:
        standaard: "iwmo" or "ijw".
        versie: of the release.
        nummer: of the message type ("301").

    """

    def __init__(self, standaard: str, versie: str, nummer: str) -> None:
        self._plekken: dict[str, Plek] = {}
        van = laad_standaard(standaard)
        versie = van.vorm_van(versie)
        alles, naam = van.samenhangregels, van.regelnaam
        for regel in alles.regels:
            for toets in regel.toetsen:
                if regel.hoort_bij(naam, versie) and toets.hoort_bij(naam, versie):
                    for pad in toets.plekken.get(nummer, ()):
                        self._plek(pad).toetsen.append(_toets(regel, toets))
        for gebeurtenis in alles.gebeurtenissen:
            if geldt(versie, gebeurtenis.vanaf, gebeurtenis.tot):
                for pad in gebeurtenis.plekken.get(nummer, ()):
                    self._plek(pad).handelingen.append(_handeling(gebeurtenis))
        for soort in alles.feiten:
            for pad in soort.plekken.get(nummer, ()):
                self._plek(pad).herinneringen.append(_herinnering(soort))

    def elementen(self, aanzicht: Aanzicht) -> list[tuple[Element, Plek]]:
        """Return the elements that something holds of, in the order to go by: outer before inner, and what goes first before the rest."""
        gevonden = [(element, plek) for plek in self._plekken.values() for element in plek.zoek(aanzicht)]
        return sorted(gevonden, key=lambda paar: (_diepte(paar[0]), not paar[1].gaat_voor(paar[0])))

    def _plek(self, pad: str) -> Plek:
        return self._plekken.setdefault(pad, Plek(pad))


@onthoud
def blad_van(standaard: str, versie: str, nummer: str) -> Blad:
    """Return the compiled rules of a message type in a release."""
    return Blad(standaard, versie, nummer)


@onthoud
def alle_indexen() -> tuple[Index, ...]:
    """Return by which values facts are ever looked for."""
    bladen = [standaard.samenhangregels for standaard in alle_standaarden()]
    verbanden = [t.verband for alles in bladen for regel in alles.regels for t in regel.toetsen if t.verband]
    verbanden += [gebeurtenis.verband for alles in bladen for gebeurtenis in alles.gebeurtenissen]
    eigen = [_index(s.soort, "partijen", s.vervangt.sleutel) for alles in bladen for s in alles.feiten if s.vervangt]
    van_functies = [_index(soort, "partijen", paden) for functie in FUNCTIES.values() for soort, paden in functie.zoekt]
    return (*(_index(v.feit, v.kring, tuple(v.sleutel)) for v in verbanden), *eigen, *van_functies)


def _index(soort: str, kring: Kring, paden: tuple[str, ...]) -> Index:
    return Index((soort, kring, *paden), soort, kring, tuple(_tekst(pad) for pad in paden))


def _toets(regel: Samenhangregel, toets: Terugblik) -> Toets:
    return Toets(
        regel=regel,
        als=_altijd if toets.als is None else _waar(toets.als),
        zoeker=Zoeker(toets.verband) if toets.verband else None,
        moet_er_zijn=toets.verwacht == "een",
        functie=FUNCTIES[toets.functie] if toets.functie else None,
        meld=_zelf if toets.meld is None else _onder(toets.meld),
        tenzij=frozenset(toets.tenzij),
    )


def _handeling(gebeurtenis: Gebeurtenis) -> Handeling:
    als = _altijd if gebeurtenis.als is None else _waar(gebeurtenis.als)
    return Handeling(als, Zoeker(gebeurtenis.verband), gebeurtenis.merk, gebeurtenis.eerst)


def _herinnering(soort: Feitsoort) -> Herinnering:
    als = _altijd if soort.als is None else _waar(soort.als)
    vervangt = soort.vervangt
    if vervangt is None:
        return Herinnering(soort.soort, als, soort.blijft, None, None)
    vorige = Zoeker(Verband(soort.soort, {pad: pad for pad in vervangt.sleutel}))
    return Herinnering(soort.soort, als, soort.blijft, vorige, _waar(vervangt.als))


def _altijd(_element: Element) -> bool:
    return True


def _zelf(element: Element) -> list[Element]:
    return [element]


def _onder(pad: str) -> Callable[[Element], list[Element]]:
    def zoek(element: Element) -> list[Element]:
        for stap in pad.split("/"):
            kinderen = element.kinderen.get(stap)
            if not kinderen:
                return []
            element = kinderen[0]
        return [element]

    return zoek


def _diepte(element: Element) -> int:
    return 0 if element.ouder is None else 1 + _diepte(element.ouder)
