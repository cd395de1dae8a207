"""``--draaiboek PAD`` on commands about messages: those that a draaiboek brings along are there, and only then."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.laden import ingebouwd

VOORBEELD = Path(__file__).parents[2] / "docs" / "voorbeelden" / "iwmo-4.0"
EIGEN = ("--draaiboek", str(VOORBEELD / "draaiboek.toml"))


@pytest.fixture(autouse=True)
def _er_lekt_niets() -> Iterator[None]:
    yield
    assert laad_standaard("iwmo") is ingebouwd("iwmo")


def test_maken_en_nakijken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["bericht", "WMO332", "--aantal", "2", "--naar", str(tmp_path), *EIGEN]) == 0
    assert hoofd(["controleer", str(tmp_path), *EIGEN]) == 0
    assert "2 bestanden nagekeken: geen bevindingen." in capsys.readouterr().out
    assert hoofd(["controleer", str(tmp_path)]) == 1
    pad = tmp_path / "WMO332-4.0-000000.xml"
    pad.write_bytes(pad.read_bytes().replace(b"BerichtVersie>4<", b"BerichtVersie>3<"))
    assert hoofd(["controleer", str(pad), *EIGEN]) == 1
    assert "CS025" in capsys.readouterr().out


def test_zonder_draaiboek_is_het_type_er_niet(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["bericht", "WMO331"]) == 2
    assert "kent geen berichttype 'WMO331'" in capsys.readouterr().err


def test_een_bericht_van_de_kit_in_een_eigen_release(capfd: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["bericht", "WMO305", "--versie", "4.0", *EIGEN]) == 0
    assert "iwmo/4_0/wmo305/schema" in capfd.readouterr().out


def test_lijst(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["lijst", *EIGEN]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert "  WMO331  4.0                 Voortgang van de ondersteuning" in regels
    assert "  WMO301  3.0, 3.1, 3.2, 4.0  Toewijzing" in regels
    assert hoofd(["lijst"]) == 0
    assert "WMO331" not in capsys.readouterr().out


def test_een_schema_dat_niet_deugt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said by whatever is asked of it, with the place in the schema; and by the look at a draaiboek in the form of its other faults."""
    shutil.copytree(VOORBEELD, tmp_path / "v")
    xsd, toml = tmp_path / "v" / "xsd" / "wmo331.xsd", tmp_path / "v" / "draaiboek.toml"
    xsd.write_text(xsd.read_text(encoding="utf-8").replace('"xs:date"', '"xs:IDREF"'), encoding="utf-8")
    assert hoofd(["bericht", "WMO331", "--draaiboek", str(toml)]) == 2
    fout = capsys.readouterr().err
    regel = 1 + xsd.read_text(encoding="utf-8").partition("xs:IDREF")[0].count("\n")
    assert f"{xsd}, regel {regel}: gegevenstype xs:IDREF kan de kit niet vullen." in fout
    assert hoofd(["controleer-draaiboek", str(toml)]) == 1
    gezegd = capsys.readouterr().out
    assert gezegd.startswith(f"{xsd}:{regel}: gegevenstype xs:IDREF kan de kit niet vullen. Wat te doen: ")


def test_een_draaiboek_dat_er_niet_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["lijst", "--draaiboek", "weg.toml"]) == 2
    assert "weg.toml: dit bestand is er niet." in capsys.readouterr().err
