"""The names and addresses that fictitious clients are made of."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import TypeVar

_T = TypeVar("_T")

EERSTE_GEBOORTEDATUM = date(1938, 1, 1)
GEBOORTEDAGEN = 24_000


@cache
def personen() -> dict[str, list[list[str]]]:
    """Return the names and addresses to choose from."""
    tekst = resources.files("pytest_draaiboek.berichten").joinpath("personen.json").read_text(encoding="utf-8")
    gelezen: dict[str, list[list[str]]] = json.loads(tekst)
    return gelezen


def kies(lijst: Sequence[_T], nummer: int) -> _T:
    """Return an element by a number that may be larger than the list."""
    return lijst[nummer % len(lijst)]
