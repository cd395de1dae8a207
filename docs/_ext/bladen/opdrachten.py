"""The command ``draaiboek``, from its own parser."""

import argparse
import os
from unittest.mock import patch

from bladen.markdown import tabel
from pytest_draaiboek import opdrachtregel


def opdrachten() -> str:
    """Return a section per command: what it does, how it is written, its arguments."""
    # So wide that a usage fits in a block of code on a page.
    with patch.dict(os.environ, COLUMNS="90"):
        parser = opdrachtregel._parser()
        (keuze,) = (actie for actie in parser._actions if isinstance(actie, argparse._SubParsersAction))
        uitleg = {actie.dest: actie.help or "" for actie in keuze._choices_actions}
        return "\n".join(_opdracht(naam, deel, uitleg[naam]) for naam, deel in keuze.choices.items())


def _opdracht(naam: str, parser: argparse.ArgumentParser, uitleg: str) -> str:
    gebruik = parser.format_usage().split(": ", 1)[1].strip()
    rijen = [
        (_hoe(actie), actie.help or "")
        for actie in parser._actions
        if not isinstance(actie, argparse._HelpAction | argparse._SubParsersAction)
    ]
    tekst = f"(opdracht-{naam})=\n## `draaiboek {naam}`\n\n{uitleg[0].upper()}{uitleg[1:].rstrip('.')}.\n\n"
    tekst += f"```{{code-block}} text\n{gebruik}\n```\n\n"
    return tekst + (tabel(("argument", ""), rijen) if rijen else "")


def _hoe(actie: argparse.Action) -> str:
    plek = actie.metavar if isinstance(actie.metavar, str) else ""
    if not actie.option_strings:
        return f"`{plek or actie.dest}`"
    return f"`{', '.join(actie.option_strings)}{f' {plek}' if plek and actie.nargs != 0 else ''}`"
