"""A system in another process, in a run: the same verdict, and never a better one when it is gone."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

BEDIENING = Path(__file__).parents[1] / "systemen" / "bediening.py"
GOED = "pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"
MIJN = """
import os
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.partij import *

class Valt(VoorbeeldAanbieder):
    nr = 0
    def verzend(self, opdracht):
        Valt.nr += 1
        if Valt.nr == 300:
            print("de database is weg", file=__import__("sys").stderr, flush=True)
            os._exit(3)
        return super().verzend(opdracht)

class Weigert(VoorbeeldAanbieder):
    def verzend(self, opdracht):
        return geweigerd("NEE", "Dat mag nu niet.")
    def ontvang(self, bericht):
        return geweigerd("NEE", "Dat mag nu niet.")

class ZonderStand(VoorbeeldAanbieder):
    def stand(self):
        return Systeem.stand(self)

class AndereKlok(VoorbeeldAanbieder):
    def klok(self):
        return super().klok() - self.kalender.migraties[0].stop_heen.utcoffset()

class TeLaat(VoorbeeldAanbieder):
    def verzendversie(self, nummer):
        return "3.0" if nummer == "305" and self.klok() < self.kalender.migraties[0].stop_retour else super().verzendversie(nummer)
"""


def opties(hoe: str, wat: str, map_: Path) -> list[str]:
    python, bediening = f'"{sys.executable}"', f'"{BEDIENING}"'
    if hoe == "lijnen":
        return [f'--draaiboek-systeem=proces:{python} {bediening} lijnen {wat} "{map_}"']
    return [
        "--draaiboek-systeem=http://127.0.0.1:{poort}",
        f'--draaiboek-start={python} {bediening} {{poort}} {wat} "{map_}"',
    ]


@pytest.fixture(params=["lijnen", "http"])
def hoe(request: pytest.FixtureRequest) -> str:
    gekozen: str = request.param
    return gekozen


def draai(pytester: pytest.Pytester, hoe: str, wat: str, *meer: str) -> pytest.RunResult:
    pytester.makepyfile(mijn=MIJN)
    return pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender", *opties(hoe, wat, pytester.path), *meer
    )


def verdicten(map_: Path) -> dict[str, str]:
    (draaiboek,) = json.loads((map_ / "resultaat.json").read_text(encoding="utf-8"))["draaiboeken"]
    return {eis["id"]: eis["verdict"] for eis in draaiboek["eisen"]} | {"": draaiboek["eindoordeel"]}


def test_alleen_en_met_werkers_hetzelfde_oordeel(pytester: pytest.Pytester, hoe: str) -> None:
    """A whole calendar over a line takes long: what is alike shows from a part, in which one eis fails and others do not."""
    pytest.importorskip("xdist")
    deel = ("-k", "3.1.2 or 1.3c or 3.1.4")
    alleen = draai(pytester, hoe, "mijn:TeLaat", "--draaiboek-rapport=alleen", *deel)
    samen = draai(pytester, hoe, "mijn:TeLaat", "--draaiboek-rapport=samen", "-n", "2", *deel)
    assert alleen.ret == samen.ret == 1
    assert alleen.parseoutcomes()["failed"] == samen.parseoutcomes()["failed"]
    gevonden = verdicten(pytester.path / "alleen")
    assert verdicten(pytester.path / "samen") == gevonden
    assert (gevonden[""], gevonden["3.1.2"], gevonden["3.1.4"]) == ("NIET CONFORM", "voldoet niet", "voldoet")


def test_met_werkers_wordt_alles_getoetst(pytester: pytest.Pytester, hoe: str) -> None:
    pytest.importorskip("xdist")
    uitslag = draai(pytester, hoe, GOED, "--draaiboek-rapport=samen", "-n", "2")
    assert uitslag.ret == 0
    assert verdicten(pytester.path / "samen")[""] == "CONFORM"


def test_wie_halverwege_omvalt_is_niet_conform_maar_onvolledig(pytester: pytest.Pytester, hoe: str) -> None:
    uitslag = draai(pytester, hoe, "mijn:Valt")
    assert uitslag.ret == 1
    tekst = uitslag.stdout.str()
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: *"])
    uitslag.stdout.no_fnmatch_line("*: CONFORM*")
    assert "eindigde met exitstatus 3" in tekst
    assert "de database is weg" in tekst
    assert ("Het systeem proces:" if hoe == "lijnen" else "Het systeem http://127.0.0.1:") in tekst
    geslaagd = uitslag.parseoutcomes()["passed"]
    assert 0 < geslaagd < 133
    uitslag.stdout.fnmatch_lines([f"{geslaagd} van 133 gevallen getoetst (*%)."])


def test_wie_alles_weigert_is_niet_conform(pytester: pytest.Pytester, hoe: str) -> None:
    uitslag = draai(pytester, hoe, "mijn:Weigert")
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM*"])
    assert uitslag.ret == 1


def test_een_verb_dat_er_niet_is_laat_de_eis_open(pytester: pytest.Pytester, hoe: str) -> None:
    uitslag = draai(pytester, hoe, "mijn:ZonderStand", "-rs")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*het systeem ondersteunt stand niet: ZonderStand heeft geen stand().*"])
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: *"])


def test_een_andere_klok_is_niet_getoetst_met_wat_te_doen(pytester: pytest.Pytester, hoe: str) -> None:
    uitslag = draai(pytester, hoe, "mijn:AndereKlok", "-rs")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        ["*het systeem leest een andere klok: gezet op * laat het systeem bij zet_klok zijn eigen klok zetten*"]
    )
    uitslag.stdout.fnmatch_lines(["0 van 133 gevallen getoetst (0%).", "iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


def test_de_rol_komt_van_het_systeem_zelf(pytester: pytest.Pytester, hoe: str) -> None:
    knooppunt = "pytest_draaiboek.systemen.voorbeelden:VoorbeeldKnooppunt"
    uitslag = draai(pytester, hoe, knooppunt)
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als knooppunt: CONFORM"])
    assert set(uitslag.parseoutcomes()) == {"passed"}
    uitslag = draai(pytester, hoe, knooppunt, "--draaiboek-rol=aanbieder", "-k", "3.1.2")
    uitslag.stdout.fnmatch_lines(["*Het systeem zegt dat het een knooppunt is; gevraagd is aanbieder.*"])
    assert uitslag.ret == 1


def test_het_proces_start_een_keer_en_is_daarna_weg(pytester: pytest.Pytester, hoe: str) -> None:
    uitslag = draai(pytester, hoe, "telt:Telt", "-k", "3.1.2 or 1.3c or eigen", "-p", "no:cacheprovider")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    pytester.makepyfile(
        telt="""
        import os, pathlib
        from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
        with open("pids", "a") as uit:
            print(os.getpid(), file=uit)
        class Telt(VoorbeeldAanbieder):
            pass
        """,
        test_eigen="def test_eigen(draaiboek_systeem): assert draaiboek_systeem.stand().te_verzenden == 0",
    )
    uitslag = draai(pytester, hoe, "telt:Telt", "-k", "3.1.2 or 1.3c or eigen")
    uitslag.stdout.fnmatch_lines(["*test_eigen.py .*"])
    (pid,) = (pytester.path / "pids").read_text().split()
    assert not is_er_nog(int(pid))


def is_er_nog(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_een_programma_dat_maar_een_keer_kan_draaien(pytester: pytest.Pytester) -> None:
    """With a second worker it can't be started again: those cases are not tested, and say why."""
    pytest.importorskip("xdist")
    pytester.makepyfile(
        eenling="""
        import os, sys
        from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
        try:
            os.close(os.open("slot", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            sys.exit("er draait er al een")
        class Ons(VoorbeeldAanbieder):
            def sluit(self):
                os.unlink("slot")
        """
    )
    uitslag = draai(pytester, "lijnen", "eenling:Ons", "-n", "2")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*eindigde met exitstatus 1 tijdens beschrijving.", "  er draait er al een"])
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG: niet getoetst: *"])
    assert uitslag.parseoutcomes()["passed"] > 0


def test_vanuit_de_eigen_conftest(pytester: pytest.Pytester) -> None:
    """What docs/howto/andere-talen.md shows."""
    tekst = (Path(__file__).parents[2] / "docs" / "howto" / "andere-talen.md").read_text(encoding="utf-8")
    (getoond,) = re.findall(r"```python\n(.*?)```", tekst, re.DOTALL)
    doel = f'proces:"{sys.executable}" "{BEDIENING}" lijnen {GOED}'
    applicatie = f"@pytest.fixture(scope='session')\ndef onze_applicatie() -> str:\n    return {doel!r}\n"
    pytester.makeconftest(f"{getoond}\n\n{applicatie}")
    uitslag = pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender", "--draaiboek-rol=aanbieder"
    )
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM"])
