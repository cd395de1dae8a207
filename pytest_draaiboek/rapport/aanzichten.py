"""Every view of a result: drawn anew they are the same files, byte for byte."""

from collections.abc import Mapping

from pytest_draaiboek.rapport.resultaat import Resultaat

RAPPORTNAAM = "rapport.html"


def maak(resultaat: Resultaat, taal: str = "nl") -> Mapping[str, bytes]:
    """Return the views of a result by file name.

    Args:
        resultaat: as it was read from its file.
        taal: of the report: "nl" or "en".

    Raises:
        OngeldigeInstelling: for another language.

    """
    from pytest_draaiboek.rapport.html import teken

    return {RAPPORTNAAM: teken(resultaat, taal).encode("utf-8")}
