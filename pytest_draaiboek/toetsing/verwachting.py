"""What must, may or may not leave the system at a moment, and whether what left agrees with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pytest_draaiboek.berichten import Bericht, fouten_in
from pytest_draaiboek.berichten.officieel import Officieel
from pytest_draaiboek.draaiboeken import Draaiboek, Ernst, Soort
from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.toetsing.gedrag import Gedrag

MEESTE_BEZWAREN = 5  # that are shown of one message


class Regime(StrEnum):
    """The kinds of expectation."""

    MOET = "moet"
    NIETS = "niets"
    LIEVER_NIET = "liever niet"
    VRIJ = "vrij"
    NIET_IN = "niet in"
    MINSTENS = "minstens"
    TEGENPROEF = "tegenproef"
    AANLOOP = "aanloop"


@dataclass(frozen=True, slots=True)
class Verwachting:
    """What is expected of one message type at one moment.

    Args:
        regime: the kind.
        versie: the version it is about; empty for NIETS.
        geldig: whether what leaves of the type must also be valid.

    """

    regime: Regime
    versie: str = ""
    geldig: bool = False

    def tekst(self, berichttype: str) -> str:
        """Say it in Dutch."""
        match self.regime:
            case Regime.MOET | Regime.MINSTENS:
                return f"{berichttype} in {self.versie}"
            case Regime.NIETS:
                return "niets"
            case Regime.LIEVER_NIET:
                return "niets (afspraak)"
            case Regime.VRIJ:
                return f"{berichttype} in {self.versie}{', geldig' if self.geldig else ''}, of niets"
            case Regime.NIET_IN:
                return f"niets in {self.versie}"
            case Regime.AANLOOP:
                return "(aanloop)"
            case Regime.TEGENPROEF:
                return f"{berichttype} in {self.versie} (tegenproef)"

    def weeg(
        self,
        berichttype: str,
        gedrag: Gedrag,
        vooraf: Gedrag,
        *,
        vreemd: bool,
        bezwaren: Sequence[str] = (),
        heen: Bericht | None = None,
    ) -> Ernst | None:
        """Return how heavily the behaviour deviates, or None when it does not.

        Args:
            berichttype: the type that was asked for.
            gedrag: what the act brought about.
            vooraf: what left by itself when the clock moved.
            vreemd: whether anything left that has no business there at all.
            bezwaren: what is wrong with the messages themselves, where that matters.
            heen: the message that was to be answered, if it was about an answer.

        """
        if self.regime is Regime.AANLOOP:
            return None
        if self.regime is Regime.NIET_IN:
            return Ernst.VERPLICHT if any(b.versie == self.versie for b in vooraf.uit + gedrag.uit) else None
        eigen = [b for b in gedrag.uit if b.berichttype == berichttype]
        gevraagd = [b for b in eigen if b.versie == self.versie and (heen is None or b.is_retour_op(heen))]
        if self.regime is Regime.TEGENPROEF:
            return None if gevraagd else Ernst.INFORMATIEF
        if self.regime is Regime.MINSTENS:
            return None if gevraagd else Ernst.VERPLICHT
        if vreemd or gedrag.onleesbaar or vooraf.onleesbaar or any(b.versie != self.versie for b in eigen):
            return Ernst.VERPLICHT
        if self.regime is Regime.LIEVER_NIET:
            return Ernst.PROCEDUREEL if eigen else None
        if self.regime is Regime.MOET and not gevraagd:
            return Ernst.VERPLICHT
        return Ernst.VERPLICHT if bezwaren else None

    def bezwaren(self, berichttype: str, gedrag: Gedrag, officieel: Officieel | None) -> tuple[str, ...]:
        """Return what is wrong with the messages of the type that left, by rule code; nothing when they need not be valid.

        Args:
            berichttype: the type that was asked for.
            gedrag: what the act brought about.
            officieel: official files that have their say.

        """
        eigen = [b for b in gedrag.uit if b.berichttype == berichttype] if self.geldig else []
        return tuple(f"{b.berichttype} {fout}" for b in eigen for fout in fouten_in(b, officieel)[:MEESTE_BEZWAREN])


NIETS = Verwachting(Regime.NIETS)
# What is done to bring about what is judged later on, and is not judged itself.
AANLOOP = Verwachting(Regime.AANLOOP)


def moet(versie: str) -> Verwachting:
    """Expect the type in this version, and nothing that has no business there."""
    return Verwachting(Regime.MOET, versie)


def alleen(versie: str, *, geldig: bool = False) -> Verwachting:
    """Expect the type in this version, or nothing at all."""
    return Verwachting(Regime.VRIJ, versie, geldig)


def minstens(versie: str) -> Verwachting:
    """Expect the type in this version; what else leaves is not looked at."""
    return Verwachting(Regime.MINSTENS, versie)


def tegenproef(versie: str) -> Verwachting:
    """Expect the same far from any boundary, so that holding back elsewhere means something; without it nothing is proven."""
    return Verwachting(Regime.TEGENPROEF, versie)


def niet_in(versie: str) -> Verwachting:
    """Expect nothing in this version; what leaves in another one is not looked at."""
    return Verwachting(Regime.NIET_IN, versie)


def volgens_kalender(draaiboek: Draaiboek, berichttype: str, moment: datetime, *, geeft_door: bool) -> Verwachting:
    """Return what the calendar expects of a type at a moment.

    Args:
        draaiboek: the calendar.
        berichttype: in full.
        moment: aware.
        geeft_door: whether the system passes on rather than sends: an agreement between parties does not bind it.

    """
    for versie in draaiboek.versies:
        oordeel = draaiboek.oordeel(berichttype, versie, moment)
        if oordeel.mag:
            afspraak = oordeel.soort is Soort.AFGERADEN and not geeft_door
            return Verwachting(Regime.LIEVER_NIET if afspraak else Regime.MOET, versie)
    return NIETS


def mag_weg(draaiboek: Draaiboek, bericht: Bericht, moment: datetime) -> bool:
    """Whether the calendar lets this very message through at a moment; a type or version it does not know never is."""
    try:
        return draaiboek.oordeel(bericht.berichttype, bericht.versie, moment).mag
    except OnbekendBerichttype:
        return False
