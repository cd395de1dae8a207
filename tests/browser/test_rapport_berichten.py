"""The messages in the report: they unfold, are coloured, and tell nobody's name."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bladzijde import Bladzijde
from lxml import etree
from rapportdelen import ALLES_OPEN, BERICHT, bron_zonder_berichten, ingepakt
from selenium.webdriver.common.keys import Keys
from uitslagen import SOORTEN

from pytest_draaiboek.rapport.resultaat import Resultaat

pytestmark = pytest.mark.breed

Rapport = Callable[..., Path]
Uitslag = Callable[[str], Resultaat]

BSN = re.compile(r"9999\d{5}")
# Of whom it is, in the standards: names, where somebody lives and can be reached, when they were born.
OVER_IEMAND = "Achternaam Voornamen Voorletters Straatnaam Huisnummer Postcode Plaatsnaam Telefoonnummer Emailadres Datum Bsn Commentaar".split()
GEVAL = "[id='eis-3.1.2-WMO307']"


def over_mensen(resultaat: Resultaat) -> set[str]:
    """Return every text in the messages of a result that says who somebody is, read by lxml and not by the kit."""
    waarden: set[str] = set()
    for bericht in resultaat.berichten.values():
        if not bericht.berichttype or bericht.codering != "utf-8":
            continue
        boom = etree.fromstring(bericht.tekst.encode())
        for naam in OVER_IEMAND:
            waarden |= {(e.text or "").strip() for e in boom.iter("{*}" + naam)}
    return waarden - {""}


def staat_erin(waarden: set[str], tekst: str) -> set[str]:
    """Return which of these stand in a text as words of their own; shorter ones than four may be anything."""
    woorden = set(re.findall(r"[\w@.'-]+", tekst))
    return {
        waarde for waarde in waarden if len(waarde) >= 4 and (waarde in woorden or (" " in waarde and waarde in tekst))
    }


def open_bericht(bladzijde: Bladzijde, rapport: Path, nr: int = 0) -> None:
    bladzijde.open(rapport, fragment="eis-3.1.2-WMO307")
    bladzijde.wacht_op(f'return document.querySelector("{GEVAL} {BERICHT}") !== null')
    bladzijde.alle(f"{GEVAL} {BERICHT} > summary")[nr].click()
    bladzijde.wacht_op(f'return document.querySelector("{GEVAL} {BERICHT} pre") !== null')


def test_een_bericht_klapt_uit(bladzijde: Bladzijde, rapport: Rapport) -> None:
    open_bericht(bladzijde, rapport("fout"))
    tekst = bladzijde.vind(f"{GEVAL} {BERICHT} pre").text
    assert tekst.startswith("<?xml")
    boom = etree.fromstring(tekst.encode())
    assert etree.QName(boom).localname == "Bericht"
    assert BSN.search(tekst) is None
    assert "•••" in tekst


def test_een_bericht_klapt_uit_met_het_toetsenbord(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("fout"), fragment="eis-3.1.2-WMO307")
    bladzijde.wacht_op(f'return document.querySelector("{GEVAL} {BERICHT}") !== null')
    for _ in range(5):
        bladzijde.druk(Keys.TAB)
        if bladzijde.doe(f"return document.activeElement.parentElement.matches('{BERICHT}')"):
            break
    bladzijde.druk(Keys.ENTER)
    bladzijde.wacht_op(f'return document.querySelector("{GEVAL} {BERICHT} pre") !== null')


def test_bericht_en_richting_staan_erboven(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag) -> None:
    """Each moment has the messages that it is about, in order: what went in and what came out."""
    bladzijde.open(rapport("fout"), fragment="eis-3.1.2-WMO307")
    bladzijde.wacht_op(f'return document.querySelector("{GEVAL} {BERICHT}") !== null')
    (eis,) = (eis for eis in uitslag("fout").draaiboeken[0].eisen if eis.id == "3.1.2")
    (geval,) = (geval for geval in eis.gevallen if geval.berichttype == "WMO307")
    berichten = uitslag("fout").berichten
    verwacht = [
        (een.richting, berichten[een.bericht].berichttype, berichten[een.bericht].versie)
        for w in geval.waarnemingen for een in (geval.verkeer[nr] for nr in w.verkeer)
    ]  # fmt: skip
    gezien = [e.text for e in bladzijde.alle(f"{GEVAL} {BERICHT} > summary")]
    assert len(gezien) == len(verwacht)
    for tekst, (_, berichttype, versie) in zip(gezien, verwacht, strict=True):
        assert tekst.endswith(f"{berichttype} {versie}")
    richtingen = {
        richting: {t.split(":")[0] for t, (r, *_) in zip(gezien, verwacht, strict=True) if r == richting}
        for richting in ("in", "uit")
    }
    assert all(len(woorden) <= 1 for woorden in richtingen.values())


def test_een_bericht_is_gekleurd(bladzijde: Bladzijde, rapport: Rapport) -> None:
    open_bericht(bladzijde, rapport("fout"))
    kleuren = bladzijde.doe(
        f'return [...document.querySelectorAll("{GEVAL} {BERICHT} pre, {GEVAL} {BERICHT} pre span")].map(e => getComputedStyle(e).color)'
    )
    assert len(set(kleuren)) >= 3


def test_de_inhoud_is_de_verzonden_inhoud(rapport: Rapport, uitslag: Uitslag) -> None:
    """What is shown is the message itself but for what says who it is about."""
    resultaat = uitslag("fout")
    echt = {re.sub(r">[^<]*<", "><", b.tekst.replace("\r\n", "\n")) for b in resultaat.berichten.values()}
    getoond = ingepakt(rapport("fout"))
    assert len(getoond) > 100
    for berichttype, versie, tekst in getoond:
        assert re.sub(r">[^<]*<", "><", tekst) in echt
        assert berichttype in {b.berichttype for b in resultaat.berichten.values()}
        assert versie in ("3.0", "3.1")


@pytest.mark.parametrize("soort", SOORTEN)
def test_er_staat_niemand_in(rapport: Rapport, uitslag: Uitslag, soort: str) -> None:
    """Neither in the source, nor in what is packed in it: no BSN, no name, no address."""
    waarden = over_mensen(uitslag(soort))
    assert any(BSN.fullmatch(waarde) for waarde in waarden)
    berichten = ingepakt(rapport(soort))
    for tekst in (bron_zonder_berichten(rapport(soort)), *(tekst for *_, tekst in berichten)):
        assert BSN.search(tekst) is None
    assert staat_erin(waarden, bron_zonder_berichten(rapport(soort))) == set()
    for berichttype, _, tekst in berichten:
        if not berichttype or not tekst.startswith("<"):
            continue
        boom = etree.fromstring(tekst.encode())
        for naam in OVER_IEMAND:
            assert {(e.text or "").strip() for e in boom.iter("{*}" + naam)} <= {"•••", ""}, (berichttype, naam)


def test_ook_wat_een_systeem_over_iemand_zegt_blijft_weg(rapport: Rapport, uitslag: Uitslag) -> None:
    """In a refusal, that has no message of its own; stuck to a word; and in what it broke off with."""
    resultaat = uitslag("klikspaan")
    eisen = resultaat.draaiboeken[0].eisen
    gezegd = {
        w.gezegd
        for eis in eisen
        for geval in eis.gevallen
        for w in geval.waarnemingen
        if w.gezegd.startswith("geweigerd")
    }
    mensen = over_mensen(resultaat)
    assert any(BSN.search(tekst) and staat_erin(mensen, tekst) for tekst in gezegd)
    assert any(BSN.search(eis.reden) for eis in eisen)
    bron = bron_zonder_berichten(rapport("klikspaan"))
    assert "client_•••" in bron
    assert BSN.search(bron) is None


def test_wat_geen_utf_8_is_verraadt_ook_niemand(rapport: Rapport, uitslag: Uitslag) -> None:
    """A message in another encoding is in the result in base64: that hides nothing from whoever can decode it."""
    resultaat = uitslag("vijandig")
    assert any(b.codering == "base64" and BSN.search(ontcijferd(b.tekst)) for b in resultaat.berichten.values())
    for *_, tekst in ingepakt(rapport("vijandig")):
        for stuk in re.findall(r"[A-Za-z0-9+/]{40,}={0,2}", tekst):
            assert BSN.search(ontcijferd(stuk)) is None


def ontcijferd(tekst: str) -> str:
    """Return what base64 stands for, without the NULs of UTF-16."""
    return base64.b64decode(tekst[: len(tekst) // 4 * 4]).decode("latin-1").replace("\x00", "")


def test_er_staat_niemand_in_de_bladzijde(bladzijde: Bladzijde, rapport: Rapport, uitslag: Uitslag) -> None:
    """What can be seen with everything unfolded, of a short run."""
    from rapportdelen import ontvouw

    bladzijde.open(rapport("afgekapt"))
    ontvouw(bladzijde)
    tekst = bladzijde.tekst()
    assert "•••" in tekst
    assert BSN.search(tekst) is None
    assert staat_erin(over_mensen(uitslag("afgekapt")), tekst) == set()


def test_er_wordt_niets_uitgepakt_voor_het_gevraagd_wordt(bladzijde: Bladzijde, rapport: Rapport) -> None:
    bladzijde.open(rapport("goed"))
    assert bladzijde.alle(BERICHT) == []
    bladzijde.doe(ALLES_OPEN)
    bladzijde.wacht_op(f"return document.querySelectorAll('{BERICHT}').length > 100")
    assert bladzijde.alle(f"{BERICHT} pre") == []
