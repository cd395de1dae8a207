"""What a wrong history is, and what several of them begin with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from geschiedenis import Geschiedenis, toewijzing

G = Geschiedenis
MRT, APR, MEI = date(2022, 3, 1), date(2022, 4, 1), date(2022, 5, 1)
D1, D2, D3, D4 = date(2022, 3, 2), date(2022, 4, 4), date(2022, 5, 4), date(2022, 6, 7)
ANDER_BSN = "999900122"


@dataclass(frozen=True)
class Fout:
    """A wrong history: the rule it breaks, what breaks with it, and the releases."""

    code: str
    naam: str
    maak: Callable[[G], object]
    ook: tuple[str, ...]
    releases: tuple[str, ...]


FOUTEN: list[Fout] = []


def breekt(code: str, *ook: str, in_: str = "3.0 3.1 3.2") -> Callable[[Callable[[G], object]], Callable[[G], object]]:
    def neem(maak: Callable[[G], object]) -> Callable[[G], object]:
        FOUTEN.append(Fout(code, maak.__name__, maak, ook, tuple(in_.split())))
        return maak

    return neem


def gestart(g: G, **waarden: Any) -> None:
    g.beide("301", MRT, toewijzing(**waarden) if waarden else None)
    g.beide("305", D1)


def gevraagd(g: G) -> None:
    g.beide("315", MRT)


def periode(maand: date) -> dict[str, str]:
    einde = (maand + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {"Begindatum": str(maand), "Einddatum": str(einde)}


def omvang_in_totaal(**anders: str) -> dict[str, str]:
    return {"Omvang__Frequentie": "6", "Omvang__Volume": "100"} | anders
