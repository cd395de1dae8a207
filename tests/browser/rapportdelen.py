"""What the tests of the report look for: its parts by name, and what a result says should be in them."""

import base64
import json
import re
import zlib
from pathlib import Path

from bladzijde import Bladzijde
from lxml import html

from pytest_draaiboek.rapport.resultaat import Eisresultaat, Geval, Resultaat

DELEN = ("oordeel", "tijdlijn", "matrix", "eisen", "techniek", "verantwoording")

EIS = ".eis"
GEVAL = "details.geval"
BERICHT = "details.bericht"
FILTER = "input[name=filter]"
ZOEK = "#zoek"
GEVONDEN = "#gevonden"

ALLES_OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
# A row names its messages; their places come when the case is opened.
ALLE_BERICHTEN = """
const genoemd = [...document.querySelectorAll('tr[data-b]')].flatMap(rij => rij.dataset.b.split(' '));
return document.querySelectorAll('details.bericht').length === genoemd.length;
"""


def eisen(resultaat: Resultaat) -> list[Eisresultaat]:
    """Return every eis of every draaiboek in a result."""
    return [eis for draaiboek in resultaat.draaiboeken for eis in draaiboek.eisen]


def gevallen(resultaat: Resultaat) -> list[Geval]:
    """Return every case of the calendar in a result."""
    return [geval for eis in eisen(resultaat) for geval in eis.gevallen]


def te_zien(bladzijde: Bladzijde, css: str) -> list[str]:
    """Return the ids of the elements that can be seen."""
    ids: list[str] = bladzijde.doe(
        "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.id)", css
    )
    return ids


def ontvouw(bladzijde: Bladzijde) -> None:
    """Open everything that can be, messages too, and wait until they are there."""
    bladzijde.doe(ALLES_OPEN)
    bladzijde.wacht_op(ALLE_BERICHTEN)
    bladzijde.doe(ALLES_OPEN)
    bladzijde.wacht_op("return [...document.querySelectorAll('details.bericht')].every(b => b.querySelector('pre'))")


def ingepakt(rapport: Path) -> list[tuple[str, str, str]]:
    """Return type, version and text of every message that is packed in a report, whether or not it is ever shown."""
    (bak,) = html.parse(rapport, html.HTMLParser(encoding="utf-8", huge_tree=True)).xpath("//*[@id='berichten']")
    tekst = zlib.decompress(base64.b64decode(bak.text_content()), wbits=-zlib.MAX_WBITS).decode("utf-8")
    return [tuple(rij) for _, *rij in sorted(json.loads(tekst))]


def bron_zonder_berichten(rapport: Path) -> str:
    """Return the source of a report without the packed messages, as somebody reads who looks at it."""
    return re.sub(r'(<script[^>]* id="?berichten"?[^>]*>)[^<]*', r"\1", rapport.read_text(encoding="utf-8"))
