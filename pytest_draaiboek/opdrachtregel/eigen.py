"""The option ``--draaiboek`` of commands about messages: the standard that a draaiboek brings along is there for as long as the command runs."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pytest_draaiboek.berichten import neem_beproefd_op
from pytest_draaiboek.draaiboeken import laad, lees
from pytest_draaiboek.opdrachtregel.ontleder import Ontleder


def neem_draaiboek(parser: Ontleder) -> None:
    """Give a command the option."""
    parser.add_argument(
        "--draaiboek",
        dest="met_draaiboek",
        metavar="PAD",
        help="ken ook de berichten die dit eigen draaiboek (.toml) meebrengt",
    )


@contextmanager
def met_draaiboek(gevraagd: argparse.Namespace) -> Iterator[None]:
    """Have the standard there that the draaiboek of the option brings along.

    Raises:
        DraaiboekFout: for a draaiboek that cannot be read, or a standard that cannot be used.

    """
    naam = getattr(gevraagd, "met_draaiboek", None)
    with ExitStack() as stapel:
        draaiboeken = () if naam is None else lees(Path(naam)) if naam.endswith(".toml") else (laad(naam),)
        for draaiboek in draaiboeken:
            if draaiboek.eigen_standaard is not None:
                stapel.callback(neem_beproefd_op(draaiboek.eigen_standaard))
        yield
