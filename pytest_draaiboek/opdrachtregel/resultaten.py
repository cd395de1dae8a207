"""The result that somebody points at: a file, or the folder that a run wrote it in."""

from pathlib import Path

from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees
from pytest_draaiboek.rapport.resultaat import Resultaat


def lees_resultaat(gegeven: str) -> tuple[Path, Resultaat]:
    """Return the path of a result file and what it holds.

    Args:
        gegeven: path of the file, or of the folder with it.

    Raises:
        OngeldigeInstelling: when it is not there, or is no whole result.

    """
    pad = Path(gegeven)
    if pad.is_dir():
        pad /= BESTANDSNAAM
    return pad, lees(pad)
