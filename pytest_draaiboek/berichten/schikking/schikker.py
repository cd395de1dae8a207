"""What may be changed in a content, and where new values come from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pytest_draaiboek.berichten.waarden import Waarden
from pytest_draaiboek.standaarden import Knoop

Inhoud = dict[str, Any]
ALLES = "*"


@dataclass(slots=True)
class Schikker:
    """Changes a content, but for what the caller gave.

    Args:
        waarden: gives new values.
        standaard: "iwmo" or "ijw".
        versie: of the message.
        vandaag: its Dagtekening.
        vul: makes an element and all that it holds.

    """

    waarden: Waarden
    standaard: str
    versie: str
    vandaag: date
    vul: Callable[[Knoop, Waarden], Any]
    _vast: set[tuple[int, str]] = field(default_factory=set)
    _overal: dict[str, Any] = field(default_factory=dict)

    def leg_vast(self, inhoud: Inhoud, naam: str = ALLES) -> None:
        """Keep an element as it is, or (by default) everything that a content holds directly."""
        self._vast.add((id(inhoud), naam))

    def mag(self, inhoud: Inhoud, naam: str) -> bool:
        """Whether an element may be changed."""
        return (id(inhoud), naam) not in self._vast and (id(inhoud), ALLES) not in self._vast

    def zet(self, inhoud: Inhoud, naam: str, waarde: Any) -> bool:
        """Give an element a value, or leave it out for None; return whether that was allowed."""
        if not self.mag(inhoud, naam):
            return False
        if waarde is None:
            inhoud.pop(naam, None)
        else:
            inhoud[naam] = waarde
        return True

    def heeft(self, inhoud: Inhoud, knoop: Knoop, naam: str) -> bool:
        """Have an element there: as it is, or made now; return whether it is there."""
        kind = knoop.kind(naam)
        if inhoud.get(naam) is None and kind is not None and self.mag(inhoud, naam):
            gemaakt = self.vul(kind, self.waarden)
            for overal, waarde in self._overal.items():
                self._verspreid(kind, gemaakt, overal, waarde)
            inhoud[naam] = [gemaakt] if kind.herhaalbaar else gemaakt
        return inhoud.get(naam) is not None

    def geef_overal(self, knoop: Knoop, inhoud: Inhoud, naam: str, waarde: Any) -> None:
        """Give an element a value that stands, wherever it occurs: in this content, and in what is made later."""
        self._overal[naam] = waarde
        self._verspreid(knoop, inhoud, naam, waarde)

    def eigen(self, waarde: Any) -> Any:
        """Return a copy of what the caller gave, all of which stands: what is the caller's is never changed."""
        if isinstance(waarde, Mapping):
            eigen = {naam: self.eigen(deel) for naam, deel in waarde.items()}
            self.leg_vast(eigen)
            return eigen
        return [self.eigen(stuk) for stuk in waarde] if isinstance(waarde, list | tuple) else waarde

    def _verspreid(self, knoop: Knoop, inhoud: Any, naam: str, waarde: Any) -> None:
        if not isinstance(inhoud, dict):
            return
        if knoop.kind(naam):
            inhoud[naam] = self.eigen(waarde)
            self.leg_vast(inhoud, naam)
        for kind in knoop.kinderen:
            deel = inhoud.get(kind.naam) if kind.naam != naam else None
            for stuk in deel if isinstance(deel, list) else [deel]:
                self._verspreid(kind, stuk, naam, waarde)

    def kies(self, keuzes: Sequence[str]) -> str:
        """Return one of them."""
        return self.waarden.kans.choice(keuzes)

    def uniek(self, inhouden: Iterable[Inhoud], naam: str, bezet: set[str] | None = None) -> None:
        """Give each its own value of an element, where it has one; `bezet` are the values already taken."""
        bezet = set() if bezet is None else bezet
        regels = [inhoud for inhoud in inhouden if inhoud.get(naam) is not None]
        bezet |= {str(regel[naam]) for regel in regels if not self.mag(regel, naam)}
        for regel in regels:
            if self.mag(regel, naam):
                while str(regel[naam]) in bezet:
                    regel[naam] = str(self.waarden.kans.randint(1, 99_999))
                bezet.add(str(regel[naam]))


def regels(inhoud: Inhoud, naam: str) -> list[Inhoud]:
    """Return the elements of a name that can be looked into; none when there are none."""
    deel = inhoud.get(naam)
    return [stuk for stuk in deel if isinstance(stuk, dict)] if isinstance(deel, list) else []


def binnen(inhoud: Inhoud, naam: str) -> Inhoud:
    """Return the content of an element; empty when it is not there."""
    deel = inhoud.get(naam)
    return deel if isinstance(deel, dict) else {}


def dag(waarde: object) -> date | None:
    """Return a date as it stands in a message; None when it is none."""
    try:
        return date.fromisoformat(str(waarde))
    except ValueError:
        return None
