"""The columns of the table of eisen and message types."""

from types import SimpleNamespace
from typing import Any

from pytest_draaiboek.rapport.html.blad import GOED
from pytest_draaiboek.rapport.html.matrix import maak_matrix


def test_berichten_staan_op_nummer() -> None:
    typen = ["AW310", "verklaring", "AW39", "WMO301", "AW33"]
    gevallen = [SimpleNamespace(berichttype=t, anker=t, klasse=GOED, label="") for t in typen]
    blad: Any = SimpleNamespace(gevallen=gevallen)
    matrix = maak_matrix([blad])
    assert matrix.typen == ["AW33", "AW39", "AW310", "WMO301", "verklaring"]
    ((_, cellen),) = matrix.rijen
    assert [cel and cel.anker for cel in cellen] == matrix.typen
