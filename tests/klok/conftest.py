"""Both motors, and hosts in other zones."""

import os
import time
from collections.abc import Iterator

import pytest

from pytest_draaiboek.klok import Motor, kies_motor

MOTOREN = ("freezegun", "time-machine")


@pytest.fixture(params=MOTOREN)
def motor(request: pytest.FixtureRequest) -> Iterator[Motor]:
    if request.param == "time-machine":
        pytest.importorskip("time_machine")
    gekozen = kies_motor(request.param)
    yield gekozen
    gekozen.stop()


@pytest.fixture(params=["Europe/Amsterdam", "UTC", "America/New_York"])
def gastheer(request: pytest.FixtureRequest) -> Iterator[str]:
    """A host that stands in another zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change the zone of a process")
    oud = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if oud is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = oud
    time.tzset()
