"""Every eis against every message type: what came of each case, at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import digits

from pytest_draaiboek.rapport.html.blad import FOUT, GOED, LETOP, OPEN, Eisblad, Gevalblad

# The worst first: what a cell shows that holds several cases.
VOLGORDE = (FOUT, OPEN, LETOP, GOED)


@dataclass(frozen=True, slots=True)
class Cel:
    """Where one eis and one message type meet; the case that weighs most stands for all."""

    anker: str
    klasse: str
    label: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table.

    Args:
        typen: the message types, one a column.
        rijen: each an eis, and its cells in the order of the types; None where there is no case.

    """

    typen: Sequence[str]
    rijen: Sequence[tuple[Eisblad, Sequence[Cel | None]]]


def maak_matrix(bladen: Sequence[Eisblad]) -> Matrix:
    """Return the table of these eisen, or rules; those without any case are left out."""
    typen = sorted({geval.berichttype for blad in bladen for geval in blad.gevallen}, key=_op_nummer)
    return Matrix(typen, [(blad, [_cel(blad, type_) for type_ in typen]) for blad in bladen if blad.gevallen])


def _op_nummer(berichttype: str) -> tuple[str, int]:
    """Sort by number, so that 33 comes before 310."""
    letters = berichttype.rstrip(digits)
    return letters, int(berichttype[len(letters) :] or 0)


def _cel(blad: Eisblad, berichttype: str) -> Cel | None:
    gevallen = [geval for geval in blad.gevallen if geval.berichttype == berichttype]
    if not gevallen:
        return None
    ergste: Gevalblad = min(gevallen, key=lambda geval: VOLGORDE.index(geval.klasse))
    return Cel(ergste.anker, ergste.klasse, ergste.label)
