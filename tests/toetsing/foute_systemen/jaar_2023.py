"""Systems that only the migration of 2023 finds out: with the dates or the summer time of another year, or a version behind."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from types import MappingProxyType

from foute_systemen.fout import DAG, FOUTEN, UUR, Fout
from foute_systemen.tijd import als_lokaal, met_tijd
from pytest_draaiboek import Systeem
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.kalender import VAN_30_NAAR_31, VAN_31_NAAR_32, ZONE, Kalender, Migratie

EERST, DAARNA = VAN_30_NAAR_31, VAN_31_NAAR_32


def in_jaar(jaar: int) -> dict[str, datetime]:
    """The moments of 2022 on the same days of another year, as far as they are no agreement."""
    namen = ("stop_heen", "stop_retour", "einde_inlezen", "live")
    return {naam: getattr(EERST, naam).replace(year=jaar) for naam in namen}


def stop_323(dag: int) -> MappingProxyType[str, datetime]:
    return MappingProxyType({"323": datetime(2023, 3, dag, 23, tzinfo=ZONE)})


def zomertijd_begint_later(nu: datetime) -> datetime:
    """What the clock on the wall says to who thinks that summer time begins a week later: after the stops."""
    begin = datetime(2023, 3, 26, 2, tzinfo=ZONE)
    return als_lokaal(timezone(UUR))(nu) if begin <= nu < begin + timedelta(weeks=1) else nu


MIGRATIES: dict[str, tuple[Migratie, ...]] = {
    "houdt de datums van 2022 aan": (EERST, replace(DAARNA, **in_jaar(2023), afspraken=stop_323(23))),
    "gaat op dinsdag 4 april live": (EERST, replace(DAARNA, live=DAARNA.live + DAG)),
    "stopt met 323 op donderdag 23 maart": (EERST, replace(DAARNA, afspraken=stop_323(23))),
    "stopt met 323 op maandag 20 maart": (EERST, replace(DAARNA, afspraken=stop_323(20))),
    "kent de afspraak over 323 niet": (EERST, replace(DAARNA, afspraken={})),
    "heeft nog 3.0": (replace(EERST, **in_jaar(2030), afspraken={}),),
    "gaat van 3.0 naar 3.2": (replace(DAARNA, van="3.0"),),
    "heeft 3.1 en blijft daarbij": (EERST,),
}
FAALT: dict[type[Systeem], dict[str, tuple[str, str]]] = {
    VoorbeeldAanbieder: {
        "houdt de datums van 2022 aan": ("1.1 1.3c 2.1b 2.3a 2.3b 3.1.2 3.1.4 3.1.7 4.1.3", "1.3a 3.1.1"),
        "gaat op dinsdag 4 april live": ("1.1 1.3c 4.1.3", ""),
        "stopt met 323 op donderdag 23 maart": ("", "1.1 1.3a 3.1.1"),
        "stopt met 323 op maandag 20 maart": ("1.1", "3.1.1"),
        "kent de afspraak over 323 niet": ("", "1.1 1.3a 3.1.1"),
        "heeft nog 3.0": ("1.1 2.1b 2.2a 2.3a 2.3b 3.1.2 3.1.4 3.1.7 3b 3c 4.1.3 5.1a 5.2", ""),
        "gaat van 3.0 naar 3.2": ("1.1 2.2a 3.1.2 3.1.4 3.1.7 3b 3c", ""),
        "heeft 3.1 en blijft daarbij": (
            "1.1 1.2 1.3a 1.3c 2.1b 2.2a 2.3a 2.3b 3.1.2 3.1.4 3.1.7 4.1.3 5.1a 5.1b 5.2",
            "3.1.1",
        ),
        "denkt dat de zomertijd na de stops begint": ("1.1 2.1b 3.1.2 3.1.4", ""),
    },
    VoorbeeldGemeente: {
        "houdt de datums van 2022 aan": ("1.1 2.1b 2.3a 2.3b 3.1.3 3.1.5 3.1.6 4.1.2", ""),
        "gaat op dinsdag 4 april live": ("1.1 4.1.2", ""),
        "heeft nog 3.0": ("1.1 2.1b 2.2a 2.3a 2.3b 3.1.3 3.1.5 3.1.6 3b 3c 4.1.2 5.1a 5.2", ""),
        "gaat van 3.0 naar 3.2": ("1.1 2.2a 3.1.3 3.1.5 3.1.6 3b 3c", ""),
        "heeft 3.1 en blijft daarbij": ("1.1 1.2 2.1b 2.2a 2.3a 2.3b 3.1.3 3.1.5 3.1.6 4.1.2 5.1a 5.1b 5.2", ""),
        "denkt dat de zomertijd na de stops begint": ("1.1 2.1b 3.1.3 3.1.5", ""),
    },
    VoorbeeldKnooppunt: {
        "houdt de datums van 2022 aan": ("1.1 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1", ""),
        "gaat op dinsdag 4 april live": ("1.1 3.2.4 4.1.1", ""),
        "heeft nog 3.0": ("1.1 1.2 3.2.1 3.2.4 4.1.1 5.2", ""),
        "gaat van 3.0 naar 3.2": ("1.2 3.2.1", ""),
        "heeft 3.1 en blijft daarbij": ("1.1 1.2 2.1c 3.2.1 3.2.2 3.2.3 3.2.4 4.1.1 5.2", ""),
        "denkt dat de zomertijd na de stops begint": ("1.1 2.1c 3.2.1 3.2.2 3.2.3", ""),
    },
}


def maak(basis: type[Systeem], naam: str) -> type[Systeem]:
    """A system that goes wrong in this way."""
    if naam not in MIGRATIES:
        return met_tijd(basis, zomertijd_begint_later)
    return type(f"Ander{basis.__name__}", (basis,), {"gepland": Kalender(MIGRATIES[naam])})


for _basis, _per_fout in FAALT.items():
    for _naam, (_faalt, _aandacht) in _per_fout.items():
        FOUTEN.append(Fout(_naam, maak(_basis, _naam), _faalt, _aandacht, ("iwmo-3.2",)))
