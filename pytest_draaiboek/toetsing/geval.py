"""A case: one eis tried on one message type. All cases that a system in a role should go through, and how one ends."""

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst
from pytest_draaiboek.fouten import AdapterFout, KitFout, OnbereikbaarSysteem, OngeldigeInstelling, OngeldigSchema
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst, Opstelling
from pytest_draaiboek.toetsing.toetsen import toetssoort
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag, Waarneming


@dataclass(frozen=True, slots=True)
class Geval:
    """One eis × one message type of one draaiboek."""

    onderdeel: ClassVar[str] = "kalender"
    draaiboek: Draaiboek
    eis: Eis
    berichttype: str
    versie: ClassVar[str] = ""
    """Not of one version: a case of the calendar goes through both."""

    @property
    def sleutel(self) -> str:
        """What it is evidence for: the id of the eis."""
        return self.eis.id

    @property
    def naam(self) -> str:
        """The name in node ids and reports: stable and readable."""
        return f"{self.draaiboek.naam}-{self.eis.id}-{self.berichttype}"


def gevallen(draaiboek: Draaiboek, rol: str) -> tuple[Geval, ...]:
    """Return every case that a system in this role should go through, in the order of the draaiboek.

    Raises:
        OngeldigDraaiboek: when an eis names a check that does not exist, or one that has nothing to try for the role: an eis
            without a case could only be met by accident.

    """
    return tuple(
        Geval(draaiboek, eis, berichttype)
        for eis in draaiboek.eisen_voor(rol)
        if eis.toets
        for berichttype in toetssoort(draaiboek, eis).typen(draaiboek, eis, rol)
    )


def beproef(geval: Geval, opstelling: Opstelling) -> Uitslag:
    """Try a case on a system, and say how it ended.

    Whatever goes wrong elsewhere (adapter, connection, kit) becomes an outcome of its own kind, unless the system had
    already deviated: then that is what counts.
    """
    soort = toetssoort(geval.draaiboek, geval.eis)
    beproeving = Beproeving(opstelling, geval.draaiboek, geval.naam, geval.eis.ernst)
    return doorloop(
        beproeving,
        lambda: soort.voer_uit(beproeving, geval.eis, geval.berichttype),
        zonder_systeem=soort.zonder_systeem,
    )


def doorloop(beproeving: Beproeving, toets: Callable[[], Uitslag | None], *, zonder_systeem: bool = False) -> Uitslag:
    """Let a check run on an empty system, and say how that ended; see `beproef` for whose fault is whose.

    Args:
        beproeving: what the check works through.
        toets: the check; what it returns, if anything, is how it ended.
        zonder_systeem: whether it asks the system nothing, which is then left as it is.

    """
    try:
        if not zonder_systeem:
            beproeving.begin()
        eigen = toets()
    except NietGetoetst as reden:
        return _uitslag(beproeving, Bevindingsoort.NIET_GETOETST, str(reden))
    except OnbereikbaarSysteem as fout:
        return _uitslag(beproeving, Bevindingsoort.ONBEREIKBAAR, str(fout))
    except AdapterFout as fout:
        return _uitslag(beproeving, Bevindingsoort.ADAPTERFOUT, str(fout), _spoor(fout))
    except (KitFout, OngeldigeInstelling, OngeldigSchema) as fout:
        # An official rule sheet that breaks off says nothing about the system either, and no more does a schema of the user.
        return _uitslag(beproeving, Bevindingsoort.KITFOUT, str(fout))
    if eigen is not None:
        return eigen
    if beproeving.onbewezen:
        return _uitslag(beproeving, Bevindingsoort.NIET_GETOETST, beproeving.onbewezen)
    if not beproeving.waarnemingen:
        return _uitslag(beproeving, Bevindingsoort.KITFOUT, "De kit heeft in dit geval niets waargenomen. Meld dit.")
    return _uitslag(beproeving, Bevindingsoort.VOLDOET, "")


def _uitslag(beproeving: Beproeving, anders: Bevindingsoort, reden: str, spoor: str = "") -> Uitslag:
    waarnemingen, verkeer = tuple(beproeving.waarnemingen), tuple(beproeving.verkeer)
    fout = _eerste(waarnemingen, (Ernst.VERPLICHT,))
    if fout:
        return Uitslag(Bevindingsoort.AFWIJKING, _in_een_regel(fout), waarnemingen, verkeer=verkeer)
    if anders is not Bevindingsoort.VOLDOET:
        return Uitslag(anders, reden, waarnemingen, spoor, verkeer)
    punt = _eerste(waarnemingen, (Ernst.PROCEDUREEL,))
    if punt:
        return Uitslag(Bevindingsoort.AANDACHTSPUNT, _in_een_regel(punt), waarnemingen, verkeer=verkeer)
    return Uitslag(anders, reden, waarnemingen, verkeer=verkeer)


def _spoor(fout: BaseException) -> str:
    """Return the traceback of what the adapter raised, from the adapter's own frames on."""
    oorzaak = fout.__cause__
    return "".join(traceback.format_exception(oorzaak)) if oorzaak else ""


def _eerste(waarnemingen: Iterable[Waarneming], ernst: tuple[Ernst, ...]) -> Waarneming | None:
    return next((w for w in waarnemingen if not w.deugt and w.ernst in ernst), None)


def _in_een_regel(w: Waarneming) -> str:
    bevinding = f"; {w.bevindingen[0]}" if w.bevindingen else ""
    return f"{w.moment:%d-%m-%Y %H:%M:%S}: {w.handeling}: verwacht {w.verwacht}, gezien {w.gezien}{bevinding}"
