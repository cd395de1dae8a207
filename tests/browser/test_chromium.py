"""Without a browser these tests skip, and fail where it was promised."""

from pathlib import Path

import pytest
from chromium import chromium


@pytest.fixture
def zonder_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_zonder_browser_slaat_over(zonder_browser: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAAIBOEK_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="chromium is not installed"), chromium(zonder_browser):
        pass


def test_zonder_beloofde_browser_faalt(zonder_browser: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAAIBOEK_BROWSER", "verplicht")
    belofte = "and DRAAIBOEK_BROWSER=verplicht promises it"
    with pytest.raises(pytest.fail.Exception, match=belofte), chromium(zonder_browser):
        pass
