"""--draaiboek-klok=faketime: the clock of a process that does not set its own."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from talen import sla_over

BEDIENING = Path(__file__).parents[1] / "systemen" / "bediening.py"
AANBIEDER = f'proces:"{sys.executable}" "{BEDIENING}" lijnen pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder'


@pytest.mark.parametrize(
    ("klok", "systeem", "melding"),
    [
        ("faketime:", AANBIEDER, "ERROR: --draaiboek-klok is 'faketime:'. Schrijf faketime, of bijvoorbeeld faketime:java."),
        (
            "faketime",
            "http://127.0.0.1:8080",
            "ERROR: --draaiboek-klok=faketime zet de klok van een proces dat de kit zelf start, en --draaiboek-systeem is 'http://127.0.0.1:8080'.",
        ),
        (
            "faketime",
            "voorbeeld:aanbieder",
            "ERROR: --draaiboek-klok=faketime zet de klok van een proces dat de kit zelf start, en --draaiboek-systeem is 'voorbeeld:aanbieder'.",
        ),
    ],
)  # fmt: skip
def test_waar_het_niet_bij_past(pytester: pytest.Pytester, klok: str, systeem: str, melding: str) -> None:
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", f"--draaiboek-systeem={systeem}", f"--draaiboek-klok={klok}")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    assert melding in uitslag.stderr.lines


@pytest.mark.skipif(sys.platform == "win32", reason="there is no libfaketime for Windows")
def test_een_runtime_zonder_proef(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1", f"--draaiboek-systeem={AANBIEDER}", "--draaiboek-klok=faketime:cobol"
    )
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    gezegd = uitslag.stderr.str()
    if "geen libfaketime gevonden" in gezegd:
        sla_over("no libfaketime is installed")
    assert "--draaiboek-klok=faketime: voor 'cobol' heeft de kit geen proef." in gezegd
    assert "zet_klok" in gezegd


@pytest.mark.skipif(sys.platform == "win32", reason="there is no libfaketime for Windows")
def test_een_proces_met_libfaketime(pytester: pytest.Pytester) -> None:
    if find_spec("libfaketime") is None:  # importing it starts the process anew
        pytest.skip("of the builds only that of PyPI works in Python")
    uitslag = pytester.runpytest_subprocess(
        "--draaiboek=iwmo-3.1",
        "--draaiboek-onderdeel=kalender",
        f"--draaiboek-systeem={AANBIEDER}",
        "--draaiboek-klok=faketime",
        "--draaiboek-rapport=uit",
    )
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als aanbieder: CONFORM"])
    resultaat = json.loads((pytester.path / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    assert resultaat["instellingen"]["klok"] == "faketime libfaketime voor python: libfaketime.so.1 (PyPI)"
