"""What a person stated about a system: the only evidence there is of what no message shows."""

from dataclasses import dataclass
from datetime import date

from pytest_draaiboek.draaiboeken import Draaiboek, Eis


@dataclass(frozen=True, slots=True, kw_only=True)
class Verklaring:
    """A signed statement about one eis; it never is evidence for another one.

    Args:
        draaiboek: name of the draaiboek.
        eis: id of the eis.
        rol: the role that it was stated for; empty for every role of the eis.
        akkoord: whether the system, or who uses it, meets the eis.
        naam: who states it.
        functie: in which position.
        datum: the day on which it was signed.
        toelichting: what else they had to say.
        handtekening: free text, such as where the signed original is kept.

    """

    draaiboek: str
    eis: str
    rol: str = ""
    akkoord: bool
    naam: str
    functie: str
    datum: date
    toelichting: str = ""
    handtekening: str = ""

    def is_van(self, draaiboek: Draaiboek, eis: Eis, rol: str) -> bool:
        """Whether it is about this eis, for this role."""
        return (self.draaiboek, self.eis) == (draaiboek.naam, eis.id) and self.rol in ("", rol)

    @property
    def van_wie(self) -> str:
        """Who stated it and when, in Dutch."""
        return f"{self.naam} ({self.functie}), {self.datum:%d-%m-%Y}"
