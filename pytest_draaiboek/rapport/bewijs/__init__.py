"""The evidence bundle: a result with all that belongs to it in one zip, and the check that it is whole."""

from pytest_draaiboek.rapport.bewijs.bundel import maak
from pytest_draaiboek.rapport.bewijs.controle import Bevinding, Controle, controleer

__all__ = ["Bevinding", "Controle", "controleer", "maak"]
