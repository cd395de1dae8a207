"""The lines of a TOML file: every key that tomllib reads has one, and it is the right one; hostile texts take no time and raise nothing."""

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_draaiboek.draaiboeken.bronnen import ingebouwd
from pytest_draaiboek.draaiboeken.plekken import DIEPSTE, vind_plekken

VREEMD = (Path(__file__).parent / "vreemd.toml").read_text(encoding="utf-8")


def paden(waarde: object, hier: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if hier:
        yield hier
    if isinstance(waarde, dict):
        for sleutel, een in waarde.items():
            yield from paden(een, (*hier, sleutel))
    elif isinstance(waarde, list):
        for nr, een in enumerate(waarde):
            yield from paden(een, (*hier, nr))


@pytest.mark.parametrize("tekst", [VREEMD, *(b.read_text(encoding="utf-8") for b in ingebouwd().values())])
def test_elke_plek_heeft_een_regel(tekst: str) -> None:
    plekken = vind_plekken(tekst)
    assert plekken.te_diep == 0
    assert set(paden(tomllib.loads(tekst))) == plekken.regels.keys()


def test_de_regels_kloppen() -> None:
    regels = VREEMD.splitlines()
    plekken = vind_plekken(VREEMD)
    for pad, begin in [
        (("a",), "a = 1"),
        (("met.punt",), '"met.punt"'),
        (("met", "punt", "en"), "met.punt.en"),
        (("lang",), "lang ="),
        (("ook_lang",), "ook_lang ="),
        (("leeg",), "leeg"),
        (("aan_het_eind",), "aan_het_eind"),
        (("lijst",), "lijst"),
        (("lijst", 0), "  1,"),
        (("lijst", 1), '  "b = 2"'),
        (("lijst", 2, 1), "  [3, 4]"),
        (("lijst", 3, "y.z", 1, "q"), "  [3, 4]"),
        (("inline", "r", "s"), "inline"),
        (("ontsnapt",), '"ont'),
        (("kop", "met ruimte", "k"), "k = 1"),
        (("rij", 0), "[[rij]]"),
        (("rij", 0, "onder"), "[rij.onder]"),
        (("rij", 1, "nr"), "nr = 2"),
        (("rij", 1, "diep", 1, "y"), "y = 3"),
    ]:
        assert regels[plekken.regel(pad) - 1].startswith(begin), pad
    assert plekken.regel(("rij", 1, "kleur")) == plekken.regel(("rij", 1))
    assert plekken.regel(("kleur",)) == 0


def test_regels_van_windows() -> None:
    assert vind_plekken(VREEMD.replace("\n", "\r\n")).regels == vind_plekken(VREEMD).regels


@pytest.mark.parametrize(
    ("tekst", "regel"),
    [
        ("x = " + "[" * (DIEPSTE + 1), 1),
        ("a = 1\nx = " + "[" * 100_000, 2),
        ("x = " + "{a=" * 100_000, 1),
        ("a." * 500_000 + "a = 1", 1),
        ("[" + "a." * 500_000 + "a]", 1),
        ("x = {" + "a." * 500_000 + "a = 1}", 1),
    ],
    ids=["lijsten", "veel lijsten", "tabellen", "punten", "punten in een kop", "punten in een tabel"],
)
def test_te_diep(tekst: str, regel: int) -> None:
    begin = time.monotonic()
    assert vind_plekken(tekst).te_diep == regel
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    "stuk", ['"""\\', "'''", '"\\', "'", "[", "]", "}", "{", "=", ".", "a=\n", "[[a]]\n", "[a]\n", "\\", "#", '"""a']
)
def test_vijandige_teksten_kosten_weinig_tijd(stuk: str) -> None:
    begin = time.monotonic()
    vind_plekken(stuk * (200_000 // len(stuk)))
    assert time.monotonic() - begin < 5


@pytest.mark.breed
@given(st.text(alphabet="ab=.[]{},\"'\\#\n\r\t 1é", max_size=60))
@settings(max_examples=3000, deadline=None)
def test_wat_tomllib_leest_heeft_overal_een_regel(tekst: str) -> None:
    plekken = vind_plekken(tekst)
    try:
        gelezen = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError:
        return
    assert set(paden(gelezen)) == plekken.regels.keys()
    assert all(1 <= regel <= tekst.count("\n") + 1 for regel in plekken.regels.values())


def test_net_niet_te_diep() -> None:
    assert vind_plekken("x = " + "[" * (DIEPSTE - 1) + "]" * (DIEPSTE - 1)).te_diep == 0
