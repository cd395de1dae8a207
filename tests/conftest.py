"""What all tests share: pytester, and the facts beside the repository when they are there."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

GEDEELD = Path(__file__).parents[2] / "shared"


@pytest.fixture
def gedeeld() -> Path:
    """The folder of facts and examples beside the repository; the kit itself works without it."""
    if not GEDEELD.is_dir():
        pytest.skip("the facts beside the repository are not here")
    return GEDEELD
