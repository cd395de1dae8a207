"""Two results beside each other: what was measured otherwise, what became worse or better, what is new or gone."""

from pytest_draaiboek.rapport.vergelijking.verschil import (
    Aard,
    Koppel,
    Meting,
    Soort,
    Stand,
    Vergelijking,
    Verschil,
)
from pytest_draaiboek.rapport.vergelijking.zijden import vergelijk

__all__ = ["Aard", "Koppel", "Meting", "Soort", "Stand", "Vergelijking", "Verschil", "vergelijk"]
