"""The result file: written whole or not at all, and read back only when it is whole."""

import inspect
import os
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.resultaat import FORMAAT, Resultaat

BESTANDSNAAM = "resultaat.json"
SCHEMANAAM = "resultaat.schema.json"
MAX_BYTES = 256 * 2**20


class _Kop(msgspec.Struct):
    formaat: int


def schrijf(resultaat: Resultaat, map_: Path) -> Path:
    """Write a result into a directory, which is made when it is not there; return the path of the file.

    Raises:
        OngeldigeInstelling: when the directory cannot be made or written.

    """
    return schrijf_bestand(map_ / BESTANDSNAAM, als_bytes(resultaat))


def als_bytes(resultaat: Resultaat) -> bytes:
    """Return the file of a result."""
    return msgspec.json.format(msgspec.json.encode(resultaat), indent=2) + b"\n"


def schrijf_bestand(pad: Path, inhoud: bytes) -> Path:
    """Write a file, in a directory that is made when it is not there; return its path.

    A reader never sees half a file: it is written beside its place and then renamed.

    Raises:
        OngeldigeInstelling: when the directory cannot be made or written.

    """
    naast = pad.with_suffix(f".{os.getpid()}.deel")
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        naast.write_bytes(inhoud)
        naast.replace(pad)
    except OSError as fout:
        raise OngeldigeInstelling(f"{pad}: niet te schrijven ({fout.strerror}). Geef een map waar dat kan.") from fout
    return pad


def vind(pad: Path) -> Path:
    """Return the path of the result file that somebody means by a file, or by the directory of a report."""
    return pad / BESTANDSNAAM if pad.is_dir() else pad


def lees(pad: Path) -> Resultaat:
    """Read a result file.

    Raises:
        OngeldigeInstelling: for a file that cannot be read, or is no whole result: cut off, of another shape, without its
            closing record.

    """
    return ontleed(lees_bytes(pad), str(pad))


def lees_bytes(pad: Path) -> bytes:
    """Return the bytes of a result file, whatever they are, as far as a result may go and one more.

    Raises:
        OngeldigeInstelling: for a file that cannot be read.

    """
    try:
        with pad.open("rb") as bestand:
            return bestand.read(MAX_BYTES + 1)
    except FileNotFoundError as fout:
        raise OngeldigeInstelling(f"{pad}: dit bestand is er niet. Geef het pad van een {BESTANDSNAAM}.") from fout
    except OSError as fout:
        raise OngeldigeInstelling(
            f"{pad}: niet te lezen ({fout.strerror}). Geef het pad van een {BESTANDSNAAM}."
        ) from fout


def ontleed(inhoud: bytes, waar: str) -> Resultaat:
    """Return the result that is in the bytes of a file.

    Args:
        inhoud: the bytes.
        waar: where they come from, for the message when they are no result.

    Raises:
        OngeldigeInstelling: when they are no whole result.

    """
    if len(inhoud) > MAX_BYTES:
        raise OngeldigeInstelling(
            f"{waar}: dit is groter dan {MAX_BYTES >> 20} MB; zo groot is geen resultaat. Geef het pad van een {BESTANDSNAAM}."
        )
    try:
        resultaat = msgspec.json.decode(inhoud, type=Resultaat)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fout:
        ander = _ander_formaat(inhoud)
        if ander is not None:
            raise OngeldigeInstelling(
                f"{waar}: dit resultaat heeft formaat {ander}; deze kit leest formaat {FORMAAT}. Installeer een nieuwere kit."
            ) from fout
        raise OngeldigeInstelling(
            f"{waar}: geen geldig resultaat ({fout}). Een resultaat zonder slot is geen resultaat. Draai de toets opnieuw."
        ) from fout
    if None in (resultaat.begonnen.utcoffset(), resultaat.slot.geeindigd.utcoffset()):
        raise OngeldigeInstelling(
            f"{waar}: geen geldig resultaat (bij een tijdstip ontbreekt de tijdzone). Draai de toets opnieuw."
        )
    return resultaat


def _ander_formaat(inhoud: bytes) -> int | None:
    """Return the format that is said to be the file's, when that is one we do not read."""
    try:
        formaat = msgspec.json.decode(inhoud, type=_Kop).formaat
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return formaat if formaat != FORMAAT else None


def maak_schema() -> dict[str, Any]:
    """Return the JSON Schema of a result file, made from its shape."""
    schema: dict[str, Any] = msgspec.json.schema(Resultaat)
    for vorm in schema["$defs"].values():
        # From Python 3.13 on a docstring has no margin; before that it has.
        if "description" in vorm:
            vorm["description"] = inspect.cleandoc(vorm["description"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Resultaat van pytest-draaiboek, formaat 1",
        **schema,
    }


def schema() -> bytes:
    """Return the JSON Schema that is shipped with the kit."""
    return resources.files("pytest_draaiboek.rapport").joinpath(SCHEMANAAM).read_bytes()
