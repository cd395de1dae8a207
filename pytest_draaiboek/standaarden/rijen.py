"""What of one of a pair is kept, so that it can be held against another."""

from dataclasses import dataclass, field

from pytest_draaiboek.standaarden.wandeling import Wandeling
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar, Plaats


@dataclass(frozen=True, slots=True)
class Rij:
    """The variables of a translation about $a and $b: a row of each.

    Args:
        wandeling: that meets them.
        wie: whose variables they are, whatever is spoken of ("a"); empty for those of who is.

    """

    wandeling: Wandeling
    wie: str = ""
    velden: list[str] = field(default_factory=list)

    @property
    def van_een(self) -> "Rij":
        """The same row, of which it does not matter which of the pair it is."""
        return Rij(self.wandeling, "a", self.velden)

    def een(self, begin: str, plaats: Plaats) -> str:
        """Return the variable of an element, of one of the pair."""
        bron = self.wandeling.een("", plaats)
        if bron not in self.velden:
            self.velden.append(bron)
        return f"{self.wie or begin[1:]}{self.velden.index(bron)}"

    def lijst(self, top: Plaats, plaats: Plaats, voorwaarde: str) -> str:
        """Refuse what is not of one.

        Raises:
            Onvertaalbaar: always.

        """
        raise Onvertaalbaar

    @property
    def waarde(self) -> str:
        """What is kept."""
        return f"({', '.join(self.velden)},)"

    def uitgepakt(self, wie: str) -> str:
        """Return the variables to unpack it in."""
        return f"({', '.join(f'{wie}{nr}' for nr in range(len(self.velden)))},)"
