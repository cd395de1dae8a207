"""What making a message costs, against building the same tree by hand with lxml and having that written."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from berichtkosten import PER_TYPE, VERSIE, Stapel, alle_stapels
from lxml import etree
from zij_aan_zij import meld_rij, verhouding

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.berichten.opstellen import schrijf
from pytest_draaiboek.standaarden import Knoop


@dataclass(frozen=True)
class Etiket:
    """An element as lxml wants it: what is known of it before there is a message."""

    naam: str
    tag: str
    kinderen: tuple["Etiket", ...]

    @classmethod
    def van(cls, knoop: Knoop, eigen: str, basis: str) -> "Etiket":
        tag = f"{{{basis if knoop.ruimte else eigen}}}{knoop.naam}"
        return cls(knoop.naam, tag, tuple(cls.van(kind, eigen, basis) for kind in knoop.kinderen))


@dataclass(frozen=True)
class Maakwerk:
    """The same messages made in several ways.

    Args:
        stapel: the messages.

    """

    stapel: Stapel

    @cached_property
    def inhouden(self) -> list[dict[str, Any]]:
        return [bericht.inhoud for bericht in self.stapel.berichten]

    def maak(self) -> None:
        for zaad in range(PER_TYPE):
            self._fabriek.maak(self.stapel.berichttype, VERSIE, zaad=zaad)

    @cached_property
    def _fabriek(self) -> Berichten:
        return Berichten()

    def schrijf(self) -> None:
        for inhoud in self.inhouden:
            schrijf(self.stapel.berichttype, VERSIE, inhoud)

    def met_de_hand(self) -> list[bytes]:
        return [self._bouw(inhoud) for inhoud in self.inhouden]

    @cached_property
    def _etiket(self) -> Etiket:
        release, type_ = self.stapel.release, self.stapel.berichttype
        return Etiket.van(release.structuur(type_), *release.naamruimten(type_))

    @cached_property
    def _ruimten(self) -> dict[str, str]:
        eigen, basis = self.stapel.release.naamruimten(self.stapel.berichttype)
        return {self.stapel.release.standaard.naam: basis, self.stapel.berichttype.lower(): eigen}

    def _bouw(self, inhoud: dict[str, Any]) -> bytes:
        root = etree.Element(self._etiket.tag, nsmap=self._ruimten)
        _vul(root, self._etiket, inhoud)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _vul(element: etree._Element, etiket: Etiket, inhoud: dict[str, Any]) -> None:
    for kind in etiket.kinderen:
        deel = inhoud.get(kind.naam)
        if deel is None:
            continue
        for stuk in deel if isinstance(deel, list) else (deel,):
            onder = etree.SubElement(element, kind.tag)
            if kind.kinderen:
                _vul(onder, kind, stuk)
            else:
                onder.text = stuk


def _canoniek(xml: bytes) -> str:
    return str(etree.canonicalize(etree.tostring(etree.fromstring(xml)).decode(), strip_text=True))


def meet_maken() -> None:
    """Print for each type how many times as long it takes by hand: what is made first, and only the writing."""
    werk = {type_: Maakwerk(stapel) for type_, stapel in alle_stapels().items()}
    for een in werk.values():
        assert list(map(_canoniek, een.stapel.xmls)) == list(map(_canoniek, een.met_de_hand()))
    maken = {type_: verhouding(een.met_de_hand, een.maak) for type_, een in werk.items()}
    meld_rij("met de hand bouwen en schrijven / Berichten.maak", maken, "≥ 1", lambda keer: keer >= 1)
    schrijven = {type_: verhouding(een.met_de_hand, een.schrijf) for type_, een in werk.items()}
    meld_rij("met de hand bouwen en schrijven / alleen schrijf", schrijven, "≥ 1", lambda keer: keer >= 1)
