"""--draaiboek-uitstel: the moments of the draaiboeken of a run moved, and everything that a run shows and judges by with them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.rapport.bestand import lees

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

AANBIEDER = "--draaiboek-systeem=voorbeeld:aanbieder"
ENKELE = ["-k", "3.1.2-WMO305 or 4.1.3-WMO305"]
ZONDER = """
class Ons(VoorbeeldAanbieder):
    def stel_uit(self, uitstel):
        raise NietOndersteund("dat kan ons pakket nog niet")
"""
NEGEERT = """
class Ons(VoorbeeldAanbieder):
    def stel_uit(self, uitstel):
        return Uitkomst("aanvaard")
"""
EIGEN = """
from datetime import timedelta

def test_kalender(draaiboek, draaiboek_klok, draaiboek_knooppunt, draaiboek_berichten):
    draaiboek_klok.net_voor(draaiboek.live.nr)
    assert f"{draaiboek_klok.nu:%d-%m %H:%M:%S}" == "05-04 12:59:59"
    geweigerd = draaiboek_knooppunt.dien_in(draaiboek_berichten.maak("WMO301", "3.1"))
    assert (geweigerd.doorgegeven, geweigerd.code) == (False, "DB-STOP")
    draaiboek_klok.op(draaiboek.live.nr)
    assert draaiboek_knooppunt.dien_in(draaiboek_berichten.maak("WMO301")).doorgegeven
    assert draaiboek.uitstel.was[draaiboek.live.nr] == draaiboek.live.moment - timedelta(days=1)

@pytest.mark.mijlpaal("5.1")
def test_gemerkt(draaiboek_klok):
    assert draaiboek_klok.nu.day == 5

def test_elke_mijlpaal(mijlpaal, draaiboek_klok):
    assert draaiboek_klok.nu == mijlpaal.moment
    assert (mijlpaal.nr == "3.2.4") <= (mijlpaal.moment.day == 5)
"""
KORT = "Met uitstel: 3.1 is live op 05-04-2022 13:00, niet op 04-04-2022 13:00; gemeld op 04-04-2022 12:00."


def test_een_goed_systeem_is_conform_volgens_de_verzette_kalender(draai: Draai, pytester: pytest.Pytester) -> None:
    uitslag = draai(AANBIEDER, "--draaiboek-uitstel=24h", "--draaiboek-rapport=uit")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(
        [
            "Met uitstel: 3.1 is live op 05-04-2022 13:00, niet op 04-04-2022 13:00; gemeld",
            "op 04-04-2022 12:00.",
            "iwmo-3.1 als aanbieder: CONFORM",
        ]
    )
    map_ = pytester.path / "uit"
    (een,) = lees(map_ / "resultaat.json").draaiboeken
    uitstel = een.draaiboek.uitstel
    assert uitstel
    assert [m.isoformat() for m in (uitstel.gemeld_op, uitstel.live_was, uitstel.live)] == [
        "2022-04-04T12:00:00+02:00", "2022-04-04T13:00:00+02:00", "2022-04-05T13:00:00+02:00",
    ]  # fmt: skip
    assert {v.nr for v in uitstel.verzet} == {"3.2.3.tot", "3.2.4", "4.1.1", "4.1.2", "4.1.3", "5.1", "5.2", "5.2.tot"}
    assert {f"{m.moment:%d-%m %H:%M}" for m in een.draaiboek.kalender.mijlpalen if m.nr == "3.2.4"} == {"05-04 13:00"}
    bladzijde = (map_ / "rapport.html").read_text(encoding="utf-8")
    assert "met uitstel: 3.1 is live op di 5 apr 2022, 13:00, niet op ma 4 apr 2022, 13:00" in bladzijde
    assert "het systeem hoorde het op ma 4 apr 2022, 12:00" in bladzijde
    assert "mijlpaal 5.2.tot: di 3 mei 2022, 13:00, in plaats van ma 2 mei 2022, 13:00" in bladzijde
    assert json.loads((map_ / "badge.json").read_text("utf-8"))["message"] == "conform, na uitstel"
    # English is drawn from the same result.
    assert hoofd(["rapport", str(map_ / "resultaat.json"), "--taal", "en", "--naar", str(pytester.path / "en")]) == 0
    engels = (pytester.path / "en" / "rapport.html").read_text(encoding="utf-8")
    assert "postponed: 3.1 is live at Tue 5 Apr 2022, 13:00, not at Mon 4 Apr 2022, 13:00" in engels
    assert "conform, after postponement" in (pytester.path / "en" / "badge.svg").read_text(encoding="utf-8")


def test_zonder_het_verb_blijft_het_niet_getoetst(project: Project, draai: Draai) -> None:
    project(ZONDER)
    uitslag = draai("--draaiboek-uitstel=24h", "-rs")
    assert uitslag.ret == 1
    telling = uitslag.parseoutcomes()
    # What is over before it is told is judged all the same.
    assert telling.keys() == {"passed", "skipped"}
    assert 0 < telling["passed"] < telling["skipped"]
    reden = "het systeem ondersteunt stel_uit niet: dat kan ons pakket nog niet. Vul stel_uit aan in de adapter."
    uitslag.stdout.fnmatch_lines([f"SKIPPED *niet getoetst: {reden}"])
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: 1.1, *"])
    assert draai(*ENKELE).parseoutcomes()["passed"] == 2


def test_wie_zich_er_niets_van_aantrekt_is_niet_conform(project: Project, draai: Draai) -> None:
    project(NEGEERT)
    uitslag = draai("--draaiboek-uitstel=24h", "-k", "2.1a-WMO305")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 2.1a"])


def test_verzette_mijlpalen_uit_een_bestand(draai: Draai, pytester: pytest.Pytester) -> None:
    (pytester.path / "later.toml").write_text(
        '[mijlpaal]\n"3.1.2" = 2022-03-30T18:00:00\n"3.1.3" = 2022-03-30T18:00:00\n"3.2.1" = 2022-03-30T18:00:00\n',
        encoding="utf-8",
    )
    uitslag = draai(AANBIEDER, "--draaiboek-uitstel=later.toml", "--draaiboek-rapport=uit", *ENKELE)
    uitslag.assert_outcomes(passed=2)
    uitslag.stdout.fnmatch_lines(["Met uitstel: mijlpaal 3.1.2 valt op 30-03-2022 18:00, niet op 30-03-2022 17:00;*"])
    uitslag.stdout.no_fnmatch_line("*is live op*")
    (een,) = lees(pytester.path / "uit" / "resultaat.json").draaiboeken
    momenten = {w.moment.hour for eis in een.eisen if eis.id == "3.1.2" for g in eis.gevallen for w in g.waarnemingen}
    assert {17, 18} <= momenten
    bladzijde = (pytester.path / "uit" / "rapport.html").read_text(encoding="utf-8")
    assert "met uitstel: mijlpaal 3.2.1 valt op wo 30 mrt 2022, 18:00, niet op wo 30 mrt 2022, 17:00" in bladzijde


def test_de_ini_waarde_en_elk_draaiboek_van_de_run(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek_uitstel = 24h\n")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1,ijw-3.1", AANBIEDER, "-k", "4.1.3-WMO305 or 4.1.3-JW305")
    uitslag.assert_outcomes(passed=2)
    uitslag.stdout.fnmatch_lines(["iWmo*", "Met uitstel: 3.1 is live*", "iJw*", "Met uitstel: 3.1 is live*"])


def test_de_fixtures_volgen_de_verzette_kalender(project: Project, draai: Draai) -> None:
    project(test_eigen=EIGEN)
    uitslag = draai("--draaiboek-uitstel=24h", "--draaiboek-alleen-fixtures")
    assert uitslag.ret == 0


def test_een_systeem_in_een_ander_proces_hoort_het_ook(draai: Draai, pytester: pytest.Pytester) -> None:
    bediening = Path(__file__).parent.parent / "systemen" / "bediening.py"
    doel = f'proces:"{sys.executable}" "{bediening}" lijnen pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder'
    uitslag = draai(f"--draaiboek-systeem={doel}", "--draaiboek-uitstel=24h", *ENKELE)
    uitslag.assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("waarde", "melding"),
    [
        (
            "morgen",
            "*--draaiboek-uitstel is 'morgen'; verwacht wordt hoeveel later, of een bestand (.toml) met de nieuwe*",
        ),
        ("0s", "*--draaiboek-uitstel is '0s'; verwacht wordt hoeveel later, of een bestand (.toml) met de nieuwe*"),
        ("-1h", "*--draaiboek-uitstel is '-1h'; verwacht wordt hoeveel later*"),
        ("400d", "*Een uitstel van 400 dagen is meer dan een jaar*"),
        ("weg.toml", "*weg.toml*"),
        ("ander.toml", "*ander.toml: draaiboek iwmo-3.1 heeft geen mijlpaal '9.9'.*"),
    ],
)
def test_wat_niet_kan(draai: Draai, pytester: pytest.Pytester, waarde: str, melding: str) -> None:
    (pytester.path / "ander.toml").write_text('[mijlpaal]\n"9.9" = 2022-03-30T18:00:00\n', encoding="utf-8")
    uitslag = draai(AANBIEDER, f"--draaiboek-uitstel={waarde}")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


def test_een_vergelijking_zegt_wat_er_verzet_is(
    draai: Draai, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    draai(AANBIEDER, "--draaiboek-rapport=eerst", *ENKELE)
    draai(AANBIEDER, "--draaiboek-rapport=later", "--draaiboek-uitstel=24h", *ENKELE)
    capsys.readouterr()
    hoofd(["vergelijk", str(pytester.path / "eerst"), str(pytester.path / "later")])
    gezegd = " ".join(capsys.readouterr().out.split())
    assert f"uitstel: geen -> {KORT.removeprefix('Met uitstel: ').removesuffix('.')}" in gezegd


def test_een_diagnose_vraagt_ernaar_als_er_iets_verzet_is(
    draai: Draai, project: Project, pytester: pytest.Pytester
) -> None:
    pytester.makepyfile(
        mijn="from pytest_draaiboek import *\nfrom pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder\n"
        + ZONDER
    )
    met = draai("--draaiboek-diagnose", AANBIEDER, "--draaiboek-uitstel=24h")
    assert met.ret == 0
    met.stdout.fnmatch_lines(["goed    stel_uit: niets verzonden; het systeem zegt: aanvaard De migratie is verzet."])
    zonder = draai("--draaiboek-diagnose", "--draaiboek-systeem=mijn:Ons", "--draaiboek-uitstel=24h")
    zonder.stdout.fnmatch_lines(
        ["let op  stel_uit: het systeem ondersteunt stel_uit niet: dat kan ons pakket nog niet"]
    )
    zonder.stdout.fnmatch_lines(
        ["*zonder stel_uit blijft elk geval dat voorbij de aanzegging van --draaiboek-uitstel komt, niet getoetst*"]
    )
    nooit = draai("--draaiboek-diagnose", "--draaiboek-systeem=mijn:Ons")
    nooit.stdout.no_fnmatch_line("*stel_uit*")
