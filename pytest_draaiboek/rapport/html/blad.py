"""What a report shows of one system by one draaiboek: the result, put in the order and the words in which it is read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pytest_draaiboek.draaiboeken import Ernst
from pytest_draaiboek.rapport.html.berichtenbak import Berichtenbak
from pytest_draaiboek.rapport.html.herkomsten import Herkomsten
from pytest_draaiboek.rapport.html.maskering import masker_waarden
from pytest_draaiboek.rapport.html.verklaringen import ondertekend
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Geval,
    Regelresultaat,
    Techniekoordeel,
    Technischgeval,
    Verdict,
    Waarneming,
)
from pytest_draaiboek.rapport.taal import Taal, Tekst
from pytest_draaiboek.rapport.zinnen import LANGSTE

SECONDE = timedelta(seconds=1)
NOOIT = datetime.max.replace(tzinfo=UTC)
# Of one text of a system; a result has all of it.
MEESTE_TEKENS = 600

GOED, FOUT, LETOP, OPEN, NVT = "goed", "fout", "letop", "open", "nvt"
KLASSE: dict[Verdict | Eindoordeel | Techniekoordeel, str] = {
    Verdict.VOLDOET: GOED,
    Verdict.VOLDOET_NIET: FOUT,
    Verdict.AANDACHTSPUNT: LETOP,
    Verdict.NIET_GETOETST: OPEN,
    Verdict.NIET_VAN_TOEPASSING: NVT,
    Eindoordeel.CONFORM: GOED,
    Eindoordeel.NIET_CONFORM: FOUT,
    Eindoordeel.ONVOLLEDIG: OPEN,
    Techniekoordeel.VOLDOET: GOED,
    Techniekoordeel.VOLDOET_NIET: FOUT,
    Techniekoordeel.ONVOLLEDIG: OPEN,
    Techniekoordeel.NIET_VAN_TOEPASSING: NVT,
}
KLASSE_VAN_GEVAL = {"voldoet": GOED, "afwijking": FOUT, "aandachtspunt": LETOP}
KLASSE_VAN_ERNST: dict[str, str] = {Ernst.VERPLICHT: FOUT, Ernst.PROCEDUREEL: LETOP}


@dataclass(frozen=True, slots=True)
class Rij:
    """One moment tried.

    Args:
        moment: as people read it.
        plek: where that is in the draaiboek: at a milestone, a second from it, or the phase.
        handeling: what the kit did.
        ogenblik: the moment itself.
        verwacht: what had to come of it.
        gezien: what left the system.
        gezegd: what the system said.
        klasse: how it is to be seen.
        berichten: where its messages are.

    """

    moment: str
    ogenblik: datetime
    plek: Tekst
    handeling: Tekst
    verwacht: Tekst
    gezien: Tekst
    gezegd: Tekst
    klasse: str
    berichten: str


@dataclass(frozen=True, slots=True)
class Gevalblad:
    """One case.

    Args:
        anker: its name in links.
        berichttype: in full.
        versie: of the message; empty for a case of the calendar.
        klasse: how it ended, for the eye.
        label: how it ended, in words.
        reden: why.
        bekend: reason and link when it is a known deviation.
        rijen: every moment tried.
        bevindingen: what is wrong with messages, each once, and how many times it was found.
        verklaring: what stands on the statement that it rests on, by what it is.

    """

    anker: str
    berichttype: str
    versie: str
    klasse: str
    label: str
    reden: Tekst
    bekend: str
    rijen: Sequence[Rij]
    bevindingen: Sequence[tuple[Tekst, int]]
    verklaring: Sequence[tuple[str, str]] = ()

    @property
    def naam(self) -> str:
        """The name in headings."""
        return f"{self.berichttype} {self.versie}".rstrip()

    @property
    def sinds(self) -> datetime:
        """The first moment that was not as expected; the end of time when there is none."""
        return self.eerste_afwijking.ogenblik if self.eerste_afwijking else NOOIT

    @property
    def eerste_afwijking(self) -> Rij | None:
        """The first moment that was not as expected."""
        return next((rij for rij in self.rijen if rij.klasse == FOUT), None) or next(
            (rij for rij in self.rijen if rij.klasse not in (GOED, OPEN)), None
        )


@dataclass(frozen=True, slots=True)
class Eisblad:
    """One eis, or one technical rule.

    Args:
        anker: its name in links.
        naam: id or code.
        paragraaf: of the draaiboek; empty for a rule.
        ernst: how heavy it weighs; for a rule the retourcode that it asks for.
        verplicht: whether the verdict hangs on it.
        tekst: what it asks.
        klasse: the verdict, for the eye.
        label: the verdict, in words.
        reden: why.
        aantal: of cases that were tried, and that should have been.
        gevallen: the cases.
        bewijs: the supplier's own tests: uitkomst, nodeid and reason.
        mijlpalen: the milestones that it is about: number, moment, what holds from then on, and where that comes from.
        herkomst: where it comes from; empty when that is not told.
        toelichting: what the draaiboek says of that.

    """

    anker: str
    naam: str
    paragraaf: str
    ernst: str
    verplicht: bool
    tekst: Tekst
    klasse: str
    label: str
    reden: Tekst
    aantal: tuple[int, int]
    gevallen: Sequence[Gevalblad]
    bewijs: Sequence[tuple[str, str, str]] = ()
    mijlpalen: Sequence[tuple[str, str, Tekst, Sequence[Tekst]]] = ()
    herkomst: str = ""
    toelichting: Tekst = ("", "")

    @property
    def gefaald(self) -> list[Gevalblad]:
        """The cases that deviate, that which did so earliest first: the others may well come of it."""
        return sorted((geval for geval in self.gevallen if geval.klasse == FOUT), key=lambda geval: geval.sinds)

    @property
    def sinds(self) -> datetime:
        """The first moment that was not as expected; the end of time when no case deviates."""
        return min((geval.sinds for geval in self.gevallen if geval.klasse == FOUT), default=NOOIT)

    @property
    def niet_getoetst(self) -> list[Gevalblad]:
        """The cases that were not tried to the end."""
        return [geval for geval in self.gevallen if geval.klasse == OPEN]


class Bladmaker:
    """Puts one result in the order in which it is read.

    Args:
        uitkomst: the result.
        bak: takes the messages that are shown.
        taal: of the report.
        voorvoegsel: of every name in links, so that several results can stand in one report.

    """

    def __init__(self, uitkomst: Draaiboekresultaat, bak: Berichtenbak, taal: Taal, voorvoegsel: str) -> None:
        self.uitkomst = uitkomst
        self.bak = bak
        self.taal = taal
        self.voorvoegsel = voorvoegsel
        kalender = uitkomst.draaiboek.kalender
        self.zone = ZoneInfo(kalender.zone)
        self.herkomsten = Herkomsten(uitkomst, taal)
        self._mijlpalen = {mijlpaal.nr: mijlpaal for mijlpaal in kalender.mijlpalen}
        self._momenten: dict[datetime, str] = {}
        self._plekken: dict[datetime, Tekst] = {}

    def eisen(self) -> list[Eisblad]:
        """Return every eis."""
        return [self._eis(eis) for eis in self.uitkomst.eisen]

    def regels(self) -> list[Eisblad]:
        """Return every technical rule."""
        return [self._regel(regel) for regel in self.uitkomst.techniek.regels] if self.uitkomst.techniek else []

    def mijlpaal(self, nr: str) -> tuple[str, str, Tekst, Sequence[Tekst]]:
        """Return number, moment and meaning of a milestone, and what is told of where it comes from."""
        mijlpaal = self._mijlpalen[nr]
        wat = self.taal.gegeven(self.uitkomst.draaiboek, f"mijlpaal {nr}", mijlpaal.wat)
        herkomst = (self.herkomsten.label(mijlpaal.herkomst), self.taal.code)
        bij = [tekst for tekst in (herkomst, self.herkomsten.toelichting(mijlpaal.toelichting)) if tekst[0]]
        return nr, self.taal.moment(mijlpaal.moment, self.zone), wat, bij

    def _eis(self, eis: Eisresultaat) -> Eisblad:
        anker = f"{self.voorvoegsel}eis-{eis.id}"
        return Eisblad(
            anker=anker,
            naam=eis.id,
            paragraaf=eis.paragraaf,
            ernst=self.taal(f"ernst.{eis.ernst}"),
            verplicht=eis.ernst == Ernst.VERPLICHT,
            tekst=self.taal.gegeven(self.uitkomst.draaiboek, f"eis {eis.id}", eis.tekst),
            klasse=KLASSE[eis.verdict],
            label=self.taal(f"verdict.{eis.verdict.name.lower()}"),
            reden=self._reden(eis),
            aantal=(eis.gedraaid, eis.verwacht),
            gevallen=[self._geval(geval, f"{anker}-{geval.berichttype}") for geval in eis.gevallen],
            bewijs=[(b.uitkomst, b.nodeid, b.reden) for b in eis.eigen_bewijs],
            mijlpalen=[self.mijlpaal(nr) for nr in eis.mijlpalen if nr in self._mijlpalen],
            herkomst=self.herkomsten.label(eis.herkomst),
            toelichting=self.herkomsten.toelichting(eis.toelichting),
        )

    def _regel(self, regel: Regelresultaat) -> Eisblad:
        anker = f"{self.voorvoegsel}regel-{regel.code}"
        afkeuring = (
            self.taal("techniek.met_retourcode", code=regel.retourcode)
            if regel.retourcode
            else self.taal("techniek.zonder_retour")
        )
        return Eisblad(
            anker=anker,
            naam=regel.code,
            paragraaf="",
            ernst=afkeuring,
            verplicht=True,
            tekst=self.taal.regel(regel.code, regel.tekst),
            klasse=KLASSE[regel.verdict],
            label=self.taal(f"verdict.{regel.verdict.name.lower()}"),
            reden=self._reden(regel),
            aantal=(regel.gedraaid, regel.verwacht),
            gevallen=[
                self._geval(geval, f"{anker}-{geval.berichttype}-{geval.versie}", geval.versie)
                for geval in regel.gevallen
            ],
        )

    def _reden(self, blad: Eisresultaat | Regelresultaat) -> Tekst:
        """Return why the verdict is what it is; that quotes a case."""
        verkeer = [een for geval in blad.gevallen for een in geval.verkeer] if blad.reden else []
        return self._zin(blad.reden, self.bak.waarden(verkeer))

    def _geval(self, geval: Geval | Technischgeval, anker: str, versie: str = "") -> Gevalblad:
        # A refusal has no message of its own, and a system knows a client from what went before: the whole case counts.
        waarden = self.bak.waarden(geval.verkeer)
        keren = Counter(masker_waarden(bevinding, waarden) for w in geval.waarnemingen for bevinding in w.bevindingen)
        return Gevalblad(
            anker=anker,
            berichttype=geval.berichttype,
            versie=versie,
            klasse=KLASSE_VAN_GEVAL.get(geval.soort, OPEN),
            label=self.taal.soort(geval.soort),
            reden=self._zin(geval.reden, waarden),
            bekend=geval.bekend,
            rijen=[self._rij(w, geval, waarden) for w in geval.waarnemingen],
            bevindingen=[(self.taal.zin(tekst), keer) for tekst, keer in keren.items()],
            verklaring=ondertekend(geval, self.taal) if isinstance(geval, Geval) else (),
        )

    def _rij(self, w: Waarneming, geval: Geval | Technischgeval, waarden: frozenset[str]) -> Rij:
        return Rij(
            moment=self._moment(w.moment),
            ogenblik=w.moment,
            plek=self._plek(w.moment),
            handeling=self.taal.zin(w.handeling),
            verwacht=self.taal.zin(w.verwacht),
            gezien=self._zin(w.gezien, waarden),
            gezegd=self._zin(w.gezegd, waarden),
            klasse=GOED if w.deugt else KLASSE_VAN_ERNST.get(w.ernst, OPEN),
            berichten=self.bak.verwijzing(geval.verkeer, w.verkeer),
        )

    def _zin(self, tekst: str, waarden: frozenset[str]) -> Tekst:
        """Return what may come from the system: without what its messages say about people, and shortened."""
        teveel = len(tekst) - LANGSTE
        gemaskeerd = masker_waarden(tekst[:LANGSTE], waarden)
        zin, taal = self.taal.zin(gemaskeerd)
        teveel = max(teveel, 0) + len(zin) - MEESTE_TEKENS
        return (f"{zin[:MEESTE_TEKENS]}… (+{teveel})" if teveel > 0 else zin), taal

    def _moment(self, moment: datetime) -> str:
        if moment not in self._momenten:
            self._momenten[moment] = self.taal.moment(moment, self.zone)
        return self._momenten[moment]

    def _plek(self, moment: datetime) -> Tekst:
        """Say where a moment stands in the draaiboek: at a milestone, a second beside it, or else in which phase."""
        if moment not in self._plekken:
            self._plekken[moment] = self._zoek_plek(moment)
        return self._plekken[moment]

    def _zoek_plek(self, moment: datetime) -> Tekst:
        for sleutel, ernaast in (("op", timedelta()), ("net_voor", SECONDE), ("net_na", -SECONDE)):
            nummers = self._mijlpalen_op(moment + ernaast)
            if nummers:
                return self.taal.aantal(f"plek.{sleutel}", len(nummers), nummers=", ".join(nummers)), self.taal.code
        fase = next(
            (
                fase
                for fase in self.uitkomst.draaiboek.kalender.fasen
                if (fase.begin is None or fase.begin <= moment) and (fase.einde is None or moment < fase.einde)
            ),
            None,
        )
        return (
            self.taal.gegeven(self.uitkomst.draaiboek, f"fase {fase.nr}", fase.naam) if fase else ("", self.taal.code)
        )

    def _mijlpalen_op(self, moment: datetime) -> list[str]:
        """Return the milestones at a moment: those of the role if there are any."""
        op = [mijlpaal for mijlpaal in self._mijlpalen.values() if mijlpaal.moment == moment]
        van_rol = [mijlpaal for mijlpaal in op if self.uitkomst.systeem.rol in mijlpaal.rollen]
        return [mijlpaal.nr for mijlpaal in van_rol or op]
