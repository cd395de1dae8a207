"""The check that nothing is converted: not what waits to be sent, not what comes in, not what is passed on."""

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.draaiboeken import Eis
from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.systemen import Status
from pytest_draaiboek.toetsing.aanbieding import Aanbiedingen, Tegenproef, is_afgekeurd
from pytest_draaiboek.toetsing.beproeving import SECONDE, Beproeving, NietGetoetst
from pytest_draaiboek.toetsing.client import Client
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import DAG, UUR, controle, dicht_oud, laatst_vrij, vrij_oud
from pytest_draaiboek.toetsing.poging import Pogingen
from pytest_draaiboek.toetsing.toetsen.storing import STOPCODE, STOPMELDING
from pytest_draaiboek.toetsing.toetssoort import alle_oude, toets


@toets("conversie", alle_oude)
def conversie(b: Beproeving, _eis: Eis, berichttype: str) -> None:
    """A message keeps the version it was made in."""
    if b.geeft_door:
        _doorgegeven(b, berichttype)
    elif berichttype in b.draaiboek.verzendt(b.rol):
        _uitgaand(b, berichttype)
    else:
        _inkomend(b, berichttype)


def _uitgaand(b: Beproeving, berichttype: str) -> None:
    """What was refused by the hub, and what was ordered when it was too late, does not leave as the new version later on."""
    draaiboek = b.draaiboek
    live, dicht = draaiboek.live.moment, dicht_oud(draaiboek, berichttype)
    pogingen = Pogingen(b, berichttype)
    clienten = pogingen.clienten
    teruggekomen, te_laat, tegenproef = clienten.met_verleden(berichttype, 3)
    tegenproef_op, verwacht = pogingen.tegenproef()
    if tegenproef_op < dicht:
        pogingen.probeer(tegenproef, tegenproef_op, verwacht)
    b.zet(b.haalbaar(berichttype, laatst_vrij(draaiboek, berichttype)))
    verzonden = pogingen.laat_gaan(teruggekomen, draaiboek.van)
    oud = {m.eigen_identificatie for m in b.uit if m.versie == draaiboek.van}
    b.zet(dicht)
    for bericht in verzonden.uit:
        if bericht.berichttype == berichttype:
            try:
                b.meld_fout(bericht, STOPCODE, STOPMELDING)
            except (NietGetoetst, AdapterFout):
                break  # without that verb, or with one that breaks down, the other half of the check still stands
    b.zet(dicht + SECONDE)
    gezegd = pogingen.laat_gaan(te_laat, draaiboek.van)
    if not pogingen.is_retour:
        oud.add(clienten.opdracht(te_laat, berichttype).identificatie(draaiboek.van))
    voor_live = len(b.uit)
    for moment in (live, live + SECONDE, live + DAG):
        b.zet(moment)
    geconverteerd = [m for m in b.uit[voor_live:] if _is_geconverteerd(b, m, oud)]
    b.noteer(
        live,
        f"wat van {berichttype} in {draaiboek.van} bleef liggen",
        f"niet alsnog in {draaiboek.naar}",
        gezegd,
        deugt=not geconverteerd,
        gezien=Gedrag(tuple(geconverteerd)).gezien,
        berichten=geconverteerd,
    )
    if tegenproef_op > dicht:
        pogingen.probeer(tegenproef, tegenproef_op, verwacht)


def _is_geconverteerd(b: Beproeving, bericht: Bericht, oud: set[str]) -> bool:
    """Whether a message in the new version is an old one: by its identification, or because it is dated before there was one."""
    if bericht.versie != b.draaiboek.naar:
        return False
    return bericht.eigen_identificatie in oud or bericht.dagtekening < b.draaiboek.live.moment.date()


def _inkomend(b: Beproeving, berichttype: str) -> None:
    """A message in the other version than the one in force is not processed as if it were of this one."""
    draaiboek = b.draaiboek
    live = draaiboek.live.moment
    proeven = []
    if draaiboek.bestaat(berichttype, draaiboek.naar) and not draaiboek.is_retour(berichttype):
        te_vroeg = vrij_oud(draaiboek, berichttype)
        proeven.append((te_vroeg, Aanbiedingen(b, berichttype, draaiboek.naar, 1)))
    proeven.append((live + UUR, Aanbiedingen(b, berichttype, draaiboek.van, 1)))
    tegenproef = Tegenproef(b, berichttype)
    for moment, aanbod in proeven:
        tegenproef.eventueel_voor(moment)
        client, gedrag = aanbod.bied_aan(moment)
        gedrag = gedrag.en(_vervolg(b, aanbod, client))
        omgezet = [m for bericht in aanbod.aangeboden for m in gedrag.uit if m.versie != bericht.versie]
        b.noteer(
            moment,
            f"ontvang {berichttype} in {aanbod.versie}, ga ermee verder",
            "niet verwerkt",
            gedrag,
            deugt=(gedrag.status not in (None, Status.AANVAARD) or is_afgekeurd(aanbod.aangeboden[-1], gedrag))
            and not omgezet,
        )
    tegenproef.alsnog()


def _vervolg(b: Beproeving, aanbod: Aanbiedingen, client: Client) -> Gedrag:
    """Order what can only follow when the message was processed after all: its answer, and what builds on it."""
    gedrag = Gedrag()
    if aanbod.type not in client.heen:
        return gedrag
    gedrag = gedrag.en(b.verzend(aanbod.clienten.antwoord(client, client.heen[aanbod.type])))
    for paar in b.draaiboek.paren:
        if paar.van == b.rol and paar.verleden == (aanbod.type,):
            onbekend = aanbod.clienten.bestel(aanbod.clienten.nieuw(), paar.heen)
            # A system that does this for a client it never heard of proves nothing by doing it for this one.
            if not onbekend.uit:
                gedrag = gedrag.en(aanbod.clienten.bestel(client, paar.heen))
    return gedrag


def _doorgegeven(b: Beproeving, berichttype: str) -> None:
    """What a hub passes on is what was submitted, to the byte; what it holds back does not come out in another version."""
    draaiboek = b.draaiboek
    live, dicht = draaiboek.live.moment, dicht_oud(draaiboek, berichttype)
    pogingen = Pogingen(b, berichttype)
    van, naar = draaiboek.versies
    planning = [(vrij_oud(draaiboek, berichttype), van), (dicht + SECONDE, van), (dicht + UUR, naar), (live, van)]
    if draaiboek.bestaat(berichttype, naar):
        planning.append((controle(draaiboek, berichttype), naar))
    clienten = pogingen.clienten.met_verleden(berichttype, len(planning))
    if pogingen.is_retour:
        for client in clienten:
            pogingen.clienten.speel(client, (pogingen.paar.heen,))
    ingediend: dict[str, Bericht] = {}
    for client, (moment, versie) in zip(clienten, planning, strict=True):
        vooraf = b.zet(moment)
        bericht = pogingen.in_te_dienen(client, versie)
        ingediend[bericht.eigen_identificatie] = bericht
        gedrag = b.ontvang(bericht)
        uit = vooraf.uit + gedrag.uit
        veranderd = [m for m in uit if not _is_ingediend(m, ingediend)]
        moet_door = draaiboek.oordeel(berichttype, versie, moment).mag
        b.noteer(
            moment,
            f"indienen {berichttype} in {versie}",
            "ongewijzigd doorgegeven" if moet_door else "niet in een andere versie doorgegeven",
            gedrag,
            deugt=not veranderd and not gedrag.onleesbaar and (bool(gedrag.uit) or not moet_door),
            gezien=Gedrag(tuple(veranderd)).gezien + " (gewijzigd)" if veranderd else "",
            berichten=veranderd,
        )


def _is_ingediend(bericht: Bericht, ingediend: dict[str, Bericht]) -> bool:
    origineel = ingediend.get(bericht.eigen_identificatie)
    return origineel is not None and origineel.xml == bericht.xml
