"""What an example needs before it can be run."""

import os
import sys
from pathlib import Path

import pytest
from talen import vereis
from voorbeelden_delen import NODIG


@pytest.fixture
def toegerust(bestand: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip, or fail, without the language of an example; `python` is the one that runs this test, since it has Flask."""
    for programma in NODIG[bestand]:
        vereis(programma)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
