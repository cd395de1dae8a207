"""Which retourcode is about which class of a message, from a data file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from pytest_draaiboek.standaarden import laad_standaard, nummer_van
from pytest_draaiboek.standaarden.geheugen import onthoud

GEEN_OPMERKING = "0200"
NIET_BEOORDEELD = "0233"
TECHNISCH_AFGEKEURD = "0001"
DECLARATIE_BEOORDEELD = "8001"
# What a receiver says of what it has nothing against.
AANVAARD = frozenset({GEEN_OPMERKING, DECLARATIE_BEOORDEELD})
KOP, CODES = "Header", "RetourCodes"


@onthoud
def codes_per_klasse(standaard: str, versie: str, heentype: str, retourtype: str) -> Mapping[str, tuple[str, ...]]:
    """Return the retourcodes that a receiver can give, by the class of the message that they are about, the outermost class first.

    Args:
        standaard: "iwmo" or "ijw".
        versie: of the release; a code that it doesn't have yet is left out.
        heentype: of what is answered ("WMO305").
        retourtype: of the answer ("WMO306").

    """
    van = laad_standaard(standaard)
    kop = van.release(versie).structuur(retourtype).kind(KOP)
    bekend = {
        code
        for knoop in (kop.doorloop() if kop else ())
        if knoop.naam == "RetourCode" and knoop.datatype
        for code in knoop.datatype.codes
    }
    klassen = _klassen().get(van.familie, {}).get(nummer_van(heentype), {})
    return {klasse: tuple(code for code in codes if code in bekend) for klasse, codes in klassen.items()}


@cache
def _klassen() -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    tekst = resources.files("pytest_draaiboek.berichten").joinpath("retourcodes.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(tekst), dict[str, dict[str, dict[str, tuple[str, ...]]]])
