"""What a bundle says of itself: of each file the size and the SHA-256, as JSON and for ``sha256sum -c``."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from pytest_draaiboek.rapport.resultaat import Resultaat

MANIFEST, SOMMEN = "manifest.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestand:
    """One file of the bundle; grootte is in bytes."""

    pad: str
    grootte: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Oordeel:
    """A verdict that the result holds; empty for a part that was not asked for."""

    draaiboek: str
    rol: str
    systeem: str
    versie: str
    kalender: str
    techniek: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The whole manifest; kit is the version that packed, and drew the views in this taal with this zlib."""

    formaat: Literal[1]
    soort: Literal["pytest-draaiboek bewijs"]
    waarde: Literal["zelftoets"]
    kit: str
    zlib: str
    taal: str
    getoetst: datetime
    oordelen: list[Oordeel]
    bestanden: list[Bestand]


def maak(resultaat: Resultaat, leden: Mapping[str, bytes], *, kit: str, taal: str) -> Manifest:
    """Return the manifest of a bundle.

    Args:
        resultaat: what it is about.
        leden: every other file, by its path.
        kit: version of the kit that packs.
        taal: that the report is drawn in.

    """
    return Manifest(
        formaat=1,
        soort="pytest-draaiboek bewijs",
        waarde="zelftoets",
        kit=kit,
        zlib=zlib.ZLIB_RUNTIME_VERSION,
        taal=taal,
        getoetst=resultaat.slot.geeindigd,
        oordelen=oordelen_van(resultaat),
        bestanden=[
            Bestand(pad=pad, grootte=len(inhoud), sha256=hashlib.sha256(inhoud).hexdigest())
            for pad, inhoud in sorted(leden.items())
        ],
    )


def oordelen_van(resultaat: Resultaat) -> list[Oordeel]:
    """Return the verdicts of a result, as the manifest tells them."""
    return [
        Oordeel(
            draaiboek=een.draaiboek.naam,
            rol=een.systeem.rol,
            systeem=een.systeem.naam,
            versie=een.systeem.versie,
            kalender=een.eindoordeel or "",
            techniek=een.techniek.oordeel if een.techniek else "",
        )
        for een in resultaat.draaiboeken
    ]


def als_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in the bundle."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def lees(inhoud: bytes) -> Manifest:
    """Return the manifest from a bundle.

    Raises:
        ValueError: when it is none, whatever the reason.

    """
    try:
        return msgspec.json.decode(inhoud, type=Manifest)
    except RecursionError as fout:
        raise ValueError("te diep genest") from fout
    except msgspec.MsgspecError as fout:
        # Not every version of msgspec has this for a ValueError.
        raise ValueError(str(fout)) from fout


def sommen(manifest: Manifest, som: str) -> bytes:
    """Return the sums of every file in the form that ``sha256sum -c`` reads.

    Args:
        manifest: that names them.
        som: SHA-256 of the manifest itself, in hex.

    """
    regels = [*((een.sha256, een.pad) for een in manifest.bestanden), (som, MANIFEST)]
    return "".join(f"{sha256}  {pad}\n" for sha256, pad in regels).encode()
