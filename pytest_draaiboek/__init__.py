"""pytest-draaiboek: a self-test that puts a supplier's system through a national migration script."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pytest_draaiboek.berichten import Bericht, Berichten, Bevinding, Gegevens, controleer, controleer_samen
    from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Fase, Mijlpaal, Oordeel
    from pytest_draaiboek.fouten import NietOndersteund
    from pytest_draaiboek.klok import Klok
    from pytest_draaiboek.rollen import Rol
    from pytest_draaiboek.systemen import Opdracht, Stand, Status, Systeem, Uitkomst, Uitstel
    from pytest_draaiboek.toetsing.asserties import (
        assert_afgerond,
        assert_beantwoord,
        assert_geblokkeerd,
        assert_geen_gebroken_paar,
        assert_geldig,
        assert_versie,
        assert_verzonden,
        assert_volgens_draaiboek,
    )

# pytest imports this package in every run of everybody who has the kit installed: so names are fetched when asked for.
_WAAR = {
    "draaiboeken": ("Draaiboek", "Eis", "Fase", "Mijlpaal", "Oordeel"),
    "berichten": ("Bericht", "Berichten", "Bevinding", "Gegevens", "controleer", "controleer_samen"),
    "systemen": ("Opdracht", "Stand", "Status", "Systeem", "Uitkomst", "Uitstel"),
    "rollen": ("Rol",),
    "fouten": ("NietOndersteund",),
    "klok": ("Klok",),
    "toetsing.asserties": (
        "assert_afgerond",
        "assert_beantwoord",
        "assert_geblokkeerd",
        "assert_geen_gebroken_paar",
        "assert_geldig",
        "assert_versie",
        "assert_verzonden",
        "assert_volgens_draaiboek",
    ),
}
_MODULE_VAN = {naam: module for module, namen in _WAAR.items() for naam in namen}

__all__ = [
    "Bericht",
    "Berichten",
    "Bevinding",
    "Draaiboek",
    "Eis",
    "Fase",
    "Gegevens",
    "Klok",
    "Mijlpaal",
    "NietOndersteund",
    "Oordeel",
    "Opdracht",
    "Rol",
    "Stand",
    "Status",
    "Systeem",
    "Uitkomst",
    "Uitstel",
    "assert_afgerond",
    "assert_beantwoord",
    "assert_geblokkeerd",
    "assert_geen_gebroken_paar",
    "assert_geldig",
    "assert_versie",
    "assert_verzonden",
    "assert_volgens_draaiboek",
    "controleer",
    "controleer_samen",
]


def __getattr__(naam: str) -> Any:
    if naam not in _MODULE_VAN:
        raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_VAN[naam]}"), naam)
