"""What the system did at each tried moment, as marks: which sign, on the band of which version, and the observations behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pytest_draaiboek.draaiboeken.eis import VERKLARING
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Draaiboekresultaat, Eisresultaat, Geval, Waarneming
from pytest_draaiboek.rapport.vaststelling import GETOETST

TUSSEN = ""  # the place of a mark that is on the band of no version
GEWEIGERD = "geweigerd"  # the first word of what a system said that refused


class Teken(StrEnum):
    """The signs, from the lightest to the one that goes over all others."""

    NIETS = "niets"
    GEWEIGERD = "geweigerd"
    AANGENOMEN = "aangenomen"
    VERZONDEN = "verzonden"
    TERLOOPS = "terloops"
    OPEN = "open"
    AANDACHT = "aandacht"
    AFWIJKING = "afwijking"

    @property
    def gewicht(self) -> int:
        """How heavy it is: the higher wins."""
        return list(Teken).index(self)

    @property
    def is_goed(self) -> bool:
        """Whether it stands for behaviour as expected."""
        return self.gewicht < Teken.TERLOOPS.gewicht

    @property
    def is_bevinding(self) -> bool:
        """Whether it stands for something that was found of the eis itself, to be read with its case."""
        return self.gewicht >= Teken.OPEN.gewicht


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One observation, with the eis it was made for, the sign it gets, and the keys of the messages it is about."""

    eis: str
    waarneming: Waarneming
    teken: Teken
    berichten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merk:
    """One mark.

    Args:
        berichttype: whose lane it is in.
        moment: aware, in UTC.
        versie: on whose band it is; TUSSEN for between the bands.
        bevindingen: what it stands for, at least one, the heaviest first.

    """

    berichttype: str
    moment: datetime
    versie: str
    bevindingen: tuple[Bevinding, ...]

    @property
    def teken(self) -> Teken:
        """The sign: the heaviest."""
        return self.bevindingen[0].teken


def merken_van(uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens]) -> list[Merk]:
    """Return the marks of everything that was observed in the cases of the calendar, by type and moment.

    A mark is on the band of the version that left at that moment; when nothing left, on that of the version in which a
    message of the type was offered; when there was none either, between the bands. That nothing left or happened, as expected,
    needs no mark of its own beside another one: then it is told there.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.

    """
    aanblik = _Aanblik(uitkomst, berichten)
    vakken: dict[tuple[str, datetime], dict[str, list[Bevinding]]] = {}
    for eis in uitkomst.eisen:
        for geval in eis.gevallen:
            for waarneming in geval.waarnemingen:
                vak = vakken.setdefault((geval.berichttype, waarneming.moment.astimezone(UTC)), {})
                for versie, bevinding in aanblik.bevindingen(eis, geval, waarneming):
                    vak.setdefault(versie, []).append(bevinding)
    return [
        Merk(berichttype, moment, versie, _op_gewicht(bevindingen))
        for (berichttype, moment), vak in sorted(vakken.items(), key=lambda een: een[0])
        for versie, bevindingen in sorted(_samengevoegd(vak).items())
    ]


class _Aanblik:
    """Looks at observations: what went in and out at that very moment, and whether it may be called as expected.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.

    """

    def __init__(self, uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens]) -> None:
        self.berichten = berichten
        self.ontvangt = frozenset(uitkomst.systeem.ontvangt)
        self.verzendt = frozenset(uitkomst.systeem.verzendt)
        self.stroken = {(s.berichttype, s.versie): s.delen for s in uitkomst.draaiboek.kalender.stroken}

    def bevindingen(self, eis: Eisresultaat, geval: Geval, waarneming: Waarneming) -> Iterator[tuple[str, Bevinding]]:
        """Yield the band and the sign of an observation; more than one when it is about several versions."""
        over = [geval.verkeer[nr] for nr in waarneming.verkeer]
        eigen = [
            (verkeer.richting, self.berichten[verkeer.bericht].versie)
            for verkeer in over
            if verkeer.moment == waarneming.moment and self.berichten[verkeer.bericht].berichttype == geval.berichttype
        ]
        uit = dict.fromkeys(versie for richting, versie in eigen if richting == "uit")
        erin = dict.fromkeys(versie for richting, versie in eigen if richting == "in")
        sleutels = tuple(verkeer.bericht for verkeer in over)
        for versie in uit or erin or (TUSSEN,):
            teken = _oordeel(geval, waarneming) or self._gedrag(
                geval.berichttype, versie, waarneming, bool(uit), bool(erin)
            )
            yield versie, Bevinding(eis.id, waarneming, teken, sleutels)

    def _gedrag(self, berichttype: str, versie: str, waarneming: Waarneming, uit: bool, erin: bool) -> Teken:
        if uit:
            return Teken.VERZONDEN if self._hoort(berichttype, versie, waarneming.moment) else Teken.TERLOOPS
        if erin and berichttype in self.ontvangt:
            return Teken.GEWEIGERD if waarneming.gezegd.split()[:1] == [GEWEIGERD] else Teken.AANGENOMEN
        return Teken.NIETS

    def _hoort(self, berichttype: str, versie: str, moment: datetime) -> bool:
        """Whether the calendar lets the role send this: an eis that looks at something else does not make it as expected.

        An agreement binds who sends, and not who passes on.
        """
        geldt = [
            deel.soort for deel in self.stroken.get((berichttype, versie), ()) if not deel.vanaf or deel.vanaf <= moment
        ]
        verkeerd = {"geblokkeerd", "afgeraden"} if berichttype in self.verzendt else {"geblokkeerd"}
        return bool(geldt) and geldt[-1] not in verkeerd


def _oordeel(geval: Geval, waarneming: Waarneming) -> Teken | None:
    """Return the sign of what is not simply as expected."""
    if not waarneming.deugt:
        zwaar = {"verplicht": Teken.AFWIJKING, "procedureel": Teken.AANDACHT}
        return zwaar.get(waarneming.ernst, Teken.OPEN)
    # In a case that proved nothing, "as expected" does not either.
    return None if geval.soort in GETOETST else Teken.OPEN


def _samengevoegd(vak: Mapping[str, list[Bevinding]]) -> dict[str, list[Bevinding]]:
    """Move a nothing as expected to another mark of the same moment, when there is one."""
    tussen = vak.get(TUSSEN, [])
    elders = {versie: bevindingen for versie, bevindingen in vak.items() if versie != TUSSEN}
    if not elders or any(bevinding.teken is not Teken.NIETS for bevinding in tussen):
        return dict(vak)
    eerste = min(elders)
    return {**elders, eerste: [*elders[eerste], *tussen]}


def _op_gewicht(bevindingen: list[Bevinding]) -> tuple[Bevinding, ...]:
    return tuple(sorted(bevindingen, key=lambda bevinding: -bevinding.teken.gewicht))


def groepen(uitkomst: Draaiboekresultaat) -> list[tuple[str, list[str]]]:
    """Return the message types that have a lane, by what the role does with them: "verzendt", "ontvangt", "alle" or "overig".

    A role that neither sends nor receives passes on: then it is all that the calendar knows.
    """
    systeem = uitkomst.systeem
    rijen = {"verzendt": list(systeem.verzendt), "ontvangt": list(systeem.ontvangt)}
    if not (systeem.verzendt or systeem.ontvangt):
        rijen = {"alle": list(dict.fromkeys(strook.berichttype for strook in uitkomst.draaiboek.kalender.stroken))}
    bekend = {berichttype for rij in rijen.values() for berichttype in rij}
    beproefd = dict.fromkeys(geval.berichttype for eis in uitkomst.eisen for geval in eis.gevallen)
    # A statement is no message.
    bekend.add(VERKLARING)
    rijen["overig"] = [berichttype for berichttype in beproefd if berichttype not in bekend]
    return [(naam, rij) for naam, rij in rijen.items() if rij]
