"""Pictures of the report and of the badge: the kit run on the systems of the tutorial, and the reports photographed by Chromium.

Usage, to make the pictures anew that are kept in the repository: ``python docs/_ext/rapportbeelden.py``
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

DOCS = Path(__file__).parents[1]
NAMEN = ("chromium", "chromium-browser", "google-chrome", "chrome")
VLAGGEN = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=nl",
)
# No name is ever looked up: what a report would fetch, it does not get.
GEEN_NETWERK = "--host-resolver-rules=MAP * ~NOTFOUND"


@dataclass(frozen=True, slots=True)
class Beeld:
    """A picture of a report.

    Args:
        systeem: which one is judged: "begin" or "eind", of the tutorial.
        breedte: of the screen, in pixels.
        hoogte: of the screen, in pixels.
        deel: id of the part that is shown; empty for what the screen shows when the report opens.

    """

    systeem: str
    breedte: int
    hoogte: int
    deel: str = ""


BEELDEN = {
    "rapport.png": Beeld("eind", 1100, 790),
    "rapport-tijdlijn.png": Beeld("begin", 1280, 1500, "tijdlijn"),
    "rapport-eis.png": Beeld("begin", 1100, 1000, "eis-3.1.2-WMO305"),
}
BADGES = {"badge.svg": "eind", "badge-niet-conform.svg": "begin"}


class Mislukt(Exception):
    """A picture could not be made; the text says why."""


def browser() -> tuple[str, str] | None:
    """Return the paths of Chromium and of what drives it; None when either is not installed."""
    chromium = next((pad for naam in NAMEN if (pad := shutil.which(naam))), None)
    chromedriver = shutil.which("chromedriver")
    return (chromium, chromedriver) if chromium and chromedriver else None


def systemen() -> dict[str, str]:
    """Return the conftest.py at the beginning of the tutorial and at its end."""
    handleiding = (DOCS / "tutorial" / "van-nul-tot-badge.md").read_text(encoding="utf-8")
    eerste = re.search(r"```\{code-block\} python\n:caption: conftest\.py\n\n(.*?)```", handleiding, re.DOTALL)
    if eerste is None:
        raise Mislukt(
            "the tutorial shows no conftest.py. Let its first block with that caption be the system to begin with."
        )
    return {
        "begin": eerste[1],
        "eind": (DOCS / "tutorial" / "onssysteem.py").read_text(encoding="utf-8"),
    }


def maak(naar: Path, waarmee: tuple[str, str]) -> list[Path]:
    """Make every picture and badge in a folder; return their paths.

    Args:
        naar: the folder, which is there.
        waarmee: the paths of Chromium and of what drives it.

    Raises:
        Mislukt: when the kit makes no report, or the report does not have what is shown.

    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as tijdelijk:
        map_ = Path(tijdelijk)
        rapporten = {naam: _toets(map_ / naam, conftest) for naam, conftest in systemen().items()}
        for naam, systeem in BADGES.items():
            shutil.copy(rapporten[systeem] / "badge.svg", naar / naam)
        with _chromium(map_ / "profiel", waarmee) as driver:
            for naam, beeld in BEELDEN.items():
                (naar / naam).write_bytes(_fotografeer(driver, beeld, rapporten[beeld.systeem] / "rapport.html"))
    return [naar / naam for naam in (*BADGES, *BEELDEN)]


def _toets(map_: Path, conftest: str) -> Path:
    """Judge a system; return the folder with its report."""
    map_.mkdir()
    (map_ / "conftest.py").write_text(conftest, encoding="utf-8")
    opties = ["--draaiboek=iwmo-3.1", "--draaiboek-onderdeel=kalender", "--draaiboek-rapport=rapport"]
    opdracht = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *opties]
    klaar = subprocess.run(opdracht, cwd=map_, capture_output=True, text=True, encoding="utf-8", check=False)
    if not (map_ / "rapport" / "rapport.html").exists():
        raise Mislukt(f"the kit made no report:\n{klaar.stdout}{klaar.stderr}")
    return map_ / "rapport"


@contextmanager
def _chromium(profiel: Path, waarmee: tuple[str, str]) -> Iterator[Chrome]:
    opties = ChromeOptions()
    opties.binary_location, chromedriver = waarmee
    for vlag in (*VLAGGEN, GEEN_NETWERK, f"--user-data-dir={profiel}"):
        opties.add_argument(vlag)
    driver = Chrome(options=opties, service=Service(chromedriver))
    try:
        yield driver
    finally:
        driver.quit()


def _fotografeer(driver: Chrome, beeld: Beeld, rapport: Path) -> bytes:
    driver.set_window_size(beeld.breedte, beeld.hoogte)
    # By way of nowhere: with another fragment only, the same page would not be opened anew.
    driver.get("about:blank")
    driver.get(rapport.as_uri() + (f"#{beeld.deel}" if beeld.deel else ""))
    if not beeld.deel:
        return driver.get_screenshot_as_png()
    gevonden = driver.find_elements(By.ID, beeld.deel)
    if len(gevonden) != 1 or not gevonden[0].is_displayed():
        raise Mislukt(f"the report shows nothing with the id {beeld.deel}. Choose a part that it has.")
    return gevonden[0].screenshot_as_png


if __name__ == "__main__":
    if (aanwezig := browser()) is None:
        sys.exit("Chromium or chromedriver is not here. Install both, or leave the pictures as they are.")
    for gemaakt in maak(DOCS / "beelden", aanwezig):
        print(gemaakt.relative_to(DOCS.parent), gemaakt.stat().st_size, "bytes")
