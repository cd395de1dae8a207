"""Which wrong systems are tried by which draaiboek.

By the one that a system was made for, always; by another in which it does the same wrong, only as many as it takes to see each eis violated.
"""

from collections.abc import Iterable

from foute_systemen.fout import FOUTEN, Fout
from pytest_draaiboek import Systeem
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN

Doel = tuple[str, str]


def kies(draaiboek: Draaiboek) -> tuple[list[Fout], list[Fout]]:
    """Return the wrong systems of a draaiboek: those to try always, and the rest of those that are wrong by it."""
    fouten = [f for f in FOUTEN if draaiboek.naam in f.draaiboeken and geschonden(draaiboek, [f])]
    altijd = [f for f in fouten if f.draaiboeken[0] == draaiboek.naam]
    rest = [f for f in fouten if f not in altijd]
    while te_doen := geschonden(draaiboek, rest) - geschonden(draaiboek, altijd):
        beste = max(rest, key=lambda f: len(geschonden(draaiboek, [f]) & te_doen))
        rest.remove(beste)
        altijd.append(beste)
    return altijd, rest


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
