"""How the lines of a diagnosis are read."""

import re
from collections.abc import Callable, Iterable

Diagnose = Callable[..., tuple[bool, list[str]]]

_WISSELEND = (
    (re.compile(r"af: .*[/\\](foute_adapters|kalender)\.py, regel \d+"), r"af: \1.py"),
    (re.compile(r"welgevormde XML: .*"), "welgevormde XML: …"),  # the words of libxml2
    (re.compile(r"in \d+\.\d s"), "in 0.0 s"),
)


def namen_van(regels: Iterable[str], soort: str) -> list[str]:
    """Return the names of the checks with this outcome."""
    return [regel[8:].partition(": ")[0] for regel in regels if regel.startswith(f"{soort:<8}")]


def opmerkingen(regels: list[str]) -> str:
    """Return everything that is not good, between the first line and the last, without what differs from one machine to another."""
    tekst = "\n".join(regel for regel in regels[1:-1] if not regel.startswith("goed    "))
    for patroon, vast in _WISSELEND:
        tekst = patroon.sub(vast, tekst)
    return tekst
