"""The calendars: one file of data per migration, and the one function that says what may be sent when."""

from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek, Paar, Rolgegevens, Strook
from pytest_draaiboek.draaiboeken.eis import Eis, Ernst
from pytest_draaiboek.draaiboeken.laden import laad, lees, namen
from pytest_draaiboek.draaiboeken.mijlpaal import Fase, Mijlpaal
from pytest_draaiboek.draaiboeken.oordeel import Oordeel, Soort
from pytest_draaiboek.draaiboeken.rolkeuze import controleer_rol, kies_rol, verzendplicht

__all__ = [
    "Draaiboek",
    "Eis",
    "Ernst",
    "Fase",
    "Mijlpaal",
    "Oordeel",
    "Paar",
    "Rolgegevens",
    "Soort",
    "Strook",
    "controleer_rol",
    "kies_rol",
    "laad",
    "lees",
    "namen",
    "verzendplicht",
]
