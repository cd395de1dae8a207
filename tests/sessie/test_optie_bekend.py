"""--draaiboek-bekend: known deviations keep the pipeline green, and never the verdict."""

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
REGEL = '[[bekend]]\neis = "{}"\nberichttype = "{}"\nreden = "nog niet gebouwd"\nlink = "https://voorbeeld.nl/12"\n'


@pytest.fixture
def bekend(pytester: pytest.Pytester) -> Callable[[str], None]:
    def schrijf(inhoud: str) -> None:
        (pytester.path / "bekend.toml").write_text(inhoud, encoding="utf-8")

    return schrijf


def test_een_bekende_afwijking_faalt_niet_maar_telt_wel(
    project: Project, draai: Draai, bekend: Callable[[str], None]
) -> None:
    project(FOUT)
    bekend(REGEL.format("2.3b", "WMO315"))
    uitslag = draai("--draaiboek-bekend=bekend.toml", "-rx")
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=132, xfailed=1)
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: NIET CONFORM: voldoet niet aan 2.3b"])
    uitslag.stdout.fnmatch_lines(
        ["XFAIL *2.3b-WMO315* - bekende afwijking: nog niet gebouwd (https://voorbeeld.nl/12)"]
    )


def test_wat_niet_meer_afwijkt_faalt(project: Project, draai: Draai, bekend: Callable[[str], None]) -> None:
    project()
    bekend(REGEL.format("2.3b", "WMO315"))
    uitslag = draai("--draaiboek-bekend=bekend.toml")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*Dit wijkt niet meer af, maar staat nog als bekende afwijking: nog niet gebouwd*"])


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (REGEL.format("9.9", "WMO315"), "*bekend.toml: bekend nummer 1: Draaiboek iwmo-3.1 kent geen eis '9.9'*"),
        (
            REGEL.format("2.3b", "WMO399"),
            "*bekend.toml: bekend nummer 1: Draaiboek iwmo-3.1 kent geen berichttype 'WMO399'*",
        ),
        ('[[bekend]]\neis = "2.3b"\nberichttype = "WMO315"\nreden = "x"\n', "*bekend.toml: geen geldig bestand*link*"),
        (
            REGEL.format("2.3b", "WMO315").replace("nog niet gebouwd", " "),
            "*bekend nummer 1: reden is leeg. Vul het in.*",
        ),
        ("[[bekend", "*bekend.toml: geen geldig bestand met bekende afwijkingen*"),
    ],
)
def test_een_regel_die_niet_kan(
    project: Project, draai: Draai, bekend: Callable[[str], None], inhoud: str, melding: str
) -> None:
    project()
    bekend(inhoud)
    uitslag = draai("--draaiboek-bekend=bekend.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


def test_een_bestand_dat_er_niet_is(project: Project, draai: Draai) -> None:
    project()
    uitslag = draai("--draaiboek-bekend=weg.toml")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*weg.toml: niet te lezen*"])
