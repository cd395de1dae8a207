"""Laying one file over another is done before anybody looked at its shape: whatever stands where, it is refused and nothing breaks."""

import copy
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_draaiboek.draaiboeken import laden
from pytest_draaiboek.draaiboeken.basis import met_basis
from pytest_draaiboek.draaiboeken.boom import Bron, Tabel
from pytest_draaiboek.draaiboeken.bronnen import OnleesbareBron
from pytest_draaiboek.draaiboeken.gebrek import Gebrek

VAN_ALLES: dict[str, Any] = {
    "basis": "iwmo-3.1",
    "uitgave": {"eigen": {"standaard": "iwmo", "voorvoegsel": "WMO", "titel": "x"}},
    "vervalt": {"eis": ["1.1"], "paar": ["303"], "proef": [], "mijlpaal": []},
    "mijlpaal": [{"nr": "3.1.2", "moment": dt.datetime(2022, 3, 30, 16), "tot": dt.datetime(2022, 3, 30, 17)}],
    "eis": [
        {"id": "3.1.2", "types": ["305"], "toets": "proef"},
        {"id": "n", "paragraaf": "1", "rollen": ["gemeente"], "ernst": "verplicht", "tekst": "{3.1.2}", "toets": "stop"},
    ],
    "paar": [{"heen": "305", "facultatief": True, "verleden": ["301"]}],
    "venster": [{"types": ["305"], "versie": "3.0", "geblokkeerd_vanaf": "3.2.1", "toelichting": "x"}],
    "rol": {"gemeente": {"naam": "g"}, "r": {"naam": "r", "soort": "partij"}},
    "fase": [{"nr": 1, "naam": "x"}],
    "proef": [{"eis": "3.1.2", "naam": "p", "type": "305", "stap": [{"op": "3.1.2", "doe": "verzend", "type": "305", "na": "-1h", "inhoud": {"A": {"B": ["c", 1]}}, "verwacht": {"bericht": [{"type": "305", "aantal": "1"}]}}]}],
    "vertaling": {"en": {"eis": {"3.1.2": "x {3.1.2}"}, "proef": {"p": "q"}, "toelichting": {"x": "y"}}},
}  # fmt: skip
WAARDEN: list[Any] = [None, 1, -1, True, 1.5, float("nan"), "", "x", "3.1.2", "303", "{", "../x", "3.0", "a" * 3000, [], [1], ["303"], [[]], {}, {"a": 1}, [{}], [{"nr": "3.1.2"}], [{"id": []}], dt.datetime(1, 1, 1), dt.date(2022, 1, 1), dt.time(1), dt.datetime(2022, 1, 1, tzinfo=dt.UTC), dt.datetime(2022, 3, 27, 2, 30), 10**30]  # fmt: skip


def paden(waarde: object, hier: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if hier:
        yield hier
    for naam, een in (
        waarde.items() if isinstance(waarde, dict) else enumerate(waarde) if isinstance(waarde, list) else ()
    ):
        yield from paden(een, (*hier, naam))


PADEN = list(paden(VAN_ALLES))


def gebreken_van(gegevens: dict[str, Any]) -> tuple[Gebrek, ...]:
    gebreken, _ = laden._gelezen(met_basis(Tabel.van(gegevens, Bron("x", "", "", Path("x.toml")))))
    return gebreken


def test_zo_is_het_goed() -> None:
    assert gebreken_van(VAN_ALLES) == ()


@pytest.mark.breed
@given(st.lists(st.tuples(st.sampled_from(PADEN), st.sampled_from(WAARDEN)), min_size=1, max_size=3))
@settings(max_examples=250, deadline=None)
def test_wat_er_ook_staat_het_wordt_gezegd(wissels: list[tuple[tuple[Any, ...], Any]]) -> None:
    gegevens = copy.deepcopy(VAN_ALLES)
    for pad, waarde in wissels:
        houder: Any = gegevens
        try:
            for stap in pad[:-1]:
                houder = houder[stap]
            if waarde is None:
                del houder[pad[-1]]
            else:
                houder[pad[-1]] = copy.deepcopy(waarde)
        except (LookupError, TypeError):
            continue
    try:
        gebreken = gebreken_van(gegevens)
    except OnleesbareBron as fout:
        gebreken = (fout.gebrek,)
    assert all("\nWat te doen: " in str(gebrek) for gebrek in gebreken)
