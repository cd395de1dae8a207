"""The verdict in the terminal: a short table in Dutch, at most 80 columns wide unless the terminal is wider."""

import textwrap
from collections.abc import Iterator

from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Regelresultaat,
    Techniekoordeel,
    Techniekresultaat,
    Verdict,
)
from pytest_draaiboek.rapport.vaststelling import NIET_GEDRAAID

KLEUR = {
    Eindoordeel.CONFORM: "green",
    Eindoordeel.NIET_CONFORM: "red",
    Eindoordeel.ONVOLLEDIG: "yellow",
    Techniekoordeel.VOLDOET: "green",
    Techniekoordeel.VOLDOET_NIET: "red",
    Techniekoordeel.ONVOLLEDIG: "yellow",
    Techniekoordeel.NIET_VAN_TOEPASSING: "",
    Verdict.VOLDOET: "green",
    Verdict.VOLDOET_NIET: "red",
    Verdict.AANDACHTSPUNT: "yellow",
    Verdict.NIET_GETOETST: "yellow",
    Verdict.NIET_VAN_TOEPASSING: "",
}

MEESTE_REGELS = 4

Regel = tuple[str, str]


def regels(resultaat: Draaiboekresultaat, breedte: int, marge_seconden: int) -> Iterator[Regel]:
    """Yield the lines of one verdict, each with the colour it is shown in ("" for none).

    Args:
        resultaat: the verdict.
        breedte: columns of the terminal.
        marge_seconden: the margin that the system was allowed.

    """
    systeem = " ".join(deel for deel in (resultaat.systeem.naam, resultaat.systeem.versie) if deel) or "zonder naam"
    yield f"{resultaat.draaiboek.titel}, als {resultaat.systeem.rol}: {systeem}", ""
    if marge_seconden:
        yield f"Met marge: het systeem mag {marge_seconden // 60} minuten eerder sluiten.", ""
    wie = f"{resultaat.draaiboek.naam} als {resultaat.systeem.rol}"
    if resultaat.eindoordeel:
        yield from _kalender(resultaat, resultaat.eindoordeel, wie, breedte)
    else:
        yield from _slot(f"{wie}: geen oordeel", resultaat.reden, "", breedte)
    if resultaat.techniek:
        yield from _techniek(resultaat.techniek, wie, breedte)


def _kalender(resultaat: Draaiboekresultaat, oordeel: Eindoordeel, wie: str, breedte: int) -> Iterator[Regel]:
    yield f"{'§':<10}{'eis':<7}{'oordeel':<19}{'gevallen':>9}  eerste afwijking of reden", ""
    vorige = ""
    for eis in resultaat.eisen:
        tekst = _toelichting(eis)
        kop = f"{eis.paragraaf:<10}{eis.id:<7}"
        yield from _rij(kop, eis, "idem" if tekst and tekst == vorige else tekst, breedte)
        vorige = tekst
    yield f"{_aantal(resultaat)}.", ""
    yield from _slot(f"{wie}: {oordeel}", resultaat.reden, KLEUR[oordeel], breedte)


def _techniek(techniek: Techniekresultaat, wie: str, breedte: int) -> Iterator[Regel]:
    """Yield what is found of rules, a line each; those that voldoen or were not tried are counted; and the verdict."""
    opvallend = [r for r in techniek.regels if r.verdict is not Verdict.VOLDOET and not _niet_gedraaid(r)]
    if opvallend:
        yield "", ""
        yield f"{'techniek':<17}{'oordeel':<19}{'gevallen':>9}  eerste afwijking of reden", ""
        for regel in opvallend:
            yield from _rij(f"{regel.code:<17}", regel, regel.reden, breedte)
    goed = sum(regel.verdict is Verdict.VOLDOET for regel in techniek.regels)
    if techniek.regels:
        yield f"techniek: {goed} van {len(techniek.regels)} regels voldoen, {_aantal(techniek)}.", ""
    yield from _slot(f"{wie}, techniek: {techniek.oordeel}", techniek.reden, KLEUR[techniek.oordeel], breedte)


def _niet_gedraaid(regel: Regelresultaat) -> bool:
    """Whether it is open only because none of its cases was in the selection."""
    return all(not geval.waarnemingen and geval.soort == NIET_GEDRAAID for geval in regel.gevallen)


def _slot(oordeel: str, reden: str, kleur: str, breedte: int) -> Iterator[Regel]:
    tekst = f"{oordeel}: {reden}" if reden else oordeel
    for regel in textwrap.wrap(tekst, breedte):
        yield regel, kleur


def _aantal(resultaat: Draaiboekresultaat | Techniekresultaat) -> str:
    deel = _procent(resultaat.gedraaid, resultaat.verwacht)
    return f"{resultaat.gedraaid} van {resultaat.verwacht} gevallen getoetst ({deel})"


def _toelichting(eis: Eisresultaat) -> str:
    geslaagd = sum(b.uitkomst == "geslaagd" for b in eis.eigen_bewijs)
    bewijs = f"eigen bewijs: {geslaagd} van {len(eis.eigen_bewijs)}" if eis.eigen_bewijs else ""
    return "; ".join(deel for deel in (eis.reden, bewijs) if deel)


def _rij(kop: str, eis: Eisresultaat | Regelresultaat, tekst: str, breedte: int) -> Iterator[Regel]:
    aantal = f"{eis.gedraaid}/{eis.verwacht}" if eis.verwacht else "-"
    kop += f"{eis.verdict:<19}{aantal:>9}  "
    plek = max(breedte - len(kop), 20)
    # A table is to be taken in at a glance; the whole reason stands with the failure, and in the result file.
    delen = textwrap.wrap(textwrap.shorten(tekst, plek * MEESTE_REGELS, placeholder=" …"), plek) or [""]
    yield (kop + delen[0]).rstrip(), KLEUR[eis.verdict]
    for deel in delen[1:]:
        yield " " * len(kop) + deel, KLEUR[eis.verdict]


def _procent(deel: int, geheel: int) -> str:
    """Return a percentage, rounded down: a hundred means all of them."""
    return f"{100 * deel // geheel}%" if geheel else "0%"
