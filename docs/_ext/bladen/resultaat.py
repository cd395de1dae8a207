"""The result file, from its JSON Schema."""

import json
from collections.abc import Mapping
from typing import Any

from bladen.markdown import alinea, tabel
from pytest_draaiboek.rapport import bestand

Schema = Mapping[str, Any]


def resultaat() -> str:
    """Return a section per object in the file, the whole of it first."""
    schema: Schema = json.loads(bestand.schema())
    geheel = schema["$ref"].rsplit("/", 1)[-1]
    namen = [geheel, *(naam for naam in schema["$defs"] if naam != geheel)]
    return "\n".join(_deel(naam, schema["$defs"][naam]) for naam in namen)


def _deel(naam: str, schema: Schema) -> str:
    kop = f"(resultaat-{naam.lower()})=\n### {naam}\n\n{alinea(schema.get('description'))}\n\n"
    if "properties" not in schema:
        return f"{kop}{_soort(schema)}\n"
    moet = set(schema.get("required", ()))
    rijen = [
        (f"`{veld}`", _soort(waarde), "always" if veld in moet else f"left out: `{json.dumps(waarde.get('default'))}`")
        for veld, waarde in schema["properties"].items()
    ]
    return kop + tabel(("field", "value", "there"), rijen)


def _soort(schema: Schema) -> str:
    """Return in words what a value is."""
    if "$ref" in schema:
        naam = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{naam}](#resultaat-{naam.lower()})"
    if "anyOf" in schema:
        return " or ".join(_soort(deel) for deel in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(f"`{json.dumps(waarde, ensure_ascii=False)}`" for waarde in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    soort = schema.get("type")
    if soort == "array":
        return f"list of {_soort(schema['items'])}" if schema.get("items") else "list"
    if soort == "object":
        waarden = schema.get("additionalProperties")
        return f"by name: {_soort(waarden)}" if isinstance(waarden, Mapping) else "object"
    return {"string": "text", "integer": "whole number", "boolean": "`true` or `false`", "null": "`null`"}.get(
        str(soort), str(soort or "anything")
    )
