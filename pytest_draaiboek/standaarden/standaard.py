"""A message standard and its releases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from importlib.resources.abc import Traversable
from string import ascii_letters

from lxml import etree

from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendeRelease
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.regels import Regelblad
from pytest_draaiboek.standaarden.schemalezer import lees_structuur
from pytest_draaiboek.standaarden.structuur import Knoop

VANAF = "{urn:pytest-draaiboek:release}vanaf"
TOT = "{urn:pytest-draaiboek:release}tot"
BASISSCHEMA = "basisschema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Berichtsoort:
    """A kind of message.

    Args:
        berichttype: in full ("WMO305").
        naam: what it is called in the standard.
        berichtcode: its three digits in the header.
        afzender: role whose code stands in the header as Afzender.
        ontvanger: role whose code stands in the header as Ontvanger.
        heen: the message type that it answers; None for one that answers nothing.
        kop_van_heen: whether its header repeats that of the message it answers.
        alleen_kop: whether only its header is known to the kit.
        tot: the release in which it no longer exists; None when it still does.

    """

    berichttype: str
    naam: str
    berichtcode: str
    afzender: str
    ontvanger: str
    heen: str | None = None
    kop_van_heen: bool = False
    alleen_kop: bool = False
    tot: str | None = None


class Release:
    """One release of a standard; schemas are made when they are first asked for.

    Args:
        standaard: the standard it is a release of.
        versie: of the release ("3.1").

    """

    def __init__(self, standaard: "Standaard", versie: str) -> None:
        self.standaard = standaard
        self.versie = versie
        self.hoofdversie, self.subversie = versie.split(".")
        self._teksten: dict[str, bytes] = {}
        self._roots: dict[str, etree._Element] = {}
        self._schemas: dict[str, etree.XMLSchema] = {}
        self._structuren: dict[str, Knoop] = {}
        self._regelbladen: dict[str, Regelblad] = {}

    @cached_property
    def berichttypen(self) -> tuple[str, ...]:
        """The message types that exist in this release."""
        return tuple(s.berichttype for s in self.standaard.berichtsoorten.values() if geldt(self.versie, None, s.tot))

    def naamruimte(self, deel: str) -> str:
        """Return the namespace of a message type, or of the basisschema."""
        return self.standaard.naamruimte.format(release=self.versie.replace(".", "_"), bericht=deel.lower())

    def naamruimten(self, berichttype: str) -> tuple[str, str]:
        """Return the namespaces that the elements of a message are in: its own, and that of the basisschema (by `Knoop.ruimte`)."""
        return self.naamruimte(berichttype), self.naamruimte(BASISSCHEMA)

    def schema(self, berichttype: str) -> etree.XMLSchema:
        """Return the compiled schema of a message type.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        if berichttype not in self._schemas:
            self._controleer(berichttype)
            root = self._root(berichttype)
            # lxml resolves the import of the basisschema through the parser that read this document.
            self._schemas[berichttype] = etree.XMLSchema(root.getroottree())
        return self._schemas[berichttype]

    def schemateksten(self, berichttype: str) -> tuple[str, str]:
        """Return the schema of a message type as text: the basisschema that it imports, and its own.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        self._controleer(berichttype)
        return self._xsd(BASISSCHEMA).decode(), self._xsd(berichttype).decode()

    def structuur(self, berichttype: str) -> Knoop:
        """Return the structure of a message type.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        if berichttype not in self._structuren:
            self._controleer(berichttype)
            self._structuren[berichttype] = lees_structuur(
                (self._root(BASISSCHEMA), self._root(berichttype)), list(self.naamruimten(berichttype))
            )
        return self._structuren[berichttype]

    def regelblad(self, berichttype: str) -> Regelblad:
        """Return the compiled technical rules of a message type.

        Raises:
            OnbekendBerichttype: for a type that does not exist in this release.

        """
        if berichttype not in self._regelbladen:
            self._controleer(berichttype)
            nummer = berichttype.lstrip(ascii_letters)
            self._regelbladen[berichttype] = Regelblad(
                self.standaard.naam, self.versie, nummer, self.structuur(berichttype), self.naamruimten(berichttype)
            )
        return self._regelbladen[berichttype]

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
        tekst = self.standaard.map_.joinpath(f"{deel.lower()}.xsd").read_text(encoding="utf-8")
        vulling = {
            "{release}": self.versie.replace(".", "_"),
            "{versie}": self.hoofdversie,
            "{subversie}": self.subversie,
        }
        for plek, waarde in vulling.items():
            tekst = tekst.replace(plek, waarde)
        root = etree.fromstring(tekst.encode())
        for element in list(root.iterdescendants()):
            ouder = element.getparent()
            if ouder is not None and not geldt(self.versie, element.get(VANAF), element.get(TOT)):
                ouder.remove(element)
        return etree.tostring(root)


class _Basisschema(etree.Resolver):
    """Hands libxml2 the basisschema of the release; nothing is ever looked for on disk or on the network."""

    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release = release

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # lxml passes a context that its stubs leave out
        return self.resolve_string(self.release._xsd(BASISSCHEMA), context, base_url=system_url)


@dataclass(frozen=True, eq=False, kw_only=True)
class Standaard:
    """A message standard; made by `laad_standaard`.

    Args:
        naam: "iwmo" or "ijw".
        titel: as it is written ("iWmo").
        naamruimte: pattern of its namespaces, with {release} and {bericht}.
        berichtsoorten: by message type.
        map_: where its schema files are.
        versies: of its releases, oldest first.
        gegevens: the file that all this was read from.

    """

    naam: str
    titel: str
    naamruimte: str
    berichtsoorten: Mapping[str, Berichtsoort]
    map_: Traversable
    versies: tuple[str, ...]
    gegevens: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """Over all its files, so that a result tells which schemas it was judged by."""
        som = sha256(self.gegevens)
        for bestand in sorted(self.map_.iterdir(), key=lambda b: b.name):
            som.update(bestand.name.encode() + b"\0" + bestand.read_bytes())
        return som.hexdigest()

    @cached_property
    def releases(self) -> dict[str, Release]:
        """The releases by version, oldest first."""
        return {versie: Release(self, versie) for versie in self.versies}

    def release(self, versie: str) -> Release:
        """Return a release.

        Raises:
            OnbekendeRelease: for a version the kit has no schemas of; the text names those it has.

        """
        try:
            return self.releases[versie]
        except KeyError:
            raise OnbekendeRelease(
                f"Van {self.titel} kent de kit release {versie!r} niet. Kies uit {', '.join(self.versies)}."
            ) from None

    def soort(self, berichttype: str) -> Berichtsoort:
        """Return the kind of message of this type; `OnbekendBerichttype` names the ones there are."""
        try:
            return self.berichtsoorten[berichttype]
        except KeyError:
            raise OnbekendBerichttype(
                f"{self.titel} kent geen bericht {berichttype!r}.\nKies uit {', '.join(self.berichtsoorten)}."
            ) from None

    def nieuwste(self, berichttype: str) -> Release:
        """Return the newest release in which a message type exists."""
        tot = self.soort(berichttype).tot
        return next(r for r in reversed(self.releases.values()) if geldt(r.versie, None, tot))
