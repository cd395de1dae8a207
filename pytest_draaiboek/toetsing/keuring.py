"""What is wrong with the eisen of a draaiboek, as only the checks can tell: a check that is not there, or one that would have nothing to try."""

from collections.abc import Iterator
from dataclasses import dataclass

from pytest_draaiboek.draaiboeken import Draaiboek, Eis
from pytest_draaiboek.fouten import OngeldigDraaiboek
from pytest_draaiboek.toetsing.toetsen import toetssoort
from pytest_draaiboek.toetsing.toetssoort import Toetssoort


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


def eis_toetsbaar(draaiboek: Draaiboek) -> None:
    """Refuse a draaiboek with an eis that its check could not begin with; one without a case only stays untested.

    Raises:
        OngeldigDraaiboek: names the eis, and what to do.

    """
    for gebrek in keur_eisen(draaiboek):
        if gebrek.veld == "mijlpalen":
            raise OngeldigDraaiboek(
                f"{draaiboek.herkomst}: eis {gebrek.eis}.{gebrek.veld}: {gebrek.gevonden}.\nWat te doen: {gebrek.raad}."
            )


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
    elif soort.begint:
        yield from _keur_begin(draaiboek, eis, soort)
    for rol in eis.rollen:
        if not tuple(soort.typen(draaiboek, eis, rol)):
            types = f" van {', '.join(eis.typen)}" if eis.typen else ""
            yield Eisgebrek(
                eis.id,
                "types" if eis.typen else "toets",
                f"voor rol {rol!r} is er niets te toetsen: {eis.toets!r} heeft geen enkel bericht{types} om te proberen",
                "haal de rol weg, of noem berichten die deze rol verzendt of ontvangt",
            )


def _keur_begin(draaiboek: Draaiboek, eis: Eis, soort: Toetssoort) -> Iterator[Eisgebrek]:
    """Yield the types of which the calendar does not begin to say at the milestone what the check looks for."""
    mijlpaal = eis.mijlpalen[0]
    for type_ in dict.fromkeys(type_ for rol in eis.rollen for type_ in soort.typen(draaiboek, eis, rol)):
        strook = draaiboek.stroken[type_, draaiboek.van]
        if mijlpaal.moment not in strook.momenten or strook.op(mijlpaal.moment).soort is not soort.begint:
            sinds = [
                f"{moment:%Y-%m-%d %H:%M}"
                for moment, oordeel in zip(strook.momenten, strook.oordelen[1:], strict=True)
                if oordeel.soort is soort.begint
            ]
            yield Eisgebrek(
                eis.id,
                "mijlpalen",
                f"de toets {eis.toets!r} begint waar {type_} in {draaiboek.van} {soort.begint} wordt; mijlpaal {mijlpaal.nr} is dat niet, "
                f"het is {' en '.join(sinds) or 'nergens'}",
                "noem de mijlpaal van het venster, pas het venster aan, of noem andere types",
            )
