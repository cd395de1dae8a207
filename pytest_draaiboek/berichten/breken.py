"""Breaks a message on purpose: one technical rule, and no other."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.controle import breekt_alleen
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.berichten.opstellen import standaard_van, stel_op
from pytest_draaiboek.berichten.retourcodes import KOP
from pytest_draaiboek.berichten.schikking import Schikker, schik
from pytest_draaiboek.berichten.vullen import vul
from pytest_draaiboek.standaarden import Datatype, Knoop, Release, laad_standaard, nummer_van
from pytest_draaiboek.standaarden.regels import Toets
from pytest_draaiboek.standaarden.schemaregels import versieregels

POGINGEN = 60
MEESTE_INGREPEN = 3
KANS_OP_SCHIKKEN = 0.7
KANS_OP_WEGLATEN = 0.4
# Of a copy, how much is kept as it is: all, but for what makes it another, or about half.
KANSEN_OP_GELIJK = (0.85, 0.5)
_LETTERLIJK = re.compile(r"'([^']*)'")
_VOOR_DAG = re.compile(r"< ((?:19|20)\d{6})\b")
_NAAM = re.compile(r"[A-Z]\w+")
_CIJFER = re.compile(r"\d$")
LEEG = " "
# Next to it, in another year, and further off than any term that the rules know.
DAGEN_VERDER = (-1, 1, -400, 400, -2_200, 2_200, -20_000)
VERSTE = 2_200  # a day that a rule names, and that is longer ago than this, is not met by chance
KANS_OP_VERSCHUIVEN = 0.5

Inhoud = dict[str, Any]


class _NooitAlleen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    familie: str
    code: str
    berichten: tuple[str, ...]
    reden: str


@dataclass(frozen=True, slots=True)
class _Plaats:
    """An element of a message that is there or could be: in whose content, and what it may hold."""

    inhoud: Inhoud
    knoop: Knoop


def breekbare_regels(release: Release, berichttype: str) -> tuple[str, ...]:
    """Return the codes of the rules that a message of this type can break without another, those on the version in its header included."""
    blad, namen = release.regelblad(berichttype), {knoop.naam for knoop in release.structuur(berichttype).doorloop()}
    return (
        *(regel.code for element, regel in versieregels().items() if _telt(release, berichttype, element)),
        *(
            code
            for code in blad.codes
            if _komt_voor(blad.toetsen_van(code), namen) and nooit_alleen(berichttype, code) is None
        ),
    )


def _telt(release: Release, berichttype: str, element: str) -> bool:
    """Whether a schema refuses another version in a header: a user's own may let everything through."""
    if not release.is_eigen(berichttype):
        return True
    knoop = release.structuur(berichttype).kinderen[0].kind(element)
    eigen = release.hoofdversie if versieregels()[element].release == "hoofdversie" else release.subversie
    toets = knoop.datatype.toets if knoop and knoop.datatype else None
    return bool(knoop and (knoop.waarden or (toets is not None and not toets(_ander_nummer(eigen)))))


def _ander_nummer(nummer: str) -> str:
    return str((int(nummer) + 1) % 10)


def nooit_alleen(berichttype: str, code: str) -> str | None:
    """Return why no message of a type can break a rule without breaking another; None when one can."""
    return _nooit_alleen().get((standaard_van(berichttype).familie, nummer_van(berichttype), code))


@cache
def _nooit_alleen() -> dict[tuple[str, str, str], str]:
    tekst = resources.files("pytest_draaiboek.berichten").joinpath("nooit_alleen.toml").read_text(encoding="utf-8")
    gelezen = msgspec.convert(tomllib.loads(tekst)["regels"], tuple[_NooitAlleen, ...])
    return {(regel.familie, nummer, regel.code): regel.reden for regel in gelezen for nummer in regel.berichten}


def _komt_voor(toetsen: tuple[Toets, ...], namen: set[str]) -> bool:
    return any(
        namen.issuperset(plek.split("/")) for toets in toetsen for plekken in toets.plekken.values() for plek in plekken
    )


def breek(bericht: Bericht, code: str, nieuwe_schikker: Callable[[], Schikker]) -> Bericht | None:
    """Return a message that breaks one rule and no other; None when this one could not be made to.

    The elements that the rule speaks of are changed, left out, added and doubled, until the check finds that rule alone: what a rule
    asks is said once, in the data, and what breaks it follows from that.

    Args:
        bericht: without a finding; with as little in it as may be.
        code: of a rule that its type is held to.
        nieuwe_schikker: for each attempt gives what has the rest of the message follow what was changed, so that a total still is the
            total; its source of chance goes on from one attempt to the next.

    """
    release = laad_standaard(bericht.standaard).release(bericht.versie)
    for element, versieregel in versieregels().items():
        if code == versieregel.code:
            return _anders_genummerd(bericht, element)
    if nooit_alleen(bericht.berichttype, code) is not None:
        return None
    toetsen = release.regelblad(bericht.berichttype).toetsen_van(code)
    structuur = release.structuur(bericht.berichttype)
    heel = bericht.inhoud
    for _ in range(POGINGEN):
        inhoud = _kopie(heel)
        schikker = nieuwe_schikker()
        _verstoor(structuur, inhoud, schikker.waarden.kies(toetsen), schikker)
        # A retour repeats what was sent, faults and all; only an answer with totals of its own is arranged.
        if not bericht.soort.kop_van_heen and schikker.waarden.toeval() < KANS_OP_SCHIKKEN:
            schik(schikker, structuur, inhoud)
        gebroken = stel_op(
            bericht.berichttype,
            bericht.versie,
            inhoud,
            dagtekening=bericht.dagtekening,
            identificatie=bericht.eigen_identificatie,
        )
        if breekt_alleen(gebroken, code):
            return gebroken
    return None


def _kopie(deel: Any) -> Any:
    if isinstance(deel, dict):
        return {naam: _kopie(stuk) for naam, stuk in deel.items()}
    return [_kopie(stuk) for stuk in deel] if isinstance(deel, list) else deel


def _anders_genummerd(bericht: Bericht, element: str) -> Bericht:
    def ander(gevonden: re.Match[bytes]) -> bytes:
        return gevonden[1] + _ander_nummer(gevonden[2].decode()).encode() + gevonden[3]

    return Bericht.lees(re.sub(rb"([:<]%s>)(\d+)(<)" % element.encode(), ander, bericht.xml))


def _verstoor(structuur: Knoop, inhoud: Inhoud, toets: Toets, schikker: Schikker) -> None:
    """Change what a test looks at, in place, a few times over."""
    waarden = schikker.waarden
    tekst = " ".join((toets.fout_als or "", *toets.sleutel))
    letterlijk = [deel for groep in _LETTERLIJK.findall(tekst) for deel in groep.split(",")]
    plekken = [plek.split("/") for paden in toets.plekken.values() for plek in paden]
    namen = {*_NAAM.findall(_LETTERLIJK.sub("", tekst)), *(stap for plek in plekken for stap in plek)}
    dubbel = toets.paar is not None or bool(toets.sleutel)
    ingrepen = waarden.getal(0 if dubbel else 1, MEESTE_INGREPEN)
    # What is changed before an element is doubled is the same in both.
    ervoor = waarden.getal(0, ingrepen) if dubbel else 0
    if (ver := _ver_van(tekst, schikker.vandaag)) is not None and waarden.toeval() < KANS_OP_VERSCHUIVEN:
        _verschuif(structuur, inhoud, {plek[-2] for plek in plekken if len(plek) > 1}, ver, schikker)
        return
    for nr in range(ingrepen + dubbel):
        if dubbel and nr == ervoor:
            _verdubbel(structuur, inhoud, {plek[-1] for plek in plekken}, schikker)
            continue
        plaatsen = list(_plaatsen(structuur, inhoud, namen))
        if plaatsen:
            _grijp_in(waarden.kies(plaatsen), letterlijk, schikker)


def _ver_van(tekst: str, vandaag: date) -> date | None:
    """Return the day that nothing may be before by a rule, when it is so long ago that no neighbour of a date comes near it; else None."""
    dagen = [date.fromisoformat(getal) for getal in _VOOR_DAG.findall(tekst)]
    return next((dag for dag in dagen if (vandaag - dag).days > VERSTE), None)


def _verschuif(knoop: Knoop, inhoud: Inhoud, houders: set[str], dag: date, schikker: Schikker) -> None:
    """Move all that a message says of days to so many months ago that its first period, in one of these elements, ends before a day."""
    dagen = [
        (deel, kind.naam, date.fromisoformat(deel[kind.naam]), houder.naam in houders)
        for houder, deel in _houders(knoop, inhoud)
        for kind in houder.kinderen
        if kind.datatype and kind.datatype.basis == "date" and kind.naam in deel
    ]
    eerste = min((nu for _, _, nu, in_periode in dagen if in_periode), default=dag)
    laatste = dag - timedelta(1)
    terug = (eerste.year - laatste.year) * 12 + eerste.month - laatste.month
    for deel, naam, nu, _ in dagen:
        begin, einde = maand(nu, terug)
        deel[naam] = str(einde if nu == maand(nu)[1] else min(begin + timedelta(nu.day - 1), einde))
        schikker.leg_vast(deel, naam)


def _houders(knoop: Knoop, inhoud: Inhoud) -> Iterator[tuple[Knoop, Inhoud]]:
    """Yield everything in a message that holds others, but for its Header, with its content."""
    yield knoop, inhoud
    for kind in knoop.kinderen:
        deel = inhoud.get(kind.naam) if kind.naam != KOP else None
        for stuk in deel if isinstance(deel, list) else [deel]:
            if isinstance(stuk, dict):
                yield from _houders(kind, stuk)


def _plaatsen(knoop: Knoop, inhoud: Inhoud, namen: set[str]) -> Iterator[_Plaats]:
    for kind in knoop.kinderen:
        deel = inhoud.get(kind.naam)
        # What must be there and holds others is not changed itself.
        if kind.naam in namen and (kind.datatype or not kind.verplicht or deel is None):
            yield _Plaats(inhoud, kind)
        if kind.kinderen:
            for stuk in deel if isinstance(deel, list) else [deel]:
                if isinstance(stuk, dict):
                    yield from _plaatsen(kind, stuk, namen)


def _verdubbel(structuur: Knoop, inhoud: Inhoud, namen: set[str], schikker: Schikker) -> None:
    """Have one of the elements of these names, or what holds it, occur once more."""
    waarden = schikker.waarden
    lijsten = [
        lijst
        for lijst, knoop in _lijsten(structuur, inhoud)
        if any(onder.naam in namen for onder in knoop.doorloop()) and all(isinstance(stuk, dict) for stuk in lijst)
    ]
    if lijsten:
        lijst = waarden.kies(lijsten)
        origineel = waarden.kies(lijst)
        dubbel = _kopie(origineel)
        _houd_gelijk(origineel, dubbel, waarden.kies(KANSEN_OP_GELIJK), schikker)
        lijst.append(dubbel)


def _lijsten(knoop: Knoop, inhoud: Inhoud) -> Iterator[tuple[list[Any], Knoop]]:
    for kind in knoop.kinderen:
        deel = inhoud.get(kind.naam)
        if isinstance(deel, list) and deel:
            yield deel, kind
        for stuk in deel if isinstance(deel, list) else [deel]:
            if isinstance(stuk, dict):
                yield from _lijsten(kind, stuk)


def _houd_gelijk(origineel: Inhoud, dubbel: Inhoud, kans: float, schikker: Schikker) -> None:
    """Keep most of a copy as it is; the rest may become its own again, such as a number: else a copy breaks every rule on copies."""
    for naam, deel in dubbel.items():
        if isinstance(deel, dict):
            _houd_gelijk(origineel[naam], deel, kans, schikker)
        if schikker.waarden.toeval() < kans:
            schikker.leg_vast(origineel, naam)
            schikker.leg_vast(dubbel, naam)


def _grijp_in(plaats: _Plaats, letterlijk: list[str], schikker: Schikker) -> None:
    inhoud, knoop, waarden = plaats.inhoud, plaats.knoop, schikker.waarden
    schikker.leg_vast(inhoud, knoop.naam)
    deel = inhoud.get(knoop.naam)
    if deel is None:
        nieuw = vul(knoop, waarden)
        inhoud[knoop.naam] = [nieuw] if knoop.herhaalbaar else nieuw
    elif not knoop.verplicht and waarden.toeval() < KANS_OP_WEGLATEN:
        del inhoud[knoop.naam]
    if knoop.datatype and isinstance(deel, str) and knoop.naam in inhoud:
        keuzes = [waarde for waarde in _waarden(knoop.datatype, deel, letterlijk, schikker.vandaag) if waarde != deel]
        if keuzes:
            inhoud[knoop.naam] = waarden.kies(keuzes)


def _waarden(type_: Datatype, nu: str, letterlijk: list[str], vandaag: date) -> list[str]:
    """Return other values for a leaf: those that the rule names, those of the list, and neighbours of what stands there."""
    if type_.codes:
        return list(type_.codes)
    if type_.basis == "date":
        dag = date.fromisoformat(nu)
        randen = (*maand(dag), maand(dag)[0] - timedelta(1), vandaag + timedelta(1), maand(vandaag)[1])
        return [str(ander) for ander in (*(dag + timedelta(verschil) for verschil in DAGEN_VERDER), *randen)]
    if type_.basis == "integer":
        return ["0", str(max(int(nu) - 1, 0)), str(int(nu) + 1)]
    buur = _CIJFER.sub(lambda cijfer: str((int(cijfer[0]) + 1) % 10), nu)
    return [*letterlijk, buur, nu.lower(), nu.upper(), LEEG + nu, LEEG * (type_.min_lengte or 1)]
