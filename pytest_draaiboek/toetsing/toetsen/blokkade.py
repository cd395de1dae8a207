"""Checks on where the calendar stops a type: a block that holds whatever is tried, and an agreement that holds nobody."""

from datetime import datetime

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst, Soort
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.momenten import BINNEN, DAG, SECONDE, rond, uniek
from pytest_draaiboek.toetsing.poging import Pogingen, Stap
from pytest_draaiboek.toetsing.toetssoort import toets, uitgaand_oud
from pytest_draaiboek.toetsing.verwachting import NIETS, Regime, Verwachting, alleen, volgens_kalender

LANG_DICHT = DAG * 28  # as long as is looked on where nothing ever opens again


@toets("blokkade", uitgaand_oud, mijlpalen=1, begint=Soort.GEBLOKKEERD)
def blokkade(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone nothing of the type leaves or gets through, in any version and whatever is tried, until it is released again; a second earlier it does, as the calendar has it."""
    draaiboek, m = b.draaiboek, eis.mijlpalen[0].moment
    open_ = weer_open(draaiboek, berichttype, m)
    einde = open_ or m + LANG_DICHT
    pogingen = Pogingen(b, berichttype)
    dagen = (m + DAG * nr for nr in range(1, 8))
    momenten = (m, m + SECONDE, m + BINNEN, *dagen, m + (einde - m) / 2, einde - SECONDE)
    dicht = list(uniek(moment for moment in momenten if m <= moment < einde))
    stappen: list[Stap] = [(moment, _ervoor(b, berichttype, moment)) for moment in (m - DAG, m - SECONDE)]
    stappen += [(moment, NIETS) for moment in dicht]
    pogingen.loop([*stappen, pogingen.tegenproef()], met_spoed=dicht[len(dicht) // 2])


def weer_open(draaiboek: Draaiboek, berichttype: str, moment: datetime) -> datetime | None:
    """Return when a type that is blocked at a moment gets through again, in either version; None when it never does."""
    grenzen = (grens for grens in draaiboek.grenzen(berichttype) if grens > moment)
    return next((grens for grens in grenzen if draaiboek.versie_op(berichttype, grens)), None)


def _ervoor(b: Beproeving, berichttype: str, moment: datetime) -> Verwachting:
    """Return what the calendar expects before the block; an agreed stop that began earlier has an eis of its own."""
    verwacht = volgens_kalender(b.draaiboek, berichttype, moment, geeft_door=b.geeft_door)
    return alleen(verwacht.versie) if verwacht.regime is Regime.LIEVER_NIET else verwacht


@toets("procedureel", uitgaand_oud, mijlpalen=1, begint=Soort.AFGERADEN)
def procedureel(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """A type is sent up to the milestone and by agreement not from it; what a party does otherwise is a point of attention, whatever the eis weighs. A hub enforces no agreement: it passes the type on, on both sides."""
    if not b.geeft_door and b.ernst is Ernst.VERPLICHT:
        b.ernst = Ernst.PROCEDUREEL
    momenten = [m for m in rond(eis.mijlpalen[0]) if b.draaiboek.versie_op(berichttype, m)]
    Pogingen(b, berichttype, (b.draaiboek.van,)).loop((m, None) for m in momenten)
