"""Messages: read, made, answered and checked; and the codes that a system knows."""

from pytest_draaiboek.berichten.antwoorden import retour_inhoud
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import Bevinding
from pytest_draaiboek.berichten.controle import controleer, fouten_in, is_geldig
from pytest_draaiboek.berichten.dossier import Dossier
from pytest_draaiboek.berichten.fabriek import Berichten
from pytest_draaiboek.berichten.gegevens import Gegevens, Product
from pytest_draaiboek.berichten.opnemen import neem_beproefd_op
from pytest_draaiboek.berichten.opstellen import herlabel, stel_op
from pytest_draaiboek.berichten.passend import passend
from pytest_draaiboek.berichten.register import Register
from pytest_draaiboek.berichten.registercontrole import NietNagekeken, controleer_register, niet_nagekeken
from pytest_draaiboek.berichten.samenhang import Samenhang, controleer_samen, reisvolgorde

__all__ = [
    "Bericht",
    "Berichten",
    "Bevinding",
    "Dossier",
    "Gegevens",
    "NietNagekeken",
    "Product",
    "Register",
    "Samenhang",
    "controleer",
    "controleer_register",
    "controleer_samen",
    "fouten_in",
    "herlabel",
    "is_geldig",
    "neem_beproefd_op",
    "niet_nagekeken",
    "passend",
    "reisvolgorde",
    "retour_inhoud",
    "stel_op",
]
