"""``draaiboek lijst`` and ``draaiboek toon``."""

import pytest

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.opdrachtregel import hoofd


def test_lijst(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["lijst"]) == 0
    uit = capsys.readouterr().out
    assert "  iwmo-3.1  " in uit
    assert "  WMO305  3.0, 3.1, 3.2   Startbericht\n" in uit
    assert "  WMO303  3.0             Declaratie of factuur (oud)  (alleen de kop is bekend)\n" in uit
    assert "\n  toewijzing_tot_stop      Zorg wordt toegewezen, gestart, gedeclareerd en gestopt\n" in uit
    assert all(f"\n  {naam} " in uit for naam in Berichten.casussen())


def test_toon(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-3.1"]) == 0
    uit = capsys.readouterr().out
    draaiboek = laad("iwmo-3.1")
    for mijlpaal in draaiboek.mijlpalen.values():
        assert f"{mijlpaal.moment:%d-%m-%Y %H:%M}  {mijlpaal.nr}" in uit
    for eis in draaiboek.eisen.values():
        assert eis.tekst in uit
    assert "  WMO305  3.1   " in uit


def test_een_onbekend_draaiboek(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-9"]) == 2
    assert capsys.readouterr().err.startswith("draaiboek: ")
