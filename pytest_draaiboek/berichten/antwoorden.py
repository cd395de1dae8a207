"""The content of an answer: what a retour repeats of the message it answers, and where the retourcodes go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.bedragen import als_totaal, met_teken
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.eigen_inhoud import aangevuld, eigen_retour
from pytest_draaiboek.berichten.opstellen import standaard_van
from pytest_draaiboek.berichten.retourcodes import (
    CODES,
    DECLARATIE_BEOORDEELD,
    GEEN_OPMERKING,
    KOP,
    NIET_BEOORDEELD,
    TECHNISCH_AFGEKEURD,
    codes_per_klasse,
)
from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Release, Standaard, laad_standaard
from pytest_draaiboek.standaarden.geheugen import onthoud

# What a 323 is about, and what that is called in the 325 that answers it.
DECLARATIE, DECLARATIE_ANTWOORD = "Declaratie", "DeclaratieAntwoord"
# What a header says of the message itself, and of an answer.
EIGEN_IN_KOP = frozenset(
    (
        "BerichtCode",
        "BerichtVersie",
        "BerichtSubversie",
        "IdentificatieRetour",
        "DagtekeningRetour",
        "XsltVersie",
        "XsdVersieRetour",
        CODES,
    )
)

Inhoud = Mapping[str, Any]
# A retourcode, and the class that it is about.
Afkeuring = tuple[str, str]
# Picks of several the one that is rejected.
Keuze = Callable[[Sequence[Any]], Any]


def retourtype_van(heen: Bericht) -> str:
    """Return the type of the message that answers this one; `OnbekendBerichttype` when nothing does."""
    return antwoordsoort(laad_standaard(heen.standaard), heen.berichttype).berichttype


def antwoordsoort(standaard: Standaard, berichttype: str) -> Berichtsoort:
    """Return what answers a type of message; `OnbekendBerichttype` when nothing does."""
    for soort in standaard.berichtsoorten.values():
        if soort.heen == berichttype:
            return soort
    raise OnbekendBerichttype(
        f"Op een {berichttype} volgt geen antwoord; het is zelf een antwoord. Geef het heenbericht."
    )


def retour_inhoud(heen: Bericht, retourcodes: Sequence[str] = ()) -> dict[str, Any]:
    """Return the content of the answer to a message, without version, to be rendered by `stel_op` or in an `Opdracht`.

    Args:
        heen: what is answered, in a release the kit knows.
        retourcodes: why it is rejected; none to accept it. Each goes to the class that it is about, in the first of that class (IV028,
            IV087); one that is about the header, or 0001, leaves nothing but the header, and then bears the others too.

    Raises:
        OnbekendBerichttype: for a message that is itself an answer.
        OnbekendeRelease: when it is rejected, for a release the kit has no schemas of.

    """
    standaard = laad_standaard(heen.standaard)
    soort = antwoordsoort(standaard, heen.berichttype)
    release = _release_met(standaard, soort, heen.versie)
    if soort.eigen:
        return eigen_retour(release, soort, heen.kop, heen.inhoud, retourcodes)
    inhoud = _retour_inhoud(standaard, soort, heen, retourcodes)
    return aangevuld(release, soort, inhoud, heen.kop, heen.inhoud) if release.is_eigen(soort.berichttype) else inhoud


def _retour_inhoud(
    standaard: Standaard, soort: Berichtsoort, heen: Bericht, retourcodes: Sequence[str]
) -> dict[str, Any]:
    if not retourcodes and soort.kop_van_heen:
        return alleen_kop(soort, heen.versie, heen.kop, ())
    antwoord = antwoorder(standaard.naam, soort.berichttype, heen.versie)
    inhoud = heen.inhoud if antwoord.gaat_over_inhoud(retourcodes) else {}
    return antwoord.op(heen.kop, inhoud, antwoord.waarover(inhoud, retourcodes))


def _release_met(standaard: Standaard, soort: Berichtsoort, versie: str) -> Release:
    """Return the release of a version; of one that has no such answer, the newest that has."""
    release = standaard.releases.get(versie)
    return release if release and soort.berichttype in release.berichttypen else standaard.nieuwste(soort.berichttype)


class Antwoorder:
    """Answers messages of one type in one release, by their content.

    Args:
        standaard: of the messages.
        soort: of the answers.
        versie: of the messages.

    Raises:
        OnbekendeRelease: for a release the kit has no schemas of.

    """

    def __init__(self, standaard: Standaard, soort: Berichtsoort, versie: str) -> None:
        self.soort, self.versie = soort, versie
        self.structuur = standaard.release(versie).structuur(soort.berichttype)
        self.bekend = codes_per_klasse(standaard.naam, versie, soort.heen or "", soort.berichttype)
        """The retourcodes, by the class that they are about."""
        self._paden = tuple(_paden(self.structuur, ()))
        antwoord = self.structuur.kind(DECLARATIE_ANTWOORD)
        self._clientenknoop = antwoord.kind("Clienten") if antwoord else None

    def gaat_over_inhoud(self, codes: Sequence[str]) -> bool:
        """Whether the content is needed to answer with these codes: it is not when the header is all there is."""
        kop = {TECHNISCH_AFGEKEURD, *self.bekend.get(KOP, ())}
        return len(self.structuur.kinderen) > 1 and kop.isdisjoint(codes)

    def waarover(self, inhoud: Inhoud, codes: Sequence[str]) -> list[Afkeuring]:
        """Return each code with the class that it is about: the outermost one there is; for a code about another message, the last.

        Args:
            inhoud: of the message that is answered; empty when only the header counts.
            codes: why it is rejected.

        """
        if not self.gaat_over_inhoud(codes):
            return [(code, KOP) for code in codes]
        aanwezig = self.klassen_in(inhoud)
        laatste = list(aanwezig)[-1]
        return [
            (code, next((k for k, mogelijk in self.bekend.items() if code in mogelijk and k in aanwezig), laatste))
            for code in codes
        ]

    def op(
        self,
        kop: Inhoud,
        inhoud: Inhoud,
        afkeuringen: Sequence[Afkeuring],
        kies: Keuze = lambda ze: ze[0],
        plekken: Mapping[str, list[Inhoud]] | None = None,
    ) -> dict[str, Any]:
        """Return the content of the answer.

        Args:
            kop: header of the message that is answered.
            inhoud: its content; not looked at when only the header is answered.
            afkeuringen: why it is rejected, and where; none to accept it.
            kies: picks which one of a class is rejected.
            plekken: what there is of each class, when that is known already.

        """
        codes = [code for code, _ in afkeuringen]
        if (not codes and self.soort.kop_van_heen) or any(klasse == KOP for _, klasse in afkeuringen):
            return alleen_kop(self.soort, self.versie, kop, codes)
        antwoord = alleen_kop(self.soort, self.versie, kop, [GEEN_OPMERKING])
        afgekeurd = _verdeel(afkeuringen, plekken or self.klassen_in(inhoud), kies) if codes else {}
        if not self.soort.kop_van_heen:
            return antwoord | {
                DECLARATIE_ANTWOORD: self._declaratie_antwoord(inhoud[DECLARATIE], afkeuringen, afgekeurd)
            }
        for knoop in self.structuur.kinderen[1:]:
            antwoord[knoop.naam] = _herhaler(knoop)(inhoud[knoop.naam], afgekeurd, GEEN_OPMERKING)
        return antwoord

    def klassen_in(self, inhoud: Inhoud) -> dict[str, list[Inhoud]]:
        """Return what there is of each class that can bear retourcodes, the outermost class first.

        Args:
            inhoud: of the message that is answered.

        """
        if not self.soort.kop_van_heen:
            inhoud = {DECLARATIE_ANTWOORD: inhoud[DECLARATIE]}
        gevonden: dict[str, list[Inhoud]] = {}
        for klasse, pad in self._paden:
            delen = [inhoud]
            for stap in pad:
                gezien = [deel.get(stap) for deel in delen]
                delen = [deel for stuk in gezien for deel in (stuk if isinstance(stuk, list) else (stuk,)) if deel]
            if delen:
                gevonden.setdefault(klasse, []).extend(delen)
        return gevonden

    def _declaratie_antwoord(
        self, declaratie: Inhoud, afkeuringen: Sequence[Afkeuring], afgekeurd: dict[int, list[str]]
    ) -> dict[str, Any]:
        """Answer a declaratie, which is assessed: only what is rejected is repeated, and the rest of the total is granted (TR342)."""
        ingediend = declaratie["TotaalIngediendBedrag"]
        antwoord = {
            "DeclaratieNummer": declaratie["DeclaratieNummer"],
            "TotaalIngediendBedrag": ingediend,
            "TotaalToegekendBedrag": ingediend,
        }
        codes = [code for code, _ in afkeuringen]
        if any(klasse == DECLARATIE_ANTWOORD for _, klasse in afkeuringen):
            return {**antwoord, "TotaalToegekendBedrag": als_totaal(0), CODES: {"RetourCode": codes}}
        if not codes or self._clientenknoop is None:
            return {**antwoord, CODES: {"RetourCode": [DECLARATIE_BEOORDEELD]}}
        clienten = []
        for client in declaratie["Clienten"]["Client"]:
            prestaties = client["Prestaties"]["Prestatie"]
            if id(client) not in afgekeurd:
                prestaties = [prestatie for prestatie in prestaties if id(prestatie) in afgekeurd]
            if prestaties:
                deel = {**client, "Prestaties": {"Prestatie": prestaties}}
                if id(client) in afgekeurd:
                    afgekeurd[id(deel)] = afgekeurd[id(client)]
                clienten.append(deel)
        netto = met_teken(ingediend, "TotaalBedrag") - sum(
            met_teken(prestatie["IngediendBedrag"], "Bedrag")
            for client in clienten
            for prestatie in client["Prestaties"]["Prestatie"]
        )
        antwoord["TotaalToegekendBedrag"] = als_totaal(netto)
        antwoord["Clienten"] = _herhaler(self._clientenknoop)({"Client": clienten}, afgekeurd, GEEN_OPMERKING)
        return {**antwoord, CODES: {"RetourCode": [GEEN_OPMERKING]}}


@onthoud
def antwoorder(standaard: str, retourtype: str, versie: str) -> Antwoorder:
    """Return what answers with messages of a type ("WMO306") in a release of a standard."""
    return Antwoorder(laad_standaard(standaard), laad_standaard(standaard).soort(retourtype), versie)


def alleen_kop(soort: Berichtsoort, versie: str, kop: Inhoud, codes: Sequence[str]) -> dict[str, Any]:
    """Return an answer that is only a header; for a 325 it is the gemeente's own (IV087).

    Args:
        soort: of the answer.
        versie: of the release.
        kop: header of the message that is answered.
        codes: retourcodes in the header; none to accept.

    """
    if soort.kop_van_heen:
        eigen: dict[str, Any] = {naam: kop[naam] for naam in _uit_kop(soort.berichttype, versie) if naam in kop}
    else:
        eigen = {
            "Afzender": kop.get("Ontvanger", ""),
            "Ontvanger": kop.get("Afzender", ""),
            "DeclaratieIdentificatie": kop["BerichtIdentificatie"],
        }
    if codes:
        eigen[CODES] = {"RetourCode": list(codes)}
    return {KOP: eigen}


@onthoud
def _uit_kop(retourtype: str, versie: str) -> tuple[str, ...]:
    """Return what an answer that repeats a header repeats of it; of a release that the kit doesn't have, what the newest does."""
    standaard = standaard_van(retourtype)
    release = standaard.releases.get(versie)
    if release is None or retourtype not in release.berichttypen:
        release = standaard.nieuwste(retourtype)
    kop = release.structuur(retourtype).kinderen[0]
    return tuple(knoop.naam for knoop in kop.kinderen if knoop.naam not in EIGEN_IN_KOP)


def _paden(knoop: Knoop, pad: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the classes that can bear retourcodes, each with the way there from the root of the message; the header is none of them."""
    for kind in knoop.kinderen:
        if kind.naam != KOP:
            if kind.kind(CODES) is not None:
                yield kind.naam, (*pad, kind.naam)
            yield from _paden(kind, (*pad, kind.naam))


def _verdeel(
    afkeuringen: Sequence[Afkeuring], plekken: Mapping[str, list[Inhoud]], kies: Keuze
) -> dict[int, list[str]]:
    """Return the codes by what they are about, each element by its place in memory: where it can be, not in another that is rejected."""
    afgekeurd: dict[int, list[str]] = {}
    erin: set[int] = set()
    volgorde = list(plekken)
    op_volgorde = sorted(afkeuringen, key=lambda afkeuring: volgorde.index(afkeuring[1]))
    for code, klasse in op_volgorde:
        plek = kies([deel for deel in plekken[klasse] if id(deel) not in erin] or plekken[klasse])
        codes = afgekeurd.setdefault(id(plek), [])
        if code not in codes:
            codes.append(code)
        if klasse != op_volgorde[-1][1]:
            erin |= {id(deel) for deel in _onder(plek)}
    return afgekeurd


def _onder(deel: Any) -> Iterator[Inhoud]:
    """Yield everything that an element holds."""
    for stuk in deel if isinstance(deel, list) else deel.values():
        if isinstance(stuk, dict):
            yield stuk
        if isinstance(stuk, dict | list):
            yield from _onder(stuk)


@cache
def _herhaler(knoop: Knoop) -> Callable[[Any, Mapping[int, list[str]], str], Any]:
    """Return what repeats an element as it came, each class with codes of its own: what is rejected with why, what that holds as not judged."""
    draagt = knoop.kind(CODES) is not None
    # What holds no class is taken over as it is.
    delen = [
        (kind.naam, _herhaler(kind) if any(onder.kind(CODES) for onder in kind.doorloop()) else None)
        for kind in knoop.kinderen
        if kind.naam != CODES
    ]

    def herhaal(deel: Any, afgekeurd: Mapping[int, list[str]], anders: str) -> Any:
        if not isinstance(deel, dict):
            return deel
        codes = afgekeurd.get(id(deel))
        onder = anders if codes is None else NIET_BEOORDEELD
        inhoud: dict[str, Any] = {}
        for naam, herhaal_deel in delen:
            stuk = deel.get(naam)
            if stuk is None:
                continue
            if herhaal_deel is None:
                inhoud[naam] = stuk
            elif isinstance(stuk, list):
                inhoud[naam] = [herhaal_deel(een, afgekeurd, onder) for een in stuk]
            else:
                inhoud[naam] = herhaal_deel(stuk, afgekeurd, onder)
        if draagt:
            inhoud[CODES] = {"RetourCode": codes or [anders]}
        return inhoud

    return herhaal
