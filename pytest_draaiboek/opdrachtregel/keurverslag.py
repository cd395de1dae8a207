"""What ``draaiboek controleer-draaiboek`` says: a line per fault, or what is in a file, so that an empty selection shows; or all of it as JSON."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.draaiboeken import Draaiboek, Gebrek
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.toetsing.geval import gevallen

VORMVERSIE = 1
MOMENT = "%d-%m-%Y %H:%M"


@dataclass(frozen=True, slots=True)
class Gekeurd:
    """One file.

    Args:
        pad: as it was given, or as it was found in a folder that was.
        gebreken: what is wrong with it, in the order of the file.
        draaiboeken: that it yields; none when it cannot be read as such.

    """

    pad: Path
    gebreken: tuple[Gebrek, ...]
    draaiboeken: tuple[Draaiboek, ...]


def toon(gekeurd: Sequence[Gekeurd]) -> None:
    """Print a line per fault, and of every file without one what is in it."""
    for een in gekeurd:
        for gebrek in een.gebreken:
            druk(_als_regel(gebrek), "red")
        if not een.gebreken:
            druk(f"{een.pad}: in orde", "green")
            for draaiboek in een.draaiboeken:
                druk("\n".join(_inhoud(draaiboek)))
    fout = sum(bool(een.gebreken) for een in gekeurd)
    aantal = sum(len(een.gebreken) for een in gekeurd)
    gevonden = f"{aantal} {'gebrek' if aantal == 1 else 'gebreken'} in {fout} ervan" if fout else "geen gebreken"
    soort = "draaiboekbestand" if len(gekeurd) == 1 else "draaiboekbestanden"
    druk(f"{len(gekeurd)} {soort} nagekeken: {gevonden}.", "red" if fout else "green")


def toon_json(gekeurd: Sequence[Gekeurd]) -> None:
    """Print everything as JSON."""
    bestanden = [
        {
            "pad": een.pad.as_posix(),
            "in_orde": not een.gebreken,
            "gebreken": [asdict(gebrek) for gebrek in een.gebreken],
            "draaiboeken": [] if een.gebreken else [_als_gegevens(draaiboek) for draaiboek in een.draaiboeken],
        }
        for een in gekeurd
    ]
    alles = {"vormversie": VORMVERSIE, "bestanden": bestanden}
    print(msgspec.json.format(msgspec.json.encode(alles), indent=2).decode())


def _als_regel(gebrek: Gebrek) -> str:
    sleutel = f"{gebrek.sleutel}: " if gebrek.sleutel else ""
    # As compilers have it, so that editors and pipelines find the place; line 1 for what is about the whole.
    punt = "" if gebrek.gevonden.endswith("?") else "."
    return f"{gebrek.bestand}:{max(gebrek.regel, 1)}: {sleutel}{gebrek.gevonden}{punt} Wat te doen: {gebrek.raad}."


def _inhoud(draaiboek: Draaiboek) -> Iterator[str]:
    yield f"  {draaiboek.naam}: {draaiboek.titel} (standaard {draaiboek.standaard}, van {draaiboek.van} naar {draaiboek.naar})"
    yield f"    {len(draaiboek.typen)} berichttypen, {len(draaiboek.mijlpalen)} mijlpalen, {len(draaiboek.eisen)} eisen; {draaiboek.naar} live op {draaiboek.live.moment:{MOMENT}}"
    for rol, gegevens in draaiboek.rollen.items():
        if gegevens.buiten:
            yield f"    {gegevens.naam}: wederpartij, wordt niet getoetst"
            continue
        eisen, getoetst = draaiboek.eisen_voor(rol), gevallen(draaiboek, rol)
        zonder = [eis.id for eis in eisen if not eis.toets]
        ook = f" ({', '.join(zonder)}: alleen ter informatie)" if zonder else ""
        yield f"    {gegevens.naam}: {_aantal(eisen, 'eis', 'eisen')}, {_aantal(getoetst, 'geval', 'gevallen')}{ook}"
        for wat, typen in (("verzendt", draaiboek.verzendt(rol)), ("ontvangt", draaiboek.ontvangt(rol))):
            if typen:
                yield f"      {wat} {', '.join(typen)}"


def _aantal(wat: Collection[object], een: str, meer: str) -> str:
    return f"{len(wat)} {een if len(wat) == 1 else meer}"


def _als_gegevens(draaiboek: Draaiboek) -> dict[str, Any]:
    return {
        "naam": draaiboek.naam,
        "titel": draaiboek.titel,
        "standaard": draaiboek.standaard,
        "van": draaiboek.van,
        "naar": draaiboek.naar,
        "live": draaiboek.live.moment,
        "berichttypen": draaiboek.typen,
        "mijlpalen": list(draaiboek.mijlpalen),
        "eisen": list(draaiboek.eisen),
        "rollen": [
            {
                "rol": rol,
                "naam": gegevens.naam,
                "eisen": len(draaiboek.eisen_voor(rol)),
                "gevallen": len(gevallen(draaiboek, rol)),
                "verzendt": draaiboek.verzendt(rol),
                "ontvangt": draaiboek.ontvangt(rol),
            }
            for rol, gegevens in draaiboek.rollen.items()
            if not gegevens.buiten
        ],
    }
