"""The calendar of one migration: who may send what, in which version, when; and what is required of whom."""

import bisect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo

from pytest_draaiboek.draaiboeken.eigen_standaard import EigenStandaard
from pytest_draaiboek.draaiboeken.eis import Eis
from pytest_draaiboek.draaiboeken.herkomst import Herkomst
from pytest_draaiboek.draaiboeken.mijlpaal import Fase, Mijlpaal
from pytest_draaiboek.draaiboeken.oordeel import Oordeel
from pytest_draaiboek.draaiboeken.proef import Proef
from pytest_draaiboek.draaiboeken.uitstel import Uitstel, Verzetting, stel_uit, verzet
from pytest_draaiboek.fouten import NaiefTijdstip, OnbekendBerichttype, OnbekendeEis, OnbekendeMijlpaal

VERLEDEN_VOOR_EERSTE_GRENS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rolgegevens:
    """What the draaiboek says of a role.

    Args:
        rol: as a system calls itself ("aanbieder").
        naam: in texts ("zorgaanbieder").
        geeft_door: whether it passes messages on, instead of being a party to them.
        buiten: whether it is only there as a counterparty: a system is never judged in it.

    """

    rol: str
    naam: str
    geeft_door: bool
    buiten: bool = False


@dataclass(frozen=True, slots=True)
class Paar:
    """A heenbericht and the message that answers it.

    Args:
        heen: message type in full.
        retour: message type of the answer.
        van: role that sends the heenbericht (and receives the answer).
        naar: role that receives it (and answers).
        verleden: the heenberichten that a client must have been through before this one makes sense, in order.
        facultatief: whether it is in the calendar only, and the built-in suite makes no cases of it.
        herkomst: where it comes from.
        toelichting: what is to be said of it, in Dutch; empty for nothing.

    """

    heen: str
    retour: str
    van: str
    naar: str
    verleden: tuple[str, ...]
    facultatief: bool = False
    herkomst: Herkomst = Herkomst.SEED
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Strook:
    """The calendar of one message type in one version: judgements, each from its moment on; the first holds from ever."""

    momenten: tuple[datetime, ...]
    oordelen: tuple[Oordeel, ...]

    def op(self, moment: datetime) -> Oordeel:
        """Return the judgement that holds at an aware moment."""
        return self.oordelen[bisect.bisect_right(self.momenten, moment)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draaiboek:
    """A migration script as data; made by `laad` or `lees`.

    Args:
        naam: as given to ``--draaiboek`` ("iwmo-3.1").
        titel: in Dutch, for the report.
        bron: the document it is taken from.
        standaard: the message standard ("iwmo").
        zone: the zone in which the draaiboek gives its moments.
        van: the version that ends.
        naar: the version that begins.
        live: the milestone at which the new version is live.
        fasen: in order of time.
        mijlpalen: by number, in order of time.
        rollen: by role.
        paren: heen and retour.
        stroken: the calendar, by message type and version.
        eisen: by id, in the order of the draaiboek.
        vertalingen: of its texts, by language, then by key ("eis 3.1.2", "mijlpaal 3.1.2", "fase 1", "rol gemeente", "titel").
        herkomst: file name of the data.
        sha256: of that file and all that it builds on, so that a result tells which calendar it was judged by.
        uitstel_gemeld: the milestone at which the chain reports that the live moment moves; None when there is none.
        uitstel: what was moved, and when that was reported; None for a draaiboek as it was published.
        hernieuwd_per: the day per which all that was assigned is assigned anew in the new version; None when what was assigned goes on to hold.
        herbouw: makes the same draaiboek from its file with other moments; None for one that is of no file.
        proeven: the checks that it writes out itself, in order.
        eigen_standaard: the standard that its file brings along, or what it adds to one of the kit; None for neither.

    """

    naam: str
    titel: str
    bron: str
    standaard: str
    zone: ZoneInfo
    van: str
    naar: str
    live: Mijlpaal
    fasen: tuple[Fase, ...]
    mijlpalen: Mapping[str, Mijlpaal]
    rollen: Mapping[str, Rolgegevens]
    paren: tuple[Paar, ...]
    stroken: Mapping[tuple[str, str], Strook]
    eisen: Mapping[str, Eis]
    vertalingen: Mapping[str, Mapping[str, str]]
    herkomst: str
    sha256: str
    uitstel_gemeld: Mijlpaal | None = None
    uitstel: Uitstel | None = None
    hernieuwd_per: date | None = None
    herbouw: Callable[[Verzetting], "Draaiboek"] | None = field(default=None, repr=False, compare=False)
    proeven: tuple[Proef, ...] = ()
    eigen_standaard: EigenStandaard | None = None

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("Een Draaiboek is niet te serialiseren; geef de naam door en laad het opnieuw.")

    @property
    def typen(self) -> tuple[str, ...]:
        """Every message type the draaiboek speaks of, heenberichten before their answers."""
        return tuple(type_ for paar in self.paren for type_ in (paar.heen, paar.retour))

    @property
    def getoetste_paren(self) -> tuple[Paar, ...]:
        """The pairs that the built-in suite makes cases of; the calendar knows the others too."""
        return tuple(paar for paar in self.paren if not paar.facultatief)

    @property
    def getoetste_typen(self) -> tuple[str, ...]:
        """The message types that the built-in suite makes cases of, heenberichten before their answers."""
        return tuple(type_ for paar in self.getoetste_paren for type_ in (paar.heen, paar.retour))

    @property
    def toetsrollen(self) -> tuple[str, ...]:
        """The roles that a system can be judged in."""
        return tuple(rol for rol, gegevens in self.rollen.items() if not gegevens.buiten)

    @property
    def versies(self) -> tuple[str, str]:
        """The version that ends and the one that begins."""
        return self.van, self.naar

    @property
    def verleden(self) -> datetime:
        """A moment well before anything changes, in the middle of a morning: so the past of clients is played during office hours."""
        eerste = min(m for strook in self.stroken.values() for m in strook.momenten)
        return (eerste - VERLEDEN_VOOR_EERSTE_GRENS).replace(hour=10, minute=0, second=0)

    def uitgesteld(self, duur: timedelta) -> "Draaiboek":
        """Return the draaiboek in which everything at or after the live moment comes later; its texts say so too.

        Moved are milestones, their ends, and the bounds of phases; what comes before live stays. The clock on the wall is what is
        moved: a day later is the same hour, also when summer time begins in between.

        Args:
            duur: how much later; less than nothing for earlier.

        Raises:
            OngeldigeInstelling: for nothing, for more than a year, for a moment that does not exist, and for what makes no calendar
                any more, such as live before the old version is blocked.

        """
        return stel_uit(self, duur)

    def verzet(self, nieuw: Path | Mapping[str, datetime]) -> "Draaiboek":
        """Return the draaiboek with other moments for some milestones; its texts say so too.

        When live is among them, everything at or after the old live moment moves along by as much, but for what has a moment of
        its own here. A phase moves with a milestone that was at its bound.

        Args:
            nieuw: a TOML file with a table ``[mijlpaal]``, or a mapping: the moment by number, the end of a stretch of time by
                number with ".tot". Without a zone it is local time.

        Raises:
            OngeldigeInstelling: for a file or milestone that is not there, and as `uitgesteld` does.

        """
        return verzet(self, nieuw)

    def oordeel(self, berichttype: str, versie: str, moment: datetime) -> Oordeel:
        """Say whether a message of this type and version may be sent at this moment. Pure, and total over what it knows.

        Args:
            berichttype: in full ("WMO305").
            versie: "3.0" or "3.1", for a draaiboek from 3.0 to 3.1.
            moment: aware; the moment of a milestone itself belongs to the new regime.

        Raises:
            OnbekendBerichttype: for a type or version the draaiboek does not know. It refuses to guess, since "blocked" for a
                typing mistake would make a test green by accident.
            NaiefTijdstip: for a datetime without a zone.

        """
        try:
            strook = self.stroken[berichttype, versie]
        except KeyError:
            raise self._onbekend(berichttype, versie) from None
        return strook.op(self._bewust(moment))

    def versie_op(self, berichttype: str, moment: datetime) -> str | None:
        """Return the version in which a type gets through at an aware moment, or None when it gets through in neither."""
        for versie in self.versies:
            if self.oordeel(berichttype, versie, moment).mag:
                return versie
        return None

    def grenzen(self, berichttype: str) -> tuple[datetime, ...]:
        """Return the moments at which anything changes for a type, in either version, in order of time."""
        self.paar(berichttype)
        return tuple(sorted({m for versie in self.versies for m in self.stroken[berichttype, versie].momenten}))

    def mijlpaal(self, nr: str) -> Mijlpaal:
        """Return the milestone with this number; `OnbekendeMijlpaal` names the ones there are."""
        try:
            return self.mijlpalen[nr]
        except KeyError:
            raise OnbekendeMijlpaal(self._geen("mijlpaal", nr, self.mijlpalen)) from None

    def eis(self, eis_id: str) -> Eis:
        """Return the eis with this id; `OnbekendeEis` names the ones there are."""
        try:
            return self.eisen[eis_id]
        except KeyError:
            raise OnbekendeEis(self._geen("eis", eis_id, self.eisen)) from None

    def fase(self, moment: datetime) -> Fase:
        """Return the phase that an aware moment falls in."""
        moment = self._bewust(moment)
        return next(fase for fase in self.fasen if fase.omvat(moment))

    def eisen_voor(self, rol: str) -> tuple[Eis, ...]:
        """Return the eisen of a role, in the order of the draaiboek."""
        return tuple(eis for eis in self.eisen.values() if rol in eis.rollen)

    def paar(self, berichttype: str) -> Paar:
        """Return the pair that a type is one half of."""
        for paar in self.paren:
            if berichttype in (paar.heen, paar.retour):
                return paar
        raise self._onbekend(berichttype, self.van)

    def is_retour(self, berichttype: str) -> bool:
        """Whether a type is the answering half of its pair."""
        return self.paar(berichttype).retour == berichttype

    def verzendt(self, rol: str) -> tuple[str, ...]:
        """Return the types that a party in this role sends."""
        return self._typen(rol, heen_van=True)

    def ontvangt(self, rol: str) -> tuple[str, ...]:
        """Return the types that a party in this role receives."""
        return self._typen(rol, heen_van=False)

    def bestaat(self, berichttype: str, versie: str) -> bool:
        """Whether a type exists in a version at all: one that is blocked at every moment does not."""
        strook = self.stroken[berichttype, versie]
        return any(oordeel.mag for oordeel in strook.oordelen)

    def _typen(self, rol: str, *, heen_van: bool) -> tuple[str, ...]:
        return tuple(
            type_
            for paar in self.paren
            for type_, partij in ((paar.heen, paar.van), (paar.retour, paar.naar))
            if (partij == rol) is heen_van and rol in (paar.van, paar.naar)
        )

    def _bewust(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise NaiefTijdstip(
                f"Het moment {moment} heeft geen tijdzone, dus is niet te zeggen welk ogenblik bedoeld is.\n"
                f"Geef het mee, bijvoorbeeld: datetime(..., tzinfo=ZoneInfo({self.zone.key!r}))."
            )
        return moment

    def _onbekend(self, berichttype: str, versie: str) -> OnbekendBerichttype:
        if berichttype not in self.typen:
            return OnbekendBerichttype(self._geen("berichttype", berichttype, self.typen))
        return OnbekendBerichttype(
            f"Draaiboek {self.naam} gaat over versie {self.van} en {self.naar}, niet over {versie!r}. Controleer de versie van {berichttype}."
        )

    def _geen(self, soort: str, gevraagd: str, bekend: Iterable[str]) -> str:
        bekend = tuple(bekend)
        lijkt = get_close_matches(gevraagd, bekend, n=1)
        bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
        return f"Draaiboek {self.naam} kent geen {soort} {gevraagd!r}.{bedoeld}\nKies uit {', '.join(bekend)}."
