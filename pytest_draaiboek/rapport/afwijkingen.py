"""Each case that did not simply voldoen, written out: type, moment, what was expected and what was seen."""

from collections.abc import Iterator, Sequence

from pytest_draaiboek.rapport.regelval import Regel, val
from pytest_draaiboek.rapport.resultaat import Geval, Technischgeval, Waarneming
from pytest_draaiboek.rapport.vaststelling import NIET_GEDRAAID

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
AFWIJKEND = {"afwijking": "red", "aandachtspunt": "yellow"}
IN = 2


def schrijf_uit(
    gevallen: Sequence[tuple[str, Geval | Technischgeval]], breedte: int, *, elk_moment: bool
) -> Iterator[Regel]:
    """Yield lines for the cases that deviate, then for those that could not be tried, together when the reason is the same.

    Args:
        gevallen: each with what it is called beside the others.
        breedte: columns of the terminal.
        elk_moment: whether every moment that deviates is told, and not just the first.

    """
    for naam, geval in gevallen:
        if geval.soort in AFWIJKEND:
            yield from _afwijking(naam, geval, breedte, elk_moment=elk_moment)
    open_: dict[tuple[str, str], list[str]] = {}
    for naam, geval in gevallen:
        if geval.soort not in (*AFWIJKEND, "voldoet", NIET_GEDRAAID):
            open_.setdefault((geval.soort, geval.reden), []).append(naam)
    for (soort, reden), namen in open_.items():
        yield from val(f"{', '.join(namen)}: {soort}: {reden}", breedte, "yellow", kop=" " * IN)


def _afwijking(naam: str, geval: Geval | Technischgeval, breedte: int, *, elk_moment: bool) -> Iterator[Regel]:
    kleur = AFWIJKEND[geval.soort]
    fout = [w for w in geval.waarnemingen if not w.deugt]
    bekend = f" (bekende afwijking: {geval.bekend})" if geval.bekend else ""
    if not fout:
        yield from val(f"{naam}: {geval.reden}{bekend}", breedte, kleur, kop=" " * IN)
        return
    getoond = fout if elk_moment else fout[:1]
    rest = len(fout) - len(getoond)
    meer = f" (en nog {rest} {'moment' if rest == 1 else 'momenten'}; -vv toont ze alle)" if rest else ""
    for w in getoond:
        yield from val(f"{naam} op {moment_van(w)}: {_gezien(w)}{meer}{bekend}", breedte, kleur, kop=" " * IN)


def moment_van(w: Waarneming) -> str:
    """Return the moment of an observation in words, with its offset: an hour in the night of summer time comes twice, or not."""
    return f"{DAGEN[w.moment.weekday()]} {w.moment:%d-%m-%Y %H:%M:%S %z}"


def _gezien(w: Waarneming) -> str:
    # The bare status says nothing that is not seen.
    gezegd = f"; het systeem zei: {w.gezegd}" if " " in w.gezegd else ""
    bevindingen = "".join(f"; {bevinding}" for bevinding in w.bevindingen)
    return f"{w.handeling}: verwacht {w.verwacht}, gezien {w.gezien}{bevindingen}{gezegd}"
