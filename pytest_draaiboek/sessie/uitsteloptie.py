"""``--draaiboek-uitstel``: the moments of the draaiboeken of a run moved, by a length of time or each to a moment in a file."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import lees_duur
from pytest_draaiboek.sessie.optiewaarden import pad_van, tekst_van

OPTIE = "draaiboek-uitstel"
BESTAND = ".toml"


def met_uitstel(config: pytest.Config, draaiboeken: Iterable[Draaiboek]) -> tuple[Draaiboek, ...]:
    """Return the draaiboeken of a run, moved when that is asked.

    A length of time moves each of them, from its own live moment on; a file moves the milestones that it names, which every
    draaiboek of the run must have.

    Raises:
        OngeldigeInstelling: for what is neither, and for what makes no calendar any more.

    """
    gegeven = tekst_van(config, OPTIE)
    if not gegeven:
        return tuple(draaiboeken)
    if gegeven.endswith(BESTAND):
        pad = pad_van(config, gegeven, OPTIE)
        return tuple(draaiboek.verzet(pad) for draaiboek in draaiboeken)
    try:
        duur = lees_duur(gegeven)
    except OngeldigeInstelling:
        duur = timedelta()
    if duur <= timedelta():
        raise OngeldigeInstelling(
            f"--{OPTIE} is {gegeven!r}; verwacht wordt hoeveel later, of een bestand ({BESTAND}) met de nieuwe momenten.\n"
            "Geef bijvoorbeeld 24h of 1d12h; iets vervroegen kan in een bestand."
        )
    return tuple(draaiboek.uitgesteld(duur) for draaiboek in draaiboeken)
