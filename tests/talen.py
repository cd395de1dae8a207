"""Programs that some tests run: of other languages, and a browser. Missing, they skip a test, or fail it where they were promised.

A test that skips on every machine proves nothing and says nothing. So a machine that is meant to have every language sets
``DRAAIBOEK_TALEN=verplicht``, one that has the browser ``DRAAIBOEK_BROWSER=verplicht``, and there a missing program is a failure.
"""

import os
import shutil
from typing import NoReturn

import pytest

TALEN = "DRAAIBOEK_TALEN"
BROWSER = "DRAAIBOEK_BROWSER"


def vereis(*programmas: str, belofte: str = TALEN) -> str:
    """Return the full path of a program ("node", "java") by the first of its names on the PATH, or end this test without one."""
    for programma in programmas:
        if (pad := shutil.which(programma)) is not None:
            return pad
    return sla_over(f"{programmas[0]} is not installed", belofte)


def sla_over(reden: str, belofte: str = TALEN) -> NoReturn:
    """Skip this test for something that this machine lacks; fail it where the environment promises that (``…=verplicht``)."""
    if os.environ.get(belofte) == "verplicht":
        pytest.fail(f"{reden}, and {belofte}=verplicht promises it")
    pytest.skip(reden)
