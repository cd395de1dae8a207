"""The XSD files of a user: read with suspicion, and nothing outside their own folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NoReturn
from urllib.parse import unquote

from lxml import etree

from pytest_draaiboek.fouten import OngeldigSchema
from pytest_draaiboek.standaarden.bouwstenen import PLEK, XS, soort_van, weiger
from pytest_draaiboek.standaarden.reeks import geldt

MEESTE_BYTES = 5_000_000  # of one file; the largest published ones are a tenth of that
MEESTE_BESTANDEN = 200
MEESTE_ELEMENTEN = 100_000  # in one file
DIEPSTE_INSLUITING = 20
VANAF, TOT = "{urn:pytest-draaiboek:release}vanaf", "{urn:pytest-draaiboek:release}tot"
_VERWIJZINGEN = ("include", "import", "redefine", "override")


@dataclass(frozen=True, slots=True)
class Vulling:
    """What is filled in where a file leaves that open.

    Args:
        versie: of the release, by which parts with `vanaf` and `tot` are chosen.
        plekken: what stands for what ("{release}": "4_0").

    """

    versie: str
    plekken: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Onderdeel:
    """A schema file in use.

    Args:
        naam: of the file, seen from the folder.
        ruimte: the namespace that what it declares is in.
        root: its root element.

    """

    naam: str
    ruimte: str
    root: etree._Element


class Schemamap:
    """A folder with XSD files.

    Args:
        map_: the folder.

    Raises:
        OngeldigSchema: when it is no folder.

    """

    def __init__(self, map_: Path) -> None:
        if not map_.is_dir():
            raise OngeldigSchema(
                f"{map_}: deze map bestaat niet.\nWat te doen: zet er de XSD-bestanden in, of verbeter 'map' in het draaiboek."
            )
        self.map = map_
        self._namen: dict[str, dict[str, str]] = {}
        self._inhoud: dict[str, bytes] = {}

    def vind(self, naam: str) -> str | None:
        """Return the name of a file as it stands in the folder, whatever its capitals; None when it is not there."""
        gevonden = ""
        for deel in naam.split("/"):
            eigen = self._in(gevonden).get(deel.casefold())
            if eigen is None:
                return None
            gevonden = f"{gevonden}/{eigen}".lstrip("/")
        return gevonden if (self.map / gevonden).is_file() else None

    def _in(self, onder: str) -> dict[str, str]:
        """Return what is in a folder, by name in small letters; only where something is looked for, since a folder may hold much else."""
        if onder not in self._namen:
            map_ = self.map / onder
            try:
                namen = sorted(pad.name for pad in map_.iterdir())
            except OSError:  # no folder, or not ours to look into: then nothing is there
                namen = []
            self._namen[onder] = {naam.casefold(): naam for naam in reversed(namen)}
        return self._namen[onder]

    def gelezen(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that were read, by name in a fixed order, with their bytes."""
        yield from sorted(self._inhoud.items())

    def lees(self, naam: str, vulling: Vulling) -> etree._Element:
        """Return the root of a file, with what it leaves open filled in.

        Raises:
            OngeldigSchema: for a file that cannot be read, stands elsewhere, is too large or one too many, or is no safe schema.

        """
        pad = self.map / naam
        if not pad.resolve().is_relative_to(self.map.resolve()):
            raise OngeldigSchema(
                f"{pad}: dit bestand staat in werkelijkheid buiten {self.map}.\nWat te doen: zet het bestand zelf in die map."
            )
        if naam not in self._inhoud and len(self._inhoud) >= MEESTE_BESTANDEN:
            raise OngeldigSchema(
                f"{pad}: dit is het {MEESTE_BESTANDEN + 1}e XSD-bestand dat gebruikt wordt; meer dan {MEESTE_BESTANDEN} heeft een standaard er niet.\n"
                "Wat te doen: voeg bestanden samen."
            )
        try:
            if pad.stat().st_size > MEESTE_BYTES:
                raise OngeldigSchema(
                    f"{pad}: groter dan {MEESTE_BYTES:,} bytes; zo groot is een schema nooit.\nWat te doen: geef het schema van één bericht."
                )
            self._inhoud[naam] = inhoud = pad.read_bytes()
        except OSError as fout:
            raise OngeldigSchema(
                f"{pad}: niet te lezen ({fout.strerror}).\nWat te doen: controleer het bestand."
            ) from fout
        return _ontleed(inhoud, pad, vulling)

    def doel(self, vanuit: str, verwijzing: etree._Element) -> str | None:
        """Return the name of the file that an import or include is about; None when it names none.

        Raises:
            OngeldigSchema: when it names one that is not in the folder.

        """
        plaats = verwijzing.get("schemaLocation")
        if plaats is None:
            return None
        naam = normpath(join(dirname(vanuit), unquote(plaats.replace("\\", "/"))))
        if ":" in plaats or naam.startswith(("/", "..")):
            weiger(
                verwijzing,
                f"dit schema verwijst naar {plaats[:100]!r}, buiten zijn eigen map; daar wordt nooit gekeken",
                "zet dat bestand in de map en verwijs ernaar met alleen zijn naam",
            )
        return self.vind(naam)


def _ontleed(inhoud: bytes, pad: Path, vulling: Vulling) -> etree._Element:
    for plek, waarde in vulling.plekken:
        inhoud = inhoud.replace(plek.encode(), waarde.encode())
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(inhoud, parser)
    except etree.XMLSyntaxError as fout:
        raise OngeldigSchema(
            f"{pad}, regel {fout.lineno or 1}: geen welgevormde XML ({fout.msg}).\nWat te doen: verbeter die plek, of neem het bestand opnieuw van de bron."
        ) from fout
    if root.getroottree().docinfo.internalDTD is not None:
        raise OngeldigSchema(
            f"{pad}, regel 1: het schema heeft een DTD (<!DOCTYPE ...>); wie die leest, loopt gevaar.\nWat te doen: laat de DTD weg."
        )
    if root.tag != f"{XS}schema":
        raise OngeldigSchema(
            f"{pad}, regel {root.sourceline}: dit is geen schema: de wortel is {root.tag[:100]}, verwacht wordt {XS}schema.\n"
            "Wat te doen: geef een XSD-bestand."
        )
    return _gemerkt(root, str(pad), vulling.versie)


def _gemerkt(root: etree._Element, naam: str, versie: str) -> etree._Element:
    """Leave out what is not of the release and what only explains, and mark every part with where it stands."""
    weg = [
        element
        for element in root.iterdescendants(f"{XS}*")
        if soort_van(element) == "annotation" or not geldt(versie, element.get(VANAF), element.get(TOT))
    ]
    for element in weg:
        ouder = element.getparent()
        if ouder is not None:
            ouder.remove(element)
    for nummer, element in enumerate(root.iter(f"{XS}*")):
        element.set(PLEK, f"{naam}, regel {element.sourceline}")
        if nummer > MEESTE_ELEMENTEN:
            weiger(
                element, f"dit schema heeft meer dan {MEESTE_ELEMENTEN:,} elementen", "geef het schema van één bericht"
            )
    return root


class Sluiting:
    """A schema file with everything that it makes use of.

    Args:
        map_: the folder.
        vulling: what is filled in.
        terugval: gives the schema of a namespace that the folder lacks (the kit's own basisschema); None when there is none.

    """

    def __init__(self, map_: Schemamap, vulling: Vulling, terugval: "dict[str, etree._Element]") -> None:
        self._map = map_
        self._vulling = vulling
        self._terugval = terugval
        self.onderdelen: list[Onderdeel] = []

    def neem(self, naam: str) -> None:
        """Take in a file and all that it makes use of, each once.

        Raises:
            OngeldigSchema: for what cannot be read, is not in the folder, or refers to itself.

        """
        root = self._map.lees(naam, self._vulling)
        self._neem(Onderdeel(naam, root.get("targetNamespace", ""), root), ())

    def _neem(self, onderdeel: Onderdeel, boven: tuple[str, ...]) -> None:
        if len(boven) > DIEPSTE_INSLUITING:
            weiger(onderdeel.root, f"de schema's sluiten elkaar meer dan {DIEPSTE_INSLUITING} diep in", "voeg ze samen")
        self.onderdelen.append(onderdeel)
        for verwijzing in onderdeel.root.iterchildren(*(XS + soort for soort in _VERWIJZINGEN)):
            soort = soort_van(verwijzing)
            if soort in ("redefine", "override"):
                weiger(
                    verwijzing, f"xs:{soort} kent de kit niet", "schrijf het gewijzigde type uit in een eigen bestand"
                )
            if soort == "include":
                self._sluit_in(onderdeel, verwijzing, (*boven, onderdeel.naam))
            else:
                self._importeer(onderdeel, verwijzing, (*boven, onderdeel.naam))

    def _sluit_in(self, vanuit: Onderdeel, verwijzing: etree._Element, boven: tuple[str, ...]) -> None:
        naam = self._map.doel(vanuit.naam, verwijzing)
        if naam is None:
            _niet_gevonden(verwijzing)
        if naam in boven:
            weiger(
                verwijzing,
                f"de schema's sluiten elkaar in een kring in: {' > '.join((*boven, naam))}",
                "haal een van die verwijzingen weg",
            )
        if self._heeft(naam, vanuit.ruimte):
            return
        root = self._map.lees(naam, self._vulling)
        eigen = root.get("targetNamespace", vanuit.ruimte)
        if eigen != vanuit.ruimte:
            weiger(
                verwijzing,
                f"{naam} is van naamruimte {eigen!r}, en wordt ingesloten in {vanuit.ruimte!r}",
                "schrijf xs:import, of verbeter de naamruimte",
            )
        self._neem(Onderdeel(naam, vanuit.ruimte, root), boven)

    def _importeer(self, vanuit: Onderdeel, verwijzing: etree._Element, boven: tuple[str, ...]) -> None:
        ruimte, naam = verwijzing.get("namespace", ""), self._map.doel(vanuit.naam, verwijzing)
        if naam is None:
            if any(onderdeel.ruimte == ruimte for onderdeel in self.onderdelen):
                return
            if ruimte not in self._terugval:
                _niet_gevonden(verwijzing)
            self.onderdelen.append(Onderdeel("basisschema.xsd van de kit", ruimte, self._terugval[ruimte]))
            return
        if self._heeft(naam, ruimte):
            return
        root = self._map.lees(naam, self._vulling)
        if root.get("targetNamespace", "") != ruimte:
            weiger(
                verwijzing,
                f"{naam} is van naamruimte {root.get('targetNamespace', '')!r}; hier wordt {ruimte!r} verwacht",
                "maak beide gelijk",
            )
        self._neem(Onderdeel(naam, ruimte, root), boven)

    def _heeft(self, naam: str, ruimte: str) -> bool:
        return any(onderdeel.naam == naam and onderdeel.ruimte == ruimte for onderdeel in self.onderdelen)


def _niet_gevonden(verwijzing: etree._Element) -> NoReturn:
    plaats = verwijzing.get("schemaLocation")
    weiger(
        verwijzing,
        f"dit schema gebruikt {plaats[:100]!r}, en dat staat niet in de map"
        if plaats
        else f"dit schema gebruikt naamruimte {verwijzing.get('namespace', '')!r}, en zegt niet in welk bestand die staat",
        "zet het bestand in de map, of verbeter schemaLocation",
    )
