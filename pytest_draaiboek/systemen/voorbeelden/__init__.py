"""Example systems that behave well; `voorbeeld:NAAM` puts one of them under test."""

from collections.abc import Iterable

from pytest_draaiboek.systemen.voorbeelden.aanbieder import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.gemeente import VoorbeeldGemeente
from pytest_draaiboek.systemen.voorbeelden.knooppunt import VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.partij import Partij
from pytest_draaiboek.systemen.voorbeelden.zorgaanbieder import VoorbeeldZorgaanbieder
from pytest_draaiboek.systemen.voorbeelden.zorgkantoor import VoorbeeldZorgkantoor

# By name, which need not be that of its role: systems of two standards can have the same.
VOORBEELDEN: dict[str, type[Partij] | type[VoorbeeldKnooppunt]] = {
    "gemeente": VoorbeeldGemeente,
    "aanbieder": VoorbeeldAanbieder,
    "knooppunt": VoorbeeldKnooppunt,
    "zorgaanbieder": VoorbeeldZorgaanbieder,
    "zorgkantoor": VoorbeeldZorgkantoor,
}


def beter_voorbeeld(naam: str, standaarden: Iterable[str]) -> str | None:
    """Return the example to take instead of one that knows none of the standards of a run; None when there is no better one.

    Args:
        naam: of the example that was asked for ("zorgaanbieder").
        standaarden: of the run ("iwmo", "iwlz").

    """
    gevraagd, nodig = VOORBEELDEN[naam], set(standaarden)
    if nodig & set(gevraagd.standaarden):
        return None
    anderen = ((ander, een) for ander, een in VOORBEELDEN.items() if een.rol == gevraagd.rol)
    return next((ander for ander, een in anderen if nodig <= set(een.standaarden)), None)


__all__ = [
    "VOORBEELDEN",
    "VoorbeeldAanbieder",
    "VoorbeeldGemeente",
    "VoorbeeldKnooppunt",
    "VoorbeeldZorgaanbieder",
    "VoorbeeldZorgkantoor",
    "beter_voorbeeld",
]
