"""The draaiboek file, from its JSON Schema; and the checks that an eis in it can name."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bladen.markdown import alinea, opsomming, tabel
from pytest_draaiboek.draaiboeken import schema as over_schema
from pytest_draaiboek.toetsing.toetsen import SOORTEN

Schema = Mapping[str, Any]
# In the file itself, or in a table of tables: with the key by which one is reached.
HEEL = "bestand"


def bestand() -> str:
    """Return a section for the file itself and for every table in it, with each key: what it holds, whether it must be there, and what it means."""
    heel: Schema = json.loads(over_schema.schema())
    zonder = heel["else"]
    delen = [_deel(HEEL, "The file itself", heel, set(zonder["required"]))]
    for naam, deel in heel["definitions"].items():
        delen.append(_deel(naam, _kop(naam, heel), deel, _verplicht(naam, deel, heel)))
    return "\n".join(delen)


def toetsen() -> str:
    """Return a table of the checks: name, what it does, how many milestones its eis must name."""
    return tabel(
        ("`toets`", "what is tried", "milestones", "verbs it needs"),
        (
            (f"`{soort.naam}`", alinea(soort.voer_uit.__doc__), _mijlpalen(soort), opsomming(soort.verben))
            for soort in sorted(SOORTEN.values(), key=lambda soort: soort.naam)
        ),
    )


def _mijlpalen(soort: Any) -> str:
    if not soort.mijlpalen:
        return ""
    begint = f", the first where the calendar begins to say *{soort.begint}*" if soort.begint else ""
    return f"{soort.mijlpalen} or more" + (", the first with `tot`" if soort.tijdvak else "") + begint


def _deel(naam: str, kop: str, deel: Schema, moet: set[str]) -> str:
    rijen = [
        (f"`{veld}`", _soort(waarde), "must" if veld in moet else "", waarde.get("description", ""))
        for veld, waarde in deel["properties"].items()
    ]
    tekst = f"(draaiboekbestand-{naam.lower()})=\n### {kop}\n\n{alinea(deel.get('description'))}\n\n"
    return tekst + tabel(("key", "value", "there", "what it means"), rijen)


def _kop(naam: str, heel: Schema) -> str:
    """Return how a table is written in a file: ``[[mijlpaal]]``, ``[rol.…]``."""
    for pad, soort in _wegen(heel, heel, ""):
        if soort == naam:
            return f"`{pad}`"
    return naam


def _wegen(schema: Schema, heel: Schema, voor: str) -> Iterator[tuple[str, str]]:
    """Yield every table in a file as it is written, with the name of its definition."""
    for veld, waarde in schema.get("properties", {}).items():
        for kort, open_, dicht in (
            (waarde, "[", "]"),
            (waarde.get("items", {}), "[[", "]]"),
            (waarde.get("additionalProperties", {}), "[", ".NAAM]"),
        ):
            if isinstance(kort, Mapping) and "$ref" in kort:
                naam = kort["$ref"].rpartition("/")[2]
                yield f"{open_}{voor}{veld}{dicht}", naam
                verder = f"{voor}{veld}{'.NAAM' if dicht.startswith('.') else ''}."
                yield from _wegen(heel["definitions"][naam], heel, verder)


def _verplicht(naam: str, deel: Schema, heel: Schema) -> set[str]:
    """Return the keys that must be there when nothing is inherited."""
    moet = set(deel.get("required", ()))
    for veld, waarde in heel["properties"].items():
        inhoud = waarde.get("items", waarde.get("additionalProperties", {}))
        if isinstance(inhoud, Mapping) and inhoud.get("$ref", "").endswith(f"/{naam}"):
            zonder = heel["else"]["properties"].get(veld, {})
            moet |= set(next(iter(zonder.values()), {}).get("required", ()))
    return moet


def _soort(schema: Schema) -> str:
    """Return in words what a value is."""
    if "$ref" in schema:
        naam = schema["$ref"].rpartition("/")[2]
        return f"[table](#draaiboekbestand-{naam.lower()})"
    if "anyOf" in schema:
        return " or ".join(_soort(deel) for deel in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(f"`{json.dumps(waarde)}`" for waarde in schema["enum"] if waarde != "")
    if "pattern" in schema:
        return "local moment"
    soort = schema.get("type")
    if soort == "array":
        return f"list of {_soort(schema['items'])}"
    if soort == "object":
        waarden = schema.get("additionalProperties")
        return f"by name: {_soort(waarden)}" if isinstance(waarden, Mapping) else "table"
    return {"string": "text", "integer": "whole number", "boolean": "`true` or `false`"}.get(str(soort), "anything")
