"""Draaiboek files read, and refused where they contradict themselves: with everything that is wrong at once, each with its line."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pytest_draaiboek.draaiboeken.basis import Keten, met_basis
from pytest_draaiboek.draaiboeken.boom import Tabel
from pytest_draaiboek.draaiboeken.bouwen import Bouwer
from pytest_draaiboek.draaiboeken.bronnen import OnleesbareBron, index, open_ingebouwd, open_pad
from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek
from pytest_draaiboek.draaiboeken.gebrek import Gebrek, Gebreken, verslag
from pytest_draaiboek.draaiboeken.vormcontrole import lees_vorm
from pytest_draaiboek.fouten import OnbekendDraaiboek, OngeldigDraaiboek


def namen() -> tuple[str, ...]:
    """Return the names of the draaiboeken that the kit brings along."""
    return tuple(sorted(index()))


def op_te_geven(naam: str, herkomst: str) -> str:
    """Return what somebody gives a command for a draaiboek: its name, or the path of the file when it is one of their own.

    Args:
        naam: of the draaiboek.
        herkomst: the file that it is from, as the draaiboek has it.

    """
    return naam if naam in index() else herkomst


def laad(naam: str) -> Draaiboek:
    """Return a draaiboek that the kit brings along; only its own file is read.

    Raises:
        OnbekendDraaiboek: names the ones there are.

    """
    try:
        bestand = index()[naam]
    except KeyError:
        lijkt = get_close_matches(naam, namen(), n=1)
        bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
        raise OnbekendDraaiboek(
            f"Er is geen draaiboek {naam!r}.{bedoeld}\nKies uit {', '.join(namen())}, of geef het pad van een eigen bestand (.toml)."
        ) from None
    return _ingebouwd(bestand)[naam]


def lees(pad: Path) -> tuple[Draaiboek, ...]:
    """Read a draaiboek file: one draaiboek for each edition in it.

    Args:
        pad: a TOML file of at most a megabyte; it may build on others.

    Raises:
        OngeldigDraaiboek: says everything that is wrong, with file, line, key and remedy.

    """
    try:
        return _draaiboeken(open_pad(pad))
    except OnleesbareBron as fout:
        raise OngeldigDraaiboek(f"{fout.gebrek}") from fout


def keur(pad: Path) -> tuple[Gebrek, ...]:
    """Return everything that is wrong with a draaiboek file, by file and line; nothing for one that can be judged by.

    Args:
        pad: the file.

    """
    try:
        gebreken, _ = _gelezen(met_basis(open_pad(pad)))
    except OnleesbareBron as fout:
        return (fout.gebrek,)
    return gebreken


def _draaiboeken(boom: Tabel) -> tuple[Draaiboek, ...]:
    gebreken, draaiboeken = _gelezen(met_basis(boom))
    if gebreken:
        raise OngeldigDraaiboek(verslag(gebreken))
    return draaiboeken


def _gelezen(keten: Keten) -> tuple[tuple[Gebrek, ...], tuple[Draaiboek, ...]]:
    gebreken = Gebreken(keten.boom)
    gelezen = lees_vorm(keten.boom, gebreken)
    draaiboeken = Bouwer(keten, gebreken).bouw(gelezen) if gelezen else ()
    return tuple(sorted({*keten.gebreken, *gebreken.alle})), draaiboeken


@cache
def _ingebouwd(bestand: str) -> dict[str, Draaiboek]:
    return {draaiboek.naam: draaiboek for draaiboek in _draaiboeken(open_ingebouwd(bestand))}
