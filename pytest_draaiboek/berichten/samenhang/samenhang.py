"""The messages of a history, taken in one after the other: what each gets wrong about those before it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import Bevinding
from pytest_draaiboek.berichten.plek import bevinding_bij
from pytest_draaiboek.berichten.register import Register
from pytest_draaiboek.berichten.registercontrole import toets_register
from pytest_draaiboek.berichten.samenhang.antwoord import (
    verwerk_declaratie_antwoord,
    verwerk_retour,
    vingerafdruk,
)
from pytest_draaiboek.berichten.samenhang.blad import Plek, Toets, alle_indexen, blad_van
from pytest_draaiboek.berichten.samenhang.functies import Vraag
from pytest_draaiboek.berichten.samenhang.geheugen import VERVANGEN, Feit, Geheugen, Stuk, kopieer
from pytest_draaiboek.berichten.samenhang.volgorde import reisvolgorde
from pytest_draaiboek.berichten.schemaoordeel import voldoet_aan_schema
from pytest_draaiboek.standaarden.aanzicht import Element
from pytest_draaiboek.standaarden.begrippen import kaal_aanzicht

_GEHEIM = frozenset({"Bsn"})  # a finding names the values it is about, but no person


class Samenhang:
    """Takes messages in order of arrival, and says of each what it gets wrong about those before it.

    The history is taken to be complete: what a message refers to must have come before. It holds any number of parties, both standards and
    every release. What no answer has come on yet counts as accepted, and nothing is expected of an answer that is still to come; a message that
    is rejected by its retour is as if it was never sent, but for its Identificatie. A message that its own schema refuses is not taken in, as
    no receiver would.

    Args:
        register: what is known outside the messages; None to leave out the rules that need it.

    """

    def __init__(self, *, register: Register | None = None) -> None:
        self._register = register
        self._geheugen = Geheugen(alle_indexen())
        self._aantal = 0

    def voeg_toe(self, bericht: Bericht) -> list[Bevinding]:
        """Take in a message, and return the findings about it, in the order of the message.

        Args:
            bericht: the next to arrive; what its schema refuses is counted, and no more.

        """
        nummer = self._aantal
        self._aantal += 1
        if not voldoet_aan_schema(bericht):
            return []
        return _Opname(self._geheugen, bericht, self._register, nummer).neem_op()


def controleer_samen(
    berichten: Sequence[Bericht], *, register: Register | None = None, vast: bool = True
) -> list[list[Bevinding]]:
    """Return the findings across messages, per message, in the order given.

    The order given is taken for the order of travel, unless it goes back in time by the dagtekening: then it says nothing, and the messages are
    put in order first (see `reisvolgorde`). So in an order that never goes back, an answer before what it answers is an answer to nothing. With
    `vast=False` the order given does not matter to the findings.

    A message that is there twice is one that was sent twice: it breaks TR056, and what else its content breaks by being there twice. A message
    that its schema refuses, or of a release that the kit does not have, gets no findings here and counts for nothing.

    Args:
        berichten: a complete history; of any parties, standards and releases; may be empty.
        register: what is known outside the messages.
        vast: whether the order given says anything: False for files in a folder, which on one day have no order.

    """
    samenhang = Samenhang(register=register)
    bevindingen: list[list[Bevinding]] = [[] for _ in berichten]
    volgorde = reisvolgorde(berichten, vast=vast)
    for nummer in volgorde:
        gevonden = samenhang.voeg_toe(berichten[nummer])
        bevindingen[nummer] = [replace(een, bij=tuple(volgorde[plaats] for plaats in een.bij)) for een in gevonden]
    return bevindingen


class _Opname:
    """One message being taken in."""

    def __init__(self, geheugen: Geheugen, bericht: Bericht, register: Register | None, nummer: int) -> None:
        self.geheugen = geheugen
        self.bericht = bericht
        self.register = register
        self.nummer = nummer
        self.aanzicht = kaal_aanzicht(bericht.root)
        self.kringen = _kringen(bericht)
        self.heen = self._zoek_heen()
        self.stuk = Stuk(bericht.kop, b"", nummer)
        self.bevindingen: list[Bevinding] = []
        self._boven: dict[int, Element] = {}
        self._gebroken: dict[str, list[Element]] = {}

    def neem_op(self) -> list[Bevinding]:
        blad = blad_van(self.bericht.standaard, self.bericht.versie, self.bericht.soort.nummer)
        for element, plek in blad.elementen(self.aanzicht):
            for toets in plek.toetsen:
                self._toets(element, toets)
            self._gevolgen(element, plek)
        if self.register is not None:
            self.bevindingen += toets_register(self.bericht, self.aanzicht, self.register, self._ingangsdatum)
        self._antwoord()
        if not self.bericht.is_retour:
            self.stuk.vingerafdruk = vingerafdruk(self.aanzicht.wortel)
            self.geheugen.stukken[self.bericht.sleutel] = self.stuk
        return sorted(self.bevindingen, key=lambda bevinding: bevinding.regel)

    def _zoek_heen(self) -> Stuk | None:
        sleutel = self.bericht.sleutel_van_heen
        return None if sleutel is None else self.geheugen.stukken.get(sleutel)

    def _toets(self, element: Element, toets: Toets) -> None:
        if not toets.als(element) or any(self._is_gebroken(code, element) for code in toets.tenzij):
            return
        if toets.functie is not None:
            vraag = Vraag(element, self.geheugen, self.kringen["partijen"], self.heen)
            for waar, gevonden, ander in toets.functie.toets(vraag):
                self._meld(toets, element, waar, gevonden, [ander] if ander else [])
        elif toets.zoeker is not None:
            gevonden_feiten = toets.zoeker.zoek(element, self.geheugen, self.kringen)
            if bool(gevonden_feiten) != toets.moet_er_zijn:
                self._meld(toets, element, None, _genoemd(toets, element), gevonden_feiten)

    def _meld(
        self, toets: Toets, element: Element, waar: Element | None, gevonden: str, bij: Iterable[Feit | Stuk]
    ) -> None:
        plaats = waar or next(iter(toets.meld(element)), element)
        regel = toets.regel
        melding = f"{gevonden}; {regel.melding}" if gevonden else regel.melding
        self._gebroken.setdefault(regel.code, []).append(element if element.kinderen else element.ouder or element)
        tegen = tuple(sorted({ander.nummer for ander in bij} - {self.nummer}))
        bevinding = bevinding_bij(plaats.bron, regel.code, regel.retourcode, melding, regel.ernst)
        self.bevindingen.append(replace(bevinding, bij=tegen))

    def _is_gebroken(self, code: str, element: Element) -> bool:
        """Whether a rule was found broken of this element, or of one that holds it."""
        gebroken = self._gebroken.get(code)
        hier: Element | None = element
        while gebroken and hier is not None:
            if any(hier is ander for ander in gebroken):
                return True
            hier = hier.ouder
        return False

    def _gevolgen(self, element: Element, plek: Plek) -> None:
        """Let an element do what it does to what is known, and remember it."""
        feiten = [
            (
                herinnering,
                Feit(
                    herinnering.soort,
                    kopieer(element, self._boven),
                    self.kringen,
                    herinnering.blijft,
                    self.nummer,
                ),
            )
            for herinnering in plek.herinneringen
            if herinnering.als(element)
        ]
        gevolgen = feiten[0][1].gevolgen if feiten else self.stuk.gevolgen
        for handeling in plek.handelingen:
            if handeling.als(element):
                for doel in handeling.zoeker.zoek(element, self.geheugen, self.kringen):
                    self._merk(gevolgen, doel, handeling.merk)
        for herinnering, feit in feiten:
            vorige = herinnering.vorige.zoek(element, self.geheugen, self.kringen) if herinnering.vorige else []
            self.geheugen.onthoud(feit)
            self.stuk.feiten.append(feit)
            for ouder in vorige:
                if herinnering.nieuwer is None or herinnering.nieuwer((ouder.element, feit.element)):
                    self._merk(feit.gevolgen, ouder, VERVANGEN)
                else:
                    self._merk(ouder.gevolgen, feit, VERVANGEN)

    def _merk(self, gevolgen: list[tuple[Feit, str]], doel: Feit, merk: str) -> None:
        gevolgen.append((doel, merk))
        self.geheugen.merk(doel, merk)

    def _antwoord(self) -> None:
        soort = self.bericht.soort
        if self.heen is None or soort.heen is None:
            return
        if soort.kop_van_heen:
            verwerk_retour(self.aanzicht.wortel, self.heen, self.geheugen)
        elif not self.heen.beantwoord:
            for doel, merk in verwerk_declaratie_antwoord(self.aanzicht.wortel, self.heen, self.geheugen):
                self._merk(self.stuk.gevolgen, doel, merk)

    def _ingangsdatum(self, toewijzingnummer: str) -> str | None:
        naam = ("toewijzing", "partijen", "ToewijzingNummer")
        for feit in self.geheugen.zoek(naam, self.kringen["partijen"], (toewijzingnummer,)):
            return feit.element.kinderen["Ingangsdatum"][0].tekst
        return None


def _kringen(bericht: Bericht) -> dict[str, tuple[object, ...]]:
    gemeente, aanbieder = bericht.afzender, bericht.ontvanger
    if bericht.soort.afzender != "gemeente":
        gemeente, aanbieder = aanbieder, gemeente
    return {
        "partijen": (bericht.standaard, gemeente, aanbieder),
        "gemeente": (bericht.standaard, gemeente),
        "aanbieder": (bericht.standaard, aanbieder),
        "afzender": (bericht.standaard, bericht.afzender),
    }


def _genoemd(toets: Toets, element: Element) -> str:
    """Return the values that an element looked for, but for who it is about."""
    zoeker = toets.zoeker
    if zoeker is None:
        return ""
    namen = [element.naam if naam == "." else naam for naam in zoeker.namen]
    waarden = zip(namen, zoeker.waarden(element), strict=True)
    genoemd = [f"{naam} {waarde!r}" for naam, waarde in waarden if waarde and naam not in _GEHEIM]
    return f"gevonden is {', '.join(genoemd)}" if genoemd else ""
