"""The content of an answer: what a retour repeats of the message it answers, and where the retourcodes go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_draaiboek.berichten.bedragen import als_totaal, met_teken
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.standaarden import Knoop, laad_standaard

GEEN_OPMERKING = "0200"
DECLARATIE_BEOORDEELD = "8001"
TECHNISCH_AFGEKEURD = "0001"
CODES = "RetourCodes"
NIET_BEOORDEELD = "0233"
AANVAARD = {GEEN_OPMERKING, DECLARATIE_BEOORDEELD}


def retourtype_van(heen: Bericht) -> str:
    """Return the type of the message that answers this one; `OnbekendBerichttype` when nothing does."""
    for soort in laad_standaard(heen.standaard).berichtsoorten.values():
        if soort.heen == heen.berichttype:
            return soort.berichttype
    raise OnbekendBerichttype(f"Op een {heen.berichttype} volgt geen antwoord; het is zelf een antwoord.")


def retour_inhoud(heen: Bericht, retourcodes: Sequence[str] = ()) -> dict[str, Any]:
    """Return the content of the answer to a message, without version, to be rendered by `stel_op` or in an `Opdracht`.

    Args:
        heen: what is answered, in a release the kit knows.
        retourcodes: why it is rejected; none to accept it. With 0001 only the header is answered (IV028).

    Raises:
        OnbekendBerichttype: for a message that is itself an answer.
        OnbekendeRelease: when it is rejected, for a release the kit has no schemas of.

    """
    standaard = laad_standaard(heen.standaard)
    soort = standaard.soort(retourtype_van(heen))
    codes = list(retourcodes)
    if not soort.kop_van_heen:
        return _declaratie_antwoord(heen, soort.berichttype, codes)
    kop: dict[str, Any] = {
        naam: heen.kop[naam]
        for naam in ("Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")
        if naam in heen.kop
    }
    if not codes:
        return {"Header": kop}
    structuur = _structuur(heen, soort.berichttype)
    if TECHNISCH_AFGEKEURD in codes or len(structuur.kinderen) == 1:
        return {"Header": kop | {CODES: {"RetourCode": codes}}}
    inhoud: dict[str, Any] = {"Header": kop | {CODES: {"RetourCode": [GEEN_OPMERKING]}}}
    plek = _plek(structuur, heen.inhoud)
    for knoop in structuur.kinderen[1:]:
        inhoud[knoop.naam] = _herhaal(knoop, heen.inhoud[knoop.naam], plek, codes)
    return inhoud


@dataclass(frozen=True, slots=True)
class Bescheid:
    """What an answer says of the message that it answers.

    Args:
        codes: the retourcodes in it, wherever they stand.
        alleen_kop: whether nothing follows its Header, as for a message that is rejected for its form (IV028).

    """

    codes: frozenset[str]
    alleen_kop: bool

    @property
    def aanvaardt(self) -> bool:
        """Whether it has nothing against the message."""
        return self.codes <= AANVAARD

    def keurt_af(self, retourcode: str) -> bool:
        """Whether it rejects as a broken rule asks: the Header only with the code for that (IV028), or with the code of the rule's own.

        Args:
            retourcode: of the rule.

        """
        if self.alleen_kop and self.codes == {TECHNISCH_AFGEKEURD}:
            return True
        return retourcode != TECHNISCH_AFGEKEURD and self.codes - AANVAARD - {NIET_BEOORDEELD} == {retourcode}

    def __str__(self) -> str:
        codes = f"met {', '.join(sorted(self.codes))}" if self.codes else "zonder retourcode"
        return f"{'alleen de kop, ' if self.alleen_kop else ''}{codes}"


def lees_bescheid(antwoord: Bericht) -> Bescheid:
    """Return what an answer says of the message that it answers."""
    codes = frozenset(element.text or "" for element in antwoord.root.iter("{*}RetourCode"))
    return Bescheid(codes, len(antwoord.root.findall("{*}*")) == 1)


def juiste_afkeuring(retourcode: str) -> str:
    """Say in Dutch how a message is rejected that breaks a rule with this retourcode."""
    eigen = "" if retourcode == TECHNISCH_AFGEKEURD else f", of met {retourcode}"
    return f"alleen de kop, met {TECHNISCH_AFGEKEURD}{eigen}"


def _structuur(heen: Bericht, retourtype: str) -> Knoop:
    return laad_standaard(heen.standaard).release(heen.versie).structuur(retourtype)


def _declaratie_antwoord(heen: Bericht, retourtype: str, codes: list[str]) -> dict[str, Any]:
    """Answer a declaratie, which is assessed: the header is the gemeente's own (IV087)."""
    kop: dict[str, Any] = {
        "Afzender": heen.ontvanger,
        "Ontvanger": heen.afzender,
        "DeclaratieIdentificatie": heen.kop["BerichtIdentificatie"],
    }
    if TECHNISCH_AFGEKEURD in codes:
        return {"Header": kop | {CODES: {"RetourCode": codes}}}
    kop[CODES] = {"RetourCode": [GEEN_OPMERKING]}
    declaratie = heen.inhoud["Declaratie"]
    antwoord: dict[str, Any] = {
        "DeclaratieNummer": declaratie["DeclaratieNummer"],
        "TotaalIngediendBedrag": declaratie["TotaalIngediendBedrag"],
        "TotaalToegekendBedrag": declaratie["TotaalIngediendBedrag"],
        CODES: {"RetourCode": [DECLARATIE_BEOORDEELD]},
    }
    knoop = _structuur(heen, retourtype).kind("DeclaratieAntwoord")
    clienten = knoop.kind("Clienten") if knoop else None
    if codes and knoop and clienten:
        # Only what is rejected is repeated: here the first Prestatie. The rest of the total is granted (TR342).
        antwoord[CODES] = {"RetourCode": [GEEN_OPMERKING]}
        client = declaratie["Clienten"]["Client"][0]
        prestatie = client["Prestaties"]["Prestatie"][0]
        afgewezen = {"Client": [{**client, "Prestaties": {"Prestatie": [prestatie]}}]}
        ingediend = declaratie["TotaalIngediendBedrag"]
        antwoord["TotaalToegekendBedrag"] = als_totaal(
            met_teken(ingediend, "TotaalBedrag") - met_teken(prestatie["IngediendBedrag"], "Bedrag")
        )
        antwoord["Clienten"] = _herhaal(clienten, afgewezen, _plek(knoop, declaratie), codes)
    return {"Header": kop, "DeclaratieAntwoord": antwoord}


def _plek(structuur: Knoop, inhoud: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where the retourcodes go: the last class of the message that can bear them, which is what it is about."""
    return list(_klassen(structuur, inhoud, ()))[-1]


def _klassen(knoop: Knoop, inhoud: Mapping[str, Any], pad: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for kind in knoop.kinderen:
        deel = inhoud.get(kind.naam)
        eerste = deel[0] if isinstance(deel, list) else deel
        if isinstance(eerste, Mapping) and kind.naam != "Header":
            if kind.kind(CODES):
                yield (*pad, kind.naam)
            yield from _klassen(kind, eerste, (*pad, kind.naam))


def _herhaal(knoop: Knoop, deel: Any, plek: Sequence[str], codes: list[str], pad: tuple[str, ...] = ()) -> Any:
    """Repeat content as it came, each class with the codes of its own; the first at the place of the rejection gets those."""
    if isinstance(deel, list):
        return [
            _herhaal(knoop, stuk, plek, codes if nr == 0 else [GEEN_OPMERKING], pad) for nr, stuk in enumerate(deel)
        ]
    if not isinstance(deel, Mapping):
        return deel
    pad = (*pad, knoop.naam)
    inhoud: dict[str, Any] = {
        kind.naam: _herhaal(kind, deel[kind.naam], plek, codes, pad) for kind in knoop.kinderen if kind.naam in deel
    }
    if knoop.kind(CODES):
        inhoud[CODES] = {"RetourCode": codes if tuple(plek[-len(pad) :]) == pad else [GEEN_OPMERKING]}
    return inhoud
