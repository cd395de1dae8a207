"""The timeline as a browser draws it: nothing lies over anything, names stay in sight, and it fits on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bladzijde import A4_KOLOM, BUREAU, TELEFOON, Bladzijde, Scherm
from selenium.webdriver.common.keys import Keys

from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

Rapport = Callable[..., Path]
Uitslag = Callable[[str], Resultaat]

ZES_PUNTEN = 8.0  # CSS pixels

# Every text of a picture, and whether another lies over it; a hair's breadth is none.
OVER_ELKAAR = """
const uit = [];
for (const beeld of document.querySelectorAll('.tl svg')) {
  const vlakken = [...beeld.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => [t.textContent.trim(), t.getBoundingClientRect()]);
  vlakken.forEach(([een, a], nr) => vlakken.slice(nr + 1).forEach(([ander, b]) => {
    const breed = Math.min(a.right, b.right) - Math.max(a.left, b.left), hoog = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (breed > .5 && hoog > a.height / 4) uit.push([een, ander]);
  }));
}
return uit;
"""
# Every label of a line that another line runs through.
DOORSNEDEN = """
const lijnen = [...document.querySelectorAll('.tl-lijn')], uit = [];
for (const lijn of lijnen) for (const t of lijn.querySelectorAll('text')) for (const ander of lijnen) {
  const a = t.getBoundingClientRect(), b = ander.querySelector('path').getBoundingClientRect(), x = (b.left + b.right) / 2;
  if (ander !== lijn && a.left < x && x < a.right && b.top < a.bottom - 2) uit.push([t.textContent, ander.textContent]);
}
return uit;
"""
STEEKT_UIT = """
const uit = [];
for (const beeld of document.querySelectorAll('.tl svg')) {
  const kader = beeld.getBoundingClientRect();
  for (const t of beeld.querySelectorAll('text, use')) {
    const v = t.getBoundingClientRect();
    if (v.left < kader.left - .5 || v.right > kader.right + .5 || v.bottom > kader.bottom + .5) uit.push(t.textContent);
  }
}
return uit;
"""
MATEN = """
const [namen, beeld] = document.querySelectorAll('.tl svg'), vak = namen.closest('.schuif');
const maat = e => { const r = e.getBoundingClientRect(); return {x: r.x, y: r.y, w: r.width, h: r.height, units: e.viewBox.baseVal.width, letter: +e.getAttribute('font-size')} };
return [maat(namen), maat(beeld), vak.getBoundingClientRect().x, vak.clientWidth];
"""


@pytest.mark.parametrize("scherm", [TELEFOON, BUREAU, A4_KOLOM], ids=["telefoon", "bureau", "papier"])
@pytest.mark.parametrize(("soort", "taal"), [("fout", "nl"), ("knooppunt", "nl"), ("fout", "en")])
def test_niets_valt_over_elkaar(bladzijde: Bladzijde, rapport: Rapport, soort: str, taal: str, scherm: Scherm) -> None:
    bladzijde.open(rapport(soort, taal), scherm, afdruk=scherm is A4_KOLOM)
    assert bladzijde.doe(OVER_ELKAAR) == []
    assert bladzijde.doe(DOORSNEDEN) == []
    assert bladzijde.doe(STEEKT_UIT) == []


def test_namen_blijven_in_beeld(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), TELEFOON)
    bladzijde.doe("document.querySelector('.schuif.tijdlijn').scrollLeft = 0")
    namen, beeld, links, _ = bladzijde.doe(MATEN)
    assert beeld["x"] == pytest.approx(namen["x"] + namen["w"])
    bladzijde.doe("document.querySelector('.schuif.tijdlijn').scrollLeft = 400")
    later, verschoven, _, _ = bladzijde.doe(MATEN)
    assert verschoven["x"] == pytest.approx(beeld["x"] - 400)
    assert (later["x"], later["y"]) == (pytest.approx(links), namen["y"])


def test_op_papier_past_het_op_schaal_en_is_het_te_lezen(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), A4_KOLOM, afdruk=True)
    namen, beeld, links, breedte = bladzijde.doe(MATEN)
    schaal = beeld["w"] / beeld["units"]
    assert namen["w"] / namen["units"] == pytest.approx(schaal, rel=0.001)
    assert (namen["y"], namen["h"]) == (beeld["y"], pytest.approx(beeld["h"], abs=0.5))
    assert beeld["x"] + beeld["w"] <= links + breedte + 0.5
    assert beeld["letter"] * schaal >= ZES_PUNTEN


def test_een_afwijking_leidt_naar_haar_geval(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag) -> None:
    bladzijde.open(rapport("fout"))
    doelen = bladzijde.doe("return [...document.querySelectorAll('.tl a')].map(a => a.getAttribute('href').slice(1))")
    afwijkend = {
        f"eis-{eis.id}-{geval.berichttype}"
        for eis in uitslag("fout").draaiboeken[0].eisen
        for geval in eis.gevallen
        if any(not w.deugt for w in geval.waarnemingen)
    }
    assert doelen
    assert set(doelen) <= afwijkend
    bladzijde.doe("document.querySelector('.tl a').focus()")
    bladzijde.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert bladzijde.doe("return decodeURIComponent(location.hash)") == f"#{doelen[0]}"
    assert bladzijde.doe("return document.getElementById(arguments[0]).open", doelen[0])


def test_wat_het_toetsenbord_aandoet_ligt_niet_onder_de_namen(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), TELEFOON)
    bladzijde.doe("document.querySelector('.schuif.tijdlijn').scrollLeft = 5000")
    aantal = bladzijde.doe("return document.querySelectorAll('.tl a').length")
    for nr in reversed(range(aantal)):
        bladzijde.doe("document.querySelectorAll('.tl a')[arguments[0]].focus()", nr)
        links, namen = bladzijde.doe(
            "return [document.activeElement, document.querySelector('.tl-namen')].map(e => e.getBoundingClientRect()).map((r, nr) => nr ? r.right : r.left)"
        )
        assert links >= namen


def test_op_een_telefoon_begint_hij_bij_wat_afwijkt(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), TELEFOON)
    zichtbaar = """
        const bak = document.querySelector(".tijdlijn"), kader = bak.getBoundingClientRect();
        const plekken = [...bak.querySelectorAll("svg a[href]")].map((merk) => merk.getBoundingClientRect().left);
        return [bak.scrollLeft > 0, Math.min(...plekken) > kader.left, Math.min(...plekken) < kader.right];
    """
    assert bladzijde.doe(zichtbaar) == [True, True, True]


def test_waar_hij_past_verschuift_er_niets(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), BUREAU)
    assert bladzijde.doe('return document.querySelector(".tijdlijn").scrollLeft') == 0
