"""Checks on what happens outside the ordinary: urgent orders, and refusals by the hub."""

from datetime import datetime

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.draaiboeken import Eis
from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.toetsing.beproeving import SECONDE, Beproeving
from pytest_draaiboek.toetsing.client import Client
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import (
    DAG,
    UUR,
    dicht_oud,
    einde_van,
    midden,
    vrij_oud,
)
from pytest_draaiboek.toetsing.poging import Pogingen
from pytest_draaiboek.toetsing.toetssoort import toets, uitgaand, uitgaand_oud
from pytest_draaiboek.toetsing.verwachting import tegenproef

STOPCODE = "BERICHTENSTOP"
STOPMELDING = "Het berichtenverkeer ligt stil; dit bericht is niet doorgegeven."


@toets("spoed", uitgaand, "registreer_spoed", mijlpalen=1, tijdvak=True)
def spoed(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """An urgent order can be entered all through the stretch, and no message leaves because of it."""
    mijlpaal = eis.mijlpalen[0]
    pogingen = Pogingen(b, berichttype)
    momenten = (mijlpaal.moment, midden(mijlpaal), einde_van(mijlpaal) - SECONDE)
    for client, moment in zip(pogingen.clienten.met_verleden(berichttype, len(momenten)), momenten, strict=True):
        vooraf = b.zet(moment)
        gedrag = b.registreer_spoed(pogingen.clienten.opdracht(client, berichttype, spoed=True))
        b.noteer(
            moment,
            f"registreer spoed {berichttype}",
            "vastgelegd, niets verzonden",
            gedrag,
            deugt=not (gedrag.geweigerd or gedrag.uit or gedrag.onleesbaar or vooraf.uit or vooraf.onleesbaar),
        )


@toets("spoedverwerking", uitgaand, "registreer_spoed", mijlpalen=2, tijdvak=True)
def spoedverwerking(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """What was entered during the stretch is sent after it, in the new version: by itself, or by a user who finds it waiting."""
    draaiboek, (stilte, vrij) = b.draaiboek, eis.mijlpalen[:2]
    pogingen = Pogingen(b, berichttype)
    momenten = (stilte.moment + UUR, einde_van(stilte) - SECONDE)
    clienten = pogingen.clienten.met_verleden(berichttype, len(momenten))
    opdrachten = []
    begin = len(b.uit)
    for client, moment in zip(clienten, momenten, strict=True):
        b.zet(moment)
        opdrachten.append(pogingen.clienten.opdracht(client, berichttype, spoed=True))
        b.registreer_spoed(opdrachten[-1])
    voor_vrij = len(b.uit)
    for moment in (vrij.moment, vrij.moment + DAG):
        gedrag = b.zet(moment)
    for client, opdracht, moment in zip(clienten, opdrachten, momenten, strict=True):
        if not _van_client(b, client, begin) and b.stand().te_verzenden > 0:
            gedrag = b.verzend(opdracht)
        verzonden = _van_client(b, client, begin)
        laat = _van_client(b, client, voor_vrij)
        b.noteer(
            moment,
            f"registreer spoed {berichttype}",
            f"na {vrij.moment:%d-%m %H:%M} {berichttype} in {draaiboek.naar}",
            gedrag,
            # Whether it left too early is for another eis; here it has to leave, and after the switch in the new version only.
            deugt=any((m.berichttype, m.versie) == (berichttype, draaiboek.naar) for m in verzonden)
            and all(m.versie == draaiboek.naar for m in laat),
            gezien=Gedrag(tuple(verzonden)).gezien,
            berichten=verzonden,
        )


def _van_client(b: Beproeving, client: Client, begin: int) -> list[Bericht]:
    sporen = (client.dossier.bsn.encode(), client.dossier.referentie.encode())
    return [m for m in b.uit[begin:] if any(spoor in m.xml for spoor in sporen)]


@toets("foutmelding", uitgaand, mijlpalen=1, tijdvak=True)
def foutmelding(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """Whatever is submitted during the stretch comes back with an error message; nothing is lost silently."""
    mijlpaal = eis.mijlpalen[0]
    draaiboek = b.draaiboek
    pogingen = Pogingen(b, berichttype)
    momenten = (mijlpaal.moment, midden(mijlpaal), einde_van(mijlpaal) - SECONDE)
    controleclient, *clienten = pogingen.clienten.met_verleden(berichttype, len(momenten) + 1)
    if pogingen.is_retour:
        pogingen.speel_vraag((controleclient, *clienten))
    tegenproef_op, verwacht = pogingen.tegenproef()
    if tegenproef_op < mijlpaal.moment:
        pogingen.probeer(controleclient, tegenproef_op, verwacht)
    for client, moment in zip(clienten, momenten, strict=True):
        b.zet(moment)
        for versie in draaiboek.versies:
            gedrag = b.ontvang(pogingen.in_te_dienen(client, versie))
            b.noteer(
                moment,
                f"indienen {berichttype} in {versie}",
                "geweigerd, met foutmelding",
                gedrag,
                deugt=gedrag.geweigerd and bool(gedrag.melding.strip()) and not gedrag.uit,
            )
    if tegenproef_op > mijlpaal.moment:
        pogingen.probeer(controleclient, tegenproef_op, verwacht)


@toets("foutverwerking", uitgaand_oud, "meld_fout", "stand")
def foutverwerking(b: Beproeving, _eis: Eis, berichttype: str) -> None:
    """A message that was sent in time and refused by the hub is not counted as sent, and the user is told."""
    pogingen = Pogingen(b, berichttype)
    (client,) = pogingen.clienten.met_verleden(berichttype, 1)
    vrij = vrij_oud(b.draaiboek, berichttype)
    gedrag = pogingen.probeer(client, vrij, tegenproef(b.draaiboek.van))
    verzonden = next((m for m in gedrag.uit if m.berichttype == berichttype), None)
    if verzonden is None:
        return
    b.zet(dicht_oud(b.draaiboek, berichttype))
    eerst = _open(b)
    moment = dicht_oud(b.draaiboek, berichttype) + SECONDE
    b.zet(moment)
    gemeld = _meld(b, moment, verzonden, berichttype)
    if gemeld is None:
        return
    b.noteer(
        moment,
        f"meld fout op {berichttype}",
        "melding aan de gebruiker, niets verzonden",
        gemeld,
        deugt=bool(gemeld.melding.strip()) and not gemeld.uit and not gemeld.onleesbaar,
        berichten=(verzonden,),
    )
    later = _open(b)
    b.noteer(
        moment,
        "vraag de stand",
        "niet als verzonden geteld",
        Gedrag(),
        deugt=later > eerst,
        gezien=f"{eerst} open voor de foutmelding, {later} erna",
    )


def _open(b: Beproeving) -> int:
    """Return how much the system says is still to be sent or answered."""
    stand = b.stand()
    return stand.te_verzenden + stand.onbeantwoord


def _meld(b: Beproeving, moment: datetime, verzonden: Bericht, berichttype: str) -> Gedrag | None:
    """Hand over the error message; a system that crashes on it has not survived it."""
    try:
        return b.meld_fout(verzonden, STOPCODE, STOPMELDING)
    except AdapterFout as fout:
        b.noteer(
            moment,
            f"meld fout op {berichttype}",
            "melding aan de gebruiker, niets verzonden",
            Gedrag(melding=str(fout).splitlines()[0]),
            deugt=False,
            gezien="liep vast",
            berichten=(verzonden,),
        )
        return None
