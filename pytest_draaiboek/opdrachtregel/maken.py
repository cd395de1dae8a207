"""``draaiboek bericht`` and ``draaiboek keten``: messages made."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel.kleuren import druk


def bericht(gevraagd: argparse.Namespace) -> int:
    """Make messages: one file each in a folder, or one after the other to stdout.

    Raises:
        OngeldigeInstelling: when the folder cannot be written.

    """
    reeks = Berichten().reeks(gevraagd.type.upper(), gevraagd.aantal, gevraagd.versie, zaad=gevraagd.zaad)
    return _geef(
        gevraagd.naar,
        ((f"{b.berichttype}-{b.versie}-{nr:06}", b) for nr, b in enumerate(reeks, gevraagd.zaad)),
    )


def keten(gevraagd: argparse.Namespace) -> int:
    """Make the messages of a casus: one file each in a folder, numbered in order of travel, or one after the other to stdout.

    Raises:
        OnbekendeCasus: for a casus that does not exist.
        OngeldigeInstelling: when the folder cannot be written.

    """
    berichten = Berichten().keten(gevraagd.casus, gevraagd.versie, standaard=gevraagd.standaard, zaad=gevraagd.zaad)
    naam = f"{gevraagd.casus}-{gevraagd.zaad:06}"
    return _geef(
        gevraagd.naar,
        ((f"{naam}-{nr:02}-{b.berichttype}-{b.versie}", b) for nr, b in enumerate(berichten, 1)),
    )


def _geef(naar: str | None, berichten: Iterable[tuple[str, Bericht]]) -> int:
    """Write messages to files of those names in a folder, or to stdout when there is none."""
    if naar is None:
        for _, gemaakt in berichten:
            sys.stdout.buffer.write(gemaakt.xml)
        sys.stdout.flush()
        return 0
    map_ = Path(naar)
    aantal = 0
    try:
        map_.mkdir(parents=True, exist_ok=True)
        for naam, gemaakt in berichten:
            aantal += 1
            (map_ / f"{naam}.xml").write_bytes(gemaakt.xml)
    except OSError as fout:
        raise OngeldigeInstelling(
            f"{map_}: niet te schrijven ({fout.strerror}). Geef met --naar een map waarin u mag schrijven."
        ) from fout
    druk(f"{aantal} {'bericht' if aantal == 1 else 'berichten'} geschreven in {map_}.")
    return 0
