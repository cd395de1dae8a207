"""Whatever a system says stays text: nothing of it runs, nothing gets out of its element, nothing turns what stands beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bladzijde import TELEFOON, Bladzijde
from rapportdelen import ALLES_OPEN, BERICHT, ingepakt, ontvouw
from toegankelijkheid import bezwaren
from uitslagen import vergiftig
from vijandig import GIFTEN, LEK, MERK

from pytest_draaiboek.rapport.html import teken
from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

Rapport = Callable[..., Path]
Uitslag = Callable[[str], Resultaat]

# 1 MB is said once, and repeated in a reason; with all else the page stays as small as this.
MEESTE_BYTES = 3_000_000

VREEMD = """
return [...document.querySelectorAll('img, iframe, object, embed, link, base, form[action], [onerror], [onload], [onfocus], [autofocus], [style*=fixed]')]
  .map(e => e.outerHTML.slice(0, 200))
"""
SCRIPTS = "return document.querySelectorAll('script').length"
SCRIPTLINKS = (
    "return [...document.querySelectorAll('a')].filter(a => !/^(#|https?:)/.test(a.getAttribute('href'))).length"
)
# Characters that cannot be seen, or that turn the direction of the text after them, outside an element that keeps that within itself.
ONZICHTBAAR = r"""
const w = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT), gevonden = [];
while (w.nextNode()) {
  const t = w.currentNode;
  if (!t.parentElement.matches('#berichten') && /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/.test(t.data)) gevonden.push(t.data.slice(0, 80));
}
return gevonden;
"""


@pytest.fixture
def vergiftigd(uitslag: Uitslag, tmp_path: Path) -> Path:
    """A report of a short result in which every text is hostile, also those that the kit wrote itself."""
    pad = tmp_path / "vergiftigd.html"
    pad.write_text(teken(vergiftig(uitslag("afgekapt"))), encoding="utf-8")
    return pad


def ongedeerd(bladzijde: Bladzijde, gewoon: Path, vreemd: Path) -> None:
    """Hold a hostile page against an ordinary one, with everything unfolded."""
    bladzijde.open(gewoon)
    scripts, eigen = bladzijde.doe(SCRIPTS), bladzijde.doe(VREEMD)
    bladzijde.open(vreemd)
    ontvouw(bladzijde)
    assert bladzijde.doe(f"return window.{MERK} === undefined")
    assert bladzijde.doe(VREEMD) == eigen
    assert bladzijde.doe(SCRIPTS) == scripts
    assert bladzijde.doe(SCRIPTLINKS) == 0
    assert bladzijde.alle(f"#{LEK}") == []
    assert bladzijde.doe(ONZICHTBAAR) == []
    assert "36481" not in bladzijde.tekst()  # 7 * 191 * …: no template filled it in
    assert "1337" not in bladzijde.tekst()
    assert GIFTEN[0] in bladzijde.tekst()


def test_een_vijandig_systeem(bladzijde: Bladzijde, rapport: Rapport) -> None:
    ongedeerd(bladzijde, rapport("goed"), rapport("vijandig"))


def test_een_vijandig_resultaat(bladzijde: Bladzijde, rapport: Rapport, vergiftigd: Path) -> None:
    ongedeerd(bladzijde, rapport("afgekapt"), vergiftigd)


def test_een_link_in_een_vijandig_resultaat_doet_niets(bladzijde: Bladzijde, vergiftigd: Path) -> None:
    bladzijde.open(vergiftigd)
    bladzijde.doe("document.querySelector('#matrix td a').click()")
    assert bladzijde.doe(f"return window.{MERK} === undefined")


def test_een_vijandig_resultaat_past(bladzijde: Bladzijde, vergiftigd: Path) -> None:
    bladzijde.open(vergiftigd, TELEFOON)
    bladzijde.doe(ALLES_OPEN)
    assert bladzijde.steekt_uit() == []


def test_een_vijandig_systeem_is_toegankelijk(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("vijandig"), TELEFOON)
    assert bezwaren(bladzijde) == []


def test_de_bron_van_een_vijandig_rapport(rapport: Rapport) -> None:
    """Nothing that a system said can be told from the page's own code by looking for it."""
    bron = rapport("vijandig").read_text(encoding="utf-8")
    for gif in (
        "<img",
        "<svg onload",
        f"<script>window.{MERK}",
        f'<h2 id="{LEK}"',
        f"onfocus='window.{MERK}",
        "<![CDATA[",
    ):
        assert gif not in bron, gif


def test_wat_het_zei_staat_er_wel(bladzijde: Bladzijde, rapport: Rapport) -> None:
    """Escaped is not left out: a deviation is told with what the system said, to the letter as far as it can be seen."""
    bladzijde.open(rapport("vijandig"))
    assert "onerror" in bladzijde.tekst()
    assert "U+202E" in bladzijde.tekst() or "\\u202e" in bladzijde.tekst()


def test_een_vijandig_bericht(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("vijandig"))
    teksten = [tekst for *_, tekst in ingepakt(rapport("vijandig"))]
    assert any("<![CDATA[" in tekst for tekst in teksten)
    assert any("onerror" in tekst for tekst in teksten)
    ontvouw(bladzijde)
    assert any("onerror" in pre.get_property("textContent") for pre in bladzijde.alle(f"{BERICHT} pre")[:400])
    assert bladzijde.alle(f"{BERICHT} pre :not(span)") == []


def test_een_megabyte_tekst_wordt_ingekort(rapport: Rapport, uitslag: Uitslag) -> None:
    langste = max(
        len(w.gezegd) for eis in uitslag("vijandig").draaiboeken[0].eisen for g in eis.gevallen for w in g.waarnemingen
    )
    assert langste > 1_000_000
    assert rapport("vijandig").stat().st_size < MEESTE_BYTES
