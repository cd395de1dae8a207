"""The JSON Schema of a draaiboek file, with which an editor completes and checks what somebody writes; made from the shape itself."""

import inspect
from collections.abc import Iterator
from importlib import resources
from typing import Any

import msgspec

from pytest_draaiboek.draaiboeken.bestand import Bestand

NAAM = "draaiboek.schema.json"
# Draft 7, since that is what the editors for TOML know.
VERSIE = "http://json-schema.org/draft-07/schema#"
TITEL = "Draaiboek van pytest-draaiboek, formaat 1"
# TOML has moments of its own; what reads a schema sees them as text.
LOKAAL_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?$"
# What a file with a basis may leave out of an item that it inherits: all but the keys by which the item is known.
OVERGENOMEN = {
    "rol": (),
    "fase": ("nr",),
    "mijlpaal": ("nr",),
    "paar": ("heen",),
    "eis": ("id",),
    "proef": ("eis", "naam"),
}

Schema = dict[str, Any]


def maak() -> Schema:
    """Return the JSON Schema, made from the shape of a draaiboek file.

    A file without a basis must have everything; one with a basis only what makes it another draaiboek.
    """
    (geheel,), delen = msgspec.json.schema_components([Bestand], ref_template="#/definitions/{name}")
    for deel in _onderdelen([geheel, delen]):
        _verduidelijk(deel)
    vorm: Schema = delen.pop(Bestand.__name__)
    velden = vorm["properties"]
    zonder_basis: Schema = {"required": vorm.pop("required"), "properties": {}}
    for naam, sleutels in OVERGENOMEN.items():
        if naam not in velden:
            continue
        soort, waar = ("items", velden[naam]["items"]) if "items" in velden[naam] else _waarden(velden[naam])
        item = delen[waar["$ref"].rpartition("/")[2]]
        zonder_basis["properties"][naam] = {soort: {"required": item["required"]}}
        item["required"] = list(sleutels)
    keuze: Schema = zonder_basis
    if "basis" in velden:
        keuze = {"if": {"required": ["basis"]}, "then": {"required": ["uitgave"]}, "else": zonder_basis}
    return {"$schema": VERSIE, **vorm, "title": TITEL, **keuze, "definitions": delen}


def _waarden(veld: Schema) -> tuple[str, Schema]:
    return "additionalProperties", veld["additionalProperties"]


def schema() -> bytes:
    """Return the JSON Schema that is shipped with the kit."""
    return resources.files("pytest_draaiboek.draaiboeken").joinpath(NAAM).read_bytes()


def _onderdelen(waarde: object) -> Iterator[Schema]:
    """Yield every table in a schema."""
    if isinstance(waarde, dict):
        yield waarde
    for deel in waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ():
        yield from _onderdelen(deel)


def _verduidelijk(deel: Schema) -> None:
    """Say of a part what holds for TOML: a moment has no offset, and nothing is null."""
    if isinstance(deel.get("description"), str):
        # From Python 3.13 on a docstring has no margin; before that it has.
        deel["description"] = inspect.cleandoc(deel["description"])
    if deel.get("format") == "date-time":
        del deel["format"]
        deel["pattern"] = LOKAAL_MOMENT
    mogelijk = deel.get("anyOf")
    if isinstance(mogelijk, list) and {"type": "null"} in mogelijk:
        deel["anyOf"] = [een for een in mogelijk if een != {"type": "null"}]
        if len(deel["anyOf"]) == 1:
            deel.update(deel.pop("anyOf")[0])
        if deel.get("default", 0) is None:
            del deel["default"]
