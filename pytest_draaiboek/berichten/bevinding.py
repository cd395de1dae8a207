"""What a finding about a message is."""

from dataclasses import dataclass
from typing import Final, Literal

Zwaarte = Literal["fout", "waarschuwing"]

# Who may say something: the kit, an official schema, an official rule sheet.
EIGEN: Final = "eigen"
XSD: Final = "xsd"
XSLT: Final = "xslt"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding about a message.

    Args:
        code: rule code of the standard ("CS015", "RS036", "OP192"); XSD for what a schema refuses without a code of its own, RELEASE.
        retourcode: what a receiver must answer; empty when the message cannot be answered at all (IV028).
        pad: where in the message, as an XPath by local names.
        melding: what was found, what was expected, and what to do, in Dutch.
        ernst: "fout", or "waarschuwing" for what does not make the message invalid.
        regel: line in the file; 0 when it is not known.
        bron: who says so: "eigen" (the kit), "xsd" (an official schema), "xslt" (an official rule sheet).
        bij: for a finding across messages: the earlier messages that it conflicts with, as places in the history, counted from 0 in the order
            given. Empty where what is wrong is that there is none.

    """

    code: str
    retourcode: str
    pad: str
    melding: str
    ernst: Zwaarte = "fout"
    regel: int = 0
    bron: tuple[str, ...] = (EIGEN,)
    bij: tuple[int, ...] = ()

    def __str__(self) -> str:
        waar = f"{self.pad} (regel {self.regel})" if self.regel else self.pad
        return f"{self.code} {waar}: {self.melding}"

    @property
    def met_bron(self) -> str:
        """The finding as text, with who says so: for when there is more than one who could."""
        return f"{self} [volgens {' en '.join(self.bron)}]"
