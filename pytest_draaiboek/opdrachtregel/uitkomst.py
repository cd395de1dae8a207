"""What messages in files are held to, and what comes of it."""

from dataclasses import dataclass
from pathlib import Path

from pytest_draaiboek.berichten import Bericht, Bevinding, Register
from pytest_draaiboek.berichten.officieel import Officieel

Soort = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Maatstaf:
    """What messages are held to, on top of what the kit holds each of them to.

    Args:
        officieel: official files; None for none.
        register: what is known outside the messages; None when it is not.
        samen: whether the messages are judged together.

    """

    officieel: Officieel | None = None
    register: Register | None = None
    samen: bool = False


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A message that another one conflicts with, and where it stands."""

    pad: Path
    berichttype: str
    identificatie: str


@dataclass(frozen=True, slots=True)
class Vondst:
    """A finding in a file, with the messages that it conflicts with."""

    bevinding: Bevinding
    bij: tuple[Verwijzing, ...] = ()


@dataclass(frozen=True, slots=True)
class Nagekeken:
    """One file and what is wrong with it.

    Args:
        pad: as it was given, or as it was found in a folder that was.
        bericht: None when it could not be read as a message.
        vondsten: what was found.
        in_geschiedenis: whether it took part when all were judged together; None when they were not.

    """

    pad: Path
    bericht: Bericht | None
    vondsten: tuple[Vondst, ...]
    in_geschiedenis: bool | None = None

    @property
    def is_fout(self) -> bool:
        """Whether more was found than warnings."""
        return any(vondst.bevinding.ernst == "fout" for vondst in self.vondsten)

    @property
    def waarschuwingen(self) -> int:
        """The number of warnings."""
        return sum(vondst.bevinding.ernst == "waarschuwing" for vondst in self.vondsten)

    @property
    def soorten(self) -> set[Soort]:
        """Standard, release and type of the message, when there is one."""
        bericht = self.bericht
        return {(bericht.standaard, bericht.versie, bericht.berichttype)} if bericht else set()
