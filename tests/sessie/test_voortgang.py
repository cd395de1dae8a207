"""Progress on a long run: a line now and then, in real time, that spoils nothing of what pytest itself shows."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pytest_draaiboek import sessie
from pytest_draaiboek.sessie.voortgang import DAARNA_S, EERSTE_NA_S, Voortgang, voortgangsregel

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

# Every case takes a while, on a clock that is not frozen; two of the eight of this eis deviate, and one cannot be tried.
TRAAG = """
import time

class Ons(VoorbeeldAanbieder):
    def reset(self):
        eind = time.perf_counter() + 0.05
        while time.perf_counter() < eind:
            pass
        super().reset()

    def verzend(self, opdracht):
        if opdracht.berichttype in ("WMO305", "WMO307"):
            return Uitkomst(Status.AANVAARD, opdracht.als_bericht("3.0"))
        return super().verzend(opdracht)
"""
REGEL = re.compile(
    r"^draaiboek: (\d+) van 8 gevallen \((\d+)%\)(?:, (?:1 wijkt|(\d) wijken) af)?(?:, 1 niet getoetst)?, 0:\d\d bezig, nog ongeveer 0:\d\d$"
)


@pytest.fixture
def ongeduldig(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have it speak after a tenth of a second, and again after another."""
    monkeypatch.setattr(sessie, "Voortgang", partial(Voortgang, eerste_na_s=0.1, daarna_s=0.1))


def gezegd(uitslag: pytest.RunResult) -> list[re.Match[str]]:
    regels = [regel for regel in uitslag.outlines if "draaiboek: " in regel]
    gevonden = [REGEL.match(regel) for regel in regels]
    assert all(gevonden), regels
    return [regel for regel in gevonden if regel]


@pytest.mark.usefixtures("ongeduldig")
def test_een_lange_run_zegt_nu_en_dan_hoe_ver_hij_is(project: Project, draai: Draai) -> None:
    project(TRAAG)
    uitslag = draai("-k", "2.1b")
    gevonden = gezegd(uitslag)
    assert 2 <= len(gevonden) < 8
    klaar = [int(regel[1]) for regel in gevonden]
    assert klaar == sorted(set(klaar))
    assert [int(regel[2]) for regel in gevonden] == [100 * aantal // 8 for aantal in klaar]
    assert gevonden[-1][0].count(" 2 wijken af,") == 1


def test_na_een_regel_zwijgt_het_een_tijd(project: Project, draai: Draai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessie, "Voortgang", partial(Voortgang, eerste_na_s=0.1, daarna_s=600))
    project(TRAAG)
    assert len(gezegd(draai("-k", "2.1b"))) == 1


@pytest.mark.usefixtures("ongeduldig")
def test_de_stippen_van_pytest_blijven_heel(project: Project, draai: Draai) -> None:
    project(TRAAG)
    uitslag = draai("-k", "2.1b", "--no-summary")
    rijen = [re.match(r"tests/conftest\.py ([.Fs]+)(?: +\[ *\d+%\])?$", regel) for regel in uitslag.outlines]
    letters = "".join(rij[1] for rij in rijen if rij)
    assert [letters.count(letter) for letter in ".Fs"] == [5, 2, 1]


@pytest.mark.usefixtures("ongeduldig")
def test_met_werkers_staat_elke_regel_op_zichzelf(project: Project, draai: Draai) -> None:
    pytest.importorskip("xdist")
    project(TRAAG)
    assert gezegd(draai("-k", "2.1b", "-n", "2"))


@pytest.mark.usefixtures("ongeduldig")
def test_naast_de_namen_van_v(project: Project, draai: Draai) -> None:
    project(TRAAG)
    uitslag = draai("-k", "2.1b", "-v")
    assert gezegd(uitslag)
    assert (
        len([regel for regel in uitslag.outlines if re.search(r"2\.1b-WMO\d+\] (PASSED|FAILED|SKIPPED)", regel)]) == 8
    )


@pytest.mark.usefixtures("ongeduldig")
@pytest.mark.parametrize(
    "opties",
    [
        ("-k", "2.1b", "-q"),
        ("-k", "2.1b", "--collect-only"),
        ("--draaiboek-alleen-fixtures",),
        ("-k", "test_eigen"),
        ("-k", "2.1b", "-p", "no:terminal"),
    ],
    ids=["q", "collect-only", "alleen-fixtures", "geen-geval", "zonder-terminal"],
)
def test_soms_zegt_het_niets(project: Project, draai: Draai, opties: tuple[str, ...]) -> None:
    project(TRAAG, test_eigen="import time\n\ndef test_eigen():\n    time.sleep(0.2)\n")
    assert gezegd(draai(*opties)) == []


def test_een_korte_run_zegt_niets(project: Project, draai: Draai) -> None:
    project(TRAAG)
    assert (EERSTE_NA_S, DAARNA_S) == (15, 30)
    assert gezegd(draai("-k", "2.1b")) == []


@pytest.mark.parametrize(
    ("soorten", "totaal", "bezig_s", "regel"),
    [
        (
            ["voldoet"] * 118 + ["afwijking"] * 2,
            207,
            70,
            "120 van 207 gevallen (57%), 2 wijken af, 1:10 bezig, nog ongeveer 0:51",
        ),
        (["voldoet", "aandachtspunt"], 3, 15.4, "2 van 3 gevallen (66%), 0:15 bezig, nog ongeveer 0:08"),
        (
            ["afwijking", "adapterfout", "niet getoetst", "iets nieuws"],
            4000,
            40,
            "4 van 4000 gevallen (0%), 1 wijkt af, 3 niet getoetst, 0:40 bezig, nog ongeveer 11:06:00",
        ),
    ],
)
def test_de_regel(soorten: list[str], totaal: int, bezig_s: float, regel: str) -> None:
    assert voortgangsregel(soorten, totaal, bezig_s) == f"draaiboek: {regel}"
