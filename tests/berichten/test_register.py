"""The file with what is known outside the messages: read, and refused when it is wrong."""

import json
from datetime import date
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Register
from pytest_draaiboek.berichten.register import Gemeente, Productregel, Tarief
from pytest_draaiboek.fouten import OngeldigeInstelling

DELEN = "Geef een of meer van gemeenten, agb_codes, producten, tarieven, op."
GOED = """
agb_codes = ["99990001"]
op = 2022-04-01
[[gemeenten]]
code = "0758"
tot = 2023-01-01
[[gemeenten]]
code = "0758"
vanaf = 2023-01-01
[[producten]]
categorie = "07"
code = "07A12"
standaard = "iwmo"
[[tarieven]]
product = "07A12"
eenheid = "04"
tarief_cent = 5250
vanaf = 2022-01-01
[[tarieven]]
product = "07A12"
eenheid = "04"
tarief_cent = 5000
agb_code = "99990001"
gemeente = "0758"
"""
REGISTER = Register(
    gemeenten=(Gemeente("0758", tot=date(2023, 1, 1)), Gemeente("0758", vanaf=date(2023, 1, 1))),
    agb_codes=("99990001",),
    producten=(Productregel("07", "07A12", "iwmo"),),
    tarieven=(
        Tarief("07A12", "04", 5250, vanaf=date(2022, 1, 1)),
        Tarief("07A12", "04", 5000, agb_code="99990001", gemeente="0758"),
    ),
    op=date(2022, 4, 1),
)


def test_een_register_in_toml(tmp_path: Path) -> None:
    pad = tmp_path / "register.toml"
    pad.write_text(GOED, encoding="utf-8")
    assert Register.lees(pad) == REGISTER


def test_een_register_in_json(tmp_path: Path) -> None:
    pad = tmp_path / "register.JSON"
    gemeenten = [{"code": "0758", "tot": "2023-01-01"}]
    pad.write_text(json.dumps({"gemeenten": gemeenten, "op": "2022-04-01"}), encoding="utf-8")
    register = Register.lees(pad)
    assert register == Register(gemeenten=(Gemeente("0758", tot=date(2023, 1, 1)),), op=date(2022, 4, 1))
    assert [register.heeft(deel) for deel in ("gemeenten", "agb_codes", "op")] == [True, False, True]


@pytest.mark.parametrize(
    ("naam", "tekst", "melding"),
    [
        ("r.csv", GOED, ": een register is een bestand .toml of .json. Geef het die vorm en naam."),
        ("r.toml", "gemeenten = [", ": dit is geen TOML: Invalid value (at end of document). Verbeter het register."),
        (
            "r.json",
            "{",
            ": dit is geen JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1). Verbeter het register.",
        ),
        (
            "r.toml",
            "gemeentes = []",
            f": het register klopt niet: Object contains unknown field `gemeentes`.\n{DELEN}",
        ),
        (
            "r.toml",
            "gemeenten = [{code = 758}]",
            f": het register klopt niet: Expected `str`, got `int` - at `$.gemeenten[0].code`.\n{DELEN}",
        ),
        (
            "r.toml",
            "gemeenten = [{naam = 'Breda'}]",
            f": het register klopt niet: Object contains unknown field `naam` - at `$.gemeenten[0]`.\n{DELEN}",
        ),
        (
            "r.json",
            '{"op": "2022-02-31"}',
            f": het register klopt niet: Invalid RFC3339 encoded date - at `$.op`.\n{DELEN}",
        ),
        ("r.json", "[]", f": het register klopt niet: Expected `object`, got `array`.\n{DELEN}"),
        (
            "r.toml",
            "producten = [{categorie = '07', code = '07A12', standaard = 'wmo'}]",
            f": het register klopt niet: Invalid enum value 'wmo' - at `$.producten[0].standaard`.\n{DELEN}",
        ),
    ],
)
def test_een_bestand_dat_geen_register_is(naam: str, tekst: str, melding: str, tmp_path: Path) -> None:
    pad = tmp_path / naam
    pad.write_text(tekst, encoding="utf-8")
    with pytest.raises(OngeldigeInstelling) as fout:
        Register.lees(pad)
    assert str(fout.value) == f"{pad}{melding}"


TARIEF = "product = '07A12', eenheid = '04', tarief_cent = 1"


@pytest.mark.parametrize(
    ("tekst", "gebrek"),
    [
        (
            "",
            "er staat niets in, zodat niets nagekeken wordt; geef een of meer van gemeenten, agb_codes, producten, tarieven, op",
        ),
        ("agb_codes = []", "agb_codes is leeg, zodat niets zou voldoen; vul het, of laat het weg"),
        ("gemeenten = [{code = '758'}]", "gemeente 1 heeft code '758'; verwacht worden vier cijfers"),
        ("gemeenten = [{code = '075\u0668'}]", "gemeente 1 heeft code '075\u0668'; verwacht worden vier cijfers"),
        ("agb_codes = ['99990001', '9999']", "in agb_codes staat '9999'; verwacht worden acht cijfers"),
        (
            "producten = [{categorie = '7', code = '07A12'}]",
            "product 1 heeft categorie '7'; verwacht worden twee cijfers",
        ),
        (
            "tarieven = [{product = 'A', eenheid = 'uur', tarief_cent = 1}]",
            "tarief 1 heeft eenheid 'uur'; verwacht worden twee cijfers",
        ),
        (f"tarieven = [{{{TARIEF}, agb_code = '1'}}]", "tarief 1 heeft agb_code '1'; verwacht worden acht cijfers"),
        (f"tarieven = [{{{TARIEF}, gemeente = '1'}}]", "tarief 1 heeft gemeente '1'; verwacht worden vier cijfers"),
        (
            "gemeenten = [{code = '0758', vanaf = 2022-01-02, tot = 2022-01-02}]",
            "gemeente 1 geldt tot 2022-01-02, maar pas vanaf 2022-01-02; draai de datums om",
        ),
        (
            f"tarieven = [{{{TARIEF}, vanaf = 2022-01-02, tot = 2021-01-02}}]",
            "tarief 1 geldt tot 2021-01-02, maar pas vanaf 2022-01-02; draai de datums om",
        ),
        (
            "gemeenten = [{code = '0758', vanaf = 2022-01-01}, {code = '0344'}, {code = '0758', tot = 2022-01-02}]",
            "gemeente 3 en 1 gaan over hetzelfde en gelden tegelijk; laat de eerste eindigen waar de tweede begint",
        ),
        (
            f"tarieven = [{{{TARIEF}}}, {{{TARIEF}}}]",
            "tarief 1 en 2 gaan over hetzelfde en gelden tegelijk; laat de eerste eindigen waar de tweede begint",
        ),
    ],
)
def test_een_register_dat_niet_klopt(tekst: str, gebrek: str, tmp_path: Path) -> None:
    pad = tmp_path / "register.toml"
    pad.write_text(tekst, encoding="utf-8")
    with pytest.raises(OngeldigeInstelling) as fout:
        Register.lees(pad)
    assert str(fout.value) == f"{pad}: het register klopt niet: {gebrek}.\nVerbeter het register."


def test_een_tarief_onder_nul_en_een_lege_lijst_worden_samen_genoemd(tmp_path: Path) -> None:
    pad = tmp_path / "register.toml"
    pad.write_text("gemeenten = []\n[[tarieven]]\nproduct = 'A'\neenheid = '04'\ntarief_cent = -1", encoding="utf-8")
    with pytest.raises(
        OngeldigeInstelling,
        match=r"gemeenten is leeg, .*; tarief 1 is -1 cent; verwacht wordt nul of meer",
    ):
        Register.lees(pad)


def test_een_bestand_dat_er_niet_is_of_geen_tekst_is(tmp_path: Path) -> None:
    weg = tmp_path / "weg.toml"
    with pytest.raises(OngeldigeInstelling) as fout:
        Register.lees(weg)
    assert str(fout.value) == f"{weg}: niet te lezen (No such file or directory). Controleer het pad van het register."
    weg.write_bytes(b"\xff\xfe")
    with pytest.raises(OngeldigeInstelling, match=r"dit is geen TOML: .*can't decode byte"):
        Register.lees(weg)


def test_een_gemeente_geldt_tot_de_dag_waarop_zij_vervalt() -> None:
    register = Register(gemeenten=(Gemeente("0344", date(2020, 1, 1), date(2022, 1, 1)),))
    assert [
        register.gemeente_gold("0344", dag)
        for dag in (date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
    ] == [False, True, True, False]
    assert register.gemeente_bestond("0344", date(2025, 1, 1))
    assert not register.gemeente_bestond("0344", date(2019, 12, 31))


def test_het_eigen_tarief_gaat_voor() -> None:
    algemeen, van_gemeente = Tarief("A", "04", 1), Tarief("A", "04", 2, gemeente="0758")
    van_aanbieder, van_beide = Tarief("A", "04", 3, "99990001"), Tarief("A", "04", 4, "99990001", "0758")
    register = Register(tarieven=(algemeen, van_gemeente, van_aanbieder, van_beide))
    dag = date(2022, 3, 1)
    assert register.tarieven_voor("99990001", "0758", "A", dag) == [van_beide]
    assert register.tarieven_voor("99990001", "0344", "A", dag) == [van_aanbieder]
    assert register.tarieven_voor("99990002", "0758", "A", dag) == [van_gemeente]
    assert register.tarieven_voor("99990002", "0344", "A", dag) == [algemeen]
    assert register.tarieven_voor("99990002", "0344", "B", dag) == []
