"""What care costs: a declaratie of which the periods, the amounts and the totals agree."""

from datetime import date

from pytest_draaiboek.berichten.bedragen import CREDIT, DEBET, als_getal, als_totaal, met_teken
from pytest_draaiboek.berichten.bsn import fictieve_bsns
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, binnen, dag, regels, schikt
from pytest_draaiboek.standaarden import Knoop

EERSTE_MAAND = date(2021, 1, 1)  # CS100
EUROCENT = "83"
MEESTE_MAANDEN_TERUG = 3
HOOGSTE_VOLUME, HOOGSTE_TARIEF_CENT = 200, 20_000


@schikt("Declaratie")
def _declaratie(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS340, TR137, TR316, TR319, TR335, TR358."""
    s.zet(inhoud, "DeclaratieDagtekening", str(s.vandaag))
    periode = binnen(inhoud, "DeclaratiePeriode")
    gegeven = dag(periode.get("Begindatum")) if not s.mag(periode, "Begindatum") else None
    if gegeven is None and not s.mag(periode, "Einddatum"):
        gegeven = dag(periode.get("Einddatum"))
    eerste, laatste = maand(gegeven) if gegeven else maand(s.vandaag, s.waarden.getal(1, MEESTE_MAANDEN_TERUG))
    if gegeven is None and eerste < EERSTE_MAAND < s.vandaag:
        eerste, laatste = maand(s.vandaag, 1)
    _zet_periode(s, periode, eerste, laatste)
    _verschillende_clienten(s, binnen(inhoud, "Clienten"))
    prestaties = [
        p
        for client in regels(binnen(inhoud, "Clienten"), "Client")
        for p in regels(binnen(client, "Prestaties"), "Prestatie")
    ]
    for prestatie in prestaties:
        van, tot = maand(eerste, s.waarden.kies((0, 0, 0, 1)))
        _prestatie(s, prestatie, (van, tot) if van >= EERSTE_MAAND else (eerste, laatste))
    s.uniek(prestaties, "ToewijzingNummer")
    referenties = [binnen(p, "ProductReferentie") for p in prestaties]
    bezet: set[str] = set()
    s.uniek(referenties, "ReferentieNummer", bezet)
    s.uniek(referenties, "VorigReferentieNummer", bezet)
    netto = als_totaal(sum(met_teken(binnen(p, "IngediendBedrag"), "Bedrag") for p in prestaties))
    totaal = binnen(inhoud, "TotaalIngediendBedrag")
    for naam, waarde in netto.items():
        s.zet(totaal, naam, waarde)


def _verschillende_clienten(s: Schikker, inhoud: Inhoud) -> None:
    """TR101: a client occurs once; when there are no more numbers to choose from, there are no more clients."""
    clienten = regels(inhoud, "Client")
    bezet = {c.get("Bsn") for c in clienten if not s.mag(c, "Bsn")}
    over: list[Inhoud] = []
    for client in clienten:
        if s.mag(client, "Bsn"):
            if client.get("Bsn") in bezet:
                vrij = [bsn for bsn in (s.waarden.gegevens.bsns or fictieve_bsns()) if bsn not in bezet]
                if not vrij:
                    continue
                client["Bsn"] = s.kies(vrij)
            bezet.add(client.get("Bsn"))
        over.append(client)
    if len(over) < len(clienten):
        s.zet(inhoud, "Client", over)


def _prestatie(s: Schikker, inhoud: Inhoud, periode: tuple[date, date]) -> None:
    """CD060, CD087, CS325, CS337, CS339, and TR346 as far as it needs no contract."""
    _zet_periode(s, binnen(inhoud, "ProductPeriode"), *periode)
    bedrag = binnen(inhoud, "IngediendBedrag")
    if inhoud.get("Eenheid") == EUROCENT and not s.zet(inhoud, "ProductTarief", None) and inhoud.get("ProductTarief"):
        s.zet(inhoud, "Eenheid", "04")
    volume = als_getal(inhoud.get("GeleverdVolume"))
    if volume > HOOGSTE_VOLUME and s.zet(inhoud, "GeleverdVolume", str(s.waarden.getal(1, HOOGSTE_VOLUME))):
        volume = als_getal(inhoud["GeleverdVolume"])
    if inhoud.get("Eenheid") == EUROCENT:
        if not s.zet(bedrag, "Bedrag", str(volume)):
            s.zet(inhoud, "GeleverdVolume", bedrag.get("Bedrag"))
    else:
        s.zet(inhoud, "ProductTarief", str(s.waarden.getal(1, HOOGSTE_TARIEF_CENT)))
        s.zet(bedrag, "Bedrag", str(volume * als_getal(inhoud.get("ProductTarief"))))
    _debet_of_credit(s, binnen(inhoud, "ProductReferentie"), bedrag)


def _debet_of_credit(s: Schikker, referentie: Inhoud, bedrag: Inhoud) -> None:
    if not als_getal(bedrag.get("Bedrag")):
        s.zet(bedrag, "DebetCredit", DEBET)
    if not s.mag(bedrag, "DebetCredit"):
        if bedrag.get("DebetCredit") == DEBET:
            s.zet(referentie, "VorigReferentieNummer", None)
        elif referentie.get("VorigReferentieNummer") is None:
            s.zet(referentie, "VorigReferentieNummer", str(s.waarden.getal(100_000, 999_999)))
    elif not als_getal(bedrag.get("Bedrag")):
        s.zet(referentie, "VorigReferentieNummer", None)
    else:
        s.zet(bedrag, "DebetCredit", DEBET if referentie.get("VorigReferentieNummer") is None else CREDIT)


def _zet_periode(s: Schikker, periode: Inhoud, eerste: date, laatste: date) -> None:
    """Set a period within one month; a given end draws the other end into its month."""
    for naam, plek in (("Begindatum", 0), ("Einddatum", 1)):
        if not s.mag(periode, naam) and (gegeven := dag(periode.get(naam))):
            eerste, laatste = maand(gegeven)
            if plek == 0 and gegeven.day != 1:
                eerste = gegeven
    s.zet(periode, "Begindatum", str(eerste))
    s.zet(periode, "Einddatum", str(laatste))
