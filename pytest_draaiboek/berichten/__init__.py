"""Messages: read, made, answered and checked; and the codes that a system knows."""

from pytest_draaiboek.berichten.antwoorden import retour_inhoud
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import Bevinding
from pytest_draaiboek.berichten.controle import controleer, fouten_in, is_geldig
from pytest_draaiboek.berichten.dossier import Dossier
from pytest_draaiboek.berichten.fabriek import Berichten
from pytest_draaiboek.berichten.gegevens import Gegevens, Product
from pytest_draaiboek.berichten.opstellen import herlabel, stel_op

__all__ = [
    "Bericht",
    "Berichten",
    "Bevinding",
    "Dossier",
    "Gegevens",
    "Product",
    "controleer",
    "fouten_in",
    "herlabel",
    "is_geldig",
    "retour_inhoud",
    "stel_op",
]
