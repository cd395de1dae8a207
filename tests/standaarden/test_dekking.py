"""Every rule of the standards has one place: who checks it, or why nobody does."""

import json
from pathlib import Path

from pytest_draaiboek.standaarden.regels import alle_regels
from pytest_draaiboek.standaarden.samenhangregels import alle_samenhangregels
from pytest_draaiboek.standaarden.schemaregels import alle_schemaregels

BINNEN, SCHEMA, SAMEN, REGISTER, NIET = (
    "in een bericht",
    "door een schema",
    "over berichten",
    "met een register",
    "niet",
)


def plaatsen() -> dict[str, list[str]]:
    """Return by the code of a rule who checks it; a code that stands twice has two."""
    gevonden: dict[str, list[str]] = {}
    for regel in alle_regels():
        gevonden.setdefault(regel.code, []).append(BINNEN)
    for schemaregel in alle_schemaregels():
        gevonden.setdefault(schemaregel.code, []).append(SCHEMA)
    for samenhangregel in alle_samenhangregels().regels:
        manieren = {
            SAMEN: bool(samenhangregel.toetsen),
            REGISTER: bool(samenhangregel.register) and bool(samenhangregel.plekken),
            NIET: bool(samenhangregel.niet_toetsbaar),
        }
        gevonden.setdefault(samenhangregel.code, []).extend(manier for manier, zo in manieren.items() if zo)
    return gevonden


def test_elke_regel_heeft_een_plaats() -> None:
    assert {code: waar for code, waar in plaatsen().items() if len(waar) != 1} == {}


def test_het_zijn_de_regels_van_de_feiten(gedeeld: Path) -> None:
    """Every rule of the facts is here and no other, but for the AGB register; and none is checked in a lesser way than the facts say it can be."""
    feiten = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    hier = {code: waar for code, (waar,) in plaatsen().items()}
    assert hier.pop("AGB") == REGISTER
    assert hier.keys() == {feit["code"] for feit in feiten}
    geteld: dict[tuple[str, str, str], int] = {}
    for feit in feiten:
        sleutel = (feit["toetsbaar"], feit["soort"] if feit["soort"] == "IV" else "", hier[feit["code"]])
        geteld[sleutel] = geteld.get(sleutel, 0) + 1
    assert geteld == {
        ("xslt", "", BINNEN): 61,
        ("xsd", "", SCHEMA): 39,
        ("berichtoverstijgend", "", SAMEN): 52,
        ("berichtoverstijgend", "", REGISTER): 1,  # TR418, which needs the contract
        ("extern", "", REGISTER): 4,
        ("berichtoverstijgend", "IV", SAMEN): 9,
        ("berichtoverstijgend", "IV", NIET): 6,
        ("extern", "IV", NIET): 6,
    }


def test_ook_de_retourcodes_zijn_die_van_de_feiten(gedeeld: Path) -> None:
    feiten = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    codes = {feit["code"]: feit["retourcode"] or "" for feit in feiten}
    onze = {regel.code: regel.retourcode for regel in alle_samenhangregels().regels if not regel.niet_toetsbaar}
    assert {code: retourcode for code, retourcode in onze.items() if codes.get(code, "") != retourcode} == {}
