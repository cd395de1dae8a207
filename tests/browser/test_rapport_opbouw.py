"""The report, opened on every screen: still, whole, within the screen, and accessible."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bladzijde import A4_KOLOM, BUREAU, RUIME_TEKST, SMALLE_TELEFOON, TELEFOON, TWEE_KEER, VIER_KEER, Bladzijde, Scherm
from rapportdelen import ALLES_OPEN, DELEN, EIS, GEVAL, eisen, gevallen, ontvouw
from toegankelijkheid import bezwaren
from uitslagen import SOORTEN

from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

Rapport = Callable[..., Path]
Uitslag = Callable[[str], Resultaat]

SCHERMEN = {
    "320": SMALLE_TELEFOON,
    "telefoon": TELEFOON,
    "bureau": BUREAU,
    "200%": TWEE_KEER,
    "400%": VIER_KEER,
}
DUBBEL = """
const gezien = new Set(), dubbel = [];
for (const e of document.querySelectorAll('[id]')) { if (gezien.has(e.id)) dubbel.push(e.id); gezien.add(e.id) }
return dubbel;
"""
NERGENS = """
return [...document.querySelectorAll('a[href^="#"]')].map(a => decodeURIComponent(a.getAttribute('href').slice(1)))
  .filter(id => !document.getElementById(id));
"""
SCHUIVERS = """
return [...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1
  && /auto|scroll/.test(getComputedStyle(e).overflowX)).map(e => ({
    wie: e.className, tab: e.tabIndex, rol: e.getAttribute('role') || e.tagName,
    naam: e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || '' }));
"""


@pytest.mark.parametrize(
    ("soort", "scherm"),
    [*(("fout", naam) for naam in SCHERMEN), *((soort, "320") for soort in SOORTEN if soort != "fout")],
)
def test_past_op_het_scherm(bladzijde: Bladzijde, rapport: Rapport, soort: str, scherm: str) -> None:
    bladzijde.open(rapport(soort), SCHERMEN[scherm])
    assert bladzijde.steekt_uit() == []
    assert bladzijde.afgekapt() == []
    bladzijde.doe(ALLES_OPEN)
    assert bladzijde.steekt_uit() == []


@pytest.mark.parametrize("soort", ["fout", "twee"])
def test_verdraagt_ruime_tekst(bladzijde: Bladzijde, rapport: Rapport, soort: str) -> None:
    bladzijde.open(rapport(soort), TELEFOON)
    bladzijde.stijl(RUIME_TEKST)
    bladzijde.doe(ALLES_OPEN)
    assert bladzijde.afgekapt() == []
    assert bladzijde.steekt_uit() == []


def test_verdraagt_grote_letters(bladzijde: Bladzijde, rapport: Rapport) -> None:
    """WCAG 1.4.4: text twice as large, by the setting of the reader and not by zoom."""
    bladzijde.open(rapport("fout"))
    bladzijde.stijl(":root { font-size: 200% }")
    bladzijde.doe(ALLES_OPEN)
    assert bladzijde.afgekapt() == []
    assert bladzijde.steekt_uit() == []


@pytest.mark.parametrize("soort", SOORTEN)
def test_alles_is_er_een_keer(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag, soort: str) -> None:
    bladzijde.open(rapport(soort))
    resultaat = uitslag(soort)
    assert len(bladzijde.alle("h1")) == 1
    assert bladzijde.doe(DUBBEL) == []
    assert bladzijde.doe(NERGENS) == []
    for deel in DELEN:
        hoeveel = sum(deel != "techniek" or draaiboek.techniek is not None for draaiboek in resultaat.draaiboeken)
        assert len(bladzijde.alle(f"section[id$='{deel}']")) == hoeveel, deel
    regels = [regel for d in resultaat.draaiboeken if d.techniek for regel in d.techniek.regels]
    assert len(bladzijde.alle(EIS)) == len(eisen(resultaat)) + len(regels)
    assert len(bladzijde.alle(GEVAL)) == len(gevallen(resultaat)) + sum(len(regel.gevallen) for regel in regels)


def test_elke_eis_en_elk_geval_heeft_een_adres(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag) -> None:
    bladzijde.open(rapport("fout"))
    ids = set(bladzijde.doe("return [...document.querySelectorAll('[id]')].map(e => e.id)"))
    for eis in eisen(uitslag("fout")):
        assert {f"eis-{eis.id}", *(f"eis-{eis.id}-{geval.berichttype}" for geval in eis.gevallen)} <= ids


def test_elk_verdict_staat_er_in_woorden(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag) -> None:
    """Not by colour alone: the verdict on each eis and each case can be read, in its own place and in the matrix."""
    bladzijde.open(rapport("fout"))
    woorden = {"afwijking": "wijkt af", "voldoet": "voldoet"}
    matrix = bladzijde.doe(
        "return [...document.querySelectorAll('#matrix td a')].map(a => [a.getAttribute('href'), a.textContent])"
    )
    cellen = {href.removeprefix("#"): tekst.strip() for href, tekst in matrix}
    for eis in eisen(uitslag("fout")):
        kop = bladzijde.vind(f"[id='eis-{eis.id}'] h4")
        assert kop.text.lower().endswith(str(eis.verdict))
        for geval in eis.gevallen:
            anker = f"eis-{eis.id}-{geval.berichttype}"
            samenvatting = bladzijde.vind(f"[id='{anker}'] > summary").text.lower().replace("\n", " ")
            assert samenvatting.startswith(f"{geval.berichttype.lower()} {woorden[geval.soort]}")
            assert cellen[anker].lower() == f"{eis.id} {geval.berichttype.lower()}: {woorden[geval.soort]}"
    assert len(cellen) == len(gevallen(uitslag("fout")))


@pytest.mark.parametrize("scherm", [SMALLE_TELEFOON, BUREAU], ids=["320", "bureau"])
@pytest.mark.parametrize("soort", ["fout", "twee"])
def test_wat_breed_is_schuift_in_een_eigen_vak(
    bladzijde: Bladzijde, rapport: Rapport, soort: str, scherm: Scherm
) -> None:
    """A scrolling part can be reached by keyboard, and says what it is."""
    bladzijde.open(rapport(soort), scherm)
    bladzijde.doe(ALLES_OPEN)
    schuivers = bladzijde.doe(SCHUIVERS)
    assert schuivers or scherm is BUREAU
    for schuiver in schuivers:
        assert schuiver["tab"] == 0, schuiver
        assert schuiver["naam"], schuiver
        assert schuiver["rol"] in ("group", "region"), schuiver


@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
@pytest.mark.parametrize("scherm", [TELEFOON, BUREAU], ids=["telefoon", "bureau"])
def test_toegankelijk(bladzijde: Bladzijde, rapport: Rapport, scherm: Scherm, donker: bool) -> None:
    """As it opens: what deviates is unfolded."""
    bladzijde.open(rapport("fout"), scherm, donker=donker)
    assert bezwaren(bladzijde) == []


@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
def test_ook_uitgeklapt_toegankelijk(bladzijde: Bladzijde, rapport: Rapport, donker: bool) -> None:
    """With the messages; of a run that is cut off, since axe looks long at many of them."""
    bladzijde.open(rapport("afgekapt"), TELEFOON, donker=donker)
    ontvouw(bladzijde)
    assert bezwaren(bladzijde) == []


@pytest.mark.parametrize("soort", sorted(SOORTEN.keys() - {"fout"}))
def test_elk_soort_rapport_is_toegankelijk(bladzijde: Bladzijde, rapport: Rapport, soort: str) -> None:
    bladzijde.open(rapport(soort), TELEFOON)
    assert bezwaren(bladzijde) == []


def test_ook_op_papier_is_er_contrast(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), A4_KOLOM, afdruk=True, donker=True)
    assert [bezwaar for bezwaar in bezwaren(bladzijde) if bezwaar.startswith("color-contrast")] == []


def test_in_het_engels(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout", "en"))
    assert bladzijde.doe("return document.documentElement.lang") == "en"
    assert bezwaren(bladzijde) == []
    # What is Dutch all the same says so, for whoever has it read aloud.
    assert bladzijde.doe("return [...document.querySelectorAll('[lang]')].every(e => ['en', 'nl'].includes(e.lang))")


def test_beweegt_niet_voor_wie_dat_niet_wil(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("goed"), rustig=True)
    bewegend = """
    return [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
      return (s.animationName && s.animationName !== 'none') || parseFloat(s.transitionDuration) > 0 || s.scrollBehavior === 'smooth' }).length
    """
    assert bladzijde.doe(bewegend) == 0
