"""Where facts come from is told with each of them, but not when all of it is from the document itself."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from html5lib import HTMLParser
from html5lib.treebuilders import getTreeBuilder
from resultaten_delen import GOED, bewerkt

from pytest_draaiboek.draaiboeken import Draaiboek, lees
from pytest_draaiboek.rapport.html import teken
from pytest_draaiboek.rapport.kalender import gegevens_van
from pytest_draaiboek.rapport.resultaat import Resultaat, Schemagegevens, Systeemgegevens
from pytest_draaiboek.rapport.vaststelling import stel_vast

Echt = Callable[..., Resultaat]
ANDERS = """
basis = "iwmo-3.1"
[uitgave.anders]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "anders"
[[mijlpaal]]
nr = "3.2.1"
herkomst = "bron"
toelichting = "Uit een bericht van {3.2.1.dag}."
[[eis]]
id = "3.1.2"
herkomst = "analogie"
toelichting = "Zoals eerder."
[[venster]]
types = ["323"]
versie = "3.0"
geblokkeerd_vanaf = "3.2.1"
herkomst = "afleiding"
toelichting = "Twee lezingen gaan op."
[vertaling.en.toelichting]
"Zoals eerder." = "As before."
"Uit een bericht van {3.2.1.dag}." = "From a notice of {3.2.1.dag}."
"""


def anders(map_: Path) -> Draaiboek:
    (map_ / "anders.toml").write_text(ANDERS, encoding="utf-8")
    (draaiboek,) = lees(map_ / "anders.toml")
    return draaiboek


def test_het_resultaat_houdt_bij_waar_iets_vandaan_komt(tmp_path: Path) -> None:
    draaiboek = anders(tmp_path)
    kalender = gegevens_van(draaiboek).kalender
    assert {(m.nr, m.toelichting) for m in kalender.mijlpalen if m.herkomst == "bron"} == {
        ("3.2.1", "Uit een bericht van 30 maart.")
    }
    delen = {(s.berichttype, s.versie, d.herkomst, d.toelichting) for s in kalender.stroken for d in s.delen}
    assert {deel for deel in delen if deel[2] != "seed"} == {("WMO323", "3.0", "afleiding", "Twee lezingen gaan op.")}
    systeem = Systeemgegevens(rol="aanbieder", naam="", versie="", anker="x")
    schemas = Schemagegevens(standaard="iwmo", herkomst="", sha256="", opmerkingen=[])
    eisen = stel_vast(draaiboek, systeem, [], [], [], schemas=schemas, streng=False).eisen
    assert {(e.id, e.herkomst, e.toelichting) for e in eisen if e.herkomst != "seed"} == {
        ("3.1.2", "analogie", "Zoals eerder.")
    }


def met_herkomst(echt: Echt, map_: Path) -> Resultaat:
    vertalingen = anders(map_).vertalingen["en"]

    def wijzig(gegevens: dict[str, Any]) -> None:
        (een,) = gegevens["draaiboeken"]
        een["draaiboek"]["vertalingen"]["en"] = dict(vertalingen)
        for mijlpaal in een["draaiboek"]["kalender"]["mijlpalen"]:
            if mijlpaal["nr"] == "3.1.2":
                mijlpaal.update(herkomst="bron", toelichting="Uit een bericht van 30 maart.")
        for strook in een["draaiboek"]["kalender"]["stroken"]:
            if (strook["berichttype"], strook["versie"]) == ("WMO323", "3.0"):
                for deel in strook["delen"]:
                    deel.update(herkomst="afleiding", toelichting="Twee lezingen <gaan> op.")
        for eis in een["eisen"]:
            if eis["id"] == "3.1.2":
                eis.update(herkomst="analogie", toelichting="Zoals eerder.")

    return bewerkt(echt(GOED), wijzig)


def eis_van(pagina: str, eis: str) -> str:
    return pagina[pagina.index(f'id="eis-{eis}"') :].split('<details class="geval', maxsplit=1)[0]


def test_bij_elke_eis_mijlpaal_en_band_staat_waar_ze_vandaan_komt(echt: Echt, tmp_path: Path) -> None:
    resultaat = met_herkomst(echt, tmp_path)
    pagina = teken(resultaat)
    assert '<span class="herkomst">naar analogie</span> Zoals eerder.</p>' in eis_van(pagina, "3.1.2")
    assert "zijn verzonden; verzenden kan niet meer. (uit een andere bron; Uit een bericht van 30 maart.)" in eis_van(
        pagina, "3.1.2"
    )
    assert '<span class="herkomst">uit het draaiboek</span>' in eis_van(pagina, "3.1.4")
    legenda = re.findall(r'<li><span class="herkomst">([^<]*)</span>: ([^<]*)', pagina)
    assert [label for label, _ in legenda] == ["uit het draaiboek", "uit een andere bron", "afgeleid", "naar analogie"]
    assert "<td>WMO323<td>3.0<td>afgeleid<td>Twee lezingen &lt;gaan&gt; op." in pagina
    geheel = len(resultaat.draaiboeken[0].eisen)
    assert f"1 van de {geheel} eisen staan niet zo in het document waar het draaiboek uit komt" in pagina
    ontleder = HTMLParser(tree=getTreeBuilder("etree"), strict=False)
    ontleder.parse(pagina)
    assert ontleder.errors == []


def test_in_het_engels(echt: Echt, tmp_path: Path) -> None:
    pagina = teken(met_herkomst(echt, tmp_path), "en")
    assert '<span class="herkomst">by analogy</span> As before.</p>' in eis_van(pagina, "3.1.2")
    assert "(from another source; From a notice of 30 March.)" in eis_van(pagina, "3.1.2")
    # What the draaiboek has in no other language is in Dutch, and says so.
    assert '<td>inferred<td><span lang="nl">Twee lezingen &lt;gaan&gt; op.</span>' in pagina


def test_wat_alles_van_zichzelf_heeft_zegt_er_niets_van(echt: Echt) -> None:
    pagina = teken(echt(GOED))
    assert 'class="herkomst"' not in pagina
    assert "Waar de kalender vandaan komt" not in pagina
    assert "staan niet zo in het document" not in pagina
