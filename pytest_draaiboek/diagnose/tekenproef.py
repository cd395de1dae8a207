"""Whether a message comes through unharmed: its characters, its line ends, its first bytes."""

from collections.abc import Iterator, Sequence

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.berichten.inhoud import waarden
from pytest_draaiboek.berichten.vorm import vormfouten
from pytest_draaiboek.diagnose.punt import Punt, fout, goed, let_op, vraag
from pytest_draaiboek.diagnose.tekens import bijzondere_teksten, schade
from pytest_draaiboek.diagnose.verbproef import UITKOMST
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.systemen.afstand.lijn import kort
from pytest_draaiboek.toetsing.gedrag import Gedrag

TEKENS, LEZEN, REGELEINDEN, BOM, ONGEWIJZIGD = (
    "tekens (UTF-8)", "tekens in wat binnenkomt", "regeleinden (CR/LF)", "geen BOM", "ongewijzigd doorgegeven",
)  # fmt: skip
GEVOLG = "berichten komen niet ongeschonden over"
CODERING_RAAD = "lees en schrijf overal UTF-8: ook stdin, stdout en de berichten zelf."


def beproef_tekens(w: Werkbank) -> Iterator[Punt]:
    """Have texts with unusual characters sent, or passed on, and look what leaves the system."""
    w.kom_tot_rust()
    if w.geeft_door:
        yield from _doorgeven(w)
        return
    yield from _verzenden(w)
    yield _lezen(w)


def _verzenden(w: Werkbank) -> Iterator[Punt]:
    if w.verzonden is None:
        yield let_op(TEKENS, "niet waargenomen: het systeem verzond niets")
        return
    opdracht = w.nieuwe_opdracht(w.uit_type, teksten=bijzondere_teksten())
    gedrag = vraag(TEKENS, lambda: w.b.verzend(opdracht), UITKOMST, gevolg=GEVOLG)
    if isinstance(gedrag, Punt):
        yield gedrag
        return
    bericht = next((b for b in gedrag.uit if b.berichttype == w.uit_type), None)
    if gedrag.onleesbaar:
        yield fout(
            TEKENS, f"wat het systeem verliet, is onleesbaar: {gedrag.onleesbaar[0]}", "UTF-8", CODERING_RAAD, GEVOLG
        )
    elif bericht is None:
        yield _niet_verzonden(w, gedrag)
    else:
        yield _teksten({naam: next(waarden(opdracht.inhoud, naam), "") for naam in bijzondere_teksten()}, bericht)
    eerder = w.ontvangen.uit if w.ontvangen else ()
    yield from _vorm((*w.verzonden.uit, *gedrag.uit, *eerder))


def _niet_verzonden(w: Werkbank, gedrag: Gedrag) -> Punt:
    if w.verzonden and w.verzonden.uit:
        return fout(
            TEKENS,
            f"een {w.uit_type} met {_opgesomd()} werd niet verzonden, en een zonder wel; het systeem zegt: {gedrag.gezegd}",
            "dat het systeem alle letters van UTF-8 aankan",
            CODERING_RAAD,
            GEVOLG,
        )
    return let_op(TEKENS, f"niet waargenomen: het systeem verzond niets ({gedrag.gezegd})")


def _lezen(w: Werkbank) -> Punt:
    """A party shows nothing of what it reads, but that it takes it in as it does another message."""
    if w.bericht is None or w.ontvangen is None or w.ontvangen.geweigerd:
        return let_op(LEZEN, "niet waargenomen: het systeem nam ook een bericht met gewone tekens niet aan")
    bericht = w.nieuw_bericht(teksten=bijzondere_teksten())
    gedrag = vraag(LEZEN, lambda: w.b.ontvang(bericht), UITKOMST, gevolg=GEVOLG)
    if isinstance(gedrag, Punt):
        return gedrag
    if gedrag.geweigerd:
        return fout(
            LEZEN,
            f"een geldige {w.in_type} met {_opgesomd()} is geweigerd, en een zonder niet; het systeem zegt: {gedrag.gezegd}",
            "dat het systeem alle letters van UTF-8 aankan",
            CODERING_RAAD,
            GEVOLG,
        )
    return goed(
        LEZEN, f"een {w.in_type} met {_opgesomd()} is aangenomen; wat het systeem ervan bewaart, is niet waar te nemen"
    )


def _doorgeven(w: Werkbank) -> Iterator[Punt]:
    bericht = w.nieuw_bericht(teksten=bijzondere_teksten()) if w.in_type else None
    gedrag = vraag(TEKENS, lambda: w.b.ontvang(bericht), UITKOMST, gevolg=GEVOLG) if bericht else Gedrag()
    if isinstance(gedrag, Punt):
        yield gedrag
        return
    if gedrag.onleesbaar:
        yield fout(
            TEKENS, f"wat het systeem verliet, is onleesbaar: {gedrag.onleesbaar[0]}", "UTF-8", CODERING_RAAD, GEVOLG
        )
        return
    uit = next((b for b in gedrag.uit if bericht and b.berichttype == bericht.berichttype), None)
    if bericht is None or uit is None:
        yield let_op(TEKENS, f"niet waargenomen: het systeem gaf niets door ({gedrag.gezegd})")
        return
    yield _teksten({naam: next(waarden(bericht.inhoud, naam), "") for naam in bijzondere_teksten()}, uit)
    yield from _vorm((uit,))
    w.wijzigt = uit.xml != bericht.xml
    yield _ongewijzigd(bericht, uit)


def _teksten(gegeven: dict[str, str], bericht: Bericht) -> Punt:
    """Hold the texts in a message against those that were given."""
    gezien: list[str] = []
    inhoud = bericht.inhoud
    for naam, tekst in gegeven.items():
        gevonden = list(waarden(inhoud, naam)) if tekst else []
        if not gevonden:
            continue
        if tekst not in gevonden:
            return fout(
                TEKENS,
                f"{naam} {gevonden[0]!r} in de {bericht.berichttype} die het systeem verliet: {schade(tekst, gevonden[0])}",
                f"{naam} {tekst!r}, zoals gegeven",
                CODERING_RAAD,
                GEVOLG,
            )
        gezien.append(f"{naam} {tekst!r}")
    if not gezien:
        return let_op(
            TEKENS,
            f"niet waargenomen: de {bericht.berichttype} die het systeem verliet, heeft geen {' of '.join(gegeven)}",
        )
    return goed(TEKENS, f"{' en '.join(gezien)} ongeschonden in een {bericht.berichttype}")


def _vorm(berichten: Sequence[Bericht]) -> Iterator[Punt]:
    """Say whether the bytes of messages are as the chain wants them."""
    if not berichten:
        yield let_op(REGELEINDEN, "niet waargenomen: het systeem verzond niets")
        yield let_op(BOM, "niet waargenomen: het systeem verzond niets")
        return
    gevonden: dict[str, tuple[Bericht, str]] = {}
    for bericht in berichten:
        for bevinding in vormfouten(bericht):
            naam = BOM if "BOM" in bevinding.melding else TEKENS if "codering" in bevinding.melding else REGELEINDEN
            gevonden.setdefault(naam, (bericht, bevinding.melding))
    for naam, wel in ((REGELEINDEN, "overal CR/LF"), (BOM, "geen een begint met een BOM"), (TEKENS, "")):
        if naam in gevonden:
            bericht, melding = gevonden[naam]
            wat, _, verwacht = melding.partition("; verwacht wordt ")
            yield fout(
                naam,
                f"{bericht.berichttype} in {bericht.versie}: {wat}",
                verwacht.partition(". ")[0],
                "geef elk bericht terug zoals het op de lijn gaat, en laat de adapter er niets aan veranderen.",
                GEVOLG,
            )
        elif wel:
            yield goed(naam, f"{len(berichten)} {'bericht' if len(berichten) == 1 else 'berichten'}: {wel}")


def _ongewijzigd(bericht: Bericht, uit: Bericht) -> Punt:
    if uit.xml == bericht.xml:
        return goed(ONGEWIJZIGD, f"{len(uit.xml)} bytes van een {bericht.berichttype}")
    voor, na = bericht.xml.splitlines(), uit.xml.splitlines()
    regel = next((nr for nr, (a, b) in enumerate(zip(voor, na, strict=False), 1) if a != b), 0)
    waar = (
        f"regel {regel} is {_kort(na[regel - 1])} en was {_kort(voor[regel - 1])}"
        if regel
        else f"{len(bericht.xml)} bytes werden er {len(uit.xml)}"
    )
    return fout(
        ONGEWIJZIGD,
        waar,
        "een knooppunt geeft door wat het kreeg, byte voor byte",
        "geef de ontvangen tekst zelf terug, en maak er geen nieuwe XML van.",
        GEVOLG,
    )


def _kort(regel: bytes) -> str:
    return repr(kort(regel.decode("utf-8", "replace"), 60))


def _opgesomd() -> str:
    return " en ".join(f"{naam} {tekst!r}" for naam, tekst in bijzondere_teksten().items())
