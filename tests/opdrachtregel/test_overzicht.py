"""``draaiboek lijst``."""

import pytest

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.opdrachtregel import hoofd


def test_lijst(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["lijst"]) == 0
    uit = capsys.readouterr().out
    assert "  iwmo-3.1  " in uit
    assert "  WMO305  3.0, 3.1, 3.2   Startbericht\n" in uit
    assert "  WMO303  3.0             Declaratie of factuur (oud)  (alleen de kop is bekend)\n" in uit
    assert "\n  toewijzing_tot_stop      Zorg wordt toegewezen, gestart, gedeclareerd en gestopt\n" in uit
    assert all(f"\n  {naam} " in uit for naam in Berichten.casussen())
