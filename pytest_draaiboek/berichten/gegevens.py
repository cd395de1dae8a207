"""The codes that a system under test knows; the messages stay within them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path

import msgspec

from pytest_draaiboek.berichten.bsn import BEGIN, fictieve_bsns, is_elfproef
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.standaarden import Berichtsoort, Release, laad_standaard
from pytest_draaiboek.standaarden.geheugen import onthoud

# Two clients of one case must not look like one.
MINSTE_BSNS = 2
# A client can have so many other aanbieders, besides the system and its counterparty.
MINSTE_DERDEN = 3

CATEGORIE = "LDT_ProductCategorie"
# Of parties that do not exist, for who gives no others; only a zorgkantoor has a code of a closed list.
ZORGKANTOORCODE = "5502"
DERDEN = ("99990012", "99990023", "99990034")
ANDEREN = {"ciz": "9999", "cak": "9998", "ander_zorgkantoor": "5505"}


@dataclass(frozen=True, slots=True)
class Product:
    """A product that the parties agreed on.

    Args:
        categorie: two digits, of the code list of the standard.
        code: at most five characters.

    """

    categorie: str
    code: str


@dataclass(frozen=True, slots=True)
class Gegevens:
    """The codes that a system knows.

    Args:
        agb_code: eight digits, of the aanbieder: the system itself or its counterparty.
        gemeentecode: four digits, of the gemeente.
        producten: to choose from; those of another standard are left aside.
        bsns: fictitious, from the test range 9999xxxxx; empty for all of it.
        zorgkantoorcode: four digits, of the zorgkantoor.
        derden: AGB-codes of other aanbieders, of whom a message may speak.
        codes: of the other parties: by role, as the message standard names it.

    Raises:
        OngeldigeInstelling: for a code that cannot be, or a BSN outside the test range: it could be somebody's.

    """

    agb_code: str
    gemeentecode: str
    producten: tuple[Product, ...]
    bsns: tuple[str, ...] = ()
    zorgkantoorcode: str = ZORGKANTOORCODE
    derden: tuple[str, ...] = DERDEN
    codes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        gebreken = []
        if not re.fullmatch(r"[0-9]{8}", self.agb_code):
            gebreken.append(f"agb_code is {self.agb_code!r}; verwacht worden acht cijfers")
        if not re.fullmatch(r"[0-9]{4}", self.gemeentecode):
            gebreken.append(f"gemeentecode is {self.gemeentecode!r}; verwacht worden vier cijfers")
        if not self.producten:
            gebreken.append("er is geen enkel product")
        if not re.fullmatch(r"[0-9]{4}", self.zorgkantoorcode):
            gebreken.append(f"zorgkantoorcode is {self.zorgkantoorcode!r}; verwacht worden vier cijfers")
        gebreken += [
            f"in derden staat {code!r}; verwacht worden acht cijfers"
            for code in self.derden
            if not re.fullmatch(r"[0-9]{8}", code)
        ]
        if len({self.agb_code, *self.derden}) < 1 + MINSTE_DERDEN:
            gebreken.append(f"derden noemt te weinig andere aanbieders; geef {MINSTE_DERDEN} verschillende AGB-codes")
        gebreken += [f"de code van {rol} is leeg" for rol, code in self.codes.items() if not code.strip()]
        if self.bsns and len(set(self.bsns)) < MINSTE_BSNS:
            gebreken.append(f"er is maar één BSN; geef er minstens {MINSTE_BSNS}, of geen om ze te laten kiezen")
        gebreken += [
            f"BSN {bsn!r} is niet fictief; neem er een uit de testreeks {BEGIN}xxxxx die aan de elfproef voldoet, zoals {fictieve_bsns()[0]}"
            for bsn in self.bsns
            if not (bsn.startswith(BEGIN) and is_elfproef(bsn))
        ]
        if gebreken:
            raise OngeldigeInstelling(
                f"De gegevens van het systeem kloppen niet: {'; '.join(gebreken)}.\nVerbeter de gegevens (draaiboek_gegevens)."
            )

    @classmethod
    def fictief(cls) -> "Gegevens":
        """Return the codes that are used when nobody gives others: parties that do not exist, products of every standard."""
        with resources.as_file(resources.files("pytest_draaiboek.berichten").joinpath("gegevens.toml")) as pad:
            return cls.lees(pad)

    @classmethod
    def lees(cls, pad: Path) -> "Gegevens":
        """Read a TOML file with agb_code, gemeentecode, [[producten]] (categorie, code) and, if wanted, what has a default.

        Raises:
            OngeldigeInstelling: for a file that cannot be read or that does not hold them.

        """
        try:
            return msgspec.convert(tomllib.loads(pad.read_text(encoding="utf-8")), cls)
        except OSError as fout:
            raise OngeldigeInstelling(
                f"{pad}: niet te lezen ({fout.strerror}). Controleer draaiboek_gegevens."
            ) from fout
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fout:
            raise OngeldigeInstelling(
                f"{pad}: geen geldig bestand met gegevens ({fout}).\n"
                "Schrijf erin: agb_code, gemeentecode, [[producten]] met categorie en code, en eventueel bsns, zorgkantoorcode, derden en [codes]."
            ) from fout

    def code_van(self, rol: str) -> str:
        """Return the code by which a party is known in the header of a message.

        Args:
            rol: as the message standard names it ("gemeente").

        Raises:
            OngeldigeInstelling: for a role without a code.

        """
        try:
            return self._codes[rol]
        except KeyError:
            raise OngeldigeInstelling(
                f"De gegevens van het systeem hebben geen code van {rol!r}; gevonden zijn codes van {', '.join(self._codes)}.\n"
                f'Wat te doen: zet in draaiboek_gegevens onder [codes] een regel {rol} = "...".'
            ) from None

    def partijen(self, soort: Berichtsoort) -> dict[str, str]:
        """Return what stands in the header of a kind of message of the parties.

        Args:
            soort: of the message.

        Raises:
            OngeldigeInstelling: for a role without a code.

        """
        ontvanger = {} if soort.ontvanger is None else {"Ontvanger": self.code_van(soort.ontvanger)}
        return {"Afzender": self.code_van(soort.afzender)} | ontvanger

    @property
    def _codes(self) -> dict[str, str]:
        vast = {"gemeente": self.gemeentecode, "aanbieder": self.agb_code, "zorgkantoor": self.zorgkantoorcode}
        return {**ANDEREN, **vast, **self.codes}

    def __hash__(self) -> int:
        return hash((self.agb_code, self.gemeentecode, self.zorgkantoorcode, self.producten, self.bsns, self.derden))

    @onthoud  # the few that a run has live as long as the run
    def beperkt_tot(self, standaard: str) -> "Gegevens":
        """Return the same with the products of one standard ("iwmo") only; all of it for a standard that has no categories of products.

        Raises:
            OngeldigeInstelling: when none is left.

        """
        categorieen = _categorieen(standaard)
        if not categorieen:
            return self
        producten = tuple(product for product in self.producten if product.categorie in categorieen)
        if not producten:
            raise OngeldigeInstelling(
                f"De gegevens van het systeem hebben geen product van {laad_standaard(standaard).titel}; gevonden zijn de categorieën "
                f"{', '.join(product.categorie for product in self.producten)}, mogelijk zijn {', '.join(sorted(categorieen))}.\n"
                "Wat te doen: voeg aan draaiboek_gegevens een product van deze standaard toe."
            )
        return replace(self, producten=producten)


@onthoud
def _categorieen(standaard: str) -> frozenset[str]:
    """Return the product categories of a standard, in any release."""
    return frozenset(code for release in laad_standaard(standaard).releases.values() for code in _in_release(release))


def _in_release(release: Release) -> Iterator[str]:
    """Yield the product categories of a release: from the list of data types, and of a user's own types from each of them."""
    eigen = [berichttype for berichttype in release.berichttypen if release.is_eigen(berichttype)]
    if len(eigen) < len(release.berichttypen):
        for code in release.basisschema().iterfind(f"{{*}}simpleType[@name='{CATEGORIE}']//{{*}}enumeration"):
            yield code.get("value", "")
    for berichttype in eigen:
        for knoop in release.structuur(berichttype).doorloop():
            if knoop.type == CATEGORIE and knoop.datatype:
                yield from knoop.datatype.codes
