"""Durations as a user writes them."""

from datetime import timedelta

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import lees_duur


@pytest.mark.parametrize(
    ("tekst", "duur"),
    [
        ("15m", timedelta(minutes=15)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("-1s", timedelta(seconds=-1)),
        ("2d", timedelta(days=2)),
        ("+3h", timedelta(hours=3)),
        ("0s", timedelta()),
        (" 1d2h3m4s ", timedelta(days=1, hours=2, minutes=3, seconds=4)),
    ],
)
def test_een_duur(tekst: str, duur: timedelta) -> None:
    assert lees_duur(tekst) == duur


@pytest.mark.parametrize("tekst", ["", "-", "15", "15 m", "m", "1m1h", "kwartier", "1.5h"])
def test_geen_duur(tekst: str) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        lees_duur(tekst)
    assert str(fout.value) == f"{tekst!r} is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d."
