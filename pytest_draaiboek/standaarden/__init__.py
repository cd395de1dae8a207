"""The message standards: what messages there are, and their schemas in each release, in files of our own or of a user."""

from pytest_draaiboek.standaarden.berichtsoort import Berichtsoort, nummer_van
from pytest_draaiboek.standaarden.laden import alle_standaarden, herken, laad_standaard
from pytest_draaiboek.standaarden.release import Kenmerken, Release
from pytest_draaiboek.standaarden.standaard import Standaard
from pytest_draaiboek.standaarden.structuur import Datatype, Knoop

__all__ = [
    "Berichtsoort",
    "Datatype",
    "Kenmerken",
    "Knoop",
    "Release",
    "Standaard",
    "alle_standaarden",
    "herken",
    "laad_standaard",
    "nummer_van",
]
