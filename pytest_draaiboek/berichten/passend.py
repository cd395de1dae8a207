"""Content that says what several releases ask for, as one of them has it."""

from collections.abc import Mapping
from typing import Any

from pytest_draaiboek.berichten.opstellen import standaard_van
from pytest_draaiboek.standaarden import Knoop
from pytest_draaiboek.standaarden.geheugen import onthoud
from pytest_draaiboek.standaarden.structuur import TEKST

# By the name of an element, the same of what it holds, in any release.
Boom = Mapping[str, "Boom"]


def passend(berichttype: str, versie: str, inhoud: Mapping[str, Any]) -> dict[str, Any]:
    """Return content without the elements that another release of its type has, and this one does not.

    What no release has stays, so that it is still refused.

    Args:
        berichttype: in full ("AW33").
        versie: of the release.
        inhoud: by element name.

    Raises:
        OnbekendBerichttype: for a type that does not exist in that version.
        OnbekendeRelease: for a version the kit has no schemas of.

    """
    structuur = standaard_van(berichttype).release(versie).structuur(berichttype)
    return dict(inhoud) if _past(structuur, inhoud) else _snoei(structuur, _boom(berichttype), inhoud)


def _past(knoop: Knoop, inhoud: Mapping[str, Any]) -> bool:
    """Whether a release has everything in a content: then no other release need be looked at."""
    for naam, waarde in inhoud.items():
        kind = knoop.kind(naam)
        if kind is None:
            if _is_bij(knoop, naam):
                continue
            return False
        for deel in waarde if isinstance(waarde, list | tuple) else (waarde,):
            if isinstance(deel, Mapping) and not _past(kind, deel):
                return False
    return True


def _deel(kind: Knoop, boom: Boom, waarde: Mapping[str, Any]) -> Any:
    """Return an element as it is in this release: a text, when only another has attributes with it."""
    over = _snoei(kind, boom, waarde)
    return over[TEKST] if over.keys() == {TEKST} and not kind.attributen else over


def _is_bij(knoop: Knoop, naam: str) -> bool:
    """Whether a name in a content is the text of an element beside its attributes, or one of those."""
    return naam == TEKST or any(attribuut.naam == naam for attribuut in knoop.attributen)


def _snoei(knoop: Knoop, boom: Boom, inhoud: Mapping[str, Any]) -> dict[str, Any]:
    over: dict[str, Any] = {}
    for naam, waarde in inhoud.items():
        kind = knoop.kind(naam)
        if kind is None:
            if naam not in boom or _is_bij(knoop, naam):
                over[naam] = waarde
        elif isinstance(waarde, Mapping):
            over[naam] = _deel(kind, boom.get(naam, {}), waarde)
        elif isinstance(waarde, list | tuple):
            delen = boom.get(naam, {})
            over[naam] = [_deel(kind, delen, stuk) if isinstance(stuk, Mapping) else stuk for stuk in waarde]
        else:
            over[naam] = waarde
    return over


@onthoud
def _boom(berichttype: str) -> Boom:
    """Return what there is of a message in any release."""
    boom: dict[str, Any] = {}
    for release in standaard_van(berichttype).releases.values():
        if berichttype in release.berichttypen:
            _voeg_toe(boom, release.structuur(berichttype))
    return boom


def _voeg_toe(boom: dict[str, Any], knoop: Knoop) -> None:
    for attribuut in knoop.attributen:
        boom.setdefault(attribuut.naam, {})
    for kind in knoop.kinderen:
        _voeg_toe(boom.setdefault(kind.naam, {}), kind)
