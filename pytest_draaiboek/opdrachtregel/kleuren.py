"""Lines that the command prints: in colour where somebody looks at them, by the rules that pytest has, and never more than text."""

import os
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TextIO

from pytest_draaiboek.leesbaar import leesbaar

KEUZES = ("yes", "no", "auto")
KEUZE = ContextVar("kleuren", default="auto")
"""What ``--color`` asks for."""

_CODES = {"red": 31, "green": 32, "yellow": 33}


def druk(tekst: str, kleur: str = "", *, naar: TextIO | None = None) -> None:
    """Print a text.

    Args:
        tekst: one line or several; what is not to be seen in it is written out.
        kleur: "red", "green", "yellow", or "" for none.
        naar: the stream; default: stdout.

    """
    druk_delen([(tekst, kleur)], naar=naar)


def druk_delen(delen: Iterable[tuple[str, str]], *, naar: TextIO | None = None) -> None:
    """Print one line in parts, each with its colour; see `druk`."""
    stroom = sys.stdout if naar is None else naar
    gekleurd = _gekleurd(stroom)
    schoon = ((leesbaar(tekst), kleur) for tekst, kleur in delen)
    print("".join(f"\x1b[{_CODES[k]}m{t}\x1b[0m" if k and gekleurd else t for t, k in schoon), file=stroom)


def _gekleurd(stroom: TextIO) -> bool:
    """Whether a stream gets colours: --color first, then the environment, then whether it is a terminal; as pytest has it."""
    keuze, omgeving = KEUZE.get(), os.environ
    if keuze != "auto":
        return keuze == "yes"
    if omgeving.get("PY_COLORS") in ("0", "1"):
        return omgeving["PY_COLORS"] == "1"
    if omgeving.get("NO_COLOR"):
        return False
    if omgeving.get("FORCE_COLOR"):
        return True
    if not stroom.isatty() or omgeving.get("TERM") == "dumb":
        return False
    if sys.platform == "win32":
        import colorama  # comes with pytest there

        colorama.just_fix_windows_console()
    return True
