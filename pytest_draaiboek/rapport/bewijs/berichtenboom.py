"""The messages of a result as a tree of files: where each goes, in names that every system can hold."""

import re

from pytest_draaiboek.rapport.bewijs.heelheid import gevallen_van
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Resultaat, Verkeer

MAP = "berichten"
ONLEESBAAR = "onleesbaar"
# Windows holds 260 characters of a whole path; an id or a type may be anything in a draaiboek of one's own.
LANGSTE_NAAM = 48
_ANDERS = re.compile(r"[^A-Za-z0-9._-]+")


def boom(resultaat: Resultaat) -> dict[str, str]:
    """Return the key of a message by the path of its file, for every message that went in or out of every case, in order.

    Args:
        resultaat: of which every message in a case is among the messages.

    """
    paden: dict[str, str] = {}
    mappen: set[str] = set()
    for een in resultaat.draaiboeken:
        systeem = _vrij(f"{MAP}/{_naam(f'{een.draaiboek.naam}-{een.systeem.rol}')}", mappen)
        for waar, geval in gevallen_van(een):
            map_ = _vrij(f"{systeem}/{_naam(waar)}", mappen)
            for nr, verkeer in enumerate(geval.verkeer, 1):
                paden[f"{map_}/{nr:04}-{_bestand(verkeer, resultaat.berichten[verkeer.bericht])}"] = verkeer.bericht
    return paden


def _bestand(verkeer: Verkeer, bericht: Berichtgegevens) -> str:
    moment = f"{verkeer.moment:%Y-%m-%dT%H%M%S%z}"
    if not bericht.berichttype:
        return f"{moment}-{verkeer.richting}-{ONLEESBAAR}.bin"
    return f"{moment}-{verkeer.richting}-{_naam(f'{bericht.berichttype}-{bericht.versie}')}.xml"


def _naam(tekst: str) -> str:
    """Return a text as part of a file name: no character that a system refuses, no dot or space at an end, not too long."""
    return _ANDERS.sub("_", tekst)[:LANGSTE_NAAM].strip(". ") or "_"


def _vrij(pad: str, bezet: set[str]) -> str:
    """Return a path that is not taken yet, also for a system that does not tell capitals apart; from now on it is."""
    nr, vrij = 1, pad
    while vrij.lower() in bezet:
        nr += 1
        vrij = f"{pad}-{nr}"
    bezet.add(vrij.lower())
    return vrij
