"""The content of messages of a user's own types: by their schema, and of an answer by what it answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from pytest_draaiboek.berichten.aanvullen import Inhoud, over_client, vul_aan
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opstellen import kopvelden
from pytest_draaiboek.berichten.retourcodes import CODES, GEEN_OPMERKING, KOP
from pytest_draaiboek.berichten.waarden import Waarden
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Release, Standaard

IDENTIFICATIE, NUMMER = "BerichtIdentificatie", "Identificatie"
CODE = "RetourCode"


def inhoud_over(standaard: Standaard, berichttype: str, begin: Mapping[str, Any], bsn: str, waarden: Waarden) -> Inhoud:
    """Return content that has all that must be there in every release of which the form is the user's own.

    Args:
        standaard: of the message.
        berichttype: in full.
        begin: what is known of it, its Header included.
        bsn: of whom it is about.
        waarden: gives values for the rest.

    """
    inhoud: Inhoud = dict(begin)
    for release in _eigen_releases(standaard, berichttype):
        structuur = release.structuur(berichttype)
        laat = kopvelden(berichttype, release.versie)
        inhoud = _aangevuld(structuur, inhoud, waarden, laat)
        inhoud = over_client(structuur, inhoud, bsn)
    return inhoud


def _eigen_releases(standaard: Standaard, berichttype: str) -> list[Release]:
    return [
        release
        for release in reversed(standaard.releases.values())
        if berichttype in release.berichttypen and release.is_eigen(berichttype)
    ]


def _aangevuld(
    structuur: Knoop,
    inhoud: Mapping[str, Any],
    waarden: Waarden,
    laat: frozenset[str],
    bron: Mapping[str, Any] | None = None,
) -> Inhoud:
    """Return the content of a message with all that must be there, but for what its header gets when it is written."""
    kop = structuur.kind(KOP)
    assert kop is not None  # no message is taken in without
    vol = vul_aan(structuur, {**inhoud, KOP: {}}, waarden, bron=bron, laat=(KOP,))
    return {**vol, KOP: vul_aan(kop, inhoud.get(KOP, {}), waarden, laat=laat)}


def volle_kop(release: Release, berichttype: str, kop: Mapping[str, Any], waarden: Waarden) -> Inhoud:
    """Return a header with all that must be in it, but for what it gets when it is written."""
    structuur = release.structuur(berichttype).kind(KOP)
    assert structuur is not None  # no message is taken in without
    return vul_aan(structuur, kop, waarden, laat=kopvelden(berichttype, release.versie))


def eigen_retour(
    release: Release, soort: Berichtsoort, kop: Mapping[str, Any], inhoud: Mapping[str, Any], codes: Sequence[str]
) -> Inhoud:
    """Return the content of an answer of a user's own type.

    Its header says what it answers: it repeats that of the message, or refers to it by the element that the standard names. What else must be
    in it is taken from the message where that has it by the same name, and made where it has not.

    Args:
        release: in which it is made.
        soort: of the answer.
        kop: header of the message that is answered.
        inhoud: its content.
        codes: retourcodes; none to accept it.

    """
    structuur = release.structuur(soort.berichttype)
    antwoord = aangevuld(release, soort, {KOP: retourkop(structuur, soort, kop)}, kop, inhoud)
    return _met_codes(structuur, antwoord, list(codes))


def aangevuld(
    release: Release,
    soort: Berichtsoort,
    antwoord: Mapping[str, Any],
    kop: Mapping[str, Any],
    inhoud: Mapping[str, Any],
) -> Inhoud:
    """Return an answer with all that must be in it by a user's own schema: from the message that is answered, or made.

    Args:
        release: in which it is made.
        soort: of the answer.
        antwoord: what it says already.
        kop: header of the message that is answered.
        inhoud: its content.

    """
    identificatie = kop[IDENTIFICATIE][NUMMER]
    waarden = Waarden(Random(f"{identificatie}/{soort.berichttype}"), Gegevens.fictief(), _dag(kop))
    laat = kopvelden(soort.berichttype, release.versie)
    bron = {naam: deel for naam, deel in inhoud.items() if naam != KOP}
    return _aangevuld(release.structuur(soort.berichttype), antwoord, waarden, laat, bron)


def retourkop(structuur: Knoop, soort: Berichtsoort, kop: Mapping[str, Any]) -> Inhoud:
    """Return what the header of an answer has of the message that it answers.

    Args:
        structuur: of the answer.
        soort: of the answer.
        kop: header of the message that is answered.

    """
    eigen = structuur.kind(KOP)
    assert eigen is not None  # no message is taken in without
    bekend = {kind.naam for kind in eigen.kinderen}
    if soort.kop_van_heen:
        zelf = {"BerichtCode", "BerichtVersie", "BerichtSubversie"}
        return {naam: deel for naam, deel in kop.items() if naam in bekend - zelf}
    omgekeerd = {"Afzender": kop.get("Ontvanger"), "Ontvanger": kop.get("Afzender")}
    verwijzing = eigen.kind(soort.verwijst)
    gegeven = kop[IDENTIFICATIE]
    heel = verwijzing is not None and bool(verwijzing.kinderen)
    uit: Inhoud = {naam: code for naam, code in omgekeerd.items() if code is not None and naam in bekend}
    uit[soort.verwijst] = gegeven if heel else gegeven[NUMMER]
    return uit


def _met_codes(structuur: Knoop, antwoord: Inhoud, codes: list[str]) -> Inhoud:
    """Return an answer that says whether the message is accepted, in the first place that there is for it and wherever that must be said."""

    def vul_in(knoop: Knoop, deel: Any) -> Any:
        if isinstance(deel, list):
            return [vul_in(knoop, stuk) for stuk in deel]
        if not isinstance(deel, Mapping):
            return deel
        uit: Inhoud = {}
        for kind in knoop.kinderen:
            if kind.naam == CODES and (code := kind.kind(CODE)) is not None:
                zegt = codes[:] or [GEEN_OPMERKING] * (kind.naam in deel)
                codes.clear()
                if zegt and _kent(code, zegt):
                    uit[CODES] = {CODE: zegt if code.herhaalbaar else zegt[0]}
                elif kind.naam in deel:
                    uit[CODES] = deel[CODES]
            elif kind.naam in deel:
                uit[kind.naam] = vul_in(kind, deel[kind.naam])
        return {**deel, **uit}

    uit = vul_in(structuur, antwoord)
    assert isinstance(uit, dict)  # of a dict it makes one
    return uit


def _kent(code: Knoop, codes: Sequence[str]) -> bool:
    toets = code.datatype.toets if code.datatype else None
    return toets is None or all(map(toets, codes))


def _dag(kop: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(kop[IDENTIFICATIE]["Dagtekening"])
    except (KeyError, TypeError, ValueError):
        return date(2000, 1, 1)
