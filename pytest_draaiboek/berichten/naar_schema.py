"""The content of a message about a client, of a type of which nothing is known but its schema."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opleggen import namen_in
from pytest_draaiboek.berichten.recept import recept
from pytest_draaiboek.berichten.retourcodes import KOP
from pytest_draaiboek.standaarden import Standaard

# What a header says of the message itself, which is filled in when it is sent.
EIGEN_IN_KOP = frozenset(("BerichtCode", "BerichtVersie", "BerichtSubversie", "BerichtIdentificatie", "XsdVersie"))


def naar_schema(
    standaard: Standaard, berichttype: str, gegevens: Gegevens, *, bsn: str, zaad: int, op: date
) -> dict[str, Any]:
    """Return content for a message: what its schema asks for in every release, the newest first.

    Args:
        standaard: of the message.
        berichttype: in full.
        gegevens: the codes to stay within.
        bsn: of the client, wherever the message has one.
        zaad: the same one gives the same content.
        op: the day it is sent, and around which it falls.

    """
    inhoud: dict[str, Any] = {}
    for release in reversed(standaard.releases.values()):
        if berichttype in release.berichttypen:
            vast = {"Bsn": bsn} if "Bsn" in namen_in(release.structuur(berichttype)) else {}
            gemaakt = recept(standaard, berichttype, release.versie, gegevens).maak(zaad, op, vast)
            gemaakt[KOP] = {naam: waarde for naam, waarde in gemaakt[KOP].items() if naam not in EIGEN_IN_KOP}
            inhoud = _samen(inhoud, gemaakt)
    return inhoud


def _samen(inhoud: Any, erbij: Any) -> Any:
    """Return content with what other content has besides; in a list every element gets what the first of the other has."""
    if isinstance(inhoud, Mapping) and isinstance(erbij, Mapping):
        alles = {naam: _samen(waarde, erbij[naam]) if naam in erbij else waarde for naam, waarde in inhoud.items()}
        return alles | {naam: waarde for naam, waarde in erbij.items() if naam not in inhoud}
    if isinstance(inhoud, list) and isinstance(erbij, list) and erbij:
        return [_samen(stuk, erbij[0]) for stuk in inhoud]
    return inhoud
