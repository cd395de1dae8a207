"""The parser of the command, in Dutch throughout: help, errors, and with each error what to do."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from pytest_draaiboek.opdrachtregel.kleuren import KEUZES

VERKEERD_GEBRUIK = 2

# What argparse says, and how it is said here; what is not here is Dutch already.
_VERTALING = (
    (r"the following arguments are required: (.+)", r"er ontbreekt \1"),
    (r"argument (.+?): expected one argument", r"bij \1 hoort één waarde"),
    (r"argument (.+?): expected at least one argument", r"bij \1 hoort minstens één waarde"),
    (r"argument (.+?): ignored explicit argument (.+)", r"bij \1 hoort geen waarde, en er staat \2"),
    (r"argument (.+?): (.+)", r"\1 \2"),
)


class Ontleder(argparse.ArgumentParser):
    """An ``ArgumentParser`` that speaks Dutch; the parsers of its subcommands are of the same kind."""

    def __init__(self, **hoe: Any) -> None:
        super().__init__(**{"add_help": False, "allow_abbrev": False, "formatter_class": _Vorm, **hoe})
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        self.add_argument(
            "--color",
            metavar="WANNEER",
            choices=KEUZES,
            default=argparse.SUPPRESS,
            help="kleuren: yes, no, of auto (standaard: op een terminal wel)",
        )

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong and what to do, and end."""
        for patroon, nederlands in _VERTALING:
            if gevonden := re.fullmatch(patroon, message, re.DOTALL):
                message = gevonden.expand(nederlands)
                break
        self.print_usage(sys.stderr)
        self.exit(VERKEERD_GEBRUIK, f"{self.prog}: {message}.\nWat te doen: kijk met {self.prog} --help wat er kan.\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f"is {value!r}; bekend zijn {', '.join(action.choices)}")


class _Vorm(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


def geheel_getal(tekst: str) -> int:
    """Read a whole number, for ``type=``."""
    try:
        return int(tekst)
    except ValueError:
        raise argparse.ArgumentTypeError(f"is {tekst!r}; verwacht wordt een geheel getal") from None
