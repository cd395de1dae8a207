"""The JSON Schema of a draaiboek file, with which an editor completes and checks what somebody writes; made from the shape itself."""

import inspect
from collections.abc import Iterator
from importlib import resources
from typing import Any

import msgspec
import msgspec.inspect

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
    for tabel in _vormen(msgspec.inspect.type_info(Bestand)):
        _zet_momenten(delen[tabel.cls.__name__], tabel)
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


def _vormen(soort: msgspec.inspect.Type) -> Iterator[msgspec.inspect.StructType]:
    """Yield every table of a shape."""
    if isinstance(soort, msgspec.inspect.StructType):
        yield soort
        for veld in soort.fields:
            yield from _vormen(veld.type)
    for naam in ("type", "item_type", "value_type"):
        if isinstance(binnen := getattr(soort, naam, None), msgspec.inspect.Type):
            yield from _vormen(binnen)


def _zet_momenten(deel: Schema, soort: msgspec.inspect.StructType) -> None:
    """Say of every moment in a table that it is local: a schema made of types says no more than that it is text."""
    for veld in soort.fields:
        kaal = veld.type
        while isinstance(kaal, msgspec.inspect.Metadata):
            kaal = kaal.type
        soorten = kaal.types if isinstance(kaal, msgspec.inspect.UnionType) else (kaal,)
        if any(isinstance(een, msgspec.inspect.DateTimeType) for een in soorten):
            deel["properties"][veld.encode_name]["pattern"] = LOKAAL_MOMENT


def _onderdelen(waarde: object) -> Iterator[Schema]:
    """Yield every table in a schema."""
    if isinstance(waarde, dict):
        yield waarde
    for deel in waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ():
        yield from _onderdelen(deel)


def _verduidelijk(deel: Schema) -> None:
    """Say of a part what holds for TOML: nothing is null."""
    if isinstance(deel.get("description"), str):
        # From Python 3.13 on a docstring has no margin; before that it has.
        deel["description"] = inspect.cleandoc(deel["description"])
    mogelijk = deel.get("anyOf")
    if isinstance(mogelijk, list) and {"type": "null"} in mogelijk:
        deel["anyOf"] = [een for een in mogelijk if een != {"type": "null"}]
        if len(deel["anyOf"]) == 1:
            deel.update(deel.pop("anyOf")[0])
        if deel.get("default", 0) is None:
            del deel["default"]
