"""The badge: the verdict by the draaiboek in one line, as an SVG, as what shields.io reads, and as Markdown to paste.

It tells the verdict of the calendar; what came of the technical part stands in its title, since that never weighs in CONFORM. Green is
only what is CONFORM without any known deviation; red is every failure that is not known; all the rest is grey.
"""

import json
import math
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import IntEnum, StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from pytest_draaiboek.draaiboeken import Ernst
from pytest_draaiboek.rapport.aanzichten import RAPPORTNAAM
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Geval,
    Instellingen,
    Resultaat,
    Verdict,
)
from pytest_draaiboek.rapport.taal import Taal, kies_taal

if TYPE_CHECKING:
    from jinja2 import Template

WAARDE = "zelftoets van de leverancier, geen erkenning"
# Of all that has a name; the title has the whole of it.
LANGSTE_LABEL = 64
LANGSTE_BESTANDSDEEL = 60
# Names in one label; how many others there are is told.
MEESTE_NAMEN = 2

LABELKLEUR = "3d444d"
TEKSTKLEUR = "ffffff"
LETTERGROOTTE = 11
MARGE = 7
PLEK_TEKEN = 21
# The lowest that shields.io takes: who mends a red one wants to see it.
BEWAARTIJD_SECONDEN = 300
_NIET_IN_BESTANDSNAAM = re.compile(r"[^a-z0-9._]+")
_BETEKENT_IETS_IN_MARKDOWN = re.compile(r"([\\`*_\[\]<>&!|])")


class Kleur(StrEnum):
    """What the message stands on; white text has a contrast of at least 4.5 on each."""

    GROEN = "1a7f37"
    GRIJS = "656d76"
    ROOD = "b42318"


# Beside the colour, from the middle of the left side: a tick, a stroke, a cross.
TEKENS = {Kleur.GROEN: "l3 3 5-6.5", Kleur.GRIJS: "h8", Kleur.ROOD: "m1-3 6 6m0-6-6 6"}


class Zwaarte(IntEnum):
    """What weighs most when one badge tells of several verdicts."""

    CONFORM = 0
    AANDACHTSPUNT = 1
    ONVOLLEDIG = 2
    BEKEND = 3
    NIET_CONFORM = 4


class Stand(NamedTuple):
    """How one verdict stands; the worst of several is the highest.

    Args:
        zwaarte: how bad.
        aantal: of the failed eisen or known deviations that it tells of.
        bericht: in Dutch.

    """

    zwaarte: Zwaarte
    aantal: int
    bericht: str

    @property
    def kleur(self) -> Kleur:
        """The colour it is shown in."""
        if self.zwaarte is Zwaarte.NIET_CONFORM:
            return Kleur.ROOD
        return Kleur.GROEN if self.zwaarte <= Zwaarte.AANDACHTSPUNT else Kleur.GRIJS


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge says.

    Args:
        label: what was tested: draaiboek and role.
        bericht: what came of it.
        kleur: of the message.
        titel: all of it in a sentence: also what it is worth, which system, by which version of the kit, and when.

    """

    label: str
    bericht: str
    kleur: Kleur
    titel: str

    @property
    def tekst(self) -> str:
        """Label and message in one."""
        return f"{self.label}: {self.bericht}"


def badges(resultaat: Resultaat, taal: str | None = None) -> dict[str, str]:
    """Return every badge of a run, as file name -> content; the same result always gives the same bytes.

    ``badge.svg`` and ``badge.json`` (for the endpoint badge of shields.io) are about the whole: of several verdicts they tell the worst. Then
    there is also one of each per verdict, ``badge-<draaiboek>-<rol>``, with a number when there are several systems in that role.

    Args:
        resultaat: of the run.
        taal: of the titles; what a badge shows is Dutch. Default: the one that was asked for in the run.

    Raises:
        OngeldigeInstelling: for a language that there is not.

    """
    bestanden = {}
    for naam, badge in _op_naam(resultaat, kies_taal(taal or resultaat.instellingen.taal)).items():
        bestanden[f"{naam}.svg"] = _als_svg(badge)
        bestanden[f"{naam}.json"] = _als_json(badge)
    return bestanden


def markdown(resultaat: Resultaat) -> list[str]:
    """Return the lines of Markdown that show each badge, the one of the whole first, with a link to the report beside it."""
    alle = _op_naam(resultaat, kies_taal(resultaat.instellingen.taal)).items()
    return [f"[![{_voor_markdown(badge.label)}]({naam}.svg)]({RAPPORTNAAM})" for naam, badge in alle]


def _op_naam(resultaat: Resultaat, taal: Taal) -> dict[str, Badge]:
    alle = {"badge": _badge(resultaat, resultaat.draaiboeken, taal)}
    if len(resultaat.draaiboeken) > 1:
        for naam, een in zip(_bestandsnamen(resultaat.draaiboeken), resultaat.draaiboeken, strict=True):
            alle[naam] = _badge(resultaat, [een], taal)
    return alle


def _badge(resultaat: Resultaat, draaiboeken: Sequence[Draaiboekresultaat], taal: Taal) -> Badge:
    standen = [stand_van(een, resultaat.instellingen) for een in draaiboeken]
    slechtste = max(standen, default=Stand(Zwaarte.ONVOLLEDIG, 0, "onvolledig"))
    delen = [_zin(een, stand, taal) for een, stand in zip(draaiboeken, standen, strict=True)]
    marge = resultaat.instellingen.marge_seconden
    delen += [taal.zin(f"met een marge van {_duur(marge)}")[0]] if marge else []
    zone = ZoneInfo(draaiboeken[0].draaiboek.kalender.zone) if draaiboeken else UTC
    gedraaid_op = taal.zin(f"{resultaat.begonnen.astimezone(zone):%d-%m-%Y}")[0]
    delen += [f"pytest-draaiboek {resultaat.omgeving.kit}, {gedraaid_op}"]
    return Badge(
        label=_kort(_label(draaiboeken), LANGSTE_LABEL),
        bericht=slechtste.bericht,
        kleur=slechtste.kleur,
        titel=_schoon(f"{taal.zin(WAARDE)[0]}: {'; '.join(delen)}"),
    )


def stand_van(een: Draaiboekresultaat, instellingen: Instellingen) -> Stand:
    """Return how a verdict stands: an unknown failure before all else, and never green when a deviation is known."""
    gefaald = [eis for eis in een.eisen if eis.verdict is Verdict.VOLDOET_NIET]
    if any(not _is_bekend(eis, instellingen) for eis in gefaald):
        aantal = f"{len(gefaald)} {'eis' if len(gefaald) == 1 else 'eisen'}"
        return Stand(Zwaarte.NIET_CONFORM, len(gefaald), f"niet conform: {aantal}")
    bekend = sum(bool(geval.bekend) and geval.soort != "voldoet" for eis in een.eisen for geval in eis.gevallen)
    if bekend:
        tekst = f"bekende afwijking{'' if bekend == 1 else 'en'}: {bekend}"
        return Stand(Zwaarte.BEKEND, bekend, f"onvolledig, {tekst}" if _is_open(een.eisen) else tekst)
    if een.eindoordeel is not Eindoordeel.CONFORM:
        return Stand(Zwaarte.ONVOLLEDIG, 0, "onvolledig")
    punt = any(eis.verdict is Verdict.AANDACHTSPUNT for eis in een.eisen)
    marge = instellingen.marge_seconden
    uitstel = een.draaiboek.uitstel is not None
    delen = [
        "conform",
        *(["met aandachtspunt"] if punt else []),
        *(["na uitstel"] if uitstel else []),
        *([f"marge {_duur(marge)}"] if marge else []),
    ]
    return Stand(Zwaarte.AANDACHTSPUNT if punt else Zwaarte.CONFORM, 0, ", ".join(delen))


def _is_bekend(eis: Eisresultaat, instellingen: Instellingen) -> bool:
    """Whether all that made an eis fail is known; a test of the user's own never is."""

    def faalt(geval: Geval) -> bool:
        return geval.soort == "afwijking" or (geval.soort == "aandachtspunt" and instellingen.streng)

    gefaald = [geval for geval in eis.gevallen if faalt(geval)]
    eigen = any(bewijs.uitkomst == "gefaald" for bewijs in eis.eigen_bewijs)
    return bool(gefaald) and not eigen and all(geval.bekend for geval in gefaald)


def _is_open(eisen: Sequence[Eisresultaat]) -> bool:
    return any(eis.ernst == Ernst.VERPLICHT and eis.gedraaid < max(eis.verwacht, 1) for eis in eisen)


def _label(draaiboeken: Sequence[Draaiboekresultaat]) -> str:
    namen = list(dict.fromkeys(f"{een.draaiboek.naam} {een.systeem.rol}" for een in draaiboeken))
    meer = [f"{len(namen) - MEESTE_NAMEN} andere"] if len(namen) > MEESTE_NAMEN else []
    return f"zelftoets {' + '.join([*namen[:MEESTE_NAMEN], *meer])}"


def _zin(een: Draaiboekresultaat, stand: Stand, taal: Taal) -> str:
    systeem = " ".join(deel for deel in (een.systeem.naam, een.systeem.versie) if deel)
    wie = f"{een.draaiboek.naam} {een.systeem.rol}{f' ({systeem})' if systeem else ''}"
    techniek = f", techniek {een.techniek.oordeel.lower()}" if een.techniek else ""
    return f"{wie}: {taal.zin(stand.bericht + techniek)[0]}"


def _bestandsnamen(draaiboeken: Sequence[Draaiboekresultaat]) -> list[str]:
    """Return a name of its own for each, without suffix, that any file system and any URL can hold."""
    kaal = [f"badge-{_bestandsdeel(een.draaiboek.naam)}-{_bestandsdeel(een.systeem.rol)}" for een in draaiboeken]
    namen: list[str] = []
    for naam in kaal:
        genummerd = (f"{naam}-{nr}" for nr in range(1, 2 * len(kaal) + 1))
        vrij = next(een for een in genummerd if een not in kaal and een not in namen)
        namen.append(vrij if kaal.count(naam) > 1 else naam)
    return namen


def _bestandsdeel(naam: str) -> str:
    return _NIET_IN_BESTANDSNAAM.sub("-", naam.lower())[:LANGSTE_BESTANDSDEEL].strip("-.") or "naamloos"


def _als_svg(badge: Badge) -> str:
    labelbreedte, berichtbreedte = _breedte(badge.label), _breedte(badge.bericht)
    grens = MARGE + math.ceil(labelbreedte) + MARGE
    return _sjabloon().render(
        badge=badge,
        breedte=grens + PLEK_TEKEN + math.ceil(berichtbreedte) + MARGE,
        grens=grens,
        labelplek=MARGE,
        labelbreedte=labelbreedte,
        berichtplek=grens + PLEK_TEKEN,
        berichtbreedte=berichtbreedte,
        labelkleur=LABELKLEUR,
        tekstkleur=TEKSTKLEUR,
        letter=LETTERGROOTTE,
        teken=TEKENS[badge.kleur],
    )


def _als_json(badge: Badge) -> str:
    """Return what the endpoint badge of shields.io asks for; whoever shows it cannot give one that is no success another colour."""
    inhoud = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.bericht,
        "color": badge.kleur.value,
        "labelColor": LABELKLEUR,
        "isError": badge.kleur is not Kleur.GROEN,
        "cacheSeconds": BEWAARTIJD_SECONDEN,
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n"


@cache
def _sjabloon() -> "Template":
    from jinja2 import Environment, StrictUndefined

    bron = resources.files("pytest_draaiboek.rapport").joinpath("sjablonen/badge.svg.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(bron)


@cache
def _breedten() -> tuple[dict[str, int], int]:
    bron = resources.files("pytest_draaiboek.rapport").joinpath("tekenbreedten.toml").read_text(encoding="utf-8")
    gelezen = tomllib.loads(bron)
    return {teken: int(b) for b, tekens in gelezen["breedte"].items() for teken in tekens}, gelezen["anders"]


def _breedte(tekst: str) -> float:
    """Return the width of a text, in pixels."""
    breedten, anders = _breedten()
    return round(sum(breedten.get(teken, anders) for teken in tekst) * LETTERGROOTTE / 1000, 1)


def _voor_markdown(tekst: str) -> str:
    return _BETEKENT_IETS_IN_MARKDOWN.sub(r"\\\1", tekst)


def _kort(tekst: str, meeste: int) -> str:
    tekst = _schoon(tekst)
    return tekst if len(tekst) <= meeste else f"{tekst[: meeste - 1].rstrip()}…"


def _schoon(tekst: str) -> str:
    """Return a text on one line, without what is not to be seen: XML cannot hold a control character, and some turn a text around."""
    return " ".join("".join(" " if unicodedata.category(teken)[0] == "C" else teken for teken in tekst).split())


def _duur(seconden: int) -> str:
    uren, minuten, rest = seconden // 3600, seconden // 60 % 60, seconden % 60
    delen = ((uren, "uur"), (minuten, "min"), (rest, "s"))
    return " ".join(f"{aantal} {eenheid}" for aantal, eenheid in delen if aantal)
