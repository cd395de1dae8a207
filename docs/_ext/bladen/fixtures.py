"""The fixtures and markers, from the plug-in: the names it promises, and what their docstrings say."""

import ast
import inspect
from types import SimpleNamespace
from typing import Any

import pytest_draaiboek.sessie.fixtures as bron
from bladen.markdown import alinea, tabel
from pytest_draaiboek import plugin


def fixtures() -> str:
    """Return a table of the fixtures: name, what it gives, scope, what it is for.

    Raises:
        KeyError: for a name that the plug-in promises and that no fixture has.

    """
    functies = {
        knoop.name: knoop for knoop in ast.parse(inspect.getsource(bron)).body if isinstance(knoop, ast.FunctionDef)
    }
    rijen = []
    for naam in plugin.FIXTURES:
        functie = functies[naam]
        geeft = ast.unparse(functie.returns) if functie.returns else ""
        rijen.append((f"`{naam}`", f"`{geeft}`", _bereik(functie), alinea(ast.get_docstring(functie))))
    return tabel(("fixture", "gives", "scope", ""), rijen)


def markers() -> str:
    """Return a table of the markers, as the plug-in registers them."""
    regels: list[str] = []
    nagespeeld: Any = SimpleNamespace(
        addinivalue_line=lambda _naam, regel: regels.append(regel),
        getoption=lambda _naam: None,
        getini=lambda _naam: None,
        pluginmanager=SimpleNamespace(register=lambda *_: None),
    )
    plugin.pytest_configure(nagespeeld)
    return tabel(
        ("marker", "`pytest --markers` says"),
        ((f"`@pytest.mark.{hoe}`", uitleg) for hoe, uitleg in (regel.split(": ", 1) for regel in regels)),
    )


def _bereik(functie: ast.FunctionDef) -> str:
    for versiering in functie.decorator_list:
        if isinstance(versiering, ast.Call):
            for gegeven in versiering.keywords:
                if gegeven.arg == "scope" and isinstance(gegeven.value, ast.Constant):
                    return str(gegeven.value.value)
    return "function"
