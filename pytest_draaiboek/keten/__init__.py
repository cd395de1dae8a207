"""The chain around a party: a simulated hub."""

from pytest_draaiboek.keten.knooppunt import Afgifte, Knooppunt

__all__ = ["Afgifte", "Knooppunt"]
