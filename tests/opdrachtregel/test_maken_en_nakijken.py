"""What ``draaiboek bericht`` makes, ``draaiboek controleer`` lets through; and a spoiled one among them it does not."""

from pathlib import Path

import pytest

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.standaarden import alle_standaarden

AANTAL = 25
SOORTEN = [
    pytest.param(type_, release.versie, id=f"{type_}-{release.versie}")
    for standaard in alle_standaarden()
    for release in standaard.releases.values()
    for type_ in release.berichttypen
]


@pytest.mark.parametrize(("type_", "versie"), SOORTEN)
def test_wat_gemaakt_is_heeft_geen_bevindingen(
    type_: str, versie: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argumenten = ["--versie", versie, "--aantal", str(AANTAL), "--zaad", "1000", "--naar", str(tmp_path)]
    assert hoofd(["bericht", type_, *argumenten]) == 0
    assert hoofd(["controleer", str(tmp_path)]) == 0
    geschreven, *nagelaten, slot = capsys.readouterr().out.splitlines()
    assert geschreven == f"{AANTAL} berichten geschreven in {tmp_path}."
    assert len(nagelaten) <= 1
    assert all(regel.startswith("Niet nagekeken: ") for regel in nagelaten)
    assert slot == f"{AANTAL} bestanden nagekeken: geen bevindingen."
    bedorven = tmp_path / f"{type_}-{versie}-001007.xml"
    bedorven.write_bytes(bedorven.read_bytes().replace(b"BerichtCode>", b"BerichtKode>"))
    assert hoofd(["controleer", str(tmp_path)]) == 1
    *gezegd, slot = capsys.readouterr().out.splitlines()
    bevindingen = [regel for regel in gezegd if regel not in nagelaten]
    assert slot == f"{AANTAL} bestanden nagekeken: 1 met bevindingen."
    assert {regel.split(":")[0] for regel in bevindingen} == {str(bedorven)}
