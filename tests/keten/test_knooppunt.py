"""The simulated hub: by the calendar of the frozen moment."""

from collections.abc import Iterator

import pytest

from pytest_draaiboek.berichten import Bericht, Berichten, herlabel
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.keten import Knooppunt
from pytest_draaiboek.klok import Klok, kies_motor

DRAAIBOEK = laad("iwmo-3.1")
FABRIEK = Berichten()


@pytest.fixture
def klok() -> Iterator[Klok]:
    motor = kies_motor("freezegun")
    yield Klok(motor, {nr: mijlpaal.moment for nr, mijlpaal in DRAAIBOEK.mijlpalen.items()})
    motor.stop()


@pytest.fixture
def knooppunt(klok: Klok) -> Knooppunt:
    return Knooppunt(DRAAIBOEK, klok)


def test_een_seconde_voor_de_stop_gaat_het_door_en_op_de_stop_niet(knooppunt: Knooppunt, klok: Klok) -> None:
    klok.net_voor("3.2.1")
    assert knooppunt.dien_in(FABRIEK.maak("WMO323", "3.0", zaad=1)).doorgegeven
    klok.op("3.2.1")
    afgifte = knooppunt.dien_in(FABRIEK.maak("WMO323", "3.0", zaad=2))
    assert not afgifte.doorgegeven
    assert afgifte.code == "DB-STOP"
    assert afgifte.melding.startswith(
        "Een WMO323 in versie 3.0 wordt op 30-03-2022 17:00:00 niet doorgegeven (fase 1: "
    )
    assert [a.doorgegeven for a in knooppunt.gezien] == [True, False]
    assert knooppunt.gezien[1].moment == klok.nu


def test_een_partij_haalt_op_wat_voor_haar_wacht(knooppunt: Knooppunt, klok: Klok) -> None:
    klok.zet("2022-03-01T12:00:00+01:00")
    heen = FABRIEK.maak("WMO305", "3.0")
    retour, antwoord = FABRIEK.retour(heen), FABRIEK.retour(FABRIEK.maak("WMO323", "3.0"))
    for bericht in (heen, retour, antwoord):
        assert knooppunt.dien_in(bericht.xml).doorgegeven
    assert knooppunt.wacht("0758") == 1
    assert knooppunt.haal_op("0758") == (heen,)
    assert knooppunt.haal_op("0758") == ()
    assert knooppunt.haal_op("99990001") == (retour, antwoord)


def test_dubbel_ongeldig_en_onbekend(knooppunt: Knooppunt, klok: Klok) -> None:
    klok.op("3.2.4")
    goed = FABRIEK.maak("WMO305", "3.1")
    assert knooppunt.dien_in(goed).doorgegeven
    assert knooppunt.dien_in(goed).code == "DB-DUBBEL"
    kapot = Bericht.lees(
        FABRIEK.maak("WMO305", "3.1", zaad=2).xml.replace(b"BerichtSubversie>1<", b"BerichtSubversie>0<")
    )
    afgifte = knooppunt.dien_in(kapot)
    assert (afgifte.code, "CS015" in afgifte.melding) == ("DB-XSD", True)
    later = Bericht.lees(goed.xml.replace(b"/3_1/", b"/3_2/"))
    assert knooppunt.dien_in(later).code == "DB-VERSIE"
    assert knooppunt.dien_in(herlabel(FABRIEK.maak("WMO303"), "3.1")).code == "DB-STOP"
    assert len(knooppunt.gezien) == 5
    with pytest.raises(OngeldigBericht):
        knooppunt.dien_in(b"<niets/>")
