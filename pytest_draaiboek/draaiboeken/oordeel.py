"""What the calendar says of one message at one moment."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from pytest_draaiboek.draaiboeken.herkomst import Herkomst
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal


class Soort(StrEnum):
    """The three answers the calendar can give."""

    TOEGESTAAN = "toegestaan"
    AFGERADEN = "afgeraden"
    GEBLOKKEERD = "geblokkeerd"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """May this be sent now: the answer, and the milestone that governs it.

    Two judgements are equal when they give the same answer, so that ``draaiboek.oordeel(...) == Oordeel.GEBLOKKEERD`` reads as
    it should; the milestone and where it comes from are the reason, not part of the answer.

    Args:
        soort: the answer.
        mijlpaal: the milestone that brought this answer, or, before the first one, the milestone that will end it.
        herkomst: where the window comes from that says so.
        toelichting: what is to be said of that window, in Dutch; empty for nothing.

    """

    TOEGESTAAN: ClassVar["Oordeel"]
    AFGERADEN: ClassVar["Oordeel"]
    GEBLOKKEERD: ClassVar["Oordeel"]

    soort: Soort
    mijlpaal: Mijlpaal | None = field(default=None, compare=False)
    herkomst: Herkomst = field(default=Herkomst.SEED, compare=False)
    toelichting: str = field(default="", compare=False)

    @property
    def paragraaf(self) -> str:
        """The paragraph of the draaiboek that the milestone stands in; empty without a milestone."""
        return self.mijlpaal.paragraaf if self.mijlpaal else ""

    @property
    def mag(self) -> bool:
        """Whether the chain lets such a message through: blocked is the only answer that stops it."""
        return self.soort is not Soort.GEBLOKKEERD

    def __str__(self) -> str:
        return f"{self.soort} (mijlpaal {self.mijlpaal.nr}, §{self.paragraaf})" if self.mijlpaal else str(self.soort)


Oordeel.TOEGESTAAN = Oordeel(Soort.TOEGESTAAN)
Oordeel.AFGERADEN = Oordeel(Soort.AFGERADEN)
Oordeel.GEBLOKKEERD = Oordeel(Soort.GEBLOKKEERD)
