"""What care costs: a declaratie of which the periods, the amounts and the totals agree."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pytest_draaiboek.berichten.bedragen import CREDIT, DEBET, als_getal, als_totaal, met_teken
from pytest_draaiboek.berichten.bsn import fictieve_bsns
from pytest_draaiboek.berichten.eenheden import EUROCENT, UUR
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.berichten.retourcodes import DECLARATIE_BEOORDEELD, GEEN_OPMERKING
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, binnen, dag, regels, schikt
from pytest_draaiboek.standaarden import Knoop

EERSTE_MAAND = "2021-01-01"  # CS100
BEOORDEELD = (GEEN_OPMERKING, DECLARATIE_BEOORDEELD)
MEESTE_MAANDEN_TERUG = 3
HOOGSTE_VOLUME, HOOGSTE_TARIEF_CENT = 200, 20_000


@schikt("Declaratie")
def _declaratie(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS340, TR137, TR316, TR319, TR335, TR358."""
    s.zet(inhoud, "DeclaratieDagtekening", s.dagen[0])
    periode = binnen(inhoud, "DeclaratiePeriode")
    gegeven = dag(periode.get("Begindatum")) if not s.mag(periode, "Begindatum") else None
    if gegeven is None and not s.mag(periode, "Einddatum"):
        gegeven = dag(periode.get("Einddatum"))
    deze = _maand(gegeven) if gegeven else _maand(s.vandaag, s.waarden.getal(1, MEESTE_MAANDEN_TERUG))
    if gegeven is None and deze.eerste < EERSTE_MAAND < s.dagen[0]:
        deze = _maand(s.vandaag, 1)
    _zet_periode(s, periode, deze)
    vorige = deze.vorige
    if vorige.eerste < EERSTE_MAAND:
        vorige = deze
    _verschillende_clienten(s, binnen(inhoud, "Clienten"))
    prestaties = _prestaties(inhoud)
    netto = 0
    for prestatie in prestaties:
        netto += _prestatie(s, prestatie, s.waarden.kies((deze, deze, deze, vorige)))
    s.uniek(prestaties, "ToewijzingNummer")
    referenties = [binnen(prestatie, "ProductReferentie") for prestatie in prestaties]
    bezet: set[str] = set()
    s.uniek(referenties, "ReferentieNummer", bezet)
    s.uniek(referenties, "VorigReferentieNummer", bezet)
    totaal = binnen(inhoud, "TotaalIngediendBedrag")
    for naam, waarde in als_totaal(netto).items():
        s.zet(totaal, naam, waarde)


@schikt("DeclaratieAntwoord")
def _declaratie_antwoord(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """TR342: what is repeated is not granted; of a declaratie that is rejected as a whole nothing is."""
    codes = binnen(inhoud, "RetourCodes").get("RetourCode")
    geheel = isinstance(codes, list) and any(code not in BEOORDEELD for code in codes)
    netto = 0 if geheel else met_teken(binnen(inhoud, "TotaalIngediendBedrag"), "TotaalBedrag")
    if not geheel:
        netto -= sum(met_teken(binnen(p, "IngediendBedrag"), "Bedrag") for p in _prestaties(inhoud))
    toegekend = binnen(inhoud, "TotaalToegekendBedrag")
    for naam, waarde in als_totaal(netto).items():
        s.zet(toegekend, naam, waarde)


def _prestaties(inhoud: Inhoud) -> list[Inhoud]:
    return [
        prestatie
        for client in regels(binnen(inhoud, "Clienten"), "Client")
        for prestatie in regels(binnen(client, "Prestaties"), "Prestatie")
    ]


def _verschillende_clienten(s: Schikker, inhoud: Inhoud) -> None:
    """TR101: a client occurs once; when there are no more numbers to choose from, there are no more clients."""
    clienten = regels(inhoud, "Client")
    bezet = set() if s.vrij else {c.get("Bsn") for c in clienten if not s.mag(c, "Bsn")}
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


def _prestatie(s: Schikker, inhoud: Inhoud, maand_: "_Maand") -> int:
    """CD060, CD087, CS325, CS337, CS339, and TR346 as far as it needs no contract; return the amount in eurocents, credit as less than zero."""
    _zet_periode(s, binnen(inhoud, "ProductPeriode"), maand_)
    bedrag = binnen(inhoud, "IngediendBedrag")
    eenheid = inhoud.get("Eenheid")
    if eenheid == EUROCENT and not s.zet(inhoud, "ProductTarief", None) and inhoud.get("ProductTarief"):
        s.zet(inhoud, "Eenheid", UUR)
        eenheid = inhoud.get("Eenheid")
    if eenheid != EUROCENT and not s.kan(inhoud, "ProductTarief") and s.zet(inhoud, "Eenheid", EUROCENT):
        eenheid = EUROCENT
    volume = als_getal(inhoud.get("GeleverdVolume"))
    if volume > HOOGSTE_VOLUME and s.mag(inhoud, "GeleverdVolume"):
        volume = s.waarden.getal(1, HOOGSTE_VOLUME)
        inhoud["GeleverdVolume"] = str(volume)
    if eenheid == EUROCENT:
        if not s.zet(bedrag, "Bedrag", str(volume)):
            s.zet(inhoud, "GeleverdVolume", bedrag.get("Bedrag"))
    else:
        s.zet(inhoud, "ProductTarief", str(s.waarden.getal(1, HOOGSTE_TARIEF_CENT)))
        s.zet(bedrag, "Bedrag", str(volume * als_getal(inhoud.get("ProductTarief"))))
    return _debet_of_credit(s, binnen(inhoud, "ProductReferentie"), bedrag)


def _debet_of_credit(s: Schikker, referentie: Inhoud, bedrag: Inhoud) -> int:
    eurocent = als_getal(bedrag.get("Bedrag"))
    if not eurocent:
        s.zet(bedrag, "DebetCredit", DEBET)
    if not s.mag(bedrag, "DebetCredit"):
        if bedrag.get("DebetCredit") == DEBET:
            s.zet(referentie, "VorigReferentieNummer", None)
        elif referentie.get("VorigReferentieNummer") is None:
            s.zet(referentie, "VorigReferentieNummer", str(s.waarden.getal(100_000, 999_999)))
    elif not eurocent:
        s.zet(referentie, "VorigReferentieNummer", None)
    else:
        bedrag["DebetCredit"] = DEBET if referentie.get("VorigReferentieNummer") is None else CREDIT
    return -eurocent if bedrag.get("DebetCredit") == CREDIT else eurocent


@dataclass(frozen=True, slots=True)
class _Maand:
    """A calendar month, as a message writes its first and last day."""

    begin: date
    eerste: str
    laatste: str

    @property
    def vorige(self) -> "_Maand":
        """The month before."""
        return _maand(self.begin, 1)


@lru_cache(maxsize=256)
def _maand(dag_: date, terug: int = 0) -> _Maand:
    eerste, laatste = maand(dag_, terug)
    return _Maand(eerste, str(eerste), str(laatste))


def _zet_periode(s: Schikker, periode: Inhoud, maand_: _Maand) -> None:
    """Set a period within one month; a given end draws the other end into its month."""
    eerste, laatste = maand_.eerste, maand_.laatste
    if s.vrij:
        periode["Begindatum"], periode["Einddatum"] = eerste, laatste
        return
    for naam in ("Begindatum", "Einddatum"):
        if not s.mag(periode, naam) and (gegeven := dag(periode.get(naam))):
            eerste, laatste = _maand(gegeven).eerste, _maand(gegeven).laatste
            if naam == "Begindatum":
                eerste = str(gegeven)
    s.zet(periode, "Begindatum", eerste)
    s.zet(periode, "Einddatum", laatste)
