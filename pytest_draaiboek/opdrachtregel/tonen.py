"""``draaiboek toon``: a draaiboek as a table and a picture in the terminal, as an SVG, and as a calendar to import."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from pytest_draaiboek.draaiboeken import Draaiboek, laad, lees
from pytest_draaiboek.draaiboeken.bronnen import is_pad
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal
from pytest_draaiboek.duur import duur_van
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel import agenda
from pytest_draaiboek.opdrachtregel.draaiboektabel import boven, gevouwen, onder
from pytest_draaiboek.opdrachtregel.kleuren import druk, druk_delen
from pytest_draaiboek.opdrachtregel.lijnbeeld import Tekens, tijdlijn
from pytest_draaiboek.opdrachtregel.uitvoer import schrijf

SMALST, BREEDST = 40, 160  # columns that the picture in a terminal takes


def toon(gevraagd: argparse.Namespace) -> int:
    """Print draaiboeken, or write them as a picture or a calendar.

    Raises:
        OngeldigeInstelling: for a role that the draaiboek does not have, for moments that cannot be moved so, and for a file that cannot
            be written or is somebody else's.

    """
    draaiboeken = lees(Path(gevraagd.naam)) if is_pad(gevraagd.naam) else (laad(gevraagd.naam),)
    if gevraagd.uitstel is not None:
        draaiboeken = tuple(_uitgesteld(draaiboek, gevraagd.uitstel) for draaiboek in draaiboeken)
    rol = kies_rol(draaiboeken[0], gevraagd.rol)
    if gevraagd.beeld:
        from pytest_draaiboek.rapport.html.los_beeld import MERK, teken_beeld

        beeld = teken_beeld(draaiboeken, rol=rol)
        _meld("Beeld", *schrijf(Path(gevraagd.beeld), draaiboeken[0].naam, ".svg", beeld.encode(), MERK.encode()))
    if gevraagd.ics:
        kalender = agenda.maak([(draaiboek, _mijlpalen(draaiboek, rol)) for draaiboek in draaiboeken])
        _meld("Agenda", *schrijf(Path(gevraagd.ics), draaiboeken[0].naam, ".ics", kalender, agenda.MERK))
    if not (gevraagd.beeld or gevraagd.ics):
        for nr, draaiboek in enumerate(draaiboeken):
            _druk(draaiboek, rol, eerste=nr == 0)
    return 0


def kies_rol(draaiboek: Draaiboek, gegeven: str | None) -> str:
    """Return the role that somebody means by its key or by its name in texts; empty when none was asked for.

    Raises:
        OngeldigeInstelling: when the draaiboek has no such role.

    """
    if gegeven is None:
        return ""
    namen = {naam: rol for rol, gegevens in draaiboek.rollen.items() for naam in (gegevens.naam, rol)}
    if gegeven in namen:
        return namen[gegeven]
    lijkt = get_close_matches(gegeven, namen, n=1)
    bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
    raise OngeldigeInstelling(
        f"Draaiboek {draaiboek.naam} kent geen rol {gegeven!r}.{bedoeld}\nKies uit {', '.join(draaiboek.rollen)}."
    )


def _uitgesteld(draaiboek: Draaiboek, gegeven: str) -> Draaiboek:
    """Return a draaiboek that was moved: by so much time, or as a file says."""
    if is_pad(gegeven):
        return draaiboek.verzet(Path(gegeven))
    duur = duur_van(gegeven)
    if duur is None:
        raise OngeldigeInstelling(
            f"--uitstel {gegeven!r} is geen duur en geen bestand. Geef een duur als 24h of 1d12h, of een bestand (.toml)."
        )
    return draaiboek.uitgesteld(duur)


def _meld(wat: str, pad: Path, vervangen: bool) -> None:
    druk(f"{wat}: {pad}{' (het vorige is vervangen)' if vervangen else ''}")


def _mijlpalen(draaiboek: Draaiboek, rol: str) -> list[Mijlpaal]:
    """Return the milestones at which a role acts, those for everybody included; all for no role."""
    return [m for m in draaiboek.mijlpalen.values() if not rol or not m.rollen or rol in m.rollen]


def _typen(draaiboek: Draaiboek, rol: str) -> Sequence[str]:
    """Return the types of a role; all for no role, and for one that neither sends nor receives."""
    eigen = {*draaiboek.verzendt(rol), *draaiboek.ontvangt(rol)}
    return [type_ for type_ in draaiboek.typen if not eigen or type_ in eigen]


def _druk(draaiboek: Draaiboek, rol: str, *, eerste: bool) -> None:
    mijlpalen, typen = _mijlpalen(draaiboek, rol), _typen(draaiboek, rol)
    kop = "" if eerste else "\n\n"
    als = f", als {draaiboek.rollen[rol].naam}" if rol else ""
    druk(f"{kop}{draaiboek.naam}: {draaiboek.titel}{als}")
    vouw = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    druk("\n".join(gevouwen(rij, vouw) for rij in boven(draaiboek, mijlpalen)))
    druk("\nTijdlijn")
    breedte = min(max(shutil.get_terminal_size().columns, SMALST), BREEDST)
    for delen in tijdlijn(draaiboek, typen, mijlpalen, breedte, Tekens.voor(sys.stdout)):
        druk_delen(delen)
    druk("\n".join(gevouwen(rij, vouw) for rij in onder(draaiboek, typen, rol)))
