"""``draaiboek nieuw`` and ``draaiboek schema``: a starting file for a draaiboek of one's own, and the JSON Schema with which an editor knows it."""

import argparse
import os
import re
import sys
from pathlib import Path

from pytest_draaiboek.draaiboeken import Draaiboek, laad, lees, namen
from pytest_draaiboek.draaiboeken import schema as over_schema
from pytest_draaiboek.draaiboeken.plaatsen import geschreven
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel.beginbestand import beginbestand
from pytest_draaiboek.opdrachtregel.bestanden import als_argument
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.opdrachtregel.uitvoer import schrijf
from pytest_draaiboek.rapport.bestand import schrijf_bestand

EXTENSIE = ".toml"
_NIET_IN_NAAM = re.compile(r"[^A-Za-z0-9._-]+")


def nieuw(gevraagd: argparse.Namespace) -> int:
    """Write a starting file, and the schema beside it.

    Raises:
        OngeldigeInstelling: for another extension, a file that is there already, and a place that cannot be written.

    """
    pad = Path(gevraagd.pad)
    if pad.suffix.lower() != EXTENSIE:
        raise OngeldigeInstelling(f"{pad}: een draaiboek is een bestand met de extensie {EXTENSIE}. Geef het die naam.")
    if pad.exists() and not gevraagd.overschrijf:
        raise OngeldigeInstelling(
            f"{pad}: dit bestand is er al, en er is niets aan veranderd. Kies een andere naam, of geef --overschrijf."
        )
    draaiboek, basis = _basis(gevraagd.basis, pad)
    tekst = beginbestand(draaiboek, basis, geschreven(gevraagd.basis, draaiboek.naam), naam_van(pad), pad.name)
    _schrijf_schema(pad.parent)
    schrijf_bestand(pad, tekst.encode())
    druk(f"Draaiboek: {pad}, met {over_schema.NAAM} ernaast voor uw editor.")
    druk(f"Het is geldig zoals het er staat, met de momenten van {draaiboek.naam}. Verander die, en kijk het na met:")
    druk(f"  draaiboek controleer-draaiboek {als_argument(str(pad))}")
    return 0


def schema(gevraagd: argparse.Namespace) -> int:
    """Print the JSON Schema of a draaiboek file, or write it.

    Raises:
        OngeldigeInstelling: for a place where something else stands, or that cannot be written.

    """
    if gevraagd.naar is None:
        sys.stdout.write(over_schema.schema().decode())
        return 0
    druk(f"Schema: {_schrijf_schema(Path(gevraagd.naar))}")
    return 0


def naam_van(pad: Path) -> str:
    """Return the name of the draaiboek in a file of this name: fit for results and links, and not that of one of the kit."""
    naam = _NIET_IN_NAAM.sub("-", pad.stem).strip("-.") or "eigen"
    return f"{naam}-eigen" if naam in namen() else naam


def _basis(gegeven: str, pad: Path) -> tuple[Draaiboek, str]:
    """Return the draaiboek to build on, and how a file at a path names it: one that the kit has, or a file seen from there."""
    if not gegeven.casefold().endswith(EXTENSIE):
        return laad(gegeven), gegeven
    try:
        gezien = os.path.relpath(gegeven, pad.parent)
    except ValueError:  # on another drive of Windows
        gezien = str(Path(gegeven).resolve())
    return lees(Path(gegeven))[0], gezien.replace(os.sep, "/")


def _schrijf_schema(pad: Path) -> Path:
    map_ = pad if pad.suffix.lower() != ".json" else pad.parent
    naam = Path(over_schema.NAAM if map_ is pad else pad.name)
    return schrijf(map_ / naam, naam.stem, ".json", over_schema.schema(), over_schema.TITEL.encode())[0]
