"""Programs of other languages that some tests run: missing, they skip a test, or fail it where they were promised.

A test that skips on every machine proves nothing and says nothing. So a machine that is meant to have every language sets
``DRAAIBOEK_TALEN=verplicht``, and there a missing program is a failure.
"""

import os
import shutil
from typing import NoReturn

import pytest


def vereis(programma: str) -> str:
    """Return the full path of a program ("node", "java"), or end this test when it is not on the PATH."""
    pad = shutil.which(programma)
    return pad if pad is not None else sla_over(f"{programma} is not installed")


def sla_over(reden: str) -> NoReturn:
    """Skip this test for something that this machine lacks; fail it with ``DRAAIBOEK_TALEN=verplicht``."""
    if os.environ.get("DRAAIBOEK_TALEN") == "verplicht":
        pytest.fail(f"{reden}, and DRAAIBOEK_TALEN=verplicht promises it")
    pytest.skip(reden)
