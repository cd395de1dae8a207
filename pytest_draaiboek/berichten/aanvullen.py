"""Fills in what must be in a message by its schema and is not there yet: taken from another message, or made."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pytest_draaiboek.berichten.waarden import BSN_NAMEN, BSN_TYPE, Waarden
from pytest_draaiboek.standaarden import Knoop
from pytest_draaiboek.standaarden.structuur import TEKST, Deel, Groep

Inhoud = dict[str, Any]


def vul_aan(
    knoop: Knoop,
    inhoud: Mapping[str, Any],
    waarden: Waarden,
    *,
    bron: Mapping[str, Any] | None = None,
    laat: Collection[str] = (),
) -> Inhoud:
    """Return content of an element with all in it that must be there.

    Args:
        knoop: the structure of the element.
        inhoud: what is there already; stands as it is, as far as the structure has it.
        waarden: gives values for what must be made.
        bron: content to take it from, by name, where that has it and its values fit.
        laat: names of children that are left for others to fill in.

    """
    vol = dict(inhoud)
    _vul_delen(knoop.delen, vol, waarden, bron or {}, laat)
    for attribuut in knoop.attributen:
        if attribuut.verplicht and attribuut.naam not in vol:
            vol[attribuut.naam] = waarden.voor(attribuut)
    for kind in knoop.kinderen:
        if kind.naam not in laat and kind.kinderen and kind.naam in vol:
            vol[kind.naam] = _dieper(kind, vol[kind.naam], waarden, bron or {})
    return vol


def _vul_delen(
    delen: Sequence[Deel], vol: Inhoud, waarden: Waarden, bron: Mapping[str, Any], laat: Collection[str]
) -> None:
    for deel in delen:
        if isinstance(deel, Knoop):
            if deel.verplicht and deel.naam not in vol and deel.naam not in laat:
                vol[deel.naam] = _nieuw(deel, waarden, bron.get(deel.naam))
        elif deel.verplicht or _erin(deel, vol):
            if deel.soort == "reeks":
                _vul_delen(deel.delen, vol, waarden, bron, laat)
            else:
                _vul_delen(_gekozen(deel, vol, bron), vol, waarden, bron, laat)


def _gekozen(keuze: Groep, vol: Mapping[str, Any], bron: Mapping[str, Any]) -> Sequence[Deel]:
    """Return of a choice what is there already, or is in the source; else the first of it."""
    for inhoud in (vol, bron):
        for deel in keuze.delen:
            if _erin(deel, inhoud):
                return (deel,)
    return keuze.delen[:1]


def _erin(deel: Deel, inhoud: Mapping[str, Any]) -> bool:
    if isinstance(deel, Knoop):
        return deel.naam in inhoud
    return any(_erin(onder, inhoud) for onder in deel.delen)


def _nieuw(knoop: Knoop, waarden: Waarden, gegeven: Any) -> Any:
    """Return an element, as often as it must be there: from what is given as far as that fits."""
    stukken = gegeven if isinstance(gegeven, list) else [gegeven]
    if knoop.herhaalbaar:
        aantal = max(knoop.minste, min(len(stukken), knoop.meeste or len(stukken)))
        return [_een(knoop, waarden, stukken[nr] if nr < len(stukken) else None) for nr in range(aantal)]
    return _een(knoop, waarden, stukken[0] if stukken else None)


def _een(knoop: Knoop, waarden: Waarden, gegeven: Any) -> Any:
    if knoop.kinderen:
        return vul_aan(knoop, {}, waarden, bron=gegeven if isinstance(gegeven, Mapping) else None)
    if isinstance(gegeven, Mapping):
        gegeven = gegeven.get(TEKST)
    past = isinstance(gegeven, str) and not knoop.waarden and _past(knoop, gegeven)
    tekst = gegeven if past else waarden.voor(knoop)
    attributen = {een.naam: waarden.voor(een) for een in knoop.attributen if een.verplicht}
    return {**attributen, TEKST: tekst} if attributen else tekst


def _past(knoop: Knoop, waarde: str) -> bool:
    toets = knoop.datatype.toets if knoop.datatype else None
    return toets is None or toets(waarde)


def _dieper(kind: Knoop, deel: Any, waarden: Waarden, bron: Mapping[str, Any]) -> Any:
    """Return what is there already with what must be in it."""
    onder = bron.get(kind.naam)
    onder = onder if isinstance(onder, Mapping) else None
    if isinstance(deel, list):
        return [_dieper(kind, stuk, waarden, {}) for stuk in deel]
    return vul_aan(kind, deel, waarden, bron=onder) if isinstance(deel, Mapping) else deel


def over_client(knoop: Knoop, inhoud: Any, bsn: str) -> Any:
    """Return content in which every BSN is that of one client."""
    if isinstance(inhoud, list):
        return [over_client(knoop, stuk, bsn) for stuk in inhoud]
    if not isinstance(inhoud, Mapping):
        return bsn if is_bsn(knoop) else inhoud
    return {
        naam: deel if (kind := knoop.kind(naam)) is None else over_client(kind, deel, bsn)
        for naam, deel in inhoud.items()
    }


def is_bsn(knoop: Knoop) -> bool:
    """Whether an element holds a BSN, by how it or its type is called."""
    return knoop.datatype is not None and (knoop.naam.casefold() in BSN_NAMEN or knoop.datatype.naam == BSN_TYPE)
