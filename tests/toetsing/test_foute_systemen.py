"""Every wrong system fails exactly the eisen that it violates; the example systems fail none."""

from collections.abc import Iterator

import pytest
from engels_delen import kalenderzinnen_van, onvertaald
from foute_systemen import FOUTEN, Fout

from pytest_draaiboek import Systeem
from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import Draaiboek, laad
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag

MINSTENS = 40


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


def toets(systeem: Systeem, draaiboek: Draaiboek, motor: Motor) -> dict[str, list[Uitslag]]:
    """Let a system go through every case of its role; the outcomes per eis."""
    klok = Klok(motor)
    berichten = Berichten(vandaag=klok.vandaag)
    opstelling = Opstelling(systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=berichten)
    uitslagen: dict[str, list[Uitslag]] = {}
    for geval in gevallen(draaiboek, opstelling.rol):
        uitslagen.setdefault(geval.eis.id, []).append(beproef(geval, opstelling))
    klok.laat_los()
    return uitslagen


@pytest.mark.parametrize("fout", FOUTEN, ids=lambda fout: f"{fout.klasse.rol}: {fout.naam}")
def test_een_fout_systeem_faalt_precies_wat_het_schendt(fout: Fout, motor: Motor) -> None:
    uitslagen = toets(fout.klasse(), laad("iwmo-3.1"), motor)
    soorten = {eis: {uitslag.soort for uitslag in rij} for eis, rij in uitslagen.items()}
    faalt = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AFWIJKING in gevonden}
    aandacht = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AANDACHTSPUNT in gevonden} - faalt
    assert (faalt, aandacht) == (set(fout.faalt.split()), set(fout.aandacht.split()))
    elders = {Bevindingsoort.ADAPTERFOUT, Bevindingsoort.ONBEREIKBAAR, Bevindingsoort.KITFOUT}
    assert not any(gevonden & elders for gevonden in soorten.values())
    # Whatever it did, the report can tell it in English too; looked at here, since these runs take long.
    assert onvertaald(kalenderzinnen_van(laad("iwmo-3.1"), str(fout.klasse.rol), uitslagen)) == []


def test_er_zijn_er_genoeg_en_elk_is_ergens_fout() -> None:
    assert len(FOUTEN) >= MINSTENS
    assert {fout.klasse.rol for fout in FOUTEN} == set(VOORBEELDEN)
    assert all(fout.faalt or fout.aandacht for fout in FOUTEN)


@pytest.mark.parametrize("rol", VOORBEELDEN)
def test_elke_toetsbare_eis_wordt_door_een_fout_systeem_geschonden(rol: str) -> None:
    geschonden = {e for fout in FOUTEN if fout.klasse.rol == rol for e in f"{fout.faalt} {fout.aandacht}".split()}
    assert {eis.id for eis in laad("iwmo-3.1").eisen_voor(rol) if eis.toets} <= geschonden


@pytest.mark.parametrize("naam", ["iwmo-3.1", "ijw-3.1"])
@pytest.mark.parametrize("rol", VOORBEELDEN)
def test_een_goed_systeem_faalt_nergens(naam: str, rol: str, motor: Motor) -> None:
    uitslagen = toets(VOORBEELDEN[rol](), laad(naam), motor)
    assert {uitslag.soort for rij in uitslagen.values() for uitslag in rij} == {Bevindingsoort.VOLDOET}
    assert uitslagen
