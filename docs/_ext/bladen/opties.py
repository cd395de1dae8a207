"""The options of pytest and the ini values, from the plug-in; what they mean in English, from the table in the README."""

import re
from pathlib import Path

from bladen.markdown import tabel
from pytest_draaiboek.plugin import DIAGNOSE, INIWAARDEN, OPTIES

README = Path(__file__).parents[3] / "README.md"
RIJ = re.compile(r"^\| `--(?P<naam>[\w-]+)[^`]*` \| (?P<uitleg>.*) \|$", re.MULTILINE)


def opties() -> str:
    """Return a section per option: how it is written, its ini twin, what it means.

    Raises:
        KeyError: for an option that the table in the README does not have.

    """
    engels = {gevonden["naam"]: gevonden["uitleg"] for gevonden in RIJ.finditer(README.read_text(encoding="utf-8"))}
    delen = []
    for naam, plek, uitleg in OPTIES:
        ini = naam.replace("-", "_")
        waarde = "a switch; in the ini file `true` or `false`" if plek is None else f"`{plek}`"
        delen.append(
            f"(optie-{naam})=\n"
            f"### `--{naam}`\n\n"
            f"{_zin(_als_pagina(engels[naam]))}\n\n"
            f"Value\n: {waarde}\n\n"
            f"In the ini file\n: `{ini} = …`\n\n"
            f"`pytest --help` says\n: {uitleg}\n"
        )
    delen.append(
        f"(optie-{DIAGNOSE})=\n### `--{DIAGNOSE}`\n\nJudge nothing: say what the adapter lacks. It has no ini twin. "
        f"The same as [`draaiboek diagnose`](#opdracht-diagnose).\n"
    )
    return "\n".join(delen)


def iniwaarden() -> str:
    """Return a table of what belongs in a file and not on a command line."""
    return tabel(("ini value", "`pytest --help` says"), ((f"`{naam}`", uitleg) for naam, uitleg in INIWAARDEN))


def _als_pagina(tekst: str) -> str:
    """Return a cell of the README with its links as seen from a page of the documentation."""
    return re.sub(r"\]\(docs/", "](../", tekst).replace("\\|", "|")


def _zin(tekst: str) -> str:
    return tekst[0].upper() + tekst[1:].rstrip(".") + "."
