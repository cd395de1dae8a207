"""A fictitious client with one product, from which every message about that client follows coherently."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, TypeVar

from pytest_draaiboek.berichten import langdurig
from pytest_draaiboek.berichten.bedragen import DEBET
from pytest_draaiboek.berichten.bsn import fictieve_bsns
from pytest_draaiboek.berichten.eenheden import PER_WEEK, UUR
from pytest_draaiboek.berichten.eigen_inhoud import inhoud_over
from pytest_draaiboek.berichten.gegevens import Gegevens, Product
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.berichten.opstellen import standaard_van
from pytest_draaiboek.berichten.personen import EERSTE_GEBOORTEDATUM, GEBOORTEDAGEN, personen
from pytest_draaiboek.berichten.waarden import Waarden
from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.standaarden import Standaard, nummer_van

_T = TypeVar("_T")

# The families of standards whose messages are told coherently.
SOCIAAL, LANGDURIG = "sociaal", "langdurig"
LOOPTIJD = timedelta(days=364)
EERSTE_BESLUIT = 700_000_001
UREN_PER_WEEK, TARIEF_CENT = 3, 5_250


def kies(lijst: Sequence[_T], nummer: int) -> _T:
    """Return an element by a number that may be larger than the list."""
    return lijst[nummer % len(lijst)]


@dataclass(frozen=True)
class Dossier:
    """A client and what is assigned; the same number gives the same client.

    Args:
        gegevens: the codes to stay within.
        nummer: tells clients apart, 0 or more; up to some 9,000 in a row have a BSN of their own.
        vanaf: the day from which care is assigned.

    """

    gegevens: Gegevens
    nummer: int
    vanaf: date

    @cached_property
    def bsn(self) -> str:
        """The fictitious BSN."""
        return kies(self.gegevens.bsns or fictieve_bsns(), self.nummer)

    @property
    def toewijzingnummer(self) -> str:
        """The number under which the gemeente assigns the product."""
        return str(self.nummer + 1)

    @property
    def besluitnummer(self) -> str:
        """The number of the decision on what long-term care is indicated."""
        return str(EERSTE_BESLUIT + self.nummer)

    @property
    def referentie(self) -> str:
        """The reference that the aanbieder gives a request."""
        return f"REF{self.nummer:09}"

    def inhoud(self, berichttype: str, op: date) -> dict[str, Any]:
        """Return the content of a heenbericht about this client, without version.

        Args:
            berichttype: in full ("WMO305").
            op: the day on which it is sent; no date in it is later, but of what is asked for and the end of what was assigned.

        Raises:
            OnbekendBerichttype: for a type that does not exist, or that is an answer.
            OngeldigeInstelling: when the codes hold no product of its standard.

        """
        standaard = standaard_van(berichttype)
        soort = standaard.soort(berichttype)
        if soort.heen is not None:
            raise OnbekendBerichttype(
                f"Een dossier geeft geen inhoud voor {berichttype}: dat is een antwoord. Neem retour_inhoud(heenbericht)."
            )
        inhoud: dict[str, Any] = {}
        if soort.eigen or soort.alleen_kop:
            pass
        elif standaard.familie == LANGDURIG:
            inhoud = langdurig.MAKERS[soort.nummer](self, op)
        else:
            product = kies(self.gegevens.beperkt_tot(standaard.naam).producten, self.nummer)
            inhoud = _MAKERS[soort.nummer](self, op, product)
        inhoud = {**inhoud, "Header": {**self._kop(berichttype), **inhoud.get("Header", {})}}
        return self._volgens_schema(standaard, berichttype, inhoud, op)

    def ruim(self, berichttype: str, op: date) -> dict[str, Any]:
        """Return the same content to be laid over a message with more in it; nothing else in that may speak of what was never assigned.

        Args:
            berichttype: in full.
            op: as for `inhoud`.

        Raises:
            OnbekendBerichttype: as for `inhoud`.
            OngeldigeInstelling: as for `inhoud`.

        """
        inhoud = self.inhoud(berichttype, op)
        if standaard_van(berichttype).familie == SOCIAAL and nummer_van(berichttype) == "317":
            inhoud["Client"]["Verzoek"]["OngewijzigdeProducten"] = None
        return inhoud

    def wie(self, berichttype: str) -> dict[str, Any]:
        """Return only who a heenbericht is between, and about.

        Args:
            berichttype: in full.

        Raises:
            OnbekendBerichttype: as for `inhoud`.

        """
        inhoud = {"Header": self._kop(berichttype)}
        structuur = standaard_van(berichttype).nieuwste(berichttype).structuur(berichttype)
        return inhoud | ({"Bsn": self.bsn} if any(knoop.naam == "Bsn" for knoop in structuur.doorloop()) else {})

    # What the messages are made of

    def _volgens_schema(
        self, standaard: Standaard, berichttype: str, inhoud: dict[str, Any], op: date
    ) -> dict[str, Any]:
        """Return content with what a user's own schema wants in it besides."""
        if not any(eigen == berichttype for _, eigen in standaard.eigen_schemas):
            return inhoud
        waarden = Waarden(Random(f"{self.nummer}/{berichttype}"), self.gegevens.beperkt_tot(standaard.naam), op)
        return inhoud_over(standaard, berichttype, inhoud, self.bsn, waarden)

    def _kop(self, berichttype: str) -> dict[str, Any]:
        soort = standaard_van(berichttype).soort(berichttype)
        return self.gegevens.partijen(soort)

    @cached_property
    def persoon(self) -> dict[str, Any]:
        """Who it is about, by element name."""
        lijsten = personen()
        (achternaam, voorvoegsel) = kies(lijsten["achternamen"], self.nummer)
        (voornaam, geslacht) = kies(lijsten["voornamen"], self.nummer)
        geboren = EERSTE_GEBOORTEDATUM + timedelta(days=self.nummer * 37 % GEBOORTEDAGEN)
        geslachtsnaam = {"Achternaam": achternaam} | ({"Voorvoegsel": voorvoegsel} if voorvoegsel else {})
        return {
            "Bsn": self.bsn,
            "Geboortedatum": {"Datum": str(geboren)},
            "Geslacht": geslacht,
            "Naam": {"Geslachtsnaam": geslachtsnaam, "Voornamen": voornaam, "Voorletters": voornaam[0]},
        }

    @property
    def woonplaats(self) -> tuple[str, str, str]:
        """The street, the postcode and the town."""
        straat, postcode, plaats = kies(personen()["adressen"], self.nummer)
        return straat, postcode, plaats

    @property
    def adres(self) -> dict[str, Any]:
        """Where the client lives, by element name."""
        straat, postcode, plaats = self.woonplaats
        return {
            "Huis": {"Huisnummer": str(self.nummer % 180 + 1)},
            "Postcode": postcode,
            "Straatnaam": straat,
            "Plaatsnaam": plaats,
            "LandCode": "NL",
        }

    @property
    def _omvang(self) -> dict[str, str]:
        return {"Volume": str(UREN_PER_WEEK), "Eenheid": UUR, "Frequentie": PER_WEEK}

    @property
    def _einde(self) -> str:
        return str(self.vanaf + LOOPTIJD)

    def _toewijzing(self, op: date, product: Product) -> dict[str, Any]:
        regel = {
            "ToewijzingNummer": self.toewijzingnummer,
            "Product": _product(product),
            "Toewijzingsdatum": str(op),
            "Toewijzingstijd": "09:00:00",
            "Ingangsdatum": str(self.vanaf),
            "Einddatum": self._einde,
            "Omvang": self._omvang,
        }
        return {
            "Client": self.persoon
            | {
                "Naam": {**self.persoon["Naam"], "NaamGebruik": "1"},
                "Contactgegevens": {"Contact": [{"Soort": "01", "Adres": self.adres}]},
                "ToegewezenProducten": {"ToegewezenProduct": [regel]},
            }
        }

    def _geleverd(self, product: Product) -> dict[str, Any]:
        return {
            "ToewijzingNummer": self.toewijzingnummer,
            "Product": _product(product),
            "ToewijzingIngangsdatum": str(self.vanaf),
            "Begindatum": str(self.vanaf),
        }

    def _start(self, _op: date, product: Product) -> dict[str, Any]:
        regel = self._geleverd(product) | {"StatusAanlevering": "1"}
        return {"Client": self.persoon | {"StartProducten": {"StartProduct": [regel]}}}

    def _stop(self, op: date, product: Product) -> dict[str, Any]:
        regel = self._geleverd(product) | {"RedenBeeindiging": "20", "Einddatum": str(op), "StatusAanlevering": "1"}
        return {"Client": self.persoon | {"StopProducten": {"StopProduct": [regel]}}}

    def _verzoek(self, _op: date, product: Product) -> dict[str, Any]:
        regel = {
            "ReferentieAanbieder": self.referentie,
            "Product": _product(product),
            "ToewijzingIngangsdatum": str(self.vanaf),
            "ToewijzingEinddatum": self._einde,
            "Omvang": self._omvang,
            "Verwijzer": {"Type": "01"},
        }
        return {"Client": self.persoon | {"AangevraagdeProducten": {"AangevraagdProduct": [regel]}}}

    def _wijziging(self, op: date, _product: Product) -> dict[str, Any]:
        regel = {
            "ToewijzingNummer": self.toewijzingnummer,
            "GewensteIngangsdatum": str(op + timedelta(days=1)),
            "Einddatum": self._einde,
            "Omvang": self._omvang | {"Volume": str(UREN_PER_WEEK + 1)},
        }
        verzoek = {
            "ReferentieAanbieder": self.referentie,
            "RedenVerzoek": "1",
            "TeWijzigenProducten": {"TeWijzigenProduct": [regel]},
        }
        return {"Client": {"Bsn": self.bsn, "Verzoek": verzoek}}

    def _antwoord(self, _op: date, _product: Product) -> dict[str, Any]:
        return {"Antwoord": {"ReferentieAanbieder": self.referentie, "VerzoekAntwoord": "2"}}

    def _declaratie(self, op: date, product: Product) -> dict[str, Any]:
        eerste, laatste = maand(self.vanaf)
        if laatste > op:
            eerste, laatste = maand(op, 1)
        periode = {
            "Begindatum": str(self.vanaf if eerste <= self.vanaf <= laatste else eerste),
            "Einddatum": str(laatste),
        }
        bedrag = str(UREN_PER_WEEK * TARIEF_CENT)
        prestatie = {
            "ProductReferentie": {"ReferentieNummer": f"P{self.nummer:09}"},
            "ToewijzingNummer": self.toewijzingnummer,
            "ProductCategorie": product.categorie,
            "ProductCode": product.code,
            "ProductPeriode": periode,
            "GeleverdVolume": str(UREN_PER_WEEK),
            "Eenheid": UUR,
            "ProductTarief": str(TARIEF_CENT),
            "IngediendBedrag": {"Bedrag": bedrag, "DebetCredit": DEBET},
        }
        return {
            "Declaratie": {
                "DeclaratieNummer": f"D{self.nummer:09}",
                "DeclaratiePeriode": {"Begindatum": str(eerste), "Einddatum": str(laatste)},
                "DeclaratieDagtekening": str(op),
                "TotaalIngediendBedrag": {"TotaalBedrag": bedrag, "DebetCredit": DEBET},
                "Clienten": {"Client": [{"Bsn": self.bsn, "Prestaties": {"Prestatie": [prestatie]}}]},
            }
        }


def _product(product: Product) -> dict[str, str]:
    return {"Categorie": product.categorie, "Code": product.code}


_MAKERS: Mapping[str, Callable[[Dossier, date, Product], dict[str, Any]]] = {
    "301": Dossier._toewijzing,
    "305": Dossier._start,
    "307": Dossier._stop,
    "315": Dossier._verzoek,
    "317": Dossier._wijziging,
    "319": Dossier._antwoord,
    "323": Dossier._declaratie,
}
