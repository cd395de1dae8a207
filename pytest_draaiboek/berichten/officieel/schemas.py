"""Official schemas: which message each is of, told by its namespace; what they import is looked for in their own directory only."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from posixpath import basename

from lxml import etree

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import XSD, Bevinding
from pytest_draaiboek.berichten.officieel.bestanden import (
    AlleenDeze,
    Bronbestand,
    lees_bronbestand,
    veilige_parser,
    vind,
)
from pytest_draaiboek.berichten.schemafouten import schemafouten
from pytest_draaiboek.berichten.uitleg import Uitlegger
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.standaarden import herken

XS = "{http://www.w3.org/2001/XMLSchema}"
VERWIJZINGEN = (f"{XS}import", f"{XS}include", f"{XS}redefine")


class OfficieelSchema:
    """The official schema of one message type in one release.

    Args:
        bestand: that declares the message.
        naamruimte: of the message.
        bestanden: everything in the directory.

    """

    def __init__(self, bestand: Bronbestand, naamruimte: str, bestanden: "Schemamap") -> None:
        self.bestand = bestand
        self.naamruimte = naamruimte
        self.berichttype, self.versie, self.standaard = _herkend(naamruimte)
        self.onderdelen = list(bestanden.sluiting(bestand))
        self._schema = self._compileer(bestanden)
        self._uitlegger = Uitlegger(self._teksten, self.versie)

    def fouten(self, bericht: Bericht) -> list[Bevinding]:
        """Return what it refuses in a message."""
        return schemafouten(bericht.root, self._schema, self._uitlegger, versie=self.versie, bron=XSD)

    def _compileer(self, bestanden: "Schemamap") -> etree.XMLSchema:
        namen = {onderdeel: f"{nr}.xsd" for nr, onderdeel in enumerate(self.onderdelen)}
        documenten = {}
        for onderdeel, naam in namen.items():
            root = deepcopy(onderdeel.root)
            for verwijzing in root.iterchildren(*VERWIJZINGEN):
                doel = bestanden.doel(onderdeel, verwijzing)
                if doel is not None:
                    verwijzing.set("schemaLocation", namen[doel])
            documenten[naam] = etree.tostring(root)
        parser = veilige_parser()
        parser.resolvers.add(AlleenDeze(documenten))
        naam = namen[self.bestand]
        try:
            return etree.XMLSchema(etree.fromstring(documenten[naam], parser, base_url=naam).getroottree())
        except (etree.XMLSchemaParseError, OngeldigeInstelling) as fout:
            raise OngeldigeInstelling(
                f"{self.bestand.pad}: dit schema deugt niet ({fout}). Neem het bestand, en wat het gebruikt, opnieuw van de bron."
            ) from fout

    def _teksten(self) -> list[str]:
        """Return its parts as text, each after what it imports, and without saying where that would be found."""
        teksten = []
        for onderdeel in reversed(self.onderdelen):
            root = deepcopy(onderdeel.root)
            for verwijzing in root.iterchildren(f"{XS}import"):
                verwijzing.attrib.pop("schemaLocation", "")
            teksten.append(etree.tostring(root, encoding="unicode"))
        return teksten


class Schemamap:
    """The schemas in a directory.

    Args:
        map_: the directory.

    Raises:
        OngeldigeInstelling: when it is no directory, holds no schema of a message that the kit knows, or holds a file that cannot be used.

    """

    def __init__(self, map_: Path) -> None:
        if not map_.is_dir():
            raise OngeldigeInstelling(
                f"{map_}: deze map bestaat niet. Geef de map waarin de officiële XSD-bestanden staan."
            )
        self.map = map_
        self.bestanden = [lees_bronbestand(pad, map_) for pad in vind(map_, {".xsd"})]
        for bestand in self.bestanden:
            if bestand.root.tag != f"{XS}schema":
                raise OngeldigeInstelling(
                    f"{bestand.pad}: dit is geen schema: de wortel is {bestand.root.tag}, verwacht wordt {XS}schema. Haal het uit de map."
                )
        self.schemas = {schema.naamruimte: schema for schema in self._schemas()}
        if not self.schemas:
            raise OngeldigeInstelling(
                f"{map_}: in deze map staat geen XSD-bestand (*.xsd) van een bericht dat de kit kent. Geef de map met de officiële bestanden."
            )

    @property
    def ongebruikt(self) -> list[Bronbestand]:
        """The files that no schema makes use of."""
        gebruikt = {onderdeel for schema in self.schemas.values() for onderdeel in schema.onderdelen}
        return [bestand for bestand in self.bestanden if bestand not in gebruikt]

    def sluiting(self, bestand: Bronbestand) -> Iterator[Bronbestand]:
        """Yield a file and all it makes use of, each once, what is used after what uses it."""
        gezien: list[Bronbestand] = []

        def ga(onderdeel: Bronbestand, boven: tuple[Bronbestand, ...]) -> None:
            for verwijzing in onderdeel.root.iterchildren(*VERWIJZINGEN):
                doel = self.doel(onderdeel, verwijzing)
                if doel is not None and doel not in gezien and doel not in boven:
                    ga(doel, (*boven, onderdeel))
            gezien.append(onderdeel)

        ga(bestand, ())
        return reversed(gezien)

    def doel(self, bestand: Bronbestand, verwijzing: etree._Element) -> Bronbestand | None:
        """Return the file that an import or include is about; None when it names no place, and none is here.

        Raises:
            OngeldigeInstelling: when it names a place and the file is not in the directory.

        """
        plaats = verwijzing.get("schemaLocation", "")
        naam = basename(plaats.replace("\\", "/"))
        kandidaten = [ander for ander in self.bestanden if ander is not bestand]
        if verwijzing.tag == f"{XS}import":
            ruimte = verwijzing.get("namespace", "")
            kandidaten = [ander for ander in kandidaten if ander.root.get("targetNamespace", "") == ruimte]
        # A copy of the same file elsewhere in the directory is no other file.
        kandidaten = list({ander.inhoud: ander for ander in reversed(kandidaten)}.values())
        op_naam = [ander for ander in kandidaten if ander.pad.name == naam]
        if verwijzing.tag == f"{XS}import" and len(kandidaten) == 1:
            return kandidaten[0]
        naast = [ander for ander in op_naam if ander.pad.parent == bestand.pad.parent]
        if naast or len(op_naam) == 1:
            return (naast or op_naam)[0]
        if not plaats:
            return None
        raise OngeldigeInstelling(
            f"{bestand.pad}: dit schema gebruikt {plaats}; dat staat niet, of meer dan eens, in {self.map}. Zet het erbij; buiten deze map wordt "
            "nergens gekeken."
        )

    def _schemas(self) -> Iterator[OfficieelSchema]:
        gezien: dict[str, Bronbestand] = {}
        for bestand in self.bestanden:
            naamruimte = bestand.root.get("targetNamespace", "")
            berichten = [
                element for element in bestand.root.iterchildren(f"{XS}element") if element.get("name") == "Bericht"
            ]
            if herken(naamruimte) is None or not berichten:
                continue
            eerder = gezien.setdefault(naamruimte, bestand)
            if eerder.inhoud != bestand.inhoud:
                raise OngeldigeInstelling(
                    f"{bestand.pad}: {eerder.pad} is een ander schema van hetzelfde bericht ({naamruimte}). Laat er één in de map."
                )
            if eerder is bestand:
                yield OfficieelSchema(bestand, naamruimte, self)


def _herkend(naamruimte: str) -> tuple[str, str, str]:
    herkend = herken(naamruimte)
    assert herkend is not None  # only then is a schema made
    standaard, versie, berichttype = herkend
    return berichttype, versie, standaard.naam
