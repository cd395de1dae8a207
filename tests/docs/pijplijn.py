"""What the pipelines of all three platforms share: their recipe, a machine with a shell, and how a run ends."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from schijnprogramma import PROGRAMMAS

WORTEL = Path(__file__).parents[2]
RECEPTEN = WORTEL / "docs" / "recepten"
SCHIJN = Path(__file__).with_name("schijnprogramma.py")
TAK = "main"


@dataclass(frozen=True, slots=True)
class Loop:
    """How a run of a pipeline ended.

    Args:
        geslaagd: whether it did.
        uitvoer: all that was printed.
        bewaard: the folder that is kept with the run; None when it kept none.
        site: the folder that was published; None when nothing was.

    """

    geslaagd: bool
    uitvoer: str
    bewaard: Path | None
    site: Path | None


def lees_recept(naam: str) -> dict[str, Any]:
    """Return a recipe."""
    gelezen: dict[str, Any] = yaml.safe_load((RECEPTEN / naam).read_text(encoding="utf-8"))
    return gelezen


def voorgesteld(naam: str) -> dict[str, str]:
    """Return the variables that a recipe proposes in comments, for a system that is started."""
    tekst = (RECEPTEN / naam).read_text(encoding="utf-8")
    return dict(re.findall(r'^  #   ([A-Z_]+): "(.*)"$', tekst, re.MULTILINE))


class Machine:
    """A machine of a platform: a folder with the checkout, and a shell in it.

    Args:
        map_: a new folder for all that is on it.
        project: what is checked out.
        omgeving: variables.

    """

    def __init__(self, map_: Path, project: Path, omgeving: Mapping[str, str]) -> None:
        self.werk = map_ / "werk"
        self.uitvoer = ""
        shutil.copytree(project, self.werk)
        programmas = map_ / "bin"
        programmas.mkdir()
        for naam in PROGRAMMAS:
            pad = programmas / naam
            pad.write_text(
                f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(SCHIJN))} {naam} "$@"\n',
                encoding="utf-8",
            )
            pad.chmod(0o755)
        eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("PYTEST_", "DRAAIBOEK"))}
        self.omgeving = eigen | {
            "PATH": os.pathsep.join([str(programmas), str(Path(sys.executable).parent), os.environ["PATH"]]),
            # Half of the suite is enough to see what a recipe does with it.
            "PYTEST_ADDOPTS": "--draaiboek-onderdeel=kalender",
            "SCHIJN_NODE": shutil.which("node") or "",
            "SCHIJN_SYSTEEM": str(WORTEL / "docs" / "voorbeelden" / "aanbieder.mjs"),
            **omgeving,
        }

    def voer_uit(self, script: str, map_: Path | None = None) -> bool:
        """Run a script as the platforms do: in bash, which stops at the first command that fails. Return whether none did."""
        klaar = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=map_ or self.werk,
            env=self.omgeving,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=200,
        )
        self.uitvoer += f"$ {script}\n{klaar.stdout}[{klaar.returncode}]\n"
        return klaar.returncode == 0

    def neem_mee(self, paden: Iterable[str], doel: Path) -> bool:
        """Copy what is there of these folders and patterns out of the checkout, each to its own place; return whether anything was."""
        gevonden = [pad for patroon in paden for pad in self.werk.glob(patroon.rstrip("/"))]
        for pad in gevonden:
            ander = doel / pad.relative_to(self.werk)
            ander.parent.mkdir(parents=True, exist_ok=True)
            if pad.is_dir():
                shutil.copytree(pad, ander, dirs_exist_ok=True)
            else:
                shutil.copy(pad, ander)
        return bool(gevonden)


def vul_in(tekst: str, waarden: Mapping[str, str], vorm: str) -> str:
    """Fill in the places of a text that a platform fills in; an unknown one is a KeyError."""
    return re.sub(vorm, lambda gevonden: waarden[gevonden[1]], tekst)
