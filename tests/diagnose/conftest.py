"""A diagnosis in this process, with its lines."""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from diagnose_delen import Diagnose

from pytest_draaiboek.berichten import Gegevens
from pytest_draaiboek.diagnose.verloop import Opgave
from pytest_draaiboek.diagnose.verslag import doe_verslag
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.klok import Motor, kies_motor
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding

HIER = Path(__file__).parent


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


@pytest.fixture
def diagnose(motor: Motor) -> Diagnose:
    """Return what diagnoses a target: whether all is well, and the lines."""

    def doe(
        doel: str, *, draaiboeken: str = "iwmo-3.1", start: str = "", tijdslimiet_s: int = 20, rol: str | None = None
    ) -> tuple[bool, list[str]]:
        regels: list[str] = []
        opgave = Opgave(
            doel=doel,
            map_=HIER,
            draaiboeken=tuple(laad(naam) for naam in draaiboeken.split()),
            verbinding=Verbinding(start=start, tijdslimiet=timedelta(seconds=tijdslimiet_s)),
            motor=motor,
            rol=rol,
            gegevens=Gegevens.fictief(),
            zaad=0,
        )
        return doe_verslag(opgave, lambda regel, _kleur: regels.append(regel)), regels

    return doe


@pytest.fixture(scope="session")
def op_lijnen() -> Callable[[str], str]:
    """Return the target of a wrong adapter that talks by lines."""
    script = HIER / "foute_bediening.py"
    return lambda fout: f'proces:"{sys.executable}" "{script}" lijnen {fout}'
