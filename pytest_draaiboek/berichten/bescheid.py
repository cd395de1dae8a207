"""What an answer says of the message that it answers."""

from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.retourcodes import (
    AANVAARD,
    CODES,
    KOP,
    NIET_BEOORDEELD,
    TECHNISCH_AFGEKEURD,
    codes_per_klasse,
)


@dataclass(frozen=True, slots=True)
class Bescheid:
    """What an answer says of the message that it answers.

    Args:
        gegeven: every retourcode in it, with the class that it stands in ("Header", "Prestatie").
        alleen_kop: whether nothing follows its Header, as for a message that is rejected for its form (IV028).

    """

    gegeven: frozenset[tuple[str, str]]
    alleen_kop: bool

    @property
    def codes(self) -> frozenset[str]:
        """The retourcodes in it, wherever they stand."""
        return frozenset(code for _, code in self.gegeven)

    @property
    def aanvaardt(self) -> bool:
        """Whether it has nothing against the message."""
        return self.codes <= AANVAARD

    def keurt_af(self, retourcode: str, klassen: Collection[str]) -> bool:
        """Whether it rejects as a broken rule asks.

        That is with the Header only, and in it 0001 (IV028) or the rule's own code; or with all of it, and the rule's own code at its class.

        Args:
            retourcode: of the rule.
            klassen: that it is about; see `klassen_van`.

        """
        if self.alleen_kop:
            return self.codes in ({TECHNISCH_AFGEKEURD}, {retourcode})
        bezwaren = self._bezwaren
        return bool(bezwaren) and all(code == retourcode and klasse in klassen for klasse, code in bezwaren)

    def __str__(self) -> str:
        """Say it in Dutch: what it has against the message, and where; else the codes that say that there is nothing."""
        bezwaren = [code if klasse == KOP else f"{code} bij {klasse}" for klasse, code in sorted(self._bezwaren)]
        codes = ", ".join(bezwaren or sorted(self.codes))
        return f"{'alleen de kop, ' if self.alleen_kop else ''}{f'met {codes}' if codes else 'zonder retourcode'}"

    @property
    def _bezwaren(self) -> set[tuple[str, str]]:
        return {(klasse, code) for klasse, code in self.gegeven if code not in AANVAARD | {NIET_BEOORDEELD}}


def lees_bescheid(antwoord: Bericht) -> Bescheid:
    """Return what an answer says of the message that it answers."""
    gegeven = frozenset((_klasse(code), code.text or "") for code in antwoord.root.iter("{*}RetourCode"))
    return Bescheid(gegeven, len(antwoord.root.findall("{*}*")) == 1)


def _klasse(code: etree._Element) -> str:
    """Return the name of the class that a retourcode stands in: outside the list of codes, of what holds it."""
    namen = [etree.QName(ouder).localname for ouder in code.iterancestors()]
    return next((naam for naam in namen if naam != CODES), "")


def klassen_van(heen: Bericht, retourtype: str, retourcode: str) -> tuple[str, ...]:
    """Return the classes of an answer that a retourcode is about; none for 0001, which is about the message as a whole."""
    bekend = codes_per_klasse(heen.standaard, heen.versie, heen.berichttype, retourtype)
    return tuple(klasse for klasse, codes in bekend.items() if retourcode in codes)


def juiste_afkeuring(retourcode: str, klassen: Collection[str]) -> str:
    """Say in Dutch how a message is rejected that breaks a rule with this retourcode, about these classes."""
    eigen = "" if retourcode == TECHNISCH_AFGEKEURD else f", of met {retourcode} bij {' of '.join(klassen) or KOP}"
    return f"alleen de kop, met {TECHNISCH_AFGEKEURD}{eigen}"
