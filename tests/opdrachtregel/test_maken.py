"""``draaiboek bericht``."""

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
