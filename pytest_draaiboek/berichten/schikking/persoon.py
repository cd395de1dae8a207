"""Who it is about: names, birth, language, and where to find somebody."""

import re
from datetime import date
from functools import lru_cache

from pytest_draaiboek.berichten.personen import personen
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, binnen, dag, regels, schikt
from pytest_draaiboek.standaarden import Knoop

EIGEN_NAAM = "1"
MET_PARTNERNAAM = ("1", "2", "3", "4")
ZONDER_GESLACHTSNAAM = "6"  # iJw, of a Relatie
TOLK = "1"
JAAR_ONBEKEND, JAAR_BEKEND, MAAND_BEKEND = "3", "2", "1"
ONBEKEND = "1900-01-01"
HOOGSTE_LEEFTIJD_JAREN = 119  # TR002 allows 120
HOOGSTE_LEEFTIJD_DAGEN = 30_000
TIJDELIJK = "04"
VASTE_SOORTEN = ("01", "02", "03")
MET_POSTCODE, ZONDER_POSTCODE = ("01", "03"), "02"
NEDERLAND = "NL"
KANS_OP_NEDERLAND = 0.7
NEDERLANDSE_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")


@schikt("Naam")
def _naam(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CS050; CS318 by never choosing what only a Relatie may have."""
    if knoop.kind("NaamGebruik") is None:
        return
    met_partner = inhoud.get("Partnernaam") is not None
    gebruik = inhoud.get("NaamGebruik")
    if gebruik in (MET_PARTNERNAAM if met_partner else (EIGEN_NAAM,)):
        return
    if s.mag(inhoud, "NaamGebruik"):
        inhoud["NaamGebruik"] = s.kies(MET_PARTNERNAAM) if met_partner else EIGEN_NAAM
    elif gebruik in MET_PARTNERNAAM:
        s.heeft(inhoud, knoop, "Partnernaam")
    elif gebruik == ZONDER_GESLACHTSNAAM:
        s.zet(inhoud, "Partnernaam", None)


@schikt("Relatie")
def _relatie(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS050: in iJw a Relatie without Partnernaam may go without a name of use."""
    naam = binnen(inhoud, "Naam")
    if s.standaard == "ijw" and naam.get("NaamGebruik") == EIGEN_NAAM and naam.get("Partnernaam") is None:
        s.zet(naam, "NaamGebruik", s.kies((EIGEN_NAAM, ZONDER_GESLACHTSNAAM)))


@schikt("Communicatie")
def _communicatie(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD007."""
    if inhoud.get("Vorm") == TOLK:
        if not s.heeft(inhoud, knoop, "Taal"):
            s.zet(inhoud, "Vorm", "2")
    elif inhoud.get("Taal") is not None and not s.zet(inhoud, "Taal", None):
        s.zet(inhoud, "Vorm", TOLK)


@schikt("Geboortedatum")
def _geboortedatum(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS139, TR002, TR134."""
    datum, gebruik = inhoud.get("Datum"), inhoud.get("DatumGebruik")
    geboren = datum if isinstance(datum, str) else str(datum)
    if not _vroegste_geboorte(s.vandaag) <= geboren <= s.dagen[0]:
        if dag(datum) is None:
            return
        geboren = s.dagen[-int(s.waarden.toeval() * HOOGSTE_LEEFTIJD_DAGEN)]
    if gebruik == JAAR_ONBEKEND:
        geboren = ONBEKEND
    elif gebruik == JAAR_BEKEND:
        geboren = f"{geboren[:4]}-01-01"
    elif gebruik == MAAND_BEKEND:
        geboren = f"{geboren[:8]}01"
    if datum != geboren and not s.zet(inhoud, "Datum", geboren):
        s.zet(inhoud, "DatumGebruik", None)


@lru_cache(maxsize=4)
def _vroegste_geboorte(vandaag: date) -> str:
    return str(vandaag.replace(year=vandaag.year - HOOGSTE_LEEFTIJD_JAREN, day=1))


@schikt("Contactgegevens", vooraf=True)
def _contactgegevens(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """TR061, and TR101 for Soort."""
    contacten = regels(inhoud, "Contact")
    bezet = {contact.get("Soort") for contact in contacten if not s.mag(contact, "Soort")}
    vrij = [soort for soort in (*VASTE_SOORTEN, TIJDELIJK) if soort not in bezet]
    over: list[Inhoud] = []
    for contact in contacten:
        if s.mag(contact, "Soort"):
            # The first that may be chosen is no temporary one, unless there is another already.
            keuzes = vrij if bezet & set(VASTE_SOORTEN) else [soort for soort in vrij if soort != TIJDELIJK]
            if not s.vrij and not _kan_postcode(s, contact):
                keuzes = [soort for soort in keuzes if soort not in MET_POSTCODE]
            if not keuzes and s.mag(inhoud, "Contact") and (over or contact is not contacten[-1]):
                continue
            if keuzes:
                contact["Soort"] = s.kies(keuzes)
                bezet.add(contact["Soort"])
                vrij.remove(contact["Soort"])
        over.append(contact)
    if len(over) < len(contacten):
        inhoud["Contact"] = over


def _kan_postcode(s: Schikker, contact: Inhoud) -> bool:
    """Whether what is given leaves room for a postcode, which goes with a country."""
    adres = binnen(contact, "Adres")
    return s.kan(contact, "Adres") and s.kan(adres, "Postcode") and s.kan(adres, "LandCode")


@schikt("Contact")
def _contact(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD009, CD034, CS003, TR006."""
    soort = inhoud.get("Soort")
    if inhoud.get("Periode") is not None and soort != TIJDELIJK and not s.zet(inhoud, "Periode", None):
        s.zet(inhoud, "Soort", TIJDELIJK)
        soort = inhoud.get("Soort")
    if (
        soort in MET_POSTCODE
        and not s.vrij
        and not _kan_postcode(s, inhoud)
        and s.zet(inhoud, "Soort", ZONDER_POSTCODE)
    ):
        soort = ZONDER_POSTCODE
    zonder_telefoon = inhoud.get("Telefoon") is None
    if not (zonder_telefoon or soort in MET_POSTCODE):
        return
    kind, adres = knoop.kind("Adres"), None
    if kind is not None and s.heeft(inhoud, knoop, "Adres"):
        adres = binnen(inhoud, "Adres")
        if adres.get("Postcode") is None and s.heeft(adres, kind, "Postcode"):
            _adres(s, adres, kind)
    if zonder_telefoon and not (kind and adres and s.heeft(adres, kind, "Huis") and adres.get("Postcode")):
        s.heeft(inhoud, knoop, "Telefoon")


@schikt("Adres")
def _adres(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD005, CD025, CS089."""
    postcode, land = inhoud.get("Postcode"), inhoud.get("LandCode")
    if postcode is None and land is None:
        return
    if (postcode is None and not s.mag(inhoud, "Postcode")) or (land is None and not s.mag(inhoud, "LandCode")):
        s.zet(inhoud, "LandCode", None)
        s.zet(inhoud, "Postcode", None)
    elif postcode is not None and not s.mag(inhoud, "Postcode"):
        past_in_nederland = bool(NEDERLANDSE_POSTCODE.fullmatch(str(postcode)))
        if land is None or (land == NEDERLAND and not past_in_nederland):
            s.zet(inhoud, "LandCode", NEDERLAND if past_in_nederland else personen()["buitenland"][0][3])
    elif land is not None and not s.mag(inhoud, "LandCode"):
        past = postcode is not None and (land != NEDERLAND or NEDERLANDSE_POSTCODE.fullmatch(str(postcode)))
        if not past:
            adressen = personen()["adressen" if land == NEDERLAND else "buitenland"]
            s.zet(inhoud, "Postcode", s.waarden.kies(adressen)[1])
    elif s.waarden.toeval() < KANS_OP_NEDERLAND and s.kan(inhoud, "Huis"):
        s.zet(inhoud, "Postcode", s.waarden.kies(personen()["adressen"])[1])
        s.zet(inhoud, "LandCode", NEDERLAND)
    else:
        straat, postcode, plaats, land = s.waarden.kies(personen()["buitenland"])
        s.zet(inhoud, "Postcode", postcode)
        s.zet(inhoud, "LandCode", land)
        for naam, waarde in (("Straatnaam", straat), ("Plaatsnaam", plaats)):
            if naam in inhoud:
                s.zet(inhoud, naam, waarde)
    if inhoud.get("LandCode") == NEDERLAND:
        s.heeft(inhoud, knoop, "Huis")


@schikt("Periode")
def _periode(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CS003."""
    if inhoud.get("Einddatum") is None:
        return
    if not s.heeft(inhoud, knoop, "Begindatum"):
        s.zet(inhoud, "Einddatum", None)
    else:
        begin, einde = dag(inhoud["Begindatum"]), dag(inhoud["Einddatum"])
        if begin and einde and begin > einde and not s.zet(inhoud, "Einddatum", str(begin)):
            s.zet(inhoud, "Begindatum", str(einde))


@schikt("Relaties")
def _relaties(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """TR101."""
    s.uniek(regels(inhoud, "Relatie"), "Nummer")
