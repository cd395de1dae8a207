"""--draaiboek-taal: the language of the report, and of nothing else."""

from collections.abc import Callable

import pytest

from pytest_draaiboek.rapport.bestand import lees
from pytest_draaiboek.sessie.staat import STAAT

Draai = Callable[..., pytest.RunResult]

AANBIEDER = "--draaiboek-systeem=voorbeeld:aanbieder"


def gekozen(pytester: pytest.Pytester, *opties: str) -> str:
    config = pytester.parseconfigure("--draaiboek=iwmo-3.1", *opties)
    return config.stash[STAAT].instellingen.taal


def test_zonder_de_optie_is_het_nederlands(pytester: pytest.Pytester) -> None:
    assert gekozen(pytester) == "nl"


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_elke_taal_op_de_opdrachtregel(pytester: pytest.Pytester, taal: str) -> None:
    assert gekozen(pytester, f"--draaiboek-taal={taal}") == taal


def test_in_het_inibestand_en_de_opdrachtregel_gaat_voor(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek_taal = en\n")
    assert gekozen(pytester) == "en"
    assert gekozen(pytester, "--draaiboek-taal=nl") == "nl"


@pytest.mark.parametrize("taal", ["de", "EN", "engels", "../nl"])
def test_een_taal_die_er_niet_is(draai: Draai, taal: str) -> None:
    uitslag = draai(AANBIEDER, f"--draaiboek-taal={taal}")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        [
            f"*--draaiboek-taal is '{taal}'; het rapport is er in nl en en.",
            "Wat te doen: kies er een van; zonder deze optie is het nl.",
        ]
    )


def test_een_foute_taal_in_het_inibestand(draai: Draai, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek_taal = fries\n")
    uitslag = draai(AANBIEDER)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(["*--draaiboek-taal is 'fries'; *"])


def test_het_resultaat_de_terminal_en_de_fouten_blijven_nederlands(draai: Draai, pytester: pytest.Pytester) -> None:
    uitslag = draai(AANBIEDER, "--draaiboek-taal=en", "--draaiboek-rapport=uit", "-k", "3.1.2-WMO305")
    uitslag.stdout.fnmatch_lines(["1 van 133 gevallen getoetst (0%).", "iwmo-3.1 als aanbieder: ONVOLLEDIG: *"])
    (oordeel,) = lees(pytester.path / "uit" / "resultaat.json").draaiboeken
    assert oordeel.reden.startswith("niet getoetst: ")
    fout = draai(AANBIEDER, "--draaiboek-taal=en", "--draaiboek-zaad=zeven")
    fout.stderr.fnmatch_lines(["*--draaiboek-zaad is 'zeven'; verwacht wordt een geheel getal. Geef bijvoorbeeld 7.*"])
