"""The assertions: what they let through, and what they say when they don't."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from pytest_draaiboek import (
    Bericht,
    Stand,
    Status,
    Uitkomst,
    assert_afgerond,
    assert_beantwoord,
    assert_geblokkeerd,
    assert_geen_gebroken_paar,
    assert_geldig,
    assert_versie,
    assert_verzonden,
    assert_volgens_draaiboek,
)
from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.fouten import NietOndersteund, OngeldigeInstelling
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
from pytest_draaiboek.toetsing import asserties

DRAAIBOEK = laad("iwmo-3.1")
NA_DE_STOP = datetime(2022, 3, 30, 17, 0, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
NU = {"draaiboek": DRAAIBOEK, "moment": NA_DE_STOP}
FABRIEK = Berichten(vandaag=lambda: date(2022, 3, 1))
OUD, NIEUW = FABRIEK.maak("WMO305", "3.0"), FABRIEK.maak("WMO305", "3.1")
NIETS = Uitkomst(Status.GEWEIGERD, code="STOP", melding="Het verkeer ligt stil.")
WEL = Uitkomst(Status.AANVAARD, OUD)


@pytest.fixture(autouse=True)
def buiten_een_run() -> Iterator[None]:
    teken = asserties.HUIDIG.set(None)
    yield
    asserties.HUIDIG.reset(teken)


def test_wat_goed_is_gaat_door() -> None:
    assert_geblokkeerd(NIETS)
    assert assert_verzonden(WEL, "WMO305", "3.0") is OUD
    assert assert_beantwoord(Uitkomst(Status.AANVAARD, FABRIEK.retour(OUD)), OUD).berichttype == "WMO306"
    assert_versie(WEL, "3.0")
    assert_versie([OUD, OUD], "3.0")
    assert_geldig(OUD)
    assert_geen_gebroken_paar([OUD, FABRIEK.retour(OUD)])
    assert_afgerond(Stand(0, 0, 0))
    systeem = VoorbeeldAanbieder()
    assert_afgerond(systeem)
    assert_volgens_draaiboek(NIETS, **NU)
    assert_volgens_draaiboek(FABRIEK.maak("WMO302", "3.0"), **NU)


def test_de_tekst_van_een_mislukking() -> None:
    with pytest.raises(AssertionError) as fout:
        assert_geblokkeerd(Uitkomst(Status.GEWEIGERD, OUD, "STOP", "Het verkeer ligt stil."), **NU)
    regels = str(fout.value).splitlines()
    assert regels[:4] == [
        "verwacht:  niets verzonden",
        "verzonden: WMO305 in 3.0",
        "gezegd:    geweigerd [STOP] Het verkeer ligt stil.",
        "moment:    30-03-2022 17:00:01+0200",
    ]
    assert regels[4].startswith("fase:      fase 1: ")
    assert regels[5].startswith("kalender:  WMO305 in 3.0: ")
    assert "§3.2" in regels[5]


@pytest.mark.parametrize(
    ("doe", "verwacht"),
    [
        (lambda: assert_verzonden(NIETS, "WMO305", "3.1"), "precies één WMO305 in 3.1"),
        (lambda: assert_verzonden(WEL, "WMO305", "3.1"), "precies één WMO305 in 3.1"),
        (lambda: assert_verzonden(Uitkomst(Status.AANVAARD, [OUD, OUD])), "precies één bericht"),
        (lambda: assert_beantwoord(NIETS, OUD), f"één antwoord op WMO305 {OUD.identificatie}, in 3.0"),
        (
            lambda: assert_beantwoord(Uitkomst(Status.AANVAARD, FABRIEK.retour(OUD, versie="3.1")), OUD),
            "één antwoord op WMO305",
        ),
        (lambda: assert_versie(NIETS, "3.0"), "alles in 3.0, en niet niets"),
        (lambda: assert_versie([OUD, NIEUW], "3.0"), "alles in 3.0, en niet niets"),
        (lambda: assert_geldig(NIETS), "geldige berichten, en niet niets"),
        (lambda: assert_geen_gebroken_paar([OUD]), "minstens één paar, elk in één versie"),
        (
            lambda: assert_geen_gebroken_paar([OUD, FABRIEK.retour(OUD, versie="3.1")]),
            "minstens één paar, elk in één versie",
        ),
        (lambda: assert_afgerond(Stand(1, 0, 2)), "niets te verzenden, ongelezen of onbeantwoord"),
        (lambda: assert_volgens_draaiboek(OUD, **NU), "alleen wat het draaiboek nu toelaat"),
        (lambda: assert_volgens_draaiboek(NIEUW, **NU), "alleen wat het draaiboek nu toelaat"),
    ],
)
def test_wat_fout_is_faalt(doe: Callable[[], object], verwacht: str) -> None:
    with pytest.raises(AssertionError) as fout:
        doe()
    assert str(fout.value).startswith(f"verwacht:  {verwacht}")


def test_wat_er_gevonden_is_staat_erbij() -> None:
    kapot = Bericht.lees(OUD.xml.replace(b"BerichtSubversie>0<", b"BerichtSubversie>1<"))
    with pytest.raises(AssertionError, match=r"gevonden:  WMO305 \w+: CS015 /Bericht/Header/BerichtSubversie"):
        assert_geldig(kapot)
    with pytest.raises(AssertionError, match="gevonden:  1 te verzenden\ngevonden:  2 onbeantwoord"):
        assert_afgerond(Stand(1, 0, 2))
    with pytest.raises(AssertionError, match=r"gevonden:  WMO305 in 3\.0 kreeg WMO306 in 3\.1"):
        assert_geen_gebroken_paar([OUD, FABRIEK.retour(OUD, versie="3.1")])


def test_een_afspraak_telt_alleen_als_het_streng_moet() -> None:
    declaratie = FABRIEK.maak("WMO323", "3.0")
    op = datetime(2022, 3, 25, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert_volgens_draaiboek(declaratie, draaiboek=DRAAIBOEK, moment=op)
    with pytest.raises(AssertionError, match="gevonden:  WMO323"):
        assert_volgens_draaiboek(declaratie, draaiboek=DRAAIBOEK, moment=op, streng=True)


def test_buiten_een_run_moet_het_draaiboek_erbij() -> None:
    with pytest.raises(OngeldigeInstelling, match="weet hier niet welk draaiboek en welk moment gelden"):
        assert_volgens_draaiboek(OUD)


def test_een_systeem_zonder_stand() -> None:
    class Zonder(VoorbeeldAanbieder):
        def stand(self) -> Stand:
            raise NietOndersteund("geen stand")

    with pytest.raises(NietOndersteund):
        assert_afgerond(Zonder())
