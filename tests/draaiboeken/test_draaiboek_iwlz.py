"""The calendar of iWlz 1.2 to 2.0, against the source as read a second time; and what a user can change in it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek, Ernst, Oordeel, Soort, laad, lees
from pytest_draaiboek.draaiboeken.herkomst import Herkomst

ZONE = ZoneInfo("Europe/Amsterdam")
SECONDE = timedelta(seconds=1)
M0 = datetime(2018, 3, 29, 17, tzinfo=ZONE)
M1 = datetime(2018, 3, 30, 17, tzinfo=ZONE)
M2 = datetime(2018, 4, 3, tzinfo=ZONE)
HEEN, RETOUR = ("AW33", "AW35", "AW39"), ("AW34", "AW36", "AW310")
# The tables of requirements: how many there are in each, without those that were split off.
AANTALLEN = {"VOO": 5, "AFS": 6, "TRA": 3, "ING": 5, "CON": 19, "MEL": 7, "AAT": 6, "TWK": 2, "INH": 5}
AFGESPLITST = {"WLZ-AFS-06b", "WLZ-TRA-03b", "WLZ-ING-01b", "WLZ-CON-01b"}


@pytest.fixture(scope="module")
def draaiboek() -> Draaiboek:
    return laad("iwlz-2.0")


@pytest.mark.parametrize(
    ("nr", "moment", "tot"),
    [
        ("M0", "2018-03-29T17:00:00+02:00", "2018-03-30T17:00:00+02:00"),
        ("M1", "2018-03-30T17:00:00+02:00", "2018-04-03T00:00:00+02:00"),
        ("P", "2018-04-01T00:00:00+02:00", None),
        ("M2", "2018-04-03T00:00:00+02:00", None),
        ("V0", "2018-03-29T17:00:00+02:00", "2018-04-03T00:00:00+02:00"),
        ("V1", "2018-04-03T00:00:00+02:00", "2018-04-05T00:00:00+02:00"),
        ("V2", "2018-04-03T00:00:00+02:00", "2018-04-14T00:00:00+02:00"),
        ("V3", "2018-04-03T00:00:00+02:00", "2018-05-01T00:00:00+02:00"),
        ("V4", "2018-04-03T00:00:00+02:00", "2018-06-01T00:00:00+02:00"),
    ],
)
def test_elke_mijlpaal_staat_op_zijn_moment(draaiboek: Draaiboek, nr: str, moment: str, tot: str | None) -> None:
    mijlpaal = draaiboek.mijlpaal(nr)
    assert mijlpaal.moment.isoformat() == moment
    assert (mijlpaal.tot and mijlpaal.tot.isoformat()) == tot


def test_de_fasen_sluiten_aan(draaiboek: Draaiboek) -> None:
    assert [draaiboek.fase(moment).nr for moment in (M0 - SECONDE, M0, M1 - SECONDE, M1, M2 - SECONDE, M2)] == [
        0, 1, 1, 2, 2, 3,
    ]  # fmt: skip
    assert draaiboek.live.moment == M2
    assert draaiboek.hernieuwd_per == date(2018, 4, 1)


@pytest.mark.parametrize(("typen", "stop"), [(HEEN, M0), (RETOUR, M1)])
def test_1_2_stopt_en_2_0_begint(draaiboek: Draaiboek, typen: tuple[str, ...], stop: datetime) -> None:
    for type_ in typen:
        assert draaiboek.versie_op(type_, stop - SECONDE) == "1.2"
        assert draaiboek.versie_op(type_, stop) is None
        assert draaiboek.versie_op(type_, M2 - SECONDE) is None
        assert draaiboek.versie_op(type_, M2) == "2.0"


def test_van_elke_stopregel_is_gezegd_waar_hij_vandaan_komt(draaiboek: Draaiboek) -> None:
    van = {type_: draaiboek.oordeel(type_, "1.2", M2) for type_ in draaiboek.typen}
    assert {van[type_].herkomst for type_ in HEEN} == {Herkomst.AFLEIDING}
    assert {van[type_].herkomst for type_ in RETOUR} == {Herkomst.SEED}
    assert {van[type_].herkomst for type_ in ("IO31", "CA317", "AW317", "ZK33")} == {Herkomst.AFLEIDING}
    assert van["ZK31"].herkomst is Herkomst.BRON
    assert all(oordeel.soort is Soort.GEBLOKKEERD and oordeel.toelichting for oordeel in van.values())


def test_de_keten_eromheen_is_facultatief(draaiboek: Draaiboek) -> None:
    facultatief = {paar.heen for paar in draaiboek.paren if paar.facultatief}
    assert facultatief == {"AW317", "IO31", "ZK31", "ZK33", "ZK35", "ZK39", "CA317", "CA319"}
    assert draaiboek.toetsrollen == ("aanbieder", "zorgkantoor")
    assert draaiboek.rollen["aanbieder"].naam == "zorgaanbieder"
    assert not draaiboek.bestaat("ZK31", "1.2")
    assert draaiboek.bestaat("ZK31", "2.0")


def test_alle_eisen_zijn_er(draaiboek: Draaiboek) -> None:
    ids = {f"WLZ-{tabel}-{nr:02}" for tabel, aantal in AANTALLEN.items() for nr in range(1, aantal + 1)}
    assert set(draaiboek.eisen) == ids | AFGESPLITST
    zonder = {eis.id for eis in draaiboek.eisen.values() if not eis.toets}
    assert zonder == {"WLZ-INH-05"}
    # Nothing mandatory rests on a statement: a system by itself must be able to end CONFORM.
    assert all(eis.ernst is Ernst.INFORMATIEF for eis in draaiboek.eisen.values() if eis.toets == "attest")


def test_wat_is_afgeleid_zegt_waaruit(draaiboek: Draaiboek) -> None:
    afgeleid = [eis for eis in draaiboek.eisen.values() if eis.herkomst is not Herkomst.SEED]
    assert afgeleid
    assert all(eis.toelichting for eis in afgeleid)


def test_alles_is_er_in_het_engels(draaiboek: Draaiboek) -> None:
    engels = draaiboek.vertalingen["en"]
    sleutels = {f"eis {eis}" for eis in draaiboek.eisen} | {f"mijlpaal {nr}" for nr in draaiboek.mijlpalen}
    sleutels |= {f"fase {fase.nr}" for fase in draaiboek.fasen} | {f"rol {rol}" for rol in draaiboek.rollen}
    assert sleutels | {"titel"} <= set(engels)
    teksten = {tekst for proef in draaiboek.proeven for tekst in proef.teksten}
    assert {f"proef {tekst}" for tekst in teksten} <= set(engels)
    toelichtingen = {eis.toelichting for eis in draaiboek.eisen.values()} | {
        oordeel.toelichting for strook in draaiboek.stroken.values() for oordeel in strook.oordelen
    }
    toelichtingen |= {mijlpaal.toelichting for mijlpaal in draaiboek.mijlpalen.values()}
    assert {f"toelichting {tekst}" for tekst in toelichtingen - {""}} <= set(engels)


ANDERE_LEZING = """
formaat = 1
basis = "iwlz-2.0"
titel = "iWlz, met een eigen schema"

[uitgave.eigen-schema]
standaard = "iwlz"
voorvoegsel = ""
titel = "iWlz met een eigen schema"

[[venster]]
types = ["AW35", "AW39"]
versie = "1.2"
geblokkeerd_vanaf = "M0"
herkomst = "bron"

[[venster]]
types = ["AW33", "AW34", "AW36", "AW310"]
versie = "1.2"
geblokkeerd_vanaf = "M1"
herkomst = "bron"

[[paar]]
heen = "AW317"
facultatief = false
"""


def test_een_gebruiker_kiest_andere_stopregels(tmp_path: Path) -> None:
    pad = tmp_path / "eigen.toml"
    pad.write_text(ANDERE_LEZING, encoding="utf-8")
    (eigen,) = lees(pad)
    halverwege = M0 + timedelta(hours=1)
    assert eigen.oordeel("AW33", "1.2", halverwege) == Oordeel.TOEGESTAAN
    assert eigen.oordeel("AW35", "1.2", halverwege) == Oordeel.GEBLOKKEERD
    assert eigen.oordeel("AW33", "1.2", M1) == Oordeel.GEBLOKKEERD
    assert eigen.oordeel("AW33", "1.2", M1).herkomst is Herkomst.BRON
    assert not eigen.paar("AW317").facultatief
    assert eigen.paar("IO31").facultatief
    assert set(eigen.eisen) == set(laad("iwlz-2.0").eisen)
    assert eigen.hernieuwd_per == date(2018, 4, 1)
