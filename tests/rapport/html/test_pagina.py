"""The page as a whole: complete, by itself, and the same every time."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from html5lib import HTMLParser
from html5lib.treebuilders import getTreeBuilder
from resultaten_delen import CONTROLEERT_NIETS, GOED, VERGEET_STOP, bewerkt

from pytest_draaiboek.rapport.html import teken
from pytest_draaiboek.rapport.resultaat import Resultaat

Echt = Callable[..., Resultaat]
SYSTEMEN = [GOED, VERGEET_STOP, CONTROLEERT_NIETS]
KWAAD = "</script><img src=x onerror=alert(1)>\"'&\u202e\x00"


@pytest.fixture(params=SYSTEMEN, ids=["goed", "vergeet een stop", "controleert niets"])
def resultaat(request: pytest.FixtureRequest, echt: Echt) -> Resultaat:
    return echt(request.param)


def ankers(pagina: str) -> list[str]:
    return re.findall(r'\bid="([^"]*)"', pagina)


def test_elk_geval_en_elke_eis_staat_erin_en_elke_verwijzing_komt_uit(resultaat: Resultaat) -> None:
    pagina = teken(resultaat)
    ids = Counter(ankers(pagina))
    assert [naam for naam, keer in ids.items() if keer > 1] == []
    (uitkomst,) = resultaat.draaiboeken
    for eis in uitkomst.eisen:
        assert f"eis-{eis.id}" in ids
        assert all(f"eis-{eis.id}-{geval.berichttype}" in ids for geval in eis.gevallen)
    assert uitkomst.techniek
    for regel in uitkomst.techniek.regels:
        assert all(f"regel-{regel.code}-{geval.berichttype}-{geval.versie}" in ids for geval in regel.gevallen)
    verwijzingen = set(re.findall(r'href="#([^"]*)"', pagina))
    assert len(verwijzingen) > 100
    assert verwijzingen <= set(ids)


def test_elke_waarneming_is_een_rij(resultaat: Resultaat) -> None:
    (uitkomst,) = resultaat.draaiboeken
    assert uitkomst.techniek
    gevallen = [g for eis in uitkomst.eisen for g in eis.gevallen]
    waarnemingen = sum(len(g.waarnemingen) for g in gevallen)
    waarnemingen += sum(len(g.waarnemingen) for regel in uitkomst.techniek.regels for g in regel.gevallen)
    rijen = re.findall(r'<table class="momenten".*?</table>', teken(resultaat), re.DOTALL)
    assert sum(tabel.count("<tr") - 1 for tabel in rijen) == waarnemingen > 600


def test_het_is_foutloze_html(resultaat: Resultaat) -> None:
    """Optional end tags are left out; html5lib tells what is wrong by the standard."""
    ontleder = HTMLParser(tree=getTreeBuilder("etree"), strict=False)
    ontleder.parse(teken(resultaat))
    assert ontleder.errors == []


def test_niets_komt_van_elders(resultaat: Resultaat) -> None:
    pagina = teken(resultaat)
    zonder_tekst = re.sub(r"xmlns(:\w+)?='?\"?http[^'\" >]*", "", pagina)
    assert re.findall(r'(?:src|href|action|data|poster)="(?!#|data:,)[^"]*"', zonder_tekst) == []
    assert "default-src 'none'" in pagina
    assert re.findall(r"@import|url\((?!\"data:|#)", pagina) == []
    assert re.findall(r'\son\w+="|\sstyle="', pagina) == []


def test_hetzelfde_resultaat_geeft_dezelfde_pagina(resultaat: Resultaat) -> None:
    assert teken(resultaat) == teken(bewerkt(resultaat))
    assert teken(resultaat) != teken(bewerkt(resultaat, lambda g: g["instellingen"].update(zaad=8)))


def test_wat_een_systeem_zegt_is_tekst(echt: Echt) -> None:
    def kwaad(gegevens: dict[str, object]) -> None:
        def overal(waarde: object, naam: str = "") -> object:
            if isinstance(waarde, dict):
                return {sleutel: overal(w, sleutel) for sleutel, w in waarde.items()}
            if isinstance(waarde, list):
                return [overal(w, naam) for w in waarde]
            return KWAAD if naam in {"gezien", "gezegd", "reden", "bekend", "bevindingen", "tekst"} else waarde

        gegevens["draaiboeken"] = overal(gegevens["draaiboeken"])
        for een in gegevens["draaiboeken"]:  # type: ignore[attr-defined]
            een["systeem"].update(naam=KWAAD, versie=KWAAD)

    resultaat = bewerkt(echt(VERGEET_STOP), kwaad)
    pagina = teken(resultaat)
    assert "<img" not in pagina
    assert pagina.count("</script>") == 2
    assert not re.search("[\u202e\x00]", pagina)
    assert "&lt;/script&gt;&lt;img" in pagina


def test_twee_draaiboeken_houden_hun_namen_uit_elkaar(echt: Echt) -> None:
    def verdubbel(gegevens: dict[str, list[object]]) -> None:
        gegevens["draaiboeken"] *= 3

    pagina = teken(bewerkt(echt(GOED), verdubbel))
    ids = Counter(ankers(pagina))
    assert [naam for naam, keer in ids.items() if keer > 1] == []
    assert {"eis-3.1.2", "iwmo-3.1-aanbieder-eis-3.1.2", "iwmo-3.1-aanbieder-3-eis-3.1.2"} <= set(ids)


def test_zonder_kalender_is_er_alleen_techniek(echte_map: Callable[..., Path], echt: Echt) -> None:
    pagina = teken(echt(GOED, "--draaiboek-onderdeel=techniek"))
    assert "Geen oordeel" in pagina
    assert 'id="techniek"' in pagina
    assert 'id="tijdlijn"' not in pagina
    assert set(re.findall(r'href="#([^"]*)"', pagina)) <= set(ankers(pagina))


def test_het_voorblad_draagt_de_vingerafdruk_van_het_resultaat(echte_map: Callable[..., Path]) -> None:
    map_ = echte_map(GOED, "-k", "3.1.2 or CD005")
    som = hashlib.sha256((map_ / "resultaat.json").read_bytes()).hexdigest()
    assert f"<code>{som}</code>" in (map_ / "rapport.html").read_text(encoding="utf-8")


def test_wat_om_dezelfde_reden_open_is_staat_bij_elkaar(echt: Echt) -> None:
    pagina = teken(echt(GOED, "-k", "3.1.2 or CD005"))
    (lijst,) = re.findall(
        r"<p>Voor het oordeel conform moet ook dit nog getoetst worden, en voldoen:</p>\s*<ul>(.*?)</ul>", pagina
    )
    assert lijst.count("<li>") == 1
    assert lijst.endswith("</a>: niet gedraaid")
    open_ = [
        eis.id for eis in echt(GOED, "-k", "3.1.2 or CD005").draaiboeken[0].eisen if eis.verdict == "niet getoetst"
    ]
    assert re.findall(r'href="#eis-([^"]+)"', lijst) == [eis for eis in open_ if eis not in {"3.1.1", "3.3.1"}]
