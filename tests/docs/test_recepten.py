"""The recipes for CI: valid by the schemas of their platforms, and what they run does what they say."""

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from pijplijn import RECEPTEN, Loop, lees_recept, voorgesteld
from pijplijn_azure import Azure
from pijplijn_github import Github
from pijplijn_gitlab import Gitlab
from talen import vereis

from pytest_draaiboek.rapport.bestand import lees

GITHUB, GITLAB, AZURE = NAMEN = ("github-actions.yml", "gitlab-ci.yml", "azure-pipelines.yml")
SCHEMAS = {
    GITHUB: ("--builtin-schema", "vendor.github-workflows"),
    GITLAB: ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    # Some of its patterns escape what they need not, and only the stricter kind of expression minds.
    AZURE: (
        "--builtin-schema", "vendor.azure-pipelines", "--data-transform", "azure-pipelines", "--regex-variant", "nonunicode",
    ),
}  # fmt: skip
PAGINAS = {GITHUB: "ci-github.md", GITLAB: "ci-gitlab.md", AZURE: "ci-azure.md"}
LABEL = "zelftoets iwmo-3.1 aanbieder"
# What `draaiboek vergelijk` begins with, and what it ends with when there is a regression.
VERGELEKEN, VERSLECHTERD = "\nOud:   vorige/resultaat.json", "\nVerslechterd: "
SITE = {"badge.json", "badge.svg", "index.html", "rapport.html"}

elk = pytest.mark.parametrize("naam", NAMEN)


def keur(naam: str, pad: Path) -> tuple[int, str]:
    """Return exit status and text of check-jsonschema."""
    uitslag = CliRunner().invoke(check_jsonschema, [*SCHEMAS[naam], str(pad)])
    return uitslag.exit_code, uitslag.output


@elk
def test_een_recept_voldoet_aan_het_schema_van_zijn_platform(naam: str) -> None:
    assert keur(naam, RECEPTEN / naam) == (0, "ok -- validation done\n")


@pytest.mark.parametrize(
    ("naam", "goed", "fout"),
    [
        (GITHUB, "runs-on:", "run-on:"),
        (GITHUB, "needs: toets", "needs: 3"),
        (GITLAB, "when: always #", "when: altijd #"),
        (GITLAB, "optional: true", "optional: soms"),
        (AZURE, "condition: succeededOrFailed()", "conditie: succeededOrFailed()"),
        (AZURE, "testResultsFormat: JUnit", "testResultsFormat: Junk"),
    ],
)
def test_het_schema_ziet_een_fout(naam: str, goed: str, fout: str, tmp_path: Path) -> None:
    tekst = (RECEPTEN / naam).read_text(encoding="utf-8")
    assert goed in tekst
    pad = tmp_path / naam
    pad.write_text(tekst.replace(goed, fout), encoding="utf-8")
    assert keur(naam, pad)[0] == 1


def alles(waarde: Any, sleutel: str) -> Iterator[Any]:
    """Yield what stands under a key, at any depth."""
    if isinstance(waarde, dict):
        for naam, inhoud in waarde.items():
            if naam == sleutel:
                yield inhoud
            yield from alles(inhoud, sleutel)
    elif isinstance(waarde, list):
        for inhoud in waarde:
            yield from alles(inhoud, sleutel)


def test_wat_van_anderen_komt_heeft_een_versie() -> None:
    acties = list(alles(lees_recept(GITHUB), "uses"))
    assert len(acties) >= 10
    assert [a for a in acties if not re.fullmatch(r"actions/[\w/-]+@v\d+", a)] == []
    taken = list(alles(lees_recept(AZURE), "task"))
    assert len(taken) >= 6
    assert [t for t in taken if not re.fullmatch(r"\w+@\d+", t)] == []
    beelden = list(alles(lees_recept(GITLAB), "image"))
    assert len(beelden) == 3
    assert [b for b in beelden if not re.fullmatch(r"[\w-]+:\d[\w.-]*", b)] == []


@pytest.mark.parametrize("sleutel", ["run", "bash", "inlineScript", "script", "before_script"])
def test_in_een_script_vult_het_platform_niets_in(sleutel: str) -> None:
    """What comes from elsewhere reaches a script by its environment, where it cannot become a command."""
    scripts = [str(script) for naam in NAMEN for script in alles(lees_recept(naam), sleutel)]
    assert scripts
    assert [s for s in scripts if "${{" in s or re.search(r"\$\((?!\()", s)] == []


def test_wat_publiceert_mag_niet_meer_dan_dat() -> None:
    recept = lees_recept(GITHUB)
    assert recept["permissions"] == {"contents": "read"}
    assert recept["jobs"]["pages"]["permissions"] == {"pages": "write", "id-token": "write"}


class Pijplijn(Protocol):
    def draai(self, project: Path, variabelen: Mapping[str, str], tak: str = "main") -> Loop: ...


GOED = """
import pytest
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

@pytest.fixture(scope="session")
def draaiboek_systeem() -> VoorbeeldAanbieder:
    return VoorbeeldAanbieder()
"""
FOUT = """
import pytest
from pytest_draaiboek import Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

class Ons(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht):
        return Uitkomst(Status.UITGESTELD, melding="Genoteerd.")

@pytest.fixture(scope="session")
def draaiboek_systeem() -> Ons:
    return Ons()
"""
MET_CONFTEST = {"SYSTEEM": ""}


@pytest.fixture(params=[Github, Gitlab, Azure], ids=["github", "gitlab", "azure"])
def pijplijn(request: pytest.FixtureRequest, tmp_path: Path) -> Pijplijn:
    if sys.platform == "win32" or shutil.which("bash") is None:
        pytest.skip("the steps need bash, and programs that are shell scripts")
    gemaakt: Pijplijn = request.param(tmp_path / "platform")
    return gemaakt


@pytest.fixture
def project(tmp_path: Path) -> Path:
    pad = tmp_path / "project"
    pad.mkdir()
    return pad


def badge(loop: Loop) -> str:
    """Return what the published badge says, after looking at all that is published and kept."""
    assert loop.site, loop.uitvoer
    assert loop.bewaard, loop.uitvoer
    assert {pad.name for pad in loop.site.iterdir()} == SITE, loop.uitvoer
    assert {pad.name for pad in loop.bewaard.iterdir()} >= (SITE - {"index.html"}) | {"junit.xml", "resultaat.json"}
    for naam in SITE - {"index.html"}:
        assert (loop.site / naam).read_bytes() == (loop.bewaard / naam).read_bytes()
    gegevens = json.loads((loop.site / "badge.json").read_text(encoding="utf-8"))
    assert f">{gegevens['message']}</text>" in (loop.site / "badge.svg").read_text(encoding="utf-8")
    assert gegevens["label"] == LABEL
    return str(gegevens["message"])


@pytest.mark.docs
def test_een_recept_zoals_het_is(pijplijn: Pijplijn, project: Path) -> None:
    loop = pijplijn.draai(project, {})
    assert badge(loop) == "conform", loop.uitvoer
    assert loop.geslaagd, loop.uitvoer
    assert VERGELEKEN not in loop.uitvoer


@pytest.mark.docs
def test_ook_wat_niet_deugt_wordt_gepubliceerd_en_vergeleken(pijplijn: Pijplijn, project: Path) -> None:
    (project / "tests").mkdir()
    conftest = project / "tests" / "conftest.py"

    conftest.write_text(FOUT, encoding="utf-8")
    eerst = pijplijn.draai(project, MET_CONFTEST)
    assert (badge(eerst), eerst.geslaagd) == ("niet conform: 1 eis", False), eerst.uitvoer
    assert VERGELEKEN not in eerst.uitvoer

    conftest.write_text(GOED, encoding="utf-8")
    dan = pijplijn.draai(project, MET_CONFTEST)
    assert (badge(dan), dan.geslaagd) == ("conform", True), dan.uitvoer
    assert VERGELEKEN in dan.uitvoer
    assert VERSLECHTERD not in dan.uitvoer

    conftest.write_text(FOUT, encoding="utf-8")
    # From another branch nothing is published; it is compared with what the branch of the badge had.
    laatst = pijplijn.draai(project, MET_CONFTEST, tak="ander")
    assert (laatst.geslaagd, laatst.site) == (False, None), laatst.uitvoer
    assert laatst.bewaard is not None
    assert VERSLECHTERD in laatst.uitvoer


@pytest.mark.docs
def test_een_systeem_dat_gebouwd_en_gestart_wordt(
    pijplijn: Pijplijn, project: Path, request: pytest.FixtureRequest
) -> None:
    vereis("node")
    naam = dict(zip(("github", "gitlab", "azure"), NAMEN, strict=True))[request.node.callspec.id]
    variabelen = voorgesteld(naam)
    assert {"SYSTEEM", "START"} <= variabelen.keys()
    (project / "OnsPakket").mkdir()
    (project / "OnsPakket" / "OnsPakket.csproj").touch()
    (project / "pom.xml").touch()
    loop = pijplijn.draai(project, variabelen)
    assert loop.bewaard, loop.uitvoer
    (oordeel,) = lees(loop.bewaard / "resultaat.json").draaiboeken
    assert oordeel.systeem.naam == "voorbeeld-aanbieder-node"
    assert (badge(loop), loop.geslaagd) == ("conform", True), loop.uitvoer


@pytest.mark.docs
def test_zonder_oordeel_wordt_er_niets_gepubliceerd(pijplijn: Pijplijn, project: Path) -> None:
    loop = pijplijn.draai(project, {"DRAAIBOEK": "bestaat-niet"})
    assert not loop.geslaagd
    assert loop.site is None or not list(loop.site.iterdir())
    assert "Er is geen draaiboek 'bestaat-niet'." in loop.uitvoer


@elk
def test_de_bladzijde_heeft_het_recept_en_de_regel_markdown(naam: str) -> None:
    tekst = (RECEPTEN.parent / "howto" / PAGINAS[naam]).read_text(encoding="utf-8")
    assert f"{{literalinclude}} ../recepten/{naam}\n" in tekst
    gevonden = re.findall(
        r"^\[!\[zelftoets iwmo-3\.1 aanbieder\]\((\S+/)badge\.svg\)\]\((\S+/)rapport\.html\)$", tekst, re.MULTILINE
    )
    assert gevonden
    assert {een == ander for een, ander in gevonden} == {True}
    recept = (RECEPTEN / naam).read_text(encoding="utf-8")
    for variabele in re.findall(r"^\| `([A-Z_]+)` \|", tekst, re.MULTILINE):
        assert re.search(rf"^  {variabele}: ", recept, re.MULTILINE), variabele
