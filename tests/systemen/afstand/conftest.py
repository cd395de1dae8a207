"""Servers and children that misbehave, each ended with its test."""

import gc
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from afstand_delen import KINDKOP, ROLLEN, RUIM
from ruwe_server import Daad, RuweServer

from pytest_draaiboek.systemen.afstand.lijn_http import Httplijn
from pytest_draaiboek.systemen.afstand.lijn_proces import Proceslijn
from pytest_draaiboek.systemen.afstand.opening import open_systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding


@pytest.fixture(autouse=True, scope="module")
def niets_blijft_open() -> Iterator[None]:
    """Have a pipe or socket that is left open complain in the module that left it."""
    yield
    gc.collect()


@pytest.fixture
def server() -> Iterator[Callable[..., RuweServer]]:
    """Return what starts a server."""
    servers: list[RuweServer] = []

    def maak(*daden: Daad, **zo: object) -> RuweServer:
        servers.append(RuweServer(*daden, **zo))  # type: ignore[arg-type]  # passed on as they are
        return servers[-1]

    yield maak
    for gemaakt in servers:
        gemaakt.sluit()


@pytest.fixture
def lijn() -> Iterator[Callable[..., Httplijn]]:
    """Return what makes a line to an address."""
    lijnen: list[Httplijn] = []

    def maak(adres: str, **zo: object) -> Httplijn:
        lijnen.append(Httplijn(adres, Verbinding(**{"tijdslimiet": RUIM} | zo)))  # type: ignore[arg-type]
        return lijnen[-1]

    yield maak
    for gemaakt in lijnen:
        gemaakt.sluit()


@pytest.fixture
def kind_lijn(tmp_path: Path) -> Iterator[Callable[..., Proceslijn]]:
    """Return what makes a line to a child that runs a script."""
    lijnen: list[Proceslijn] = []

    def maak(script: str, tijdslimiet: timedelta = RUIM, **zo: object) -> Proceslijn:
        pad = tmp_path / "kind.py"
        pad.write_text(KINDKOP + script, encoding="utf-8")
        lijnen.append(
            Proceslijn([sys.executable, str(pad)], {}, tijdslimiet=tijdslimiet, naar="proces:kind", **zo)  # type: ignore[arg-type]
        )
        return lijnen[-1]

    yield maak
    for gemaakt in lijnen:
        gemaakt.sluit()


@pytest.fixture
def open_() -> Iterator[Callable[..., SysteemOpAfstand]]:
    """Return what opens a system."""
    systemen: list[SysteemOpAfstand] = []

    def maak(doel: str, **zo: object) -> SysteemOpAfstand:
        systemen.append(open_systeem(doel, Verbinding(**{"tijdslimiet": RUIM} | zo), ROLLEN))  # type: ignore[arg-type]
        return systemen[-1]

    yield maak
    for gemaakt in systemen:
        gemaakt.sluit()
