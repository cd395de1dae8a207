"""-q and -v mean for the verdict what they mean in pytest: less of it, or more; never no verdict."""

from collections.abc import Callable
from pathlib import Path

import pytest

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

FOUT = """
class Ons(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht):
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")
"""
BEKEND = (
    '[[bekend]]\neis = "2.3b"\nberichttype = "WMO315"\nreden = "nog niet gebouwd"\nlink = "https://voorbeeld.nl/12"\n'
)
SLOT = "iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 2.3b"
VOETNOOT = "1 bekende afwijking (--draaiboek-bekend) laat de run niet falen, en het oordeel*"


def van_ons(uitslag: pytest.RunResult) -> list[str]:
    """Return the lines of the verdict, without the section that pytest shows after it."""
    regels = uitslag.outlines
    begin = next(
        (nr for nr, regel in enumerate(regels, 1) if "draaiboek (zelftoets)" in regel),
        next((nr for nr, regel in enumerate(regels) if regel == SLOT), 0),
    )
    einde = next((nr for nr, regel in enumerate(regels) if nr > begin and regel.startswith("====")), len(regels))
    return regels[begin:einde]


def test_gewoon_de_hele_tabel(project: Project, draai: Draai) -> None:
    project(FOUT)
    regels = van_ons(draai())
    assert len(regels) > 25
    assert "2.3       2.3b   voldoet niet             1/1  WMO315: *" not in regels
    assert regels[-1] == SLOT
    assert any(regel.startswith("Wat te doen: ") for regel in regels)


def test_q_wat_er_te_doen_staat(project: Project, draai: Draai) -> None:
    project(FOUT)
    titel, kop, eis, *verder, slot = [regel for regel in van_ons(draai("-q")) if " failed" not in regel]
    assert titel.startswith("iWmo 3.0 naar 3.1, als aanbieder: ")
    assert kop.startswith("§ ")
    assert eis.startswith("2.3       2.3b   voldoet niet             1/1  WMO315: ")
    assert all(regel.startswith(" " * 47) for regel in verder)
    assert slot == SLOT


@pytest.mark.parametrize("opties", [("-qq",), ("-qqq",), ("-qq", "-n", "2")], ids=["qq", "qqq", "werkers"])
def test_qq_alleen_het_oordeel(project: Project, draai: Draai, opties: tuple[str, ...]) -> None:
    project(FOUT)
    if "-n" in opties:
        pytest.importorskip("xdist")
    uitslag = draai(*opties, "--draaiboek-rapport=uit")
    assert uitslag.ret == 1
    assert van_ons(uitslag) == [SLOT]
    uitslag.stdout.no_fnmatch_line("*draaiboek (zelftoets)*")
    uitslag.stdout.no_fnmatch_line("Resultaat: *")


def test_ook_met_qq_staat_er_wat_er_mis_ging(draai: Draai, pytester: pytest.Pytester) -> None:
    (pytester.path / "bezet").write_text("", encoding="utf-8")
    uitslag = draai("--draaiboek-systeem=voorbeeld:knooppunt", "--draaiboek-rapport=bezet", "-qq")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als knooppunt: CONFORM", "*niet te schrijven*Geef een map waar dat kan."])


def test_v_elke_afwijking_voluit(project: Project, draai: Draai) -> None:
    project(FOUT)
    tekst = " ".join(regel.strip() for regel in van_ons(draai("-v")))
    assert "WMO315 op " in tekst
    assert ": registreer spoed WMO315: verwacht na 04-04 13:00 WMO315 in 3.1, gezien niets (en nog 1 moment;" in tekst
    assert "…" not in tekst
    assert " idem" not in tekst


@pytest.mark.parametrize("opties", [(), ("-q",), ("-v",)], ids=["gewoon", "q", "v"])
def test_bekende_afwijkingen_staan_onder_het_oordeel(
    project: Project, draai: Draai, pytester: pytest.Pytester, opties: tuple[str, ...]
) -> None:
    project(FOUT)
    (pytester.path / "bekend.toml").write_text(BEKEND, encoding="utf-8")
    uitslag = draai("--draaiboek-bekend=bekend.toml", *opties)
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines([SLOT, VOETNOOT, "zoals het is: 2.3b (WMO315)."])
    voluit = "  2.3b (WMO315): nog niet gebouwd (https://voorbeeld.nl/12)"
    assert (voluit in uitslag.outlines) is ("-v" in opties)


@pytest.mark.parametrize("breedte", [60, 80, 120])
def test_niet_breder_dan_de_terminal(
    project: Project, draai: Draai, monkeypatch: pytest.MonkeyPatch, breedte: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(breedte))
    project(FOUT + "    naam, versie = 'EenLangeNaam' * 20, '1'\n")
    assert max(map(len, van_ons(draai("-v")))) <= breedte
