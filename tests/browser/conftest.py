"""The browser, once per session, a page of it per test, and reports of real results."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uitslagen
from bladzijde import Bladzijde
from chromium import chromium
from selenium.webdriver import Chrome

from pytest_draaiboek.rapport.resultaat import Resultaat

Rapport = Callable[..., Path]


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


@pytest.fixture(scope="session")
def uitslag(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Resultaat]:
    """Return what gives the result of a kind of run, made once for all workers of this session."""
    map_ = tmp_path_factory.getbasetemp()
    # A worker of pytest-xdist has a folder of its own within that of the session.
    if map_.name.startswith("popen-"):
        map_ = map_.parent
    gemaakt: dict[str, Resultaat] = {}

    def geef(soort: str) -> Resultaat:
        if soort not in gemaakt:
            gemaakt[soort] = uitslagen.draai(soort, map_)
        return gemaakt[soort]

    return geef


@pytest.fixture(scope="session")
def rapport(uitslag: Callable[[str], Resultaat], tmp_path_factory: pytest.TempPathFactory) -> Rapport:
    """Return what gives the report of a kind of run, in a language."""
    from pytest_draaiboek.rapport.html import teken

    map_ = tmp_path_factory.mktemp("rapporten")

    def geef(soort: str, taal: str = "nl") -> Path:
        pad = map_ / f"{soort}.{taal}.html"
        if not pad.exists():
            pad.write_text(teken(uitslag(soort), taal), encoding="utf-8")
        return pad

    return geef
