"""An ordered scale: everything in its order, a second apart is to be seen, a month takes no more than a week."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from pytest_draaiboek.rapport.html.tijdschaal import NACHT, SECONDE, Tijdschaal

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NU = datetime(2031, 5, 6, 17, tzinfo=AMSTERDAM)
STAPPEN = [timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=3), timedelta(days=7), timedelta(days=90)]


def schaal(*momenten: datetime, breedte: tuple[float, float] = (100.0, 900.0)) -> Tijdschaal:
    return Tijdschaal(momenten, AMSTERDAM, breedte, 20.0)


def op_rij() -> list[datetime]:
    momenten = [NU]
    for stap in STAPPEN:
        momenten.append(momenten[-1] + stap)
    return momenten


def test_afstanden_groeien_langzaam_met_de_tijd_ertussen() -> None:
    momenten = op_rij()
    gemaakt = schaal(*reversed(momenten), *momenten)
    afstanden = [gemaakt.x(later) - gemaakt.x(eerder) for eerder, later in pairwise(momenten)]
    assert afstanden == sorted(afstanden)
    assert afstanden[0] == SECONDE >= 7
    week, kwartaal = afstanden[-2:]
    assert week <= 60
    assert kwartaal <= 1.3 * week


def test_een_grens_is_te_onderscheiden_van_de_seconden_ernaast() -> None:
    voor, op, na = NU - timedelta(seconds=1), NU, NU + timedelta(seconds=1)
    gemaakt = schaal(voor, op, na)
    plaatsen = [gemaakt.x(voor), gemaakt.grens(op), gemaakt.x(op), gemaakt.grens(na), gemaakt.x(na)]
    assert all(rechts - links >= 3.5 for links, rechts in pairwise(plaatsen))


def test_hetzelfde_moment_in_een_andere_zone_heeft_dezelfde_plaats() -> None:
    gemaakt = schaal(NU, NU + timedelta(hours=1))
    assert gemaakt.x(NU.astimezone(UTC)) == gemaakt.x(NU)
    dubbel = datetime(2031, 10, 26, 2, 30, tzinfo=AMSTERDAM)
    gemaakt = schaal(dubbel, dubbel.replace(fold=1))
    assert gemaakt.x(dubbel) < gemaakt.x(dubbel.replace(fold=1))


def test_een_moment_dat_er_niet_is_heeft_geen_plaats() -> None:
    with pytest.raises(KeyError):
        schaal(NU).x(NU + timedelta(seconds=1))


def test_dagen_liggen_naast_elkaar_en_zijn_breed_genoeg_voor_hun_naam() -> None:
    middernacht = NU.replace(hour=0)
    gemaakt = schaal(middernacht - timedelta(seconds=1), middernacht, NU, NU + timedelta(days=9))
    dagen = gemaakt.dagen()
    assert [dag.moment.day for dag in dagen] == [5, 6, 15]
    assert (dagen[0].begin, dagen[-1].einde) == (0.0, gemaakt.breedte)
    assert all(links.einde == rechts.begin for links, rechts in pairwise(dagen))
    assert all(dag.einde - dag.begin >= NACHT for dag in dagen)
    assert dagen[1].begin < gemaakt.grens(middernacht)


@pytest.mark.parametrize("aantal", [1, 2, 20, 60])
def test_het_past_als_het_kan(aantal: int) -> None:
    momenten = [NU + timedelta(seconds=nr * nr) for nr in range(aantal)]
    assert 100 <= schaal(*momenten).breedte <= 900


def test_wat_niet_past_wordt_breder_maar_valt_niet_over_elkaar() -> None:
    momenten = [NU + timedelta(seconds=nr) for nr in range(300)]
    gemaakt = schaal(*momenten)
    assert gemaakt.breedte > 900
    assert all(gemaakt.x(later) - gemaakt.x(eerder) >= SECONDE for eerder, later in pairwise(momenten))


def test_zonder_momenten_is_er_een_leeg_vel() -> None:
    assert schaal().dagen() == []
    assert schaal().breedte == 100
