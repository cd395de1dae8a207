"""When the clocks change, found from the zone and from nothing else."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pytest_draaiboek.rapport.html.klokwissels import klokwissels

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("zone", "van", "tot", "wissels"),
    [
        ("Europe/Amsterdam", (2022, 3, 1), (2022, 5, 2), [(2022, 3, 27, 1)]),
        ("Europe/Amsterdam", (2023, 3, 22), (2023, 4, 3), [(2023, 3, 26, 1)]),
        ("Europe/Amsterdam", (2022, 1, 1), (2023, 1, 1), [(2022, 3, 27, 1), (2022, 10, 30, 1)]),
        ("Europe/Amsterdam", (2022, 4, 1), (2022, 5, 2), []),
        ("America/New_York", (2022, 3, 1), (2022, 4, 1), [(2022, 3, 13, 7)]),
        ("UTC", (2022, 1, 1), (2023, 1, 1), []),
    ],
)
def test_elke_wissel_tot_op_de_seconde(
    zone: str, van: tuple[int, ...], tot: tuple[int, ...], wissels: list[tuple[int, ...]]
) -> None:
    momenten = [datetime(*van, 12, 34, 56, tzinfo=UTC), datetime(*tot, tzinfo=UTC)]
    gevonden = klokwissels(ZoneInfo(zone), momenten)
    assert gevonden == [datetime(*wissel, tzinfo=UTC) for wissel in wissels]
    for wissel in gevonden:
        voor, na = (m.astimezone(ZoneInfo(zone)).utcoffset() for m in (wissel - timedelta(seconds=1), wissel))
        assert voor != na


def test_zonder_momenten_is_er_niets_te_vinden() -> None:
    assert klokwissels(AMSTERDAM, []) == []
    assert klokwissels(AMSTERDAM, [datetime(2022, 3, 27, 1, tzinfo=UTC)]) == []
