"""The public names, for autodoc: those of the package, and of the subpackage about messages."""

import enum
from collections.abc import Iterable
from importlib import import_module

import pytest_draaiboek
from pytest_draaiboek import berichten as over_berichten
from pytest_draaiboek import draaiboeken as over_draaiboeken
from pytest_draaiboek import fouten as over_fouten

KOPPEN = {
    "systemen": "The system under test",
    "rollen": "The system under test",
    "fouten": "The system under test",
    "toetsing.asserties": "Assertions",
    "berichten": "Messages",
    "klok": "The clock",
    "draaiboeken": "The calendar",
}

# What a register is made of: a caller meets these in its signature, and makes them from a file.
REGISTERDELEN = ("Gemeente", "Productregel", "Tarief")


def openbaar() -> str:
    """Return a section per subject, with every public name of the package.

    Raises:
        KeyError: for a subpackage with public names that has no heading here.

    """
    per_kop: dict[str, list[str]] = {kop: [] for kop in KOPPEN.values()}
    for module, namen in pytest_draaiboek._WAAR.items():
        per_kop[KOPPEN[module]] += namen
    return "\n".join(f"## {kop}\n\n{_directieven('pytest_draaiboek', namen)}" for kop, namen in per_kop.items())


def berichten() -> str:
    """Return what `pytest_draaiboek.berichten` has besides what the package has itself."""
    namen = [naam for naam in over_berichten.__all__ if naam not in pytest_draaiboek.__all__]
    return _directieven("pytest_draaiboek.berichten", namen) + _directieven(
        "pytest_draaiboek.berichten.register", REGISTERDELEN
    )


def draaiboeken() -> str:
    """Return what `pytest_draaiboek.draaiboeken` has besides what the package has itself."""
    return _directieven(
        "pytest_draaiboek.draaiboeken",
        [naam for naam in over_draaiboeken.__all__ if naam not in pytest_draaiboek.__all__],
    )


def fouten() -> str:
    """Return every error that the kit raises, the general ones first."""
    namen = [
        naam
        for naam, iets in vars(over_fouten).items()
        if isinstance(iets, type) and issubclass(iets, Exception) and naam not in pytest_draaiboek.__all__
    ]
    return _directieven("pytest_draaiboek.fouten", namen)


def _directieven(module: str, namen: Iterable[str]) -> str:
    return "```{eval-rst}\n" + "\n".join(_directief(module, naam) for naam in namen) + "\n```\n"


def _directief(module: str, naam: str) -> str:
    iets = getattr(import_module(module), naam)
    if not isinstance(iets, type):
        soort = "autofunction" if callable(iets) else "autodata"
        return f".. {soort}:: {module}.{naam}\n"
    opties = ["members"]
    if issubclass(iets, enum.Enum):
        opties.append("undoc-members")
    if issubclass(iets, Exception):
        return f".. autoexception:: {module}.{naam}\n   :show-inheritance:\n"
    return f".. autoclass:: {module}.{naam}\n" + "".join(f"   :{optie}:\n" for optie in opties)
