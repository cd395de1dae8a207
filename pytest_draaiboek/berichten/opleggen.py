"""Lays what a caller gives over what was made, and keeps in mind that it must stand."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.schikking import Inhoud, Schikker
from pytest_draaiboek.berichten.vullen import vul
from pytest_draaiboek.fouten import OnbekendElement
from pytest_draaiboek.standaarden import Knoop


def leg_op(schikker: Schikker, structuur: Knoop, gemaakt: Inhoud, gegeven: Mapping[str, Any], bericht: str) -> None:
    """Lay what the caller gave over what was made, in place.

    Args:
        schikker: is told what must stand.
        structuur: of the message.
        gemaakt: its content so far.
        gegeven: by element name. A part of the message is merged; any other element is set wherever it occurs; None leaves it out.
        bericht: what it is called in an error ("WMO305 3.1").

    Raises:
        OnbekendElement: for an element that this message does not have.

    """
    bekend = namen_in(structuur)
    for naam, waarde in gegeven.items():
        if naam not in bekend:
            lijkt = get_close_matches(naam, sorted(bekend), n=1)
            bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
            raise OnbekendElement(
                f"{bericht} heeft geen element {naam!r}.{bedoeld}\nKijk in het schema hoe de elementen van dit bericht heten."
            )
        if structuur.kind(naam):
            _voeg_in(schikker, structuur, gemaakt, naam, waarde)
        else:
            schikker.geef_overal(structuur, gemaakt, naam, waarde)


@cache
def namen_in(structuur: Knoop) -> frozenset[str]:
    """Return the names of the elements that a message has, wherever in it."""
    return frozenset(knoop.naam for knoop in structuur.doorloop()) - {structuur.naam}


def _voeg_in(schikker: Schikker, knoop: Knoop | None, inhoud: Inhoud, naam: str, waarde: Any) -> None:
    kind = knoop.kind(naam) if knoop else None
    if not isinstance(waarde, Mapping):
        inhoud[naam] = schikker.eigen(waarde)
        schikker.leg_vast(inhoud, naam)
        return
    if not isinstance(inhoud.get(naam), dict):
        # What is given in part of what is not there yet is merged into what is made now.
        inhoud[naam] = vul(kind, schikker.waarden) if kind and kind.kinderen and not kind.herhaalbaar else {}
    schikker.leg_vast(inhoud, naam)  # what is given in it would go with it
    for naam_van_deel, deel in waarde.items():
        _voeg_in(schikker, kind, inhoud[naam], naam_van_deel, deel)
