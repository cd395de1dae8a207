"""--draaiboek-taal: the language of the report, and of nothing else."""

import re
from collections.abc import Callable

import pytest

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.rapport.aanzichten import maak
from pytest_draaiboek.rapport.bestand import lees
from pytest_draaiboek.sessie.staat import STAAT

Draai = Callable[..., pytest.RunResult]

AANBIEDER = "--draaiboek-systeem=voorbeeld:aanbieder"
FOUT = """
from pytest_draaiboek import Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
class Ons(VoorbeeldAanbieder):
    naam = "Ons"
    def verzend(self, opdracht):
        if opdracht.berichttype == "WMO305" and self.klok().month < 4:
            return Uitkomst(Status.AANVAARD, opdracht.als_bericht("3.0"))
        if opdracht.berichttype == "WMO307":
            return Uitkomst(Status.GEWEIGERD, code="DICHT", melding="Wij zijn dicht.")
        return super().verzend(opdracht)
    def bevindingen(self, bericht):
        return []
"""


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


def test_het_rapport_is_in_die_taal(draai: Draai, pytester: pytest.Pytester) -> None:
    (pytester.path / "fout.py").write_text(FOUT, encoding="utf-8")
    opties = ("--draaiboek-systeem=fout:Ons", "-k", "3.1.2 or 3.1.7 or CD041 or XSD-vorm-WMO301")
    draai(*opties, "--draaiboek-rapport=uit", "--draaiboek-taal=en", onderdeel="kalender,techniek")
    resultaat = lees(pytester.path / "uit" / "resultaat.json")
    paginas = {
        "nl": maak(resultaat, "nl")["rapport.html"].decode(),
        "en": (pytester.path / "uit" / "rapport.html").read_text(encoding="utf-8"),
    }
    assert all(f'<html lang="{taal}"' in pagina for taal, pagina in paginas.items())
    for tekst in (
        "voldoet niet",
        "Verzendt 305, 307, 315 en 317 tot 30 maart 17.00 uur",
        "verwacht",
        "Verbeter de waarde",
    ):
        assert tekst in paginas["nl"]
        assert tekst not in paginas["en"]
    for tekst in ("not met", "Sends 305, 307, 315 and 317 until 30 March 17:00", "expected", "Correct the value."):
        assert tekst in paginas["en"]
        assert tekst not in paginas["nl"]
    # What is Dutch there is said to be: of the kit only the title of the source, which is a name.
    (bron,) = set(re.findall(r'lang="nl"[^>]*>([^<]*)<', paginas["en"]))
    assert bron == laad("iwmo-3.1").bron
    # What the system says is its own.
    assert "refused [DICHT] Wij zijn dicht." in paginas["en"]


def test_een_resultaat_is_in_elke_taal_te_tekenen(draai: Draai, pytester: pytest.Pytester) -> None:
    draai(AANBIEDER, "--draaiboek-taal=en", "--draaiboek-rapport=uit", "-k", "3.1.2-WMO305")
    resultaat = lees(pytester.path / "uit" / "resultaat.json")
    geschreven = {pad.name: pad.read_bytes() for pad in (pytester.path / "uit").iterdir() if pad.suffix != ".json"}
    assert {naam: maak(resultaat)[naam] for naam in geschreven} == geschreven
    assert maak(resultaat, "en") == maak(resultaat)
    assert b'<html lang="nl"' in maak(resultaat, "nl")["rapport.html"]
