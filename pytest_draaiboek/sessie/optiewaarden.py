"""The value of an option, or else of its ini twin of the same name with underscores."""

from pathlib import Path

import pytest


def tekst_van(config: pytest.Config, naam: str) -> str | None:
    """Return a text; None when it is not given, or empty."""
    sleutel = naam.replace("-", "_")
    return config.getoption(sleutel) or config.getini(sleutel) or None


def schakelaar_van(config: pytest.Config, naam: str) -> bool:
    """Return whether a switch is on."""
    sleutel = naam.replace("-", "_")
    gegeven = config.getoption(sleutel)
    return bool(config.getini(sleutel)) if gegeven is None else bool(gegeven)


def pad_van(config: pytest.Config, tekst: str, naam: str) -> Path:
    """Take a path from the command line as seen from where the user stands, and one from the ini file from the root."""
    op_de_opdrachtregel = config.getoption(naam.replace("-", "_"), None) is not None
    return (config.invocation_params.dir if op_de_opdrachtregel else config.rootpath) / tekst


def pad_of_niets(config: pytest.Config, naam: str) -> Path | None:
    """Return a path; None when it is not given."""
    tekst = tekst_van(config, naam)
    return pad_van(config, tekst, naam) if tekst else None
