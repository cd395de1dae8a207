"""The moments of a draaiboek made aware of their zone, and its windows made into a calendar; what contradicts itself is noted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from pytest_draaiboek.draaiboeken import bestand as vorm
from pytest_draaiboek.draaiboeken.draaiboek import Paar, Strook
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, Pad
from pytest_draaiboek.draaiboeken.herkomst import Herkomst
from pytest_draaiboek.draaiboeken.mijlpaal import Fase, Mijlpaal, maak_bewust
from pytest_draaiboek.draaiboeken.oordeel import Oordeel, Soort

GRENZEN = (
    (Soort.TOEGESTAAN, "vrijgegeven_vanaf"),
    (Soort.AFGERADEN, "afgeraden_vanaf"),
    (Soort.GEBLOKKEERD, "geblokkeerd_vanaf"),
)


class Momentenbouwer:
    """Makes milestones and phases of what a file says.

    Args:
        gelezen: the file.
        zone: that its moments are in.
        gebreken: takes what is wrong.

    """

    def __init__(self, gelezen: vorm.Bestand, zone: ZoneInfo, gebreken: Gebreken) -> None:
        self.gelezen = gelezen
        self.zone = zone
        self.gebreken = gebreken

    def mijlpalen(self) -> dict[str, Mijlpaal]:
        """Return the milestones by number, in order of time, their texts as they stand in the file."""
        mijlpalen: dict[str, Mijlpaal] = {}
        for plek, m in enumerate(self.gelezen.mijlpaal):
            pad: Pad = ("mijlpaal", plek)
            if m.nr in mijlpalen:
                self.gebreken.meld(pad, "komt twee keer voor", "geef elke mijlpaal een eigen nummer")
                continue
            moment = self._bewust((*pad, "moment"), m.moment)
            tot = self._bewust((*pad, "tot"), m.tot) if m.tot else None
            if m.tot and m.tot <= m.moment:
                self.gebreken.meld(
                    (*pad, "tot"),
                    f"{m.tot} ligt niet na {m.moment}",
                    "laat 'tot' na 'moment' vallen",
                    ook=[(*pad, "moment")],
                )
            herkomst = Herkomst(m.herkomst or self.gelezen.herkomst or Herkomst.SEED)
            mijlpalen[m.nr] = Mijlpaal(m.nr, m.paragraaf, moment, tot, m.rollen, m.wat, herkomst, m.toelichting)
        return dict(sorted(mijlpalen.items(), key=lambda paar: paar[1].moment))

    def fasen(self) -> tuple[Fase, ...]:
        """Return the phases."""
        fasen = tuple(
            Fase(
                f.nr,
                f.naam,
                self._bewust(("fase", plek, "begin"), f.begin) if f.begin else None,
                self._bewust(("fase", plek, "einde"), f.einde) if f.einde else None,
            )
            for plek, f in enumerate(self.gelezen.fase)
        )
        if not fasen or fasen[0].begin or fasen[-1].einde:
            self.gebreken.meld(
                ("fase",)
                if not fasen
                else ("fase", 0, "begin")
                if fasen[0].begin
                else ("fase", len(fasen) - 1, "einde"),
                "de fasen dekken niet alle tijd",
                "begin met een fase zonder 'begin', eindig met een zonder 'einde'",
            )
        for plek, (vorige, volgende) in enumerate(pairwise(fasen), 1):
            if vorige.einde is None or vorige.einde != volgende.begin:
                self.gebreken.meld(
                    ("fase", plek, "begin"),
                    f"sluit niet aan op het einde van fase {vorige.nr} ({vorige.einde}): overlap of gat",
                    "laat elke fase beginnen waar de vorige eindigt",
                    ook=[("fase", plek - 1, "einde"), ("fase", plek), ("fase", plek - 1)],
                )
            if vorige.nr in {f.nr for f in fasen[plek:]}:
                self.gebreken.meld(
                    ("fase", plek), f"fase {vorige.nr} komt twee keer voor", "geef elke fase een eigen nummer"
                )
        for plek, f in enumerate(fasen):
            if f.begin and f.einde and f.einde <= f.begin:
                self.gebreken.meld(
                    ("fase", plek, "einde"),
                    f"{f.einde} ligt niet na het begin {f.begin}",
                    "laat 'einde' na 'begin' vallen",
                    ook=[("fase", plek, "begin")],
                )
        return fasen

    def _bewust(self, pad: Pad, lokaal: datetime) -> datetime:
        moment, mis = maak_bewust(lokaal, self.zone)
        if mis:
            self.gebreken.meld(pad, mis, "kies een moment dat er precies één keer is")
        return moment


class Strokenbouwer:
    """Makes the calendar of one edition.

    Args:
        gelezen: the file.
        mijlpalen: by number.
        voorvoegsel: of the message types.
        paren: of the edition.
        gebreken: takes what is wrong.

    """

    def __init__(
        self,
        gelezen: vorm.Bestand,
        mijlpalen: Mapping[str, Mijlpaal],
        voorvoegsel: str,
        paren: Iterable[Paar],
        gebreken: Gebreken,
    ) -> None:
        self.gelezen = gelezen
        self.mijlpalen = mijlpalen
        self.voorvoegsel = voorvoegsel
        self.paren = tuple(paren)
        self.gebreken = gebreken
        self._stroken: dict[tuple[str, str], Strook] = {}
        self._plek: dict[tuple[str, str], int] = {}

    def stroken(self, toelichtingen: Mapping[str, str]) -> dict[tuple[str, str], Strook]:
        """Return the calendar, by message type and version.

        Args:
            toelichtingen: what is to be said of windows, by how it stands in the file.

        """
        bekend = {type_ for paar in self.paren for type_ in (paar.heen, paar.retour)}
        for plek, v in enumerate(self.gelezen.venster):
            pad: Pad = ("venster", plek)
            if v.versie not in (self.gelezen.van, self.gelezen.naar):
                self.gebreken.meld(
                    (*pad, "versie"),
                    f"{v.versie!r} is niet van of naar",
                    f"kies {self.gelezen.van} of {self.gelezen.naar}",
                )
            strook = self._strook(pad, v, toelichtingen.get(v.toelichting, v.toelichting))
            for nr, type_ in enumerate(v.types):
                if self.voorvoegsel + type_ not in bekend:
                    self.gebreken.meld(
                        (*pad, "types", nr),
                        f"type {type_!r} zit in geen enkel paar",
                        "voeg een [[paar]] met heen en retour toe, of verbeter het type",
                    )
                elif (self.voorvoegsel + type_, v.versie) in self._plek:
                    self.gebreken.meld(
                        (*pad, "types", nr), f"overlapt: {type_} in {v.versie} heeft al een venster", "laat er één over"
                    )
                else:
                    self._plek[self.voorvoegsel + type_, v.versie] = plek
                    if strook:
                        self._stroken[self.voorvoegsel + type_, v.versie] = strook
        for nr, paar in enumerate(self.paren):
            self._volledig(nr, paar)
            self._retour_na_heen(paar)
        if self._stroken and not any(strook.momenten for strook in self._stroken.values()):
            self.gebreken.meld(
                ("venster",), "er verandert nooit iets: geen enkel venster heeft een grens", "geef vensters een grens"
            )
        self._live_na_bevriezing()
        return self._stroken

    def _strook(self, pad: Pad, v: vorm.Venster, toelichting: str) -> Strook | None:
        """Return the calendar of one window; None for one that makes no sense."""
        herkomst = Herkomst(v.herkomst or self.gelezen.herkomst or Herkomst.SEED)
        genoemd = [(soort, naam, nr) for soort, naam in GRENZEN if (nr := getattr(v, naam))]
        if v.bestaat_niet_sinds:
            if genoemd:
                self.gebreken.meld(
                    (*pad, genoemd[0][1]),
                    "wat niet bestaat kan ook geen andere grens hebben",
                    "laat alleen 'bestaat_niet_sinds' staan",
                )
            mijlpaal = self._mijlpaal((*pad, "bestaat_niet_sinds"), v.bestaat_niet_sinds)
            return Strook((), (Oordeel(Soort.GEBLOKKEERD, mijlpaal, herkomst, toelichting),)) if mijlpaal else None
        if not genoemd:
            self.gebreken.meld(
                pad, "heeft geen enkele grens", "geef vrijgegeven_vanaf, afgeraden_vanaf of geblokkeerd_vanaf"
            )
            return None
        gezet = [(soort, self._mijlpaal((*pad, naam), nr)) for soort, naam, nr in genoemd]
        goed = [(soort, mijlpaal) for soort, mijlpaal in gezet if mijlpaal]
        if len(goed) < len(gezet):
            return None
        momenten = tuple(mijlpaal.moment for _, mijlpaal in goed)
        if any(a >= b for a, b in pairwise(momenten)):
            self.gebreken.meld(
                (*pad, genoemd[-1][1]),
                "de grenzen overlappen of staan in de verkeerde volgorde",
                "zet ze op volgorde: eerst vrijgegeven, dan afgeraden, dan geblokkeerd",
                ook=self._momenten(mijlpaal for _, mijlpaal in goed),
            )
            return None
        eerste = Soort.GEBLOKKEERD if v.vrijgegeven_vanaf else Soort.TOEGESTAAN
        soorten = ((eerste, goed[0][1]), *goed)
        return Strook(momenten, tuple(Oordeel(soort, m, herkomst, toelichting) for soort, m in soorten))

    def _mijlpaal(self, pad: Pad, nr: str) -> Mijlpaal | None:
        if nr not in self.mijlpalen:
            self.gebreken.meld(pad, f"mijlpaal {nr!r} bestaat niet", f"kies uit {', '.join(self.mijlpalen)}")
        return self.mijlpalen.get(nr)

    def _volledig(self, nr: int, paar: Paar) -> None:
        for type_ in (paar.heen, paar.retour):
            for versie in (self.gelezen.van, self.gelezen.naar):
                if (type_, versie) not in self._plek:
                    self.gebreken.meld(
                        ("paar", nr),
                        f"er is een gat in de kalender: geen venster voor {type_} in {versie}",
                        "voeg een [[venster]] toe, of noem het type in een venster dat er al is",
                    )

    def _retour_na_heen(self, paar: Paar) -> None:
        """Refuse an answer that is blocked while its question still gets through: that pair could never be closed."""
        for versie in (self.gelezen.van, self.gelezen.naar):
            heen, retour = self._stroken.get((paar.heen, versie)), self._stroken.get((paar.retour, versie))
            for moment in sorted({*heen.momenten, *retour.momenten}) if heen and retour else ():
                if heen and retour and heen.op(moment).mag and not retour.op(moment).mag:
                    self.gebreken.meld(
                        ("venster", self._plek[paar.retour, versie]),
                        f"{paar.retour} in {versie} is geblokkeerd op {moment:%Y-%m-%d %H:%M}, terwijl {paar.heen} dan nog mag",
                        "laat het retourbericht niet eerder stoppen of later beginnen dan zijn heenbericht",
                        ook=self._momenten(o.mijlpaal for o in (*retour.oordelen, *heen.oordelen)),
                    )
                    break

    def _live_na_bevriezing(self) -> None:
        """Refuse a live moment at which the old version is not yet blocked: the chain goes over as a whole."""
        live = self.mijlpalen.get(self.gelezen.live)
        dicht = [
            strook.momenten[-1]
            for (_, versie), strook in self._stroken.items()
            if versie == self.gelezen.van and strook.momenten and not strook.oordelen[-1].mag
        ]
        if live and dicht and live.moment < max(dicht):
            self.gebreken.meld(
                ("live",),
                f"mijlpaal {live.nr} is op {live.moment:%Y-%m-%d %H:%M}, maar pas op {max(dicht):%Y-%m-%d %H:%M} is {self.gelezen.van} helemaal geblokkeerd: live ligt voor de bevriezing",
                "laat het live-moment op of na het laatste stopmoment vallen",
                ook=self._momenten((live, *self.mijlpalen.values())),
            )

    def _momenten(self, mijlpalen: Iterable[Mijlpaal | None]) -> list[Pad]:
        """Return where the moments of milestones stand."""
        plekken = {m.nr: plek for plek, m in enumerate(self.gelezen.mijlpaal)}
        return [("mijlpaal", plekken[m.nr], "moment") for m in mijlpalen if m]
