"""The browser tests see what they claim to see: a good page passes, and every fault on it is found."""

from pathlib import Path

import pytest
from afdruk import A4_MM
from bladzijde import BUREAU, RUIME_TEKST, TELEFOON, TWEE_KEER, VIER_KEER, Bladzijde
from selenium.webdriver.common.keys import Keys
from toegankelijkheid import bezwaren, twijfels

pytestmark = pytest.mark.breed

GOED = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Proef</title>
<style>
body { color: #111; background: #fff; margin: 1rem }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }
#beweegt { animation-name: draai }
@media (prefers-reduced-motion: reduce) { p#beweegt { animation: none } }
.klein { width: 9px; height: 9px; padding: 0; border: 0; font-size: 6px }
.breed { overflow-x: auto }
.breed div { width: 3000px }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media print { .scherm { display: none } .breed div { width: auto } }
@page { size: A4; margin: 15mm }
</style></head>
<body><main><h1>Een proef</h1>
<p id="beweegt">Goed te lezen. <a href="#verder">Verder</a> <button type="button">Knop</button></p>
<p class="scherm">Alleen op het scherm.</p>
<div class="breed" tabindex="0" role="region" aria-label="breed"><div>heel breed</div></div>
<details id="verder"><summary>Meer</summary><p>Verborgen tekst</p></details>
<p class="sr">alleen voorgelezen, en dat mag best een heel lange zin zijn</p>
<p id="script"></p>
</main><script>document.getElementById('script').textContent = 'met script'</script></body></html>
"""


def met(pagina: Path, oud: str, nieuw: str) -> Path:
    """Write the good page with one thing changed."""
    assert GOED.count(oud) == 1
    pagina.write_text(GOED.replace(oud, nieuw), encoding="utf-8")
    return pagina


@pytest.fixture
def goed(pagina: Path) -> Path:
    pagina.write_text(GOED, encoding="utf-8")
    return pagina


@pytest.mark.parametrize("scherm", [TELEFOON, BUREAU, TWEE_KEER, VIER_KEER], ids=["telefoon", "bureau", "200", "400"])
@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
def test_een_goede_bladzijde_gaat_vrijuit(bladzijde: Bladzijde, goed: Path, scherm, donker: bool) -> None:
    bladzijde.open(goed, scherm, donker=donker)
    assert bezwaren(bladzijde) == []
    assert bladzijde.steekt_uit() == []
    assert bladzijde.afgekapt() == []
    bladzijde.stijl(RUIME_TEKST)
    assert bladzijde.afgekapt() == []
    assert bladzijde.doe("return innerWidth") == scherm.breedte / scherm.zoom


@pytest.mark.parametrize(
    ("script", "gezegd"),
    [
        ("console.error('mis')", "mis"),
        ("console.log('zomaar')", "zomaar"),
        ("throw new Error('niet gevangen')", "niet gevangen"),
        ("Promise.reject(new Error('niet afgewacht'))", "niet afgewacht"),
    ],
    ids=["error", "log", "throw", "promise"],
)
def test_wat_een_bladzijde_zegt(vrije_bladzijde: Bladzijde, pagina: Path, script: str, gezegd: str) -> None:
    vrije_bladzijde.open(met(pagina, "</script>", f"; {script}</script>"))
    (regel,) = vrije_bladzijde.gezegd()
    assert gezegd in regel
    assert vrije_bladzijde.gevraagd() == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "adres"),
    [
        ("</script>", "; fetch('http://elders.example/', {mode: 'no-cors'}).catch(() => 0)</script>", "http://elders.example/"),
        ("</script>", "; new WebSocket('ws://elders.example/w')</script>", "ws://elders.example/w"),
        ("</script>", "; navigator.sendBeacon('http://elders.example/b')</script>", "http://elders.example/b"),
        ("<title>", "<link rel='stylesheet' href='https://elders.example/s.css'><title>", "https://elders.example/s.css"),
        ("<h1>", "<img alt='' src='plaatje.png'><h1>", "plaatje.png"),
        ("background: #fff;", "background: url(http://elders.example/u.png);", "http://elders.example/u.png"),
        ("<h1>", "<iframe title='' src='http://elders.example/f'></iframe><h1>", "http://elders.example/f"),
    ],
    ids=["fetch", "websocket", "beacon", "stijlblad", "bestand", "url", "iframe"],
)  # fmt: skip
def test_wat_een_bladzijde_opvraagt(vrije_bladzijde: Bladzijde, pagina: Path, oud: str, nieuw: str, adres: str) -> None:
    vrije_bladzijde.open(met(pagina, oud, nieuw))
    (gevraagd, *_) = vrije_bladzijde.gevraagd()
    assert gevraagd.endswith(adres)


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel"),
    [
        ("color: #111; background: #fff", "color: #bbb; background: #fff", "color-contrast"),
        ("<h1>Een proef</h1>", "<p>Een proef</p>", "page-has-heading-one"),
        ("<p class=\"scherm\">", "<h4>Diep</h4><p class=\"scherm\">", "heading-order"),
        ("<main><h1>", "<p>buiten</p><main><h1>", "region"),
        (">Knop<", "><", "button-name"),
        (" lang=\"nl\"", "", "html-has-lang"),
        ("content=\"width=device-width\"", "content=\"width=device-width, user-scalable=no\"", "meta-viewport"),
        ("<h1>", "<div><button class='klein'>i</button><button class='klein'>j</button></div><h1>", "target-size"),
    ],
    ids=["contrast", "kop", "kopvolgorde", "landmark", "knop", "taal", "viewport", "doelgrootte"],
)  # fmt: skip
def test_wat_niet_toegankelijk_is(bladzijde: Bladzijde, pagina: Path, oud: str, nieuw: str, regel: str) -> None:
    bladzijde.open(met(pagina, oud, nieuw), TELEFOON)
    assert regel in {bezwaar.partition(":")[0] for bezwaar in bezwaren(bladzijde)}


def test_contrast_in_het_donker(bladzijde: Bladzijde, pagina: Path) -> None:
    bladzijde.open(met(pagina, "color: #eee; background: #111", "color: #333; background: #111"))
    assert bezwaren(bladzijde) == []
    bladzijde.open(pagina, donker=True)
    assert any(bezwaar.startswith("color-contrast:") for bezwaar in bezwaren(bladzijde))


def test_contrast_op_een_verloop_blijft_twijfel(bladzijde: Bladzijde, pagina: Path) -> None:
    bladzijde.open(met(pagina, "background: #fff;", "background: linear-gradient(#fff, #888);"))
    assert any(twijfel.startswith("color-contrast:") for twijfel in twijfels(bladzijde))


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        (".breed { overflow-x: auto }", ""),
        (".breed { overflow-x: auto }", "main { overflow-x: hidden }"),
        ("<h1>Een proef", f"<h1>{'onafbreekbaar' * 9}"),
        ("id=\"script\"", "id=\"script\" style='position:relative; left:-3rem'"),
    ],
    ids=["uitsteekt", "verstopt", "lang woord", "links"],
)  # fmt: skip
def test_wat_uitsteekt(bladzijde: Bladzijde, pagina: Path, oud: str, nieuw: str) -> None:
    bladzijde.open(met(pagina, oud, nieuw), TELEFOON)
    assert bladzijde.steekt_uit() != []


def test_wat_afgekapt_is(bladzijde: Bladzijde, pagina: Path) -> None:
    bladzijde.open(met(pagina, "<h1>", "<h1 style='height: 1.2em; line-height: 1.2; overflow: hidden'>"))
    assert bladzijde.afgekapt() == []
    bladzijde.stijl(RUIME_TEKST)
    (element,) = bladzijde.afgekapt()
    assert element.startswith("h1 ")


def test_toetsenbord_en_focus(bladzijde: Bladzijde, goed: Path) -> None:
    bladzijde.open(goed)
    assert bladzijde.focus() is None
    plekken = []
    for _ in range(4):
        bladzijde.druk(Keys.TAB)
        focus = bladzijde.focus()
        assert focus
        assert focus.te_zien
        assert not focus.bedekt
        plekken.append(focus.wie.partition(" ")[0])
    assert plekken == ["a", "button", "div.breed", "summary"]
    assert bladzijde.zichtbaar("details p") == []
    bladzijde.druk(Keys.ENTER)
    assert [p.text for p in bladzijde.zichtbaar("details p")] == ["Verborgen tekst"]


@pytest.mark.parametrize(
    ("css", "te_zien", "bedekt"),
    [
        ("a:focus { outline: none }", False, False),
        ("main::before { content: ''; position: fixed; inset: 0; background: #fff }", True, True),
    ],
    ids=["onzichtbaar", "bedekt"],
)
def test_focus_die_niet_te_zien_is(bladzijde: Bladzijde, pagina: Path, css: str, te_zien: bool, bedekt: bool) -> None:
    bladzijde.open(met(pagina, "</style>", f"{css}</style>"))
    bladzijde.druk(Keys.TAB)
    focus = bladzijde.focus()
    assert focus
    assert focus.wie.startswith("a ")
    assert focus.bedekt == bedekt
    if not bedekt:
        assert focus.te_zien == te_zien


def test_zonder_script(bladzijde: Bladzijde, goed: Path) -> None:
    bladzijde.open(goed)
    assert "met script" in bladzijde.tekst()
    bladzijde.open(goed, script=False)
    assert "met script" not in bladzijde.tekst()
    assert "Goed te lezen" in bladzijde.tekst()


def test_liever_stil(bladzijde: Bladzijde, goed: Path) -> None:
    beweging = "return getComputedStyle(document.getElementById('beweegt')).animationName"
    bladzijde.open(goed)
    assert bladzijde.doe(beweging) == "draai"
    bladzijde.open(goed, rustig=True)
    assert bladzijde.doe(beweging) == "none"


def test_afdruk(bladzijde: Bladzijde, goed: Path) -> None:
    bladzijde.open(goed)
    afdruk = bladzijde.druk_af()
    assert afdruk.maten_mm == [A4_MM]
    assert "Goed te lezen" in afdruk.tekst
    assert "Alleen op het scherm" not in afdruk.tekst
    assert "Verborgen tekst" not in afdruk.tekst


def test_afdruk_op_ander_papier(bladzijde: Bladzijde, pagina: Path) -> None:
    bladzijde.open(met(pagina, "size: A4;", "size: letter;"))
    assert bladzijde.druk_af().maten_mm != [A4_MM]


def test_afdruk_die_niet_past_wordt_kleiner(bladzijde: Bladzijde, pagina: Path, goed: Path) -> None:
    bladzijde.open(goed)
    assert bladzijde.druk_af().krimp() == 1
    bladzijde.open(met(pagina, "<p class=\"sr\">", "<p style='width: 1000px'>te breed</p><p class=\"sr\">"))  # fmt: skip
    assert bladzijde.druk_af().krimp() < 0.9


def test_laadtijden(bladzijde: Bladzijde, pagina: Path, goed: Path) -> None:
    bladzijde.open(goed)
    snel = bladzijde.laadtijden_ms()
    bladzijde.open(
        met(
            pagina, "<main>", "<script>const t = performance.now(); while (performance.now() < t + 400);</script><main>"
        )
    )
    traag = bladzijde.laadtijden_ms()
    # How fast this machine is at the moment is not for a test to say.
    for wat in ("geladen", "te zien"):
        assert snel[wat] > 0
        assert traag[wat] >= 400


def test_een_foto(bladzijde: Bladzijde, goed: Path) -> None:
    bladzijde.open(goed, TELEFOON)
    assert bladzijde.foto().startswith(b"\x89PNG")


def test_wat_uitsteekt_waar_nog_niemand_was(bladzijde: Bladzijde, pagina: Path) -> None:
    """Also in what a page lays out only when it comes near."""
    ver = "<div style='height: 9000px'></div><section style='content-visibility: auto'><p style='width: 900px'>ver</p></section>"
    bladzijde.open(met(pagina, '<p id="script">', f'{ver}<p id="script">'), TELEFOON)
    (element,) = bladzijde.steekt_uit()
    assert element == 'p "ver"'
