"""Checks on questions and answers: in the same version, in time, and never too late."""

from datetime import datetime

from pytest_draaiboek.draaiboeken import Eis
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.client import Client
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import DAG, SECONDE, UUR, dicht_oud, vrij_nieuw, vrij_oud
from pytest_draaiboek.toetsing.poging import Pogingen, Stap
from pytest_draaiboek.toetsing.toetssoort import antwoorden, antwoorden_oud, toets
from pytest_draaiboek.toetsing.verwachting import alleen, moet


@toets("paar", antwoorden)
def paar(b: Beproeving, _eis: Eis, berichttype: str) -> None:
    """A heenbericht is answered in its own version, before the switch and after it."""
    draaiboek = b.draaiboek
    stappen: list[Stap] = []
    if draaiboek.bestaat(berichttype, draaiboek.van):
        stappen += [
            (vrij_oud(draaiboek, berichttype), moet(draaiboek.van)),
            (dicht_oud(draaiboek, berichttype) - DAG, alleen(draaiboek.van)),
            (dicht_oud(draaiboek, berichttype) - SECONDE, alleen(draaiboek.van)),
        ]
    if draaiboek.bestaat(berichttype, draaiboek.naar):
        live = draaiboek.live.moment
        stappen += [(moment, alleen(draaiboek.naar)) for moment in (live, live + UUR)]
        stappen.append((vrij_nieuw(draaiboek), moet(draaiboek.naar)))
    Pogingen(b, berichttype).loop(stappen)


@toets("nakomer", antwoorden_oud, mijlpalen=1)
def nakomer(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """From the milestone no answer follows, in any version, to what was received in the old one."""
    draaiboek = b.draaiboek
    pogingen = Pogingen(b, berichttype)
    live = eis.mijlpalen[0].moment
    momenten = (live, live + SECONDE, live + DAG)
    tegenproef, *clienten = pogingen.clienten.met_verleden(berichttype, len(momenten) + 1)
    tegenproef_op, verwacht = pogingen.tegenproef()
    if tegenproef_op < live:
        pogingen.probeer(tegenproef, tegenproef_op, verwacht)
    ingelezen = dicht_oud(draaiboek, berichttype) + UUR
    b.zet(ingelezen)
    for client in clienten:
        pogingen.clienten.bezorg(client, pogingen.paar.heen, draaiboek.van)
    voor_live = len(b.uit)
    for client, moment in zip(clienten, momenten, strict=True):
        vooraf = b.zet(moment)
        heen = client.heen[pogingen.paar.heen]
        gedrag = b.verzend(pogingen.clienten.antwoord(client, heen))
        laat = [m for m in b.uit[voor_live:] if m.is_retour_op(heen)]
        b.noteer(
            moment,
            f"antwoord op {pogingen.paar.heen} in {draaiboek.van} van {ingelezen:%d-%m}",
            "niets",
            gedrag,
            deugt=not laat and not vooraf.onleesbaar and not gedrag.onleesbaar,
            gezien=Gedrag(tuple(laat)).gezien,
            berichten=laat,
        )
    if tegenproef_op >= live:
        pogingen.probeer(tegenproef, tegenproef_op, verwacht)


@toets("afhandeling", antwoorden_oud, mijlpalen=1)
def afhandeling(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Whatever was received in the old version is answered in it before the milestone."""
    draaiboek = b.draaiboek
    pogingen = Pogingen(b, berichttype)
    clienten, heentype = pogingen.clienten, pogingen.paar.heen
    einde = eis.mijlpalen[0].moment
    laatste = min(dicht_oud(draaiboek, heentype), einde - DAG) - SECONDE
    ontvangen: dict[datetime, Client] = {}
    momenten = (vrij_oud(draaiboek, heentype), laatste - DAG, laatste)
    for moment, client in zip(momenten, clienten.met_verleden(berichttype, len(momenten)), strict=True):
        b.zet(moment)
        clienten.bezorg(client, heentype, draaiboek.van)
        ontvangen[moment] = client
    b.zet(b.haalbaar(berichttype, einde - SECONDE))
    gezegd = {moment: _dring_aan(b, pogingen, client) for moment, client in ontvangen.items()}
    b.zet(einde)
    for moment, client in ontvangen.items():
        antwoord = [m for m in b.uit if m.is_retour_op(client.heen[heentype])]
        b.noteer(
            moment,
            f"ontvang {heentype} in {draaiboek.van}",
            f"vóór {einde:%d-%m %H:%M} beantwoord met {berichttype} in {draaiboek.van}",
            gezegd[moment],
            deugt=any(m.versie == draaiboek.van for m in antwoord),
            gezien=Gedrag(tuple(antwoord)).gezien,
            berichten=(client.heen[heentype], *antwoord),
        )
    if stand := b.stand_of_niets():
        b.noteer(
            einde,
            "vraag de stand",
            "0 onbeantwoord",
            Gedrag(),
            deugt=stand.onbeantwoord == 0,
            gezien=f"{stand.onbeantwoord} onbeantwoord",
        )


def _dring_aan(b: Beproeving, pogingen: Pogingen, client: Client) -> Gedrag:
    """Have the user send the answer at the last moment, when it did not go by itself."""
    heen = client.heen[pogingen.paar.heen]
    if any(m.is_retour_op(heen) for m in b.uit):
        return Gedrag()
    return b.verzend(pogingen.clienten.antwoord(client, heen))
