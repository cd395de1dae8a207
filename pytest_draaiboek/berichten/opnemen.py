"""Takes in the standard that a draaiboek brings along, when messages can be made of all that is new in it."""

from collections.abc import Callable

from pytest_draaiboek.berichten.recept import EigenRecept
from pytest_draaiboek.fouten import DraaiboekFout
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.eigen import neem_op
from pytest_draaiboek.standaarden.eigen_opgave import EigenStandaard


def neem_beproefd_op(eigen: EigenStandaard) -> Callable[[], None]:
    """Take in a standard, after one of each of its messages has been made and accepted by its schema.

    Args:
        eigen: what a draaiboek file says of it.

    Returns:
        what puts everything back as it was before.

    Raises:
        OngeldigSchema: for schemas that cannot be used, or of which no message can be made; names the file, or the element.

    """
    terug = neem_op(eigen)
    try:
        standaard = laad_standaard(eigen.naam)
        for versie, berichttype in standaard.eigen_schemas:
            if standaard.soort(berichttype).eigen:
                EigenRecept.beproef(standaard, berichttype, versie)
    except DraaiboekFout:
        terug()
        raise
    return terug
