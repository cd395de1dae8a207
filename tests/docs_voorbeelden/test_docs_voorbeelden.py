"""The example systems in other languages: CONFORM as they are, and with their line of fault exactly the eisen fail that it names."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from talen import vereis

from pytest_draaiboek.draaiboeken import laad

MAP = Path(__file__).parents[2] / "docs" / "voorbeelden"
README = (MAP / "README.md").read_text(encoding="utf-8")
FOUT = re.compile(
    r'^(?P<code>.*?)(?P<wit> +)(?://|#) Fout om te proberen: "(?P<goed>[^"]+)" wordt "(?P<fout>[^"]+)"; '
    r"dan faalt eis (?P<eisen>[\w.]+(?:, [\w.]+)*)$",
    re.MULTILINE,
)
# What each needs on the PATH, besides pytest itself.
NODIG = {
    "aanbieder.mjs": ("node",),
    "knooppunt.py": (),
    "Gemeente.java": ("java", "faketime"),
    "Aanbieder.cs": ("mcs", "mono"),
}
ROLLEN = {
    "aanbieder.mjs": "aanbieder",
    "knooppunt.py": "knooppunt",
    "Gemeente.java": "gemeente",
    "Aanbieder.cs": "aanbieder",
}
MEESTE_REGELS = 275  # with something on them
BREEDTE = 120

elk = pytest.mark.parametrize("bestand", NODIG)


def commandos(bestand: str) -> list[str]:
    """Return the lines that the README has one paste to judge a file."""
    gevonden = re.search(rf"^\*\*{re.escape(bestand)}\*\*.*?\n\n```console\n(.*?)```", README, re.MULTILINE | re.DOTALL)
    assert gevonden, bestand
    return gevonden[1].splitlines()


def tekst(bestand: str) -> str:
    return (MAP / bestand).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Proef:
    """Runs the commands of the README in a folder that has the examples where a checkout has them."""

    pytester: pytest.Pytester
    bestand: str

    def beoordeel(self, draaiboeken: str, inhoud: str = "") -> tuple[pytest.RunResult, list[dict[str, Any]]]:
        """Return how it ended, and the result of each draaiboek; `inhoud` stands in for that of the file."""
        plek = self.pytester.path / "docs" / "voorbeelden"
        shutil.copytree(MAP, plek)
        if inhoud:
            (plek / self.bestand).write_text(inhoud, encoding="utf-8")
        *vooraf, laatste = [shlex.split(regel) for regel in commandos(self.bestand)]
        for opdracht in vooraf:
            subprocess.run(opdracht, cwd=self.pytester.path, check=True, timeout=120)
        programma, draaiboek, *opties = laatste
        assert (programma, draaiboek) == ("pytest", "--draaiboek=iwmo-3.1")
        uitslag = self.pytester.runpytest_subprocess(
            f"--draaiboek={draaiboeken}", *opties, "--draaiboek-rapport=rapport", "-p", "no:cacheprovider", timeout=900
        )
        resultaat = json.loads((self.pytester.path / "rapport" / "resultaat.json").read_text(encoding="utf-8"))
        return uitslag, resultaat["draaiboeken"]


@pytest.fixture
def proef(pytester: pytest.Pytester, bestand: str, monkeypatch: pytest.MonkeyPatch) -> Proef:
    for programma in NODIG[bestand]:
        vereis(programma)
    # `python` is the one that runs this test: it has Flask.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    return Proef(pytester, bestand)


@pytest.mark.breed
@elk
def test_het_voorbeeld_is_conform(proef: Proef, bestand: str) -> None:
    uitslag, resultaten = proef.beoordeel("iwmo-3.1,ijw-3.1")
    assert uitslag.ret == 0
    rol = ROLLEN[bestand]
    uitslag.stdout.fnmatch_lines([f"iwmo-3.1 als {rol}: CONFORM", f"ijw-3.1 als {rol}: CONFORM"])
    assert [(r["eindoordeel"], r["gedraaid"] == r["verwacht"] > 100) for r in resultaten] == [("CONFORM", True)] * 2


@pytest.mark.breed
@elk
def test_met_de_fout_faalt_precies_wat_er_staat(proef: Proef, bestand: str) -> None:
    goed = tekst(bestand)
    gevonden = FOUT.search(goed)
    assert gevonden
    kapot = (
        goed[: gevonden.start()] + gevonden["code"].replace(gevonden["goed"], gevonden["fout"]) + goed[gevonden.end() :]
    )
    uitslag, (resultaat,) = proef.beoordeel("iwmo-3.1", kapot)
    assert uitslag.ret == 1
    assert resultaat["eindoordeel"] == "NIET CONFORM"
    oordelen = {eis["id"]: eis["verdict"] for eis in resultaat["eisen"]}
    assert [eis for eis, oordeel in oordelen.items() if oordeel == "voldoet niet"] == gevonden["eisen"].split(", ")
    assert set(oordelen.values()) == {"voldoet", "voldoet niet", "niet van toepassing"}


@elk
def test_er_is_een_fout_om_te_proberen_op_een_regel(bestand: str) -> None:
    assert tekst(bestand).count("Fout om te proberen") == 1
    (gevonden,) = FOUT.finditer(tekst(bestand))
    assert gevonden["code"].count(gevonden["goed"]) == 1
    assert gevonden["goed"] != gevonden["fout"]
    eisen = [eis.id for eis in laad("iwmo-3.1").eisen_voor(ROLLEN[bestand]) if eis.toets]
    assert set(gevonden["eisen"].split(", ")) <= set(eisen)


@elk
def test_het_voorbeeld_is_kort_en_past_op_een_bladzijde(bestand: str) -> None:
    regels = tekst(bestand).splitlines()
    assert sum(bool(regel.strip()) for regel in regels) <= MEESTE_REGELS
    assert not [regel for regel in regels if len(regel) > BREEDTE and "Fout om te proberen" not in regel]


@elk
def test_boven_het_voorbeeld_staat_wat_de_readme_zegt(bestand: str) -> None:
    kop = [re.sub(r"^// ?| *\\$", "", regel).strip() for regel in tekst(bestand).splitlines()]
    for commando in commandos(bestand):
        assert commando in " ".join(kop)


def test_de_readme_noemt_ze_allemaal_en_niets_anders() -> None:
    bestanden = {pad.name for pad in MAP.iterdir()} - {"README.md"}
    assert bestanden == set(NODIG) == set(re.findall(r"^\| \[([\w.]+)\]\(\1\) \|", README, re.MULTILINE))
    assert dict(re.findall(r"^\| \[([\w.]+)\]\(\1\) \| (\w+) \|", README, re.MULTILINE)) == ROLLEN
