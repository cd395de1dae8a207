"""Rules across messages: what a message gets wrong about those that came before it."""

from pytest_draaiboek.berichten.samenhang.samenhang import Samenhang, controleer_samen
from pytest_draaiboek.berichten.samenhang.volgorde import reisvolgorde

__all__ = ["Samenhang", "controleer_samen", "reisvolgorde"]
