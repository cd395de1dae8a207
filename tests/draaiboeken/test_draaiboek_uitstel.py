"""Moments that were moved: what moves along, what stays, what everybody is told and when, and what makes no sense."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_draaiboek.draaiboeken import Draaiboek, laad
from pytest_draaiboek.fouten import OngeldigeInstelling

DAG = timedelta(days=1)


@pytest.fixture
def draaiboek() -> Draaiboek:
    return laad("iwmo-3.1")


def lokaal(moment: datetime | None) -> str:
    assert moment is not None
    return f"{moment:%d-%m %H:%M}"


def test_live_en_wat_erna_komt_schuift_en_de_rest_blijft(draaiboek: Draaiboek) -> None:
    nieuw = draaiboek.uitgesteld(DAG)
    verschil = {nr: nieuw.mijlpaal(nr).moment - mijlpaal.moment for nr, mijlpaal in draaiboek.mijlpalen.items()}
    assert {nr for nr, duur in verschil.items() if duur == DAG} == {"3.2.4", "4.1.1", "4.1.2", "4.1.3", "5.1", "5.2"}
    assert set(verschil.values()) == {DAG, timedelta()}
    assert lokaal(nieuw.live.moment) == "05-04 13:00"
    # A stretch of time that ended at live ends at the new one, and so does its phase.
    assert (lokaal(nieuw.mijlpaal("3.2.3").moment), lokaal(nieuw.mijlpaal("3.2.3").tot)) == (
        "31-03 13:00",
        "05-04 13:00",
    )
    assert lokaal(nieuw.mijlpaal("5.2").tot) == "03-05 13:00"
    assert [lokaal(fase.begin) for fase in nieuw.fasen[1:]] == ["23-03 23:00", "31-03 13:00", "05-04 13:00"]
    assert lokaal(nieuw.mijlpaal("3.1.6").tot) == "31-03 23:00"


def test_de_kalender_en_de_teksten_gaan_mee(draaiboek: Draaiboek) -> None:
    nieuw = draaiboek.uitgesteld(DAG)
    oud_live = draaiboek.live.moment
    assert draaiboek.oordeel("WMO305", "3.1", oud_live).mag
    assert not nieuw.oordeel("WMO305", "3.1", oud_live + DAG - timedelta(seconds=1)).mag
    assert nieuw.oordeel("WMO305", "3.1", oud_live + DAG).mag
    assert nieuw.eis("2.1b").tekst == "Verzendt tussen 31 maart 13.00 uur en 5 april 13.00 uur helemaal niets."
    assert nieuw.vertalingen["en"]["eis 5.1a"].startswith("From 5 April 13:00 sends only 3.1")
    assert nieuw.eis("3.2.4").mijlpalen == (nieuw.live,)
    assert (nieuw.naam, nieuw.sha256, nieuw.titel) == (draaiboek.naam, draaiboek.sha256, draaiboek.titel)
    assert draaiboek.uitstel is None


def test_wat_er_gemeld_wordt_en_wanneer(draaiboek: Draaiboek) -> None:
    uitstel = draaiboek.uitgesteld(DAG).uitstel
    assert uitstel is not None
    assert uitstel.gemeld_op == draaiboek.mijlpaal("2.4").moment
    assert lokaal(uitstel.live) == "05-04 13:00"
    assert {nr: lokaal(moment) for nr, moment in uitstel.mijlpalen.items()} == {
        **dict.fromkeys(["3.2.3.tot", "3.2.4", "4.1.1", "4.1.2", "4.1.3", "5.1", "5.2"], "05-04 13:00"),
        "5.2.tot": "03-05 13:00",
    }
    assert uitstel.was.keys() == uitstel.mijlpalen.keys()
    assert uitstel.was["3.2.4"] == draaiboek.live.moment
    alleen_dit = draaiboek.verzet({"3.1.2": datetime(2022, 3, 30, 16)}).uitstel
    assert alleen_dit is not None
    assert {nr: lokaal(moment) for nr, moment in alleen_dit.was.items()} == {
        "3.1.2": "30-03 17:00",
        "3.2.4": "04-04 13:00",
    }


def test_gemeld_is_een_uur_voor_het_eerste_dat_anders_is(draaiboek: Draaiboek) -> None:
    """Old or new: who hears at noon that it was live that morning, hears it too late."""
    vroeger = draaiboek.uitgesteld(timedelta(hours=-6)).uitstel
    assert vroeger is not None
    assert lokaal(vroeger.gemeld_op) == "04-04 06:00"
    eerder = draaiboek.verzet({"3.1.2": datetime(2022, 3, 30, 18)}).uitstel
    assert eerder is not None
    assert lokaal(eerder.gemeld_op) == "30-03 16:00"
    assert eerder.live == draaiboek.live.moment


def test_wat_verschoven_is_kan_opnieuw_verschuiven(draaiboek: Draaiboek) -> None:
    nieuw = draaiboek.verzet({"3.1.1": datetime(2022, 3, 22, 23)}).uitgesteld(DAG)
    assert lokaal(nieuw.mijlpaal("3.1.1").moment) == "22-03 23:00"
    assert lokaal(nieuw.live.moment) == "05-04 13:00"
    terug = nieuw.uitgesteld(-DAG).verzet({"3.1.1": datetime(2022, 3, 23, 23)})
    assert terug.mijlpalen == draaiboek.mijlpalen
    assert terug.stroken.keys() == draaiboek.stroken.keys()
    assert all(terug.stroken[sleutel] == strook for sleutel, strook in draaiboek.stroken.items())


def test_een_bestand_met_momenten(draaiboek: Draaiboek, tmp_path: Path) -> None:
    (tmp_path / "uitstel.toml").write_bytes(
        b'\xef\xbb\xbf[mijlpaal]\r\n"3.2.4" = 2022-04-06T09:00:00\r\n"5.2" = 2022-04-07T09:00:00\r\n"3.1.6.tot" = 2022-03-31T22:00:00\r\n'
    )
    nieuw = draaiboek.verzet(tmp_path / "uitstel.toml")
    assert lokaal(nieuw.live.moment) == "06-04 09:00"
    # Live was moved, so what came with it moves along; what has a moment of its own has that.
    assert lokaal(nieuw.mijlpaal("5.1").moment) == lokaal(nieuw.mijlpaal("3.2.3").tot) == "06-04 09:00"
    assert (lokaal(nieuw.mijlpaal("5.2").moment), lokaal(nieuw.mijlpaal("5.2").tot)) == ("07-04 09:00", "04-05 09:00")
    assert lokaal(nieuw.mijlpaal("3.1.6").tot) == "31-03 22:00"
    assert lokaal(nieuw.fasen[-1].begin) == "06-04 09:00"
    assert nieuw.eis("3.1.6").tekst.startswith("Leest op 31 maart tussen 14.00 en 22.00 uur nog 3.0-berichten")


def test_een_fase_gaat_mee_met_haar_mijlpaal(draaiboek: Draaiboek) -> None:
    nieuw = draaiboek.verzet({"3.2.2": datetime(2022, 3, 31, 15), "3.2.3": datetime(2022, 3, 31, 15)})
    assert lokaal(nieuw.fasen[2].begin) == lokaal(nieuw.fasen[1].einde) == "31-03 15:00"
    assert not nieuw.oordeel("WMO306", "3.0", draaiboek.live.moment).mag
    assert nieuw.oordeel("WMO306", "3.0", draaiboek.mijlpaal("3.2.2").moment).mag


def test_een_moment_met_zone_is_hetzelfde_ogenblik(draaiboek: Draaiboek) -> None:
    anders = draaiboek.verzet({"3.2.4": datetime.fromisoformat("2022-04-05T11:00:00+00:00")})
    assert anders.live == draaiboek.uitgesteld(DAG).live


@pytest.mark.parametrize(
    ("duur", "melding"),
    [
        (timedelta(), r"Een uitstel van nul verschuift niets\.\nGeef een duur als 24h"),
        (timedelta(days=367), r"367 dagen is meer dan een jaar: dat is geen uitstel.*\nWat te doen: geef een kortere duur"),
        (timedelta(days=-367), r"-367 dagen is meer dan een jaar"),
        (
            timedelta(days=-5),
            r"Na dit uitstel klopt draaiboek iwmo-3\.1 niet meer:\n(.*\n)*.*live ligt voor de bevriezing\.\n(.*\n)*Wat te doen: kies een ander uitstel, of verzet ook",
        ),
        (
            timedelta(days=-8, hours=-10.5),
            r"Door dit uitstel valt mijlpaal 3\.2\.3\.tot van draaiboek iwmo-3\.1 op een moment dat niet kan: 2022-03-27 02:30:00 bestaat niet in Europe/Amsterdam: .*zomertijd.*\nWat te doen: kies een ander uitstel",
        ),
        (
            timedelta(days=208, hours=13.5),
            r"2022-10-30 02:30:00 komt in Europe/Amsterdam twee keer voor",
        ),
    ],
)  # fmt: skip
def test_een_uitstel_dat_geen_zin_heeft(draaiboek: Draaiboek, duur: timedelta, melding: str) -> None:
    with pytest.raises(OngeldigeInstelling, match=melding):
        draaiboek.uitgesteld(duur)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("", r"uitstel\.toml: mijlpaal: er is geen enkele mijlpaal verzet.\nWat te doen: schrijf \[mijlpaal\], met regels als \"3\.2\.4\" = 2022-04-04T13:00:00\.$"),
        ("[mijlpaal]\n", r"uitstel\.toml: regel 1: mijlpaal: er is geen enkele mijlpaal verzet"),
        ("[mijlpaal]\n3.2.4 = 2022-04-05T13:00:00\n", r"regel 2: mijlpaal\.3: '3' is hier een tabel.\nWat te doen: zet het hele nummer tussen aanhalingstekens"),
        ('[mijlpaal]\n"3.2.4" = "morgen"\n', r"regel 2: mijlpaal\.3\.2\.4: gevonden is morgen, verwacht wordt een lokaal moment"),
        ('[mijlpaal]\n"3.2.4" = 2022-04-05T13:00:00Z\n', r"regel 2: .*\nWat te doen: schrijf bijvoorbeeld 2022-04-04T13:00:00, met tijd, zonder offset"),
        ('kleur = 1\n[mijlpaal]\n"3.2.4" = 2022-04-05\n', r"regel 1: kleur: .*\n.*\n.*regel 3: mijlpaal\.3\.2\.4: gevonden is 2022-04-05,"),
        ('[mijlpaal]\n"3.2.4" = 2022-04-04T13:00:00\n', r"uitstel\.toml: elk moment is dat wat het in draaiboek iwmo-3\.1 al was"),
        ('[mijlpaal]\n"9" = 2022-04-05T13:00:00\n', r"uitstel\.toml: draaiboek iwmo-3\.1 heeft geen mijlpaal '9'\.\nKies uit intro, "),
        ('[mijlpaal]\n"3.2.4" = 2025-04-05T13:00:00\n', r"mijlpaal 3\.2\.4 verschuift 1097 dagen, en dat is meer dan een jaar"),
        ('[mijlpaal]\n"3.2.2" = 2022-04-05T13:00:00\n', r"live ligt voor de bevriezing"),
        ('[mijlpaal]\n"3.2.1" = 2022-04-01T13:00:00\n', r"WMO302 in 3\.0 is geblokkeerd op 2022-03-31 13:00, terwijl WMO301 dan nog mag"),
        ("[[[", r"geen geldige TOML"),
    ],
)  # fmt: skip
def test_een_bestand_dat_niet_kan(draaiboek: Draaiboek, tekst: str, melding: str, tmp_path: Path) -> None:
    (tmp_path / "uitstel.toml").write_text(tekst, encoding="utf-8")
    with pytest.raises(OngeldigeInstelling, match=melding):
        draaiboek.verzet(tmp_path / "uitstel.toml")


def test_een_bestand_dat_er_niet_is(draaiboek: Draaiboek, tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstelling, match=r"weg\.toml: dit bestand is er niet"):
        draaiboek.verzet(tmp_path / "weg.toml")


@pytest.mark.breed
@given(st.integers(-400 * 24 * 60, 400 * 24 * 60))
@settings(max_examples=60, deadline=None)
def test_elk_uitstel_kan_of_zegt_waarom_niet(minuten: int) -> None:
    draaiboek = laad("iwmo-3.1")
    duur = timedelta(minutes=minuten)
    try:
        nieuw = draaiboek.uitgesteld(duur)
    except OngeldigeInstelling:
        return
    assert nieuw.live.moment.replace(tzinfo=None) - draaiboek.live.moment.replace(tzinfo=None) == duur
    assert nieuw.uitstel is not None
    assert nieuw.uitstel.gemeld_op < min(nieuw.live.moment, draaiboek.live.moment)
    assert all(nieuw.bestaat(*sleutel) == draaiboek.bestaat(*sleutel) for sleutel in draaiboek.stroken)
