"""--draaiboek-start: what starts the system behind the address."""

import shlex
import sys
from pathlib import Path

import pytest

BEDIENING = Path(__file__).parents[1] / "systemen" / "bediening.py"
START = (
    f"{shlex.join([sys.executable, str(BEDIENING)])} {{poort}} pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"
)


def test_een_systeem_dat_de_kit_start(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import pytest\n@pytest.mark.mijlpaal('3.1.2')\n"
        "def test_eigen(draaiboek_systeem):\n    draaiboek_systeem.reset()\n    assert draaiboek_systeem.klok().isoformat()[:10] == '2022-03-30'\n"
    )
    pytester.makeini(f"[pytest]\ndraaiboek_start = {START}\n")
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1", "--draaiboek-systeem=http://127.0.0.1:{poort}", "-k", "eigen or 3.1.2-WMO305"
    )
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=uitslag.parseoutcomes()["passed"], deselected=uitslag.parseoutcomes()["deselected"])
    assert uitslag.parseoutcomes()["passed"] >= 2
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: ONVOLLEDIG*"])


@pytest.mark.parametrize(
    ("systeem", "regels"),
    [
        (None, ["*--draaiboek-start start het systeem achter één adres, en --draaiboek-systeem is niet gegeven."]),
        (
            "voorbeeld:gemeente",
            ["*--draaiboek-start start het systeem achter één adres, en --draaiboek-systeem is voorbeeld:gemeente."],
        ),
        ("proces:cat", ["*--draaiboek-start start het systeem achter één adres, en --draaiboek-systeem is proces:cat."]),
        (
            "http://127.0.0.1:1,http://127.0.0.1:2",
            ["*--draaiboek-systeem is http://127.0.0.1:1,http://127.0.0.1:2.",
             "Wat te doen: geef bijvoorbeeld --draaiboek-systeem=http://127.0.0.1:{poort} --draaiboek-start='node systeem.js {poort}'."],
        ),
        (
            "http://127.0.0.1:8080",
            ["*--draaiboek-start noemt {poort}, en --draaiboek-systeem=http://127.0.0.1:8080 niet. Schrijf {poort} ook in het adres."],
        ),
    ],
)  # fmt: skip
def test_wat_niet_samengaat(pytester: pytest.Pytester, systeem: str | None, regels: list[str]) -> None:
    doel = [f"--draaiboek-systeem={systeem}"] if systeem else []
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", f"--draaiboek-start={START}", *doel)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(regels)


def test_een_poort_zonder_start(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "--draaiboek-systeem=http://127.0.0.1:{poort}")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*{poort} kan alleen met --draaiboek-start. Noem de poort zelf."])


@pytest.mark.parametrize(
    ("start", "regels"),
    [
        ("bestaat-niet-1 {poort}", ["*--draaiboek-start: er is geen programma 'bestaat-niet-1'."]),
        ("node '{poort}", ["*--draaiboek-start: de opdracht *is niet te lezen*Sluit elk aanhalingsteken."]),
        ("'' {poort}", ["*--draaiboek-start: er is geen programma ''."]),
        (
            f"{sys.executable} -c 'import sys; sys.exit(\"Geen licentie.\")' {{poort}}",
            ["*Wat --draaiboek-start startte, eindigde met exitstatus 1 voordat er op http://127.0.0.1:* iets luisterde.",
             "De laatste regels van stdout en stderr:",
             "  Geen licentie.",
             "Wat te doen: probeer de opdracht los uit, en kijk of het adres klopt."],
        ),
    ],
)  # fmt: skip
def test_een_opdracht_die_niet_kan(pytester: pytest.Pytester, start: str, regels: list[str]) -> None:
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1", "--draaiboek-systeem=http://127.0.0.1:{poort}", f"--draaiboek-start={start}"
    )
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(regels)


def test_een_server_die_halverwege_omvalt_is_geen_oordeel(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        omvallend="import os\n"
        "from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder\n"
        "class Ons(VoorbeeldAanbieder):\n"
        "    def ontvang(self, bericht):\n        print('De databank is weg.', flush=True); os._exit(3)\n"
    )
    start = f"{shlex.join([sys.executable, str(BEDIENING)])} {{poort}} omvallend:Ons {pytester.path}"
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1",
        "--draaiboek-systeem=http://127.0.0.1:{poort}",
        f"--draaiboek-start={start}",
        "-k",
        "3.1.2-WMO305",
    )
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        [
            "*verbrak de verbinding tijdens ontvang, voordat het antwoordde.*",
            "*Het gestarte proces eindigde met exitstatus 3.*",
            "*De databank is weg.*",
        ]
    )
    uitslag.stdout.no_fnmatch_line("*NIET CONFORM*")
