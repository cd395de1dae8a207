"""``draaiboek diagnose``: pytest asked for a diagnosis, so that the settings are those of a run by pytest."""

import argparse

import pytest

from pytest_draaiboek.opdrachtregel.kleuren import KEUZE

BEVINDINGEN, VERKEERD_GEBRUIK = 1, 2
# This command has imported the kit before pytest could; no assertion of it needs rewriting, also where a project makes an error of every warning.
_ZWIJG = "ignore:Module already imported so cannot be rewritten:pytest.PytestAssertRewriteWarning"


def diagnose(gevraagd: argparse.Namespace) -> int:
    """Have pytest diagnose; return 0 when nothing is missing, 1 when something is, 2 when it was asked wrongly."""
    argumenten = [f"--color={KEUZE.get()}", "-p", "draaiboek", "-W", _ZWIJG, "--draaiboek-diagnose", *gevraagd.pytest]
    for optie, waarde in (("--draaiboek-systeem", gevraagd.systeem), ("--draaiboek", gevraagd.draaiboek)):
        if waarde is not None:
            argumenten.append(f"{optie}={waarde}")
    status = int(pytest.main(argumenten))
    return status if status in {0, BEVINDINGEN} else VERKEERD_GEBRUIK
