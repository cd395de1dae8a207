"""``draaiboek attest``: the form for the statements that a draaiboek asks of a person."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, laad, lees
from pytest_draaiboek.draaiboeken.bronnen import is_pad
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.opdrachtregel.toml import tekst
from pytest_draaiboek.opdrachtregel.tonen import kies_rol
from pytest_draaiboek.rapport.bestand import schrijf_bestand
from pytest_draaiboek.toetsing.toetsen.attest import attest as toets_attest


def attest(gevraagd: argparse.Namespace) -> int:
    """Print the form, or write it.

    Raises:
        OngeldigeInstelling: for a role that the draaiboek does not have, when nothing asks for a statement, and for a file that is there already.

    """
    draaiboeken = lees(Path(gevraagd.naam)) if is_pad(gevraagd.naam) else (laad(gevraagd.naam),)
    rol = kies_rol(draaiboeken[0], gevraagd.rol)
    eisen = [
        (draaiboek, eis)
        for draaiboek in draaiboeken
        for eis in draaiboek.eisen_voor(rol)
        if eis.toets == toets_attest.naam
    ]
    if not eisen:
        raise OngeldigeInstelling(
            f"Geen eis van draaiboek {gevraagd.naam} vraagt een {rol} om een verklaring. Laat --draaiboek-attest weg."
        )
    formulier = "\n".join(_formulier(eisen, rol, gevraagd.naam))
    if gevraagd.naar is None:
        sys.stdout.write(formulier)
        return 0
    pad = Path(gevraagd.naar)
    if pad.exists():
        raise OngeldigeInstelling(
            f"{pad}: dit bestand is er al, misschien met verklaringen erin, en er is niets aan veranderd. Kies een andere naam."
        )
    schrijf_bestand(pad, formulier.encode())
    druk(f"Formulier: {pad}, met {len(eisen)} {'eis' if len(eisen) == 1 else 'eisen'} om over te verklaren.")
    return 0


def _formulier(eisen: list[tuple[Draaiboek, Eis]], rol: str, naam: str) -> Iterator[str]:
    yield f"# Verklaringen bij draaiboek {naam}, als {eisen[0][0].rollen[rol].naam}."
    yield "#"
    yield "# Over deze eisen kan geen bericht iets bewijzen. Laat wie erover gaat elke eis lezen en beantwoorden, met naam,"
    yield "# functie en de dag van ondertekening. De tekst hoort bij de verklaring: verandert de eis, dan wordt opnieuw getekend."
    yield "# Een verklaring geldt een jaar. Laat een [[attest]] weg als er niemand over verklaart: dan is de eis niet getoetst."
    yield "# Geef het bestand op met --draaiboek-attest."
    for draaiboek, eis in eisen:
        yield ""
        yield "[[attest]]"
        yield f"draaiboek = {tekst(draaiboek.naam)}"
        yield f"eis = {tekst(eis.id)}  # §{eis.paragraaf}, {eis.ernst}"
        yield f"rol = {tekst(rol)}"
        yield f"tekst = {tekst(eis.tekst)}"
        yield 'verklaring = ""  # "ja" of "nee"'
        yield 'naam = ""'
        yield 'functie = ""'
        yield 'datum = ""  # jjjj-mm-dd'
        yield 'toelichting = ""  # mag leeg blijven'
        yield 'handtekening = ""  # mag leeg blijven; bijvoorbeeld waar het getekende exemplaar bewaard wordt'
    yield ""
