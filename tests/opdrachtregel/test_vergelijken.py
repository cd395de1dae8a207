"""``draaiboek vergelijk``."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from resultaten_delen import GOED, VERGEET_STOP, bewerkt, eis_van, schrijf

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.rapport import bestand
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees

Echt = Callable[..., Path]
Capsys = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def goed(echte_map: Echt) -> Path:
    return echte_map(GOED)


def test_hetzelfde_bestand_geeft_geen_verschil(goed: Path, capsys: Capsys) -> None:
    assert hoofd(["vergelijk", str(goed), str(goed / BESTANDSNAAM)]) == 0
    assert capsys.readouterr().out.endswith("\nGeen verschil.\n")


def test_slechter_is_1_en_beter_0(goed: Path, echte_map: Echt, capsys: Capsys) -> None:
    fout = echte_map(VERGEET_STOP)
    assert hoofd(["vergelijk", str(goed), str(fout)]) == 1
    uit = capsys.readouterr().out
    assert "  eis 3.1.2 (§ 3.1): voldoet -> voldoet niet\n" in uit
    assert f"Oud:   {goed}"[:80] in uit
    assert hoofd(["vergelijk", str(fout), str(goed)]) == 0
    assert "\nVerbeterd\n" in capsys.readouterr().out


def test_een_selectie_is_slechter_dan_alles(goed: Path, echte_map: Echt, capsys: Capsys) -> None:
    deel = echte_map(GOED, "-k", "WMO305")
    assert hoofd(["vergelijk", str(goed), str(deel)]) == 1
    uit = capsys.readouterr().out
    assert "oordeel kalender: CONFORM -> ONVOLLEDIG: door eis 1.1 (was voldoet)" in uit
    assert "voldoet -> niet gedraaid" in uit


def test_anders_gemeten_staat_vooraan(goed: Path, echte_map: Echt, capsys: Capsys) -> None:
    assert hoofd(["vergelijk", str(goed), str(echte_map(GOED, "--draaiboek-zaad=3", "--draaiboek-marge=15m"))]) == 0
    uit = capsys.readouterr().out
    assert "Anders gemeten\n  zaad: 0 -> 3\n  marge: 0 s -> 900 s\n" in uit
    assert uit.endswith("\nGeen verschil in de uitkomst.\n")


def test_als_json(goed: Path, echte_map: Echt, capsys: Capsys) -> None:
    assert hoofd(["vergelijk", "--json", str(goed), str(echte_map(VERGEET_STOP))]) == 1
    gelezen = json.loads(capsys.readouterr().out)
    assert (gelezen["vormversie"], gelezen["verslechterd"]) == (1, True)
    assert gelezen["oud"]["systemen"] == ["iwmo-3.1 als aanbieder"]
    assert gelezen["verschillen"][1] == {
        "aard": "verslechterd",
        "soort": "eis",
        "wie": "iwmo-3.1 als aanbieder",
        "onderdeel": "kalender",
        "sleutel": "1.1",
        "paragraaf": "1.1",
        "geval": "",
        "oud": "voldoet",
        "nieuw": "voldoet niet",
        "reden": "WMO307: 03-04-2022 13:00:00: verzend WMO307: verwacht niets, gezien WMO307 in 3.0",
    }
    assert gelezen["oordelen"][0]["nieuw"] == "NIET CONFORM"
    assert hoofd(["vergelijk", "--json", str(goed), str(goed)]) == 0
    gelezen = json.loads(capsys.readouterr().out)
    assert (gelezen["verslechterd"], gelezen["anders_gemeten"], gelezen["verschillen"]) == (False, [], [])


def test_een_bewerkt_bestand(goed: Path, tmp_path: Path, capsys: Capsys) -> None:
    ander = bewerkt(lees(goed / BESTANDSNAAM), lambda g: eis_van(g, "3.1.2").update(verdict="aandachtspunt"))
    assert hoofd(["vergelijk", str(goed), str(schrijf(ander, tmp_path / "nieuw.json"))]) == 1
    assert "eis 3.1.2 (§ 3.1): voldoet -> aandachtspunt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "geen geldig resultaat"),
        (b"null", "geen geldig resultaat"),
        (b"[" * 200_000, "geen geldig resultaat"),
        (b'{"x":' + b'{"a":[' * 200_000, "geen geldig resultaat"),
        (b'{"formaat": 1, "soort": "\xff\xfe"}', "geen geldig resultaat"),
        ('{"formaat": 1}'.encode("utf-16"), "geen geldig resultaat"),
        (
            b'{"formaat": 2, "soort": "pytest-draaiboek resultaat"}',
            "dit resultaat heeft formaat 2; deze kit leest formaat 1",
        ),
        (b'{"formaat": "twee"}', "geen geldig resultaat"),
    ],
    ids=["leeg", "null", "diep", "dieper", "geen UTF-8", "UTF-16", "ander formaat", "geen getal"],
)
def test_wat_geen_resultaat_is_wordt_geweigerd(
    goed: Path, tmp_path: Path, capsys: Capsys, inhoud: bytes, melding: str
) -> None:
    pad = tmp_path / "x.json"
    pad.write_bytes(inhoud)
    for paden in ([str(pad), str(goed)], [str(goed), str(pad)]):
        assert hoofd(["vergelijk", *paden]) == 2
        gezegd = capsys.readouterr()
        assert gezegd.out == ""
        assert gezegd.err.startswith(f"draaiboek: {pad}: {melding}")
        assert len(gezegd.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ('"zaad":0', '"zaad":"veel"'),
        ('"eisen":[', '"eisen":[7,'),
        ('"verdict":"voldoet"', '"verdict":"prima"'),
        ('"eindoordeel":"CONFORM"', '"eindoordeel":"JA"'),
        ('"geeindigd":"', '"geeindigd":"ooit '),
        ('"status":"compleet"', '"status":"bezig"'),
    ],
)
def test_een_verkeerd_veld_wordt_geweigerd(goed: Path, tmp_path: Path, capsys: Capsys, oud: str, nieuw: str) -> None:
    pad = schrijf(lees(goed / BESTANDSNAAM), tmp_path / "x.json")
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw), encoding="utf-8")
    assert hoofd(["vergelijk", str(goed), str(pad)]) == 2
    assert "Draai de toets opnieuw." in capsys.readouterr().err


def test_een_tijdstip_zonder_zone_wordt_geweigerd(goed: Path, tmp_path: Path, capsys: Capsys) -> None:
    gegevens = msgspec.to_builtins(lees(goed / BESTANDSNAAM))
    gegevens["begonnen"] = "2026-01-02T03:04:05"
    (tmp_path / "x.json").write_bytes(msgspec.json.encode(gegevens))
    assert hoofd(["vergelijk", str(goed), str(tmp_path / "x.json")]) == 2
    assert "Draai de toets opnieuw." in capsys.readouterr().err


def test_een_te_groot_bestand_wordt_niet_gelezen(
    goed: Path, tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bestand, "MAX_BYTES", 2**20)
    (tmp_path / "x.json").write_bytes(b" " * (2**20 + 1))
    assert hoofd(["vergelijk", str(tmp_path / "x.json"), str(goed)]) == 2
    assert "x.json: dit is groter dan 1 MB; zo groot is geen resultaat." in capsys.readouterr().err


def test_een_bestand_dat_er_niet_is(goed: Path, tmp_path: Path, capsys: Capsys) -> None:
    for pad in (tmp_path / "weg.json", tmp_path):
        assert hoofd(["vergelijk", str(goed), str(pad)]) == 2
        gezegd = capsys.readouterr().err
        assert gezegd.endswith(": dit bestand is er niet. Geef het pad van een resultaat.json.\n")


def test_een_bestand_te_weinig(goed: Path, capsys: Capsys) -> None:
    with pytest.raises(SystemExit) as gestopt:
        hoofd(["vergelijk", str(goed)])
    assert gestopt.value.code == 2
    assert "NIEUW" in capsys.readouterr().err
