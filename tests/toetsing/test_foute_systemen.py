"""Every wrong system fails exactly the eisen that it violates; the example systems fail none."""

from collections.abc import Iterator

import pytest
from engels_delen import kalenderzinnen_van, onvertaald
from foute_systemen import Fout
from foute_systemen.keuze import geschonden, kies, voorbeelden_voor

from pytest_draaiboek import Systeem
from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import Draaiboek, laad, namen
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag

# With how many wrong systems there are for each at least.
MINSTENS = {"iwmo-3.1": 100, "iwmo-3.2": 30, "iwlz-2.0": 80}
DRAAIBOEKEN = {naam: laad(naam) for naam in MINSTENS}
GEKOZEN = [
    pytest.param(naam, fout, id=f"{naam} {fout.klasse.rol}: {fout.naam}", marks=marks)
    for naam, draaiboek in DRAAIBOEKEN.items()
    for fouten, marks in zip(kies(draaiboek), ((), pytest.mark.breed), strict=True)
    for fout in fouten
]
ROLLEN = [(naam, rol) for naam, draaiboek in DRAAIBOEKEN.items() for rol in voorbeelden_voor(draaiboek)]
GOED = [(naam, rol) for naam in namen() for rol in voorbeelden_voor(laad(naam))]
# What is only stated by a person, no system violates.
VERKLAARD = "attest"


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


@pytest.mark.parametrize(("naam", "fout"), GEKOZEN)
def test_een_fout_systeem_faalt_precies_wat_het_schendt(naam: str, fout: Fout, motor: Motor) -> None:
    draaiboek = DRAAIBOEKEN[naam]
    uitslagen = toets(fout.klasse(), draaiboek, motor)
    soorten = {eis: {uitslag.soort for uitslag in rij} for eis, rij in uitslagen.items()}
    faalt = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AFWIJKING in gevonden}
    aandacht = {eis for eis, gevonden in soorten.items() if Bevindingsoort.AANDACHTSPUNT in gevonden} - faalt
    assert (faalt, aandacht) == fout.verwacht(draaiboek)
    elders = {Bevindingsoort.ADAPTERFOUT, Bevindingsoort.ONBEREIKBAAR, Bevindingsoort.KITFOUT}
    assert not any(gevonden & elders for gevonden in soorten.values())
    # Whatever it did, the report can tell it in English too; looked at here, since these runs take long.
    assert onvertaald(kalenderzinnen_van(draaiboek, str(fout.klasse.rol), uitslagen), draaiboek) == []


@pytest.mark.parametrize("naam", DRAAIBOEKEN)
def test_er_zijn_er_genoeg_voor_elke_rol(naam: str) -> None:
    altijd, rest = kies(DRAAIBOEKEN[naam])
    assert len(altijd) + len(rest) >= MINSTENS[naam]
    assert {str(fout.klasse.rol) for fout in altijd} == {rol for van, rol in ROLLEN if van == naam}


@pytest.mark.parametrize(("naam", "rol"), ROLLEN)
def test_elke_toetsbare_eis_wordt_door_een_fout_systeem_geschonden(naam: str, rol: str) -> None:
    altijd, _ = kies(DRAAIBOEKEN[naam])
    toetsbaar = {(rol, eis.id) for eis in DRAAIBOEKEN[naam].eisen_voor(rol) if eis.toets not in ("", VERKLAARD)}
    assert toetsbaar <= geschonden(DRAAIBOEKEN[naam], altijd)


@pytest.mark.parametrize(("naam", "rol"), GOED)
def test_een_goed_systeem_faalt_nergens(naam: str, rol: str, motor: Motor) -> None:
    draaiboek = laad(naam)
    uitslagen = toets(voorbeelden_voor(draaiboek)[rol](), draaiboek, motor)
    verklaard = {eis for eis in uitslagen if draaiboek.eis(eis).toets == VERKLAARD}
    getoetst = {uitslag.soort for eis, rij in uitslagen.items() if eis not in verklaard for uitslag in rij}
    assert getoetst == {Bevindingsoort.VOLDOET}
    niet = {uitslag.soort for eis in verklaard for uitslag in uitslagen[eis]}
    assert niet <= {Bevindingsoort.NIET_GETOETST}
