"""Which files are meant by paths."""

import os
import sys
from pathlib import Path

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel.bestanden import zoek_bestanden


@pytest.fixture
def map_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in" / "dieper").mkdir(parents=True)
    for naam in ("b.xml", "a.XML", "dieper/c.xml", "lees.txt"):
        (tmp_path / "in" / naam).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def namen(*paden: str) -> list[str]:
    return [pad.as_posix() for pad in zoek_bestanden(paden)]


def test_een_map_geeft_wat_erin_staat_en_een_bestand_zichzelf(map_: Path) -> None:
    assert namen("in") == ["in/a.XML", "in/b.xml", "in/dieper/c.xml"]
    assert namen("in/lees.txt", "in/dieper") == ["in/lees.txt", "in/dieper/c.xml"]


def test_een_bestand_telt_een_keer_langs_welk_pad_ook(map_: Path) -> None:
    assert namen("in/b.xml", "in/b.xml", "in/dieper/../b.xml", str(map_ / "in" / "b.xml")) == ["in/b.xml"]
    assert namen("in/b.xml", "in") == ["in/b.xml", "in/a.XML", "in/dieper/c.xml"]


@pytest.mark.skipif(sys.platform == "win32", reason="a link takes a privilege there")
def test_een_verwijzing_naar_een_bestand_is_dat_bestand(map_: Path) -> None:
    (map_ / "link.xml").symlink_to(map_ / "in" / "b.xml")
    assert namen("link.xml", "in/b.xml") == ["link.xml"]


def test_een_patroon_dat_de_shell_liet_staan(map_: Path) -> None:
    assert namen("in/?.xml") == ["in/b.xml"]
    assert namen("in/*e*") == ["in/dieper/c.xml", "in/lees.txt"]
    (map_ / "vreemd[1].xml").touch()
    assert namen("vreemd[1].xml") == ["vreemd[1].xml"]


@pytest.mark.parametrize(
    ("pad", "melding"),
    [
        ("", "er is een leeg pad gegeven. Geef de naam van een bestand of een map."),
        ("weg.xml", "weg.xml: dit bestand of deze map bestaat niet. Controleer het pad."),
        ("weg*.xml", "weg*.xml: er is geen bestand met zo'n naam. Controleer het pad."),
        ("leeg", "leeg: in deze map staan geen berichten (*.xml). Controleer het pad."),
        ('in/x"', 'in/x": dit bestand of deze map bestaat niet. Laat de laatste \\ voor het aanhalingsteken weg'),
    ],
)
def test_wat_er_niet_is(pad: str, melding: str, map_: Path) -> None:
    (map_ / "leeg").mkdir()
    with pytest.raises(OngeldigeInstelling) as fout:
        zoek_bestanden(["in", pad])
    assert str(fout.value).startswith(melding)


@pytest.mark.skipif(os.sep == "\\", reason="that is how paths look there")
def test_een_pad_van_windows_op_een_ander_systeem(map_: Path) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        zoek_bestanden(["in\\b.xml"])
    assert str(fout.value) == (
        "in\\b.xml: dit bestand of deze map bestaat niet. Hier staat / tussen de mappen, geen \\. Controleer het pad."
    )
