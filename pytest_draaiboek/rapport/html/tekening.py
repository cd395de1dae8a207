"""Where everything on a timeline is drawn: bands, lines, marks and their texts, in pixels."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.html.beelddelen import Band, Dagkolom, Laan, Lijn, Merkteken, Tekening, Vak
from pytest_draaiboek.rapport.html.klokwissels import klokwissels
from pytest_draaiboek.rapport.html.merktekst import Merkteksten
from pytest_draaiboek.rapport.html.tijdmerken import TUSSEN, Merk, Teken, groepen, merken_van
from pytest_draaiboek.rapport.html.tijdschaal import Tijdschaal
from pytest_draaiboek.rapport.html.vlaggen import AFSTAND, VET, Geplaatst, Vlag, plaats, tekstbreedte
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Draaiboekresultaat, Kalender, Strookgegevens
from pytest_draaiboek.rapport.taal import Taal

# Pixels. The whole fits on a printed page of 180 mm with letters of 6 points: the letters grow when the scale needs more.
BLAD = 1000.0
SMALST = 760.0
LETTER = 12.0
RAND = 24.0
BAND = 11.0
KORTE_DAG = 2  # letters of the name of a day, where there is no room for more
REGEL = 1.3  # heights in letters: of a line of text, of the row of phases, and around a lane
FASE = 1.75
MARGE = 0.45


def ontwerp(
    uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str = ""
) -> Tekening:
    """Return everything on a timeline in its place.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.
        taal: of the texts.
        voorvoegsel: goes before the ids of the cases that a mark leads to.

    """
    return _Ontwerper(uitkomst, berichten, taal, voorvoegsel).tekening()


class _Ontwerper:
    def __init__(
        self, uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str
    ) -> None:
        self.uitkomst = uitkomst
        self.taal = taal
        self.voorvoegsel = voorvoegsel
        self.kalender: Kalender = uitkomst.draaiboek.kalender
        self.zone = ZoneInfo(self.kalender.zone)
        self.live = next((m.moment for m in self.kalender.mijlpalen if m.nr == self.kalender.live), None)
        self.merken = merken_van(uitkomst, berichten)
        self.teksten = Merkteksten(berichten, taal, self.zone)
        momenten = list(self._momenten())
        self.wissels = klokwissels(self.zone, momenten)
        self.groepen = groepen(uitkomst)
        namen = self._namen()
        self.schaal = Tijdschaal([*momenten, *self.wissels], self.zone, (SMALST, BLAD - namen), RAND)
        groter = max(1.0, self.schaal.breedte / (BLAD - namen))
        self.letter, self.namen = LETTER * groter, namen * groter
        self.pas = max(BAND + 7, 1.25 * self.letter)

    def tekening(self) -> Tekening:
        lijnen = sorted(self._lijnen(), key=lambda lijn: lijn[0].x)
        geplaatst = plaats([vlag for vlag, _, _ in lijnen], self.schaal.breedte, self.letter)
        fasen_y = max((vlag.top for vlag in geplaatst), default=0) * REGEL * self.letter + self.letter / 2
        as_y = fasen_y + (FASE * self.letter if self.kalender.fasen else 0)
        lanen_y = as_y + (3 * REGEL + 0.3) * self.letter
        koppen, lanen, hoogte = self._lanen(lanen_y)
        return Tekening(
            titel=self.taal("tijdlijn.titel"),
            samenvatting=self._samenvatting(),
            letter=self.letter,
            band=BAND,
            breedte=self.schaal.breedte,
            namen=self.namen,
            hoogte=hoogte,
            fasen_y=fasen_y,
            as_y=as_y,
            lanen_y=lanen_y,
            fasen=tuple(self._fasen()),
            maanden=tuple(self._maanden()),
            dagen=tuple(self._dagen([vlag.vlag.x for vlag in geplaatst])),
            lijnen=tuple(
                self._lijn(vlag, soort, titel, fasen_y)
                for vlag, (_, soort, titel) in zip(geplaatst, lijnen, strict=True)
            ),
            koppen=koppen,
            lanen=lanen,
            merken=tuple(self._merktekens({laan.berichttype: laan for laan in lanen})),
        )

    def _momenten(self) -> Iterator[datetime]:
        """Yield every moment that has a place of its own."""
        mogelijk = [
            *(moment for fase in self.kalender.fasen for moment in (fase.begin, fase.einde)),
            *(moment for mijlpaal in self.kalender.mijlpalen for moment in (mijlpaal.moment, mijlpaal.tot)),
            *(deel.vanaf for strook in self.kalender.stroken for deel in strook.delen),
            *(merk.moment for merk in self.merken),
        ]
        yield from (moment for moment in mogelijk if moment)

    def _namen(self) -> float:
        """Return how wide the column with the names of the lanes is."""
        typen = [tekstbreedte(berichttype, LETTER) for _, rij in self.groepen for berichttype in rij]
        versies = [tekstbreedte(strook.versie, LETTER) for strook in self.kalender.stroken]
        koppen = [tekstbreedte(self.taal(f"tijdlijn.{naam}"), LETTER) for naam, _ in self.groepen]
        return max([max(typen, default=0) + max(versies, default=0) + 18, *(kop + 8 for kop in koppen)])

    def _wanneer(self, moment: datetime | None, anders: str) -> str:
        return self.taal.moment(moment, self.zone) if moment else self.taal(f"tijdlijn.{anders}")

    def _kort(self, moment: datetime) -> str:
        """Return day and time as short as they can be told beside a line: the year only when it is not that of the switch."""
        delen = self.taal.datumdelen(moment, self.zone)
        lokaal = moment.astimezone(self.zone)
        tijd = f"{lokaal:%H:%M:%S}" if lokaal.second else f"{lokaal:%H:%M}"
        zelfde_jaar = self.live is not None and lokaal.year == self.live.astimezone(self.zone).year
        return " ".join([*(delen[:3] if zelfde_jaar else delen), tijd])

    def _gegeven(self, sleutel: str, tekst: str) -> str:
        return self.taal.gegeven(self.uitkomst.draaiboek, sleutel, tekst)[0]

    # Above the lanes

    def _fasen(self) -> Iterator[Vak]:
        for fase in self.kalender.fasen:
            x = self.schaal.grens(fase.begin) if fase.begin else 0.0
            breedte = (self.schaal.grens(fase.einde) if fase.einde else self.schaal.breedte) - x
            kort = self._gegeven(f"fase {fase.nr}", fase.naam)
            naam = self.taal("tijdlijn.fase", nr=fase.nr, naam=kort)
            zonder = self.taal("tijdlijn.fase_nummer", nr=fase.nr)
            yield Vak(
                x,
                breedte,
                self._passend(
                    (breedte - 4) / VET,
                    naam,
                    self.taal("tijdlijn.fase_kort", nr=fase.nr, naam=kort),
                    zonder,
                    str(fase.nr),
                ),
                self.taal(
                    "tijdlijn.periode",
                    wat=naam,
                    van=self._wanneer(fase.begin, "begin"),
                    tot=self._wanneer(fase.einde, "onbepaald"),
                ),
            )

    def _dagen(self, lijnen: Sequence[float]) -> Iterator[Dagkolom]:
        dagen = [(dag, *self.taal.datumdelen(dag.moment, self.zone)[:2]) for dag in self.schaal.dagen()]
        # All names are as long as the narrowest day lets them be, so that they look alike.
        lang = all(self._passend(dag.einde - dag.begin - 2, weekdag) for dag, weekdag, _ in dagen)
        for nr, (dag, weekdag, nummer) in enumerate(dagen):
            breedte = dag.einde - dag.begin
            naam = weekdag if lang else weekdag[:KORTE_DAG]
            yield Dagkolom(
                Vak(dag.begin, breedte, soort="oneven" if nr % 2 else "even"),
                _naast(dag.begin, dag.einde, max(tekstbreedte(t, self.letter) for t in (naam, nummer)) / 2, lijnen),
                self._passend(breedte - 2, naam),
                self._passend(breedte - 2, nummer),
            )

    def _maanden(self) -> Iterator[Vak]:
        for _, groep in groupby(self.schaal.dagen(), lambda dag: (dag.moment.year, dag.moment.month)):
            dagen = list(groep)
            _, _, maand, jaar = self.taal.datumdelen(dagen[0].moment, self.zone)
            breedte = dagen[-1].einde - dagen[0].begin
            yield Vak(dagen[0].begin, breedte, self._passend(breedte - 6, f"{maand} {jaar}", maand), f"{maand} {jaar}")

    def _passend(self, breedte: float, *teksten: str) -> str:
        return next((tekst for tekst in teksten if tekstbreedte(tekst, self.letter) <= breedte), "")

    # The lines

    def _lijnen(self) -> Iterator[tuple[Vlag, str, str]]:
        """Yield every line: its label, its kind, and what it tells."""
        op: dict[datetime, list[str]] = {}
        titels: dict[datetime, list[str]] = {}
        for mijlpaal in self.kalender.mijlpalen:
            wat = self._gegeven(f"mijlpaal {mijlpaal.nr}", mijlpaal.wat)
            naam = "tijdlijn.mijlpaal_tot_titel" if mijlpaal.tot else "tijdlijn.mijlpaal_titel"
            tot = self._wanneer(mijlpaal.tot, "onbepaald")
            op.setdefault(mijlpaal.moment, []).append(mijlpaal.nr)
            titels.setdefault(mijlpaal.moment, []).append(
                self.taal(naam, nr=mijlpaal.nr, paragraaf=mijlpaal.paragraaf, wat=wat, tot=tot)
            )
        for moment, nummers in op.items():
            titel = "\n".join([self.taal.moment(moment, self.zone), *titels[moment]])
            naar = self.taal("tijdlijn.live", versie=self.uitkomst.draaiboek.naar)
            if moment == self.live:
                yield self._vlag(moment, naar, *nummers), "live", titel
            else:
                yield self._vlag(moment, *nummers), "mijlpaal", titel
        einden: dict[datetime, list[str]] = {}
        for mijlpaal in self.kalender.mijlpalen:
            if mijlpaal.tot and mijlpaal.tot not in op:
                einden.setdefault(mijlpaal.tot, []).append(mijlpaal.nr)
        for moment, nummers in einden.items():
            tekst = self.taal("tijdlijn.einde_mijlpaal", nr=", ".join(nummers))
            yield self._vlag(moment, tekst), "einde", f"{self.taal.moment(moment, self.zone)}\n{tekst}"
        for moment in self.wissels:
            yield self._wissel(moment)

    def _vlag(self, moment: datetime, *delen: str) -> Vlag:
        return Vlag(self.schaal.grens(moment), self._kort(moment), delen)

    def _wissel(self, moment: datetime) -> tuple[Vlag, str, str]:
        na = moment.astimezone(self.zone)
        # The second before tells what the clock would have said, had it not been put forward or back.
        voor = (moment - timedelta(seconds=1)).astimezone(self.zone)
        voor = voor.replace(tzinfo=None) + timedelta(seconds=1)
        weekdag, dag, maand, _ = self.taal.datumdelen(moment - timedelta(seconds=1), self.zone)
        tijden = {"voor": f"{voor:%H:%M}", "na": f"{na:%H:%M}"}
        vlag = Vlag(self.schaal.grens(moment), f"{weekdag} {dag} {maand}", (self.taal("tijdlijn.wissel", **tijden),))
        naam = "zomertijd" if na.replace(tzinfo=None) > voor else "wintertijd"
        return vlag, "wissel", self.taal(f"tijdlijn.{naam}", dag=self.taal.dag(moment, self.zone), **tijden)

    def _lijn(self, vlag: Geplaatst, soort: str, titel: str, onder: float) -> Lijn:
        hoogte = REGEL * self.letter
        top = onder - self.letter / 4 - vlag.top * hoogte
        x = vlag.vlag.x - AFSTAND if vlag.links else vlag.vlag.x + AFSTAND
        kop = vlag.vlag.kop
        regels = tuple(
            (x, top + nr * hoogte + self.letter, "" if nr else kop, tekst if nr else tekst.removeprefix(kop).strip())
            for nr, tekst in enumerate(vlag.regels)
        )
        return Lijn(vlag.vlag.x, top, soort, vlag.links, regels, titel)

    # The lanes

    def _lanen(self, y: float) -> tuple[tuple[tuple[float, str], ...], tuple[Laan, ...], float]:
        koppen: list[tuple[float, str]] = []
        lanen: list[Laan] = []
        for naam, typen in self.groepen:
            koppen.append((y, self.taal(f"tijdlijn.{naam}")))
            y += FASE * self.letter
            for berichttype in typen:
                lanen.append(self._laan(berichttype, y))
                y += lanen[-1].hoogte
        return tuple(koppen), tuple(lanen), y + 4

    def _laan(self, berichttype: str, y: float) -> Laan:
        stroken = [strook for strook in self.kalender.stroken if strook.berichttype == berichttype]
        # Two bands make the height of a lane, so that a lane with one or none has room for its name and marks.
        hoogte = 2 * MARGE * self.letter + max(len(stroken) - 1, 1) * self.pas + BAND
        eerste = y + (hoogte - BAND - max(len(stroken) - 1, 0) * self.pas) / 2
        banden = [
            Band(strook.versie, eerste + nr * self.pas, tuple(self._delen(strook))) for nr, strook in enumerate(stroken)
        ]
        return Laan(
            berichttype,
            y,
            hoogte,
            tuple(banden),
            sum(merk.teken is Teken.AFWIJKING for merk in self.merken if merk.berichttype == berichttype),
        )

    def _delen(self, strook: Strookgegevens) -> Iterator[Vak]:
        grenzen = [deel.vanaf for deel in strook.delen[1:]]
        for deel, tot in zip(strook.delen, [*grenzen, None], strict=True):
            x = self.schaal.grens(deel.vanaf) if deel.vanaf else 0.0
            titel = self.taal(
                "tijdlijn.band",
                berichttype=strook.berichttype,
                versie=strook.versie,
                geldt=self.taal(f"tijdlijn.{deel.soort}"),
                van=self._wanneer(deel.vanaf, "begin"),
                tot=self._wanneer(tot, "onbepaald"),
            )
            if deel.mijlpaal:
                bij = self.taal("tijdlijn.bij_mijlpaal", mijlpaal=deel.mijlpaal, paragraaf=deel.paragraaf)
                titel = f"{titel} ({bij})"
            yield Vak(x, (self.schaal.grens(tot) if tot else self.schaal.breedte) - x, "", titel, deel.soort)

    # The marks

    def _merktekens(self, lanen: Mapping[str, Laan]) -> Iterator[Merkteken]:
        gezien: set[str] = set()
        for merk in sorted(self.merken, key=lambda merk: merk.teken.gewicht):
            laan = lanen[merk.berichttype]
            doel = (
                f"{self.voorvoegsel}eis-{merk.bevindingen[0].eis}-{merk.berichttype}" if merk.teken.is_bevinding else ""
            )
            yield Merkteken(
                merk,
                self.schaal.x(merk.moment),
                self._hoogte(merk, laan),
                self.teksten.titel(merk),
                doel,
                doel not in gezien,
            )
            gezien.add(doel)

    def _hoogte(self, merk: Merk, laan: Laan) -> float:
        band = next((band for band in laan.banden if band.versie == merk.versie != TUSSEN), None)
        return band.y + BAND / 2 if band else laan.y + laan.hoogte / 2

    def _samenvatting(self) -> str:
        if not self.merken:
            return self.taal("tijdlijn.zonder_waarnemingen")
        # What left in two versions has a mark on two bands, and is one observation.
        tekens = list({id(b.waarneming): b.teken for merk in self.merken for b in merk.bevindingen}.values())
        return self.taal(
            "tijdlijn.samenvatting",
            momenten=len({merk.moment for merk in self.merken}),
            waarnemingen=len(tekens),
            afwijkingen=tekens.count(Teken.AFWIJKING),
            aandacht=tekens.count(Teken.AANDACHT),
            open=tekens.count(Teken.OPEN),
        )


def _naast(begin: float, einde: float, halve: float, lijnen: Sequence[float]) -> float:
    """Return where the middle of a text can be so that no line runs through it: as near to the middle of its place as there is one."""
    midden = (begin + einde) / 2
    ruimte = max(0, int(midden - begin - halve))
    plaatsen = [midden + schuif for stap in range(ruimte + 1) for schuif in (stap, -stap)]
    vrij = (x for x in plaatsen if all(abs(x - lijn) > halve for lijn in lijnen))
    return next(vrij, midden)
