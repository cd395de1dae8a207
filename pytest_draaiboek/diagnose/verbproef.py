"""Each verb asked once, at a moment when nothing stands in its way."""

from collections.abc import Callable, Iterator
from datetime import datetime

from pytest_draaiboek.diagnose.gevolgen import zonder
from pytest_draaiboek.diagnose.punt import Punt, fout, goed, let_op, vraag
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.systemen import Stand
from pytest_draaiboek.toetsing.aanzegging import VERB
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.geval import gevallen
from pytest_draaiboek.toetsing.momenten import midden
from pytest_draaiboek.toetsing.toetsen import toetssoort
from pytest_draaiboek.toetsing.toetsen.storing import STOPCODE, STOPMELDING

UITKOMST = "een uitkomst: status, en in berichten alles wat het systeem hierdoor verliet"
GEEN_OPDRACHTEN = "wat het systeem verzendt is niet te toetsen"
GEEN_ONTVANGST = "wat het systeem met berichten doet is niet te toetsen"
ZONDER_UITSTEL = f"zonder {VERB} blijft elk geval dat voorbij de aanzegging van --draaiboek-uitstel komt, niet getoetst"
ALLES = "geen enkel geval is te toetsen"


def beproef_verben(w: Werkbank) -> Iterator[Punt]:
    """Ask each verb, in the order in which a case would."""
    w.kom_tot_rust()
    yield _reset(w)
    yield _stand(w)
    yield _verwerk(w)
    yield _verzend(w)
    yield _ontvang(w)
    yield _meld_fout(w)
    yield _registreer_spoed(w)
    if w.draaiboek.uitstel:
        yield _stel_uit(w, w.draaiboek.uitstel.gemeld_op)


def _reset(w: Werkbank) -> Punt:
    def doe() -> None:
        for _ in range(2):
            w.b.roep("reset", w.b.systeem.reset)

    mis = vraag("reset", doe, "twee keer achter elkaar een leeg systeem", gevolg=ALLES)
    return mis or goed("reset", "twee keer achter elkaar gedaan")


def _stand(w: Werkbank) -> Punt:
    stand = vraag(
        "stand", w.b.stand, "drie aantallen", gevolg=zonder(w.draaiboek, w.rol, "stand"), zonder=_ontbreekt(w, "stand")
    )
    if isinstance(stand, Punt):
        return stand
    aantallen = _aantallen(stand)
    if not all(isinstance(aantal, int) and aantal >= 0 for aantal in aantallen.values()):
        return fout(
            "stand",
            _gezegd(stand),
            "gehele getallen van nul of meer",
            "geef aantallen terug.",
            zonder(w.draaiboek, w.rol, "stand"),
        )
    if any(aantallen.values()):
        return fout(
            "stand",
            f"{_gezegd(stand)}, meteen na reset",
            "na reset is alles nul",
            "maak bij reset ook leeg wat nog te verzenden, te lezen of te beantwoorden is.",
            "gevallen verstoren elkaar",
        )
    w.leeg = stand
    return goed("stand", f"na reset {_gezegd(stand)}")


def _verwerk(w: Werkbank) -> Punt:
    if w.op_afstand and "verwerk" not in w.op_afstand.verben:
        return goed("verwerk", "niet genoemd: het systeem doet alles meteen")
    gedrag = vraag("verwerk", w.b.verwerk, UITKOMST, gevolg=ALLES)
    if isinstance(gedrag, Punt):
        w.b.met_verwerk = False
        return gedrag
    return _zoals("verwerk", gedrag)


def _verzend(w: Werkbank) -> Punt:
    if w.geeft_door:
        return goed("verzend", f"niet nodig: een {w.rol} geeft door")
    if not w.uit_type:
        return let_op(
            "verzend",
            f"niet waargenomen: draaiboek {w.draaiboek.naam} heeft geen bericht dat zonder voorgeschiedenis te verzenden is",
        )
    opdracht = w.nieuwe_opdracht(w.uit_type)
    gedrag = vraag("verzend", lambda: w.b.verzend(opdracht), UITKOMST, gevolg=GEEN_OPDRACHTEN)
    if isinstance(gedrag, Punt):
        return gedrag
    w.opdracht, w.verzonden = opdracht, gedrag
    if gedrag.onleesbaar:
        return _onleesbaar("verzend", gedrag, GEEN_OPDRACHTEN)
    if any(bericht.berichttype == w.uit_type for bericht in gedrag.uit):
        return goed("verzend", f"{w.uit_type} besteld, {gedrag.gezien} verzonden")
    gevolg = (
        f"hoe het systeem {w.uit_type} verzendt is niet te toetsen zolang het dat ook op een rustig moment niet doet"
    )
    raad = "" if gedrag.geweigerd else ". Verzond het wel iets, dan hoort dat in berichten te staan"
    return _niet_op_rust(
        w,
        "verzend",
        f"{w.uit_type} besteld op {w.b.verleden:%d-%m-%Y %H:%M}, {gedrag.gezien} verzonden; het systeem zegt: {gedrag.gezegd}{raad}",
        gevolg,
    )


def _ontvang(w: Werkbank) -> Punt:
    if not w.in_type:
        return let_op(
            "ontvang",
            f"niet waargenomen: draaiboek {w.draaiboek.naam} heeft geen bericht dat zonder voorgeschiedenis te ontvangen is",
        )
    bericht = w.nieuw_bericht()
    gedrag = vraag("ontvang", lambda: w.b.ontvang(bericht), UITKOMST, gevolg=GEEN_ONTVANGST)
    if isinstance(gedrag, Punt):
        return gedrag
    w.bericht, w.ontvangen = bericht, gedrag
    if gedrag.onleesbaar:
        return _onleesbaar("ontvang", gedrag, GEEN_ONTVANGST)
    wat = f"een geldige {w.in_type} in {w.draaiboek.van}"
    if gedrag.geweigerd or (w.geeft_door and not gedrag.uit):
        return _niet_op_rust(
            w,
            "ontvang",
            f"{wat} op {w.b.verleden:%d-%m-%Y %H:%M} leidde tot {gedrag.gezien}; het systeem zegt: {gedrag.gezegd}",
            f"wat het systeem met een {w.in_type} doet is niet te toetsen zolang het die ook op een rustig moment weigert",
        )
    return goed("ontvang", f"{wat} aangenomen, {gedrag.gezien} verzonden")


def _niet_op_rust(w: Werkbank, naam: str, tekst: str, gevolg: str) -> Punt:
    """What does not happen at a quiet moment is to be looked at; by a clock of its own it may not be one to the system."""
    return let_op(naam, tekst, gevolg) if w.klok_staat else let_op(naam, f"{tekst} (dat kan aan de klok liggen)")


def _meld_fout(w: Werkbank) -> Punt:
    if w.geeft_door:
        return goed("meld_fout", f"niet nodig: een {w.rol} meldt zelf")
    verstuurd = next((b for b in w.verzonden.uit if b.berichttype == w.uit_type), None) if w.verzonden else None
    if verstuurd is None:
        # Of a message of others the system may say anything; whether it has the verb is all that can be asked.
        verstuurd = w.bericht
    if verstuurd is None:
        return let_op("meld_fout", "niet waargenomen: er is niets verzonden om een fout over te melden")
    over = verstuurd
    gedrag = vraag(
        "meld_fout",
        lambda: w.b.meld_fout(over, STOPCODE, STOPMELDING),
        UITKOMST,
        gevolg=zonder(w.draaiboek, w.rol, "meld_fout"),
        zonder=_ontbreekt(w, "meld_fout"),
    )
    return gedrag if isinstance(gedrag, Punt) else _zoals("meld_fout", gedrag)


def _registreer_spoed(w: Werkbank) -> Punt:
    naam = "registreer_spoed"
    eisen = [
        g.eis
        for g in gevallen(w.draaiboek, w.rol)
        if naam in toetssoort(w.draaiboek, g.eis).nodig(w.draaiboek, g.eis, w.rol)
    ]
    if not eisen or not w.uit_type:
        return goed(naam, f"niet nodig: geen eis van een {w.rol} vraagt erom")
    w.b.klok.zet(midden(eisen[0].mijlpalen[0]))
    opdracht = w.nieuwe_opdracht(w.uit_type, spoed=True)
    gedrag = vraag(
        naam,
        lambda: w.b.registreer_spoed(opdracht),
        UITKOMST,
        gevolg=zonder(w.draaiboek, w.rol, naam),
        zonder=_ontbreekt(w, naam),
    )
    w.kom_tot_rust()
    return gedrag if isinstance(gedrag, Punt) else _zoals(naam, gedrag)


def _stel_uit(w: Werkbank, gemeld_op: datetime) -> Punt:
    w.b.klok.zet(gemeld_op)
    gedrag = vraag(
        VERB,
        w.b.zeg_uitstel_aan,
        UITKOMST,
        gevolg=ZONDER_UITSTEL,
        zonder=lambda reden: let_op(VERB, reden, ZONDER_UITSTEL),
    )
    # It was told something that what follows has no part in.
    leeg = vraag("reset", lambda: w.b.roep("reset", w.b.systeem.reset), "een leeg systeem", gevolg=ALLES)
    w.kom_tot_rust()
    if isinstance(gedrag, Punt):
        return gedrag
    return leeg if isinstance(leeg, Punt) else _zoals(VERB, gedrag)


def _ontbreekt(w: Werkbank, verb: str) -> Callable[[str], Punt]:
    gevolg = zonder(w.draaiboek, w.rol, verb)
    if not gevolg:
        return lambda _: goed(verb, f"is er niet, en geen eis van een {w.rol} vraagt erom")
    return lambda reden: let_op(verb, reden, gevolg)


def _zoals(naam: str, gedrag: Gedrag) -> Punt:
    if gedrag.onleesbaar:
        return _onleesbaar(naam, gedrag, "")
    return goed(naam, f"{gedrag.gezien} verzonden; het systeem zegt: {gedrag.gezegd}")


def _onleesbaar(naam: str, gedrag: Gedrag, gevolg: str) -> Punt:
    return fout(
        naam,
        f"wat het systeem verliet, is geen leesbaar bericht: {gedrag.onleesbaar[0]}",
        "elk bericht zoals het op de lijn gaat: welgevormde XML in UTF-8",
        "geef in berichten de bytes of de tekst terug die het systeem verzond.",
        gevolg,
    )


def _aantallen(stand: Stand) -> dict[str, int]:
    return {naam: getattr(stand, naam) for naam in ("te_verzenden", "ongelezen", "onbeantwoord")}


def _gezegd(stand: Stand) -> str:
    return ", ".join(f"{naam} {aantal!r}" for naam, aantal in _aantallen(stand).items())
