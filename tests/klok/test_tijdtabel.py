"""The table that every motor must pass: each way to read the clock, on any host, on both sides of the summer-time change."""

import warnings
from datetime import UTC, datetime, timedelta

import freezegun
import pytest
import tijdlezer
from freezegun.api import FakeDatetime
from tijdlezer import ZONE, afwijkingen

from pytest_draaiboek.klok import Klok, Motor

OGENBLIKKEN = [
    datetime.fromisoformat(iso)
    for iso in (
        "2022-01-01T00:00:00+01:00",
        "2022-03-23T22:59:59+01:00",
        "2022-03-23T23:00:00+01:00",
        "2022-03-24T00:30:00+01:00",
        "2022-03-27T01:59:59+01:00",
        "2022-03-27T03:00:00+02:00",
        "2022-03-30T17:00:00+02:00",
        "2022-03-31T00:30:00+02:00",
        "2022-04-04T13:00:00+02:00",
        "2022-10-30T02:30:00+02:00",
        "2022-10-30T02:30:00+01:00",
    )
]


@pytest.mark.parametrize("moment", OGENBLIKKEN, ids=str)
@pytest.mark.usefixtures("gastheer")
def test_elke_lezing_zegt_hetzelfde_ogenblik(motor: Motor, moment: datetime) -> None:
    motor.bevries(moment)
    assert afwijkingen(moment) == []


@pytest.mark.usefixtures("gastheer")
def test_een_verzette_klok_klopt_heen_en_terug(motor: Motor) -> None:
    for moment in (*OGENBLIKKEN, *reversed(OGENBLIKKEN)):
        motor.bevries(moment)
        assert afwijkingen(moment) == []


@pytest.mark.parametrize("moment", OGENBLIKKEN, ids=str)
def test_utcnow(motor: Motor, moment: datetime) -> None:
    motor.bevries(moment)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        assert tijdlezer.utcnow() == moment.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize("uren", [0, 1, 2])
def test_de_tabel_ziet_dat_freezegun_zelf_het_niet_kan(uren: int) -> None:
    fout = []
    for moment in OGENBLIKKEN:
        with freezegun.freeze_time(moment.astimezone(UTC), tz_offset=uren):
            fout += afwijkingen(moment)
    assert fout


def test_fracties_van_een_seconde_blijven(motor: Motor) -> None:
    moment = datetime(2022, 3, 30, 16, 59, 59, 250_000, tzinfo=ZONE)
    motor.bevries(moment)
    assert afwijkingen(moment) == []


def test_rekenen_blijft_gewoon(motor: Motor) -> None:
    motor.bevries(OGENBLIKKEN[6])
    morgen = datetime.now(ZONE) + timedelta(days=1)
    assert isinstance(morgen, datetime)
    assert morgen - datetime.now(ZONE) == timedelta(days=1)
    assert datetime(2022, 3, 30, 17, tzinfo=ZONE) == datetime.now(ZONE)


def test_de_klok_geeft_nederlandse_tijd(motor: Motor) -> None:
    klok = Klok(motor, {"3.1.1": OGENBLIKKEN[2], "3.1.2": OGENBLIKKEN[6]})
    klok.op("3.1.1")
    assert str(klok.nu) == "2022-03-23 23:00:00+01:00"
    klok.net_voor("3.1.2")
    assert str(klok.nu) == "2022-03-30 16:59:59+02:00"
    klok.net_na("3.1.2")
    assert str(klok.nu) == "2022-03-30 17:00:01+02:00"


def test_na_stop_is_alles_terug(motor: Motor) -> None:
    motor.bevries(OGENBLIKKEN[0])
    motor.stop()
    assert datetime.now(UTC).year > 2022
    assert datetime is not FakeDatetime
    assert motor.moment is None
    motor.bevries(OGENBLIKKEN[1])
    assert afwijkingen(OGENBLIKKEN[1]) == []
