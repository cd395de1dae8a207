"""What stands out in the technical part, a few lines per message type, or all of it when that is asked."""

import textwrap
from collections.abc import Iterator, Sequence

from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.rapport.afwijkingen import schrijf_uit
from pytest_draaiboek.rapport.eisentabel import KLEUR
from pytest_draaiboek.rapport.regelval import Regel, val
from pytest_draaiboek.rapport.resultaat import Regelresultaat, Techniekresultaat, Technischgeval, Verdict
from pytest_draaiboek.rapport.vaststelling import GETOETST, NIET_GEDRAAID

# Of what is to be told of one message type.
MEESTE_GROEPEN = 3
MEESTE_NAMEN = 4
MEESTE_TEKENS = 110

Paar = tuple[Regelresultaat, Technischgeval]


def techniektabel(techniek: Techniekresultaat, breedte: int, uitvoerig: int) -> Iterator[Regel]:
    """Yield the table; nothing when nothing stands out.

    Args:
        techniek: the verdict.
        breedte: columns of the terminal.
        uitvoerig: as `terminal.regels` has it; under zero only the types of which something stands out.

    """
    if not opvallend(techniek):
        return
    yield "", ""
    kop = f"{'techniek':<10}{'oordeel':<16}{'gevallen':>9}  "
    titel = "wat opvalt (verwachte retourcode)"
    yield from val(titel if breedte - len(kop) >= len(titel) else titel.split(" (", maxsplit=1)[0], breedte, kop=kop)
    for berichttype in dict.fromkeys(geval.berichttype for regel in techniek.regels for geval in regel.gevallen):
        van_type = [(r, geval) for r in techniek.regels for geval in r.gevallen if geval.berichttype == berichttype]
        if uitvoerig >= 0 or any(_valt_op(geval) for _, geval in van_type):
            yield from _per_type(berichttype, van_type, breedte, uitvoerig)


def opvallend(techniek: Techniekresultaat) -> list[Paar]:
    """Return the cases of which there is something to tell, each with its rule."""
    return [(regel, geval) for regel in techniek.regels for geval in regel.gevallen if _valt_op(geval)]


def _valt_op(geval: Technischgeval) -> bool:
    """Whether there is anything to tell of it: not when it is open only because it was not in the selection."""
    return geval.soort not in ("voldoet", NIET_GEDRAAID)


def _per_type(berichttype: str, alle: Sequence[Paar], breedte: int, uitvoerig: int) -> Iterator[Regel]:
    soorten = {geval.soort for _, geval in alle}
    verdict = Verdict.VOLDOET if soorten == {"voldoet"} else Verdict.NIET_GETOETST
    verdict = Verdict.VOLDOET_NIET if "afwijking" in soorten else verdict
    aantal = f"{sum(geval.soort in GETOETST for _, geval in alle)}/{len(alle)}"
    kop = f"{berichttype:<9} {verdict:<16}{aantal:>9}  "
    for regel in _groepen(alle, alles=uitvoerig > 0) or [""]:
        yield from val(regel, breedte, KLEUR[verdict], kop=kop)
        kop = " " * len(kop)
    if uitvoerig > 0:
        gevallen = [(f"{regel.code} in {geval.versie}", geval) for regel, geval in alle]
        yield from schrijf_uit(gevallen, breedte, elk_moment=uitvoerig > 1)


def _groepen(alle: Sequence[Paar], *, alles: bool) -> list[str]:
    """Say what is to be seen of the rules of one message type: together what comes down to the same, and no more than a few unless all is asked."""
    groepen: dict[tuple[str, str], dict[str, None]] = {}
    for regel, geval in alle:
        if _valt_op(geval):
            kort = _kort(regel, geval, alles=alles)
            groepen.setdefault((regel.retourcode or "geen antwoord", kort), {})[regel.code] = None
    regels = []
    for (verwacht, kort), codes in list(groepen.items())[: None if alles else MEESTE_GROEPEN]:
        namen = list(codes) if alles else list(codes)[:MEESTE_NAMEN]
        meer = f" en {len(codes) - len(namen)} andere" if len(codes) > len(namen) else ""
        regels.append(f"{', '.join(namen)}{meer} ({verwacht}): {kort}")
    rest = len(groepen) - len(regels)
    return (
        [*regels, f"en nog {rest} {'andere bevinding' if rest == 1 else 'andere bevindingen'}"] if rest > 0 else regels
    )


def _kort(regel: Regelresultaat, geval: Technischgeval, *, alles: bool) -> str:
    """Say in a few words what was seen, alike for what happened in both versions; or why it could not be tried."""
    fout = next((w for w in geval.waarnemingen if not w.deugt), None)
    if geval.soort != "afwijking" or fout is None:
        tekst = f"{geval.soort}: {geval.reden.splitlines()[0]}"
    elif regel.code in fout.handeling.split():
        tekst = f"gezien {fout.gezien}"
    else:
        tekst = f"{fout.handeling}: gezien {fout.gezien}"
    tekst = in_een_regel(tekst).replace(f" in {geval.versie}", "")
    return tekst if alles else textwrap.shorten(tekst, MEESTE_TEKENS, placeholder=" …")
