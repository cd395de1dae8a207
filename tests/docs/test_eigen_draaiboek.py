"""The draaiboek that a page writes is the one that stands beside its system, and keeps to the schema for editors."""

import json
import tomllib
from pathlib import Path

import jsonschema
from blokken import lees

from pytest_draaiboek.draaiboeken import schema

DOCS = Path(__file__).parents[2] / "docs"


def test_de_bladzijde_toont_het_bestand() -> None:
    (getoond,) = [blok.tekst for blok in lees(DOCS / "howto" / "eigen-draaiboek.md") if blok.bestand == "iwmo-4.0.toml"]
    assert getoond == (DOCS / "voorbeelden" / "iwmo-4.0" / "draaiboek.toml").read_text(encoding="utf-8")
    gelezen = json.loads(json.dumps(tomllib.loads(getoond), default=lambda moment: moment.isoformat()))
    jsonschema.Draft7Validator(json.loads(schema.schema())).validate(gelezen)
