"""A kind of message of a standard, and the number that its type ends with."""

from dataclasses import dataclass
from string import ascii_letters

VERWIJST = "DeclaratieIdentificatie"


def nummer_van(berichttype: str) -> str:
    """Return the number of a message type: what follows its letters ("305" of "WMO305", "33" of "AW33", "310" of "AW310")."""
    return berichttype.lstrip(ascii_letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Berichtsoort:
    """A kind of message.

    Args:
        berichttype: in full ("WMO305").
        naam: what it is called in the standard.
        berichtcode: its three digits in the header.
        afzender: role whose code stands in the header as Afzender.
        ontvanger: role whose code stands in the header as Ontvanger; None for a message without one.
        heen: the message type that it answers; None for one that answers nothing.
        kop_van_heen: whether its header repeats that of the message it answers.
        alleen_kop: whether only its header is known to the kit.
        vanaf: the first release in which it exists; None when it always has.
        tot: the release in which it no longer exists; None when it still does.
        eigen: whether a user added it: it is held to its schema, and to no other rules.
        verwijst: for an answer with a header of its own: the element of that header that says which message it answers.

    """

    berichttype: str
    naam: str
    berichtcode: str
    afzender: str
    ontvanger: str | None = None
    heen: str | None = None
    kop_van_heen: bool = False
    alleen_kop: bool = False
    vanaf: str | None = None
    tot: str | None = None
    eigen: bool = False
    verwijst: str = VERWIJST

    @property
    def nummer(self) -> str:
        """The number of its type ("305")."""
        return nummer_van(self.berichttype)
