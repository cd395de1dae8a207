"""The register that a page shows has every part there is, and leaves nothing unchecked."""

from pathlib import Path

import pytest
from blokken import lees

from pytest_draaiboek.berichten import Register
from pytest_draaiboek.opdrachtregel import hoofd

BLADZIJDE = Path(__file__).parents[2] / "docs" / "howto" / "berichten.md"


def test_het_register(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    blokken = lees(BLADZIJDE)
    (getoond,) = [blok.tekst for blok in blokken if blok.bestand == "register.toml"]
    (commando,) = [blok.tekst.split() for blok in blokken if "--register register.toml" in blok.tekst]
    monkeypatch.chdir(tmp_path)
    Path("register.toml").write_text(getoond, encoding="utf-8")
    register = Register.lees(Path("register.toml"))
    assert all(register.heeft(deel) for deel in Register.__struct_fields__)
    assert hoofd(["keten", "toewijzing_tot_stop", "--standaard", "ijw", "--naar", "keten"]) == 0
    hoofd(commando[1:])
    gezegd = capsys.readouterr().out
    assert "8 bestanden nagekeken: " in gezegd
    assert "Niet nagekeken" not in gezegd
