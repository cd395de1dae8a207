"""Breaks a message on purpose: one technical rule, and no other."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.controle import VERSIEREGELS, controleer
from pytest_draaiboek.berichten.opstellen import stel_op
from pytest_draaiboek.berichten.schikking import Schikker, schik
from pytest_draaiboek.berichten.vullen import vul
from pytest_draaiboek.standaarden import Datatype, Knoop, Release, laad_standaard
from pytest_draaiboek.standaarden.regels import Toets

POGINGEN = 60
MEESTE_INGREPEN = 3
KANS_OP_SCHIKKEN = 0.7
KANS_OP_GELIJK = 0.8
_LETTERLIJK = re.compile(r"'([^']*)'")
_NAAM = re.compile(r"[A-Z]\w+")
_CIJFER = re.compile(r"\d$")
LEEG = " "
# Next to it, in another year, and further off than any term that the rules know.
DAGEN_VERDER = (-1, 1, -400, 400, -2_200, 2_200, -20_000)

Inhoud = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Plaats:
    """An element of a message that is there or could be: in whose content, and what it may hold."""

    inhoud: Inhoud
    knoop: Knoop


def breekbare_regels(release: Release, berichttype: str) -> tuple[str, ...]:
    """Return the codes of the rules that a message of this type is held to, those on the version in its header included."""
    blad, namen = release.regelblad(berichttype), {knoop.naam for knoop in release.structuur(berichttype).doorloop()}
    return (*VERSIEREGELS.values(), *(code for code in blad.codes if _komt_voor(blad.toetsen_van(code), namen)))


def _komt_voor(toetsen: tuple[Toets, ...], namen: set[str]) -> bool:
    return any(
        namen.issuperset(plek.split("/")) for toets in toetsen for plekken in toets.plekken.values() for plek in plekken
    )


def breek(bericht: Bericht, code: str, nieuwe_schikker: Callable[[], Schikker]) -> Bericht | None:
    """Return a message that breaks one rule and no other; None when this one could not be made to.

    The elements that the rule speaks of are changed, left out, added and doubled, until the check finds that rule alone: what a rule
    asks is said once, in the data, and what breaks it follows from that.

    Args:
        bericht: without a finding.
        code: of a rule that its type is held to.
        nieuwe_schikker: for each attempt gives what has the rest of the message follow what was changed, so that a total still is the total.

    """
    release = laad_standaard(bericht.standaard).release(bericht.versie)
    for element, versieregel in VERSIEREGELS.items():
        if code == versieregel:
            return _anders_genummerd(bericht, element)
    toetsen = release.regelblad(bericht.berichttype).toetsen_van(code)
    structuur = release.structuur(bericht.berichttype)
    for _ in range(POGINGEN):
        inhoud = deepcopy(bericht.inhoud)
        schikker = nieuwe_schikker()
        kans = schikker.waarden.kans
        _verstoor(structuur, inhoud, kans.choice(toetsen), schikker)
        if not bericht.is_retour and kans.random() < KANS_OP_SCHIKKEN:
            schik(schikker, structuur, inhoud)
        gebroken = stel_op(
            bericht.berichttype,
            bericht.versie,
            inhoud,
            dagtekening=bericht.dagtekening,
            identificatie=bericht.eigen_identificatie,
        )
        if {bevinding.code for bevinding in controleer(gebroken)} == {code}:
            return gebroken
    return None


def _anders_genummerd(bericht: Bericht, element: str) -> Bericht:
    def ander(gevonden: re.Match[bytes]) -> bytes:
        return gevonden[1] + str((int(gevonden[2]) + 1) % 10).encode() + gevonden[3]

    return Bericht.lees(re.sub(rb"(:%s>)(\d+)(<)" % element.encode(), ander, bericht.xml))


def _verstoor(structuur: Knoop, inhoud: Inhoud, toets: Toets, schikker: Schikker) -> None:
    """Change what a test looks at, in place, a few times over."""
    kans = schikker.waarden.kans
    tekst = " ".join((toets.fout_als or "", *toets.sleutel))
    letterlijk = [deel for groep in _LETTERLIJK.findall(tekst) for deel in groep.split(",")]
    plekken = [plek.split("/") for paden in toets.plekken.values() for plek in paden]
    namen = {*_NAAM.findall(_LETTERLIJK.sub("", tekst)), *(stap for plek in plekken for stap in plek)}
    dubbel = toets.paar is not None or bool(toets.sleutel)
    if dubbel:
        _verdubbel(structuur, inhoud, {plek[-1] for plek in plekken}, schikker)
    for _ in range(kans.randint(0 if dubbel else 1, MEESTE_INGREPEN)):
        plaatsen = [plaats for plaats in _plaatsen(structuur, inhoud) if plaats.knoop.naam in namen]
        if plaatsen:
            _grijp_in(kans.choice(plaatsen), letterlijk, schikker)


def _plaatsen(knoop: Knoop, inhoud: Inhoud) -> Iterator[_Plaats]:
    for kind in knoop.kinderen:
        yield _Plaats(inhoud, kind)
        deel = inhoud.get(kind.naam)
        for stuk in deel if isinstance(deel, list) else [deel]:
            if isinstance(stuk, dict):
                yield from _plaatsen(kind, stuk)


def _verdubbel(structuur: Knoop, inhoud: Inhoud, namen: set[str], schikker: Schikker) -> None:
    """Have one of the elements of these names, or what holds it, occur once more."""
    kans = schikker.waarden.kans
    lijsten = [
        plaats.inhoud[plaats.knoop.naam]
        for plaats in _plaatsen(structuur, inhoud)
        if plaats.knoop.herhaalbaar and plaats.inhoud.get(plaats.knoop.naam) and _gaat_over(plaats.knoop, namen)
    ]
    if lijsten:
        lijst = kans.choice(lijsten)
        plek = kans.randrange(len(lijst))
        dubbel = deepcopy(lijst[plek])
        for naam in dubbel:
            # What is not kept may become its own again, such as a number: else a copy breaks every rule on copies.
            if kans.random() < KANS_OP_GELIJK:
                schikker.leg_vast(lijst[plek], naam)
                schikker.leg_vast(dubbel, naam)
        lijst.append(dubbel)


def _gaat_over(knoop: Knoop, namen: set[str]) -> bool:
    return any(onder.naam in namen for onder in knoop.doorloop())


def _grijp_in(plaats: _Plaats, letterlijk: list[str], schikker: Schikker) -> None:
    inhoud, knoop, kans = plaats.inhoud, plaats.knoop, schikker.waarden.kans
    schikker.leg_vast(inhoud, knoop.naam)
    deel = inhoud.get(knoop.naam)
    if deel is None:
        nieuw = vul(knoop, schikker.waarden)
        inhoud[knoop.naam] = [nieuw] if knoop.herhaalbaar else nieuw
    elif not knoop.verplicht and kans.random() < 0.4:
        del inhoud[knoop.naam]
    if knoop.datatype and isinstance(deel, str):
        keuzes = [waarde for waarde in _waarden(knoop.datatype, deel, letterlijk) if waarde != deel]
        if knoop.naam in inhoud and keuzes:
            inhoud[knoop.naam] = kans.choice(keuzes)


def _waarden(type_: Datatype, nu: str, letterlijk: list[str]) -> list[str]:
    """Return other values for a leaf: those that the rule names, those of the list, and neighbours of what stands there."""
    if type_.codes:
        return list(type_.codes)
    if type_.basis == "date":
        dag = date.fromisoformat(nu)
        eerste = dag.replace(day=1)
        return [*(str(dag + timedelta(verschil)) for verschil in DAGEN_VERDER), str(eerste), str(eerste - timedelta(1))]
    if type_.basis == "integer":
        return ["0", str(max(int(nu) - 1, 0)), str(int(nu) + 1)]
    buur = _CIJFER.sub(lambda cijfer: str((int(cijfer[0]) + 1) % 10), nu)
    return [*letterlijk, buur, nu.lower(), nu.upper(), LEEG * (type_.min_lengte or 1)]
