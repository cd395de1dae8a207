"""The built-in suite: every eis of the draaiboek on every message type it names."""

from collections.abc import Callable

from pytest_draaiboek.toetsing.geval import Geval


def test_eis(draaiboek_geval: Geval, draaiboek_toets: Callable[[], None]) -> None:
    """One eis, one message type."""
    draaiboek_toets()


# A project may look for other names than test_*; the suite is collected all the same.
test_eis.__test__ = True  # type: ignore[attr-defined]  # a function may carry any attribute, which mypy does not know
