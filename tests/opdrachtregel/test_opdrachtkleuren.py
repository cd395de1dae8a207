"""The command has colours where somebody looks, by the rules of pytest; and what it prints is only ever text."""

import io
import itertools
import sys
from pathlib import Path

import pytest
from _pytest._io.terminalwriter import should_do_markup

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.opdrachtregel.kleuren import KEUZE, druk

OMGEVING = {
    "PY_COLORS": (None, "0", "1"),
    "NO_COLOR": (None, "", "1"),
    "FORCE_COLOR": (None, "1"),
    "TERM": ("xterm", "dumb"),
}
ROOD, GROEN, GEEL = "\x1b[31m", "\x1b[32m", "\x1b[33m"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("waar", [io.StringIO, Terminal], ids=["pijp", "terminal"])
def test_de_regels_zijn_die_van_pytest(waar: type[io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    gevonden: set[bool] = set()
    for waarden in itertools.product(*OMGEVING.values()):
        for naam, waarde in zip(OMGEVING, waarden, strict=True):
            monkeypatch.delenv(naam, raising=False) if waarde is None else monkeypatch.setenv(naam, waarde)
        stroom = waar()
        druk("mis", "red", naar=stroom)
        gekleurd = stroom.getvalue() == f"{ROOD}mis\x1b[0m\n"
        assert gekleurd or stroom.getvalue() == "mis\n"
        assert gekleurd is should_do_markup(stroom), waarden
        gevonden.add(gekleurd)
    assert gevonden == {True, False}


@pytest.fixture
def berichten(tmp_path: Path) -> Path:
    goed = Berichten().maak("WMO305", "3.1")
    (tmp_path / "goed.xml").write_bytes(goed.xml)
    (tmp_path / "fout.xml").write_bytes(goed.xml[:-9])
    (tmp_path / "let-op.txt").write_bytes(goed.xml)
    return tmp_path


def test_nakijken_in_kleur(berichten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["controleer", "--color=yes", str(berichten / "goed.xml")]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{GROEN}1 bestand nagekeken: geen bevindingen")
    assert hoofd(["controleer", "--color=yes", str(berichten / "let-op.txt")]) == 0
    waarschuwing, *_, slot = capsys.readouterr().out.splitlines()
    assert waarschuwing.startswith(GEEL)
    assert slot.startswith(GEEL)
    assert hoofd(["controleer", "--color=yes", str(berichten / "fout.xml")]) == 1
    fout, *_, slot = capsys.readouterr().out.splitlines()
    assert fout.startswith(ROOD)
    assert slot.startswith(ROOD)


def test_zonder_terminal_geen_kleur(berichten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["controleer", str(berichten / "fout.xml")]) == 1
    assert hoofd(["toon", "bestaat-niet"]) == 2
    assert "\x1b" not in "".join(capsys.readouterr())


def test_een_fout_is_rood_op_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "--color=yes", "bestaat-niet"]) == 2
    uit, fout = capsys.readouterr()
    assert uit == ""
    assert fout.startswith(f"{ROOD}draaiboek: Er is geen draaiboek")
    assert hoofd(["toon", "bestaat-niet"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_gegevens_blijven_zonder_kleur(berichten: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for argumenten in (["controleer", "--json", str(berichten / "goed.xml")], ["vormen"], ["bericht", "WMO305"]):
        assert hoofd([*argumenten, "--color=yes"]) == 0
    assert b"\x1b" not in capfdbinary.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_een_bestandsnaam_stuurt_de_terminal_niet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kwaad = tmp_path / "a\x1b[2J\x9b31m\u202e.xml"
    kwaad.write_bytes(Berichten().maak("WMO305").xml[:-9])
    assert hoofd(["controleer", str(kwaad)]) == 1
    assert hoofd(["controleer", str(kwaad.with_name("weg\x1b[2J.xml"))]) == 2
    uit, fout = capsys.readouterr()
    assert "a\\x1b[2J\\x9b31m\\u202e.xml:" in uit
    assert "weg\\x1b[2J.xml: dit bestand of deze map bestaat niet." in fout
    assert (uit + fout).replace("\n", "").isprintable()


def test_de_keuze_geldt_een_keer() -> None:
    hoofd(["lijst", "--color=no"])
    assert KEUZE.get() == "no"
    hoofd(["lijst"])
    assert KEUZE.get() == "auto"
