"""Every view of a result: drawn anew they are the same files, byte for byte."""

from collections.abc import Mapping
from pathlib import Path

from pytest_draaiboek.fouten import KitFout, OngeldigeInstelling
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM
from pytest_draaiboek.rapport.resultaat import Resultaat

RAPPORTNAAM = "rapport.html"
BADGES = ("badge.svg", "badge.json", "badge-*.svg", "badge-*.json")
# Stands in every badge of ours, and keeps those of others out of harm's way.
MERK = "zelftoets"


def verwijder(map_: Path) -> None:
    """Take away the result of an earlier run and its views: were this run to break off, they could be taken for what came of it.

    Args:
        map_: the directory of a report; when it is not there, nothing is done.

    Raises:
        OngeldigeInstelling: when one of them cannot be taken away.

    """
    badges = (pad for patroon in BADGES for pad in map_.glob(patroon))
    oud = [map_ / BESTANDSNAAM, map_ / RAPPORTNAAM, *(pad for pad in badges if _is_van_ons(pad))]
    for pad in oud if map_.is_dir() else ():
        try:
            pad.unlink(missing_ok=True)
        except OSError as fout:
            raise OngeldigeInstelling(
                f"{pad}: dit is van een vorige run en niet te verwijderen ({fout.strerror}). Sluit het bestand, of geef een andere map."
            ) from fout


def _is_van_ons(pad: Path) -> bool:
    try:
        return MERK in pad.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def maak(resultaat: Resultaat, taal: str | None = None) -> Mapping[str, bytes]:
    """Return the views of a result by file name.

    Args:
        resultaat: as it was read from its file.
        taal: of the report and the titles of the badges: "nl" or "en"; default: the one that was asked for in the run.

    Raises:
        OngeldigeInstelling: for another language.
        KitFout: when it cannot be drawn, which a result of the kit always can.

    """
    from pytest_draaiboek.rapport.badge import badges
    from pytest_draaiboek.rapport.html import teken

    taal = taal or resultaat.instellingen.taal
    try:
        aanzichten = {RAPPORTNAAM: teken(resultaat, taal), **badges(resultaat, taal)}
    except OngeldigeInstelling:
        raise
    except Exception as fout:
        # The result itself is safe in its file: a view that cannot be made must not cost the run its verdict.
        raise KitFout(
            f"Van dit resultaat zijn rapport en badge niet te tekenen ({type(fout).__name__}: {fout}).\n"
            "Wat te doen: draai de toets opnieuw; helpt dat niet, meld het dan met het resultaat erbij."
        ) from fout
    return {naam: tekst.encode("utf-8") for naam, tekst in aanzichten.items()}
