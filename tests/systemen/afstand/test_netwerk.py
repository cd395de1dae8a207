"""netwerk.py: a deadline that every step takes from."""

import time

import httpcore
import pytest

from pytest_draaiboek.systemen.afstand.netwerk import Termijn


def test_wat_er_rest() -> None:
    termijn = Termijn()
    with pytest.raises(httpcore.TimeoutException):
        termijn.rest_s()
    termijn.begin(60)
    eerst = termijn.rest_s()
    time.sleep(0.01)
    assert 0 < termijn.rest_s() < eerst <= 60
    termijn.begin(0)
    with pytest.raises(httpcore.TimeoutException):
        termijn.rest_s()
