"""Arranges the content of a message so that it keeps to the technical rules; what the caller gave stands."""

# Each of these tells `schikker` which elements it arranges.
from pytest_draaiboek.berichten.schikking import declaratie, langdurig, persoon, zorg
from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, schik

__all__ = ["Inhoud", "Schikker", "declaratie", "langdurig", "persoon", "schik", "zorg"]
