"""The result file: written whole or not at all, and read back only when it is whole."""

import os
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.resultaat import Resultaat

BESTANDSNAAM = "resultaat.json"
SCHEMANAAM = "resultaat.schema.json"


def schrijf(resultaat: Resultaat, map_: Path) -> Path:
    """Write a result into a directory, which is made when it is not there; return the path of the file.

    A reader never sees half a file: it is written beside its place and then renamed.

    Raises:
        OngeldigeInstelling: when the directory cannot be made or written.

    """
    pad = map_ / BESTANDSNAAM
    naast = pad.with_suffix(f".{os.getpid()}.deel")
    try:
        map_.mkdir(parents=True, exist_ok=True)
        naast.write_bytes(msgspec.json.format(msgspec.json.encode(resultaat), indent=2) + b"\n")
        naast.replace(pad)
    except OSError as fout:
        raise OngeldigeInstelling(
            f"{pad}: het resultaat is niet te schrijven ({fout.strerror}). Geef met --draaiboek-rapport een map waar dat kan."
        ) from fout
    return pad


def lees(pad: Path) -> Resultaat:
    """Read a result file.

    Raises:
        OngeldigeInstelling: for a file that cannot be read, or is no whole result: cut off, of another shape, without its
            closing record.

    """
    try:
        return msgspec.json.decode(pad.read_bytes(), type=Resultaat)
    except OSError as fout:
        raise OngeldigeInstelling(
            f"{pad}: niet te lezen ({fout.strerror}). Geef het pad van een {BESTANDSNAAM}."
        ) from fout
    except msgspec.DecodeError as fout:
        raise OngeldigeInstelling(
            f"{pad}: geen geldig resultaat ({fout}). Een resultaat zonder slot is geen resultaat. Draai de toets opnieuw."
        ) from fout


def maak_schema() -> dict[str, Any]:
    """Return the JSON Schema of a result file, made from its shape."""
    schema: dict[str, Any] = msgspec.json.schema(Resultaat)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Resultaat van pytest-draaiboek, formaat 1",
        **schema,
    }


def schema() -> bytes:
    """Return the JSON Schema that is shipped with the kit."""
    return resources.files("pytest_draaiboek.rapport").joinpath(SCHEMANAAM).read_bytes()
