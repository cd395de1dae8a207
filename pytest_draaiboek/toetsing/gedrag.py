"""What a call brought about: the evidence first, the words of the system beside it."""

from dataclasses import dataclass, replace

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.systemen import Status, Uitkomst


@dataclass(frozen=True, slots=True)
class Gedrag:
    """What left the system because of one or more calls, and what it said.

    Args:
        uit: the messages that left, readable ones.
        onleesbaar: for each thing that left and is no readable message, why not.
        status: of the first call; None when there was none.
        code: its fault code.
        melding: its text.
        verkeer: where the messages that went in and out stand in the traffic of the case.

    """

    uit: tuple[Bericht, ...] = ()
    onleesbaar: tuple[str, ...] = ()
    status: Status | None = None
    code: str = ""
    melding: str = ""
    verkeer: tuple[int, ...] = ()

    @classmethod
    def van(cls, uitkomst: Uitkomst, verkeer: tuple[int, ...] = ()) -> "Gedrag":
        """Take over what a system handed back."""
        return cls(uitkomst.berichten, (), uitkomst.status, uitkomst.code, uitkomst.melding, verkeer)

    def en(self, later: "Gedrag") -> "Gedrag":
        """Add what happened next; the words of the first call that had any stay, unless it put off what is then refused."""
        alsnog = self.status is Status.UITGESTELD and later.geweigerd
        if not (later.uit or later.onleesbaar or alsnog) and self.status is not None:
            return self
        woorden = later if alsnog or self.status is None else self
        return Gedrag(
            self.uit + later.uit,
            self.onleesbaar + later.onleesbaar,
            woorden.status,
            woorden.code,
            woorden.melding,
            self.verkeer + later.verkeer,
        )

    def na(self, eerder: "Gedrag") -> "Gedrag":
        """Add what left before; the words are of this call."""
        return replace(
            self,
            uit=eerder.uit + self.uit,
            onleesbaar=eerder.onleesbaar + self.onleesbaar,
            verkeer=eerder.verkeer + self.verkeer,
        )

    @property
    def geweigerd(self) -> bool:
        """Whether the system said that it refuses."""
        return self.status is Status.GEWEIGERD

    @property
    def gezien(self) -> str:
        """What left the system, in Dutch."""
        delen = [f"{b.berichttype} in {b.versie}" for b in self.uit] + [f"onleesbaar: {r}" for r in self.onleesbaar]
        return ", ".join(delen) or "niets"

    @property
    def gezegd(self) -> str:
        """What the system said, in Dutch."""
        if self.status is None:
            return self.melding
        return " ".join(deel for deel in (self.status, f"[{self.code}]" if self.code else "", self.melding) if deel)


STIL = Gedrag()
