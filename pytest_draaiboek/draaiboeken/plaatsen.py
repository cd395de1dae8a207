"""Where something stands in a draaiboek file, for what only others can judge: a fault with its line, and what a loaded draaiboek no longer tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

    What is about a field that was inherited is told of the item that inherits it: there somebody can do something about it.

    Args:
        pad: of the file.
        vondsten: what was found: the keys that lead there ("eis", "3.1.2", "toets"), what it is, and what to do.

    """
    keten = met_basis(open_pad(pad))
    boom, eigen = keten.boom, keten.bronnen[0]
    gebreken = Gebreken(boom)
    for sleutels, gevonden, raad in vondsten:
        waar = _pad(boom, sleutels)
        if boom.plaats(waar).bron is not eigen and boom.plaats(waar[:-1]).bron is eigen:
            waar = waar[:-1]
        gebreken.meld(waar, gevonden, raad)
    return gebreken.alle


@dataclass(frozen=True, slots=True)
class Geschreven:
    """What a draaiboek file says that a loaded draaiboek does not tell any more.

    Args:
        voorvoegsel: what its message types begin with, and the file leaves out.
        eisteksten: of its eisen, by id, with the placeholders that were filled in.

    """

    voorvoegsel: str
    eisteksten: Mapping[str, str]


def geschreven(bron: str, uitgave: str) -> Geschreven:
    """Return a draaiboek as its file has it, with what it inherits.

    Args:
        bron: name of a draaiboek that the kit brings along, or path of a file; one that can be read.
        uitgave: name of the draaiboek in it.

    """
    boom = met_basis(open_pad(Path(bron)) if is_pad(bron) else open_ingebouwd(index()[bron])).boom
    return Geschreven(boom["uitgave"][uitgave]["voorvoegsel"], {eis["id"]: eis["tekst"] for eis in boom["eis"]})


def _pad(boom: Tabel, sleutels: Iterable[str]) -> Pad:
    """Return keys as a place: an item of a list by its position."""
    pad: list[str | int] = []
    nu: object = boom
    for sleutel in sleutels:
        stap: str | int = sleutel
        if isinstance(nu, list):
            naam = SLEUTELS.get(str(pad[-1]), "naam")
            stap = next(nr for nr, een in enumerate(nu) if een[naam] == sleutel)
            nu = nu[stap]
        else:
            nu = nu.get(sleutel) if isinstance(nu, dict) else None
        pad.append(stap)
    return tuple(pad)
