"""``draaiboek diagnose``: pytest asked for a diagnosis, so that the settings are those of a run by pytest."""

import argparse

import pytest

BEVINDINGEN, VERKEERD_GEBRUIK = 1, 2


def diagnose(gevraagd: argparse.Namespace) -> int:
    """Have pytest diagnose; return 0 when nothing is missing, 1 when something is, 2 when it was asked wrongly."""
    argumenten = ["-p", "draaiboek", "--draaiboek-diagnose", *gevraagd.pytest]
    for optie, waarde in (("--draaiboek-systeem", gevraagd.systeem), ("--draaiboek", gevraagd.draaiboek)):
        if waarde is not None:
            argumenten.append(f"{optie}={waarde}")
    status = int(pytest.main(argumenten))
    return status if status in {0, BEVINDINGEN} else VERKEERD_GEBRUIK
