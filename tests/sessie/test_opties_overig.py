"""--draaiboek-zaad, -streng, -marge, -klok and -alleen-fixtures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_draaiboek.rapport.bestand import lees

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

AFSPRAAK = """
class Ons(VoorbeeldAanbieder):
    def verzendversie(self, nummer):
        return "3.0" if nummer == "303" and self.klok() < self.kalender.migraties[0].stop_retour else super().verzendversie(nummer)
"""
KWARTIER = """
from datetime import timedelta
class Ons(VoorbeeldAanbieder):
    def verzendversie(self, nummer):
        straks = self.kalender.verzendversie(nummer, self.klok() + timedelta(minutes=15))
        return straks if straks == super().verzendversie(nummer) else None
"""


def test_een_afspraak_is_een_aandachtspunt_en_streng_een_fout(project: Project, draai: Draai) -> None:
    project(AFSPRAAK)
    los = draai("-rx")
    assert los.ret == 0
    los.assert_outcomes(passed=132, xfailed=1)
    los.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM: met aandachtspunt: 3.3.1"])
    los.stdout.fnmatch_lines(["XFAIL *3.3.1-WMO303* - aandachtspunt bij eis 3.3.1: *"])
    streng = draai("--draaiboek-streng")
    assert streng.ret == 1
    streng.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 3.3.1"])


def test_wie_met_opzet_eerder_sluit_zegt_dat(project: Project, draai: Draai) -> None:
    project(KWARTIER)
    zonder = draai()
    assert zonder.ret == 1
    zonder.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM: *3.1.2*"])
    met = draai("--draaiboek-marge=15m")
    met.stdout.fnmatch_lines(
        ["Met marge: het systeem mag 15 minuten eerder sluiten.", "iwmo-3.1 als aanbieder: CONFORM"]
    )
    assert met.ret == 0


@pytest.mark.parametrize(
    ("optie", "melding"),
    [
        ("--draaiboek-marge=kwartier", "*'kwartier' is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d.*"),
        (
            "--draaiboek-marge=-5m",
            "*--draaiboek-marge is '-5m'; verwacht wordt een duur van nul tot een dag: hoeveel eerder het systeem met opzet sluit.*",
        ),
        (
            "--draaiboek-marge=2d",
            "*--draaiboek-marge is '2d'; verwacht wordt een duur van nul tot een dag: hoeveel eerder het systeem met opzet sluit.*",
        ),
        (
            "--draaiboek-zaad=zeven",
            "*--draaiboek-zaad is 'zeven'; verwacht wordt een geheel getal. Geef bijvoorbeeld 7.*",
        ),
        (
            "--draaiboek-klok=zonnewijzer",
            "*--draaiboek-klok is 'zonnewijzer'. Kies uit freezegun, time-machine, of faketime voor een proces dat de kit start.*",
        ),
    ],
)
def test_een_waarde_die_niet_kan(draai: Draai, optie: str, melding: str) -> None:
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", optie)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


@pytest.mark.parametrize(
    ("rol", "onderdeel"), [("gemeente", "kalender"), ("aanbieder", "kalender,techniek"), ("knooppunt", "kalender")]
)
def test_met_de_andere_klok_is_het_oordeel_gelijk(draai: Draai, rol: str, onderdeel: str) -> None:
    pytest.importorskip("time_machine")
    doel = (f"--draaiboek-systeem=voorbeeld:{rol}", "--draaiboek-klok=time-machine")
    uitslag = draai(*doel, draaiboek="ijw-3.1", onderdeel=onderdeel)
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines([f"ijw-3.1 als {rol}: CONFORM"])
    if "techniek" in onderdeel:
        uitslag.stdout.fnmatch_lines([f"ijw-3.1 als {rol}, techniek: VOLDOET"])


@pytest.mark.parametrize("zaad", [1, 12345])
def test_elk_zaad_geeft_hetzelfde_oordeel(draai: Draai, zaad: int) -> None:
    assert draai("--draaiboek-systeem=voorbeeld:gemeente", f"--draaiboek-zaad={zaad}").ret == 0


def test_alleen_de_fixtures(project: Project, draai: Draai, pytester: pytest.Pytester) -> None:
    project(
        test_eigen="def test_klok(draaiboek_klok):\n    draaiboek_klok.op('3.1.2')\n    assert draaiboek_klok.nu.hour == 17\n"
    )
    uitslag = draai("--draaiboek-alleen-fixtures", "--draaiboek-rapport=uit")
    uitslag.assert_outcomes(passed=1)
    assert uitslag.ret == 0
    uitslag.stdout.no_fnmatch_line("*CONFORM*")
    assert not (pytester.path / "uit").exists()


def test_gegevens_uit_een_bestand(pytester: pytest.Pytester, draai: Draai) -> None:
    (pytester.path / "codes.toml").write_text(
        'agb_code = "98765432"\ngemeentecode = "0344"\n[[producten]]\ncategorie = "07"\ncode = "07A01"\n',
        encoding="utf-8",
    )
    pytester.makepyfile(
        mijn="""
        from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
        class Ons(VoorbeeldAanbieder):
            def ontvang(self, bericht):
                assert (bericht.afzender, bericht.ontvanger) in {("0344", "98765432"), ("98765432", "0344")}
                if bericht.berichttype == "WMO301":
                    (product,) = bericht.inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"]
                    assert product["Product"] == {"Categorie": "07", "Code": "07A01"}
                return super().ontvang(bericht)
        """
    )
    pytester.makeini("[pytest]\ndraaiboek_gegevens = codes.toml\n")
    uitslag = draai("--draaiboek-systeem=mijn:Ons", "--draaiboek-rapport=uit")
    assert uitslag.ret == 0
    assert lees(pytester.path / "uit" / "resultaat.json").draaiboeken[0].eindoordeel == "CONFORM"


def test_gegevens_die_niet_kunnen(pytester: pytest.Pytester, draai: Draai) -> None:
    pytester.makeini("[pytest]\ndraaiboek_gegevens = codes.toml\n")
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        ["*codes.toml: niet te lezen (No such file or directory). Controleer draaiboek_gegevens.*"]
    )
    (pytester.path / "codes.toml").write_text(
        'agb_code = "1"\ngemeentecode = "0344"\nbsns = ["123456782", "999900006"]\n[[producten]]\ncategorie = "07"\ncode = "07A01"\n',
        encoding="utf-8",
    )
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder")
    uitslag.stderr.fnmatch_lines(["*agb_code is '1'; verwacht worden acht cijfers; BSN '123456782' is niet fictief*"])


def test_de_eigen_gegevensfixture(project: Project, draai: Draai) -> None:
    project(
        "from pytest_draaiboek.berichten import Product\n"
        "class Ons(VoorbeeldGemeente):\n"
        "    def ontvang(self, bericht):\n"
        "        assert '0344' in (bericht.afzender, bericht.ontvanger)\n"
        "        return super().ontvang(bericht)\n"
        "@pytest.fixture\n"
        "def draaiboek_gegevens():\n"
        "    return Gegevens(agb_code='98765432', gemeentecode='0344', producten=(Product('01', '01A01'),))\n"
    )
    uitslag = draai("-k", "3.1.6 or 3.1.3")
    uitslag.assert_outcomes(passed=10, deselected=134)
