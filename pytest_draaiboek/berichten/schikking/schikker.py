"""What may be changed in a content, where new values come from, and which function arranges which element."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.vullen import vul
from pytest_draaiboek.berichten.waarden import Dagen, Waarden, dagen_rond
from pytest_draaiboek.standaarden import Knoop

Inhoud = dict[str, Any]
Manier = Callable[["Schikker", Inhoud, Knoop], None]
ALLES = "*"

# By the name of an element: what arranges it, before and after all that it holds has been arranged.
_VOORAF: dict[str, Manier] = {}
_MANIEREN: dict[str, Manier] = {}


def schikt(*namen: str, vooraf: bool = False) -> Callable[[Manier], Manier]:
    """Have a function arrange the elements of these names, after (or before) all that they hold has been arranged."""

    def meld_aan(manier: Manier) -> Manier:
        (_VOORAF if vooraf else _MANIEREN).update(dict.fromkeys(namen, manier))
        return manier

    return meld_aan


def schik(schikker: "Schikker", knoop: Knoop, inhoud: Any) -> None:
    """Arrange an element and all that it holds, in place.

    Args:
        schikker: what may be changed, and where new values come from.
        knoop: the structure of the element.
        inhoud: its content, by element name.

    """
    werk = _werk(knoop)
    if werk is not None:
        werk(schikker, inhoud)


@cache
def _werk(knoop: Knoop) -> Callable[["Schikker", Any], None] | None:
    """Return what arranges an element; None when nothing in it is ever arranged."""
    vooraf, manier = _VOORAF.get(knoop.naam), _MANIEREN.get(knoop.naam)
    delen = [(kind.naam, deel) for kind in knoop.kinderen if (deel := _werk(kind)) is not None]
    if not delen and manier is None and vooraf is None:
        return None

    def werk(schikker: Schikker, inhoud: Any) -> None:
        if type(inhoud) is not dict:
            return
        if vooraf is not None:
            vooraf(schikker, inhoud, knoop)
        for naam, schik_deel in delen:
            deel = inhoud.get(naam)
            if deel is None:
                continue
            if type(deel) is list:
                for stuk in deel:
                    schik_deel(schikker, stuk)
            else:
                schik_deel(schikker, deel)
        if manier is not None:
            manier(schikker, inhoud, knoop)

    return werk


@dataclass(slots=True)
class Schikker:
    """Changes a content, but for what the caller gave.

    Args:
        waarden: gives new values.
        standaard: "iwmo" or "ijw".
        versie: of the release by whose rules the message goes.
        vandaag: its Dagtekening.

    """

    waarden: Waarden
    standaard: str
    versie: str
    vandaag: date
    dagen: Dagen = field(init=False)
    # With the content itself, so that none is thrown away and its place in memory taken by another.
    _vast: dict[int, tuple[Inhoud, set[str]]] = field(default_factory=dict)
    _overal: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dagen = dagen_rond(self.vandaag)

    @property
    def vrij(self) -> bool:
        """Whether nothing at all must be kept as it is, or left out."""
        return not self._vast and not self._overal

    def leg_vast(self, inhoud: Inhoud, naam: str = ALLES) -> None:
        """Keep an element as it is, or (by default) everything that a content holds directly."""
        self._vast.setdefault(id(inhoud), (inhoud, set()))[1].add(naam)

    def mag(self, inhoud: Inhoud, naam: str) -> bool:
        """Whether an element may be changed."""
        if not self._vast:
            return True
        vast = self._vast.get(id(inhoud))
        return vast is None or (naam not in vast[1] and ALLES not in vast[1])

    def zet(self, inhoud: Inhoud, naam: str, waarde: Any) -> bool:
        """Give an element a value, or leave it out for None; return whether that was allowed."""
        if self._vast and not self.mag(inhoud, naam):
            return False
        if waarde is None:
            inhoud.pop(naam, None)
        else:
            inhoud[naam] = waarde
        return True

    def heeft(self, inhoud: Inhoud, knoop: Knoop, naam: str) -> bool:
        """Have an element there: as it is, or made and arranged now; return whether it is there."""
        if inhoud.get(naam) is not None:
            return True
        kind = knoop.kind(naam)
        if kind is None or not self.mag(inhoud, naam):
            return False
        gemaakt = vul(kind, self.waarden)
        delen = [gemaakt] if kind.herhaalbaar else gemaakt
        for overal, waarde in self._overal.items():
            self._verspreid(kind, gemaakt, overal, waarde)
        schik(self, kind, gemaakt)
        inhoud[naam] = delen
        return True

    def kan(self, inhoud: Inhoud, naam: str) -> bool:
        """Whether an element is there, or may be made: what the caller leaves out everywhere is not made either."""
        if inhoud.get(naam) is not None:
            return True
        return self.mag(inhoud, naam) and self.komt(naam) is not False

    def geef_overal(self, knoop: Knoop, inhoud: Inhoud, naam: str, waarde: Any) -> None:
        """Give an element a value that stands, wherever it occurs: in this content, and in what is made later."""
        self._overal[naam] = waarde
        self._verspreid(knoop, inhoud, naam, waarde)

    def komt(self, naam: str) -> bool | None:
        """Whether an element that is made later will be there by what the caller gave everywhere; None when that is left open."""
        return self._overal[naam] is not None if naam in self._overal else None

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
        return keuzes[int(self.waarden.toeval() * len(keuzes))]

    def uniek(self, inhouden: Iterable[Inhoud], naam: str, bezet: set[str] | None = None) -> None:
        """Give each its own value of an element, where it has one; `bezet` are the values already taken."""
        bezet = set() if bezet is None else bezet
        regels = [inhoud for inhoud in inhouden if inhoud.get(naam) is not None]
        if self._vast:
            bezet |= {str(regel[naam]) for regel in regels if not self.mag(regel, naam)}
            regels = [regel for regel in regels if self.mag(regel, naam)]
        for regel in regels:
            waarde = str(regel[naam])
            if waarde in bezet:
                while waarde in bezet:
                    waarde = str(self.waarden.getal(1, 99_999))
                regel[naam] = waarde
            bezet.add(waarde)


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
        return date.fromisoformat(waarde if isinstance(waarde, str) else str(waarde))
    except ValueError:
        return None


def later(van: date, dagen: int) -> str:
    """Return the day so much later, as a message writes it."""
    return str(van + timedelta(days=dagen))
