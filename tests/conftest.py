"""What all tests share: pytester, and the facts beside the repository when they are there.

A run within this run forgets at its end whatever it loaded first: what most of them need is loaded here, once.
"""

import asyncio  # noqa: F401
import gc
import warnings
from collections.abc import Iterator
from pathlib import Path

import freezegun  # noqa: F401
import jinja2  # noqa: F401
import pytest
import xmlschema  # noqa: F401

import pytest_draaiboek.klok.motor_freezegun
import pytest_draaiboek.rapport.html
import pytest_draaiboek.systemen.voorbeelden  # noqa: F401

with warnings.catch_warnings():
    # Whatever loads it first, a run within a run too, would get the warning that trio, which selenium brings along, calls forth in it.
    warnings.simplefilter("ignore")
    import hypothesis  # noqa: F401

pytest_plugins = ["pytester", "resultaten_delen"]

GEDEELD = Path(__file__).parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the pages of the documentation: each takes long, and at the end the other workers would wait for the last."""
    items.sort(key=lambda item: item.get_closest_marker("docs") is None)


@pytest.fixture
def gedeeld() -> Path:
    """The folder of facts and examples beside the repository; the kit itself works without it."""
    if not GEDEELD.is_dir():
        pytest.skip("the facts beside the repository are not here")
    return GEDEELD


@pytest.fixture(autouse=True)
def licht(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a run within this run, that ends with several rounds of garbage collection, go over what it made itself and not over all before it."""
    binnenin = "pytester" in request.fixturenames
    if binnenin:
        gc.freeze()
    yield
    if binnenin:
        gc.unfreeze()
