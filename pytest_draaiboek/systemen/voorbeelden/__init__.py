"""Example systems that behave well; `voorbeeld:NAAM` puts one of them under test."""

from pytest_draaiboek.systemen.voorbeelden.aanbieder import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.gemeente import VoorbeeldGemeente
from pytest_draaiboek.systemen.voorbeelden.knooppunt import VoorbeeldKnooppunt
from pytest_draaiboek.systemen.voorbeelden.zorgaanbieder import VoorbeeldZorgaanbieder
from pytest_draaiboek.systemen.voorbeelden.zorgkantoor import VoorbeeldZorgkantoor

# By name, which need not be that of its role: systems of two standards can have the same.
VOORBEELDEN = {
    "gemeente": VoorbeeldGemeente,
    "aanbieder": VoorbeeldAanbieder,
    "knooppunt": VoorbeeldKnooppunt,
    "zorgaanbieder": VoorbeeldZorgaanbieder,
    "zorgkantoor": VoorbeeldZorgkantoor,
}

__all__ = [
    "VOORBEELDEN",
    "VoorbeeldAanbieder",
    "VoorbeeldGemeente",
    "VoorbeeldKnooppunt",
    "VoorbeeldZorgaanbieder",
    "VoorbeeldZorgkantoor",
]
