"""One case being tried on one system: the clock moved and proven, the verbs called, the observations kept."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.berichten.officieel import Officieel
from pytest_draaiboek.draaiboeken import Draaiboek, Ernst, Soort
from pytest_draaiboek.fouten import AdapterBrakAf, AdapterFout, NietOndersteund, OnbereikbaarSysteem, OngeldigBericht
from pytest_draaiboek.klok import Klok
from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.systemen import Opdracht, Stand, Systeem, Uitkomst
from pytest_draaiboek.toetsing.aanzegging import VERB, Aanzegging
from pytest_draaiboek.toetsing.gedrag import STIL, Gedrag
from pytest_draaiboek.toetsing.uitslag import Richting, Verkeer, Waarneming
from pytest_draaiboek.toetsing.verklaring import Verklaring
from pytest_draaiboek.toetsing.verwachting import Regime, Verwachting, mag_weg

SECONDE = timedelta(seconds=1)
KLOKRAAD = "laat het systeem de klok van dit testproces lezen"


class NietGetoetst(Exception):
    """The case cannot be tried on this system.

    Args:
        reden: why not, in Dutch.
        raad: what to do about it.

    """

    def __init__(self, reden: str, raad: str) -> None:
        super().__init__(f"{reden.rstrip('.')}. {raad}")
        self.reden = reden


@dataclass(frozen=True, slots=True)
class Opstelling:
    """Everything a case needs, the same for all cases of a run.

    Args:
        systeem: the system under test.
        rol: the role it is judged in.
        klok: the clock that is frozen.
        berichten: makes the messages of the counterparties.
        marge: how much earlier than the draaiboek the system closes on purpose.
        zaad: varies clients and identifications.
        officieel: official files that have their say on what leaves the system; None for none.
        verklaringen: what people stated, about any eis of any draaiboek of the run.

    """

    systeem: Systeem
    rol: str
    klok: Klok
    berichten: Berichten
    marge: timedelta = timedelta()
    zaad: int = 0
    officieel: Officieel | None = None
    verklaringen: tuple[Verklaring, ...] = ()


class Beproeving:
    """The hands of a case: whatever it does to the system goes through here.

    Args:
        opstelling: the system, the clock and the messages.
        draaiboek: the calendar to judge by.
        naam: of the case; keeps the clients of one case apart from those of another.
        ernst: how heavy the eis weighs.

    """

    def __init__(self, opstelling: Opstelling, draaiboek: Draaiboek, naam: str, ernst: Ernst = Ernst.VERPLICHT) -> None:
        self.opstelling = opstelling
        self.systeem = opstelling.systeem
        self.klok = opstelling.klok
        self.draaiboek = draaiboek
        self.rol = opstelling.rol
        self.geeft_door = draaiboek.rollen[opstelling.rol].geeft_door
        self.naam = naam
        self.ernst = ernst
        self.waarnemingen: list[Waarneming] = []
        self.uit: list[Bericht] = []
        self.verkeer: list[Verkeer] = []
        self.onbewezen = ""
        self.clientnummers = itertools.count()
        self.verleden = draaiboek.verleden
        self.aanzegging = Aanzegging(draaiboek.uitstel)

    # The clock

    def begin(self) -> None:
        """Go to the past, and start from an empty system."""
        eerste = self.aanzegging.eerste(self.verleden)
        self.klok.zet(eerste)
        self.roep("reset", self.systeem.reset)
        self.aanzegging.vergeet()
        self._klokproef(eerste)
        if eerste < self.verleden:
            self.zet(self.verleden)

    def zet(self, moment: datetime) -> Gedrag:
        """Move the clock, have it proven, and let the system do what it does by itself by then.

        On the way it is told what was moved, if anything was; what follows from that it does when it next gets its turn.
        """
        if halte := self.aanzegging.onderweg(moment):
            self.klok.zet(halte)
            self._klokproef(halte)
            self._zeg_aan(halte)
        self.klok.zet(moment)
        self._klokproef(moment)
        return self.verwerk()

    def zeg_uitstel_aan(self) -> Gedrag:
        """Tell the system now what was moved; `NietGetoetst` when it cannot be told."""
        return self._gedrag(VERB, lambda: self.aanzegging.zeg_aan(self.systeem))

    def _zeg_aan(self, moment: datetime) -> None:
        gedrag = self.zeg_uitstel_aan()
        if gedrag.uit or gedrag.onleesbaar:
            deugt = not gedrag.onleesbaar and all(self._hoort(bericht, "", moment) for bericht in gedrag.uit)
            verwacht = "niets dat dan niet verzonden mag worden"
            self.noteer(moment, self.aanzegging.handeling, verwacht, gedrag, deugt=deugt)

    def lees_klok(self) -> datetime:
        """Return the time that the system says it is; `AdapterFout` when that is no aware moment."""
        gelezen = self.roep("klok", self.systeem.klok)
        if not isinstance(gelezen, datetime) or gelezen.tzinfo is None:
            raise AdapterFout(
                f"De adapter gaf op klok() {gelezen!r}; verwacht wordt een datetime met tijdzone.\n"
                "Wat te doen: geef bijvoorbeeld datetime.now(ZoneInfo('Europe/Amsterdam')) terug."
            )
        return gelezen

    @property
    def klokraad(self) -> str:
        """What to do about a system on another clock, in Dutch; a system in another process knows better."""
        return getattr(self.systeem, "klok_raad", KLOKRAAD)

    def _klokproef(self, moment: datetime) -> None:
        gelezen = self.lees_klok()
        if abs(gelezen - moment) >= SECONDE:
            raise NietGetoetst(
                f"het systeem leest een andere klok: gezet op {moment:%d-%m-%Y %H:%M:%S%z}, het systeem zegt "
                f"{gelezen:%d-%m-%Y %H:%M:%S%z}",
                f"Wat te doen: {self.klokraad}.",
            )

    def haalbaar(self, berichttype: str, moment: datetime) -> datetime:
        """Return the moment, or the margin earlier when sending only just is still possible then.

        A system that closes earlier on purpose declares its margin; on the other side of a boundary there is none.
        """
        marge = self.opstelling.marge
        if not marge:
            return moment
        for versie in self.draaiboek.versies:
            nu = self.draaiboek.oordeel(berichttype, versie, moment)
            straks = self.draaiboek.oordeel(berichttype, versie, moment + marge)
            if nu.mag and nu.soort != straks.soort and straks.soort is not Soort.TOEGESTAAN:
                return moment - marge
        return moment

    # The verbs

    def verzend(self, opdracht: Opdracht) -> Gedrag:
        """Order a message, and give the system a turn for what it sends in batches."""
        return self._gedrag("verzend", lambda: self.systeem.verzend(opdracht)).en(self.verwerk())

    def ontvang(self, bericht: Bericht) -> Gedrag:
        """Deliver a message, and give the system a turn."""
        return self._gedrag("ontvang", lambda: self.systeem.ontvang(bericht), bericht).en(self.verwerk())

    def verwerk(self) -> Gedrag:
        """Give the system a turn."""
        return self._gedrag("verwerk", self.systeem.verwerk)

    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Gedrag:
        """Tell the system that the hub refused a message."""
        return self._gedrag("meld_fout", lambda: self.systeem.meld_fout(bericht, code, melding)).en(self.verwerk())

    def registreer_spoed(self, opdracht: Opdracht) -> Gedrag:
        """Enter an urgent order."""
        return self._gedrag("registreer_spoed", lambda: self.systeem.registreer_spoed(opdracht)).en(self.verwerk())

    def stand(self) -> Stand:
        """Ask what the system still has in hand; `NietGetoetst` when it cannot say."""
        stand = self.roep("stand", self.systeem.stand)
        if not isinstance(stand, Stand):
            raise AdapterFout(
                f"De adapter gaf op stand() {stand!r}; verwacht wordt Stand(te_verzenden, ongelezen, onbeantwoord).\n"
                "Wat te doen: geef die drie aantallen terug, of laat stand weg als het systeem ze niet kent."
            )
        return stand

    def stand_of_niets(self) -> Stand | None:
        """Ask the same where it is only extra evidence."""
        try:
            return self.stand()
        except NietGetoetst:
            return None

    def _gedrag(self, verb: str, doe: Callable[[], Uitkomst], *aangeboden: Bericht) -> Gedrag:
        begin = len(self.verkeer)
        self._leg_vast(Richting.IN, aangeboden)
        try:
            uitkomst = self.roep(verb, doe)
        except OngeldigBericht as fout:
            self._leg_vast(Richting.UIT, map(_zo_mogelijk_gelezen, fout.verzonden))
            return Gedrag(onleesbaar=(str(fout).splitlines()[0],), verkeer=tuple(range(begin, len(self.verkeer))))
        if not isinstance(uitkomst, Uitkomst):
            raise AdapterFout(
                f"De adapter gaf op {verb}(...) {uitkomst!r}; verwacht wordt een Uitkomst.\n"
                "Wat te doen: geef Uitkomst(Status..., berichten) terug, ook als er niets verzonden is."
            )
        self.uit += uitkomst.berichten
        self._leg_vast(Richting.UIT, uitkomst.berichten)
        return Gedrag.van(uitkomst, tuple(range(begin, len(self.verkeer))))

    def _leg_vast(self, richting: Richting, berichten: Iterable[Bericht | bytes]) -> None:
        self.verkeer += [Verkeer(self.klok.nu, richting, bericht) for bericht in berichten]

    def roep(self, verb: str, doe: Callable[[], Any]) -> Any:
        """Call a verb of the adapter, and keep whose fault it is apart when that goes wrong.

        Args:
            verb: its name, for the message.
            doe: calls it.

        Raises:
            NietGetoetst: when the system does not have it.
            OngeldigBericht: when what left is no readable message.
            OnbereikbaarSysteem: when the system is not there any more.
            AdapterFout: for anything else.

        """
        try:
            return doe()
        except NietOndersteund as fout:
            raise NietGetoetst(
                f"het systeem ondersteunt {verb} niet: {in_een_regel(str(fout))}", f"Vul {verb} aan in de adapter."
            ) from fout
        except (OngeldigBericht, NietGetoetst, AdapterFout):
            raise
        except (ConnectionError, TimeoutError, EOFError) as fout:
            raise OnbereikbaarSysteem(
                f"Het systeem is niet bereikbaar: {verb} brak af met {type(fout).__name__}: {in_een_regel(str(fout))}.\n"
                "Wat te doen: kijk of het systeem nog draait; wat hierna komt is niet getoetst."
            ) from fout
        except (Exception, SystemExit) as fout:
            raise AdapterBrakAf(
                f"De adapter brak af in {verb}(...) met {type(fout).__name__}: {in_een_regel(str(fout)).rstrip('.')}.\n"
                "Wat te doen: dit is geen oordeel over het systeem; herstel de adapter (zie de traceback hierboven)."
            ) from fout

    # The observations

    def noteer(
        self,
        moment: datetime,
        handeling: str,
        verwacht: str,
        gedrag: Gedrag,
        *,
        deugt: bool,
        ernst: Ernst = Ernst.VERPLICHT,
        gezien: str = "",
        bevindingen: tuple[str, ...] = (),
        berichten: Sequence[Bericht] = (),
    ) -> None:
        """Keep an observation; a counter-proof (ernst informatief) that fails leaves the case unproven.

        Args:
            moment: when it was.
            handeling: what the kit did, in Dutch.
            verwacht: what had to come of it, in Dutch.
            gedrag: what it brought about.
            deugt: whether that is as expected.
            ernst: how heavy it weighs when it is not.
            gezien: what was seen, in Dutch; default: what left.
            bevindingen: what is wrong with messages, in Dutch.
            berichten: what it is about beside the messages of the act itself.

        """
        gezien = gezien or gedrag.gezien
        if self.ernst is Ernst.INFORMATIEF and ernst is Ernst.VERPLICHT:
            # Advice that is not followed is a point of attention at most.
            ernst = Ernst.PROCEDUREEL
        self.waarnemingen.append(
            Waarneming(
                moment,
                handeling,
                verwacht,
                gezien,
                gedrag.gezegd,
                deugt,
                ernst,
                bevindingen,
                tuple(sorted({*gedrag.verkeer, *self.plaatsen(berichten)})),
            )
        )
        if not deugt and ernst is Ernst.INFORMATIEF and not self.onbewezen:
            self.onbewezen = (
                f"de tegenproef van {moment:%d-%m-%Y %H:%M:%S} mislukte: {handeling}: verwacht {verwacht}, gezien {gezien} "
                f"({gedrag.gezegd or 'zonder melding'}); zolang dit niet kan, bewijst het uitblijven elders niets. Kijk waarom het systeem dit niet doet."
            )

    def plaatsen(self, berichten: Sequence[Bericht]) -> list[int]:
        """Return where messages stand in the traffic of the case."""
        return [nr for nr, een in enumerate(self.verkeer) if any(een.bericht is bericht for bericht in berichten)]

    def weeg(
        self,
        moment: datetime,
        handeling: str,
        berichttype: str,
        verwachting: Verwachting,
        gedrag: Gedrag,
        *,
        vooraf: Gedrag = STIL,
        heen: Bericht | None = None,
    ) -> bool:
        """Hold behaviour against an expectation, and keep the observation; return whether it is as expected.

        Args:
            moment: when it was.
            handeling: what the kit did, in Dutch.
            berichttype: the type it was about.
            verwachting: what had to happen.
            gedrag: what the act brought about.
            vooraf: what the system sent by itself when the clock moved: judged by the calendar only.
            heen: the message that was to be answered.

        """
        vreemd = not all(self._hoort(b, berichttype, moment) for b in gedrag.uit) or not all(
            mag_weg(self.draaiboek, b, moment) for b in vooraf.uit
        )
        bezwaren = verwachting.bezwaren(berichttype, gedrag, self.opstelling.officieel)
        samen = gedrag.na(vooraf)
        ernst = verwachting.weeg(berichttype, gedrag, vooraf, vreemd=vreemd, bezwaren=bezwaren, heen=heen)
        if ernst is Ernst.VERPLICHT and verwachting.regime is not Regime.NIETS and self.ernst is Ernst.PROCEDUREEL:
            # An agreement weighs as an agreement on both sides of its moment; only a block is a block for everybody.
            ernst = Ernst.PROCEDUREEL
        self.noteer(
            moment,
            handeling,
            verwachting.tekst(berichttype),
            samen,
            deugt=ernst is None,
            ernst=ernst or Ernst.VERPLICHT,
            bevindingen=bezwaren if ernst is Ernst.VERPLICHT else (),
        )
        return ernst is None

    def _hoort(self, bericht: Bericht, berichttype: str, moment: datetime) -> bool:
        """Whether a message that left has any business there: of the type asked for, or one that this role may send now."""
        if bericht.berichttype == berichttype:
            return True
        eigen = not self.geeft_door and bericht.berichttype in self.draaiboek.verzendt(self.rol)
        return eigen and mag_weg(self.draaiboek, bericht, moment)


def _zo_mogelijk_gelezen(rauw: bytes) -> Bericht | bytes:
    try:
        return Bericht.lees(rauw)
    except OngeldigBericht:
        return rauw
