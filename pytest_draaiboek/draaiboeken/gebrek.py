"""What is wrong with a draaiboek file: all of it at once, each with its line and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_draaiboek.leesbaar import in_een_regel

if TYPE_CHECKING:
    from pytest_draaiboek.draaiboeken.boom import Tabel

Pad = tuple[str | int, ...]
"""A place in a draaiboek, by keys and positions from zero: ("mijlpaal", 3, "moment")."""

MEESTE_IN_EEN_MELDING = 20
# What a file says is quoted up to here.
LANGSTE = 200


@dataclass(frozen=True, slots=True, order=True)
class Gebrek:
    """One thing that is wrong.

    Args:
        bestand: the file it is in: with a `basis` that may be an inherited one.
        regel: the line, from 1; 0 when it is about the file as a whole.
        sleutel: what it is about ("mijlpaal 3.1.2.moment").
        gevonden: what was found there, and what was expected, in Dutch.
        raad: what to do, in Dutch, without a full stop.

    """

    bestand: str
    regel: int
    sleutel: str
    gevonden: str
    raad: str

    def __str__(self) -> str:
        regel = f"regel {self.regel}: " if self.regel else ""
        sleutel = f"{self.sleutel}: " if self.sleutel else ""
        punt = "" if self.gevonden.endswith(("?", ".")) else "."
        return f"{self.bestand}: {regel}{sleutel}{self.gevonden}{punt}\nWat te doen: {self.raad.rstrip('.')}."


class Gebreken:
    """Collects what is wrong with one draaiboek, so that whoever writes one hears it all at once.

    Args:
        boom: the draaiboek as it was read and put together, which knows where everything stands.

    """

    def __init__(self, boom: "Tabel") -> None:
        self._boom = boom
        self._gevonden: dict[Gebrek, None] = {}

    def meld(self, pad: Pad, gevonden: str, raad: str, *, ook: Iterable[Pad] = ()) -> None:
        """Note what is wrong at a place.

        Args:
            pad: the place.
            gevonden: what was found, and what was expected.
            raad: what to do.
            ook: other places that it may come from. When the place itself is inherited, the first of these in the own file is
                the one whose line is told: there somebody can do something about it.

        """
        plaats = self._boom.plaats(pad)
        if plaats.bron is not self._boom.bron:
            eigen = (p for p in map(self._boom.plaats, ook) if p.bron is self._boom.bron)
            plaats = next(eigen, plaats)
        self._gevonden[
            Gebrek(
                plaats.bron.naam,
                plaats.regel,
                self.sleutel(pad),
                _kort(gevonden, LANGSTE * 3),
                _kort(raad, LANGSTE * 3),
            )
        ] = None

    def sleutel(self, pad: Pad) -> str:
        """Return a place as people name it: an item of a list by what it is known by, or else by its number."""
        return _kort(self._boom.sleutel(pad), LANGSTE)

    @property
    def alle(self) -> tuple[Gebrek, ...]:
        """All that was noted, by file and line."""
        return tuple(sorted(self._gevonden))

    def __len__(self) -> int:
        return len(self._gevonden)


def verslag(gebreken: Sequence[Gebrek]) -> str:
    """Return what is wrong as the text of one error; the last of it says what to do.

    Args:
        gebreken: at least one.

    """
    regels = [str(gebrek) for gebrek in gebreken[:MEESTE_IN_EEN_MELDING]]
    over = len(gebreken) - len(regels)
    if over:
        regels.append(
            f"Er zijn nog {over} gebreken.\nWat te doen: verbeter deze eerst, of laat ze alle zien met draaiboek controleer-draaiboek."
        )
    return "\n".join(regels)


def _kort(tekst: str, meest: int) -> str:
    een = in_een_regel(tekst)
    return een if len(een) <= meest else f"{een[: meest - 1]}…"
