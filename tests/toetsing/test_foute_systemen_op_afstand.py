"""The wrong systems, each in a process of its own: over lines and over HTTP they fail the same eisen as in this process."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from foute_systemen import FOUTEN, Fout
from foute_systemen.techniekfout import TECHNIEKFOUTEN, Techniekfout
from test_foute_systemen import toets
from test_techniek import toets as toets_techniek

from pytest_draaiboek import Systeem
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.klok import Motor, kies_motor
from pytest_draaiboek.systemen.afstand.opening import open_systeem
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort

HIER = Path(__file__).parent
BEDIENING = HIER.parent / "systemen" / "bediening.py"
LIJNEN, HTTP = HOE = ("lijnen", "http")

NAAM = "iwmo-3.1"
# Each system once, the one over lines and the next over HTTP: a whole calendar over a line takes seconds.
ALLEBEI = bool(os.environ.get("DRAAIBOEK_ZWAAR"))
GEKOZEN, TECHNIEK_GEKOZEN = (
    [(nr, hoe) for nr in nummers for hoe in HOE if ALLEBEI or nr % 2 == HOE.index(hoe)]
    for nummers in (
        [nr for nr, fout in enumerate(FOUTEN) if NAAM in fout.draaiboeken],
        range(len(TECHNIEKFOUTEN)),
    )
)


def open_op_afstand(wat: str, hoe: str) -> Systeem:
    """Start a system in Python in a process of its own, and connect to it."""
    python, bediening, hier = (f'"{pad}"' for pad in (sys.executable, BEDIENING, HIER))
    if hoe == LIJNEN:
        return open_systeem(f"proces:{python} {bediening} lijnen {wat} {hier}", Verbinding())
    return open_systeem(
        "http://127.0.0.1:{poort}",
        Verbinding(start=f"{python} {bediening} {{poort}} {wat} {hier}"),
    )


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


def naam_van(waarde: object) -> str | None:
    return f"{FOUTEN[waarde].klasse.rol}: {FOUTEN[waarde].naam}" if isinstance(waarde, int) else None


@pytest.mark.breed
@pytest.mark.parametrize(("nr", "hoe"), GEKOZEN, ids=naam_van)
def test_een_fout_systeem_faalt_wat_het_in_dit_proces_faalt(nr: int, hoe: str, motor: Motor) -> None:
    fout: Fout = FOUTEN[nr]
    systeem = open_op_afstand(f"foute_systemen:FOUTEN:{nr}", hoe)
    try:
        uitslagen = toets(systeem, laad(NAAM), motor)
    finally:
        systeem.sluit()
    soorten = {eis: {uitslag.soort for uitslag in rij} for eis, rij in uitslagen.items()}
    faalt = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AFWIJKING in gevonden}
    aandacht = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AANDACHTSPUNT in gevonden} - faalt
    assert (faalt, aandacht) == (set(fout.faalt.split()), set(fout.aandacht.split()))
    elders = {Bevindingsoort.ADAPTERFOUT, Bevindingsoort.ONBEREIKBAAR, Bevindingsoort.KITFOUT}
    assert not any(gevonden & elders for gevonden in soorten.values())


@pytest.mark.breed
@pytest.mark.parametrize(("nr", "hoe"), TECHNIEK_GEKOZEN)
def test_een_technisch_fout_systeem_faalt_wat_het_in_dit_proces_faalt(nr: int, hoe: str, motor: Motor) -> None:
    fout: Techniekfout = TECHNIEKFOUTEN[nr]
    systeem = open_op_afstand(f"test_techniek:TECHNIEKFOUTEN:{nr}", hoe)
    try:
        uitslagen = toets_techniek(systeem, laad(NAAM), motor, alleen=fout.alleen)
    finally:
        systeem.sluit()
    faalt = {naam for naam, (_, uitslag) in uitslagen.items() if uitslag.soort is Bevindingsoort.AFWIJKING}
    assert faalt == {naam for naam, (geval, _) in uitslagen.items() if fout.faalt(geval)} != set()
    rest = {uitslag.soort for naam, (_, uitslag) in uitslagen.items() if naam not in faalt}
    assert rest <= {Bevindingsoort.VOLDOET}


@pytest.mark.parametrize("hoe", HOE)
@pytest.mark.parametrize("rol", laad("ijw-3.1").toetsrollen)
def test_een_goed_systeem_faalt_nergens(rol: str, hoe: str, motor: Motor) -> None:
    systeem = open_op_afstand(f"pytest_draaiboek.systemen.voorbeelden:{VOORBEELDEN[rol].__name__}", hoe)
    try:
        uitslagen = toets(systeem, laad("ijw-3.1"), motor)
    finally:
        systeem.sluit()
    assert {uitslag.soort for rij in uitslagen.values() for uitslag in rij} == {Bevindingsoort.VOLDOET}
