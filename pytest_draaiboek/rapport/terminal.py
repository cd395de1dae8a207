"""The verdict in the terminal: a short table in Dutch, at most 80 columns wide unless the terminal is wider."""

import textwrap
from collections.abc import Iterator

from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Eindoordeel, Eisresultaat, Verdict

KLEUR = {
    Eindoordeel.CONFORM: "green",
    Eindoordeel.NIET_CONFORM: "red",
    Eindoordeel.ONVOLLEDIG: "yellow",
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
    yield f"{'§':<10}{'eis':<7}{'oordeel':<19}{'gevallen':>9}  eerste afwijking of reden", ""
    vorige = ""
    for eis in resultaat.eisen:
        tekst = _toelichting(eis)
        yield from _eisregels(eis, "idem" if tekst and tekst == vorige else tekst, breedte)
        vorige = tekst
    deel = _procent(resultaat.gedraaid, resultaat.verwacht)
    yield f"{resultaat.gedraaid} van {resultaat.verwacht} gevallen getoetst ({deel}).", ""
    reden = f": {resultaat.reden}" if resultaat.reden else ""
    for regel in textwrap.wrap(
        f"{resultaat.draaiboek.naam} als {resultaat.systeem.rol}: {resultaat.eindoordeel}{reden}", breedte
    ):
        yield regel, KLEUR[resultaat.eindoordeel]


def _toelichting(eis: Eisresultaat) -> str:
    geslaagd = sum(b.uitkomst == "geslaagd" for b in eis.eigen_bewijs)
    bewijs = f"eigen bewijs: {geslaagd} van {len(eis.eigen_bewijs)}" if eis.eigen_bewijs else ""
    return "; ".join(deel for deel in (eis.reden, bewijs) if deel)


def _eisregels(eis: Eisresultaat, tekst: str, breedte: int) -> Iterator[Regel]:
    aantal = f"{eis.gedraaid}/{eis.verwacht}" if eis.verwacht else "-"
    kop = f"{eis.paragraaf:<10}{eis.id:<7}{eis.verdict:<19}{aantal:>9}  "
    plek = max(breedte - len(kop), 20)
    # A table is to be taken in at a glance; the whole reason stands with the failure, and in the result file.
    delen = textwrap.wrap(textwrap.shorten(tekst, plek * MEESTE_REGELS, placeholder=" …"), plek) or [""]
    yield (kop + delen[0]).rstrip(), KLEUR[eis.verdict]
    for deel in delen[1:]:
        yield " " * len(kop) + deel, KLEUR[eis.verdict]


def _procent(deel: int, geheel: int) -> str:
    """Return a percentage, rounded down: a hundred means all of them."""
    return f"{100 * deel // geheel}%" if geheel else "0%"
