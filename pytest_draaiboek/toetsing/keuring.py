"""What is wrong with the eisen of a draaiboek, as only the checks can tell: a check that is not there, or one that would have nothing to try."""

from collections.abc import Iterator
from dataclasses import dataclass

from pytest_draaiboek.draaiboeken import Draaiboek, Eis
from pytest_draaiboek.fouten import OngeldigDraaiboek
from pytest_draaiboek.toetsing.toetsen import toetssoort


@dataclass(frozen=True, slots=True)
class Eisgebrek:
    """One thing that is wrong with an eis.

    Args:
        eis: its id.
        veld: the key of the eis that it is about.
        gevonden: what was found, and what was expected, in Dutch.
        raad: what to do, in Dutch, without a full stop.

    """

    eis: str
    veld: str
    gevonden: str
    raad: str


def keur_eisen(draaiboek: Draaiboek) -> Iterator[Eisgebrek]:
    """Yield what is wrong with the eisen of a draaiboek."""
    for eis in draaiboek.eisen.values():
        if eis.toets:
            yield from _keur(draaiboek, eis)


def _keur(draaiboek: Draaiboek, eis: Eis) -> Iterator[Eisgebrek]:
    try:
        soort = toetssoort(draaiboek, eis)
    except OngeldigDraaiboek as fout:
        gevonden, _, raad = str(fout).partition("\nWat te doen: ")
        # The part before tells which file and key: that is told otherwise here.
        yield Eisgebrek(eis.id, "toets", gevonden.partition(".toets: ")[2].rstrip("."), raad.rstrip("."))
        return
    aantal = len(eis.mijlpalen)
    if aantal < soort.mijlpalen:
        yield Eisgebrek(
            eis.id,
            "mijlpalen",
            f"de toets {eis.toets!r} loopt om minstens {soort.mijlpalen} {'mijlpaal' if soort.mijlpalen == 1 else 'mijlpalen'}, en hier staan er {aantal}",
            f"noem ze in 'mijlpalen'; er zijn {', '.join(draaiboek.mijlpalen)}",
        )
    elif soort.tijdvak and eis.mijlpalen[0].tot is None:
        yield Eisgebrek(
            eis.id,
            "mijlpalen",
            f"de toets {eis.toets!r} gaat over een tijdvak, en mijlpaal {eis.mijlpalen[0].nr} is een enkel moment",
            "noem als eerste een mijlpaal met 'tot'",
        )
    for rol in eis.rollen:
        if not tuple(soort.typen(draaiboek, eis, rol)):
            types = f" van {', '.join(eis.typen)}" if eis.typen else ""
            yield Eisgebrek(
                eis.id,
                "types" if eis.typen else "toets",
                f"voor rol {rol!r} is er niets te toetsen: {eis.toets!r} heeft geen enkel bericht{types} om te proberen",
                "haal de rol weg, of noem berichten die deze rol verzendt of ontvangt",
            )
