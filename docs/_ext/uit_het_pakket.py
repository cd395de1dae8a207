"""Pages that are made from the package: a line ``<!-- generated: NAME -->`` in a page becomes the text that `BLADEN` has under that name.

It is done when a page is read, and nothing of it is kept: a new option, verb or eis is in the documentation by itself.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bladen import draaiboekbestand, eisen, fixtures, opdrachten, openbaar, opties, resultaat
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

BLADEN: Mapping[str, Callable[[], str]] = {
    "options": opties.opties,
    "ini-values": opties.iniwaarden,
    "markers": fixtures.markers,
    "fixtures": fixtures.fixtures,
    "commands": opdrachten.opdrachten,
    "result": resultaat.resultaat,
    "eisen": eisen.eisen,
    "draaiboek-file": draaiboekbestand.bestand,
    "checks": draaiboekbestand.toetsen,
    "api": openbaar.openbaar,
    "api-berichten": openbaar.berichten,
    "api-draaiboeken": openbaar.draaiboeken,
    "api-errors": openbaar.fouten,
}
PLEK = re.compile(r"^<!-- generated: (?P<naam>[\w-]+) -->$", re.MULTILINE)


def vul_aan(_app: Sphinx, pagina: str, inhoud: list[str]) -> None:
    """Put what is made where a page asks for it."""

    def gemaakt(gevraagd: re.Match[str]) -> str:
        naam = gevraagd["naam"]
        if naam not in BLADEN:
            raise ExtensionError(f"{pagina}: nothing is generated under {naam!r}. Choose from {', '.join(BLADEN)}.")
        return BLADEN[naam]()

    inhoud[0] = PLEK.sub(gemaakt, inhoud[0])


def setup(app: Sphinx) -> dict[str, Any]:
    """Have Sphinx call this when it reads a page."""
    app.connect("source-read", vul_aan)
    return {"parallel_read_safe": True}
