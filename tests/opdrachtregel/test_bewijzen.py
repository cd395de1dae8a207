"""``draaiboek bewijs``."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from resultaten_delen import GOED

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def hier(echte_map: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the result of a small run, where the command is given."""
    map_ = tmp_path / "uit"
    map_.mkdir()
    shutil.copy(echte_map(GOED, "-k", "3.1.2 or CD005") / BESTANDSNAAM, map_)
    monkeypatch.chdir(tmp_path)
    return map_


def som_van(pad: Path) -> str:
    with zipfile.ZipFile(pad) as zip_:
        return hashlib.sha256(zip_.read("manifest.json")).hexdigest()


def test_inpakken_en_nakijken(hier: Path, capsys: Capsys) -> None:
    assert hoofd(["bewijs", "uit"]) == 0
    pad = hier / "bewijs.zip"
    uit = capsys.readouterr().out.splitlines()
    assert uit[0] == f"Bewijs: {Path('uit', 'bewijs.zip')}"
    assert "  iwmo-3.1 als aanbieder (voorbeeld-aanbieder 1.0): ONVOLLEDIG" in uit
    assert "  iwmo-3.1 als aanbieder, techniek: ONVOLLEDIG" in uit
    with zipfile.ZipFile(pad) as zip_:
        namen = zip_.namelist()
    berichten = sum(naam.startswith("berichten/") for naam in namen)
    assert (
        f"  {len(namen) - 2} bestanden, waarvan {berichten} berichten; manifest.json en SHA256SUMS komen daarbij."
        in uit
    )
    assert uit[-2:] == ["SHA-256 van manifest.json:", f"  {som_van(pad)}"]
    assert hoofd(["bewijs", "--controleer", str(pad)]) == 0
    uit = capsys.readouterr().out.splitlines()
    assert uit[0] == f"{pad}: in orde."
    assert "  Rapport en badge zijn opnieuw getekend en zijn gelijk." in uit
    assert uit[-4:] == [
        "SHA-256 van manifest.json:",
        f"  {som_van(pad)}",
        "Dit zegt dat de bundel heel is en bij elkaar hoort, niet wie hem maakte: het is",
        "een zelftoets. Noteer de som hierboven: die legt alle bestanden vast.",
    ]
    assert max(map(len, uit[1:])) <= 80


@pytest.mark.parametrize(
    ("argumenten", "plaats"),
    [
        (["uit/resultaat.json"], "uit/bewijs.zip"),
        (["uit", "--naar", "nieuw/map/x.zip"], "nieuw/map/x.zip"),
        (["uit", "--naar", "uit"], "uit/bewijs.zip"),
    ],
)
def test_waar_de_zip_komt(hier: Path, argumenten: list[str], plaats: str) -> None:
    assert hoofd(["bewijs", *argumenten]) == 0
    assert zipfile.is_zipfile(hier.parent / plaats)
    assert not [pad for pad in hier.parent.rglob("*") if pad.suffix == ".deel"]


def test_zonder_argument_is_het_de_map_waar_men_staat(
    hier: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    assert hoofd(["bewijs"]) == 2
    assert (
        capsys.readouterr().err
        == "draaiboek: resultaat.json: dit bestand is er niet. Geef het pad van een resultaat.json.\n"
    )
    monkeypatch.chdir(hier)
    assert hoofd(["bewijs"]) == 0
    assert (hier / "bewijs.zip").is_file()


def test_een_vorige_bundel_wordt_in_een_keer_vervangen(
    hier: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hoofd(["bewijs", "uit"]) == 0
    eerst = (hier / "bewijs.zip").read_bytes()
    capsys.readouterr()
    assert hoofd(["bewijs", "uit"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(" (het vorige is vervangen)")
    assert (hier / "bewijs.zip").read_bytes() == eerst

    def vol(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", vol)
    assert hoofd(["bewijs", "uit"]) == 2
    assert "niet te schrijven" in capsys.readouterr().err
    assert (hier / "bewijs.zip").read_bytes() == eerst


@pytest.mark.parametrize("inhoud", [b"mijn tekst", b"", b"PK\x05\x06" + b"\0" * 18])
def test_iets_anders_wordt_nooit_vervangen(hier: Path, capsys: Capsys, inhoud: bytes) -> None:
    (hier / "x.zip").write_bytes(inhoud)
    assert hoofd(["bewijs", "uit", "--naar", str(hier / "x.zip")]) == 2
    assert "hier staat al iets anders dan een bundel. Kies een andere naam, of haal het weg." in capsys.readouterr().err
    assert (hier / "x.zip").read_bytes() == inhoud
    assert hoofd(["bewijs", "uit", "--naar", str(hier / BESTANDSNAAM)]) == 2
    assert "een bundel is een bestand met de extensie .zip" in capsys.readouterr().err


def test_de_taal_van_het_rapport(hier: Path, capsys: Capsys) -> None:
    assert hoofd(["bewijs", "uit", "--taal", "xx"]) == 2
    assert "Een rapport in taal 'xx' is er niet. Kies uit nl, en." in capsys.readouterr().err
    assert not (hier / "bewijs.zip").exists()
    for taal, tekst in (("nl", b'<html lang="nl">'), ("en", b'<html lang="en">')):
        assert hoofd(["bewijs", "uit", "--taal", taal]) == 0
        with zipfile.ZipFile(hier / "bewijs.zip") as zip_:
            assert tekst in zip_.read("rapport.html")
        assert hoofd(["bewijs", "--controleer", "uit/bewijs.zip"]) == 0


def test_een_bundel_waaraan_iets_mankeert(hier: Path, capsys: Capsys) -> None:
    assert hoofd(["bewijs", "uit"]) == 0
    pad = hier / "bewijs.zip"
    with zipfile.ZipFile(pad, "a") as zip_:
        for nr in range(25):
            zip_.writestr(f"erbij-{nr:02}.txt", "x")
    capsys.readouterr()
    assert hoofd(["bewijs", "--controleer", str(pad)]) == 1
    uit = capsys.readouterr().out.splitlines()
    assert uit[0] == f"{pad}: NIET in orde."
    assert "  erbij-00.txt: staat in de zip en niet in het manifest" in uit
    assert uit[-1] == "  en nog 5"
    assert "CONFORM" not in " ".join(uit)


def test_een_onveilige_zip_is_1_en_geen_zip_2(hier: Path, capsys: Capsys) -> None:
    with zipfile.ZipFile(hier / "x.zip", "w") as zip_:
        zip_.writestr("../../uit.txt", "x")
    assert hoofd(["bewijs", "--controleer", str(hier / "x.zip")]) == 1
    uit = capsys.readouterr().out
    assert "  lid '../../uit.txt': zo'n naam heeft geen bestand in een bundel" in uit
    assert not (hier.parent / "uit.txt").exists()
    for pad, melding in (("uit/weg.zip", "dit bestand is er niet"), ("uit/resultaat.json", "dit is geen (hele) zip")):
        assert hoofd(["bewijs", "--controleer", pad]) == 2
        gezegd = capsys.readouterr()
        assert melding in gezegd.err
        assert gezegd.out == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on Windows")
def test_wat_geen_bestand_is_houdt_niet_op(hier: Path, capsys: Capsys) -> None:
    os.mkfifo(hier / "pijp.zip")
    assert hoofd(["bewijs", "--controleer", str(hier / "pijp.zip")]) == 2
    assert "dit is geen bestand" in capsys.readouterr().err


def test_nakijken_en_inpakken_tegelijk_kan_niet(hier: Path, capsys: Capsys) -> None:
    for rest in (["uit"], ["--naar", "x.zip"]):
        assert hoofd(["bewijs", "--controleer", "uit/bewijs.zip", *rest]) == 2
        assert "--controleer kijkt een bundel na en pakt niets in." in capsys.readouterr().err


def test_wat_geen_heel_resultaat_is(hier: Path, capsys: Capsys) -> None:
    pad = hier / BESTANDSNAAM
    gegevens = json.loads(pad.read_text(encoding="utf-8"))
    gegevens["berichten"].popitem()
    pad.write_text(json.dumps(gegevens), encoding="utf-8")
    assert hoofd(["bewijs", "uit"]) == 2
    assert "dit resultaat is niet heel (" in capsys.readouterr().err
    pad.write_bytes(b"[" * 100_000)
    assert hoofd(["bewijs", "uit"]) == 2
    assert "geen geldig resultaat" in capsys.readouterr().err
    assert not (hier / "bewijs.zip").exists()
