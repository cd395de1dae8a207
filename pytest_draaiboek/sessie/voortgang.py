"""How far a long run is: a line now and then, between what pytest itself shows."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from pytest_draaiboek.rapport.melding import GEVALVELD
from pytest_draaiboek.sessie.staat import Staat
from pytest_draaiboek.sessie.verzameling import is_geval
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort

EERSTE_NA_S = 15.0
DAARNA_S = 30.0


class Voortgang:
    """Counts the cases that come in, and tells of them; on the controller only.

    It speaks only when a report has come in: in between, what is written belongs to the test that runs.

    Args:
        config: of the run.
        staat: its state.
        eerste_na_s: how long a run goes on before the first line, in seconds of real time.
        daarna_s: how long it is silent after each line.
        nu_s: tells real time, in seconds from wherever; a frozen clock leaves it alone.

    """

    def __init__(
        self,
        config: pytest.Config,
        staat: Staat,
        *,
        eerste_na_s: float = EERSTE_NA_S,
        daarna_s: float = DAARNA_S,
        nu_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._staat = staat
        self._daarna_s = daarna_s
        self._nu_s = nu_s
        self._begonnen_s = nu_s()
        self._volgende_na_s = eerste_na_s
        self._gevallen: set[str] = set()
        self._gekomen: dict[str, str] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Know what will run, when it runs in this process."""
        self._begin(item.nodeid for item in session.items if is_geval(item))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: Iterable[str]) -> None:
        """Know what will run, when workers of pytest-xdist do; there is no more to go by than the names."""
        draaiboeken = self._staat.instellingen.draaiboeken
        namen = {naam for d in draaiboeken for rol in d.toetsrollen for naam in self._staat.gevallen_voor(d, rol)}
        self._begin(nodeid for nodeid in ids if nodeid.rpartition("[")[2].removesuffix("]") in namen)

    def _begin(self, gevallen: Iterable[str]) -> None:
        if not self._gevallen:
            self._begonnen_s = self._nu_s()
        self._gevallen.update(gevallen)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a case, and say how far it is when it was silent long enough."""
        if gegevens := vars(report).get(GEVALVELD):
            self._gekomen[report.nodeid] = gegevens["soort"]
        bezig_s = self._nu_s() - self._begonnen_s
        if bezig_s < self._volgende_na_s or not 0 < len(self._gekomen) < len(self._gevallen):
            return
        if report.when == "setup":
            # The name of the file stands there already, and the dot of this test is still to come behind it.
            return
        self._volgende_na_s = bezig_s + self._daarna_s
        verslaggever = self._config.pluginmanager.get_plugin("terminalreporter")
        if verslaggever is None or verslaggever.verbosity < 0 or self._config.option.collectonly:
            return
        verslaggever.ensure_newline()
        # Under pytest-xdist it does not know that a line is begun.
        if verslaggever._tw.width_of_current_line:
            verslaggever._tw.line()
        verslaggever.write_line(voortgangsregel(list(self._gekomen.values()), len(self._gevallen), bezig_s))


def voortgangsregel(soorten: list[str], totaal: int, bezig_s: float) -> str:
    """Say how far a run is.

    Args:
        soorten: how every case so far ended, as in `toetsing.uitslag`; at least one.
        totaal: how many cases will run.
        bezig_s: for how long it runs, in seconds.

    """
    klaar = len(soorten)
    afwijkend = soorten.count(Bevindingsoort.AFWIJKING)
    getoetst = sum(soorten.count(s) for s in (Bevindingsoort.VOLDOET, Bevindingsoort.AANDACHTSPUNT))
    open_ = klaar - afwijkend - getoetst
    delen = [f"draaiboek: {klaar} van {totaal} gevallen ({100 * klaar // totaal}%)"]
    if afwijkend:
        delen.append(f"{afwijkend} {'wijkt' if afwijkend == 1 else 'wijken'} af")
    if open_:
        delen.append(f"{open_} niet getoetst")
    delen += [f"{_duur(bezig_s)} bezig", f"nog ongeveer {_duur(bezig_s / klaar * (totaal - klaar))}"]
    return ", ".join(delen)


def _duur(seconden: float) -> str:
    """Write a length of time as m:ss, or h:mm:ss."""
    minuten, over_s = divmod(round(seconden), 60)
    uren, over_m = divmod(minuten, 60)
    return f"{uren}:{over_m:02}:{over_s:02}" if uren else f"{over_m}:{over_s:02}"
