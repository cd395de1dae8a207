"""Checks on what a party takes in, and on what it still has in hand."""

from datetime import datetime

from pytest_draaiboek.draaiboeken import Eis, Ernst
from pytest_draaiboek.toetsing.aanbieding import Aanbiedingen, Tegenproef, is_afgekeurd
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import (
    DAG,
    SECONDE,
    dicht_oud,
    einde_van,
    laatst_vrij,
    midden,
    vrij_oud,
)
from pytest_draaiboek.toetsing.poging import Pogingen
from pytest_draaiboek.toetsing.toetssoort import inkomend_oud, toets, uitgaand_oud


@toets("inlezen", inkomend_oud, mijlpalen=1, tijdvak=True)
def inlezen(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """What waits in the old version during the stretch is still taken in, and nothing leaves because of it."""
    mijlpaal = eis.mijlpalen[0]
    momenten = (mijlpaal.moment, midden(mijlpaal), einde_van(mijlpaal) - SECONDE)
    aanbod = Aanbiedingen(b, berichttype, b.draaiboek.van, len(momenten))
    for moment in momenten:
        _, gedrag = aanbod.bied_aan(moment)
        aanbod.noteer(moment, gedrag, aangenomen=True, stil=True)


@toets("ingelezen", inkomend_oud, "stand", mijlpalen=1, tijdvak=True)
def ingelezen(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """At the end of the stretch nothing is left unread."""
    mijlpaal = eis.mijlpalen[0]
    einde = einde_van(mijlpaal)
    momenten = (mijlpaal.moment, midden(mijlpaal))
    aanbod = Aanbiedingen(b, berichttype, b.draaiboek.van, len(momenten))
    for moment in momenten:
        _, gedrag = aanbod.bied_aan(moment)
        aanbod.noteer(moment, gedrag, aangenomen=True)
    b.zet(einde)
    stand = b.stand()
    b.noteer(
        einde,
        "vraag de stand",
        "0 ongelezen",
        Gedrag(),
        deugt=stand.ongelezen == 0,
        gezien=f"{stand.ongelezen} ongelezen",
    )


@toets("uitgaand_leeg", uitgaand_oud, "stand", mijlpalen=1)
def uitgaand_leeg(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """What was ordered while it could be sent has left at the milestone, and nothing waits to be sent."""
    draaiboek, einde = b.draaiboek, eis.mijlpalen[0].moment
    momenten = (vrij_oud(draaiboek, berichttype), b.haalbaar(berichttype, laatst_vrij(draaiboek, berichttype)))
    pogingen = Pogingen(b, berichttype)
    besteld: list[tuple[datetime, Gedrag]] = []
    for client, moment in zip(pogingen.clienten.met_verleden(berichttype, len(momenten)), momenten, strict=True):
        b.zet(moment)
        besteld.append((moment, pogingen.laat_gaan(client, draaiboek.van)))
    # A refusal at once is no promise: that it is refused in time is another eis.
    beloofd = [gedrag for _, gedrag in besteld if not gedrag.geweigerd or gedrag.uit or gedrag.onleesbaar]
    if not beloofd:
        moment, gedrag = besteld[0]
        b.noteer(moment, f"verzend {berichttype}", f"{berichttype}", gedrag, deugt=False, ernst=Ernst.INFORMATIEF)
    b.zet(b.haalbaar(berichttype, dicht_oud(draaiboek, berichttype) - SECONDE))
    b.zet(einde)
    verzonden = [m for m in b.uit if m.berichttype == berichttype]
    b.noteer(
        einde,
        f"{len(beloofd)} keer verzend {berichttype} aangenomen",
        f"{len(beloofd)} keer verzonden",
        next((g for g in beloofd if not g.uit), besteld[-1][1]),
        deugt=len({m.xml for m in verzonden}) + sum(len(g.onleesbaar) for g in beloofd) >= len(beloofd),
        gezien=Gedrag(tuple(verzonden)).gezien,
        berichten=verzonden,
    )
    stand = b.stand()
    b.noteer(
        einde,
        "vraag de stand",
        "0 te verzenden",
        Gedrag(),
        deugt=stand.te_verzenden == 0,
        gezien=f"{stand.te_verzenden} te verzenden",
    )


@toets("weigering", inkomend_oud, mijlpalen=1)
def weigering(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone the old version is refused with a clear message and without an answer, and the new one is not."""
    draaiboek, begin = b.draaiboek, eis.mijlpalen[0].moment
    momenten = (begin, begin + SECONDE, begin + DAG)
    oud = Aanbiedingen(b, berichttype, draaiboek.van, len(momenten))
    tegenproef = Tegenproef(b, berichttype)
    tegenproef.eventueel_voor(begin)
    for moment in momenten:
        client, gedrag = oud.bied_aan(moment)
        if berichttype in client.heen:
            gedrag = gedrag.en(b.verzend(oud.clienten.antwoord(client, client.heen[berichttype])))
        oud.noteer(moment, gedrag, aangenomen=False, stil=True)
    tegenproef.alsnog()


@toets("afwijzing", inkomend_oud, mijlpalen=1)
def afwijzing(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone the old version is refused, before it is processed or by an answer that rejects all of it; and the new one is not."""
    draaiboek, begin = b.draaiboek, eis.mijlpalen[0].moment
    momenten = (begin, begin + SECONDE, begin + DAG)
    oud = Aanbiedingen(b, berichttype, draaiboek.van, len(momenten))
    tegenproef = Tegenproef(b, berichttype)
    tegenproef.eventueel_voor(begin)
    for moment in momenten:
        _, gedrag = oud.bied_aan(moment)
        geweigerd = gedrag.geweigerd and bool(gedrag.melding.strip()) and not gedrag.uit
        b.noteer(
            moment,
            f"ontvang {berichttype} in {draaiboek.van}",
            "geweigerd, met melding of met een retourbericht dat het geheel afkeurt",
            gedrag,
            deugt=(geweigerd or is_afgekeurd(oud.aangeboden[-1], gedrag)) and not gedrag.onleesbaar,
        )
    tegenproef.alsnog()
