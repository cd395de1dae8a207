"""The examples, what each needs, and how the README has them judged."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

MAP = Path(__file__).parents[2] / "docs" / "voorbeelden"
README = (MAP / "README.md").read_text(encoding="utf-8")
# What each needs on the PATH, besides pytest itself.
NODIG = {
    "aanbieder.mjs": ("node",),
    "knooppunt.py": (),
    "Gemeente.java": ("java", "faketime"),
    "Aanbieder.cs": ("mcs", "mono"),
}
ROLLEN = {
    "aanbieder.mjs": "aanbieder",
    "knooppunt.py": "knooppunt",
    "Gemeente.java": "gemeente",
    "Aanbieder.cs": "aanbieder",
}

elk = pytest.mark.parametrize("bestand", NODIG)


def commandos(bestand: str) -> list[str]:
    """Return the lines that the README has one paste to judge a file."""
    gevonden = re.search(rf"^\*\*{re.escape(bestand)}\*\*.*?\n\n```console\n(.*?)```", README, re.MULTILINE | re.DOTALL)
    assert gevonden, bestand
    return gevonden[1].splitlines()


def tekst(bestand: str) -> str:
    """Return what is in an example."""
    return (MAP / bestand).read_text(encoding="utf-8")


def zet_klaar(werkmap: Path, bestand: str, inhoud: str = "") -> list[str]:
    """Copy the examples, do what comes before pytest, and return the options that pytest gets.

    Args:
        werkmap: stands for the folder of the examples.
        bestand: the example.
        inhoud: stands in for that of the file; empty for the file as it is.

    """
    shutil.copytree(MAP, werkmap, dirs_exist_ok=True)
    if inhoud:
        (werkmap / bestand).write_text(inhoud, encoding="utf-8")
    *vooraf, laatste = [shlex.split(regel) for regel in commandos(bestand)]
    for opdracht in vooraf:
        subprocess.run(opdracht, cwd=werkmap, check=True, timeout=120)
    programma, draaiboek, *opties = laatste
    assert (programma, draaiboek) == ("pytest", "--draaiboek=iwmo-3.1")
    return opties
