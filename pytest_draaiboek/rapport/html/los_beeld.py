"""The timeline of draaiboeken as one picture that stands by itself: an SVG with its style, its legend, and nothing from elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from pytest_draaiboek.draaiboeken import Draaiboek, Soort
from pytest_draaiboek.rapport.html.beelddelen import Tekening
from pytest_draaiboek.rapport.html.omgeving import omgeving
from pytest_draaiboek.rapport.html.tekening import ontwerp
from pytest_draaiboek.rapport.html.tijdlijn import coordinaat
from pytest_draaiboek.rapport.html.vlaggen import tekstbreedte
from pytest_draaiboek.rapport.kalender import gegevens_van
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Schemagegevens, Systeemgegevens
from pytest_draaiboek.rapport.taal import Taal, kies_taal

# Pixels.
KANT = 16.0
KOP, TEKST = 18.0, 12.0
REGEL = 1.4  # height of a line, in letters
STAAL, NAAST = 34.0, 6.0  # a sample in the legend, and between it and what it means
MERK = "<!-- pytest-draaiboek: tijdlijn -->"
"""In every picture, so that nothing else is ever written over."""

_KLEUR = re.compile(r"(--[\w-]+): (#[0-9a-f]+)")
_GEBRUIK = re.compile(r"var\((--[\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Regel:
    """A line of text: where it is, and how large."""

    x: float
    y: float
    letter: float
    tekst: str
    klasse: str


@dataclass(frozen=True, slots=True)
class Staal:
    """What one colour and pattern means: where the sample is, and the text beside it."""

    x: float
    y: float
    soort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Paneel:
    """The timeline of one draaiboek in its place; v comes before every id in it."""

    v: str
    y: float
    regels: tuple[Regel, ...]
    tekening: Tekening
    tekening_y: float
    stalen: tuple[Staal, ...]
    hoogte: float


def teken_beeld(draaiboeken: Sequence[Draaiboek], taal: str = "nl", rol: str = "") -> str:
    """Return the timelines of draaiboeken, one above the other, as the text of an SVG file; the same draaiboeken give the same picture.

    Args:
        draaiboeken: at least one.
        taal: "nl" or "en".
        rol: show only what somebody in this role sends and receives; empty for all messages.

    """
    woorden = kies_taal(taal)
    panelen: list[Paneel] = []
    y = KANT
    for nr, draaiboek in enumerate(draaiboeken):
        panelen.append(_paneel(draaiboek, woorden, rol, f"d{nr}-", y))
        y += panelen[-1].hoogte + 2 * KANT
    return (
        omgeving()
        .get_template("los_beeld.svg.j2")
        .render(
            panelen=panelen,
            breedte=2 * KANT + max(paneel.tekening.namen + paneel.tekening.breedte for paneel in panelen),
            hoogte=y - KANT,
            taal=woorden,
            titel="; ".join(draaiboek.titel for draaiboek in draaiboeken),
            uitleg=woorden("tijdlijn.alleen_kalender"),
            stijl=_stijl(),
            merk=MERK,
            kant=KANT,
            tekst=TEKST,
            c=coordinaat,
        )
    )


def _paneel(draaiboek: Draaiboek, taal: Taal, rol: str, v: str, y: float) -> Paneel:
    uitkomst = _onbeproefd(draaiboek, rol)
    titel, _ = taal.gegeven(uitkomst.draaiboek, "titel", draaiboek.titel)
    tekening = replace(ontwerp(uitkomst, {}, taal, v), titel=titel, samenvatting=taal("tijdlijn.alleen_kalender"))
    breedte = tekening.namen + tekening.breedte
    naam = f"{draaiboek.naam}: {titel}"
    if rol:
        rolnaam, _ = taal.gegeven(uitkomst.draaiboek, f"rol {rol}", draaiboek.rollen[rol].naam)
        naam = taal("voorblad.als", titel=naam, rol=rolnaam)
    regels: list[Regel] = []
    onder = y
    for tekst, letter, klasse in ((naam, KOP, "lb-kop"), (draaiboek.bron, TEKST, "lb-zacht")):
        for deel in _breek(tekst, letter, breedte):
            onder += letter * REGEL
            regels.append(Regel(KANT, onder, letter, deel, klasse))
    tekening_y = onder + TEKST
    stalen = tuple(_stalen(uitkomst, taal, tekening_y + tekening.hoogte + 1.5 * TEKST))
    onder = stalen[-1].y + TEKST if stalen else tekening_y + tekening.hoogte
    return Paneel(v, y, tuple(regels), tekening, tekening_y, stalen, onder - y)


def _onbeproefd(draaiboek: Draaiboek, rol: str) -> Draaiboekresultaat:
    """Return the result of a run in which nothing was tried: what the timeline then shows is the calendar."""
    return Draaiboekresultaat(
        draaiboek=gegevens_van(draaiboek),
        systeem=Systeemgegevens(
            rol=rol,
            naam="",
            versie="",
            anker="",
            verzendt=list(draaiboek.verzendt(rol)),
            ontvangt=list(draaiboek.ontvangt(rol)),
        ),
        eindoordeel=None,
        reden="",
        gedraaid=0,
        verwacht=0,
        schemas=Schemagegevens(standaard=draaiboek.standaard, herkomst="", sha256="", opmerkingen=[]),
        eisen=[],
        techniek=None,
    )


def _stalen(uitkomst: Draaiboekresultaat, taal: Taal, y: float) -> Iterator[Staal]:
    getekend = {deel.soort for strook in uitkomst.draaiboek.kalender.stroken for deel in strook.delen}
    x = KANT
    for soort in Soort:
        if soort.value in getekend:
            tekst = taal(f"tijdlijn.{soort.value}")
            yield Staal(x, y, soort.value, tekst)
            x += STAAL + NAAST + tekstbreedte(tekst, TEKST) + 2 * TEKST


def _breek(tekst: str, letter: float, breedte: float) -> Iterator[str]:
    """Yield a text in lines that fit; of a word that does not fit by itself, what does."""
    regel = ""
    for heel in tekst.split():
        woord = heel
        while tekstbreedte(woord, letter) > breedte:
            woord = f"{woord[:-2]}…"
        langer = f"{regel} {woord}".strip()
        if regel and tekstbreedte(langer, letter) > breedte:
            yield regel
            regel = woord
        else:
            regel = langer
    if regel:
        yield regel


@cache
def _stijl() -> str:
    """Return the style of the picture with every colour written out, for light and dark: not every program that draws an SVG knows variables."""
    licht, _, donker = _css("kleuren").partition("@media")
    regels = (_css("tijdbeeld") + _css("los_beeld")).splitlines()
    gekleurd = [regel for regel in regels if _GEBRUIK.search(regel)]
    return "\n".join(
        [
            *(_ingevuld(regel, licht) for regel in regels),
            "@media (prefers-color-scheme: dark) {",
            *(_ingevuld(regel, donker) for regel in gekleurd),
            "}",
        ]
    )


def _ingevuld(regel: str, kleuren: str) -> str:
    waarden = dict(_KLEUR.findall(kleuren))
    return _GEBRUIK.sub(lambda gevraagd: waarden[gevraagd[1]], regel)


def _css(naam: str) -> str:
    return resources.files("pytest_draaiboek.rapport.html").joinpath(f"{naam}.css").read_text(encoding="utf-8")
