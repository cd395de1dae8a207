"""Whose turn it is at which address: cases of a system behind HTTP stay with the worker that has that address to itself.

Two workers that reset and order the same system by turns would judge each other's work. So under pytest-xdist every case belongs to one address,
and all that belongs to an address goes to one worker: with as many addresses as workers they all have work. A system that the kit starts itself,
on a port of its own choice or as a child, is there once per worker, and its cases go wherever there is room.
"""

from typing import Any

import pytest

from pytest_draaiboek.sessie.staat import STAAT
from pytest_draaiboek.sessie.verzameling import SYSTEEM, is_geval
from pytest_draaiboek.systemen.afstand.adres import POORT
from pytest_draaiboek.systemen.doel import adressen

ADRES = pytest.StashKey[int]()
GROEP = "@draaiboek-"


def vaste_adressen(doel: str | None) -> tuple[str, ...]:
    """Return the addresses that a target names and that all workers share; none for a system that each worker has for itself."""
    return tuple(adres for adres in adressen(doel or "") if POORT not in adres)


class Verdeling:
    """Registered when the system is behind fixed addresses."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Give every item that uses the system its address, when workers share the work."""
        if not hasattr(config, "workerinput"):
            return
        aantal = len(vaste_adressen(config.stash[STAAT].instellingen.systeem))
        gevallen = [item for item in items if is_geval(item)]
        for nr, item in enumerate(gevallen):
            item.stash[ADRES] = nr % aantal
        for item in items:
            if ADRES in item.stash or SYSTEEM in getattr(item, "fixturenames", ()):
                # As xdist marks a group, and last, since it looks at what comes last.
                vars(item)["_nodeid"] = f"{item.nodeid}{GROEP}{item.stash.get(ADRES, 0) + 1}"

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """Keep what belongs together on one worker, however the rest is spread."""
        if config.getoption("dist") == "each":
            raise pytest.UsageError(
                "--dist each laat alle werkers hetzelfde systeem toetsen, en dan verstoren ze elkaar.\n"
                "Wat te doen: gebruik -n zonder --dist each, of laat de kit per werker een systeem starten (--draaiboek-start met {poort})."
            )
        from xdist.scheduler import LoadGroupScheduling  # type: ignore[import-untyped]  # it says nothing of types

        return LoadGroupScheduling(config, log)
