"""How the built-in suite gets into a user's project.

It hangs as a module on the conftest.py that defines ``draaiboek_systeem``, so that fixtures, hooks, markers, -k, -m, --lf and
node ids behave as for the user's own tests below it. With ``--draaiboek-systeem`` there is no such file: then it hangs on
the session, under the name ``draaiboek``.
"""

import importlib
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek, controleer_rol
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.sessie.instellingen import KALENDER, TECHNIEK
from pytest_draaiboek.sessie.staat import GEEN_SYSTEEM, STAAT, rol_van
from pytest_draaiboek.systemen import Systeem
from pytest_draaiboek.toetsing.geval import Geval
from pytest_draaiboek.toetsing.techniek import Techniekgeval

SYSTEEM = "draaiboek_systeem"
SUITE = "pytest_draaiboek.toetsing.suite.alles"
LOS = "draaiboek"

GEVAL = pytest.StashKey[Geval | Techniekgeval]()

# By the argument of a test of the suite: the part that it belongs to.
ARGUMENTEN = {"draaiboek_geval": KALENDER, "draaiboek_techniekgeval": TECHNIEK}

pytest.register_assert_rewrite("pytest_draaiboek.toetsing.suite")


class Toetsing(pytest.Module):
    """The built-in suite as a module of the user's project."""

    def _getobj(self) -> ModuleType:
        return importlib.import_module(SUITE)

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Leave out what pytest keeps of a part without a case, so that it is not counted; one is kept when there is nothing else."""
        knopen = list(super().collect())
        return [knoop for knoop in knopen if geval_in(knoop)] or knopen


def geval_in(knoop: pytest.Item | pytest.Collector) -> Geval | Techniekgeval | None:
    """Return the case that a test of the suite is made for; None for the test that pytest keeps of a part without any."""
    waarden = knoop.callspec.params.values() if isinstance(knoop, pytest.Function) else ()
    return next((waarde for waarde in waarden if isinstance(waarde, Geval | Techniekgeval)), None)


def is_geval(item: pytest.Item) -> bool:
    """Whether an item is a case of the built-in suite, hung by us or imported by the user."""
    return GEVAL in item.stash


def anker_van(item: pytest.Item) -> str:
    """Return what a case hangs on: the node id of its module."""
    module = item.getparent(pytest.Module)
    return module.nodeid if module else LOS


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Hang the suite on a conftest.py that defines the system."""
    if not parent.session.isinitpath(file_path) and _is_anker(parent.config, file_path):
        return Toetsing.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Do the same when that conftest.py is named on the command line: then pytest would collect it as a plain module."""
    if _is_anker(parent.config, module_path):
        return Toetsing.from_parent(parent, path=module_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """See to it that the anchor is collected, whatever the user selects; a node id of the loose suite is no path."""
    config = session.config
    staat = config.stash[STAAT]
    if _hangt_los(config):
        staat.gekozen = [arg.removeprefix(f"{LOS}::") for arg in config.args if arg.startswith(f"{LOS}::")]
        config.args[:] = [arg for arg in config.args if not arg.startswith(f"{LOS}::")]
        return
    map_ = config.invocation_params.dir
    gekozen = {(map_ / arg.split("::")[0]).resolve() for arg in config.args}
    for naam, _ in config.pluginmanager.list_name_plugin():
        pad = Path(naam)
        if pad.is_absolute() and _is_anker(config, pad) and not gekozen & {pad, *pad.parents}:
            config.args.append(naam)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Hang the suite on the session when the options name the system."""
    report = yield
    if isinstance(collector, pytest.Session) and _hangt_los(collector.config) and report.passed:
        pad = Path(importlib.import_module(SUITE).__file__ or "")
        report.result.append(Toetsing.from_parent(collector, path=pad, nodeid=LOS))
    return report


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make the cases of the suite, and run the user's tests once per draaiboek, or once per milestone."""
    staat = metafunc.config.stash[STAAT]
    draaiboeken = staat.instellingen.draaiboeken
    argument = next((naam for naam in ARGUMENTEN if naam in metafunc.fixturenames), None)
    if argument:
        rol = rol_bij(metafunc.config, Path(metafunc.definition.path))
        alle = {
            naam: geval
            for d in draaiboeken
            # Of a draaiboek that does not know the role there are all cases: each of them says so, if nobody did before.
            for r in ((rol,) if rol in d.toetsrollen else d.toetsrollen)
            for naam, geval in staat.gevallen_voor(d, r).items()
            if geval.onderdeel == ARGUMENTEN[argument]
        }
        metafunc.parametrize(argument, alle.values(), ids=alle)
    elif "mijlpaal" in metafunc.fixturenames:
        paren = [(d, m) for d in draaiboeken for m in d.mijlpalen.values()]
        ids = [f"{d.naam}-{m.nr}" if len(draaiboeken) > 1 else m.nr for d, m in paren]
        metafunc.parametrize(("draaiboek", "mijlpaal"), paren, ids=ids, indirect=True)
    elif "draaiboek" in metafunc.fixturenames and len(draaiboeken) > 1:
        metafunc.parametrize("draaiboek", draaiboeken, ids=[d.naam for d in draaiboeken], indirect=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Know the cases among the items, keep each once, and refuse a run that would judge nothing."""
    staat = config.stash[STAAT]
    van_de_suite = [item for item in items if not ARGUMENTEN.keys().isdisjoint(getattr(item, "fixturenames", ()))]
    if any(not isinstance(item.parent, Toetsing) for item in van_de_suite):
        van_de_suite = [item for item in van_de_suite if not isinstance(item.parent, Toetsing)]
        items[:] = [item for item in items if not isinstance(item.parent, Toetsing)]
    for item in van_de_suite:
        anker = anker_van(item)
        staat.ankers.add(anker)
        staat.rollen.setdefault(anker, rol_bij(config, item.path) or "")
        if geval := geval_in(item):
            item.stash[GEVAL] = geval
    if not hasattr(config, "workerinput"):
        for rol in filter(None, staat.rollen.values()):
            _controleer_rol(rol, staat.instellingen.draaiboeken)
    # Of a part that is not asked for, or has nothing for this role, pytest keeps a test without a case.
    zonder_geval = {item for item in van_de_suite if not is_geval(item)}
    items[:] = [item for item in items if item not in zonder_geval]
    if staat.gekozen:
        items[:] = [
            item for item in items if not is_geval(item) or item.nodeid.removeprefix(f"{LOS}::") in staat.gekozen
        ]
    if not staat.ankers and not staat.instellingen.alleen_fixtures and not hasattr(config, "workerinput"):
        raise pytest.UsageError(GEEN_SYSTEEM)


def _controleer_rol(rol: str, draaiboeken: Sequence[Draaiboek]) -> None:
    try:
        controleer_rol(rol, draaiboeken)
    except OngeldigeInstelling as fout:
        raise pytest.UsageError(leesbaar(str(fout))) from fout


def rol_bij(config: pytest.Config, pad: Path) -> str | None:
    """Return the role of the system that tests in a file get, as far as can be seen before it is made.

    The options come first; then what the conftest.py shows: the return annotation of its fixture, or the one role that all
    systems it defines or imports have. None when it does not show; then the system itself tells, when the first case runs.
    """
    vast = config.stash[STAAT].vaste_rol
    if vast:
        return vast
    for map_ in (pad, *pad.parents):
        conftest = map_ if map_.name == "conftest.py" else map_ / "conftest.py"
        module = config.pluginmanager.get_plugin(str(conftest))
        if module is not None and hasattr(module, SYSTEEM):
            rol = _rol_in(module)
            if rol:
                return rol
    return None


def _rol_in(module: Any) -> str | None:
    fixture = getattr(module, SYSTEEM)
    functie = getattr(fixture, "__wrapped__", None) or getattr(fixture, "_fixture_function", None) or fixture
    if rol := rol_van(functie):
        return rol
    klassen = (wat for wat in vars(module).values() if isinstance(wat, type) and issubclass(wat, Systeem))
    rollen = {rol for klasse in klassen if (rol := rol_van(klasse))}
    return rollen.pop() if len(rollen) == 1 else None


def _is_anker(config: pytest.Config, pad: Path) -> bool:
    if pad.name != "conftest.py" or config.stash[STAAT].instellingen.alleen_fixtures or _hangt_los(config):
        return False
    return hasattr(config.pluginmanager.get_plugin(str(pad)), SYSTEEM)


def _hangt_los(config: pytest.Config) -> bool:
    instellingen = config.stash[STAAT].instellingen
    return bool(instellingen.systeem) and not instellingen.alleen_fixtures
