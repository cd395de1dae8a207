"""The tutorial: its steps come to the file that it offers at the end, and each step mends something."""

import ast
import re
from pathlib import Path

from blokken import lees
from samenvoegen import voeg_samen

MAP = Path(__file__).parents[2] / "docs" / "tutorial"
STAPPEN = [blok for blok in lees(MAP / "van-nul-tot-badge.md") if blok.bestand == "conftest.py"]


def delen(code: str) -> dict[str, str]:
    """Return what a file names, at the top and in its class, by name; and its imports."""
    gevonden: dict[str, str] = {}
    for knoop in ast.parse(code).body:
        if isinstance(knoop, ast.ClassDef):
            gevonden |= {f"{knoop.name}.{getattr(lid, 'name', ast.unparse(lid))}": ast.dump(lid) for lid in knoop.body}
        elif isinstance(knoop, ast.ImportFrom):
            gevonden |= {f"{knoop.module}.{naam.name}": "" for naam in knoop.names}
        elif isinstance(knoop, ast.FunctionDef | ast.Assign):
            gevonden[getattr(knoop, "name", ast.unparse(knoop).split(" = ")[0])] = ast.dump(knoop)
    return gevonden


def test_de_stappen_komen_uit_op_het_bestand_aan_het_eind() -> None:
    bestand = STAPPEN[0].tekst
    for stap in STAPPEN[1:]:
        bestand = voeg_samen(bestand, stap.tekst)
    assert delen(bestand) == delen((MAP / "onssysteem.py").read_text(encoding="utf-8"))


def test_de_readme_begint_met_hetzelfde_systeem() -> None:
    readme = (MAP.parents[1] / "README.md").read_text(encoding="utf-8")
    (getoond,) = [blok for blok in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "class OnsSysteem" in blok]
    assert ast.dump(ast.parse(getoond)) == ast.dump(ast.parse(STAPPEN[0].tekst))
