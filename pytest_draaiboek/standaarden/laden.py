"""Reads the standards from the package's own files, and finds the one that a namespace belongs to."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from pytest_draaiboek.fouten import OnbekendeRelease
from pytest_draaiboek.standaarden.standaard import Berichtsoort, Standaard

NAMEN = ("iwmo", "ijw")


class _Soort(msgspec.Struct, forbid_unknown_fields=True):
    naam: str
    berichtcode: str
    afzender: str
    ontvanger: str
    heen: str | None = None
    kop_van_heen: bool = False
    alleen_kop: bool = False
    tot: str | None = None


class _Bestand(msgspec.Struct, forbid_unknown_fields=True):
    naam: str
    titel: str
    naamruimte: str
    releases: tuple[str, ...]
    berichtsoorten: dict[str, _Soort]


@cache
def laad_standaard(naam: str) -> Standaard:
    """Return a message standard.

    Args:
        naam: "iwmo" or "ijw".

    Raises:
        OnbekendeRelease: for a standard the kit does not have.

    """
    if naam not in NAMEN:
        raise OnbekendeRelease(f"De kit kent geen standaard {naam!r}. Kies uit {', '.join(NAMEN)}.")
    hier = resources.files("pytest_draaiboek.standaarden")
    gegevens = hier.joinpath(f"{naam}.toml").read_bytes()
    bestand = msgspec.convert(tomllib.loads(gegevens.decode()), _Bestand)
    return Standaard(
        naam=bestand.naam,
        titel=bestand.titel,
        naamruimte=bestand.naamruimte,
        berichtsoorten={
            type_: Berichtsoort(berichttype=type_, **msgspec.structs.asdict(soort))
            for type_, soort in bestand.berichtsoorten.items()
        },
        map_=hier.joinpath(naam),
        versies=bestand.releases,
        gegevens=gegevens,
    )


def alle_standaarden() -> tuple[Standaard, ...]:
    """Return every message standard that the kit has."""
    return tuple(laad_standaard(naam) for naam in NAMEN)


def herken(naamruimte: str) -> tuple[Standaard, str, str] | None:
    """Return the standard, version and message type that a namespace belongs to; None when it is not of a message we know.

    The version need not be a release that the kit has schemas of.
    """
    for standaard in alle_standaarden():
        gevonden = _patroon(standaard).fullmatch(naamruimte)
        if gevonden and gevonden["bericht"].upper() in standaard.berichtsoorten:
            return standaard, gevonden["release"].replace("_", "."), gevonden["bericht"].upper()
    return None


@cache
def _patroon(standaard: Standaard) -> re.Pattern[str]:
    vorm = re.escape(standaard.naamruimte).replace(r"\{release\}", r"(?P<release>\d+_\d+)")
    return re.compile(vorm.replace(r"\{bericht\}", r"(?P<bericht>[a-z]+\d+)"))
