"""A page in the browser: opened on some screen, looked at, operated, and everything that it says or asks for kept."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from afdruk import Afdruk
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait


@dataclass(frozen=True)
class Scherm:
    """What a page is shown on.

    Args:
        breedte: in CSS pixels.
        hoogte: in CSS pixels.
        zoom: of the browser: the same glass, so many times fewer CSS pixels.
        mobiel: whether it is a phone, that heeds the page's own words on its viewport.

    """

    breedte: int
    hoogte: int
    zoom: float = 1
    mobiel: bool = False


TELEFOON = Scherm(390, 844, mobiel=True)
SMALLE_TELEFOON = Scherm(320, 568, mobiel=True)
BUREAU = Scherm(1366, 900)
# The screen by which WCAG reckons (1.4.4, 1.4.10): 1280 pixels wide, enlarged twice and four times.
TWEE_KEER = Scherm(1280, 1024, zoom=2)
VIER_KEER = Scherm(1280, 1024, zoom=4)
# The text column of an A4 with margins of 15 mm, at 96 pixels an inch: how wide a page is laid out in print.
A4_KOLOM = Scherm(680, 1000)

MM_PER_INCH = 25.4
WACHTEN_S = 60

# The spacing that a reader must be able to ask for without losing anything (WCAG 1.4.12).
RUIME_TEKST = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"

# What is meant to be out of sight (a skip link, words for a screen reader) is no fault: it is clipped to nothing, or stands left of the page.
_ZICHTBAAR = """
const verborgen = e => {
  for (let v = e; v && v !== document.documentElement; v = v.parentElement) {
    const s = getComputedStyle(v), r = v.getBoundingClientRect();
    if (s.clipPath !== 'none' || (s.position === 'absolute' && r.width <= 1 && r.height <= 1) || r.right <= 0) return true;
  }
  return !e.checkVisibility({visibilityProperty: true});
};
const naam = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(k => '.' + k).join('')
  + ' "' + e.textContent.trim().slice(0, 40) + '"';
"""
_STEEKT_UIT = (
    _ZICHTBAAR
    + """
const breedte = document.documentElement.clientWidth, uit = [];
const schuift = e => {
  for (let v = e.parentElement; v && v !== document.body; v = v.parentElement)
    if (/auto|scroll/.test(getComputedStyle(v).overflowX)) return true;
  return false;
};
for (const e of document.body.querySelectorAll('*')) {
  if (e.ownerSVGElement) continue;
  const r = e.getBoundingClientRect();
  if ((r.right > breedte + 1 || (r.left < -1 && r.right > 0)) && !verborgen(e) && !schuift(e)) uit.push(naam(e));
}
const over = document.scrollingElement.scrollWidth - breedte;
if (over > 0 && !uit.length) uit.push(`the page itself, by ${over} pixels`);
return uit;
"""
)
_AFGEKAPT = (
    _ZICHTBAAR
    + """
const uit = [];
for (const e of document.body.querySelectorAll('*')) {
  if (e.ownerSVGElement || e.tagName === 'SVG') continue;
  const s = getComputedStyle(e), dicht = w => w === 'hidden' || w === 'clip';
  if (((dicht(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (dicht(s.overflowY) && e.scrollHeight > e.clientHeight + 1))
      && !verborgen(e)) uit.push(naam(e));
}
return uit;
"""
)
_FOCUS = (
    _ZICHTBAAR
    + """
const e = document.activeElement;
if (!e || e === document.body) return null;
// A choice may be drawn by its label; a link may go on in the next line.
const vlak = /radio|checkbox/.test(e.type) && e.labels.length ? e.labels[0] : e;
const r = vlak.getClientRects()[0], midden = document.elementFromPoint(
  Math.max(r.left, 0) + Math.min(r.width, innerWidth) / 2, Math.max(r.top, 0) + Math.min(r.height, innerHeight) / 2);
return {wie: naam(e), x: r.left + scrollX, y: r.top + scrollY, width: r.width, height: r.height, bedekt: !vlak.contains(midden)};
"""
)


@dataclass(frozen=True)
class Focus:
    """Where the keyboard is.

    Args:
        wie: the element, by tag, id, classes and the start of its text.
        te_zien: whether it looks otherwise than without the focus.
        bedekt: whether it is outside the screen, or something lies over it.

    """

    wie: str
    te_zien: bool
    bedekt: bool


class Bladzijde:
    """One page of the browser.

    Args:
        driver: that has the browser.

    """

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver
        self._adres = ""
        self._gezegd: list[str] = []
        self._gevraagd: list[str] = []

    def open(
        self,
        pad: Path,
        scherm: Scherm = BUREAU,
        *,
        fragment: str = "",
        donker: bool = False,
        rustig: bool = False,
        afdruk: bool = False,
        script: bool = True,
    ) -> None:
        """Open a file.

        Args:
            pad: of the file.
            scherm: that it is shown on.
            fragment: of the address, without its hash.
            donker: whether the reader prefers a dark page.
            rustig: whether the reader prefers that nothing moves.
            afdruk: whether it is laid out as in print.
            script: whether it may run scripts.

        """
        self.driver.get("about:blank")
        self._lees_logs()
        self._gezegd.clear()
        self._gevraagd.clear()
        self._cdp(
            "Emulation.setDeviceMetricsOverride",
            width=int(scherm.breedte / scherm.zoom),
            height=int(scherm.hoogte / scherm.zoom),
            deviceScaleFactor=scherm.zoom,
            mobile=scherm.mobiel,
        )
        self._cdp(
            "Emulation.setEmulatedMedia",
            media="print" if afdruk else "",
            features=[
                {"name": "prefers-color-scheme", "value": "dark" if donker else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce" if rustig else "no-preference"},
            ],
        )
        self._cdp("Emulation.setScriptExecutionDisabled", value=not script)
        self._adres = pad.resolve().as_uri()
        self.driver.get(f"{self._adres}#{fragment}" if fragment else self._adres)

    def verlaat(self) -> None:
        """Leave the page, and let scripts run again."""
        self.driver.get("about:blank")
        self._cdp("Emulation.setScriptExecutionDisabled", value=False)

    def gezegd(self) -> list[str]:
        """Return all that came on the console since the page was opened, errors that nobody caught among them."""
        self._lees_logs()
        return [*self._gezegd]

    def gevraagd(self) -> list[str]:
        """Return the addresses that the page asked for since it was opened, other than its own file and data in it."""
        self._lees_logs()
        return [adres for adres in self._gevraagd if adres.partition("#")[0] != self._adres]

    def doe(self, script: str, *argumenten: object) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *argumenten)

    def wacht_op(self, voorwaarde: str) -> None:
        """Wait until a script says that it is so."""
        WebDriverWait(self.driver, WACHTEN_S, poll_frequency=0.05).until(lambda _: self.doe(voorwaarde), voorwaarde)

    def stijl(self, css: str) -> None:
        """Lay a style of the reader's own over the page; what a page forbids itself does not hold for the reader."""
        self.doe("const s = new CSSStyleSheet(); s.replaceSync(arguments[0]); document.adoptedStyleSheets.push(s)", css)

    def vind(self, css: str) -> WebElement:
        """Return the one element that a selector finds."""
        (element,) = self.alle(css)
        return element

    def alle(self, css: str) -> list[WebElement]:
        """Return the elements that a selector finds."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def zichtbaar(self, css: str) -> list[WebElement]:
        """Return those that can be seen; what a closed `details` holds cannot."""
        return [e for e in self.alle(css) if self.doe("return arguments[0].checkVisibility()", e)]

    def tekst(self) -> str:
        """Return the text that can be seen."""
        tekst: str = self.doe("return document.body.innerText")
        return tekst

    def druk(self, *toetsen: str) -> None:
        """Press keys, one after the other."""
        ActionChains(self.driver).send_keys(*toetsen).perform()

    def focus(self) -> Focus | None:
        """Return where the keyboard is; None when it is nowhere."""
        gevonden = self.doe(_FOCUS)
        if gevonden is None:
            return None
        self.doe("document.activeElement.style.caretColor = 'transparent'")
        met = self._uitsnede(gevonden)
        self.doe("window.__focus = document.activeElement; window.__focus.blur()")
        zonder = self._uitsnede(gevonden)
        self.doe("window.__focus.focus({focusVisible: true, preventScroll: true})")
        return Focus(gevonden["wie"], te_zien=met != zonder, bedekt=gevonden["bedekt"])

    def _uitsnede(self, plek: dict[str, float]) -> str:
        rand = 8
        vak = {"x": max(plek["x"] - rand, 0), "y": max(plek["y"] - rand, 0), "scale": 1} | {
            maat: min(plek[maat] + 2 * rand, 900) for maat in ("width", "height")
        }
        beeld: str = self._cdp("Page.captureScreenshot", clip=vak)["data"]
        return beeld

    def steekt_uit(self) -> list[str]:
        """Return what stands out of the page sideways, other than within something that scrolls by itself."""
        return self._uitgelegd(_STEEKT_UIT)

    def afgekapt(self) -> list[str]:
        """Return what is cut off by its own box, so that a part of it cannot be read."""
        return self._uitgelegd(_AFGEKAPT)

    def _uitgelegd(self, script: str) -> list[str]:
        """Return what a script finds when everything has been laid out, also what a page puts off until it comes near."""
        uit: list[str] = self.doe(f"""
            const alles = new CSSStyleSheet();
            alles.replaceSync('* {{ content-visibility: visible !important }}');
            document.adoptedStyleSheets.push(alles);
            try {{ return (() => {{ {script} }})() }} finally {{ document.adoptedStyleSheets.pop() }}
        """)
        return uit

    def druk_af(self) -> Afdruk:
        """Print the page on A4, as the browser does by itself: the page's own style may say otherwise."""
        antwoord = self._cdp(
            "Page.printToPDF",
            paperWidth=210 / MM_PER_INCH,
            paperHeight=297 / MM_PER_INCH,
            preferCSSPageSize=True,
            printBackground=False,
        )
        return Afdruk(base64.b64decode(antwoord["data"]))

    def foto(self, *, heel: bool = True) -> bytes:
        """Return a picture (PNG) of the whole page, or of what is on the screen."""
        return base64.b64decode(self._cdp("Page.captureScreenshot", captureBeyondViewport=heel)["data"])

    def laadtijden_ms(self) -> dict[str, float]:
        """Return after how long the page was loaded ("geladen") and its first content was there to see ("te zien")."""
        tijden: dict[str, float] = self.driver.execute_async_script("""
            const klaar = arguments[0], [reis] = performance.getEntriesByType('navigation');
            const zeg = verf => klaar({geladen: reis.loadEventEnd, 'te zien': verf.startTime});
            new PerformanceObserver(lijst => lijst.getEntriesByName('first-contentful-paint').forEach(zeg))
              .observe({type: 'paint', buffered: true});
        """)
        return tijden

    def _cdp(self, opdracht: str, **velden: object) -> dict[str, Any]:
        antwoord: dict[str, Any] = self.driver.execute_cdp_cmd(opdracht, velden)
        return antwoord

    def _lees_logs(self) -> None:
        self._gezegd += [f"{regel['level']}: {regel['message']}" for regel in self.driver.get_log("browser")]
        for regel in self.driver.get_log("performance"):
            gebeurtenis = json.loads(regel["message"])["message"]
            if adres := _gevraagd_adres(gebeurtenis["method"], gebeurtenis["params"]):
                self._gevraagd.append(adres)


def _gevraagd_adres(soort: str, velden: dict[str, Any]) -> str:
    """Return the address that an event of the browser asks for; empty when it asks for nothing outside the page."""
    if soort == "Network.requestWillBeSent":
        adres: str = velden["request"]["url"]
    elif soort in ("Network.webSocketCreated", "Network.webTransportCreated"):
        adres = velden["url"]
    else:
        return ""
    return "" if adres.startswith(("data:", "about:")) else adres
