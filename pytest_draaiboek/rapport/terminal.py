"""The verdict in the terminal: a short table in Dutch, at most 80 columns wide unless the terminal is wider."""

import textwrap
from collections.abc import Iterator, Sequence

from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Regelresultaat,
    Techniekoordeel,
    Techniekresultaat,
    Technischgeval,
    Verdict,
)
from pytest_draaiboek.rapport.vaststelling import GETOETST, NIET_GEDRAAID

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
# Of what is to be told of one message type.
MEESTE_GROEPEN = 3
MEESTE_NAMEN = 4
MEESTE_TEKENS = 110
WAT_TE_DOEN = (
    "Wat te doen: bij elk gefaald geval staat hierboven wat er verwacht werd, en waar het bericht de regel breekt (gevonden: …). "
    "Kies er een met -k, zoals -k {}-{}."
)

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
        yield from _slot(f"{wie}: geen oordeel volgens het draaiboek", resultaat.reden, "", breedte)
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
    """Yield what is found, a few lines per message type; when all voldoet the count and the verdict are enough."""
    opvallend = [(regel, geval) for regel in techniek.regels for geval in regel.gevallen if _opvallend(geval)]
    if opvallend:
        yield "", ""
        yield f"{'techniek':<10}{'oordeel':<16}{'gevallen':>9}  wat opvalt (verwachte retourcode)", ""
        for berichttype in dict.fromkeys(geval.berichttype for regel in techniek.regels for geval in regel.gevallen):
            yield from _per_type(berichttype, techniek, breedte)
    gefaald = next((paar for paar in opvallend if paar[1].soort != "niet getoetst"), None)
    if gefaald:
        yield from _slot(WAT_TE_DOEN.format(gefaald[0].code, gefaald[1].berichttype), "", "", breedte)
    goed = sum(regel.verdict is Verdict.VOLDOET for regel in techniek.regels)
    if techniek.regels:
        yield f"techniek: {goed} van {len(techniek.regels)} regels voldoen, {_aantal(techniek)}.", ""
    yield from _slot(f"{wie}, techniek: {techniek.oordeel}", techniek.reden, KLEUR[techniek.oordeel], breedte)


def _per_type(berichttype: str, techniek: Techniekresultaat, breedte: int) -> Iterator[Regel]:
    alle = [(regel, geval) for regel in techniek.regels for geval in regel.gevallen if geval.berichttype == berichttype]
    soorten = {geval.soort for _, geval in alle}
    verdict = Verdict.VOLDOET if soorten == {"voldoet"} else Verdict.NIET_GETOETST
    verdict = Verdict.VOLDOET_NIET if "afwijking" in soorten else verdict
    aantal = f"{sum(geval.soort in GETOETST for _, geval in alle)}/{len(alle)}"
    kop = f"{berichttype:<10}{verdict:<16}{aantal:>9}  "
    for regel in _groepen(alle) or [""]:
        delen = textwrap.wrap(regel, max(breedte - len(kop), 20), break_on_hyphens=False) or [""]
        for nr, deel in enumerate(delen):
            yield f"{' ' * len(kop) if nr else kop}{deel}".rstrip(), KLEUR[verdict]
        kop = " " * len(kop)


def _groepen(alle: Sequence[tuple[Regelresultaat, Technischgeval]]) -> list[str]:
    """Say what is to be seen of the rules of one message type: together what comes down to the same, and no more than a few."""
    groepen: dict[tuple[str, str], dict[str, None]] = {}
    for regel, geval in alle:
        if _opvallend(geval):
            groepen.setdefault((regel.retourcode or "geen antwoord", _kort(regel, geval)), {})[regel.code] = None
    regels = []
    for (verwacht, kort), codes in list(groepen.items())[:MEESTE_GROEPEN]:
        meer = f" en {len(codes) - MEESTE_NAMEN} andere" if len(codes) > MEESTE_NAMEN else ""
        regels.append(f"{', '.join(list(codes)[:MEESTE_NAMEN])}{meer} ({verwacht}): {kort}")
    rest = len(groepen) - MEESTE_GROEPEN
    return (
        [*regels, f"en nog {rest} {'andere bevinding' if rest == 1 else 'andere bevindingen'}"] if rest > 0 else regels
    )


def _kort(regel: Regelresultaat, geval: Technischgeval) -> str:
    """Say in a few words what was seen, alike for what happened in both versions; or why it could not be tried."""
    fout = next((w for w in geval.waarnemingen if not w.deugt), None)
    if geval.soort != "afwijking" or fout is None:
        tekst = f"{geval.soort}: {geval.reden.splitlines()[0]}"
    elif regel.code in fout.handeling.split():
        tekst = f"gezien {fout.gezien}"
    else:
        tekst = f"{fout.handeling}: gezien {fout.gezien}"
    return textwrap.shorten(tekst.replace(f" in {geval.versie}", ""), MEESTE_TEKENS, placeholder=" …")


def _opvallend(geval: Technischgeval) -> bool:
    """Whether there is anything to tell of it: not when it is open only because it was not in the selection."""
    return geval.soort not in ("voldoet", NIET_GEDRAAID)


def _slot(oordeel: str, reden: str, kleur: str, breedte: int) -> Iterator[Regel]:
    tekst = f"{oordeel}: {reden}" if reden else oordeel
    for regel in textwrap.wrap(tekst, breedte, break_on_hyphens=False):
        yield regel, kleur


def _aantal(resultaat: Draaiboekresultaat | Techniekresultaat) -> str:
    deel = _procent(resultaat.gedraaid, resultaat.verwacht)
    return f"{resultaat.gedraaid} van {resultaat.verwacht} gevallen getoetst ({deel})"


def _toelichting(eis: Eisresultaat) -> str:
    geslaagd = sum(b.uitkomst == "geslaagd" for b in eis.eigen_bewijs)
    bewijs = f"eigen bewijs: {geslaagd} van {len(eis.eigen_bewijs)}" if eis.eigen_bewijs else ""
    return "; ".join(deel for deel in (eis.reden, bewijs) if deel)


def _rij(kop: str, eis: Eisresultaat, tekst: str, breedte: int) -> Iterator[Regel]:
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
