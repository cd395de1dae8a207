"""The message standards: what messages there are, and their schemas in each release, in files of our own."""

from pytest_draaiboek.standaarden.laden import alle_standaarden, herken, laad_standaard
from pytest_draaiboek.standaarden.standaard import Berichtsoort, Release, Standaard
from pytest_draaiboek.standaarden.structuur import Datatype, Knoop

__all__ = ["Berichtsoort", "Datatype", "Knoop", "Release", "Standaard", "alle_standaarden", "herken", "laad_standaard"]
