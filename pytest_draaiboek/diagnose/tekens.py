"""Texts with characters that easily come to harm: laid over content, and what became of them."""

import tomllib
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import resources
from typing import Any

OUD = ("cp1252", "latin-1")


@cache
def bijzondere_teksten() -> Mapping[str, str]:
    """Return such texts by element name."""
    return tomllib.loads(resources.files("pytest_draaiboek.diagnose").joinpath("tekens.toml").read_text("utf-8"))


def leg_op(inhoud: Mapping[str, Any], teksten: Mapping[str, str]) -> dict[str, Any]:
    """Return content with other texts in the elements of those names, wherever they occur."""
    return {naam: _vervang(naam, waarde, teksten) for naam, waarde in inhoud.items()}


def _vervang(naam: str, waarde: Any, teksten: Mapping[str, str]) -> Any:
    if isinstance(waarde, Mapping):
        return leg_op(waarde, teksten)
    if isinstance(waarde, list):
        return [_vervang(naam, deel, teksten) for deel in waarde]
    return teksten.get(naam, waarde)


def schade(verwacht: str, gezien: str) -> str:
    """Say in Dutch what happened to a text that is not what it was."""
    for codering in OUD:
        with suppress(UnicodeError):
            if verwacht.encode("utf-8").decode(codering) == gezien:
                return f"UTF-8 is gelezen als {codering}"
    if unicodedata.normalize("NFC", verwacht) == unicodedata.normalize("NFC", gezien):
        return "de letters zijn anders samengesteld (Unicode-normalisatie)"
    if any(vervanger in gezien and vervanger not in verwacht for vervanger in ("?", "\ufffd")):
        return "tekens zijn vervangen"
    return "de tekst is veranderd"
