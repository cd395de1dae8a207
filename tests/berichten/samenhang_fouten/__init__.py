"""A wrong history for every rule across messages: what breaks it, in which releases, and what breaks with it."""

from samenhang_fouten import antwoorden, declaraties, starts, toewijzingen, verzoeken, wijzigingsverzoeken
from samenhang_fouten.fout import FOUTEN, Fout

__all__ = ["FOUTEN", "Fout", "antwoorden", "declaraties", "starts", "toewijzingen", "verzoeken", "wijzigingsverzoeken"]
