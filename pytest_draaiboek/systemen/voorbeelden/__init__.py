"""Example systems that behave well; `voorbeeld:NAAM` puts one of them under test."""

from pytest_draaiboek.systemen.voorbeelden.aanbieder import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.gemeente import VoorbeeldGemeente
from pytest_draaiboek.systemen.voorbeelden.knooppunt import VoorbeeldKnooppunt

# By name, which need not be that of its role: systems of two standards can have the same.
VOORBEELDEN = {
    "gemeente": VoorbeeldGemeente,
    "aanbieder": VoorbeeldAanbieder,
    "knooppunt": VoorbeeldKnooppunt,
}

__all__ = ["VOORBEELDEN", "VoorbeeldAanbieder", "VoorbeeldGemeente", "VoorbeeldKnooppunt"]
