"""What a good example does beside the calendar: it refuses what came in already or cannot be read, and survives a bad question."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from voorbeelden_delen import ROLLEN, elk, zet_klaar

from pytest_draaiboek import Bericht, Berichten, NietOndersteund, Opdracht, Status, Uitstel
from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.klok import ZONE, Klok, kies_motor
from pytest_draaiboek.systemen.afstand.opening import open_systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VERBEN

TESTDATA = Path(__file__).parents[2] / "testdata" / "iwmo"
MOMENT = datetime(2022, 3, 15, 10, tzinfo=ZONE)
NA_DE_OVERGANG = datetime(2022, 4, 5, 10, tzinfo=ZONE)
ONTVANGT = {"aanbieder": "WMO301", "gemeente": "WMO305", "knooppunt": "WMO305"}

pytestmark = [pytest.mark.usefixtures("toegerust"), elk]


@pytest.fixture
def klok() -> Iterator[Klok]:
    motor = kies_motor("freezegun")
    klok = Klok(motor)
    klok.zet(MOMENT)
    yield klok
    klok.laat_los()
    motor.stop()


@pytest.fixture
def systeem(
    toegerust: None, bestand: str, klok: Klok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SysteemOpAfstand]:
    opties = dict(optie.removeprefix("--draaiboek-").split("=", 1) for optie in zet_klaar(tmp_path, bestand))
    monkeypatch.chdir(tmp_path)
    faketime = "" if opties.get("klok") == "faketime" else None
    systeem = open_systeem(
        opties["systeem"],
        Verbinding(start=opties.get("start", ""), faketime=faketime),
    )
    systeem.reset()
    yield systeem
    systeem.sluit()


def test_een_bericht_wordt_niet_twee_keer_aangenomen(systeem: SysteemOpAfstand, bestand: str) -> None:
    bericht = Bericht.lees(TESTDATA / "3.0" / f"{ONTVANGT[ROLLEN[bestand]]}.xml")
    eerste, tweede = systeem.ontvang(bericht), systeem.ontvang(bericht)
    assert eerste.status is Status.AANVAARD
    assert (tweede.status, tweede.code, tweede.berichten) == (Status.GEWEIGERD, "DUBBEL", ())
    assert tweede.melding
    systeem.reset()
    assert systeem.ontvang(bericht).status is Status.AANVAARD


def test_wat_geen_bericht_is_wordt_geweigerd(systeem: SysteemOpAfstand, bestand: str) -> None:
    for xml in (b"<a/>", b"geen xml", "<cliënt>".encode()):
        uitkomst = systeem.ontvang(Bericht(xml, "WMO305", "iwmo", "3.0"))
        assert (uitkomst.status, uitkomst.code, uitkomst.berichten) == (Status.GEWEIGERD, "ONLEESBAAR", ())
        assert uitkomst.melding


def test_303_en_304_bestaan_niet_in_de_nieuwe_versie(systeem: SysteemOpAfstand, bestand: str, klok: Klok) -> None:
    klok.zet(NA_DE_OVERGANG)
    berichttype = "WMO304" if ROLLEN[bestand] == "aanbieder" else "WMO303"
    oud = (TESTDATA / "3.0" / f"{berichttype}.xml").read_bytes()
    uitkomst = systeem.ontvang(Bericht.lees(oud.replace(b"3_0", b"3_1")))
    assert uitkomst.status is Status.GEWEIGERD
    assert f"{berichttype} in versie 3.1" in uitkomst.melding


def test_een_uitgestelde_overgang(systeem: SysteemOpAfstand, bestand: str, klok: Klok) -> None:
    uitstel = Uitstel(NA_DE_OVERGANG + timedelta(hours=3), {})
    if "stel_uit" not in systeem.verben:
        with pytest.raises(NietOndersteund):
            systeem.stel_uit(uitstel)
        return
    nieuw = Bericht.lees(TESTDATA / "3.1" / f"{ONTVANGT[ROLLEN[bestand]]}.xml")
    assert systeem.stel_uit(uitstel).berichten == ()
    klok.zet(NA_DE_OVERGANG)
    assert systeem.ontvang(nieuw).status is Status.GEWEIGERD
    klok.zet(uitstel.live)
    assert systeem.ontvang(nieuw).status is Status.AANVAARD
    systeem.reset()
    klok.zet(NA_DE_OVERGANG)
    assert systeem.ontvang(nieuw).status is Status.AANVAARD


def test_een_spoedopdracht_wordt_vastgelegd_met_een_melding_die_heel_aankomt(
    systeem: SysteemOpAfstand, bestand: str
) -> None:
    berichttype = "WMO301" if ROLLEN[bestand] == "gemeente" else "WMO315"
    inhoud = Berichten().dossier(1, vanaf=date(2022, 3, 1)).inhoud(berichttype, MOMENT.date())
    opdracht = Opdracht(berichttype, inhoud, spoed=True)
    if ROLLEN[bestand] == "knooppunt":  # nobody enters orders there
        with pytest.raises(NietOndersteund):
            systeem.registreer_spoed(opdracht)
        return
    uitkomst = systeem.registreer_spoed(opdracht)
    assert (uitkomst.status, uitkomst.berichten) == (Status.UITGESTELD, ())
    assert uitkomst.melding == "Vastgelegd; het bericht over deze cliënt volgt zodra het verkeer hervat is."


def test_een_slechte_vraag_beeindigt_het_niet(systeem: SysteemOpAfstand, bestand: str) -> None:
    with pytest.raises(NietOndersteund):
        systeem.lijn.vraag(VERBEN["sluit"], MOMENT.isoformat(), b"{}")
    verb = "ontvang" if ROLLEN[bestand] == "knooppunt" else "verzend"
    with pytest.raises(AdapterFout, match=rf"brak af in {verb} \(intern\)"):
        systeem.lijn.vraag(VERBEN[verb], MOMENT.isoformat(), b"{}")
    assert systeem.klok() == MOMENT
