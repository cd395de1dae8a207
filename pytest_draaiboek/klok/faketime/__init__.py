"""Frozen time for a system in a process of its own that does not set its clock itself, by libfaketime.

Imported only when it is chosen. Builds of libfaketime differ in what they break, so none is used that was not tried first.
"""

from pytest_draaiboek.klok.faketime.faketijd import Faketijd
from pytest_draaiboek.klok.faketime.keuze import kies_faketime

__all__ = ["Faketijd", "kies_faketime"]
