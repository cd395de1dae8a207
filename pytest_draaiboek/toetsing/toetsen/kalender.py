"""Checks that walk a message type along the boundaries of the calendar."""

from datetime import datetime, timedelta

from pytest_draaiboek.draaiboeken import Eis
from pytest_draaiboek.toetsing.aanbieding import Aanbiedingen
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.momenten import (
    DAG,
    SECONDE,
    UUR,
    binnen,
    controle,
    rond,
    uniek,
    vrij_nieuw,
    vrij_oud,
)
from pytest_draaiboek.toetsing.poging import Pogingen, Stap
from pytest_draaiboek.toetsing.toetssoort import alle_nieuwe, toets, uitgaand, uitgaand_nieuw
from pytest_draaiboek.toetsing.verwachting import NIETS, Regime, Verwachting, moet, niet_in, volgens_kalender


@toets("stop", uitgaand)
def stop(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """A type is sent up to each milestone and not from it, as the calendar has it; agreed stops are told apart from blocks."""
    draaiboek = b.draaiboek
    momenten = uniek(m for mijlpaal in eis.mijlpalen for m in rond(mijlpaal))
    versies = (draaiboek.van,) if draaiboek.bestaat(berichttype, draaiboek.naar) else draaiboek.versies
    Pogingen(b, berichttype, versies).loop((m, None) for m in momenten)


@toets("vrijgave", uitgaand)
def vrijgave(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """A type is not sent before the milestone, and is from it, in the new version."""
    m = eis.mijlpalen[0].moment
    Pogingen(b, berichttype).loop((moment, None) for moment in (m - DAG, m - SECONDE, m, m + SECONDE, m + DAG))


@toets("stilte", uitgaand)
def stilte(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Nothing at all is sent during the stretch of the milestone; before and after it, what the calendar says."""
    draaiboek = b.draaiboek
    stappen: list[Stap] = [(moment, NIETS) for moment in binnen(eis.mijlpalen[0])]
    stappen.append((vrij_oud(draaiboek, berichttype), moet(draaiboek.van)))
    if draaiboek.bestaat(berichttype, draaiboek.naar):
        stappen.append((vrij_nieuw(draaiboek), moet(draaiboek.naar)))
    Pogingen(b, berichttype).loop(stappen)


@toets("niet_eerder", uitgaand)
def niet_eerder(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Nothing is sent in the new version before the milestone, at whatever moment one looks."""
    draaiboek, live = b.draaiboek, eis.mijlpalen[0].moment
    middernacht = live.replace(hour=0, minute=0, second=0)
    vroeg = {grens + d for grens in draaiboek.grenzen(berichttype) for d in (-DAG, -SECONDE, timedelta())}
    vroeg |= {middernacht, live - DAG, live - UUR, live - SECONDE}
    stappen: list[Stap] = [(moment, niet_in(draaiboek.naar)) for moment in vroeg if moment < live]
    stappen.append((controle(draaiboek, berichttype), None))
    Pogingen(b, berichttype).loop(stappen)


@toets("fasegrens", uitgaand)
def fasegrens(b: Beproeving, _eis: Eis, berichttype: str) -> None:
    """At every phase boundary the behaviour changes then, and not a day, an hour or a second beside it."""
    draaiboek = b.draaiboek

    def verwacht(moment: datetime) -> Verwachting:
        volgt = volgens_kalender(draaiboek, berichttype, moment, geeft_door=b.geeft_door)
        # An agreed stop has an eis of its own; here only what gets through and what does not counts.
        return Verwachting(Regime.VRIJ, volgt.versie) if volgt.regime is Regime.LIEVER_NIET else volgt

    grenzen = [fase.begin for fase in draaiboek.fasen if fase.begin]
    momenten = {
        grens + afstand
        for grens in grenzen
        if draaiboek.versie_op(berichttype, grens - SECONDE) != draaiboek.versie_op(berichttype, grens)
        for afstand in (-DAG, -UUR, -SECONDE, timedelta(), SECONDE, UUR, DAG)
    }
    momenten.add(controle(draaiboek, berichttype))
    Pogingen(b, berichttype).loop((moment, verwacht(moment)) for moment in momenten)


@toets("versie", uitgaand_nieuw)
def versie(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone only the new version is sent, every message valid against its schema."""
    begin = eis.mijlpalen[0].moment
    momenten = (begin, begin + SECONDE, begin + DAG, begin + timedelta(weeks=3))
    verwacht = moet(b.draaiboek.naar, geldig=True)
    Pogingen(b, berichttype).loop((moment, verwacht) for moment in momenten)


@toets("gereed", alle_nieuwe)
def gereed(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """At the milestone every type of the role is sent, and received, in the new version."""
    begin = eis.mijlpalen[0].moment
    stroomt(b, berichttype, (begin, begin + UUR))


@toets("nazorg", alle_nieuwe)
def nazorg(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Week after week every type flows, pair by pair, in the new version, to the last second of the aftercare."""
    mijlpaal = eis.mijlpalen[0]
    week = timedelta(weeks=1)
    momenten = [mijlpaal.moment + week * nr for nr in range(1, 4)]
    stroomt(b, berichttype, (*momenten, (mijlpaal.tot or momenten[-1]) - SECONDE))


def stroomt(b: Beproeving, berichttype: str, momenten: tuple[datetime, ...]) -> None:
    """Try a type in the direction in which the role has to do with it."""
    if b.geeft_door or berichttype in b.draaiboek.verzendt(b.rol):
        Pogingen(b, berichttype).loop((moment, None) for moment in momenten)
        return
    aanbod = Aanbiedingen(b, berichttype, b.draaiboek.naar, len(momenten))
    for moment in momenten:
        _, gedrag = aanbod.bied_aan(moment)
        aanbod.noteer(moment, gedrag, aangenomen=True)
