"""``draaiboek vergelijk``: what changed from one result to another."""

import argparse
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.rapport import bestand
from pytest_draaiboek.rapport.vergelijking import Vergelijking, vergelijk
from pytest_draaiboek.rapport.vergelijking.tekst import regels

VORMVERSIE = 1


def vergelijk_resultaten(gevraagd: argparse.Namespace) -> int:
    """Print what changed, and return 1 when anything became worse.

    Raises:
        OngeldigeInstelling: when one of the two is not there, or is no whole result.

    """
    oud, nieuw = (bestand.vind(Path(gegeven)) for gegeven in (gevraagd.oud, gevraagd.nieuw))
    vergelijking = vergelijk(bestand.lees(oud), bestand.lees(nieuw))
    if gevraagd.json:
        print(msgspec.json.format(msgspec.json.encode(_als_gegevens(vergelijking)), indent=2).decode())
    else:
        druk("\n".join(regels(vergelijking, str(oud), str(nieuw))))
    return int(vergelijking.verslechterd)


def _als_gegevens(vergelijking: Vergelijking) -> dict[str, Any]:
    gegevens: dict[str, Any] = msgspec.to_builtins(vergelijking)
    return {"vormversie": VORMVERSIE, "verslechterd": vergelijking.verslechterd, **gegevens}
