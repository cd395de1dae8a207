"""The official files that a user has, schemas and rule sheets: read as untrusted, and heard beside the kit."""

from pytest_draaiboek.berichten.officieel.officieel import Officieel, lees_officieel
from pytest_draaiboek.berichten.officieel.samenvoegen import voeg_samen

__all__ = ["Officieel", "lees_officieel", "voeg_samen"]
