"""Systems of every role with another idea of the time. Before summer time a gemeente and a knooppunt have no boundary to be wrong about."""

from collections.abc import Callable
from datetime import UTC, datetime, timezone, tzinfo

from foute_systemen.fout import DAG, FOUTEN, SECONDE, UUR, Fout
from pytest_draaiboek import Bericht, Systeem
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.kalender import ZONE

Tijd = Callable[[datetime], datetime]


def als_lokaal(zone: tzinfo) -> Tijd:
    """Read the wall clock of another zone as if it were Dutch."""
    return lambda nu: nu.astimezone(zone).replace(tzinfo=ZONE)


def met_tijd(basis: type[Systeem], tijd: Tijd) -> type[Systeem]:
    """A system that decides by another time than its clock tells."""

    class MetTijd(basis):
        def verzendversie(self, nummer: str) -> str | None:
            return self.kalender.verzendversie(nummer, tijd(self.klok()))

        def leesversie(self) -> str | None:
            return self.kalender.leesversie(tijd(self.klok()))

        def doorgeefversie(self, bericht: Bericht) -> str | None:
            return self.kalender.doorgeefversie(bericht.berichttype[-3:], tijd(self.klok()))

    return MetTijd


TIJDFOUTEN: dict[str, Tijd] = {
    "een uur te laat": lambda nu: nu - UUR,
    "een uur te vroeg": lambda nu: nu + UUR,
    "een dag te laat": lambda nu: nu - DAG,
    "een dag te vroeg": lambda nu: nu + DAG,
    "een seconde te laat": lambda nu: nu - SECONDE,
    "een seconde te vroeg": lambda nu: nu + SECONDE,
    "UTC als lokale tijd": als_lokaal(UTC),
    "geen zomertijd": als_lokaal(timezone(UUR)),
    "altijd zomertijd": als_lokaal(timezone(2 * UUR)),
}
TIJD_FAALT: dict[type[Systeem], dict[str, tuple[str, str]]] = {
    VoorbeeldAanbieder: {
        "een uur te laat": ("1.1 1.3c 2.1b 3.1.2 3.1.4 4.1.3", "1.3a 3.1.1 3.3.1"),
        "een uur te vroeg": ("1.1 1.3c 2.1a 2.1b 2.3a 3.1.2 3.1.4 3.1.7", "3.1.1 3.3.1"),
        "een dag te laat": ("1.1 1.3c 2.1b 2.3a 2.3b 3.1.2 3.1.4 3.1.7 4.1.3", "1.3a 3.1.1 3.3.1"),
        "een dag te vroeg": ("1.1 1.3c 2.1a 2.1b 2.3a 3b 3.1.2 3.1.4 3.1.7", "3.1.1 3.3.1"),
        "een seconde te laat": ("1.1 1.3c 2.1b 3.1.2 3.1.4 4.1.3", "1.3a 3.1.1 3.3.1"),
        "een seconde te vroeg": ("1.1 1.3c 2.1a 2.1b 2.3a 3.1.2 3.1.4 3.1.7", "3.1.1 3.3.1"),
        "UTC als lokale tijd": ("1.1 1.3c 2.1b 3.1.2 3.1.4 3.1.7 4.1.3", "1.3a 3.1.1 3.3.1"),
        "geen zomertijd": ("1.1 1.3c 2.1b 3.1.2 3.1.4 4.1.3", ""),
        "altijd zomertijd": ("1.1", "3.1.1 3.3.1"),
    },
    VoorbeeldGemeente: {
        "een uur te laat": ("1.1 2.1b 3.1.3 3.1.5 3.3.2 4.1.2", ""),
        "een uur te vroeg": ("1.1 2.1a 2.1b 2.3a 3.1.3 3.1.5 3.1.6 3.3.2", ""),
        "een dag te laat": ("1.1 2.1b 2.3a 2.3b 3.1.3 3.1.5 3.1.6 3.3.2 4.1.2", ""),
        "een dag te vroeg": ("1.1 2.1a 2.1b 2.3a 3b 3.1.3 3.1.5 3.1.6 3.3.2", ""),
        "een seconde te laat": ("1.1 2.1b 3.1.3 3.1.5 3.3.2 4.1.2", ""),
        "een seconde te vroeg": ("1.1 2.1a 2.1b 2.3a 3.1.3 3.1.5 3.1.6 3.3.2", ""),
        "UTC als lokale tijd": ("1.1 2.1b 3.1.3 3.1.5 3.1.6 3.3.2 4.1.2", ""),
        "geen zomertijd": ("1.1 2.1b 3.1.3 3.1.5 3.3.2 4.1.2", ""),
    },
    VoorbeeldKnooppunt: {
        "een uur te laat": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 3.3.3", ""),
        "een uur te vroeg": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 3.3.3", ""),
        "een dag te laat": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 3.3.3", ""),
        "een dag te vroeg": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 3.3.3", ""),
        "een seconde te laat": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 3.3.3", ""),
        "een seconde te vroeg": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 3.3.3", ""),
        "UTC als lokale tijd": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 3.3.3", ""),
        "geen zomertijd": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 3.3.3", ""),
    },
}
for _basis, _per_fout in TIJD_FAALT.items():
    for _naam, (_faalt, _aandacht) in _per_fout.items():
        FOUTEN.append(Fout(_naam, met_tijd(_basis, TIJDFOUTEN[_naam]), _faalt, _aandacht))
