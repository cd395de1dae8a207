"""``draaiboek lijst``."""

import re
from dataclasses import replace

import pytest

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import namen
from pytest_draaiboek.opdrachtregel import hoofd, overzicht
from pytest_draaiboek.standaarden import alle_standaarden, laad_standaard


def test_lijst(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["lijst"]) == 0
    uit = capsys.readouterr().out
    assert re.search(
        r"^  iwmo-3\.1 +iWmo 3\.0 naar 3\.1, live 04-04-2022 \(gemeente, zorgaanbieder, knooppunt\)$", uit, re.MULTILINE
    )
    assert [regel.split()[0] for regel in uit.split("\n\n")[0].splitlines()[1:]] == list(namen())
    for standaard in alle_standaarden():
        deel = uit.split(f"Berichten van {standaard.titel}\n")[1].split("\n\n")[0]
        assert all(re.search(rf"\b{type_}\b", deel) for type_ in standaard.berichtsoorten)


def test_berichten_zonder_inhoud_nemen_weinig_plaats_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    iwmo = laad_standaard("iwmo")
    kaal = {type_: replace(soort, alleen_kop=True) for type_, soort in iwmo.berichtsoorten.items()}
    monkeypatch.setattr(overzicht, "alle_standaarden", lambda: (replace(iwmo, berichtsoorten=kaal),))
    assert hoofd(["lijst"]) == 0
    deel = capsys.readouterr().out.split("Berichten van iWmo\n")[1].split("\n\n")[0]
    assert deel.startswith("  Alleen de kop is bekend van WMO301, WMO302, ")
    assert len(deel.splitlines()) == 2


def test_lijst_noemt_de_berichten_een_voor_een(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["lijst"]) == 0
    uit = capsys.readouterr().out
    assert "  WMO305  3.0, 3.1, 3.2   Startbericht\n" in uit
    assert "  WMO303  3.0             Declaratie of factuur (oud)  (alleen de kop is bekend)\n" in uit
    assert "\n  toewijzing_tot_stop      Zorg wordt toegewezen, gestart, gedeclareerd en gestopt\n" in uit
    assert all(f"\n  {naam} " in uit for naam in Berichten.casussen())
