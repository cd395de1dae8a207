"""What is worked out once of the standards there are, and must be forgotten when another one comes in."""

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")

_vergeters: list[Callable[[], object]] = []


def onthoud(functie: Callable[_P, _T]) -> Callable[_P, _T]:
    """Keep what a function returns, until the standards there are change.

    Args:
        functie: of hashable arguments; what it returns follows from them and from the standards.

    """
    bewaard = cache(functie)
    bij_wijziging(bewaard.cache_clear)
    return cast("Callable[_P, _T]", bewaard)


def bij_wijziging(vergeet: Callable[[], object]) -> None:
    """Have something called whenever the standards there are change.

    Args:
        vergeet: forgets what was kept of them.

    """
    _vergeters.append(vergeet)


def vergeet_alles() -> None:
    """Forget everything that was kept of the standards."""
    for vergeet in _vergeters:
        vergeet()
