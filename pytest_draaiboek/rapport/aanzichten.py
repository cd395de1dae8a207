"""Every view of a result: drawn anew they are the same files, byte for byte."""

from collections.abc import Mapping

from pytest_draaiboek.rapport.resultaat import Resultaat

RAPPORTNAAM = "rapport.html"


def maak(resultaat: Resultaat, taal: str | None = None) -> Mapping[str, bytes]:
    """Return the views of a result by file name.

    Args:
        resultaat: as it was read from its file.
        taal: of the report and the titles of the badges: "nl" or "en"; default: the one that was asked for in the run.

    Raises:
        OngeldigeInstelling: for another language.

    """
    from pytest_draaiboek.rapport.badge import badges
    from pytest_draaiboek.rapport.html import teken

    taal = taal or resultaat.instellingen.taal
    aanzichten = {RAPPORTNAAM: teken(resultaat, taal), **badges(resultaat, taal)}
    return {naam: tekst.encode("utf-8") for naam, tekst in aanzichten.items()}
