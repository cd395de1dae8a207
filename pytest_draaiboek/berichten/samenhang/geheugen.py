"""What is remembered of the messages before: facts, found by their values, and what later messages did to them.

A rejected message leaves nothing behind: whatever it brought or did is taken back, and with it what that did in turn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten.bedragen import CREDIT, als_getal
from pytest_draaiboek.berichten.retourcodes import KOP
from pytest_draaiboek.standaarden.aanzicht import Element, tekst_van

VERWIJDERD, VERVANGEN, AFGEKEURD = "verwijderd", "vervangen", "afgekeurd"
# With these marks a fact is no longer found; with these, what it did no longer counts.
UIT_BEELD, KRACHTELOOS = frozenset({VERWIJDERD, VERVANGEN}), frozenset({VERWIJDERD, AFGEKEURD})
TELT = "prestatie"  # the kind of fact that volumes and amounts are added up of
_LOS = etree.Element("los")  # what is remembered keeps no message in memory

Sleutel = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """By which values a kind of fact is found.

    Args:
        soort: of the fact.
        kring: among whose messages.
        waarden: functions that give the values of a fact.
        naam: tells indexes apart: kind, kring and paths.

    """

    naam: tuple[object, ...]
    soort: str
    kring: str
    waarden: tuple[Callable[[Element], str], ...]


class Feit:
    """Something that is remembered.

    Args:
        soort: its kind.
        element: a copy of what stood in the message; its marks are elements below it.
        kringen: whose it is, by the name of the kring.
        blijft: whether it stays when its message is rejected.
        nummer: of its message, in the history.

    """

    __slots__ = ("blijft", "element", "gevolgen", "kringen", "merken", "nummer", "plaatsen", "soort", "telt")

    def __init__(self, soort: str, element: Element, kringen: Mapping[str, Sleutel], blijft: bool, nummer: int) -> None:
        self.soort = soort
        self.element = element
        self.kringen = kringen
        self.blijft = blijft
        self.nummer = nummer
        self.merken: dict[str, int] = {}
        self.gevolgen: list[tuple[Feit, str]] = []
        self.plaatsen: list[dict[Feit, None]] | None = None
        self.telt: Totaal | None = None

    def heeft(self, merken: frozenset[str]) -> bool:
        """Whether it has one of these marks."""
        return not merken.isdisjoint(self.merken)


@dataclass(slots=True)
class Totaal:
    """What was declared on an assigned product: net of credit, and without what is rejected.

    Args:
        volumes: by Eenheid.
        bedrag: in eurocents.

    """

    volumes: dict[str, int] = field(default_factory=dict)
    bedrag: int = 0


@dataclass(slots=True, eq=False)
class Stuk:
    """A message, as far as an answer to it needs it.

    Args:
        kop: the content of its header.
        vingerafdruk: of everything below the header.
        nummer: of the message, in the history.
        feiten: that it brought.
        gevolgen: the marks that it gave by itself, so not by one of its facts.
        beantwoord: whether an answer came.

    """

    kop: Mapping[str, Any]
    vingerafdruk: bytes
    nummer: int
    feiten: list[Feit] = field(default_factory=list)
    gevolgen: list[tuple[Feit, str]] = field(default_factory=list)
    beantwoord: bool = False


class Geheugen:
    """The facts of a history.

    Args:
        indexen: by which values facts will be looked for.

    """

    def __init__(self, indexen: Iterable[Index]) -> None:
        self._indexen: dict[str, list[Index]] = {}
        self._gevonden: dict[tuple[object, ...], dict[Sleutel, dict[Feit, None]]] = {}
        self._totalen: dict[Sleutel, Totaal] = {}
        self.stukken: dict[Sleutel, Stuk] = {}
        """The messages that can still be answered, by what an answer repeats of them."""
        for index in indexen:
            if index.naam not in self._gevonden:
                self._gevonden[index.naam] = {}
                self._indexen.setdefault(index.soort, []).append(index)

    def zoek(self, naam: tuple[object, ...], kring: Sleutel, waarden: Sleutel) -> Iterable[Feit]:
        """Return the facts that are in view, by an index.

        Args:
            naam: of the index.
            kring: whose facts.
            waarden: in the order of the index.

        """
        return self._gevonden[naam].get((kring, *waarden), ())

    def totaal(self, partijen: Sleutel, toewijzingnummer: str) -> Totaal:
        """Return what was declared on an assigned product."""
        return self._totalen.setdefault((partijen, toewijzingnummer), Totaal())

    def onthoud(self, feit: Feit) -> None:
        """Take up a fact."""
        if feit.soort == TELT:
            feit.telt = self.totaal(feit.kringen["partijen"], tekst_van(feit.element, "ToewijzingNummer"))
        feit.plaatsen = []
        for index in self._indexen.get(feit.soort, ()):
            sleutel = (feit.kringen[index.kring], *(waarde(feit.element) for waarde in index.waarden))
            feit.plaatsen.append(self._gevonden[index.naam].setdefault(sleutel, {}))
        self._bijwerken(feit, nieuw=True)

    def merk(self, feit: Feit, merk: str, keer: int = 1) -> None:
        """Give a fact a mark, or take one back that was given before.

        Args:
            feit: that is known.
            merk: the mark.
            keer: 1 to give, -1 to take back.

        """
        had_uit, had_krachteloos = feit.heeft(UIT_BEELD), feit.heeft(KRACHTELOOS)
        aantal = feit.merken.pop(merk, 0) + keer
        if aantal:
            feit.merken[merk] = aantal
            feit.element.kinderen[merk] = [Element(merk, "", feit.element, _LOS)]
        else:
            del feit.element.kinderen[merk]
        uit, krachteloos = feit.heeft(UIT_BEELD), feit.heeft(KRACHTELOOS)
        if (uit, krachteloos) != (had_uit, had_krachteloos):
            self._bijwerken(feit, was_uit=had_uit, was_krachteloos=had_krachteloos)
        if krachteloos != had_krachteloos:
            for doel, gevolg in feit.gevolgen:
                self.merk(doel, gevolg, -1 if krachteloos else 1)

    def verwerp(self, stuk: Stuk) -> None:
        """Take back what a message brought and did."""
        for feit in stuk.feiten:
            if not feit.blijft:
                self.merk(feit, VERWIJDERD)
        for doel, gevolg in stuk.gevolgen:
            self.merk(doel, gevolg, -1)
        stuk.feiten, stuk.gevolgen = [], []

    def _bijwerken(
        self, feit: Feit, *, nieuw: bool = False, was_uit: bool = False, was_krachteloos: bool = False
    ) -> None:
        uit, krachteloos = feit.heeft(UIT_BEELD), feit.heeft(KRACHTELOOS)
        if uit != was_uit or nieuw:
            for plaats in feit.plaatsen or ():
                if uit:
                    plaats.pop(feit, None)
                else:
                    plaats[feit] = None
        if feit.telt is not None and (krachteloos != was_krachteloos or nieuw):
            _tel(feit.telt, feit.element, 0 if krachteloos and nieuw else -1 if krachteloos else 1)


def _tel(totaal: Totaal, prestatie: Element, keer: int) -> None:
    (bedrag,) = prestatie.kinderen.get("IngediendBedrag", (prestatie,))
    teken = -keer if tekst_van(bedrag, "DebetCredit") == CREDIT else keer
    eenheid = tekst_van(prestatie, "Eenheid")
    totaal.volumes[eenheid] = totaal.volumes.get(eenheid, 0) + teken * als_getal(tekst_van(prestatie, "GeleverdVolume"))
    totaal.bedrag += teken * als_getal(tekst_van(bedrag, "Bedrag"))


def kopieer(element: Element, boven: dict[int, Element]) -> Element:
    """Return a copy of an element with all below it, and of what is above it the values that stand there, without the message itself.

    Args:
        element: of a message.
        boven: the copies of elements above that were made for this message; gets those that are missing.

    """
    return _kopie(element, None if element.ouder is None else _kopie_boven(element.ouder, boven))


def _kopie_boven(element: Element, boven: dict[int, Element]) -> Element:
    gemaakt = boven.get(id(element))
    if gemaakt is None:
        hoger = None if element.ouder is None else _kopie_boven(element.ouder, boven)
        gemaakt = boven[id(element)] = Element(element.naam, element.tekst, hoger, _LOS)
        for naam, kinderen in element.kinderen.items():
            if naam == KOP or not kinderen[0].kinderen:
                gemaakt.kinderen[naam] = [_kopie(kind, gemaakt) for kind in kinderen]
    return gemaakt


def _kopie(element: Element, ouder: Element | None) -> Element:
    kopie = Element(element.naam, element.tekst, ouder, _LOS)
    for naam, kinderen in element.kinderen.items():
        kopie.kinderen[naam] = [_kopie(kind, kopie) for kind in kinderen]
    return kopie
