"""The system under test: the contract, and example systems that keep it."""

from pytest_draaiboek.systemen.contract import Opdracht, Stand, Status, Systeem, Uitkomst, Uitstel

__all__ = ["Opdracht", "Stand", "Status", "Systeem", "Uitkomst", "Uitstel"]
