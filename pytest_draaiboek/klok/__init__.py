"""Time: one `Klok`, with a motor behind it that freezes this process. The time libraries are imported when a motor is chosen."""

from pytest_draaiboek.klok.duur import lees_duur
from pytest_draaiboek.klok.klok import Klok
from pytest_draaiboek.klok.motor import ZONE, Motor, kies_motor

__all__ = ["ZONE", "Klok", "Motor", "kies_motor", "lees_duur"]
