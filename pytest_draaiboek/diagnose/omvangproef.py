"""Whether a message of several megabytes comes through."""

import time
from collections.abc import Iterator

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.diagnose.punt import Gestopt, Punt, fout, fout_van, goed, let_op
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem

NAAM = "groot bericht"
GROOT = 4 * 1024 * 1024
LEGE_REGEL = b" " * 78 + b"\r\n"
GEVOLG = "grote berichten zijn niet te toetsen"
VERWACHT = "een antwoord binnen de tijdslimiet, ook als dat een weigering is"
RAAD = "zoek waar in de adapter een bericht niet in past: een buffer, een grens aan de omvang van een verzoek, een regel die te lang is."


def maak_groot(bericht: Bericht) -> Bericht:
    """Return a message made large by lines with nothing in them: as valid as it was, and no more work to judge by any rule."""
    begin = bericht.xml.rfind(b"</")
    vulling = LEGE_REGEL * (GROOT // len(LEGE_REGEL))
    return Bericht.lees(bericht.xml[:begin] + vulling + bericht.xml[begin:])


def beproef_omvang(w: Werkbank) -> Iterator[Punt]:
    """Deliver a large message, and time the answer."""
    w.kom_tot_rust()
    if w.ontvangen is None:
        yield let_op(NAAM, "niet waargenomen: ontvang lukte ook met een gewoon bericht niet")
        return
    groot = maak_groot(w.nieuw_bericht())
    begin_s = time.perf_counter()
    try:
        gedrag = w.b.ontvang(groot)
    except AdapterFout as mis:
        punt = fout_van(NAAM, mis, VERWACHT, RAAD, GEVOLG)
        if isinstance(mis, OnbereikbaarSysteem) or w.is_weg():
            raise Gestopt(punt) from mis
        yield punt
        return
    duur_s = time.perf_counter() - begin_s
    wat = f"een {groot.berichttype} van {len(groot.xml) / 1024**2:.1f} MB, beantwoord in {duur_s:.1f} s"
    if duur_s > w.tijdslimiet_s:
        yield fout(NAAM, f"{wat}", f"een antwoord binnen {w.tijdslimiet_s:g} s", RAAD, GEVOLG)
    elif gedrag.onleesbaar and not w.ontvangen.onleesbaar:
        yield fout(NAAM, f"{wat} met iets onleesbaars: {gedrag.onleesbaar[0]}", VERWACHT, RAAD, GEVOLG)
    elif gedrag.geweigerd and not w.ontvangen.geweigerd:
        yield let_op(NAAM, f"{wat} met een weigering, en een klein bericht niet; het systeem zegt: {gedrag.gezegd}")
    elif w.geeft_door and not w.wijzigt and gedrag.uit and gedrag.uit[0].xml != groot.xml:
        yield fout(
            NAAM,
            f"{wat}, maar {len(gedrag.uit[0].xml)} van {len(groot.xml)} bytes doorgegeven",
            "een knooppunt geeft door wat het kreeg, byte voor byte",
            RAAD,
            GEVOLG,
        )
    else:
        yield goed(NAAM, wat)
