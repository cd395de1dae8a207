"""``draaiboek controleer``."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.standaarden import alle_standaarden

GOED = Berichten().maak("WMO305", StatusAanlevering="1")
FOUT = Berichten().maak("WMO305", StatusAanlevering="9")
SOORTEN = [(type_, r.versie) for s in alle_standaarden() for r in s.releases.values() for type_ in r.berichttypen]


@pytest.mark.parametrize(("type_", "versie"), SOORTEN)
def test_wat_de_kit_maakt_geeft_geen_bevindingen(
    type_: str, versie: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hoofd(["bericht", type_, "--versie", versie, "--aantal", "25", "--naar", str(tmp_path)]) == 0
    assert hoofd(["controleer", str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith("25 bestanden nagekeken: geen bevindingen.\n")


def test_een_bevinding_zegt_code_retourcode_plek_en_raad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "goed.xml").write_bytes(GOED.xml)
    fout = tmp_path / "fout.xml"
    fout.write_bytes(FOUT.xml)
    assert hoofd(["controleer", str(tmp_path)]) == 1
    uit = capsys.readouterr().out.splitlines()
    nummer = next(nr for nr, regel in enumerate(FOUT.xml.decode().splitlines(), 1) if "StatusAanlevering" in regel)
    assert uit[0].startswith(f"{fout}:{nummer}: CS058 [retourcode 0001] /Bericht/Client/StartProducten/StartProduct")
    assert (
        "gevonden is '9'; StatusAanlevering is hier 1 (eerste aanlevering) of 3 (verwijderen). Kies een van die twee."
        in uit[0]
    )
    assert uit[-1] == "2 bestanden nagekeken: 1 met bevindingen."


def test_als_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fout.xml").write_bytes(FOUT.xml)
    (tmp_path / "goed.xml").write_bytes(GOED.xml)
    assert hoofd(["controleer", "--json", str(tmp_path)]) == 1
    gelezen = json.loads(capsys.readouterr().out)
    assert gelezen["vormversie"] == 1
    fout, goed = gelezen["bestanden"]
    assert (fout["standaard"], fout["berichttype"], fout["versie"]) == ("iwmo", "WMO305", "3.2")
    assert {(b["code"], b["retourcode"], b["ernst"]) for b in fout["bevindingen"]} == {("CS058", "0001", "fout")}
    assert goed["bevindingen"] == []


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "XML: Regel 1: er staat niets; verwacht wordt een XML-bericht."),
        (b"<a", "XML: Regel 1: dit is geen welgevormde XML"),
        (b"<a/>", "XML: Regel 1: dit is geen bericht van iWmo, iJw of iWlz: de wortel is a"),
        # What is not UTF-8 is told by the agreement on the form of a file (OP192: XML in UTF-8).
        (b"\x00\xff" * 50, "OP192: Regel 1: dit is geen welgevormde XML"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "XML: Regel 1: "),
        (
            GOED.xml.replace(b"3_2", b"4_0"),
            "RELEASE /Bericht: het bericht is van iWmo 4.0; bekend zijn 3.0, 3.1 en 3.2.",
        ),
    ],
    ids=["leeg", "half", "vreemd", "bytes", "entiteit", "release"],
)
def test_wat_geen_bericht_is_krijgt_een_regel(
    inhoud: bytes, melding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "b.xml"
    pad.write_bytes(inhoud)
    assert hoofd(["controleer", str(pad)]) == 1
    regel, slot = capsys.readouterr().out.split("\n", 1)
    assert regel.startswith(f"{pad}:1: {melding}")
    assert "root:" not in regel
    assert slot.endswith("1 bestand nagekeken: 1 met bevindingen.\n")


def test_de_naam_van_het_bestand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "b.txt"
    pad.write_bytes(GOED.xml)
    assert hoofd(["controleer", str(pad)]) == 0
    uit = capsys.readouterr().out
    assert uit.startswith(
        f"{pad}:1: OP192 (waarschuwing): de extensie is '.txt'; verwacht wordt .xml. Geef het bestand die extensie."
    )
    assert uit.endswith("\n1 bestand nagekeken: geen bevindingen, 1 waarschuwing.\n")


def test_waarschuwingen_tellen_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for naam, bericht in (("a", GOED), ("b", GOED), ("c", FOUT)):
        (tmp_path / f"{naam}.xml").write_bytes(bericht.xml.replace(b"\r\n", b"\n"))
    (tmp_path / "d.xml").write_bytes(FOUT.xml)
    assert hoofd(["controleer", *(str(tmp_path / f"{naam}.xml") for naam in "ab")]) == 0
    uit = capsys.readouterr().out.splitlines()
    assert [regel.split(" ")[1:3] for regel in uit[:2]] == [["OP192", "(waarschuwing)"]] * 2
    assert uit[-1] == "2 bestanden nagekeken: geen bevindingen, 2 waarschuwingen."
    assert hoofd(["controleer", "--json", str(tmp_path / "a.xml")]) == 0
    (a,) = json.loads(capsys.readouterr().out)["bestanden"]
    assert [(b["code"], b["ernst"]) for b in a["bevindingen"]] == [("OP192", "waarschuwing")]
    assert hoofd(["controleer", str(tmp_path)]) == 1
    assert capsys.readouterr().out.endswith("4 bestanden nagekeken: 2 met bevindingen, 3 waarschuwingen.\n")


def test_de_echte_berichten_geven_geen_bevindingen(gedeeld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["controleer", str(gedeeld / "voorbeelden")]) == 0
    assert capsys.readouterr().out.endswith("7 bestanden nagekeken: geen bevindingen, 3 waarschuwingen.\n")
    for pad in sorted(Path(__file__).parents[2].glob("testdata/*/*/ongeldig/*-alleen-lf.xml")):
        assert hoofd(["controleer", str(pad)]) == 0
        assert f"{pad}:1: OP192 (waarschuwing) /Bericht: regels eindigen op alleen LF" in capsys.readouterr().out


def test_niets_nagekeken_is_nooit_goed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["controleer", str(tmp_path)]) == 2
    assert "in deze map staan geen berichten (*.xml). Controleer het pad." in capsys.readouterr().err
    assert hoofd(["controleer", str(tmp_path / "weg")]) == 2
    assert "dit bestand of deze map bestaat niet. Controleer het pad." in capsys.readouterr().err
    assert hoofd(["controleer", ""]) == 2
    assert "er is een leeg pad gegeven. Geef de naam van een bestand of een map." in capsys.readouterr().err
    with pytest.raises(SystemExit) as einde:
        hoofd(["controleer"])
    assert einde.value.code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another error there")
def test_wie_niet_tot_het_einde_leest_krijgt_geen_groen(tmp_path: Path) -> None:
    (tmp_path / "goed.xml").write_bytes(GOED.xml)
    proces = subprocess.Popen(
        [sys.executable, "-m", "pytest_draaiboek", "controleer", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert proces.stdout
    assert proces.stderr
    proces.stdout.close()
    fouten = proces.stderr.read()
    proces.stderr.close()
    assert proces.wait() == 1
    assert fouten == b""
