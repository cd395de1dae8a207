"""The calendars: one file of data per migration, and the one function that says what may be sent when."""

from pytest_draaiboek.draaiboeken.bronnen import is_pad
from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek, Paar, Rolgegevens, Strook
from pytest_draaiboek.draaiboeken.eis import Eis, Ernst
from pytest_draaiboek.draaiboeken.gebrek import Gebrek
from pytest_draaiboek.draaiboeken.herkomst import Herkomst
from pytest_draaiboek.draaiboeken.laden import keur, laad, lees, namen, op_te_geven
from pytest_draaiboek.draaiboeken.mijlpaal import Fase, Mijlpaal
from pytest_draaiboek.draaiboeken.oordeel import Oordeel, Soort
from pytest_draaiboek.draaiboeken.rolkeuze import controleer_rol, kies_rol, verzendplicht
from pytest_draaiboek.draaiboeken.uitstel import Uitstel

__all__ = [
    "Draaiboek",
    "Eis",
    "Ernst",
    "Fase",
    "Gebrek",
    "Herkomst",
    "Mijlpaal",
    "Oordeel",
    "Paar",
    "Rolgegevens",
    "Soort",
    "Strook",
    "Uitstel",
    "controleer_rol",
    "is_pad",
    "keur",
    "kies_rol",
    "laad",
    "lees",
    "namen",
    "op_te_geven",
    "verzendplicht",
]
