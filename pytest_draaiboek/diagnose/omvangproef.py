"""Whether a message of several megabytes comes through, in and out."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.diagnose.punt import Gestopt, Punt, fout, fout_van, goed, let_op
from pytest_draaiboek.diagnose.rauw import vraag_rauw
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.fouten import AdapterFout, NietOndersteund, OnbereikbaarSysteem
from pytest_draaiboek.systemen.afstand.systeem import opdrachtvorm, tekst_van
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Uitkomstvorm

_T = TypeVar("_T")

NAAM, OPDRACHT = "groot bericht", "grote opdracht"
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
    """Deliver a large message, and order one from a system in another process; time the answers."""
    w.kom_tot_rust()
    yield from _opdracht(w)
    yield _bericht(w)


def _bericht(w: Werkbank) -> Punt:
    if w.ontvangen is None:
        return let_op(NAAM, "niet waargenomen: ontvang lukte ook met een gewoon bericht niet")
    groot = maak_groot(w.nieuw_bericht())
    gemeten = _op_tijd(w, NAAM, f"een {groot.berichttype} van {_mb(len(groot.xml))}", lambda: w.b.ontvang(groot))
    if isinstance(gemeten, Punt):
        return gemeten
    gedrag, wat = gemeten
    if gedrag.onleesbaar and not w.ontvangen.onleesbaar:
        return fout(NAAM, f"{wat} met iets onleesbaars: {gedrag.onleesbaar[0]}", VERWACHT, RAAD, GEVOLG)
    if gedrag.geweigerd and not w.ontvangen.geweigerd:
        return let_op(NAAM, f"{wat} met een weigering, en een klein bericht niet; het systeem zegt: {gedrag.gezegd}")
    if w.geeft_door and not w.wijzigt and gedrag.uit and gedrag.uit[0].xml != groot.xml:
        return fout(
            NAAM,
            f"{wat}, maar {len(gedrag.uit[0].xml)} van {len(groot.xml)} bytes doorgegeven",
            "een knooppunt geeft door wat het kreeg, byte voor byte",
            RAAD,
            GEVOLG,
        )
    return goed(NAAM, wat)


def _opdracht(w: Werkbank) -> Iterator[Punt]:
    """A system in another process may hand back the rendering that it got: large, when that is."""
    systeem = w.op_afstand
    if systeem is None or w.verzonden is None:
        return
    vorm = msgspec.to_builtins(opdrachtvorm(w.nieuwe_opdracht(w.uit_type)))
    groot = maak_groot(Bericht.lees(vorm["weergaven"][w.draaiboek.van]))
    vorm["weergaven"][w.draaiboek.van] = tekst_van(groot)
    gemeten = _op_tijd(
        w,
        OPDRACHT,
        f"een {groot.berichttype} met een weergave van {_mb(len(groot.xml))} besteld",
        lambda: vraag_rauw(systeem, VERBEN["verzend"], {"opdracht": vorm}),
    )
    if isinstance(gemeten, Punt):
        yield gemeten
        return
    uitkomst: Uitkomstvorm
    uitkomst, wat = gemeten
    langste = max((len(tekst.encode()) for tekst in uitkomst.berichten), default=0)
    if langste >= GROOT:
        yield goed(OPDRACHT, f"{wat} met een bericht van {_mb(langste)}")
    else:
        yield goed(OPDRACHT, f"{wat}; zelf verzond het niets groots, dus dat is niet waargenomen")


def _op_tijd(w: Werkbank, naam: str, wat: str, doe: Callable[[], _T]) -> tuple[_T, str] | Punt:
    """Return what a question brought about, and how long that took in Dutch; or the line that says what was wrong with it."""
    begin_s = time.perf_counter()
    try:
        gedaan = doe()
    except (AdapterFout, NietOndersteund) as mis:
        punt = fout_van(naam, mis, VERWACHT, RAAD, GEVOLG)
        if isinstance(mis, OnbereikbaarSysteem) or w.is_weg():
            raise Gestopt(punt) from mis
        return punt
    duur_s = time.perf_counter() - begin_s
    wat = f"{wat}, beantwoord in {duur_s:.1f} s"
    if duur_s > w.tijdslimiet_s:
        return fout(naam, wat, f"een antwoord binnen {w.tijdslimiet_s:g} s", RAAD, GEVOLG)
    return gedaan, wat


def _mb(lengte: int) -> str:
    return f"{lengte / 1024**2:.1f} MB"
