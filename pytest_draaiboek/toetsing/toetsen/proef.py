"""The check that a draaiboek writes out itself."""

from collections.abc import Iterable

from pytest_draaiboek.draaiboeken import Draaiboek, Eis
from pytest_draaiboek.draaiboeken.proef import Doe, Proef
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst
from pytest_draaiboek.toetsing.proefloop import Proefloop
from pytest_draaiboek.toetsing.toetssoort import toets


def _proeven(draaiboek: Draaiboek, eis: Eis, rol: str) -> tuple[Proef, ...]:
    return tuple(proef for proef in draaiboek.proeven if proef.eis == eis.id and rol in proef.rollen)


def _typen(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the types that the proeven of an eis are about, each once."""
    return dict.fromkeys(
        proef.berichttype for proef in _proeven(draaiboek, eis, rol) if proef.berichttype in draaiboek.getoetste_typen
    )


def _verben(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    stappen = (stap for proef in _proeven(draaiboek, eis, rol) for stap in proef.stappen)
    return ("stand",) if any(stap.doe is Doe.STAND for stap in stappen) else ()


@toets("proef", _typen, verben_van=_verben)
def proef(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """The steps that the draaiboek gives are done one by one, and what leaves is held against what it expects of each."""
    redenen: list[NietGetoetst] = []
    proeven = [een for een in _proeven(b.draaiboek, eis, b.rol) if een.berichttype == berichttype]
    for nr, een in enumerate(proeven):
        if nr:
            b.begin()
        try:
            Proefloop(b, een).loop()
        except NietGetoetst as reden:
            # What one proef cannot show leaves the others to be tried: a deviation there counts all the same.
            redenen.append(reden)
    if redenen:
        raise redenen[0]
