"""A draaiboek file as a tree of tables that know where they stand, also after they were put together from several files."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pytest_draaiboek.draaiboeken.bestand import SLEUTELS
from pytest_draaiboek.draaiboeken.gebrek import Pad
from pytest_draaiboek.draaiboeken.plekken import Plekken, vind_plekken


@dataclass(frozen=True, eq=False)
class Bron:
    """One file.

    Args:
        naam: as errors and results give it.
        tekst: what is in it.
        sha256: of its bytes.
        pad: where it is; None for one that the kit brings along.

    """

    naam: str
    tekst: str
    sha256: str
    pad: Path | None = None

    @cached_property
    def plekken(self) -> Plekken:
        """The lines of its keys and tables; only looked for when they are asked for."""
        return vind_plekken(self.tekst)


@dataclass(frozen=True, slots=True)
class Plaats:
    """A place in one file."""

    bron: Bron
    pad: Pad

    @property
    def regel(self) -> int:
        """The line, from 1; 0 for the file as a whole."""
        return self.bron.plekken.regel(self.pad)


class Tabel(dict[str, Any]):
    """A table, with where it stands, and where what was put in it from another file stands.

    Args:
        bron: its file.
        pad: its place there.

    """

    __slots__ = ("_elders", "bron", "pad")

    def __init__(self, bron: Bron, pad: Pad) -> None:
        super().__init__()
        self.bron = bron
        self.pad = pad
        self._elders: dict[str, Plaats] = {}

    @classmethod
    def van(cls, gegevens: dict[str, Any], bron: Bron, pad: Pad = ()) -> "Tabel":
        """Return what `tomllib` read as a tree; it must not nest deep."""
        tabel = cls(bron, pad)
        for sleutel, waarde in gegevens.items():
            tabel[sleutel] = _als_boom(waarde, bron, (*pad, sleutel))
        return tabel

    def kopie(self) -> "Tabel":
        """Return the same table, to be changed without changing this one; what is in it stays the same."""
        kopie = Tabel(self.bron, self.pad)
        kopie.update(self)
        kopie._elders.update(self._elders)
        return kopie

    def neem_over(self, sleutel: str, van: "Tabel") -> None:
        """Put in a value of another table, with where it stands."""
        self[sleutel] = van[sleutel]
        self._elders[sleutel] = van.plaats_van(sleutel)

    def plaats_van(self, sleutel: str) -> Plaats:
        """Return where the value of a key stands; that of the table when there is no such key."""
        if sleutel in self._elders:
            return self._elders[sleutel]
        return Plaats(self.bron, (*self.pad, sleutel))

    def plaats(self, pad: Pad) -> Plaats:
        """Return where a place of the tree stands in its file."""
        nu: Any = self
        gevonden = Plaats(self.bron, self.pad)
        for stap in pad:
            gevonden = (
                nu.plaats_van(stap)
                if isinstance(nu, Tabel) and isinstance(stap, str)
                else Plaats(gevonden.bron, (*gevonden.pad, stap))
            )
            try:
                nu = nu[stap]
            except (LookupError, TypeError):
                nu = None
            if isinstance(nu, Tabel):
                gevonden = Plaats(nu.bron, nu.pad)
        return gevonden

    def op(self, pad: Pad) -> Any:
        """Return what is at a place of the tree; a LookupError when nothing is."""
        nu: Any = self
        for stap in pad:
            nu = nu[stap]
        return nu

    def sleutel(self, pad: Pad) -> str:
        """Return a place as people name it: "mijlpaal 3.1.2.moment", "venster 5.types", "vertaling.en.eis.3.1.2"."""
        nu: Any = self
        naam = ""
        for vorige, stap in zip(("", *pad), pad, strict=False):
            try:
                nu = nu[stap]
            except (LookupError, TypeError):
                nu = None
            if isinstance(stap, int):
                eigen = nu.get(SLEUTELS.get(str(vorige), "")) if isinstance(nu, Tabel) else None
                naam += f" {stap + 1 if eigen is None else eigen}"
            else:
                naam += f".{stap}" if naam else stap
        return naam


def _als_boom(waarde: object, bron: Bron, pad: Pad) -> object:
    if isinstance(waarde, dict):
        return Tabel.van(waarde, bron, pad)
    if isinstance(waarde, list):
        return [_als_boom(een, bron, (*pad, nr)) for nr, een in enumerate(waarde)]
    return waarde
