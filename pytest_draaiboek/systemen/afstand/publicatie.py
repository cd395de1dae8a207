"""The shapes as others read them: a JSON Schema of what goes over a line, and an OpenAPI description to generate a server from.

Both are made from `vormen`, so that they cannot say anything else than what the kit does.
"""

from typing import Any

import msgspec

from pytest_draaiboek.systemen.afstand.vormen import NIET_ONDERSTEUND, VERBEN, VORMVERSIE, Foutantwoord, Niets, Verb

_MOMENT = {
    "type": "string",
    "format": "date-time",
    "description": "The frozen instant, in Dutch time with its offset: 2022-03-30T17:00:00+02:00.",
}
_NR = {"type": "integer", "minimum": 1, "description": "Numbers the question; the answer repeats it."}
_JSON = "application/json"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a question and an answer on a line; each shape by itself is below ``$defs``."""
    ref = "#/$defs/{name}"
    verwijzing, vormen = _vormen(ref)
    vragen = [
        {
            "title": verb.naam,
            "description": verb.uitleg,
            "type": "object",
            "properties": {"nr": _NR, "vorm": {"const": VORMVERSIE}, "verb": {"const": verb.naam}, "moment": _MOMENT},
            "required": ["nr", "vorm", "verb", "moment"],
            "allOf": [verwijzing[verb.vraag]],
        }
        for verb in VERBEN.values()
    ]
    vormen["Vraagregel"] = {"description": "What the kit writes: one line.", "oneOf": vragen}
    for verb in VERBEN.values():
        vormen[antwoord_op(verb)] = {
            "description": f"What the system writes in answer to {verb.naam}: one line.",
            "type": "object",
            "properties": {"nr": _NR},
            "required": ["nr"],
            "anyOf": [verwijzing[Foutantwoord], verwijzing[verb.antwoord]],
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"pytest-draaiboek: the shapes, version {VORMVERSIE}",
        "anyOf": [{"$ref": ref.format(name=naam)} for naam in ("Vraagregel", *map(antwoord_op, VERBEN.values()))],
        "$defs": vormen,
    }


def antwoord_op(verb: Verb) -> str:
    """Return the name of the shape of a line that answers a verb."""
    return f"Antwoord_op_{verb.naam}"


def openapi() -> dict[str, Any]:
    """Return the OpenAPI description (3.1) of a system behind HTTP."""
    verwijzing, vormen = _vormen("#/components/schemas/{name}")
    paden: dict[str, Any] = {}
    for verb in VERBEN.values():
        paden.setdefault(verb.pad, {})[verb.methode.lower()] = _handeling(verb, verwijzing)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "A system under test by pytest-draaiboek",
            "version": str(VORMVERSIE),
            "description": "What a supplier serves, so that the kit can put its system through the national migration script. "
            "Fields that the other side does not know are ignored.",
        },
        "servers": [{"url": "http://127.0.0.1:8080"}],
        "security": [{}, {"bearer": []}],
        "paths": paden,
        "components": {
            "schemas": vormen,
            "parameters": {
                "moment": {"name": "Draaiboek-Moment", "in": "header", "required": True, "schema": _MOMENT},
                "vorm": {
                    "name": "Draaiboek-Vorm",
                    "in": "header",
                    "required": True,
                    "description": "The version of the shapes.",
                    "schema": {"const": VORMVERSIE},
                },
            },
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _vormen(ref: str) -> tuple[dict[type[msgspec.Struct], Any], dict[str, Any]]:
    """Return how to refer to each shape, and the shapes by name."""
    alle = list(dict.fromkeys(vorm for verb in VERBEN.values() for vorm in (verb.vraag, verb.antwoord)))
    alle.append(Foutantwoord)
    verwijzingen, vormen = msgspec.json.schema_components(alle, ref_template=ref)
    return dict(zip(alle, verwijzingen, strict=True)), vormen


def _handeling(verb: Verb, verwijzing: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    fout = {_JSON: {"schema": verwijzing[Foutantwoord]}}
    antwoorden: dict[str, Any] = {
        "200": {"description": "The answer.", "content": {_JSON: {"schema": verwijzing[verb.antwoord]}}},
        "501": {"description": f"The system does not have this verb ({NIET_ONDERSTEUND}).", "content": fout},
        "default": {"description": "The adapter broke off; never a refusal by the system.", "content": fout},
    }
    if verb.antwoord is Niets:
        antwoorden["204"] = {"description": "Done."}
    handeling = {
        "operationId": verb.naam,
        "summary": verb.uitleg,
        "parameters": [{"$ref": "#/components/parameters/moment"}, {"$ref": "#/components/parameters/vorm"}],
        "responses": antwoorden,
    }
    if verb.methode != "GET":
        handeling["requestBody"] = {"required": True, "content": {_JSON: {"schema": verwijzing[verb.vraag]}}}
    return handeling
