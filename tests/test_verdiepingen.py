"""The house stands by its floors: a room imports only from floors below it; names and lengths as agreed."""

import ast
from pathlib import Path

import pytest

import pytest_draaiboek

PAKKET = Path(pytest_draaiboek.__file__).parent
FLOORS = {
    "fouten": 0,
    "duur": 0,
    "rollen": 0,
    "leesbaar": 0,
    "draaiboeken": 1,
    "standaarden": 1,
    "klok": 1,
    "berichten": 2,
    "systemen": 3,
    "toetsing": 4,
    "keten": 4,
    "rapport": 5,
    "diagnose": 5,
    "sessie": 6,
    "opdrachtregel": 6,
    "plugin": 7,
    "__main__": 7,
}
# The result knows cases as plain data, and the example systems hold their own dates.
VERBODEN = {
    "rapport": {"toetsing", "keten", "systemen", "klok", "berichten", "standaarden"},
    "systemen": {"draaiboeken", "toetsing"},
}
MODULES = [pad for pad in PAKKET.rglob("*.py") if pad != PAKKET / "__init__.py"]


def kamer(pad: Path) -> str:
    return pad.relative_to(PAKKET).parts[0].removesuffix(".py")


def kamers_van(pad: Path) -> set[str]:
    """Return the rooms that a module imports from, wherever in it."""
    namen: set[str] = set()
    for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.ImportFrom) and knoop.module:
            namen |= {knoop.module} | {
                f"{knoop.module}.{alias.name}" for alias in knoop.names if knoop.module == "pytest_draaiboek"
            }
        elif isinstance(knoop, ast.Import):
            namen |= {alias.name for alias in knoop.names}
    return {naam.split(".")[1] for naam in namen if naam.startswith("pytest_draaiboek.")}


@pytest.mark.parametrize("pad", MODULES, ids=lambda pad: pad.relative_to(PAKKET).as_posix())
def test_een_kamer_kent_alleen_wat_eronder_ligt(pad: Path) -> None:
    hier = kamer(pad)
    elders = kamers_van(pad) - {hier}
    assert elders <= FLOORS.keys()
    assert {naam for naam in elders if FLOORS[naam] >= FLOORS[hier]} == set()
    assert elders & VERBODEN.get(hier, set()) == set()


def test_elke_kamer_staat_op_een_verdieping() -> None:
    assert {kamer(pad) for pad in MODULES} == FLOORS.keys()


@pytest.mark.parametrize("pad", [*PAKKET.rglob("*.py")], ids=lambda pad: pad.relative_to(PAKKET).as_posix())
def test_een_module_is_een_idee(pad: Path) -> None:
    tekst = pad.read_text(encoding="utf-8")
    assert len(tekst.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(tekst))
    assert pad.stem not in {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("kamer_", ["toetsing", "rapport", "sessie", "keten", "diagnose"])
def test_feiten_staan_in_gegevens(kamer_: str) -> None:
    """Nothing that judges names a year, a standard or a message type; docstrings may."""
    for pad in (PAKKET / kamer_).rglob("*.py"):
        boom = ast.parse(pad.read_text(encoding="utf-8"))
        teksten = [
            k.value
            for k in ast.walk(boom)
            if isinstance(k, ast.Constant) and isinstance(k.value, str) and not k.value.count("\n\n")
        ]
        docstrings = [
            ast.get_docstring(k) for k in ast.walk(boom) if isinstance(k, ast.Module | ast.ClassDef | ast.FunctionDef)
        ]
        for tekst in set(teksten) - set(docstrings):
            assert not any(feit in tekst for feit in ("2022", "WMO3", "JW3", "iwmo-3", "ijw-3")), (pad.name, tekst)
