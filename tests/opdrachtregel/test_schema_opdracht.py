"""``draaiboek schema``: the JSON Schema on the screen or in a file."""

from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import schema
from pytest_draaiboek.opdrachtregel import hoofd


def test_op_het_scherm(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["schema"]) == 0
    assert capsys.readouterr().out == schema.schema().decode()


@pytest.mark.parametrize("naar", ["", "draaiboek.schema.json", "onder/eigen.json"])
def test_in_een_bestand(naar: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / naar if naar else tmp_path / "draaiboek.schema.json"
    assert hoofd(["schema", "--naar", str(tmp_path / naar)]) == 0
    assert capsys.readouterr().out == f"Schema: {pad}\n"
    assert pad.read_bytes() == schema.schema()


def test_nooit_over_iets_anders_heen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draaiboek.schema.json").write_text("{}", encoding="utf-8")
    assert hoofd(["schema", "--naar", str(tmp_path)]) == 2
    assert "hier staat al iets dat niet door deze opdracht gemaakt is." in capsys.readouterr().err
