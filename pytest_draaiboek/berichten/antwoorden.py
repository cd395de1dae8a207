"""The content of an answer: what a retour repeats of the message it answers, and where the retourcodes go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.bedragen import als_totaal, met_teken
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.retourcodes import (
    DECLARATIE_BEOORDEELD,
    GEEN_OPMERKING,
    KOP,
    NIET_BEOORDEELD,
    TECHNISCH_AFGEKEURD,
    codes_per_klasse,
)
from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Standaard, laad_standaard

CODES = "RetourCodes"
# What a 323 is about, and what that is called in the 325 that answers it.
DECLARATIE, DECLARATIE_ANTWOORD = "Declaratie", "DeclaratieAntwoord"
KOP_VAN_HEEN = ("Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")

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
    raise OnbekendBerichttype(f"Op een {berichttype} volgt geen antwoord; het is zelf een antwoord.")


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
    antwoord = Antwoorder(standaard, soort, heen.versie)
    if not retourcodes and soort.kop_van_heen:
        return antwoord.alleen_kop(heen.kop, ())
    inhoud = heen.inhoud if antwoord.gaat_over_inhoud(retourcodes) else {}
    return antwoord.op(heen.kop, inhoud, antwoord.waarover(inhoud, retourcodes))


@dataclass(frozen=True, slots=True)
class Antwoorder:
    """Answers messages of one type in one release, by their content.

    Args:
        standaard: of the messages.
        soort: of the answers.
        versie: of the messages.

    """

    standaard: Standaard
    soort: Berichtsoort
    versie: str

    @property
    def structuur(self) -> Knoop:
        """The structure of the answer."""
        return self.standaard.release(self.versie).structuur(self.soort.berichttype)

    @property
    def bekend(self) -> Mapping[str, tuple[str, ...]]:
        """The retourcodes by the class that they are about."""
        return codes_per_klasse(self.standaard.naam, self.versie, self.soort.heen or "", self.soort.berichttype)

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
        self, kop: Inhoud, inhoud: Inhoud, afkeuringen: Sequence[Afkeuring], kies: Keuze = lambda ze: ze[0]
    ) -> dict[str, Any]:
        """Return the content of the answer.

        Args:
            kop: header of the message that is answered.
            inhoud: its content; not looked at when only the header is answered.
            afkeuringen: why it is rejected, and where; none to accept it.
            kies: picks which one of a class is rejected.

        """
        codes = [code for code, _ in afkeuringen]
        if (not codes and self.soort.kop_van_heen) or any(klasse == KOP for _, klasse in afkeuringen):
            return self.alleen_kop(kop, codes)
        antwoord = self.alleen_kop(kop, [GEEN_OPMERKING])
        if not self.soort.kop_van_heen:
            return antwoord | {DECLARATIE_ANTWOORD: self._declaratie_antwoord(inhoud, afkeuringen, kies)}
        afgekeurd = _verdeel(afkeuringen, self.klassen_in(inhoud), kies)
        for knoop in self.structuur.kinderen[1:]:
            antwoord[knoop.naam] = _herhaal(knoop, inhoud[knoop.naam], afgekeurd)
        return antwoord

    def alleen_kop(self, kop: Inhoud, codes: Sequence[str]) -> dict[str, Any]:
        """Return an answer that is only a header; for a 325 it is the gemeente's own (IV087)."""
        if self.soort.kop_van_heen:
            eigen: dict[str, Any] = {naam: kop[naam] for naam in KOP_VAN_HEEN if naam in kop}
        else:
            eigen = {
                "Afzender": kop.get("Ontvanger", ""),
                "Ontvanger": kop.get("Afzender", ""),
                "DeclaratieIdentificatie": kop["BerichtIdentificatie"],
            }
        if codes:
            eigen[CODES] = {"RetourCode": list(codes)}
        return {KOP: eigen}

    def klassen_in(self, inhoud: Inhoud) -> dict[str, list[Inhoud]]:
        """Return what there is of each class that can bear retourcodes, the outermost class first.

        Args:
            inhoud: of the message that is answered.

        """
        if not self.soort.kop_van_heen:
            inhoud = {DECLARATIE_ANTWOORD: inhoud[DECLARATIE]}
        gevonden: dict[str, list[Inhoud]] = {}
        for klasse, deel in _klassen(self.structuur, inhoud):
            gevonden.setdefault(klasse, []).append(deel)
        return gevonden

    def _declaratie_antwoord(self, inhoud: Inhoud, afkeuringen: Sequence[Afkeuring], kies: Keuze) -> dict[str, Any]:
        """Answer a declaratie, which is assessed: only what is rejected is repeated, and the rest of the total is granted (TR342)."""
        declaratie = inhoud[DECLARATIE]
        ingediend = declaratie["TotaalIngediendBedrag"]
        antwoord = {
            "DeclaratieNummer": declaratie["DeclaratieNummer"],
            "TotaalIngediendBedrag": ingediend,
            "TotaalToegekendBedrag": ingediend,
        }
        codes = [code for code, _ in afkeuringen]
        if any(klasse == DECLARATIE_ANTWOORD for _, klasse in afkeuringen):
            return {**antwoord, "TotaalToegekendBedrag": als_totaal(0), CODES: {"RetourCode": codes}}
        knoop = self.structuur.kind(DECLARATIE_ANTWOORD)
        clientenknoop = knoop.kind("Clienten") if knoop else None
        if not codes or clientenknoop is None:
            return {**antwoord, CODES: {"RetourCode": [DECLARATIE_BEOORDEELD]}}
        afgekeurd = _verdeel(afkeuringen, self.klassen_in(inhoud), kies)
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
        antwoord["Clienten"] = _herhaal(clientenknoop, {"Client": clienten}, afgekeurd)
        return {**antwoord, CODES: {"RetourCode": [GEEN_OPMERKING]}}


def _klassen(knoop: Knoop, inhoud: Inhoud) -> Iterator[tuple[str, Inhoud]]:
    for kind in knoop.kinderen:
        if kind.naam == KOP or not _heeft_klassen(kind):
            continue
        deel = inhoud.get(kind.naam)
        for stuk in deel if isinstance(deel, list) else (deel,):
            if isinstance(stuk, Mapping):
                if kind.kind(CODES):
                    yield kind.naam, stuk
                yield from _klassen(kind, stuk)


@cache
def _heeft_klassen(knoop: Knoop) -> bool:
    """Whether an element, or one in it, bears retourcodes."""
    return knoop.kind(CODES) is not None or any(_heeft_klassen(kind) for kind in knoop.kinderen)


def _verdeel(
    afkeuringen: Sequence[Afkeuring], plekken: Mapping[str, list[Inhoud]], kies: Keuze
) -> dict[int, list[str]]:
    """Return the codes by what they are about, each element by its place in memory: where it can be, not in another that is rejected."""
    afgekeurd: dict[int, list[str]] = {}
    erin: set[int] = set()
    volgorde = list(plekken)
    for code, klasse in sorted(afkeuringen, key=lambda afkeuring: volgorde.index(afkeuring[1])):
        plek = kies([deel for deel in plekken[klasse] if id(deel) not in erin] or plekken[klasse])
        codes = afgekeurd.setdefault(id(plek), [])
        if code not in codes:
            codes.append(code)
        erin |= {id(deel) for deel in _onder(plek)}
    return afgekeurd


def _onder(deel: Any) -> Iterator[Inhoud]:
    """Yield everything that an element holds."""
    for stuk in deel.values() if isinstance(deel, Mapping) else deel:
        if isinstance(stuk, Mapping | list):
            if isinstance(stuk, Mapping):
                yield stuk
            yield from _onder(stuk)


def _herhaal(knoop: Knoop, deel: Any, afgekeurd: Mapping[int, list[str]], anders: str = GEEN_OPMERKING) -> Any:
    """Repeat content as it came, each class with codes of its own: what is rejected with why, and what it holds as not judged."""
    if isinstance(deel, list):
        return [_herhaal(knoop, stuk, afgekeurd, anders) for stuk in deel]
    if not isinstance(deel, Mapping) or not _heeft_klassen(knoop):
        return deel
    codes = afgekeurd.get(id(deel))
    onder = anders if codes is None else NIET_BEOORDEELD
    inhoud = {
        kind.naam: _herhaal(kind, deel[kind.naam], afgekeurd, onder) for kind in knoop.kinderen if kind.naam in deel
    }
    if knoop.kind(CODES):
        inhoud[CODES] = {"RetourCode": codes or [anders]}
    return inhoud
