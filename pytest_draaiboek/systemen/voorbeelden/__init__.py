"""Three example systems that behave well; `voorbeeld:ROL` puts one of them under test."""

from pytest_draaiboek.systemen.voorbeelden.aanbieder import VoorbeeldAanbieder
from pytest_draaiboek.systemen.voorbeelden.gemeente import VoorbeeldGemeente
from pytest_draaiboek.systemen.voorbeelden.knooppunt import VoorbeeldKnooppunt

VOORBEELDEN = {str(klasse.rol): klasse for klasse in (VoorbeeldGemeente, VoorbeeldAanbieder, VoorbeeldKnooppunt)}

__all__ = ["VOORBEELDEN", "VoorbeeldAanbieder", "VoorbeeldGemeente", "VoorbeeldKnooppunt"]
