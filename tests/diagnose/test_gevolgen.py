"""What is said to stay open without a verb is what a run without it leaves untested."""

import pytest

from pytest_draaiboek import Systeem
from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.diagnose.gevolgen import open_eisen, zonder
from pytest_draaiboek.draaiboeken import Ernst, laad
from pytest_draaiboek.fouten import NietOndersteund
from pytest_draaiboek.klok import Klok, Motor
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort

VERBEN = ("stand", "meld_fout", "registreer_spoed")


def zonder_verb(klasse: type[Systeem], verb: str) -> Systeem:
    def ontbreekt(*_: object) -> None:
        raise NietOndersteund(f"geen {verb}")

    systeem: Systeem = type("Zonder", (klasse,), {verb: ontbreekt})()
    return systeem


@pytest.mark.parametrize("verb", VERBEN)
@pytest.mark.parametrize("rol", laad("iwmo-3.1").toetsrollen)
def test_wat_open_blijft_is_wat_niet_getoetst_wordt(rol: str, verb: str, motor: Motor) -> None:
    draaiboek = laad("iwmo-3.1")
    klok = Klok(motor)
    opstelling = Opstelling(zonder_verb(VOORBEELDEN[rol], verb), rol, klok, Berichten(vandaag=klok.vandaag))
    uitslagen = {
        geval.naam: (geval.eis, beproef(geval, opstelling).soort)
        for geval in gevallen(draaiboek, rol)
        if geval.eis.ernst is Ernst.VERPLICHT
    }
    klok.laat_los()
    niet = {eis.id for eis, soort in uitslagen.values() if soort is Bevindingsoort.NIET_GETOETST}
    assert niet == set(open_eisen(draaiboek, rol, verb))


def test_in_woorden() -> None:
    draaiboek = laad("iwmo-3.1")
    assert zonder(draaiboek, "gemeente", "meld_fout") == "zonder meld_fout blijft eis 2.1d niet getoetst"
    assert zonder(draaiboek, "aanbieder", "stand") == "zonder stand blijven de eisen 2.1d, 3a en 3b niet getoetst"
    assert zonder(draaiboek, "knooppunt", "stand") == ""
