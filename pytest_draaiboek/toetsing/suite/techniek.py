"""The technical part of the built-in suite: every rule that a message type can break, in both versions."""

from collections.abc import Callable

from pytest_draaiboek.toetsing.techniek import Techniekgeval


def test_techniek(draaiboek_techniekgeval: Techniekgeval, draaiboek_toets: Callable[[], None]) -> None:
    """One rule, one message type, one version."""
    draaiboek_toets()


# As for the calendar: a project may look for other names than test_*.
test_techniek.__test__ = True  # type: ignore[attr-defined]  # a function may carry any attribute, which mypy does not know
