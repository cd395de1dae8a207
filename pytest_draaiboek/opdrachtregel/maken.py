"""``draaiboek bericht``: messages made."""

import argparse
import sys
from pathlib import Path

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.fouten import OngeldigeInstelling


def bericht(gevraagd: argparse.Namespace) -> int:
    """Make messages: one file each in a folder, or one after the other to stdout.

    Raises:
        OngeldigeInstelling: when the folder cannot be written.

    """
    reeks = Berichten().reeks(gevraagd.type.upper(), gevraagd.aantal, gevraagd.versie, zaad=gevraagd.zaad)
    if gevraagd.naar is None:
        for gemaakt in reeks:
            sys.stdout.buffer.write(gemaakt.xml)
        sys.stdout.flush()
        return 0
    map_ = Path(gevraagd.naar)
    aantal = 0
    try:
        map_.mkdir(parents=True, exist_ok=True)
        for gemaakt in reeks:
            aantal += 1
            (map_ / f"{gemaakt.berichttype}-{gemaakt.versie}-{gevraagd.zaad + aantal - 1:06}.xml").write_bytes(
                gemaakt.xml
            )
    except OSError as fout:
        raise OngeldigeInstelling(
            f"{map_}: niet te schrijven ({fout.strerror}). Geef met --naar een map waarin u mag schrijven."
        ) from fout
    print(f"{aantal} {'bericht' if aantal == 1 else 'berichten'} geschreven in {map_}.")
    return 0
