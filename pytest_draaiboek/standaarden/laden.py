"""Reads the standards from the package's own files, keeps those of a user beside them, and finds the one that a namespace belongs to."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from pytest_draaiboek.fouten import OnbekendeRelease
from pytest_draaiboek.standaarden.berichtsoort import Berichtsoort
from pytest_draaiboek.standaarden.geheugen import onthoud, vergeet_alles
from pytest_draaiboek.standaarden.release import Kenmerken
from pytest_draaiboek.standaarden.schemabron import Mapbron
from pytest_draaiboek.standaarden.standaard import Standaard

INGEBOUWD = ("iwmo", "ijw", "iwlz")

_opgenomen: dict[str, Standaard] = {}


class _Soort(msgspec.Struct, forbid_unknown_fields=True):
    naam: str
    berichtcode: str
    afzender: str
    ontvanger: str | None = None
    heen: str | None = None
    kop_van_heen: bool = False
    alleen_kop: bool = False
    vanaf: str | None = None
    tot: str | None = None


class _Release(msgspec.Struct, forbid_unknown_fields=True):
    versie: str
    hoofdversie: str | None = None
    subversie: str | None = None
    naamruimte: str | None = None


class _Bestand(msgspec.Struct, forbid_unknown_fields=True):
    naam: str
    titel: str
    familie: str
    naamruimte: str
    releases: tuple[_Release, ...]
    berichtsoorten: dict[str, _Soort]
    regelbestand: str | None = None
    samenhangbestand: str | None = None


def alle_standaarden() -> tuple[Standaard, ...]:
    """Return every message standard: those that the kit has, as they are now, and after them those that were taken in."""
    return tuple(laad_standaard(naam) for naam in dict.fromkeys((*INGEBOUWD, *_opgenomen)))


def titels() -> str:
    """Return how the message standards are written, as a choice in Dutch ("iWmo, iJw of iWlz")."""
    *eerste, laatste = (standaard.titel for standaard in alle_standaarden())
    return f"{', '.join(eerste)} of {laatste}"


@onthoud
def laad_standaard(naam: str) -> Standaard:
    """Return a message standard.

    Args:
        naam: of one that the kit has ("iwmo"), or that was taken in.

    Raises:
        OnbekendeRelease: for a standard that is neither.

    """
    if naam in _opgenomen:
        return _opgenomen[naam]
    if naam not in INGEBOUWD:
        bekend = ", ".join(dict.fromkeys((*INGEBOUWD, *_opgenomen)))
        raise OnbekendeRelease(f"De kit kent geen standaard {naam!r}. Kies uit {bekend}.")
    return ingebouwd(naam)


@cache
def ingebouwd(naam: str) -> Standaard:
    """Return a message standard as the kit has it, whatever was taken in.

    Args:
        naam: one of `INGEBOUWD`.

    """
    hier = resources.files("pytest_draaiboek.standaarden")
    gegevens = hier.joinpath(f"{naam}.toml").read_bytes()
    bestand = msgspec.convert(tomllib.loads(gegevens.decode()), _Bestand)
    return Standaard(
        naam=bestand.naam,
        titel=bestand.titel,
        familie=bestand.familie,
        berichtsoorten={
            type_: Berichtsoort(berichttype=type_, **msgspec.structs.asdict(soort))
            for type_, soort in bestand.berichtsoorten.items()
        },
        kenmerken=tuple(_kenmerken(release, bestand.naamruimte) for release in bestand.releases),
        bron=Mapbron(hier.joinpath(naam)),
        gegevens=gegevens,
        regelbestand=bestand.regelbestand,
        samenhangbestand=bestand.samenhangbestand,
    )


def opgenomen() -> dict[str, Standaard]:
    """Return the standards that were taken in, by name."""
    return dict(_opgenomen)


def zet_opgenomen(standaarden: Mapping[str, Standaard]) -> None:
    """Have exactly these standards taken in; what was kept of others is forgotten.

    Args:
        standaarden: by name.

    """
    _opgenomen.clear()
    _opgenomen.update(standaarden)
    vergeet_alles()


def plaats(standaard: Standaard) -> None:
    """Take in a standard beside those of the kit, or instead of the one with its name; what was kept of them is forgotten.

    Args:
        standaard: whose message types no other standard has.

    """
    _opgenomen[standaard.naam] = standaard
    vergeet_alles()


def herstel() -> None:
    """Leave only the standards that the kit has."""
    if _opgenomen:
        _opgenomen.clear()
        vergeet_alles()


def herken(naamruimte: str) -> tuple[Standaard, str, str] | None:
    """Return the standard, version and message type that a namespace belongs to; None when it is not of a message we know.

    The version need not be a release that the kit has schemas of: then the form of any release of that standard will do.
    """
    if naamruimte in _precies():
        return _precies()[naamruimte]
    for standaard in alle_standaarden():
        for patroon in _patronen(standaard):
            gevonden = patroon.fullmatch(naamruimte)
            if gevonden is None:
                continue
            versie, berichttype = gevonden["release"].replace("_", "."), gevonden["bericht"].upper()
            release = standaard.releases.get(versie)
            if berichttype in standaard.berichtsoorten and (
                release is None or release.naamruimte(berichttype) == naamruimte
            ):
                return standaard, versie, berichttype
    return None


@onthoud
def _precies() -> Mapping[str, tuple[Standaard, str, str]]:
    """Return every message there is, by its namespace."""
    return {
        release.naamruimte(berichttype): (standaard, release.versie, berichttype)
        for standaard in alle_standaarden()
        for release in standaard.releases.values()
        for berichttype in release.berichttypen
    }


@cache
def _patronen(standaard: Standaard) -> tuple[re.Pattern[str], ...]:
    """Return the forms that the namespaces of a standard have, in any release."""
    return tuple(map(re.compile, naamruimtevormen(standaard)))


def naamruimtevormen(standaard: Standaard) -> tuple[str, ...]:
    """Return the forms that the namespaces of a standard have, in any release: regular expressions with groups `release` and `bericht`."""
    vormen = dict.fromkeys(kenmerken.naamruimte for kenmerken in standaard.kenmerken)
    # One that does not tell the release apart says nothing of others than there are.
    return tuple(_patroon(vorm) for vorm in vormen if "{release}" in vorm)


def _patroon(vorm: str) -> str:
    patroon = re.escape(vorm).replace(r"\{bericht\}", r"(?P<bericht>[a-z][a-z0-9]*)")
    patroon = patroon.replace(r"\{release\}", r"(?P<release>\d+(?:_\d+)*)", 1)
    return patroon.replace(r"\{release\}", "(?P=release)")


def _kenmerken(release: _Release, naamruimte: str) -> Kenmerken:
    hoofdversie, _, subversie = release.versie.partition(".")
    return Kenmerken(
        versie=release.versie,
        hoofdversie=release.hoofdversie or hoofdversie,
        subversie=release.subversie or subversie,
        naamruimte=release.naamruimte or naamruimte,
    )
