"""The report on paper: a first page for whoever signs, and after it all that deviates."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from afdruk import A4_MM, Afdruk
from bladzijde import A4_KOLOM, TELEFOON, Bladzijde
from rapportdelen import eisen, ontvouw
from uitslagen import SOORTEN

from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

Rapport = Callable[..., Path]
Uitslag = Callable[[str], Resultaat]


@pytest.fixture
def afgedrukt(bladzijde: Bladzijde, rapport: Rapport) -> Afdruk:
    bladzijde.open(rapport("fout"))
    return bladzijde.druk_af()


@pytest.mark.parametrize("soort", SOORTEN)
def test_op_a4_zonder_krimpen(bladzijde: Bladzijde, rapport: Rapport, soort: str) -> None:
    """What is too wide makes the browser shrink all of it: nothing is."""
    bladzijde.open(rapport(soort))
    afdruk = bladzijde.druk_af()
    assert set(afdruk.maten_mm) == {A4_MM}
    assert afdruk.krimp() == pytest.approx(1, abs=0.001)
    bladzijde.open(rapport(soort), A4_KOLOM, afdruk=True)
    assert bladzijde.steekt_uit() == []
    assert bladzijde.afgekapt() == []


def test_het_voorblad(afgedrukt: Afdruk, uitslag: Uitslag) -> None:
    """The first page has all that a signature is put under, and the details begin on the next."""
    resultaat = uitslag("fout")
    (oordeel,) = resultaat.draaiboeken
    blad = afgedrukt.teksten[0]
    for wat in (
        oordeel.systeem.naam,
        oordeel.systeem.versie,
        oordeel.systeem.rol,
        oordeel.draaiboek.naam,
        "Niet conform",
        oordeel.draaiboek.bron,
        oordeel.schemas.herkomst,
        f"{oordeel.gedraaid} van {oordeel.verwacht}",
        resultaat.omgeving.kit,
        str(resultaat.slot.geeindigd.year),
        "zelftoets",
        "3.1.2",
    ):
        # A line may break within a word.
        assert re.sub(r"\s", "", wat) in re.sub(r"\s", "", blad), wat
    assert "Eerste afwijking" in blad
    assert "Wat dit oordeel zou veranderen" not in blad
    assert "Wat dit oordeel zou veranderen" in afgedrukt.tekst


def test_de_marge_staat_op_het_voorblad(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("knooppunt"))
    assert "15 minuten" in bladzijde.druk_af().teksten[0]


@pytest.mark.parametrize("soort", ["twee", "afgekapt", "weigert", "knooppunt"])
def test_het_voorblad_is_een_blad(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag, soort: str) -> None:
    bladzijde.open(rapport(soort))
    afdruk = bladzijde.druk_af()
    for oordeel in uitslag(soort).draaiboeken:
        assert oordeel.draaiboek.naam in afdruk.teksten[0]
        assert str(oordeel.eindoordeel).capitalize() in afdruk.teksten[0]
    assert "Wat verandert" not in afdruk.teksten[0]


def test_wat_afwijkt_is_uitgeklapt_op_papier(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag) -> None:
    """Also what was folded: each deviating case with its moments; of what is right the name is enough."""
    bladzijde.open(rapport("fout"))
    bladzijde.doe("document.querySelectorAll('details').forEach(d => d.open = false)")
    tekst = bladzijde.druk_af().tekst
    afwijkend = [
        w
        for eis in eisen(uitslag("fout"))
        for geval in eis.gevallen
        if geval.soort in ("afwijking", "aandachtspunt")
        for w in geval.waarnemingen
        if not w.deugt
    ]
    assert len(afwijkend) > 5
    # Every such case says it too, and so does the legend of the timeline.
    assert tekst.count("wijkt af") > len(afwijkend)
    assert "1 seconde na mijlpaal 3.1.2" in tekst
    assert bladzijde.alle("details.geval[open]") == []


def test_berichten_komen_niet_op_papier(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("afgekapt"))
    ontvouw(bladzijde)
    afdruk = bladzijde.druk_af()
    assert "<ns" not in afdruk.tekst
    assert "BerichtIdentificatie" not in afdruk.tekst


def test_van_een_donkere_telefoon_hetzelfde_papier(bladzijde: Bladzijde, rapport: Rapport, afgedrukt: Afdruk) -> None:
    bladzijde.open(rapport("fout"), TELEFOON, donker=True)
    donker = bladzijde.druk_af()
    assert donker.teksten == afgedrukt.teksten


def test_er_staat_niets_op_papier_dat_alleen_op_een_scherm_kan(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"))
    woorden = [bladzijde.vind(css).get_property("textContent").strip() for css in ("#open", ".overslaan", "#gevonden")]
    assert all(woorden)
    tekst = bladzijde.druk_af().tekst
    assert [woord for woord in woorden if woord in tekst] == []


def test_zonder_script_ook(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), script=False)
    afdruk = bladzijde.druk_af()
    assert set(afdruk.maten_mm) == {A4_MM}
    assert "Niet conform" in afdruk.teksten[0]
