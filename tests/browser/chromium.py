"""Chromium as the tests drive it: headless, with an empty profile, no network, and a log of all that it says and asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from talen import BROWSER, vereis

VLAGGEN = """
--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --disable-default-apps --disable-extensions --mute-audio
--force-color-profile=srgb --lang=nl
""".split()
# No name is ever looked up: a page that asks for one gets an error, and the request stands in the log all the same.
GEEN_NETWERK = "--host-resolver-rules=MAP * ~NOTFOUND"
LADEN_S = 60


@contextmanager
def chromium(profiel: Path) -> Iterator[webdriver.Chrome]:
    """Start Chromium with a new profile in this folder, and end it; skip (or fail, see ``talen``) where it is not installed.

    Both paths are given, so that selenium has nothing to look for elsewhere.
    """
    opties = webdriver.ChromeOptions()
    opties.binary_location = vereis("chromium", "chromium-browser", "google-chrome", "chrome", belofte=BROWSER)
    dienst = Service(vereis("chromedriver", belofte=BROWSER))
    for vlag in (*VLAGGEN, GEEN_NETWERK, f"--user-data-dir={profiel}"):
        opties.add_argument(vlag)
    opties.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opties.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
    driver = webdriver.Chrome(options=opties, service=dienst)
    try:
        driver.set_page_load_timeout(LADEN_S)
        driver.set_script_timeout(LADEN_S)
        yield driver
    finally:
        driver.quit()
