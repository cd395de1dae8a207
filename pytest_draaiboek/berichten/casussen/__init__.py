"""Casussen: sequences of messages about one client that belong together, in order of travel."""

from pytest_draaiboek.berichten.casussen.lezen import Casus, alle_casussen, lees_casus
from pytest_draaiboek.berichten.casussen.spelen import speel

__all__ = ["Casus", "alle_casussen", "lees_casus", "speel"]
