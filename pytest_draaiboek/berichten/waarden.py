"""Values for the leaves of a message: fictitious, varied, within the schema and the codes that a system knows."""

import string
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pytest_draaiboek.berichten.bsn import fictieve_bsns
from pytest_draaiboek.berichten.dossier import EERSTE_GEBOORTEDATUM, GEBOORTEDAGEN, personen
from pytest_draaiboek.berichten.gegevens import Gegevens, Product
from pytest_draaiboek.fouten import KitFout
from pytest_draaiboek.standaarden import Datatype, Knoop

LETTERS = string.ascii_letters + string.digits
ZINNEN = (
    "Graag eerst bellen.",
    "Cliënt is slechthorend.",
    "Sleutel bij de buren, nr. 12 & 14.",
    "Twee regels:\nde tweede.",
)
TALEN = ("Nederlands", "Arabisch", "Oekraïens", "Turks")
ORGANISATIES = ("Wijkteam Noord", "Stichting De Brug", "Praktijk Linde & Zn.")
GROOTSTE_GETAL = 9_999


@dataclass(slots=True)
class Waarden:
    """Gives a value for a leaf, from one source of chance.

    Args:
        kans: the source; the same seed gives the same values on every machine.
        gegevens: the codes to stay within, of one standard.
        vandaag: the day around which the dates fall.

    """

    kans: Random
    gegevens: Gegevens
    vandaag: date
    _product: Product = field(init=False)
    _begin: date = field(init=False)

    def __post_init__(self) -> None:
        self.nieuw()

    def nieuw(self) -> None:
        """Begin another record: another product, another period."""
        self._product = self.kans.choice(self.gegevens.producten)
        self._begin = self.vandaag - timedelta(days=self.kans.randrange(60))

    def voor(self, knoop: Knoop) -> str:
        """Return a value for a leaf."""
        type_ = knoop.datatype
        if type_ is None:
            raise KitFout(f"{knoop.naam} is geen blad en heeft dus geen waarde. Meld dit.")
        if knoop.naam in _OP_NAAM:
            waarde = _OP_NAAM[knoop.naam](self)
        elif type_.naam in _OP_TYPE:
            waarde = _OP_TYPE[type_.naam](self)
        elif type_.codes:
            waarde = self.kans.choice(type_.codes)
        elif type_.basis == "integer":
            waarde = str(
                self.kans.randint(max(type_.minimum or 0, 1), min(type_.maximum or GROOTSTE_GETAL, GROOTSTE_GETAL))
            )
        else:
            waarde = self._tekst(type_)
        return waarde[: type_.max_lengte] if type_.max_lengte else waarde

    def _tekst(self, type_: Datatype) -> str:
        lengte = self.kans.randint(type_.min_lengte or 1, min(type_.max_lengte or 12, 12))
        return "".join(self.kans.choice(LETTERS) for _ in range(lengte))

    def _uit(self, lijst: str, plek: int) -> str:
        return self.kans.choice(personen()[lijst])[plek]

    def _voorletters(self) -> str:
        return "".join(self.kans.choice(string.ascii_uppercase) for _ in range(self.kans.randint(1, 3)))

    def _cijfers(self, aantal: int) -> str:
        return "".join(self.kans.choice(string.digits) for _ in range(aantal))

    def _geboortedatum(self) -> str:
        return str(EERSTE_GEBOORTEDATUM + timedelta(days=self.kans.randrange(GEBOORTEDAGEN)))

    def _einddatum(self) -> str:
        return str(self._begin + timedelta(days=self.kans.randrange(365)))

    def _tijd(self) -> str:
        return f"{self.kans.randrange(7, 20):02}:{self.kans.randrange(60):02}:{self.kans.randrange(60):02}"


def _uit(*keuzes: str) -> Callable[[Waarden], str]:
    return lambda w: w.kans.choice(keuzes)


_Maker = Callable[[Waarden], str]

_OP_NAAM: dict[str, _Maker] = {
    "Datum": Waarden._geboortedatum,  # only in CDT_Geboortedatum
    "Einddatum": Waarden._einddatum,
    "ToewijzingEinddatum": Waarden._einddatum,
    "Achternaam": lambda w: w._uit("achternamen", 0),
    "Voornamen": lambda w: w._uit("voornamen", 0),
    "Straatnaam": lambda w: w._uit("adressen", 0),
    "Postcode": lambda w: w._uit("adressen", 1),
    "Plaatsnaam": lambda w: w._uit("adressen", 2),
    "Categorie": lambda w: w._product.categorie,
    "ProductCategorie": lambda w: w._product.categorie,
    "Code": lambda w: w._product.code,
    "ProductCode": lambda w: w._product.code,
    "Huisletter": _uit("A", "b", "C"),
    "HuisnummerToevoeging": _uit("bis", "2hg", "zw"),
    "Landnummer": _uit("+31", "+32", "0049"),
}
_OP_TYPE: dict[str, _Maker] = {
    "LDT_BurgerServicenummer": lambda w: w.kans.choice(w.gegevens.bsns or fictieve_bsns()),
    "LDT_AgbCode": lambda w: w.gegevens.agb_code,
    "LDT_Gemeente": lambda w: w.gegevens.gemeentecode,
    "LDT_Datum": lambda w: str(w._begin),
    "LDT_Tijd": Waarden._tijd,
    "LDT_Voorvoegsel": _uit("van", "de", "van der", "'t"),
    "LDT_Voorletters": Waarden._voorletters,
    "LDT_Telefoonnummer": lambda w: "0" + w._cijfers(9),
    "LDT_Emailadres": lambda w: f"{w._voorletters().lower()}@voorbeeld.nl",
    "LDT_Commentaar": _uit(*ZINNEN),
    "LDT_Taal": _uit(*TALEN),
    "LDT_Organisatienaam": _uit(*ORGANISATIES),
    "LDT_NaamVerwijzer": _uit(*ORGANISATIES),
    "LDT_Versie": _uit("1.0.0", "2.10.5"),
}
