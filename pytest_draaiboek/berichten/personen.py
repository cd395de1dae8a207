"""The people that messages are about: names and addresses of nobody, to choose from."""

import json
from datetime import date
from functools import cache
from importlib import resources

EERSTE_GEBOORTEDATUM = date(1938, 1, 1)
GEBOORTEDAGEN = 24_000


@cache
def personen() -> dict[str, list[list[str]]]:
    """Return the names and addresses to choose from."""
    tekst = resources.files("pytest_draaiboek.berichten").joinpath("personen.json").read_text(encoding="utf-8")
    gelezen: dict[str, list[list[str]]] = json.loads(tekst)
    return gelezen
