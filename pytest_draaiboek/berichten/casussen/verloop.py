"""How a casus stands at a moment: the client, what is assigned, asked for and declared by then."""

import string
from dataclasses import dataclass, field
from datetime import date
from random import Random

from pytest_draaiboek.berichten.casussen.lezen import Casus
from pytest_draaiboek.berichten.casussen.toewijzing import Inhoud, Toewijzing
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.standaarden import Knoop, Release

KANS_OP_FACULTATIEF = 0.5
TEKENS = string.ascii_uppercase + string.digits


@dataclass(slots=True)
class Verzoek:
    """A request that has not been answered for good.

    Args:
        referentie: its ReferentieAanbieder.
        gevraagd: what is wanted from it, each a product as it would be.
        vervangt: by the number of what is there: how that would be, where it changes under its own number or ends.

    """

    referentie: str
    gevraagd: list[Toewijzing] = field(default_factory=list)
    vervangt: dict[str, Toewijzing] = field(default_factory=dict)


@dataclass(slots=True)
class Verloop:
    """The state of a casus.

    Args:
        casus: which.
        release: in which it is written.
        gegevens: the codes to stay within, of one standard.
        kans: the source of chance.
        client: the Client of a toewijzing, without what is assigned.
        op: the day it is now.

    """

    casus: Casus
    release: Release
    gegevens: Gegevens
    kans: Random
    client: Inhoud
    op: date
    toewijzingen: list[Toewijzing] = field(default_factory=list)
    verzoeken: list[Verzoek] = field(default_factory=list)
    declaratiemaand: tuple[date, date] | None = None
    prestaties: list[Inhoud] = field(default_factory=list)

    def structuur(self, nummer: str) -> Knoop:
        """Return the structure of a message, by its number."""
        return self.release.structuur(berichttype(self.release, nummer))

    def codes(self, nummer: str, naam: str) -> tuple[str, ...]:
        """Return the codes that an element may have in a message."""
        return next(
            knoop.datatype.codes for knoop in self.structuur(nummer).doorloop() if knoop.naam == naam and knoop.datatype
        )

    def client_zoals_in(self, nummer: str) -> Inhoud:
        """Return the client as far as a message tells about clients."""
        kind = self.structuur(nummer).kind("Client")
        return _deel(kind, self.client) if kind else {}

    def kenmerk(self, voor: str, lengte: int) -> str:
        """Return a reference of the aanbieder that occurs nowhere else."""
        return voor + "".join(self.kans.choices(TEKENS, k=lengte))

    def getal(self) -> str:
        """Return a number of nine digits, as the gemeente gives out."""
        return str(self.kans.randint(100_000_000, 999_999_999))

    def soms(self, waarde: Inhoud) -> Inhoud:
        """Return a content, or nothing, by chance."""
        return waarde if self.kans.random() < KANS_OP_FACULTATIEF else {}


def berichttype(release: Release, nummer: str) -> str:
    """Return the message type of a number ("301") in the standard of a release."""
    return next(s.berichttype for s in release.standaard.berichtsoorten.values() if s.nummer == nummer)


def _deel(knoop: Knoop, inhoud: Inhoud) -> Inhoud:
    """Return what a structure has room for of a content."""
    return {
        kind.naam: _deel(kind, inhoud[kind.naam]) if kind.kinderen else inhoud[kind.naam]
        for kind in knoop.kinderen
        if kind.naam in inhoud
    }
