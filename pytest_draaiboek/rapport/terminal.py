"""The verdict in the terminal, in Dutch: as wide as the terminal at most, and as much of it as pytest's -q and -v ask for."""

from collections.abc import Iterator

from pytest_draaiboek.draaiboeken import op_te_geven
from pytest_draaiboek.draaiboeken.eis import VERKLARING
from pytest_draaiboek.rapport.eisentabel import eisentabel
from pytest_draaiboek.rapport.regelval import Regel, val
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Geval,
    Techniekoordeel,
    Techniekresultaat,
    Technischgeval,
    Verdict,
)
from pytest_draaiboek.rapport.techniektabel import opvallend, techniektabel
from pytest_draaiboek.rapport.vaststelling import NIET_GEDRAAID
from pytest_draaiboek.rapport.verzetting import in_woorden

KLEUR = {
    Eindoordeel.CONFORM: "green",
    Eindoordeel.NIET_CONFORM: "red",
    Eindoordeel.ONVOLLEDIG: "yellow",
    Techniekoordeel.VOLDOET: "green",
    Techniekoordeel.VOLDOET_NIET: "red",
    Techniekoordeel.ONVOLLEDIG: "yellow",
    Techniekoordeel.NIET_VAN_TOEPASSING: "",
}
AFWIJKEND = ("afwijking", "aandachtspunt")

HERSTEL = (
    "Wat te doen: bij elk gefaald geval staat hierboven per moment wat er verwacht werd en wat het systeem verzond. "
    "Herstel het systeem, en kies zo lang een geval met -k, zoals -k {}-{}. Wat het draaiboek wanneer toelaat, zegt draaiboek toon {}."
)
HERSTEL_TECHNIEK = (
    "Wat te doen: bij elk gefaald geval staat hierboven wat er verwacht werd, en waar het bericht de regel breekt (gevonden: …). "
    "Kies er een met -k, zoals -k {}-{}."
)
DRAAI_ALLES = "Wat te doen: draai voor een oordeel alle gevallen, dus zonder -k, -m, -x, --lf of namen van tests."
LAAT_VERKLAREN = (
    "Wat te doen: laat verklaren wat alleen een mens kan zeggen. draaiboek attest {} --rol {} maakt het formulier, "
    "en --draaiboek-attest neemt het mee."
)
VUL_AAN = (
    "Wat te doen: neem de redenen weg waarom er niet getoetst is. -v noemt ze alle, en draaiboek diagnose zegt wat er aan "
    "de adapter ontbreekt."
)


def regels(resultaat: Draaiboekresultaat, breedte: int, marge_seconden: int, uitvoerig: int = 0) -> Iterator[Regel]:
    """Yield the lines of one verdict, each with the colour it is shown in ("" for none).

    Args:
        resultaat: the verdict.
        breedte: columns of the terminal.
        marge_seconden: the margin that the system was allowed.
        uitvoerig: what pytest makes of -q and -v. 0: the whole table. -1: what does not simply voldoen, and the verdict. -2: the
            verdict only. 1: reasons in full, and every case that deviates. 2: at every moment that it does.

    """
    wie = f"{resultaat.draaiboek.naam} als {resultaat.systeem.rol}"
    if uitvoerig >= -1:
        yield from _aanhef(resultaat, breedte, marge_seconden)
    if resultaat.eindoordeel:
        yield from _kalender(resultaat, resultaat.eindoordeel, wie, breedte, uitvoerig)
    else:
        yield from _slot(f"{wie}: geen oordeel volgens het draaiboek", resultaat.reden, "", breedte)
    if resultaat.techniek:
        yield from _techniek(resultaat.techniek, wie, breedte, uitvoerig)
    if uitvoerig >= -1:
        yield from _bekend(resultaat, breedte, uitvoerig)


def _aanhef(resultaat: Draaiboekresultaat, breedte: int, marge_seconden: int) -> Iterator[Regel]:
    # Its name is its own: it stands in, so that no line of it passes for a verdict.
    systeem = " ".join(deel for deel in (resultaat.systeem.naam, resultaat.systeem.versie) if deel) or "zonder naam"
    yield from val(f"{resultaat.draaiboek.titel}, als {resultaat.systeem.rol}: {systeem}", breedte, inspringing=2)
    if verzet := in_woorden(resultaat.draaiboek):
        yield from val(f"Met uitstel: {verzet}.", breedte)
    if marge_seconden:
        yield from val(f"Met marge: het systeem mag {marge_seconden // 60} minuten eerder sluiten.", breedte)


def _kalender(
    resultaat: Draaiboekresultaat, oordeel: Eindoordeel, wie: str, breedte: int, uitvoerig: int
) -> Iterator[Regel]:
    if uitvoerig >= -1:
        yield from eisentabel(resultaat, breedte, uitvoerig)
    if uitvoerig >= 0:
        if raad := _raad(resultaat):
            yield from val(raad, breedte)
        yield from val(f"{_aantal(resultaat)}.", breedte)
    yield from _slot(f"{wie}: {oordeel}", resultaat.reden, KLEUR[oordeel], breedte)


def _raad(resultaat: Draaiboekresultaat) -> str:
    """Say what to do next; nothing when there is nothing to do."""
    draaiboek = op_te_geven(resultaat.draaiboek.naam, resultaat.draaiboek.herkomst)
    gevallen = [(eis, geval) for eis in resultaat.eisen for geval in eis.gevallen]
    for eis, geval in gevallen:
        if geval.soort == "afwijking" and not geval.bekend:
            return HERSTEL.format(eis.id, geval.berichttype, draaiboek)
    open_ = [eis for eis in resultaat.eisen if eis.verdict is Verdict.NIET_GETOETST]
    if not open_:
        return ""
    if any(geval.soort == NIET_GEDRAAID for _, geval in gevallen):
        return DRAAI_ALLES
    if all([geval.berichttype for geval in eis.gevallen] == [VERKLARING] for eis in open_):
        return LAAT_VERKLAREN.format(draaiboek, resultaat.systeem.rol)
    return VUL_AAN


def _techniek(techniek: Techniekresultaat, wie: str, breedte: int, uitvoerig: int) -> Iterator[Regel]:
    """Yield what is found; when all voldoet the count and the verdict are enough."""
    if uitvoerig >= -1:
        yield from techniektabel(techniek, breedte, uitvoerig)
    if uitvoerig >= 0:
        gefaald = next((paar for paar in opvallend(techniek) if paar[1].soort != "niet getoetst"), None)
        if gefaald:
            yield from val(HERSTEL_TECHNIEK.format(gefaald[0].code, gefaald[1].berichttype), breedte)
        goed = sum(regel.verdict is Verdict.VOLDOET for regel in techniek.regels)
        if techniek.regels:
            yield from val(f"techniek: {goed} van {len(techniek.regels)} regels voldoen, {_aantal(techniek)}.", breedte)
    yield from _slot(f"{wie}, techniek: {techniek.oordeel}", techniek.reden, KLEUR[techniek.oordeel], breedte)


def _bekend(resultaat: Draaiboekresultaat, breedte: int, uitvoerig: int) -> Iterator[Regel]:
    """Name the deviations that are known: a run is green with them, and it must show why."""
    bekend = _bekende_gevallen(resultaat)
    if not bekend:
        return
    per_eis: dict[str, list[str]] = {}
    for eis, naam, _ in bekend:
        per_eis.setdefault(eis, []).append(naam)
    waar = ", ".join(f"{eis} ({', '.join(namen)})" for eis, namen in per_eis.items())
    wat = (
        "1 bekende afwijking (--draaiboek-bekend) laat"
        if len(bekend) == 1
        else f"{len(bekend)} bekende afwijkingen (--draaiboek-bekend) laten"
    )
    yield from val(f"{wat} de run niet falen, en het oordeel zoals het is: {waar}.", breedte, "yellow")
    if uitvoerig > 0:
        for eis, naam, geval in bekend:
            yield from val(f"{eis} ({naam}): {geval.bekend}", breedte, "yellow", kop="  ")


def _bekende_gevallen(resultaat: Draaiboekresultaat) -> list[tuple[str, str, Geval | Technischgeval]]:
    """Return each with the eis or rule that it deviates from, and the name of the case beside that."""
    return [
        (eis.id, geval.berichttype, geval)
        for eis in resultaat.eisen
        for geval in eis.gevallen
        if geval.bekend and geval.soort in AFWIJKEND
    ] + [
        (regel.code, f"{geval.berichttype} in {geval.versie}", geval)
        for regel in (resultaat.techniek.regels if resultaat.techniek else ())
        for geval in regel.gevallen
        if geval.bekend and geval.soort in AFWIJKEND
    ]


def _slot(oordeel: str, reden: str, kleur: str, breedte: int) -> Iterator[Regel]:
    yield from val(f"{oordeel}: {reden}" if reden else oordeel, breedte, kleur)


def _aantal(resultaat: Draaiboekresultaat | Techniekresultaat) -> str:
    deel = _procent(resultaat.gedraaid, resultaat.verwacht)
    return f"{resultaat.gedraaid} van {resultaat.verwacht} gevallen getoetst ({deel})"


def _procent(deel: int, geheel: int) -> str:
    """Return a percentage, rounded down: a hundred means all of them."""
    return f"{100 * deel // geheel}%" if geheel else "0%"
