"""Whose turn it is at which address: what uses a system behind HTTP stays with the worker that has that address to itself.

Two workers that reset and order the same system by turns would judge each other's work. So under pytest-xdist every case belongs to one address,
and all that belongs to an address goes to one worker: with as many addresses as workers they all have work. A system that the kit starts itself,
on a port of its own choice or as a child, is there once per worker, and its cases go wherever there is room.

Only a worker sees which tests use the system, and only the controller hands out the work: the one leaves a file for the other.
"""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
import pytest

from pytest_draaiboek.sessie.staat import STAAT
from pytest_draaiboek.sessie.verzameling import SYSTEEM, is_geval
from pytest_draaiboek.systemen.doel import vaste_adressen

ADRES = pytest.StashKey[int]()
BESTAND = "draaiboek_verdeling"
ROL = "draaiboek_rol"


class Verdeling:
    """What the controller and the workers of pytest-xdist tell each other about a system in another process.

    Args:
        config: of the run.

    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._adressen = vaste_adressen(config.stash[STAAT].instellingen.systeem)
        self._bestand: Path | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """On a worker: give every case its address, and tell which tests use which."""
        werker = getattr(config, "workerinput", None)
        if werker is None or not self._adressen:
            return
        bij: dict[str, int] = {}
        for item in items:
            if is_geval(item):
                item.stash[ADRES] = bij[item.nodeid] = len(bij) % len(self._adressen)
        for item in items:
            if SYSTEEM in getattr(item, "fixturenames", ()):
                bij.setdefault(item.nodeid, 0)
        bestand = Path(werker[BESTAND])
        # Every worker says the same; whoever reads it finds it whole.
        eigen = bestand.with_suffix(f".{werker['workerid']}")
        eigen.write_bytes(msgspec.json.encode(bij))
        eigen.replace(bestand)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """On the controller: tell a worker the role of the system, and where to leave the file."""
        node.workerinput[ROL] = self._config.stash[STAAT].vaste_rol
        if self._bestand is None:
            map_ = mkdtemp(prefix="draaiboek-")
            self._config.add_cleanup(lambda: shutil.rmtree(map_, ignore_errors=True))
            self._bestand = Path(map_, "verdeling.json")
        node.workerinput[BESTAND] = str(self._bestand)

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """On the controller: keep what belongs together on one worker, however the rest is spread."""
        if not self._adressen:
            return None
        if config.getoption("dist") == "each":
            raise pytest.UsageError(
                "--dist each laat alle werkers hetzelfde systeem toetsen, en dan verstoren ze elkaar.\n"
                "Wat te doen: gebruik -n zonder --dist each, of laat de kit per werker een systeem starten (--draaiboek-start met {poort})."
            )
        from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it says nothing of types

        bestand = self._bestand

        class PerAdres(LoadScopeScheduling):  # type: ignore[misc]  # idem
            """A test that uses the system goes with its address; any other goes by itself."""

            bij: dict[str, int] | None = None

            def _split_scope(self, nodeid: str) -> str:
                if self.bij is None:
                    assert bestand is not None
                    self.bij = msgspec.json.decode(bestand.read_bytes(), type=dict[str, int])
                return f"adres {self.bij[nodeid]}" if nodeid in self.bij else nodeid

        return PerAdres(config, log)
