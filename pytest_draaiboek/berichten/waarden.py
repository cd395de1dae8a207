"""Values for the leaves of a message: fictitious, varied, within the schema and the codes that a system knows."""

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random
from typing import TypeVar

from pytest_draaiboek.berichten.bsn import fictieve_bsns
from pytest_draaiboek.berichten.gegevens import Gegevens, Product
from pytest_draaiboek.berichten.personen import EERSTE_GEBOORTEDATUM, GEBOORTEDAGEN, personen
from pytest_draaiboek.berichten.typewaarden import typemaker
from pytest_draaiboek.fouten import KitFout
from pytest_draaiboek.standaarden import Datatype, Knoop

_T = TypeVar("_T")
Maker = Callable[["Waarden"], str]

LETTERS = string.ascii_uppercase
ZINNEN = (
    "Graag eerst bellen.",
    "Cliënt is slechthorend.",
    "Sleutel bij de buren, nr. 12 & 14.",
    "Twee regels:\nde tweede.",
)
TALEN = ("Nederlands", "Arabisch", "Oekraïens", "Turks")
ORGANISATIES = ("Wijkteam Noord", "Stichting De Brug", "Praktijk Linde & Zn.")
GROOTSTE_GETAL = 9_999
LANGSTE_TEKST = 12
DAGEN_GELEDEN, DAGEN_LOOPTIJD = 60, 365
DAGEN_ONTHOUDEN = 4_000
PROEFDAG = date(2024, 2, 29)
BSN_NAMEN, BSN_TYPE = {"bsn", "burgerservicenummer"}, "LDT_BurgerServicenummer"
_EIGEN_TYPEN = "LDT_"  # how the standards that the kit knows call their types


class Dagen(dict[int, str]):
    """The days around a day, as a message writes them, by how much later they are; each is worked out when it is first asked for.

    Args:
        vandaag: day 0.

    """

    def __init__(self, vandaag: date) -> None:
        super().__init__()
        self.vandaag = vandaag

    def __missing__(self, later: int) -> str:
        dag = str(self.vandaag + timedelta(days=later))
        if len(self) < DAGEN_ONTHOUDEN:
            self[later] = dag
        return dag


@lru_cache(maxsize=4)
def dagen_rond(vandaag: date) -> Dagen:
    """Return the days around a day; kept for the few days that a run is dated on at a time."""
    return Dagen(vandaag)


@dataclass(slots=True)
class Waarden:
    """Gives a value for a leaf, from one source of chance.

    The source is asked for `random()` and `getrandbits()` only: what those give for a seed is the same on every machine and Python.

    Args:
        kans: the source.
        gegevens: the codes to stay within, of one standard.
        vandaag: the day around which the dates fall.

    """

    kans: Random
    gegevens: Gegevens
    vandaag: date
    toeval: Callable[[], float] = field(init=False)
    dagen: Dagen = field(init=False)
    product: Product = field(init=False)
    begin: int = field(init=False)

    def __post_init__(self) -> None:
        self.toeval = self.kans.random
        self.dagen = dagen_rond(self.vandaag)
        self.nieuw()

    def nieuw(self) -> None:
        """Begin another record: another product, another period."""
        producten = self.gegevens.producten
        self.product = producten[int(self.toeval() * len(producten))]
        self.begin = -int(self.toeval() * DAGEN_GELEDEN)

    def kies(self, keuzes: Sequence[_T]) -> _T:
        """Return one of them."""
        return keuzes[int(self.toeval() * len(keuzes))]

    def getal(self, laagste: int, hoogste: int) -> int:
        """Return a number from the lowest up to and including the highest."""
        return laagste + int(self.toeval() * (hoogste - laagste + 1))

    def voor(self, knoop: Knoop) -> str:
        """Return a value for a leaf."""
        return maker(knoop)(self)


@cache
def maker(knoop: Knoop) -> Maker:
    """Return what makes values for a leaf."""
    type_ = _datatype(knoop)
    mogelijk = keuzes(knoop)
    if mogelijk:
        return lambda w: w.kies(mogelijk)
    if type_.toets is not None:
        return typemaker(knoop, _als_bekend(knoop, type_), Waarden(Random(0), Gegevens.fictief(), PROEFDAG))
    maak = _OP_NAAM.get(knoop.naam) or _OP_TYPE.get(type_.naam)
    if maak is None:
        return _getal(type_) if type_.basis == "integer" else _tekst(type_)
    lengte = type_.max_lengte
    return (lambda w: maak(w)[:lengte]) if lengte and type_.basis == "string" else maak


def keuzes(knoop: Knoop) -> Sequence[str]:
    """Return the values of a leaf to choose from; none when they are made."""
    if knoop.waarden:
        return knoop.waarden
    type_ = _datatype(knoop)
    return () if type_.toets is not None else _lijst(knoop.naam, type_)


def _als_bekend(knoop: Knoop, type_: Datatype) -> Maker | None:
    """Return what makes values for a leaf of another's schema, by how it and its type are called; None when that says nothing."""
    if knoop.naam.casefold() in BSN_NAMEN:
        return _bsn
    if knoop.naam not in _PERSONEN_OP_NAAM and not type_.naam.startswith(_EIGEN_TYPEN):
        return None
    mogelijk = _lijst(knoop.naam, replace(type_, codes=()))
    return (lambda w: w.kies(mogelijk)) if mogelijk else _OP_NAAM.get(knoop.naam) or _OP_TYPE.get(type_.naam)


def _lijst(naam: str, type_: Datatype) -> Sequence[str]:
    """Return the values to choose from, by name and type; none when they are made."""
    persoonlijk = _PERSONEN_OP_NAAM.get(naam) or _PERSONEN_OP_TYPE.get(type_.naam)
    if persoonlijk:
        lijst, plek = persoonlijk
        mogelijk: Sequence[str] = [persoon[plek] for persoon in personen()[lijst]]
    elif naam in _OP_NAAM or type_.naam in _OP_TYPE:
        mogelijk = ()
    else:
        mogelijk = _LIJST_OP_NAAM.get(naam) or _LIJST_OP_TYPE.get(type_.naam, type_.codes)
    return tuple(keuze[: type_.max_lengte] for keuze in mogelijk)


def _datatype(knoop: Knoop) -> Datatype:
    if knoop.datatype is None:
        raise KitFout(f"{knoop.naam} is geen blad en heeft dus geen waarde. Meld dit.")
    return knoop.datatype


def _getal(type_: Datatype) -> Maker:
    laagste = max(type_.minimum or 0, 1)
    aantal = min(type_.maximum or GROOTSTE_GETAL, GROOTSTE_GETAL) - laagste + 1
    return lambda w: str(laagste + int(w.toeval() * aantal))


def _tekst(type_: Datatype) -> Maker:
    kortste = type_.min_lengte or 1
    aantal = min(type_.max_lengte or LANGSTE_TEKST, LANGSTE_TEKST) - kortste + 1
    # Hexadecimal digits of one number; the first is a letter, so that what may be a number is never read as one.
    return lambda w: f"{w.kans.getrandbits(44) | 0xA0000000000:011X}Z"[: kortste + int(w.toeval() * aantal)]


def _voorletters(w: Waarden) -> str:
    nummer = int(w.toeval() * 26**3)
    return (LETTERS[nummer // 676] + LETTERS[nummer // 26 % 26] + LETTERS[nummer % 26])[: 1 + int(w.toeval() * 3)]


def _geboortedatum(w: Waarden) -> str:
    return date.fromordinal(_EERSTE_GEBOORTEDAG + int(w.toeval() * GEBOORTEDAGEN)).isoformat()


def _einddatum(w: Waarden) -> str:
    return w.dagen[w.begin + int(w.toeval() * DAGEN_LOOPTIJD)]


def _tijd(w: Waarden) -> str:
    minuten, seconden = divmod(7 * 3600 + int(w.toeval() * 13 * 3600), 60)
    return f"{minuten // 60:02}:{minuten % 60:02}:{seconden:02}"


def _bsn(w: Waarden) -> str:
    return w.kies(w.gegevens.bsns or fictieve_bsns())


_EERSTE_GEBOORTEDAG = EERSTE_GEBOORTEDATUM.toordinal()
_LIJST_OP_NAAM = {
    "Huisletter": ("A", "b", "C"),
    "HuisnummerToevoeging": ("bis", "2hg", "zw"),
    "Landnummer": ("+31", "+32", "0049"),
    "ToewijzingPercentage": ("10000", "8500", "5000", "1500", "100"),  # hundredths of a percent, whole percents
}
# Of which list of people, and which part of each.
_PERSONEN_OP_NAAM = {
    "Achternaam": ("achternamen", 0),
    "Voornamen": ("voornamen", 0),
    "Straatnaam": ("adressen", 0),
    "Postcode": ("adressen", 1),
    "Plaatsnaam": ("adressen", 2),
}
_PERSONEN_OP_TYPE = {"LDT_Naam": ("achternamen", 0)}
_LIJST_OP_TYPE = {
    "LDT_Voorvoegsel": ("van", "de", "van der", "'t"),
    "LDT_Commentaar": ZINNEN,
    "LDT_Taal": TALEN,
    "LDT_Organisatienaam": ORGANISATIES,
    "LDT_NaamVerwijzer": ORGANISATIES,
    "LDT_Versie": ("1.0.0", "2.10.5"),
}
_OP_NAAM: dict[str, Maker] = {
    "Datum": _geboortedatum,  # only in CDT_Geboortedatum
    "Einddatum": _einddatum,
    "ToewijzingEinddatum": _einddatum,
    "InstellingBestemming": lambda w: w.kies(w.gegevens.derden),
    "Dossierhouder": lambda w: w.kies((w.gegevens.agb_code, *w.gegevens.derden)),
    "CoordinatorZorgThuis": lambda w: w.kies((w.gegevens.agb_code, *w.gegevens.derden)),
    "Geboortejaar": lambda w: _geboortedatum(w)[:4],
}
_OP_TYPE: dict[str, Maker] = {
    BSN_TYPE: _bsn,
    "LDT_AgbCode": lambda w: w.gegevens.agb_code,
    "LDT_ProductCategorie": lambda w: w.product.categorie,
    "LDT_ProductCode": lambda w: w.product.code,
    "LDT_iWlzAgbCode": lambda w: w.gegevens.agb_code,
    "LDT_ZorgkantoorCode": lambda w: w.gegevens.zorgkantoorcode,
    "LDT_Gemeente": lambda w: w.gegevens.gemeentecode,
    "LDT_Datum": lambda w: w.dagen[w.begin],
    "LDT_Tijd": _tijd,
    "LDT_Voorletters": _voorletters,
    "LDT_Telefoonnummer": lambda w: f"0{int(w.toeval() * 10**9):09}",
    "LDT_Emailadres": lambda w: f"{_voorletters(w).lower()}@voorbeeld.nl",
}
