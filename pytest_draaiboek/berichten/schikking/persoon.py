"""Who it is about: names, birth, language, and where to find somebody."""

import re
from collections.abc import Callable
from datetime import timedelta

from pytest_draaiboek.berichten.dossier import personen
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, binnen, dag, regels
from pytest_draaiboek.standaarden import Knoop

EIGEN_NAAM = "1"
MET_PARTNERNAAM = ("1", "2", "3", "4")
ZONDER_GESLACHTSNAAM = "6"  # iJw, of a Relatie
TOLK = "1"
ONBEKEND = "1900-01-01"
HOOGSTE_LEEFTIJD_JAREN = 119  # TR002 allows 120
TIJDELIJK = "04"
VASTE_SOORTEN = ("01", "02", "03")
MET_POSTCODE = ("01", "03")
NEDERLAND = "NL"
KANS_OP_NEDERLAND = 0.7
KANS_OP_PERIODE = 0.7
BUITENLAND = {"BE": "1000", "DE": "48143", "FR": "75008", "GB": "SW1A 2AA"}
NEDERLANDSE_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")


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


def _relatie(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS050: in iJw a Relatie without Partnernaam may go without a name of use."""
    naam = binnen(inhoud, "Naam")
    if s.standaard == "ijw" and naam.get("NaamGebruik") == EIGEN_NAAM and naam.get("Partnernaam") is None:
        s.zet(naam, "NaamGebruik", s.kies((EIGEN_NAAM, ZONDER_GESLACHTSNAAM)))


def _communicatie(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD007."""
    if inhoud.get("Vorm") == TOLK:
        if not s.heeft(inhoud, knoop, "Taal"):
            s.zet(inhoud, "Vorm", "2")
    elif inhoud.get("Taal") is not None and not s.zet(inhoud, "Taal", None):
        s.zet(inhoud, "Vorm", TOLK)


def _geboortedatum(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS139, TR002, TR134."""
    geboren = dag(inhoud.get("Datum"))
    if geboren is None:
        return
    vroegste = s.vandaag.replace(year=s.vandaag.year - HOOGSTE_LEEFTIJD_JAREN, day=1)
    if not vroegste <= geboren <= s.vandaag:
        geboren = s.vandaag - timedelta(days=s.waarden.kans.randrange(30_000))
    gebruik = inhoud.get("DatumGebruik")
    past = {
        "3": ONBEKEND,
        "2": f"{geboren.year}-01-01",
        "1": str(geboren.replace(day=1)),
    }.get(str(gebruik), str(geboren))
    if inhoud["Datum"] != past and not s.zet(inhoud, "Datum", past):
        s.zet(inhoud, "DatumGebruik", None)


def _contactgegevens(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR061, and TR101 for Soort."""
    contacten, kind = regels(inhoud, "Contact"), knoop.kind("Contact")
    if kind is None:
        return
    bezet = {c.get("Soort") for c in contacten if not s.mag(c, "Soort")}
    vrij = [soort for soort in (*VASTE_SOORTEN, TIJDELIJK) if soort not in bezet]
    s.waarden.kans.shuffle(vrij)
    if vrij[:1] == [TIJDELIJK] and not bezet & set(VASTE_SOORTEN):
        vrij.reverse()
    for contact in contacten:
        if s.mag(contact, "Soort") and vrij:
            contact["Soort"] = vrij.pop(0)
            periode = kind.kind("Periode")
            if periode and contact["Soort"] == TIJDELIJK and s.waarden.kans.random() < KANS_OP_PERIODE:
                s.heeft(contact, kind, "Periode")
                _periode(s, binnen(contact, "Periode"), periode)
            _contact(s, contact, kind)


def _contact(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD009, CD034, CS003, TR006."""
    if inhoud.get("Periode") is not None and inhoud.get("Soort") != TIJDELIJK and not s.zet(inhoud, "Periode", None):
        s.zet(inhoud, "Soort", TIJDELIJK)
    if inhoud.get("Soort") in MET_POSTCODE or inhoud.get("Telefoon") is None:
        adres, huis = knoop.kind("Adres"), "Huis"
        if adres and s.heeft(inhoud, knoop, "Adres"):
            s.heeft(inhoud["Adres"], adres, "Postcode")
            _adres(s, inhoud["Adres"], adres)
        if inhoud.get("Telefoon") is None and not (
            adres and s.heeft(binnen(inhoud, "Adres"), adres, huis) and binnen(inhoud, "Adres").get("Postcode")
        ):
            s.heeft(inhoud, knoop, "Telefoon")


def _adres(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD005, CD025, CS089."""
    postcode, land = inhoud.get("Postcode"), inhoud.get("LandCode")
    if postcode is None and land is None:
        return
    if not (s.mag(inhoud, "Postcode") or postcode is None):
        past_in_nederland = bool(NEDERLANDSE_POSTCODE.fullmatch(str(postcode)))
        if land is None or (land == NEDERLAND and not past_in_nederland):
            s.zet(inhoud, "LandCode", NEDERLAND if past_in_nederland else "BE")
    elif not (s.mag(inhoud, "LandCode") or land is None):
        past = postcode is not None and (land != NEDERLAND or NEDERLANDSE_POSTCODE.fullmatch(str(postcode)))
        if not past:
            s.zet(inhoud, "Postcode", _nederlandse_postcode(s) if land == NEDERLAND else "1000")
    elif s.waarden.kans.random() < KANS_OP_NEDERLAND:
        s.zet(inhoud, "LandCode", NEDERLAND)
        s.zet(inhoud, "Postcode", _nederlandse_postcode(s))
    else:
        land = s.kies(list(BUITENLAND))
        s.zet(inhoud, "LandCode", land)
        s.zet(inhoud, "Postcode", BUITENLAND[land])
    if inhoud.get("LandCode") == NEDERLAND:
        s.heeft(inhoud, knoop, "Huis")


def _nederlandse_postcode(s: Schikker) -> str:
    return s.waarden.kans.choice(personen()["adressen"])[1]


def _periode(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CS003."""
    if inhoud.get("Einddatum") is not None and s.heeft(inhoud, knoop, "Begindatum"):
        begin, einde = dag(inhoud["Begindatum"]), dag(inhoud["Einddatum"])
        if begin and einde and begin > einde and not s.zet(inhoud, "Einddatum", str(begin)):
            s.zet(inhoud, "Begindatum", str(einde))


def _relaties(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """TR101."""
    s.uniek(regels(inhoud, "Relatie"), "Nummer")


MANIEREN: dict[str, Callable[[Schikker, Inhoud, Knoop], None]] = {
    "Adres": _adres,
    "Communicatie": _communicatie,
    "Contact": _contact,
    "Contactgegevens": _contactgegevens,
    "Geboortedatum": _geboortedatum,
    "Naam": _naam,
    "Periode": _periode,
    "Relatie": _relatie,
    "Relaties": _relaties,
}
