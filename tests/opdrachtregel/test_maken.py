"""``draaiboek bericht`` and ``draaiboek keten``."""

import subprocess
import sys
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.opdrachtregel import hoofd


def test_naar_een_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        hoofd(
            [
                "bericht",
                "wmo323",
                "--versie",
                "3.1",
                "--aantal",
                "3",
                "--zaad",
                "7",
                "--naar",
                str(tmp_path / "a" / "b"),
            ]
        )
        == 0
    )
    assert capsys.readouterr().out == f"3 berichten geschreven in {tmp_path / 'a' / 'b'}.\n"
    gemaakt = sorted((tmp_path / "a" / "b").iterdir())
    assert [pad.name for pad in gemaakt] == [f"WMO323-3.1-00000{nr}.xml" for nr in (7, 8, 9)]
    assert gemaakt[1].read_bytes() == Berichten().maak("WMO323", "3.1", zaad=8).xml


def test_naar_stdout_byte_voor_byte() -> None:
    uit = subprocess.run(
        [sys.executable, "-m", "pytest_draaiboek", "bericht", "JW305"], capture_output=True, check=True
    )
    assert uit.stdout == Berichten().maak("JW305").xml


@pytest.mark.parametrize(
    ("argumenten", "fout"),
    [
        (["ZVW305"], "draaiboek: De kit kent geen berichttype 'ZVW305'."),
        (["WMO305", "--versie", "9.9"], "draaiboek: Van iWmo kent de kit release '9.9' niet."),
        (["WMO303", "--versie", "3.1"], "draaiboek: iWmo 3.1 kent geen bericht 'WMO303'."),
        (["WMO305", "--aantal", "-1"], "draaiboek: reeks(...) kreeg aantal=-1; verwacht wordt nul of meer."),
    ],
)
def test_verkeerd_gevraagd(argumenten: list[str], fout: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["bericht", *argumenten]) == 2
    assert capsys.readouterr().err.startswith(fout)


def test_een_map_die_een_bestand_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bezet").touch()
    assert hoofd(["bericht", "WMO305", "--naar", str(tmp_path / "bezet")]) == 2
    assert "Geef met --naar een map waarin u mag schrijven." in capsys.readouterr().err


def test_een_keten_naar_een_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    argumenten = ["keten", "toewijzing_ingetrokken", "--standaard", "ijw", "--versie", "3.0", "--zaad", "5"]
    assert hoofd([*argumenten, "--naar", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"4 berichten geschreven in {tmp_path}.\n"
    gemaakt = sorted(tmp_path.iterdir())
    assert [pad.name for pad in gemaakt] == [
        f"toewijzing_ingetrokken-000005-0{nr}-{type_}-3.0.xml"
        for nr, type_ in enumerate(("JW301", "JW302", "JW301", "JW302"), 1)
    ]
    keten = Berichten().keten("toewijzing_ingetrokken", "3.0", standaard="ijw", zaad=5)
    assert [pad.read_bytes() for pad in gemaakt] == [b.xml for b in keten]
    assert hoofd(["controleer", str(tmp_path)]) == 0


def test_een_keten_naar_stdout() -> None:
    uit = subprocess.run(
        [sys.executable, "-m", "pytest_draaiboek", "keten", "verzoek_toegewezen"], capture_output=True, check=True
    )
    assert uit.stdout == b"".join(b.xml for b in Berichten().keten("verzoek_toegewezen"))


@pytest.mark.parametrize(
    ("argumenten", "fout"),
    [
        (["verzoek"], "draaiboek: De kit kent geen casus 'verzoek'. Bedoelt u 'verzoek_"),
        (["verzoek_toegewezen", "--standaard", "igez"], "draaiboek: De kit kent geen standaard 'igez'. Kies uit "),
        (
            ["verzoek_toegewezen", "--standaard", "iwlz"],
            "draaiboek: De casus verzoek_toegewezen bestaat niet uit berichten van iWlz. Kies een standaard uit iwmo, ijw.",
        ),
        (["verzoek_toegewezen", "--versie", "2.1"], "draaiboek: Van iWmo kent de kit release '2.1' niet."),
    ],
)
def test_een_keten_verkeerd_gevraagd(argumenten: list[str], fout: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["keten", *argumenten]) == 2
    assert capsys.readouterr().err.startswith(fout)
