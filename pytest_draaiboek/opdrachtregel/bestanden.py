"""Which files are meant by the paths that somebody gave."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pytest_draaiboek.fouten import OngeldigeInstelling

EXTENSIE = ".xml"


def zoek_bestanden(paden: Sequence[str], extensie: str = EXTENSIE, wat: str = "berichten") -> list[Path]:
    """Return the files at paths, in the order given and by name within a folder; each file once, however often and by whatever path it is given.

    Args:
        paden: files, folders (all files of a kind in them, at any depth), and patterns with * or ? that the shell left alone, as that of Windows does.
        extensie: of the files that are meant by a folder.
        wat: what those files are, in Dutch.

    Raises:
        OngeldigeInstelling: for a path that does not exist, a pattern that nothing fits, and a folder without such files: nothing checked is not well.

    """
    gevonden: dict[str, Path] = {}
    for gegeven in paden:
        for pad in _uitgeschreven(gegeven):
            for bestand in _hierin(pad, extensie, wat) if pad.is_dir() else (pad,):
                gevonden.setdefault(os.path.normcase(os.path.realpath(bestand)), bestand)
    return list(gevonden.values())


def als_argument(tekst: str) -> str:
    """Return a path as it is typed in a command: in quotes when there is a space in it."""
    return f'"{tekst}"' if " " in tekst else tekst


def _uitgeschreven(gegeven: str) -> list[Path]:
    if not gegeven:
        raise OngeldigeInstelling("er is een leeg pad gegeven. Geef de naam van een bestand of een map.")
    # Not Path.exists: that raises for a folder that may not be looked into.
    if os.path.exists(gegeven):
        return [Path(gegeven)]
    if "*" in gegeven or "?" in gegeven:
        passend = [Path(pad) for pad in sorted(glob.glob(gegeven, recursive=True))]
        if passend:
            return passend
        raise OngeldigeInstelling(f"{gegeven}: er is geen bestand met zo'n naam. Controleer het pad.")
    raise OngeldigeInstelling(f"{gegeven}: dit bestand of deze map bestaat niet. {_raad(gegeven)}")


def _raad(gegeven: str) -> str:
    if os.sep != "\\" and "\\" in gegeven:
        return f"Hier staat {os.sep} tussen de mappen, geen \\. Controleer het pad."
    if gegeven.endswith('"'):
        # What cmd.exe makes of "C:\\map\\": the backslash keeps the quote in.
        return 'Laat de laatste \\ voor het aanhalingsteken weg ("C:\\map").'
    return "Controleer het pad."


def _hierin(map_: Path, extensie: str, wat: str) -> Iterator[Path]:
    hierin = sorted(bestand for bestand in map_.rglob("*") if bestand.suffix.lower() == extensie and bestand.is_file())
    if not hierin:
        raise OngeldigeInstelling(f"{map_}: in deze map staan geen {wat} (*{extensie}). Controleer het pad.")
    yield from hierin
