"""A draaiboek that builds on another (`basis`): the files of the chain found, and put together from the oldest to the own one."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pytest_draaiboek.draaiboeken.boom import Bron, Tabel
from pytest_draaiboek.draaiboeken.bronnen import OnleesbareBron, index, is_pad, open_ingebouwd, open_pad
from pytest_draaiboek.draaiboeken.erven import erf
from pytest_draaiboek.draaiboeken.gebrek import Gebrek

LANGSTE_KETEN = 8


@dataclass(frozen=True, slots=True)
class Keten:
    """A draaiboek with everything that it inherits.

    Args:
        boom: the whole.
        bronnen: its files, the own one first.
        gebreken: what is wrong with the inheriting itself.

    """

    boom: Tabel
    bronnen: tuple[Bron, ...]
    gebreken: tuple[Gebrek, ...]


def met_basis(eigen: Tabel) -> Keten:
    """Return a draaiboek with all that it inherits.

    Args:
        eigen: the file itself.

    Raises:
        OnleesbareBron: when a file of the chain is not there, cannot be read, or is a basis of itself.

    """
    bomen = [eigen]
    while bomen[-1].get("basis"):
        bomen.append(_open_basis(bomen))
    boven = bomen[-1]
    gebreken: list[Gebrek] = []
    if "vervalt" in boven:
        plaats = boven.plaats(("vervalt",))
        gebreken.append(
            Gebrek(
                plaats.bron.naam,
                plaats.regel,
                "vervalt",
                "zonder basis is er niets dat kan vervallen",
                "noem een 'basis', of haal [vervalt] weg",
            )
        )
    geheel = boven
    for boom in reversed(bomen[:-1]):
        geheel = erf(geheel, boom, gebreken)
    return Keten(geheel, tuple(boom.bron for boom in bomen), tuple(gebreken))


def _open_basis(bomen: list[Tabel]) -> Tabel:
    basis, hier = bomen[-1]["basis"], bomen[-1]
    if not isinstance(basis, str) or "://" in basis:
        raise _weiger(hier, f"{str(basis)!r} is geen basis", "noem een meegeleverd draaiboek of een .toml-bestand")
    if len(bomen) > LANGSTE_KETEN:
        # What the kit brings along may build on more of the kit; only the own file can do something about it.
        raise _weiger(
            next((boom for boom in reversed(bomen) if boom.bron.pad), hier),
            f"de keten van bases is langer dan {LANGSTE_KETEN} bestanden",
            "voeg bestanden samen, of bouw op een eerder bestand",
        )
    if not is_pad(basis):
        volgende = _ingebouwde_basis(hier, basis)
    else:
        if hier.bron.pad is None:
            raise _weiger(
                hier, f"{basis!r} is een bestand", "noem in een meegeleverd draaiboek een meegeleverd draaiboek"
            )
        pad = hier.bron.pad.parent / basis.replace("\\", "/")
        try:
            volgende = open_pad(pad)
        except OnleesbareBron as fout:
            raise _weiger(hier, f"{basis!r}: {fout.gebrek.gevonden}", fout.gebrek.raad, fout.gebrek) from fout
    if any(_zelfde(boom.bron, volgende.bron) for boom in bomen):
        namen = " -> ".join(boom.bron.naam for boom in (*bomen, volgende))
        raise _weiger(hier, f"de bases bijten in hun staart: {namen}", "laat een van deze bestanden zonder basis")
    return volgende


def _ingebouwde_basis(hier: Tabel, basis: str) -> Tabel:
    if basis not in index():
        lijkt = get_close_matches(basis, index(), n=1)
        bedoeld = f"; bedoelt u {lijkt[0]!r}?" if lijkt else ""
        raise _weiger(
            hier,
            f"er is geen draaiboek {basis!r}{bedoeld}",
            f"kies uit {', '.join(sorted(index()))}, of noem een bestand dat op .toml eindigt",
        )
    return open_ingebouwd(index()[basis])


def _zelfde(een: Bron, ander: Bron) -> bool:
    if een.pad is None or ander.pad is None:
        return een.pad is ander.pad and een.naam == ander.naam
    return _echt(een.pad) == _echt(ander.pad)


def _echt(pad: Path) -> Path:
    try:
        return pad.resolve()
    except (OSError, RuntimeError):
        return pad


def _weiger(hier: Tabel, gevonden: str, raad: str, binnen: Gebrek | None = None) -> OnleesbareBron:
    """Refuse a basis, at the line that names it; or at the line of the inherited file where that is known."""
    if binnen is not None and binnen.regel:
        return OnleesbareBron(binnen)
    plaats = hier.plaats(("basis",))
    return OnleesbareBron(Gebrek(plaats.bron.naam, plaats.regel, "basis", gevonden, raad))
