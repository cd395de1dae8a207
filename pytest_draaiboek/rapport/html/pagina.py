"""The whole report as one page: nothing in it comes from anywhere but the result."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.bestand import als_bytes
from pytest_draaiboek.rapport.html.berichtenbak import Berichtenbak
from pytest_draaiboek.rapport.html.blad import FOUT, GOED, KLASSE, LETOP, NVT, OPEN, Bladmaker, Eisblad
from pytest_draaiboek.rapport.html.herkomsten import Herkomsten
from pytest_draaiboek.rapport.html.matrix import Matrix, maak_matrix
from pytest_draaiboek.rapport.html.omgeving import omgeving
from pytest_draaiboek.rapport.html.tijdlijn import teken_legenda, teken_tijdlijn, tijdlijn_tabel
from pytest_draaiboek.rapport.html.verantwoording import gronden, verantwoord
from pytest_draaiboek.rapport.resultaat import Draaiboekgegevens, Draaiboekresultaat, Resultaat, Verdict
from pytest_draaiboek.rapport.taal import Taal, Tekst, kies_taal, proefteksten

if TYPE_CHECKING:
    from markupsafe import Markup

TE_FILTEREN = (
    Verdict.VOLDOET_NIET,
    Verdict.AANDACHTSPUNT,
    Verdict.NIET_GETOETST,
    Verdict.VOLDOET,
)
# In this order: what a later one says, holds.
STIJLEN = ("kleuren", "stijl", "tijdlijn", "tijdbeeld")
# Of the table of moments, in order.
KOLOMMEN = ("uitslag", "moment", "handeling", "verwacht", "gezien", "gezegd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Techniekblad:
    """The verdict on the technical part."""

    klasse: str
    label: str
    reden: Tekst
    aantal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """What the page says of one system by one draaiboek; v comes before every name in its links."""

    v: str
    draaiboek: Draaiboekgegevens
    titel: Tekst
    rolnaam: Tekst
    systeem: str
    klasse: str
    label: str
    uitleg: str
    bekend: int
    gronden: Sequence[str]
    eisen: Sequence[Eisblad]
    matrix: Matrix
    techniek: Techniekblad | None
    regels: Sequence[Eisblad]
    regelmatrix: Matrix
    verantwoording: Sequence[tuple[str, Sequence[Tekst]]]
    tijdlijn: "Markup"
    legenda: "Markup"
    stroken: Sequence[Sequence[str]]
    herkomsten: Herkomsten

    @property
    def gefaald(self) -> list[Eisblad]:
        """The eisen that are not met, that which was broken earliest first."""
        return sorted((eis for eis in self.eisen if eis.klasse == FOUT), key=lambda eis: eis.sinds)

    @property
    def open(self) -> list[Eisblad]:
        """The mandatory eisen that were not tried to the end."""
        return [eis for eis in self.eisen if eis.klasse == OPEN and eis.verplicht]

    @property
    def open_per_reden(self) -> list[tuple[Tekst, list[Eisblad]]]:
        """Those, together where the reason is the same: a run that was cut off leaves many open in one way."""
        per_reden: dict[Tekst, list[Eisblad]] = {}
        for eis in self.open:
            per_reden.setdefault(eis.niet_getoetst[0].reden if eis.niet_getoetst else eis.reden, []).append(eis)
        return list(per_reden.items())

    @property
    def punten(self) -> list[Eisblad]:
        """The agreements that were not kept."""
        return [eis for eis in self.eisen if eis.klasse == LETOP]


def teken(resultaat: Resultaat, taal: str = "nl") -> str:
    """Return a result as one page of HTML that stands by itself; the same result gives the same page.

    Args:
        resultaat: as it was read from its file.
        taal: "nl" or "en".

    Raises:
        OngeldigeInstelling: for another language.

    """
    from markupsafe import Markup, escape

    woorden = kies_taal(taal)
    bak = Berichtenbak(resultaat.berichten)
    bladen = [
        _blad(resultaat, uitkomst, bak, woorden, v)
        for uitkomst, v in zip(resultaat.draaiboeken, _voorvoegsels(resultaat.draaiboeken), strict=True)
    ]
    stijl = "".join(_deel(f"{naam}.css") for naam in STIJLEN) + _kolomnamen(woorden)
    gedrag = _deel("gedrag.js")
    geeindigd = resultaat.slot.geeindigd.replace(second=0, microsecond=0)
    zone = ZoneInfo(resultaat.draaiboeken[0].draaiboek.kalender.zone)
    return (
        omgeving()
        .get_template("rapport.html.j2")
        .render(
            taal=woorden,
            resultaat=resultaat,
            bladen=bladen,
            datum=woorden.moment(geeindigd, zone),
            vingerafdruk=hashlib.sha256(als_bytes(resultaat)).hexdigest(),
            filters=[(KLASSE[verdict], woorden(f"verdict.{verdict.name.lower()}")) for verdict in TE_FILTEREN],
            koppen=Markup("<th>".join(["", *(escape(woorden(f"geval.{kolom}")) for kolom in KOLOMMEN)])),
            oordelen={klasse: woorden(f"rij.{klasse}") for klasse in (GOED, FOUT, LETOP, OPEN)},
            # What stands in a script is not to be escaped; it is base64, and our own code.
            berichten=Markup(bak.pak()),
            stijl=Markup(stijl),
            gedrag=Markup(gedrag),
            stijlsom=_som(stijl),
            gedragsom=_som(gedrag),
        )
    )


def _blad(resultaat: Resultaat, uitkomst: Draaiboekresultaat, bak: Berichtenbak, taal: Taal, v: str) -> Blad:
    taal = taal.met(uitkomst.schemas.vertalingen).met(proefteksten(uitkomst.draaiboek))
    maker = Bladmaker(uitkomst, bak, taal, v)
    eisen, regels = maker.eisen(), maker.regels()
    gefaald = sum(eis.klasse == FOUT for eis in eisen)
    oordeel = uitkomst.eindoordeel
    naam = oordeel.name.lower() if oordeel else "geen"
    systeem = " ".join(deel for deel in (uitkomst.systeem.naam, uitkomst.systeem.versie) if deel)
    techniek = uitkomst.techniek
    return Blad(
        v=v,
        draaiboek=uitkomst.draaiboek,
        titel=taal.gegeven(uitkomst.draaiboek, "titel", uitkomst.draaiboek.titel),
        rolnaam=taal.gegeven(
            uitkomst.draaiboek, f"rol {uitkomst.systeem.rol}", uitkomst.systeem.rolnaam or uitkomst.systeem.rol
        ),
        systeem=systeem or taal("pagina.zonder_naam"),
        klasse=KLASSE[oordeel] if oordeel else NVT,
        label=taal(f"oordeel.{naam}"),
        uitleg=taal(f"oordeel.uitleg_{naam}", aantal=gefaald, geheel=len(eisen)),
        bekend=sum(bool(geval.bekend) for blad in (*eisen, *regels) for geval in blad.gevallen),
        gronden=gronden(resultaat, uitkomst, taal),
        eisen=eisen,
        matrix=maak_matrix(eisen),
        techniek=Techniekblad(
            klasse=KLASSE[techniek.oordeel],
            label=taal(f"techniek.{techniek.oordeel.name.lower()}"),
            reden=taal.zin(techniek.reden),
            aantal=taal(
                "techniek.regels",
                goed=sum(regel.verdict is Verdict.VOLDOET for regel in techniek.regels),
                geheel=len(techniek.regels),
                gedraaid=techniek.gedraaid,
                verwacht=techniek.verwacht,
            ),
        )
        if techniek
        else None,
        regels=regels,
        regelmatrix=maak_matrix(regels),
        verantwoording=verantwoord(resultaat, uitkomst, taal),
        tijdlijn=teken_tijdlijn(uitkomst, resultaat.berichten, taal, v),
        legenda=teken_legenda(uitkomst, resultaat.berichten, taal, v),
        stroken=tijdlijn_tabel(uitkomst, taal),
        herkomsten=maker.herkomsten,
    )


def _voorvoegsels(uitkomsten: Sequence[Draaiboekresultaat]) -> list[str]:
    """Return what comes before the names in the links of each result: nothing for the first, so that ``#eis-…`` is enough where there is one."""
    gebruikt: list[str] = []
    for nr, uitkomst in enumerate(uitkomsten):
        naam = f"{uitkomst.draaiboek.naam}-{uitkomst.systeem.rol}-" if nr else ""
        gebruikt.append(f"{naam}{nr + 1}-" if naam in gebruikt else naam)
    return gebruikt


def _kolomnamen(taal: Taal) -> str:
    """Return the style by which each cell of that table bears the name of its column where the screen is too narrow for columns."""
    regels = (
        f'.momenten td:nth-child({nr})::before {{ content: "{taal(f"geval.{kolom}")}"; }}'
        for nr, kolom in enumerate(KOLOMMEN, 1)
    )
    return f"@media (max-width: 40rem) {{ {' '.join(regels)} }}\n"


@cache
def _deel(naam: str) -> str:
    return resources.files("pytest_draaiboek.rapport.html").joinpath(naam).read_text(encoding="utf-8")


def _som(tekst: str) -> str:
    """Return what the page's own policy knows a style or script by: no other is used, whatever gets in."""
    return base64.b64encode(hashlib.sha256(tekst.encode("utf-8")).digest()).decode("ascii")
