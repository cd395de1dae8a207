"""What a frozen wall clock leaves alone, who may not freeze beside it, and what is put back."""

import asyncio
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from time import monotonic, perf_counter

import pytest
from freezegun import api, freeze_time

from pytest_draaiboek.fouten import KlokFout, OngeldigeInstelling
from pytest_draaiboek.klok import ZONE, Motor, kies_motor
from pytest_draaiboek.klok.motor_freezegun import FreezegunMotor

MOMENT = datetime(2022, 3, 30, 17, tzinfo=ZONE)


def test_monotonic_en_asyncio_lopen_door(motor: Motor) -> None:
    motor.bevries(MOMENT)
    begin, begin_hier, teller = time.monotonic(), monotonic(), perf_counter()
    asyncio.run(asyncio.sleep(0.01))
    time.sleep(0.01)
    assert time.monotonic() - begin >= 0.02
    assert monotonic() - begin_hier >= 0.02
    assert perf_counter() - teller >= 0.02
    assert time.monotonic_ns() > begin * 10**9


def test_een_draad_leest_dezelfde_bevroren_tijd(motor: Motor) -> None:
    gelezen: list[float] = []
    motor.bevries(MOMENT)
    # The builtin itself as target: freezegun alone takes a caller within `threading` for one that wants real time.
    draad = threading.Thread(target=lambda: gelezen.extend([time.time(), datetime.now(UTC).timestamp()]))
    draad.start()
    draad.join()
    assert gelezen == [MOMENT.timestamp()] * 2


def test_losgelaten_is_het_echt_nu_en_daarna_weer_bevroren(motor: Motor) -> None:
    motor.bevries(MOMENT)
    motor.laat_los()
    assert motor.moment is None
    assert datetime.now(UTC).year > 2022
    assert time.time() > MOMENT.timestamp() + 10**7
    motor.bevries(MOMENT)
    assert time.time() == MOMENT.timestamp()


def test_loslaten_en_stoppen_zonder_bevriezen_mag(motor: Motor) -> None:
    motor.laat_los()
    motor.stop()
    motor.stop()
    assert motor.moment is None


def test_freezegun_zet_alles_terug() -> None:
    voor = {wat: dict(vars(wat)) for wat in (api.FakeDatetime, api.FakeDate)}
    functies = {naam: getattr(api, naam) for naam in dir(api) if naam.startswith("fake_")}
    limiet = api.call_stack_inspection_limit
    motor = FreezegunMotor()
    motor.bevries(MOMENT)
    motor.stop()
    assert {wat: dict(vars(wat)) for wat in voor} == voor
    assert {naam: getattr(api, naam) for naam in functies} == functies
    assert api.call_stack_inspection_limit == limiet
    with freeze_time("2020-01-01 12:00:00"):
        assert datetime.now(UTC).isoformat() == "2020-01-01T12:00:00+00:00"


def test_een_eigen_bevriezing_ervoor_wordt_geweigerd(motor: Motor) -> None:
    with freeze_time("2020-01-01"), pytest.raises(KlokFout) as fout:
        motor.bevries(MOMENT)
    assert str(fout.value).startswith(
        "De klok is al bevroren, door freezegun (freeze_time); de kit kan hem dan niet zetten.\nWat te doen: "
    )


def test_een_eigen_reis_ervoor_wordt_geweigerd(motor: Motor) -> None:
    time_machine = pytest.importorskip("time_machine")
    with time_machine.travel(0), pytest.raises(KlokFout, match=r"al bevroren, door time-machine \(travel\)"):
        motor.bevries(MOMENT)


def test_een_eigen_bevriezing_erna_wordt_geweigerd(motor: Motor) -> None:
    motor.bevries(MOMENT)
    with pytest.raises(KlokFout, match="houdt de klok van deze test al vast"), freeze_time("2020-01-01"):
        pass
    assert time.time() == MOMENT.timestamp()
    motor.stop()
    with freeze_time("2020-01-01"):
        assert datetime.now(UTC).year == 2020


def test_een_eigen_reis_erna_wordt_geweigerd(motor: Motor) -> None:
    time_machine = pytest.importorskip("time_machine")
    motor.bevries(MOMENT)
    with pytest.raises(KlokFout, match="al vast"), time_machine.travel(0):
        pass
    assert time.time() == MOMENT.timestamp()


def test_een_freezegun_zonder_wat_nodig_is_wordt_genoemd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(api, "get_current_time")
    with pytest.raises(KlokFout, match=r"get_current_time ontbreekt in freezegun\.api"):
        FreezegunMotor()


def test_een_freezegun_dat_anders_rekent_wordt_gezien(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "fake_time", lambda: 0.0)
    motor = FreezegunMotor()
    with pytest.raises(KlokFout, match="werkt anders dan deze kit verwacht: de bevroren tijd klopt niet"):
        motor.bevries(MOMENT)
    monkeypatch.undo()
    assert motor.moment is None
    assert datetime.now(UTC).year > 2022
    assert not api.freeze_factories


def test_een_onbekende_motor() -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        kies_motor("zonnewijzer")
    assert (
        str(fout.value)
        == "--draaiboek-klok is 'zonnewijzer'. Kies uit freezegun, time-machine, of faketime voor een proces dat de kit start."
    )


def test_een_extra_die_er_niet_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "time_machine", None)
    monkeypatch.delitem(sys.modules, "pytest_draaiboek.klok.motor_time_machine", raising=False)
    with pytest.raises(OngeldigeInstelling, match=r"pip install 'pytest-draaiboek\[snel\]'"):
        kies_motor("time-machine")


def test_de_kamer_zelf_kost_geen_bibliotheek() -> None:
    code = "import sys, pytest_draaiboek.klok; print([m for m in ('freezegun', 'time_machine') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
