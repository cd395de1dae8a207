"""What care it is about: products assigned, asked for, started and stopped."""

from datetime import date, timedelta
from functools import cache

from pytest_draaiboek.berichten.eenheden import PER_MAAND, UUR
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, binnen, dag, later, regels, schikt
from pytest_draaiboek.standaarden import Knoop
from pytest_draaiboek.standaarden.begrippen import HULPMIDDELEN, VERWIJDERD, gelijk_product
from pytest_draaiboek.standaarden.reeks import geldt

DAG = timedelta(days=1)
# What a product can be, by which of these it has: Product, its Code, Omvang, Budget (CD041, CD077 to CD080, CD095, CD096).
DELEN = ("Product", "Code", "Omvang", "Budget")
SPECIFIEK, ASPECIFIEK = (True, True, True, False), (True, False, False, False)
VORMEN = (SPECIFIEK, SPECIFIEK, SPECIFIEK, ASPECIFIEK, (True, False, False, True), (False, False, False, True))
# The same of a product that is changed, and so is known already.
WIJZIGINGEN = ((False, False, True, False), (False, False, True, False), (False, False, False, True))
PER_PERIODE = ("14", "16", "83", "84")  # CS338, CS343: with these, no Frequentie 1
FREQUENTIES_DAARBIJ = ("2", "4", "6")
VERWIJDEREN = "13"
VERVALLEN_REDEN = "01"  # CS336, since 3.1
AANGELEVERD, VERWIJDERD_AANGELEVERD = "1", "3"  # CS058
AFGEWEZEN, WOONPLAATSBEGINSEL = "1", "8"
ZORGVERLENERS = ("02", "03", "04", "05")


@schikt("Omvang")
def _omvang(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS338, CS343."""
    past = inhoud.get("Eenheid") not in PER_PERIODE or inhoud.get("Frequentie") in FREQUENTIES_DAARBIJ
    if not past and not s.zet(inhoud, "Frequentie", s.kies(FREQUENTIES_DAARBIJ)):
        s.zet(inhoud, "Eenheid", UUR)


def _vorm(s: Schikker, inhoud: Inhoud, knoop: Knoop, vormen: tuple[tuple[bool, ...], ...], eind: str) -> None:
    """Make of a product one of the kinds there are, of those that what is given leaves open."""
    mogelijk = vormen if s.vrij else [vorm for vorm in vormen if _kan(s, inhoud, vorm, eind)]
    if not mogelijk:
        return
    met_product, met_code, met_omvang, met_budget = s.waarden.kies(mogelijk)
    for naam, erbij in (("Product", met_product), ("Omvang", met_omvang), ("Budget", met_budget)):
        if erbij:
            s.heeft(inhoud, knoop, naam)
        elif naam in inhoud:
            s.zet(inhoud, naam, None)
    kind, product = knoop.kind("Product"), binnen(inhoud, "Product")
    if kind is not None and product:
        if met_code:
            s.heeft(product, kind, "Code")
        else:
            s.zet(product, "Code", None)


def _kan(s: Schikker, inhoud: Inhoud, vorm: tuple[bool, ...], eind: str) -> bool:
    """Whether what is given leaves room for a kind of product."""
    product = binnen(inhoud, "Product")
    for naam, erbij in zip(DELEN, vorm, strict=True):
        waar = product if naam == "Code" else inhoud
        vast = not s.mag(waar, naam) or (naam == "Code" and not s.mag(inhoud, "Product") and not product)
        if (vast and (waar.get(naam) is not None) != erbij) or (erbij and not s.kan(waar, naam)):
            return False
    zonder_einde = inhoud.get(eind) is None and not s.mag(inhoud, eind)
    return not (zonder_einde and vorm[-1])


def _looptijd(s: Schikker, inhoud: Inhoud, begin: str, eind: str) -> None:
    """CD075, CD076, CS003."""
    van, tot = inhoud.get(begin), inhoud.get(eind)
    if tot is not None:
        te_vroeg = van is not None and str(tot) < str(van) and dag(tot)
        if te_vroeg and (eerste := dag(van)) and not s.zet(inhoud, eind, _later(s, eerste)):
            s.zet(inhoud, begin, str(tot))
        return
    omvang = binnen(inhoud, "Omvang")
    moet = inhoud.get("Budget") is not None or omvang.get("Frequentie") in _met_einde(s.versie)
    if moet and (eerste := dag(van)) and not s.zet(inhoud, eind, _later(s, eerste)) and inhoud.get("Budget") is None:
        s.zet(omvang, "Frequentie", PER_MAAND)


@cache
def _met_einde(versie: str) -> tuple[str, ...]:
    """Return with which Frequentie a product has an end."""
    return ("2", "6") if geldt(versie, None, "3.1") else ("2",)


def _later(s: Schikker, van: date) -> str:
    return later(van, int(s.waarden.toeval() * 365))


def _scheid(s: Schikker, inhoud: Inhoud, naam: str, begin: str, eind: str) -> None:
    """TR302, TR386, TR410 and TR101: products that are the same follow each other; what cannot follow is left out."""
    producten = regels(inhoud, naam)
    if len(producten) < 2:
        return
    over: list[Inhoud] = []
    eerder: list[tuple[_Sleutel, Inhoud]] = []  # of what is still there, what the next may not overlap
    for product in producten:
        if product.get("RedenWijziging") not in VERWIJDERD:
            sleutel = _sleutel(s, product)
            botst = [ander for andere, ander in eerder if _gelijk(andere, sleutel)]
            if botst and not _na_elkaar(s, botst, product, begin, eind) and s.mag(inhoud, naam):
                continue
            eerder.append((sleutel, product))
        over.append(product)
    if len(over) < len(producten):
        inhoud[naam] = over


def _na_elkaar(s: Schikker, eerder: list[Inhoud], product: Inhoud, begin: str, eind: str) -> bool:
    """Have a product begin after those before it have ended; return whether they end."""
    van = dag(product.get(begin))
    if van is None:
        return True
    for ander in eerder:
        if ander.get(eind) is None:
            s.zet(ander, eind, _later(s, dag(ander.get(begin)) or van))
    _na(s, product, max((einde for ander in eerder if (einde := dag(ander.get(eind)))), default=None), begin, eind)
    return all(ander.get(eind) is not None for ander in eerder)


_Sleutel = tuple[bool, tuple[str, str]]


def _sleutel(s: Schikker, inhoud: Inhoud) -> _Sleutel:
    """Return what a product is, and whether only the very same is the same."""
    product = binnen(inhoud, "Product")
    categorie, code = str(product.get("Categorie", "")), str(product.get("Code", ""))
    return s.standaard == "iwmo" and categorie in HULPMIDDELEN, (categorie, code)


def _gelijk(eerder: _Sleutel, nu: _Sleutel) -> bool:
    """Whether two are the same product, or would have the same key."""
    return eerder[1] == nu[1] if eerder[0] else gelijk_product(eerder[1], nu[1])


def _na(s: Schikker, product: Inhoud, bezet: date | None, begin: str, eind: str) -> None:
    """Have a product begin after a day, when it doesn't yet."""
    van, tot = dag(product.get(begin)), dag(product.get(eind))
    if bezet and van and van <= bezet and s.zet(product, begin, str(bezet + DAG)) and tot and tot <= bezet:
        s.zet(product, eind, _later(s, bezet + DAG))


@schikt("ToegewezenProduct")
def _toegewezen(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CS335, CS336, and the kinds and terms of a product."""
    _vorm(s, inhoud, knoop, VORMEN, "Einddatum")
    _looptijd(s, inhoud, "Ingangsdatum", "Einddatum")
    if inhoud.get("RedenWijziging") == VERVALLEN_REDEN and geldt(s.versie, "3.1", None):
        s.zet(inhoud, "RedenWijziging", VERWIJDEREN)
    begin, einde = inhoud.get("Ingangsdatum"), inhoud.get("Einddatum")
    past = inhoud.get("RedenWijziging") not in VERWIJDERD or begin == einde
    if not past and not s.zet(inhoud, "Einddatum", begin) and not (einde and s.zet(inhoud, "Ingangsdatum", einde)):
        s.zet(inhoud, "RedenWijziging", "02")
    if str(inhoud.get("Toewijzingsdatum")) > s.dagen[0] and dag(inhoud.get("Toewijzingsdatum")):
        s.zet(inhoud, "Toewijzingsdatum", s.dagen[0])


@schikt("ToegewezenProducten")
def _toegewezen_producten(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    producten = regels(inhoud, "ToegewezenProduct")
    s.uniek(producten, "ToewijzingNummer")
    _scheid(s, inhoud, "ToegewezenProduct", "Ingangsdatum", "Einddatum")


@schikt("AangevraagdProduct")
def _aangevraagd(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD043, and the kinds and terms of a product."""
    _vorm(s, inhoud, knoop, VORMEN, "ToewijzingEinddatum")
    _looptijd(s, inhoud, "ToewijzingIngangsdatum", "ToewijzingEinddatum")
    for een, ander in (
        ("BeschikkingNummer", "BeschikkingIngangsdatum"),
        ("BeschikkingIngangsdatum", "BeschikkingNummer"),
    ):
        if inhoud.get(een) is None and inhoud.get(ander) is not None and not s.zet(inhoud, ander, None):
            s.heeft(inhoud, knoop, een)


@schikt("AangevraagdeProducten")
def _aangevraagde_producten(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """TR101, TR383, TR386."""
    producten = regels(inhoud, "AangevraagdProduct")
    s.uniek(producten, "ReferentieAanbieder")
    _scheid(s, inhoud, "AangevraagdProduct", "ToewijzingIngangsdatum", "ToewijzingEinddatum")


@schikt("Verwijzer")
def _verwijzer(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD066, CD067, CD068."""
    past = inhoud.get("Type") in ZORGVERLENERS or inhoud.get("ZorgverlenerCode") is None
    if not past and not s.zet(inhoud, "ZorgverlenerCode", None):
        s.zet(inhoud, "Type", s.kies(ZORGVERLENERS))
    if inhoud.get("Type") in ZORGVERLENERS:
        if inhoud.get("ZorgverlenerCode") is None:
            if not s.heeft(inhoud, knoop, "Naam"):
                s.heeft(inhoud, knoop, "ZorgverlenerCode")
        elif inhoud.get("Naam") is not None and not s.zet(inhoud, "Naam", None):
            s.zet(inhoud, "ZorgverlenerCode", None)


@schikt("TeWijzigenProduct")
def _wijziging(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    _vorm(s, inhoud, knoop, WIJZIGINGEN, "Einddatum")
    _in_de_toekomst(s, inhoud)
    _looptijd(s, inhoud, "GewensteIngangsdatum", "Einddatum")


@schikt("NieuwProduct")
def _nieuw(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR380, and the kinds and terms of a product."""
    _vorm(s, inhoud, knoop, VORMEN, "Einddatum")
    _in_de_toekomst(s, inhoud)
    _looptijd(s, inhoud, "GewensteIngangsdatum", "Einddatum")


def _in_de_toekomst(s: Schikker, inhoud: Inhoud) -> None:
    if str(inhoud.get("GewensteIngangsdatum")) <= s.dagen[0]:
        s.zet(inhoud, "GewensteIngangsdatum", s.dagen[s.waarden.getal(1, 60)])


@schikt("Verzoek")
def _verzoek(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR101, TR352, TR353, TR410."""
    if inhoud.get("TeWijzigenProducten") is None:
        namen = ["OngewijzigdeProducten", "NieuweProducten"]
        if any(inhoud.get(naam) is None for naam in namen):
            if not s.mag(inhoud, "TeWijzigenProducten"):
                for naam in namen:
                    s.heeft(inhoud, knoop, naam)
            else:
                s.heeft(inhoud, knoop, "TeWijzigenProducten")
    bekend = [
        *regels(binnen(inhoud, "OngewijzigdeProducten"), "OngewijzigdProduct"),
        *regels(binnen(inhoud, "TeWijzigenProducten"), "TeWijzigenProduct"),
    ]
    s.uniek(bekend, "ToewijzingNummer")
    _scheid(s, binnen(inhoud, "NieuweProducten"), "NieuwProduct", "GewensteIngangsdatum", "Einddatum")


@schikt("Antwoord")
def _antwoord(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD085, CD086, TR377, TR409."""
    reden = "RedenAfwijzingVerzoek"
    if inhoud.get("VerzoekAntwoord") == AFGEWEZEN:
        if not s.heeft(inhoud, knoop, reden):
            s.zet(inhoud, "VerzoekAntwoord", "2")
    elif inhoud.get(reden) is not None and not s.zet(inhoud, reden, None):
        s.zet(inhoud, "VerzoekAntwoord", AFGEWEZEN)
    woonplaats = "Woonplaatsbeginsel"
    if knoop.kind(woonplaats) is None:
        return
    if inhoud.get(reden) == WOONPLAATSBEGINSEL:
        if not s.heeft(inhoud, knoop, woonplaats):
            s.zet(inhoud, reden, "1")
    elif inhoud.get(woonplaats) is not None and not s.zet(inhoud, woonplaats, None):
        s.zet(inhoud, "VerzoekAntwoord", AFGEWEZEN)
        s.zet(inhoud, reden, WOONPLAATSBEGINSEL)


@schikt("StartProduct", "StopProduct")
def _geleverd(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS058, TR018, TR134."""
    if inhoud.get("StatusAanlevering") not in (AANGELEVERD, VERWIJDERD_AANGELEVERD):
        s.zet(inhoud, "StatusAanlevering", s.kies((AANGELEVERD, AANGELEVERD, VERWIJDERD_AANGELEVERD)))
    begin, einde = dag(inhoud.get("Begindatum")), dag(inhoud.get("Einddatum"))
    laatste = min(s.vandaag, einde) if einde and not s.mag(inhoud, "Einddatum") else s.vandaag
    if begin and begin > laatste and s.zet(inhoud, "Begindatum", str(laatste)):
        begin = laatste
    if begin and einde and not begin <= einde <= s.vandaag and begin <= s.vandaag:
        s.zet(inhoud, "Einddatum", later(begin, s.waarden.getal(0, (s.vandaag - begin).days)))


@schikt("StartProducten", "StopProducten")
def _geleverde_producten(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR101: a delivery with the key of another gets a number of its own."""
    (kind,) = knoop.kinderen
    producten = regels(inhoud, kind.naam)
    s.uniek(producten, "ToewijzingNummer")
    gezien: set[tuple[object, ...]] = set()
    for product in producten:
        delen = ("ToewijzingNummer", "Begindatum", "Einddatum")
        sleutel = (*(product.get(deel) for deel in delen), *binnen(product, "Product").values())
        if sleutel in gezien and s.heeft(product, kind, "ToewijzingNummer"):
            s.uniek(producten, "ToewijzingNummer")
        gezien.add(sleutel)
