"""Where the schema files of a standard come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Protocol

BASISSCHEMA = "basisschema"


class Schemabron(Protocol):
    """Gives the schema files of a standard, as they are: with their placeholders and with the parts of every release."""

    def tekst(self, deel: str, versie: str) -> str:
        """Return a schema file.

        Args:
            deel: a message type, or "basisschema".
            versie: of the release that it is for.

        """

    def bestanden(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file, by name in a fixed order, with its bytes."""


@dataclass(frozen=True, slots=True)
class Mapbron:
    """The files of one folder, each for every release.

    Args:
        map_: the folder: a file for each message type, in lower case, and basisschema.xsd.

    """

    map_: Traversable

    def tekst(self, deel: str, versie: str) -> str:
        """Return a schema file, as `Schemabron.tekst`."""
        return self.map_.joinpath(f"{deel.lower()}.xsd").read_text(encoding="utf-8")

    def bestanden(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file, as `Schemabron.bestanden`."""
        for bestand in sorted(self.map_.iterdir(), key=lambda b: b.name):
            yield bestand.name, bestand.read_bytes()
