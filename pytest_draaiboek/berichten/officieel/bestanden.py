"""Files from elsewhere, read as untrusted: no entities, no network, and nothing outside the directory they are in."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pytest_draaiboek.fouten import OngeldigeInstelling

MAX_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class Bronbestand:
    """An XML file that the user gave.

    Args:
        pad: of the file, without symbolic links.
        naam: of the file, as seen from the directory that was given.
        inhoud: its bytes.
        root: its root element.

    """

    pad: Path
    naam: str
    inhoud: bytes
    root: etree._Element

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.inhoud).hexdigest()


def vind(map_: Path, extensies: Collection[str]) -> list[Path]:
    """Return the files in a directory, and in those below it, that have one of these extensions."""
    return sorted(pad for pad in map_.rglob("*") if pad.suffix.lower() in extensies and pad.is_file())


def lees_bronbestand(pad: Path, map_: Path) -> Bronbestand:
    """Read an XML file.

    Args:
        pad: of the file.
        map_: the directory that it must be in.

    Raises:
        OngeldigeInstelling: for a file that leads out of the directory, cannot be read, or is no safe XML.

    """
    echt, binnen = pad.resolve(), map_.resolve()
    if not echt.is_relative_to(binnen):
        raise OngeldigeInstelling(
            f"{pad}: dit bestand staat in werkelijkheid buiten {map_}. Zet het bestand zelf in die map."
        )
    try:
        if echt.stat().st_size > MAX_BYTES:
            raise OngeldigeInstelling(f"{pad}: het bestand is groter dan {MAX_BYTES:,} bytes. Controleer het bestand.")
        inhoud = echt.read_bytes()
        root = etree.fromstring(inhoud, veilige_parser())
    except OSError as fout:
        raise OngeldigeInstelling(f"{pad}: niet te lezen ({fout.strerror}). Controleer het pad.") from fout
    except etree.XMLSyntaxError as fout:
        raise OngeldigeInstelling(
            f"{pad}: regel {fout.lineno}: geen welgevormde XML ({fout.msg}). Neem het bestand opnieuw van de bron."
        ) from fout
    boom = root.getroottree()
    if boom.docinfo.internalDTD is not None or boom.docinfo.doctype:
        raise OngeldigeInstelling(
            f"{pad}: het bestand heeft een DTD (<!DOCTYPE ...>); een officieel bestand heeft die niet. Laat de DTD weg."
        )
    return Bronbestand(echt, echt.relative_to(binnen).as_posix(), inhoud, root)


def veilige_parser() -> etree.XMLParser:
    """Return a parser that opens nothing but what it is handed."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )


class AlleenDeze(etree.Resolver):
    """Hands libxml2 and libxslt the documents they ask for out of a fixed set; anything else is refused.

    Args:
        documenten: by the name that they are asked by.

    """

    def __init__(self, documenten: Mapping[str, bytes]) -> None:
        super().__init__()
        self.documenten = documenten

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # lxml passes a context that its stubs leave out
        """Return the document, or break off."""
        try:
            return self.resolve_string(self.documenten[system_url], context, base_url=system_url)
        except KeyError:
            raise OngeldigeInstelling(
                f"gevraagd wordt {system_url}; buiten de gegeven bestanden wordt niets gelezen. Zet het erbij."
            ) from None
