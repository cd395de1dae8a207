"""Which wrong systems are tried by which draaiboek.

On every Python as few as it takes to see each eis violated; once, all the others that were made for it. What was made for another draaiboek, and
does the same wrong here, is only among the first.
"""

from collections.abc import Iterable

from foute_systemen.fout import FOUTEN, Fout
from pytest_draaiboek import Systeem
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN

Doel = tuple[str, str]


def kies(draaiboek: Draaiboek) -> tuple[list[Fout], list[Fout]]:
    """Return the wrong systems of a draaiboek: those to try always, and the rest of those that were made for it."""
    rest = [f for f in FOUTEN if draaiboek.naam in f.draaiboeken and geschonden(draaiboek, [f])]
    altijd: list[Fout] = []
    while te_doen := geschonden(draaiboek, rest) - geschonden(draaiboek, altijd):
        beste = max(rest, key=lambda f: len(geschonden(draaiboek, [f]) & te_doen))
        rest.remove(beste)
        altijd.append(beste)
    return altijd, [f for f in rest if f.draaiboeken[0] == draaiboek.naam]


def voorbeelden_voor(draaiboek: Draaiboek) -> dict[str, type[Systeem]]:
    """Return the example systems that know of the migration of a draaiboek, by role."""
    return {
        str(klasse.rol): klasse
        for klasse in VOORBEELDEN.values()
        if klasse.rol in draaiboek.toetsrollen and any(m.van == draaiboek.van for m in klasse.gepland.migraties)
    }


def geschonden(draaiboek: Draaiboek, fouten: Iterable[Fout]) -> set[Doel]:
    """Return each role with each eis that one of these systems violates."""
    return {(str(f.klasse.rol), eis) for f in fouten for eis in set.union(*f.verwacht(draaiboek))}
