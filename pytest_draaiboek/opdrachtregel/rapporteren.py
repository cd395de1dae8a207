"""``draaiboek rapport``: the views of a result, drawn again."""

import argparse
from pathlib import Path

from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.rapport import aanzichten, bestand


def rapport(gevraagd: argparse.Namespace) -> int:
    """Draw report and badge from a result file, beside it or in another directory, and say where they are."""
    pad = bestand.vind(Path(gevraagd.resultaat))
    naar = Path(gevraagd.naar) if gevraagd.naar else pad.parent
    for naam, inhoud in aanzichten.maak(bestand.lees(pad), gevraagd.taal).items():
        druk(str(bestand.schrijf_bestand(naar / naam, inhoud)))
    return 0
