"""Checks that walk a message type along the boundaries of the calendar."""

from datetime import datetime, timedelta

from pytest_draaiboek.draaiboeken import Eis
from pytest_draaiboek.toetsing.aanbieding import Aanbiedingen
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.momenten import DAG, SECONDE, UUR, WEEK, binnen, dicht_oud, rond, uniek
from pytest_draaiboek.toetsing.poging import Pogingen, Stap
from pytest_draaiboek.toetsing.toetssoort import alle_nieuwe, toets, uitgaand, uitgaand_nieuw, uitgaand_oud
from pytest_draaiboek.toetsing.verwachting import (
    AANLOOP,
    NIETS,
    Regime,
    Verwachting,
    alleen,
    minstens,
    niet_in,
    volgens_kalender,
)


@toets("stop", uitgaand_oud, mijlpalen=1)
def stop(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """A type is sent up to each milestone and not from it, as the calendar has it; agreed stops are told apart from blocks."""
    draaiboek = b.draaiboek
    momenten = uniek(m for mijlpaal in eis.mijlpalen for m in rond(mijlpaal))
    versies = (draaiboek.van,) if draaiboek.bestaat(berichttype, draaiboek.naar) else draaiboek.versies
    Pogingen(b, berichttype, versies).loop((m, None) for m in momenten)


@toets("onthouding", uitgaand_oud, mijlpalen=2)
def onthouding(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the first milestone to the last a type is not sent: merely agreed at first, blocked later on, as the calendar has it."""
    *_, einde = (mijlpaal.moment for mijlpaal in eis.mijlpalen)
    momenten = {m for mijlpaal in eis.mijlpalen[:-1] for m in rond(mijlpaal) if m >= eis.mijlpalen[0].moment}
    pogingen = Pogingen(b, berichttype)
    pogingen.loop([*((m, None) for m in (*momenten, einde - SECONDE)), pogingen.tegenproef()])


@toets("vrijgave", uitgaand, mijlpalen=1)
def vrijgave(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """A type is not sent in the new version before the milestone, and is from it; the old version no more."""
    m, naar = eis.mijlpalen[0].moment, b.draaiboek.naar
    stappen: list[Stap] = [(moment, niet_in(naar)) for moment in (m - DAG, m - SECONDE)]
    Pogingen(b, berichttype).loop([*stappen, (m, None), (m + SECONDE, None), (m + DAG, None)])


@toets("stilte", uitgaand, mijlpalen=1, tijdvak=True)
def stilte(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Nothing at all is sent during the stretch of the milestone."""
    pogingen = Pogingen(b, berichttype)
    pogingen.loop([*((moment, NIETS) for moment in binnen(eis.mijlpalen[0])), pogingen.tegenproef()])


@toets("niet_eerder", uitgaand, mijlpalen=1)
def niet_eerder(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Nothing is sent in the new version before the milestone, at whatever moment one looks."""
    draaiboek, live = b.draaiboek, eis.mijlpalen[0].moment
    middernacht = live.replace(hour=0, minute=0, second=0)
    vroeg = {grens + d for grens in draaiboek.grenzen(berichttype) for d in (-DAG, -SECONDE, timedelta())}
    vroeg |= {middernacht, live - DAG, live - UUR, live - SECONDE}
    pogingen = Pogingen(b, berichttype)
    pogingen.loop([*((m, niet_in(draaiboek.naar)) for m in vroeg if m < live), pogingen.tegenproef()])


@toets("fasegrens", uitgaand)
def fasegrens(b: Beproeving, _eis: Eis, berichttype: str) -> None:
    """At every phase boundary the behaviour changes then, and not a day, an hour or a second beside it."""
    draaiboek = b.draaiboek

    def volgt(moment: datetime) -> Verwachting:
        return volgens_kalender(draaiboek, berichttype, moment, geeft_door=b.geeft_door)

    stappen: dict[datetime, Verwachting] = {}
    for grens in (fase.begin for fase in draaiboek.fasen if fase.begin):
        if volgt(grens - SECONDE) == volgt(grens):
            continue
        for afstand in (-DAG, -UUR, -SECONDE, timedelta(), SECONDE, UUR, DAG):
            verwacht = volgt(grens + afstand)
            if verwacht.regime is Regime.LIEVER_NIET and afstand < timedelta():
                # An agreed stop that began earlier has an eis of its own.
                verwacht = alleen(verwacht.versie)
            stappen[grens + afstand] = verwacht
    pogingen = Pogingen(b, berichttype)
    pogingen.loop([*stappen.items(), pogingen.tegenproef()])


@toets("versie", uitgaand_nieuw, mijlpalen=1)
def versie(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone only the new version is sent, every message valid; what was ordered just before it is no exception."""
    begin, naar = eis.mijlpalen[0].moment, b.draaiboek.naar
    vooraf = [begin - UUR]
    if b.draaiboek.bestaat(berichttype, b.draaiboek.van):
        vooraf.append(dicht_oud(b.draaiboek, berichttype) + UUR)
    pogingen = Pogingen(b, berichttype)
    stappen: list[Stap] = [(moment, AANLOOP) for moment in vooraf]
    stappen += [(begin + later, alleen(naar, geldig=True)) for later in (timedelta(), SECONDE, DAG, WEEK * 3)]
    pogingen.loop([*stappen, pogingen.tegenproef()])


@toets("doorgifte", uitgaand_nieuw, mijlpalen=1)
def doorgifte(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone a type is passed on in the new version, and in the old one no more."""
    m = eis.mijlpalen[0].moment
    Pogingen(b, berichttype).loop((moment, None) for moment in (m, m + SECONDE, m + UUR, m + DAG))


@toets("gereed", alle_nieuwe, mijlpalen=1)
def gereed(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """At the milestone every type of the role is sent, and received, in the new version."""
    begin = eis.mijlpalen[0].moment
    stroomt(b, berichttype, (begin, begin + UUR))


@toets("nazorg", alle_nieuwe, mijlpalen=1)
def nazorg(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Week after week every type flows, pair by pair, in the new version, to the last second of the aftercare."""
    mijlpaal = eis.mijlpalen[0]
    momenten = [mijlpaal.moment + WEEK * nr for nr in range(1, 4)]
    stroomt(b, berichttype, (*momenten, (mijlpaal.tot or momenten[-1]) - SECONDE))


def stroomt(b: Beproeving, berichttype: str, momenten: tuple[datetime, ...]) -> None:
    """Try a type in the direction in which the role has to do with it."""
    naar = b.draaiboek.naar
    if b.geeft_door or berichttype in b.draaiboek.verzendt(b.rol):
        Pogingen(b, berichttype, (naar,)).loop((moment, minstens(naar)) for moment in momenten)
        return
    aanbod = Aanbiedingen(b, berichttype, naar, len(momenten))
    for moment in momenten:
        _, gedrag = aanbod.bied_aan(moment)
        aanbod.noteer(moment, gedrag, aangenomen=True)
