"""--draaiboek-rol, and roles as data: those of a draaiboek of one's own, by every way in which a system can be reached."""

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pytest_draaiboek.draaiboeken

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

BEDIENING = Path(__file__).parent.parent / "systemen" / "bediening.py"
BRON = Path(pytest_draaiboek.draaiboeken.__file__).parent / "wmo-jw-2022.toml"
ZONDER_ANNOTATIE = """
@pytest.fixture(scope="session")
def draaiboek_systeem():
    return maak()
"""
CASEMANAGER = """
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

class Ons(VoorbeeldAanbieder):
    rol = "casemanager"

class MetOudeRelease(Ons):
    def verzendversie(self, nummer):
        return super().verzendversie(nummer) and "3.0"
"""
KEUZE = "gemeente, aanbieder (zorgaanbieder), knooppunt"


@pytest.fixture
def eigen(pytester: pytest.Pytester) -> Path:
    """A draaiboek in which the zorgaanbieder is called casemanager, and systems that play that role, well and badly."""
    tekst = BRON.read_text(encoding="utf-8")
    tekst = re.sub(r'"aanbieder"|(?<=rol\.)aanbieder', lambda m: m[0].replace("aanbieder", "casemanager"), tekst)
    tekst = tekst.replace('aanbieder = "', 'casemanager = "').replace('naam = "zorgaanbieder"', 'naam = "regisseur"')
    tekst = tekst.replace('"iwmo-3.1"', '"eigen"').replace('"ijw-3.1"', '"ander"')
    pad = pytester.path / "eigen.toml"
    pad.write_text(tekst, encoding="utf-8")
    pytester.makepyfile(mijn=CASEMANAGER)
    return pad


def test_een_rol_die_het_draaiboek_niet_kent(draai: Draai) -> None:
    uitslag = draai("--draaiboek-rol=zorgkantoor")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        ["*Draaiboek iwmo-3.1 kent geen rol 'zorgkantoor'.", f"Kies --draaiboek-rol uit {KEUZE}."]
    )


def test_een_andere_rol_dan_het_systeem_heeft(project: Project, draai: Draai) -> None:
    project()
    uitslag = draai("--draaiboek-rol=gemeente", "-k", "3.1.3")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*Het systeem zegt dat het een aanbieder is; gevraagd is gemeente.*"])


def test_de_naam_van_een_rol_in_teksten_mag_ook(project: Project, draai: Draai) -> None:
    project()
    uitslag = draai("--draaiboek-rol=zorgaanbieder", "-k", "3.1.2")
    uitslag.assert_outcomes(passed=4)
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


def test_een_naam_die_niet_overal_dezelfde_rol_is(eigen: Path, draai: Draai) -> None:
    eigen.write_text(eigen.read_text("utf-8").replace('naam = "regisseur"', 'naam = "zorgaanbieder"'), "utf-8")
    uitslag = draai("--draaiboek-rol=zorgaanbieder", draaiboek="iwmo-3.1,eigen.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            "*Met 'zorgaanbieder' is niet overal dezelfde rol bedoeld: in iwmo-3.1 aanbieder, in eigen casemanager, in ander casemanager.",
            "Noem bij --draaiboek-rol de rol die het systeem zelf zegt te hebben*",
        ]
    )


def test_een_naam_die_meer_dan_een_rol_kan_zijn(eigen: Path, draai: Draai) -> None:
    eigen.write_text(eigen.read_text("utf-8").replace('naam = "gemeente"', 'naam = "regisseur"'), "utf-8")
    uitslag = draai("--draaiboek-rol=regisseur", draaiboek="eigen.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        ["*In draaiboek eigen kan 'regisseur' meer dan één rol zijn: gemeente en casemanager.", "Noem bij*"]
    )


# A role of one's own


@pytest.mark.parametrize("hoe", ["python", "proces", "http"])
def test_een_eigen_rol_in_een_eigen_draaiboek(eigen: Path, draai: Draai, hoe: str) -> None:
    kop = shlex.join([sys.executable, str(BEDIENING)])
    doel = {
        "python": ["--draaiboek-systeem=mijn:{0}"],
        "proces": [f"--draaiboek-systeem=proces:{kop} lijnen mijn:{{0}} ."],
        "http": ["--draaiboek-systeem=http://127.0.0.1:{{poort}}", f"--draaiboek-start={kop} {{{{poort}}}} mijn:{{0}} ."],
    }[hoe]  # fmt: skip
    goed, fout = (
        draai(
            *(deel.format(naam) for deel in doel),
            "-k",
            "eigen-3.1.2-WMO305 or eigen-1.1-WMO305",
            draaiboek="eigen.toml",
        )
        for naam in ("Ons", "MetOudeRelease")
    )
    goed.stdout.fnmatch_lines(["eigen als casemanager: ONVOLLEDIG*", "ander als casemanager: ONVOLLEDIG*"])
    goed.assert_outcomes(passed=2)
    fout.stdout.fnmatch_lines(["eigen als casemanager: NIET CONFORM: voldoet niet aan 1.1", "ander als*ONVOLLEDIG*"])


def test_een_rapport_noemt_een_rol_zoals_het_draaiboek_dat_doet(
    eigen: Path, draai: Draai, pytester: pytest.Pytester
) -> None:
    keuze = ["--draaiboek-systeem=mijn:Ons", "-k", "eigen-3.1.2-WMO305", "--draaiboek-rapport=uit"]
    for taal, naam in (("nl", "eigen regisseur Onvolledig"), ("en", "eigen care provider (zorgaanbieder) Incomplete")):
        draai(*keuze, f"--draaiboek-taal={taal}", draaiboek="eigen.toml")
        bladzijde = (pytester.path / "uit" / "rapport.html").read_text(encoding="utf-8")
        assert naam in bladzijde.partition("</title>")[0]


def test_de_naam_van_een_eigen_rol(eigen: Path, draai: Draai) -> None:
    uitslag = draai(
        "--draaiboek-rol=regisseur", "--draaiboek-systeem=mijn:Ons", "-k", "eigen-3.1.2", draaiboek="eigen.toml"
    )
    uitslag.assert_outcomes(passed=4)


# A draaiboek that does not know the role is never passed by without a word


ONBEKEND = [
    "*Het systeem heeft de rol 'casemanager', en draaiboek iwmo-3.1 kent die niet; daar zijn de rollen gemeente, aanbieder (zorgaanbieder), knooppunt.",
    "Wat te doen: noem bij --draaiboek alleen draaiboeken die de rol kennen, of geef het systeem een van die rollen.",
]


@pytest.mark.parametrize("hoe", ["python", "proces"])
def test_een_systeem_in_een_rol_die_een_van_de_draaiboeken_niet_kent(eigen: Path, draai: Draai, hoe: str) -> None:
    doel = "mijn:Ons" if hoe == "python" else f"proces:{shlex.join([sys.executable, str(BEDIENING)])} lijnen mijn:Ons ."
    uitslag = draai(f"--draaiboek-systeem={doel}", "-k", "eigen-3.1.2", draaiboek="eigen.toml,iwmo-3.1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(ONBEKEND)


def test_een_fixture_die_haar_rol_laat_zien(eigen: Path, project: Project, draai: Draai) -> None:
    project('class Ons(VoorbeeldAanbieder):\n    rol = "casemanager"\n')
    uitslag = draai(draaiboek="eigen.toml,iwmo-3.1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(ONBEKEND)
    uitslag.stdout.no_fnmatch_line("*PASSED*")


@pytest.mark.parametrize("keuze", ["3.1.2-WMO305", "eigen-3.1.2-WMO305"])
def test_een_fixture_die_haar_rol_pas_als_systeem_zegt(eigen: Path, project: Project, draai: Draai, keuze: str) -> None:
    project(
        'def maak():\n    ons = VoorbeeldAanbieder()\n    ons.rol = "casemanager"\n    return ons\n',
        fixture=ZONDER_ANNOTATIE,
    )
    uitslag = draai("-k", keuze, "--draaiboek-rapport=uit", draaiboek="eigen.toml,iwmo-3.1")
    # Also when only cases of the draaiboek that does know the role are chosen.
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.assert_outcomes(passed=1, failed=0 if keuze.startswith("eigen") else 1)
    uitslag.stdout.fnmatch_lines(["Het systeem heeft de rol 'casemanager', en draaiboek iwmo-3.1 kent die niet*"])
    uitslag.stdout.no_fnmatch_line("eigen als*")


def test_over_werkers_verdeeld(eigen: Path, project: Project, pytester: pytest.Pytester) -> None:
    project('class Ons(VoorbeeldAanbieder):\n    rol = "casemanager"\n')
    uitslag = pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender", "-n1", "-k", "3.1.2-WMO305"
    )
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.assert_outcomes(failed=1)
    uitslag.stdout.fnmatch_lines(ONBEKEND)


# A role outside


@pytest.fixture
def met_buitenstaander(eigen: Path) -> Path:
    """The same draaiboek, with a role that is never judged."""
    tekst = eigen.read_text("utf-8").replace(
        "[rol.knooppunt]", '[rol.apotheek]\nnaam = "apotheek"\nsoort = "buiten"\n\n[rol.knooppunt]'
    )
    eigen.write_text(tekst, encoding="utf-8")
    return eigen


def test_wie_buiten_staat_wordt_niet_getoetst(
    met_buitenstaander: Path, draai: Draai, pytester: pytest.Pytester
) -> None:
    uitslag = draai("--draaiboek-rol=apotheek", draaiboek="eigen.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            "*Draaiboek eigen toetst de rol 'apotheek' niet*",
            "Kies --draaiboek-rol uit gemeente, casemanager (regisseur), knooppunt.",
        ]
    )
    pytester.makepyfile(apotheek=CASEMANAGER.replace("casemanager", "apotheek"))
    uitslag = draai("--draaiboek-systeem=apotheek:Ons", draaiboek="eigen.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*Het systeem heeft de rol 'apotheek', en draaiboek eigen toetst die niet;*"])


def test_een_eis_aan_wie_buiten_staat(met_buitenstaander: Path, draai: Draai) -> None:
    tekst = met_buitenstaander.read_text("utf-8").replace(
        'rollen = ["casemanager"]\nernst', 'rollen = ["apotheek"]\nernst', 1
    )
    met_buitenstaander.write_text(tekst, encoding="utf-8")
    uitslag = draai(draaiboek="eigen.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*rollen: rol 'apotheek' wordt niet getoetst.", "*haal 'apotheek' weg bij de eis."])
