"""Functions that are written as Python once, because they are run so often: one for each element that holds others."""

from collections.abc import Callable, Iterable
from typing import Any


class Broncode:
    """Python that is being written. Nothing from outside becomes part of it: every value goes in by a name of its own."""

    def __init__(self) -> None:
        self._namen: dict[str, Any] = {}
        self._regels: list[str] = []
        self._functies = 0

    def waarde(self, waarde: Any) -> str:
        """Return the name by which a value is known in the code."""
        naam = f"w{len(self._namen)}"
        self._namen[naam] = waarde
        return naam

    def functie(self, argumenten: str, regels: Iterable[str]) -> str:
        """Add a function, and return its name.

        Args:
            argumenten: as they stand between the brackets.
            regels: its lines.

        """
        self._functies += 1
        naam = f"f{self._functies}"
        self._regels += [f"def {naam}({argumenten}):", *(f"    {regel}" for regel in regels)]
        return naam

    def bouw(self, naam: str) -> Callable[..., Any]:
        """Return a function by its name, when all is written."""
        exec(compile("\n".join(self._regels), f"<{__name__}>", "exec"), self._namen)
        functie: Callable[..., Any] = self._namen[naam]
        return functie
