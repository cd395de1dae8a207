"""A run that only diagnoses: the settings of a pytest run, and no session begun."""

import sys

import pytest

from pytest_draaiboek.berichten import Gegevens
from pytest_draaiboek.diagnose.verloop import Opgave
from pytest_draaiboek.diagnose.verslag import Schrijf, doe_verslag
from pytest_draaiboek.draaiboeken.zonder_keuze import ZONDER_KEUZE
from pytest_draaiboek.fouten import DraaiboekFout
from pytest_draaiboek.klok import Motor, kies_motor
from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.sessie.instellingen import Instellingen, lees_instellingen
from pytest_draaiboek.sessie.optiewaarden import tekst_van
from pytest_draaiboek.systemen.doel import adressen

GEEN_DOEL = (
    "Er is geen systeem genoemd om te diagnosticeren.\n"
    "Wat te doen: noem het met --draaiboek-systeem (draaiboek diagnose --systeem): module:naam, http(s)://adres, proces:OPDRACHT of\n"
    "voorbeeld:NAAM, of zet draaiboek_systeem in het ini-bestand. Is er een fixture draaiboek_systeem in conftest.py, noem dan de klasse die\n"
    "die maakt, als module:naam."
)


def diagnosticeer(config: pytest.Config) -> int:
    """Diagnose every system that the settings name, and print what is found; return the exit status.

    Args:
        config: of the run, not configured yet.

    Raises:
        pytest.UsageError: for settings that cannot be right, with what to do.

    """
    if not tekst_van(config, "draaiboek"):
        config.option.draaiboek = ZONDER_KEUZE
    try:
        instellingen = lees_instellingen(config)
        motor = kies_motor(instellingen.motor)
    except DraaiboekFout as fout:
        raise pytest.UsageError(leesbaar(str(fout))) from fout
    if not instellingen.systeem:
        raise pytest.UsageError(GEEN_DOEL)
    try:
        # Every one of them, also when an earlier one is wrong.
        schrijf = _schrijver(config)
        goed = [doe_verslag(opgave, schrijf) for opgave in _opgaven(config, instellingen, instellingen.systeem, motor)]
    except DraaiboekFout as fout:
        # Not of the system, or it would have been a line: codes that no message can be made with, or a fault of the kit.
        raise pytest.UsageError(leesbaar(str(fout))) from fout
    finally:
        motor.stop()
    return 0 if all(goed) else 1


def _opgaven(config: pytest.Config, instellingen: Instellingen, systeem: str, motor: Motor) -> list[Opgave]:
    return [
        Opgave(
            doel=doel,
            map_=config.invocation_params.dir,
            draaiboeken=instellingen.draaiboeken,
            verbinding=instellingen.verbinding,
            motor=motor,
            rol=instellingen.rol,
            gegevens=instellingen.gegevens or Gegevens.fictief(),
            zaad=instellingen.zaad,
        )
        for doel in adressen(systeem) or (systeem,)
    ]


def _schrijver(config: pytest.Config) -> Schrijf:
    """Return what prints at once, on a console that need not know every character, in colours as pytest has them."""
    terminal = pytest.TerminalReporter(config, sys.stdout)
    codering = sys.stdout.encoding or "utf-8"

    def schrijf(regel: str, kleur: str) -> None:
        tekst = leesbaar(regel).encode(codering, "replace").decode(codering)
        terminal.line(tekst, **({kleur: True} if kleur else {}))
        terminal.flush()

    return schrijf
