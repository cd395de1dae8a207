"""The verdict per eis as a table: as much of it as pytest's -q and -v ask for."""

import textwrap
from collections.abc import Iterator

from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.rapport.afwijkingen import schrijf_uit
from pytest_draaiboek.rapport.regelval import SMALSTE, Regel, val
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Eisresultaat, Verdict

KLEUR = {
    Verdict.VOLDOET: "green",
    Verdict.VOLDOET_NIET: "red",
    Verdict.AANDACHTSPUNT: "yellow",
    Verdict.NIET_GETOETST: "yellow",
    Verdict.NIET_VAN_TOEPASSING: "",
}
GEWOON = frozenset({Verdict.VOLDOET, Verdict.NIET_VAN_TOEPASSING})
MEESTE_REGELS = 4
# Columns that the paragraph and the id of an eis take at the least.
PARAGRAAF, EIS = 9, 6


def eisentabel(resultaat: Draaiboekresultaat, breedte: int, uitvoerig: int) -> Iterator[Regel]:
    """Yield the table; nothing when nothing is to be told.

    Args:
        resultaat: the verdict by the calendar.
        breedte: columns of the terminal.
        uitvoerig: as `terminal.regels` has it; under zero only what does not simply voldoen.

    """
    eisen = [eis for eis in resultaat.eisen if uitvoerig >= 0 or eis.verdict not in GEWOON]
    if not eisen:
        return
    kolommen = (
        max(PARAGRAAF, *(len(eis.paragraaf) for eis in eisen)),
        max(EIS, *(len(eis.id) for eis in eisen)),
    )
    kop = f"{'§':<{kolommen[0]}} {'eis':<{kolommen[1]}} {'oordeel':<19}{'gevallen':>9}  "
    yield from val("eerste afwijking of reden" if breedte - len(kop) >= SMALSTE else "", breedte, kop=kop)
    vorige = ""
    for eis in eisen:
        tekst = _toelichting(eis)
        kort = "idem" if tekst and tekst == vorige and uitvoerig < 1 else tekst
        yield from _rij(eis, kort, breedte, uitvoerig, kolommen)
        if uitvoerig > 0:
            gevallen = [(geval.berichttype, geval) for geval in eis.gevallen]
            yield from schrijf_uit(gevallen, breedte, elk_moment=uitvoerig > 1)
        vorige = tekst


def _toelichting(eis: Eisresultaat) -> str:
    geslaagd = sum(b.uitkomst == "geslaagd" for b in eis.eigen_bewijs)
    bewijs = f"eigen bewijs: {geslaagd} van {len(eis.eigen_bewijs)}" if eis.eigen_bewijs else ""
    return "; ".join(deel for deel in (eis.reden, bewijs) if deel)


def _rij(eis: Eisresultaat, tekst: str, breedte: int, uitvoerig: int, kolommen: tuple[int, int]) -> Iterator[Regel]:
    aantal = f"{eis.gedraaid}/{eis.verwacht}" if eis.verwacht else "-"
    kop = f"{eis.paragraaf:<{kolommen[0]}} {eis.id:<{kolommen[1]}} {eis.verdict:<19}{aantal:>9}  "
    if uitvoerig < 1:
        # A table is to be taken in at a glance; the whole reason stands with the failure, and in the result file.
        plek = max(breedte - len(kop), SMALSTE) * MEESTE_REGELS
        tekst = textwrap.shorten(in_een_regel(tekst), plek, placeholder=" …")
    yield from val(tekst, breedte, KLEUR[eis.verdict], kop=kop)
