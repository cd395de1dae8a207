"""Where something stands in a draaiboek file, for what only others can judge: a fault with its line, and what a loaded draaiboek no longer tells."""

from collections.abc import Iterable
from pathlib import Path

from pytest_draaiboek.draaiboeken.basis import met_basis
from pytest_draaiboek.draaiboeken.bestand import SLEUTELS
from pytest_draaiboek.draaiboeken.boom import Tabel
from pytest_draaiboek.draaiboeken.bronnen import index, is_pad, open_ingebouwd, open_pad
from pytest_draaiboek.draaiboeken.gebrek import Gebrek, Gebreken, Pad

# The keys that lead to a place, an item of a list by what it is known by; what was found there; and what to do.
Vondst = tuple[tuple[str, ...], str, str]


def gebreken_in(pad: Path, vondsten: Iterable[Vondst]) -> tuple[Gebrek, ...]:
    """Return what was found in a draaiboek file that can be read, with file and line.

    Args:
        pad: of the file.
        vondsten: what was found: the keys that lead there ("eis", "3.1.2", "toets"), what it is, and what to do.

    """
    boom = met_basis(open_pad(pad)).boom
    gebreken = Gebreken(boom)
    for sleutels, gevonden, raad in vondsten:
        gebreken.meld(_pad(boom, sleutels), gevonden, raad)
    return gebreken.alle


def voorvoegsel_van(bron: str, uitgave: str) -> str:
    """Return what the message types of a draaiboek begin with, which its file leaves out.

    Args:
        bron: name of a draaiboek that the kit brings along, or path of a file.
        uitgave: name of the draaiboek in it.

    """
    eigen = open_pad(Path(bron)) if is_pad(bron) else open_ingebouwd(index()[bron])
    voorvoegsel: str = met_basis(eigen).boom["uitgave"][uitgave]["voorvoegsel"]
    return voorvoegsel


def _pad(boom: Tabel, sleutels: Iterable[str]) -> Pad:
    """Return keys as a place: an item of a list by its position."""
    pad: list[str | int] = []
    nu: object = boom
    for sleutel in sleutels:
        stap: str | int = sleutel
        if isinstance(nu, list):
            naam = SLEUTELS[str(pad[-1])]
            stap = next(nr for nr, een in enumerate(nu) if een[naam] == sleutel)
            nu = nu[stap]
        else:
            nu = nu.get(sleutel) if isinstance(nu, dict) else None
        pad.append(stap)
    return tuple(pad)
