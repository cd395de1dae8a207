"""The JSON Schema of a draaiboek file: made from the shape, kept equal to it, and as strict as the loader is about shape."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pytest_draaiboek import draaiboeken
from pytest_draaiboek.draaiboeken import schema

MAP = Path(draaiboeken.__file__).parent
INGEBOUWD = sorted(MAP.glob("*.toml"))
KEURDER = jsonschema.Draft7Validator(json.loads(schema.schema()))


def als_json(waarde: object) -> Any:
    """Return what TOML holds as an editor shows it to a schema: a moment is text."""
    if isinstance(waarde, datetime | date | time):
        return waarde.isoformat()
    if isinstance(waarde, dict):
        return {sleutel: als_json(een) for sleutel, een in waarde.items()}
    return [als_json(een) for een in waarde] if isinstance(waarde, list) else waarde


def bezwaren(toml: str) -> list[str]:
    return [fout.message for fout in KEURDER.iter_errors(als_json(tomllib.loads(toml)))]


def velden(deel: object, pad: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(deel, dict):
        for naam, veld in deel.get("properties", {}).items():
            yield f"{pad}.{naam}", veld
        for naam, een in deel.get("definitions", {}).items():
            yield from velden(een, naam)


def test_het_bestand_is_wat_de_vorm_geeft() -> None:
    """Write it anew with: json.dumps(schema.maak(), indent=2, ensure_ascii=False) and a line end."""
    gemaakt = json.dumps(schema.maak(), indent=2, ensure_ascii=False) + "\n"
    assert (MAP / schema.NAAM).read_text(encoding="utf-8") == gemaakt


def test_het_is_zelf_een_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema.maak())


def test_elke_sleutel_heeft_uitleg() -> None:
    alle = dict(velden(schema.maak()))
    assert {naam for naam, veld in alle.items() if not veld.get("description", "").strip()} == set()
    assert len(alle) > 60


@pytest.mark.parametrize("pad", INGEBOUWD, ids=lambda pad: pad.stem)
def test_wat_de_kit_meebrengt_voldoet(pad: Path) -> None:
    assert bezwaren(pad.read_text(encoding="utf-8")) == []


GEERFD = 'formaat = 1\nbasis = "iwmo-3.1"\n[uitgave.eigen]\nstandaard = "iwmo"\nvoorvoegsel = "WMO"\ntitel = "Eigen"\n'


def test_met_een_basis_mag_er_weinig_staan() -> None:
    assert (
        bezwaren(f'{GEERFD}[[mijlpaal]]\nnr = "3.1.1"\nmoment = 2023-03-22T23:00:00\n[rol.gemeente]\nnaam = "gem"\n')
        == []
    )


@pytest.mark.parametrize(
    ("toml", "bezwaar"),
    [
        (GEERFD.replace('basis = "iwmo-3.1"\n', ""), "'titel' is a required property"),
        (GEERFD.split("[", maxsplit=1)[0], "'uitgave' is a required property"),
        (f'{GEERFD}[[mijlpaal]]\nmoment = 2023-03-22T23:00:00\n', "'nr' is a required property"),
        (f'{GEERFD}[[mijlpaal]]\nnr = "1"\nmomnet = 2023-03-22T23:00:00\n', "'momnet' was unexpected"),
        (f'{GEERFD}[[mijlpaal]]\nnr = "1"\nmoment = 2023-03-22T23:00:00Z\n', "does not match"),
        (f'{GEERFD}[[mijlpaal]]\nnr = "1"\nmoment = 2023-03-22\n', "does not match"),
        (f'{GEERFD}[[eis]]\nid = "1"\nernst = "zwaar"\n', "'zwaar' is not one of"),
        (f'{GEERFD}[[venster]]\ntypes = "301"\nversie = "3.1"\n', "'301' is not of type 'array'"),
    ],
    ids=["geen basis", "geen uitgave", "geen nummer", "tikfout", "met offset", "zonder tijd", "ernst", "geen lijst"],
)  # fmt: skip
def test_wat_een_editor_meteen_ziet(toml: str, bezwaar: str) -> None:
    assert any(bezwaar in een for een in bezwaren(toml)), bezwaren(toml)


def test_zonder_basis_moet_elk_item_volledig_zijn() -> None:
    heel = INGEBOUWD[-1].read_text(encoding="utf-8")
    zonder = heel.replace("basis = ", "#basis = ")
    assert "[[mijlpaal]]\n" in zonder
    tekst = zonder + '\n[[mijlpaal]]\nnr = "x"\n'
    assert any("'moment' is a required property" in een for een in bezwaren(tekst))
