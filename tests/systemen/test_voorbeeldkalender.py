"""The timeline of the example systems: two migrations, one after the other, on one system that goes on living."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pytest_draaiboek import Status, Uitstel
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


def moment(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst)


def test_van_wat_verzet_wordt_verandert_alleen_dat() -> None:
    """Told in the week of the second migration: the first stays what it was."""
    live, stop = DAARNA.live + timedelta(days=1), DAARNA.stop_heen + timedelta(hours=2)
    met_stop = {"3.2.4": live, "3.2.1": stop, "4.1.2": live}
    verzet = IWMO_EN_IJW.verzet(DAARNA.live - timedelta(hours=1), live, met_stop)
    assert verzet.migraties == (EERST, replace(DAARNA, live=live, stop_heen=stop))
    assert IWMO_EN_IJW.verzet(EERST.live - timedelta(hours=1), EERST.live + timedelta(days=1), {}).migraties == (
        replace(EERST, live=EERST.live + timedelta(days=1)),
        DAARNA,
    )


# Written out: the number of the milestone that moves, and what is sent in the two hours by which it does.
@pytest.mark.parametrize(
    ("nr", "was", "nummer"),
    [
        ("3.1.1", "2022-03-23T23:00:00+01:00", "323"),
        ("3.3.1", "2022-03-01T23:00:00+01:00", "303"),
        ("3.2.1", "2022-03-30T17:00:00+02:00", "319"),
        ("3.2.2", "2022-03-31T13:00:00+02:00", "320"),
        ("3.1.6.tot", "2022-03-31T23:00:00+02:00", ""),
        ("3.1.7.tot", "2022-03-31T23:00:00+02:00", ""),
    ],
)
def test_elke_mijlpaal_kan_verzet_worden(nr: str, was: str, nummer: str) -> None:
    nieuw = moment(was) + timedelta(hours=2)
    verzet = IWMO_EN_IJW.verzet(moment(was) - timedelta(hours=1), EERST.live, {nr: nieuw})

    def gaat(kalender: Kalender, nu: datetime) -> str | None:
        return kalender.verzendversie(nummer, nu) if nummer else kalender.leesversie(nu)

    assert [gaat(IWMO_EN_IJW, nu) for nu in (moment(was) - SECONDE, moment(was))] == ["3.0", None]
    assert [gaat(verzet, nu) for nu in (nieuw - SECONDE, nieuw)] == ["3.0", None]


@pytest.mark.parametrize("klasse", [VoorbeeldAanbieder, VoorbeeldKnooppunt])
def test_een_systeem_houdt_zich_aan_wat_verzet_is_tot_de_volgende_reset(
    klasse: type[VoorbeeldAanbieder | VoorbeeldKnooppunt], klok: Klok
) -> None:
    systeem = klasse()
    klok.zet(EERST.live - timedelta(hours=1))
    uitkomst = systeem.stel_uit(Uitstel(EERST.live + timedelta(days=1), {}))
    assert (uitkomst.status, uitkomst.berichten) == (Status.AANVAARD, ())
    klok.zet(EERST.live)
    assert systeem.kalender.leesversie(systeem.klok()) is None
    systeem.reset()
    assert systeem.kalender.leesversie(systeem.klok()) == "3.1"
