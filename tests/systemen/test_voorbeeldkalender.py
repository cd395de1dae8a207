"""The timeline of the example systems: two migrations, one after the other, on one system that goes on living."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.kalender import IWMO_EN_IJW, Kalender, Migratie

SECONDE = timedelta(seconds=1)
EERST, DAARNA = IWMO_EN_IJW.migraties


@pytest.fixture
def klok() -> Iterator[Klok]:
    motor = kies_motor("freezegun")
    yield Klok(motor)
    motor.stop()


# Written out: (number, last second of the version that ends, first moment of the one that begins), by what a party may send.
@pytest.mark.parametrize(
    ("nummer", "versie", "tot", "vanaf", "daarna"),
    [
        ("305", "3.0", "2022-03-30T17:00:00+02:00", "2022-04-04T13:00:00+02:00", "3.1"),
        ("306", "3.0", "2022-03-31T13:00:00+02:00", "2022-04-04T13:00:00+02:00", "3.1"),
        ("323", "3.0", "2022-03-23T23:00:00+01:00", "2022-04-04T13:00:00+02:00", "3.1"),
        ("303", "3.0", "2022-03-01T23:00:00+01:00", "2022-04-04T13:00:00+02:00", None),
        ("304", "3.0", "2022-03-31T13:00:00+02:00", "2023-04-03T13:00:00+02:00", None),
        ("305", "3.1", "2023-03-29T17:00:00+02:00", "2023-04-03T13:00:00+02:00", "3.2"),
        ("306", "3.1", "2023-03-30T13:00:00+02:00", "2023-04-03T13:00:00+02:00", "3.2"),
        ("323", "3.1", "2023-03-22T23:00:00+01:00", "2023-04-03T13:00:00+02:00", "3.2"),
    ],
)
def test_wat_een_partij_verzendt(nummer: str, versie: str, tot: str, vanaf: str, daarna: str | None) -> None:
    dicht, open_ = datetime.fromisoformat(tot), datetime.fromisoformat(vanaf)
    verzonden = [IWMO_EN_IJW.verzendversie(nummer, m) for m in (dicht - SECONDE, dicht, open_ - SECONDE, open_)]
    assert verzonden == [versie, None, None, daarna]


@pytest.mark.parametrize("migratie", IWMO_EN_IJW.migraties, ids=lambda m: m.naar)
def test_een_knooppunt_houdt_zich_niet_aan_wat_partijen_afspreken(migratie: Migratie) -> None:
    assert IWMO_EN_IJW.doorgeefversie("323", migratie.stop_heen - SECONDE) == migratie.van
    assert IWMO_EN_IJW.doorgeefversie("323", migratie.stop_heen) is None


@pytest.mark.parametrize("migratie", IWMO_EN_IJW.migraties, ids=lambda m: m.naar)
def test_wat_een_partij_inleest(migratie: Migratie) -> None:
    momenten = (migratie.einde_inlezen - SECONDE, migratie.einde_inlezen, migratie.live - SECONDE, migratie.live)
    assert [IWMO_EN_IJW.leesversie(m) for m in momenten] == [migratie.van, None, None, migratie.naar]


def test_een_jaar_lang_geldt_wat_na_de_ene_en_voor_de_andere_geldt() -> None:
    assert EERST.naar == DAARNA.van
    for dag in range((DAARNA.stop_heen - EERST.live).days):
        nu = EERST.live + timedelta(days=dag)
        assert (IWMO_EN_IJW.verzendversie("301", nu), IWMO_EN_IJW.leesversie(nu)) == ("3.1", "3.1")
        assert IWMO_EN_IJW.doorgeefversie("304", nu) is None


@pytest.mark.parametrize("klasse", [VoorbeeldAanbieder, VoorbeeldKnooppunt])
def test_een_andere_kalender_geldt_tot_de_volgende_reset(
    klasse: type[VoorbeeldAanbieder | VoorbeeldKnooppunt], klok: Klok
) -> None:
    klok.zet(DAARNA.live)
    systeem, ongestoord = klasse(), klasse()
    systeem.kalender = Kalender((EERST, replace(DAARNA, live=DAARNA.live + timedelta(days=1))))
    assert systeem.kalender.leesversie(systeem.klok()) is None
    assert ongestoord.kalender.leesversie(systeem.klok()) == "3.2"
    systeem.reset()
    assert systeem.kalender.leesversie(systeem.klok()) == "3.2"
