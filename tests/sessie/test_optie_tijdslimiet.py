"""--draaiboek-tijdslimiet: how long a verb of a system in another process may take."""

import shlex
import sys

import pytest


@pytest.mark.parametrize(
    ("waarde", "regels"),
    [
        ("gauw", ["*'gauw' is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d."]),
        ("0.5s", ["*'0.5s' is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d."]),
        ("0s", ["*--draaiboek-tijdslimiet is '0s'; verwacht wordt een duur tot een uur. Geef bijvoorbeeld 30s."]),
        ("-5s", ["*--draaiboek-tijdslimiet is '-5s'; verwacht wordt een duur tot een uur. Geef bijvoorbeeld 30s."]),
        ("61m", ["*--draaiboek-tijdslimiet is '61m'; verwacht wordt een duur tot een uur. Geef bijvoorbeeld 30s."]),
        ("9999999999999d", ["*'9999999999999d' is geen duur. Schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d."]),
    ],
)
@pytest.mark.parametrize("ini", [True, False])
def test_een_duur_die_niet_kan(pytester: pytest.Pytester, waarde: str, regels: list[str], ini: bool) -> None:
    pytester.makeini(f"[pytest]\ndraaiboek_tijdslimiet = {waarde}\n" if ini else "[pytest]\n")
    opties = [] if ini else [f"--draaiboek-tijdslimiet={waarde}"]
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "--draaiboek-systeem=voorbeeld:gemeente", *opties)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(regels)


def test_een_systeem_dat_te_lang_wacht(pytester: pytest.Pytester) -> None:
    pytester.makefile(".py", traag="import time\ntime.sleep(60)\n")
    opdracht = shlex.join([sys.executable, str(pytester.path / "traag.py")])
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1", f"--draaiboek-systeem=proces:{opdracht}", "--draaiboek-tijdslimiet=1s"
    )
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            "*Het systeem proces:* antwoordde niet binnen 1 seconden op beschrijving, en is beëindigd.",
            "Het schreef niets op stderr.",
            "Wat te doen: Dit is geen oordeel over het systeem. Kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd.",
        ]
    )
