"""What ``--draaiboek-systeem`` points at, and whether it keeps the contract."""

import importlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pytest_draaiboek.fouten import AdapterFout, OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.adres import POORT, PROCES
from pytest_draaiboek.systemen.afstand.verbinding import GEWOON, Verbinding
from pytest_draaiboek.systemen.contract import Systeem

VORMEN = "module:naam (een klasse, functie of object in Python), http(s)://adres, proces:OPDRACHT of voorbeeld:NAAM"
VERBEN = ("reset", "ontvang", "verzend", "verwerk", "klok", "stand", "meld_fout", "registreer_spoed", "sluit")
HTTP = ("http://", "https://")


def adressen(doel: str) -> tuple[str, ...]:
    """Return the addresses that a target names, separated by commas, each once; none when it names something else."""
    if not doel.startswith(HTTP):
        return ()
    return tuple(dict.fromkeys(deel.strip() for deel in doel.split(",") if deel.strip()))


def vaste_adressen(doel: str | None) -> tuple[str, ...]:
    """Return the addresses that a target names and that all processes of a run share; none for a system that each has for itself."""
    return tuple(adres for adres in adressen(doel or "") if POORT not in adres)


def is_op_afstand(doel: str) -> bool:
    """Whether a target is a system in another process."""
    return doel.startswith((PROCES, *HTTP))


def maak_systeem(doel: str, map_: Path, rollen: Mapping[str, bool], verbinding: Verbinding = GEWOON) -> Systeem:
    """Return the system that a target names.

    Args:
        doel: ``module:naam``, ``voorbeeld:NAAM``, one address, or ``proces:`` with a command.
        map_: where the user stands; modules are looked for there first.
        rollen: the roles that it can be judged in, and whether it must be able to send in each.
        verbinding: how a system in another process is reached.

    Raises:
        OngeldigeInstelling: when there is no such system.
        AdapterFout: when it does not keep the contract, or is not there.

    """
    if is_op_afstand(doel):
        from pytest_draaiboek.systemen.afstand.opening import open_systeem

        return open_systeem(doel, verbinding, rollen)
    wat = vind_doel(doel, map_)
    systeem = wat() if callable(wat) else wat
    controleer_contract(systeem, rollen)
    return systeem  # type: ignore[no-any-return]  # anything with the members of the contract will do


def vind_doel(doel: str, map_: Path) -> Any:
    """Return the class, function or object in Python that a target names, without calling it."""
    soort, scheiding, naam = doel.partition(":")
    if not scheiding or not naam or "/" in naam:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem is {doel!r}; verwacht wordt {VORMEN}.\nWat te doen: noem het in een van die vormen."
        )
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


def controleer_voorbeeld(doel: str, standaarden: Iterable[str]) -> None:
    """Check that an example is not asked for standards of which it knows nothing, while another example of its role knows them.

    Args:
        doel: the target; anything but an example is fine.
        standaarden: of the draaiboeken of the run.

    Raises:
        OngeldigeInstelling: names the example to take.

    """
    from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN, beter_voorbeeld

    soort, _, naam = doel.partition(":")
    if soort == "voorbeeld" and naam in VOORBEELDEN and (beter := beter_voorbeeld(naam, standaarden)):
        raise OngeldigeInstelling(
            f"voorbeeld:{naam} weet niets van de standaard van dit draaiboek; het is er voor {', '.join(VOORBEELDEN[naam].standaarden)}.\n"
            f"Wat te doen: kies --draaiboek-systeem voorbeeld:{beter}."
        )


def controleer_contract(systeem: object, rollen: Mapping[str, bool]) -> None:
    """Check that an object offers what the contract asks.

    Whether every draaiboek can judge it in its role is another question, with another answer: `controleer_rol`.

    Args:
        systeem: the object.
        rollen: the roles that a system can be judged in, and whether it must be able to send in each.

    Raises:
        AdapterFout: names everything that is missing, and what to do.

    """
    gebreken = [f"{verb}() ontbreekt" for verb in VERBEN if not callable(getattr(systeem, verb, None))]
    rol = getattr(systeem, "rol", None)
    if not isinstance(rol, str) or not rol:
        gebreken.append(f"rol is {rol!r}; verwacht wordt een van {', '.join(rollen)}")
    elif rollen.get(rol) and not _kan_verzenden(systeem):
        gebreken.append(f"verzend(opdracht) ontbreekt; een {rol} heeft dat")
    if gebreken:
        raise AdapterFout(
            f"De adapter {type(systeem).__name__} houdt zich niet aan het contract: {'; '.join(gebreken)}.\n"
            "Wat te doen: erf van pytest_draaiboek.Systeem en vul aan wat ontbreekt."
        )


def _kan_verzenden(systeem: object) -> bool:
    """Whether it has a verzend of its own; a system in another process that the user opened describes its verbs."""
    verben = getattr(systeem, "verben", None)
    if isinstance(verben, frozenset):
        return "verzend" in verben
    return getattr(type(systeem), "verzend", None) is not Systeem.verzend
