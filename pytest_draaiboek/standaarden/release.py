"""One release of a standard: what it calls itself, and the schemas, structures and rules of its messages."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.standaarden.berichtsoort import nummer_van
from pytest_draaiboek.standaarden.eigen_schema import EigenSchema
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.regels import Regelblad
from pytest_draaiboek.standaarden.schemabron import BASISSCHEMA
from pytest_draaiboek.standaarden.schemalezer import lees_structuur
from pytest_draaiboek.standaarden.structuur import Knoop

if TYPE_CHECKING:
    from pytest_draaiboek.standaarden.standaard import Standaard

VANAF = "{urn:pytest-draaiboek:release}vanaf"
TOT = "{urn:pytest-draaiboek:release}tot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kenmerken:
    """What a release calls itself.

    Args:
        versie: of the release ("3.1").
        hoofdversie: what stands in a header as BerichtVersie.
        subversie: what stands in a header as BerichtSubversie.
        naamruimte: pattern of its namespaces, with {release} ("3_1") and {bericht} (a message type in lower case, or "basisschema").
        als: the release whose form, types and rules it has, as far as nothing else is said; None for its own.

    """

    versie: str
    hoofdversie: str
    subversie: str
    naamruimte: str
    als: str | None = None

    def naamruimte_van(self, deel: str) -> str:
        """Return the namespace of a message type, or of the basisschema."""
        release = self.versie.replace(".", "_")
        return self.naamruimte.replace("{release}", release).replace("{bericht}", deel.lower())


class Release:
    """One release of a standard; schemas are made when they are first asked for.

    Args:
        standaard: the standard it is a release of.
        kenmerken: what it calls itself.

    """

    def __init__(self, standaard: "Standaard", kenmerken: Kenmerken) -> None:
        self.standaard = standaard
        self.kenmerken = kenmerken
        self.versie = kenmerken.versie
        self.hoofdversie, self.subversie = kenmerken.hoofdversie, kenmerken.subversie
        self.vorm = kenmerken.als or kenmerken.versie
        """The release by which its form and its rules are chosen."""
        self._teksten: dict[str, bytes] = {}
        self._roots: dict[str, etree._Element] = {}
        self._schemas: dict[str, etree.XMLSchema] = {}
        self._structuren: dict[str, Knoop] = {}
        self._regelbladen: dict[str, Regelblad] = {}

    @cached_property
    def berichttypen(self) -> tuple[str, ...]:
        """The message types that exist in this release."""
        return tuple(
            s.berichttype
            for s in self.standaard.berichtsoorten.values()
            if geldt(self.versie if s.eigen else self.vorm, s.vanaf, s.tot)
        )

    def naamruimte(self, deel: str) -> str:
        """Return the namespace of a message type, or of the basisschema."""
        return self.kenmerken.naamruimte_van(deel)

    def naamruimten(self, berichttype: str) -> tuple[str, ...]:
        """Return the namespaces that the elements of a message are in, by `Knoop.ruimte`: its own, that of the basisschema, and any others."""
        if eigen := self._eigen(berichttype):
            return eigen.naamruimten
        return self.naamruimte(berichttype), self.naamruimte(BASISSCHEMA)

    def schema(self, berichttype: str) -> etree.XMLSchema:
        """Return the compiled schema of a message type.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        if berichttype not in self._schemas:
            self._controleer(berichttype)
            if eigen := self._eigen(berichttype):
                return eigen.schema
            root = self._root(berichttype)
            # lxml resolves the import of the basisschema through the parser that read this document.
            self._schemas[berichttype] = etree.XMLSchema(root.getroottree())
        return self._schemas[berichttype]

    def schemateksten(self, berichttype: str) -> tuple[str, ...]:
        """Return the schema of a message type as text: what it imports, and its own.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        self._controleer(berichttype)
        if eigen := self._eigen(berichttype):
            return eigen.teksten
        return self._xsd(BASISSCHEMA).decode(), self._xsd(berichttype).decode()

    def structuur(self, berichttype: str) -> Knoop:
        """Return the structure of a message type.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        if berichttype not in self._structuren:
            self._controleer(berichttype)
            eigen = self._eigen(berichttype)
            self._structuren[berichttype] = (
                eigen.structuur
                if eigen
                else lees_structuur(
                    (self._root(BASISSCHEMA), self._root(berichttype)), list(self.naamruimten(berichttype))
                )
            )
        return self._structuren[berichttype]

    def regelblad(self, berichttype: str) -> Regelblad:
        """Return the compiled technical rules of a message type.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        if berichttype not in self._regelbladen:
            self._controleer(berichttype)
            self._regelbladen[berichttype] = Regelblad(
                () if self.standaard.soort(berichttype).eigen else self.standaard.regels_voor(self.vorm),
                nummer_van(berichttype),
                self.structuur(berichttype),
                self.naamruimten(berichttype),
                vast=not self.is_eigen(berichttype),
            )
        return self._regelbladen[berichttype]

    def basisschema(self) -> etree._Element:
        """Return the root of the kit's own schema of data types, as it is in this release."""
        return etree.fromstring(self._xsd(BASISSCHEMA))

    def is_eigen(self, berichttype: str) -> bool:
        """Whether the form of a message type comes from a user's own files."""
        return self._eigen(berichttype) is not None

    def _eigen(self, berichttype: str) -> EigenSchema | None:
        return self.standaard.eigen_schemas.get((self.versie, berichttype))

    def _controleer(self, berichttype: str) -> None:
        if berichttype in self.berichttypen:
            return
        lijkt = get_close_matches(berichttype, self.berichttypen, n=1)
        bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
        raise OnbekendBerichttype(
            f"{self.standaard.titel} {self.versie} kent geen bericht {berichttype!r}.{bedoeld}\nKies uit {', '.join(self.berichttypen)}."
        )

    def _root(self, deel: str) -> etree._Element:
        if deel not in self._roots:
            parser = etree.XMLParser(remove_comments=True)
            parser.resolvers.add(_Basisschema(self))
            self._roots[deel] = etree.fromstring(self._xsd(deel), parser, base_url=f"{deel.lower()}.xsd")
        return self._roots[deel]

    def _xsd(self, deel: str) -> bytes:
        """Return the schema file of a part, as it is in this release."""
        if deel not in self._teksten:
            self._teksten[deel] = self._lees_xsd(deel)
        return self._teksten[deel]

    def _lees_xsd(self, deel: str) -> bytes:
        """Fill in the placeholders of a schema file, and leave out what is not of this release."""
        tekst = self.standaard.bron.tekst(deel, self.versie)
        vulling = {
            "{naamruimte}": self.naamruimte(deel),
            "{basisschema}": self.naamruimte(BASISSCHEMA),
            "{release}": self.versie.replace(".", "_"),
            "{versie}": self.hoofdversie,
            "{subversie}": self.subversie,
        }
        for plek, waarde in vulling.items():
            tekst = tekst.replace(plek, waarde)
        root = etree.fromstring(tekst.encode())
        for element in list(root.iterdescendants()):
            ouder = element.getparent()
            if ouder is not None and not geldt(self.vorm, element.get(VANAF), element.get(TOT)):
                ouder.remove(element)
        return etree.tostring(root)


class _Basisschema(etree.Resolver):
    """Hands libxml2 the basisschema of the release; nothing is ever looked for on disk or on the network."""

    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release = release

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # lxml passes a context that its stubs leave out
        return self.resolve_string(self.release._xsd(BASISSCHEMA), context, base_url=system_url)
