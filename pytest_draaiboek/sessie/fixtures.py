"""The fixtures, for the user's own tests and for the suite."""

from collections.abc import Callable

import pytest

from pytest_draaiboek.berichten import Berichten, Gegevens
from pytest_draaiboek.draaiboeken import Draaiboek, Mijlpaal
from pytest_draaiboek.keten import Knooppunt
from pytest_draaiboek.klok import Klok
from pytest_draaiboek.sessie.beproeven import beproef_item
from pytest_draaiboek.sessie.staat import STAAT
from pytest_draaiboek.sessie.verzameling import GEVAL, is_geval, rol_bij
from pytest_draaiboek.systemen import Systeem
from pytest_draaiboek.toetsing.geval import Geval


@pytest.fixture
def draaiboek(request: pytest.FixtureRequest) -> Draaiboek:
    """The draaiboek in force; with several, a test that asks for it runs once for each."""
    if hasattr(request, "param"):
        gekozen: Draaiboek = request.param
        return gekozen
    if is_geval(request.node):
        geval: Geval = request.node.stash[GEVAL]
        return geval.draaiboek
    return request.config.stash[STAAT].instellingen.draaiboeken[0]


@pytest.fixture
def draaiboek_klok(request: pytest.FixtureRequest, draaiboek: Draaiboek) -> Klok:
    """The clock: frozen as soon as it is set, real again when the test is over."""
    return request.config.stash[STAAT].klok(draaiboek)


@pytest.fixture
def mijlpaal(request: pytest.FixtureRequest, draaiboek_klok: Klok) -> Mijlpaal:
    """A milestone, with the clock frozen at it; a test that asks for it runs once for each."""
    gekozen: Mijlpaal = request.param
    draaiboek_klok.zet(gekozen.moment)
    return gekozen


@pytest.fixture
def draaiboek_gegevens(request: pytest.FixtureRequest, draaiboek: Draaiboek) -> Gegevens:
    """The codes that the system knows; override it, or name a TOML file in the ini value of the same name."""
    return request.config.stash[STAAT].instellingen.gegevens or Gegevens.fictief()


@pytest.fixture
def draaiboek_berichten(
    request: pytest.FixtureRequest, draaiboek: Draaiboek, draaiboek_gegevens: Gegevens
) -> Berichten:
    """Makes messages: in the version in force at the frozen moment, dated then, within the codes the system knows."""
    return request.config.stash[STAAT].berichten(draaiboek, draaiboek_gegevens)


@pytest.fixture(scope="session")
def draaiboek_systeem(request: pytest.FixtureRequest) -> Systeem:
    """The system under test; override it in conftest.py, or name it with --draaiboek-systeem."""
    return request.config.stash[STAAT].systeem


@pytest.fixture
def draaiboek_rol(request: pytest.FixtureRequest) -> str:
    """The role of the system under test."""
    rol = rol_bij(request.config, request.path)
    return rol or str(request.getfixturevalue("draaiboek_systeem").rol)


@pytest.fixture
def draaiboek_knooppunt(request: pytest.FixtureRequest, draaiboek: Draaiboek, draaiboek_klok: Klok) -> Knooppunt:
    """A simulated hub in this process, by the calendar of the frozen moment."""
    return Knooppunt(draaiboek, draaiboek_klok, request.config.stash[STAAT].instellingen.officieel)


@pytest.fixture
def draaiboek_toets(request: pytest.FixtureRequest, draaiboek_klok: Klok) -> Callable[[], None]:
    """Tries the case of this item, and ends the test with its outcome; for the suite."""
    return lambda: beproef_item(request, draaiboek_klok)
