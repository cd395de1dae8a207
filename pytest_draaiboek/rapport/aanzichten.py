"""Every view of a result: drawn anew they are the same files, byte for byte."""

from collections.abc import Mapping

from pytest_draaiboek.fouten import KitFout, OngeldigeInstelling
from pytest_draaiboek.rapport.resultaat import Resultaat

RAPPORTNAAM = "rapport.html"


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
