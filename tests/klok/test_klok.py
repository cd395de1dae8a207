"""The Klok contract."""

from datetime import UTC, datetime, timedelta

import pytest

from pytest_draaiboek.fouten import KlokFout, NaiefTijdstip, OnbekendeMijlpaal
from pytest_draaiboek.klok import ZONE, Klok, Motor

STOP = datetime(2022, 3, 30, 17, tzinfo=ZONE)


@pytest.fixture
def klok(motor: Motor) -> Klok:
    return Klok(motor, {"3.1.2": STOP})


def test_een_moment_of_tekst_met_zone(klok: Klok) -> None:
    klok.zet("2022-03-30T15:00:00+00:00")
    assert klok.nu == STOP
    assert klok.bevroren
    klok.zet(datetime(2022, 3, 30, 12, tzinfo=UTC))
    assert str(klok.nu) == "2022-03-30 14:00:00+02:00"


@pytest.mark.parametrize("moment", [datetime(2022, 3, 30, 17), "2022-03-30T17:00:00"])
def test_zonder_zone_wordt_geweigerd(klok: Klok, moment: datetime | str) -> None:
    with pytest.raises(NaiefTijdstip) as fout:
        klok.zet(moment)
    assert str(fout.value) == (
        "Het moment 2022-03-30 17:00:00 heeft geen tijdzone, dus is niet te zeggen welk ogenblik bedoeld is.\n"
        "Geef het mee, bijvoorbeeld: datetime(..., tzinfo=ZoneInfo('Europe/Amsterdam'))."
    )
    assert not klok.bevroren


def test_tekst_die_geen_moment_is(klok: Klok) -> None:
    with pytest.raises(KlokFout, match="'morgen' is geen moment"):
        klok.zet("morgen")


def test_een_onbekende_mijlpaal(klok: Klok) -> None:
    with pytest.raises(OnbekendeMijlpaal) as fout:
        klok.op("3.1.3")
    assert str(fout.value) == "Deze klok kent geen mijlpaal '3.1.3'. Bedoelt u '3.1.2'?\nKies uit 3.1.2."


def test_schuiven_telt_echte_uren_ook_over_de_zomertijd(klok: Klok) -> None:
    klok.zet("2022-03-27T01:30:00+01:00")
    klok.schuif(timedelta(hours=1))
    assert str(klok.nu) == "2022-03-27 03:30:00+02:00"
    klok.schuif(timedelta(hours=-1))
    assert str(klok.nu) == "2022-03-27 01:30:00+01:00"


def test_losgelaten_is_nu_echt_nu(klok: Klok) -> None:
    klok.op("3.1.2")
    klok.laat_los()
    assert not klok.bevroren
    assert klok.nu.year > 2022
    assert klok.nu.tzinfo is ZONE
