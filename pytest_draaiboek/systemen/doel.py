"""What ``--draaiboek-systeem`` points at, and whether it keeps the contract."""

import importlib
import sys
from pathlib import Path
from typing import Any

from pytest_draaiboek.fouten import AdapterFout, OngeldigeInstelling
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.systemen.contract import Systeem

VORMEN = "module:naam (een klasse, functie of object in Python) of voorbeeld:ROL"
VERBEN = ("reset", "ontvang", "verzend", "verwerk", "klok", "stand", "meld_fout", "registreer_spoed", "sluit")


def maak_systeem(doel: str, map_: Path) -> Systeem:
    """Return the system that a target names.

    Args:
        doel: ``module:naam`` or ``voorbeeld:ROL``.
        map_: where the user stands; modules are looked for there first.

    Raises:
        OngeldigeInstelling: when there is no such system.
        AdapterFout: when it does not keep the contract.

    """
    wat = vind_doel(doel, map_)
    systeem = wat() if callable(wat) else wat
    controleer_contract(systeem)
    return systeem  # type: ignore[no-any-return]  # anything with the members of the contract will do


def vind_doel(doel: str, map_: Path) -> Any:
    """Return the class, function or object that a target names, without calling it."""
    soort, scheiding, naam = doel.partition(":")
    if not scheiding or not naam or "/" in naam or soort in {"http", "https", "proces"}:
        raise OngeldigeInstelling(f"--draaiboek-systeem is {doel!r}; verwacht wordt {VORMEN}.")
    if soort == "voorbeeld":
        from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN

        if naam not in VOORBEELDEN:
            raise OngeldigeInstelling(f"Er is geen voorbeeldsysteem {naam!r}. Kies uit {', '.join(VOORBEELDEN)}.")
        return VOORBEELDEN[naam]
    if str(map_) not in sys.path:
        sys.path.insert(0, str(map_))
    try:
        module = importlib.import_module(soort)
    except ImportError as fout:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem={doel}: module {soort!r} is niet te importeren ({fout}).\n"
            f"Wat te doen: start pytest in de map waar de module staat, of installeer hem."
        ) from fout
    try:
        return getattr(module, naam)
    except AttributeError:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem={doel}: module {soort!r} heeft geen {naam!r}. Controleer de naam."
        ) from None


def controleer_contract(systeem: object) -> None:
    """Check that an object offers what the contract asks.

    Raises:
        AdapterFout: names everything that is missing, and what to do.

    """
    gebreken = [f"{verb}() ontbreekt" for verb in VERBEN if not callable(getattr(systeem, verb, None))]
    rol = getattr(systeem, "rol", None)
    if rol not in set(Rol):
        gebreken.append(f"rol is {rol!r}; verwacht wordt een van {', '.join(Rol)}")
    elif rol != Rol.KNOOPPUNT and getattr(type(systeem), "verzend", None) is Systeem.verzend:
        gebreken.append("verzend(opdracht) ontbreekt; een gemeente en een aanbieder hebben dat")
    if gebreken:
        raise AdapterFout(
            f"De adapter {type(systeem).__name__} houdt zich niet aan het contract: {'; '.join(gebreken)}.\n"
            "Wat te doen: erf van pytest_draaiboek.Systeem en vul aan wat ontbreekt."
        )
