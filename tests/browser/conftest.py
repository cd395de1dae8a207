"""The browser, once per session, and a page of it per test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bladzijde import Bladzijde
from chromium import chromium
from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium, started once."""
    with chromium(tmp_path_factory.mktemp("profiel")) as driver:
        yield driver


@pytest.fixture
def vrije_bladzijde(browser: Chrome) -> Iterator[Bladzijde]:
    """A page that may do as it likes; the test says what of it is right."""
    bladzijde = Bladzijde(browser)
    yield bladzijde
    bladzijde.verlaat()


@pytest.fixture
def bladzijde(vrije_bladzijde: Bladzijde) -> Iterator[Bladzijde]:
    """A page that says nothing on the console and asks for nothing but itself, whatever else the test is about."""
    yield vrije_bladzijde
    assert vrije_bladzijde.gezegd() == []
    assert vrije_bladzijde.gevraagd() == []


@pytest.fixture
def pagina(tmp_path: Path) -> Path:
    """Where a test may write a page of its own."""
    return tmp_path / "pagina.html"
