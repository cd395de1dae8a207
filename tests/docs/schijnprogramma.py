"""Stands in for what a pipeline finds on its machine and this one may not have: an index to install from, a build, a cloud.

Usage: python schijnprogramma.py NAME ARGUMENT...

It refuses whatever the recipes should not ask. What "is built" is the example system in JavaScript: by `dotnet` or `java` that one is started.
"""

import argparse
import os
import re
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from packaging.requirements import Requirement


def weiger(reden: str) -> NoReturn:
    """End with what is wrong."""
    sys.exit(f"schijnprogramma: {reden}: {sys.argv[1:]}")


def pip(*argumenten: str) -> None:
    """Install nothing, since all is there; but see that what is asked is what is there."""
    match argumenten:
        case ["install", eis]:
            gevraagd = Requirement(eis)
            if gevraagd.name != "pytest-draaiboek" or not gevraagd.specifier.contains(version(gevraagd.name)):
                weiger("dit is niet wat er is")
        case _:
            weiger("dat kan alleen install EIS zijn")


def python(*argumenten: str) -> None:
    """Be Python, but for `-m pip`."""
    if argumenten[:2] == ("-m", "pip"):
        pip(*argumenten[2:])
    else:
        os.execv(sys.executable, [sys.executable, *argumenten])


def apt_get(*argumenten: str) -> None:
    """Install nothing."""
    if argumenten not in (("update", "-qq"), ("install", "-qqy", "openjdk-21-jre-headless")):
        weiger("onbekend")


def dotnet(*argumenten: str) -> None:
    """Publish a project that is there, or start what was published."""
    match argumenten:
        case ["publish", project, "--configuration", "Release", "--output", map_] if Path(project).is_file():
            Path(map_).mkdir()
            (Path(map_) / f"{Path(project).stem}.dll").touch()
        case [gebouwd, "--urls", adres] if Path(gebouwd).is_file():
            voorbeeld(re.fullmatch(r"http://127\.0\.0\.1:(\d+)", adres))
        case _:
            weiger("onbekend, of het bestand is er niet")


def mvn(*argumenten: str) -> None:
    """Package a project that is there."""
    if argumenten != ("--batch-mode", "--quiet", "-DskipTests", "package") or not Path("pom.xml").is_file():
        weiger("onbekend, of er is geen project")
    Path("target").mkdir()
    Path("target/onspakket.jar").touch()


def java(*argumenten: str) -> None:
    """Start what was packaged."""
    match argumenten:
        case ["-jar", gebouwd, poort] if Path(gebouwd).is_file():
            voorbeeld(re.fullmatch(r"--server\.port=(\d+)", poort))
        case _:
            weiger("onbekend, of het bestand is er niet")


def voorbeeld(gevonden: re.Match[str] | None) -> None:
    """Start the example system, in place of this process."""
    if gevonden is None:
        weiger("hier staat geen poort")
    node, bestand = os.environ["SCHIJN_NODE"], os.environ["SCHIJN_SYSTEEM"]
    os.execv(node, [node, bestand, gevonden[1]])


def az(*argumenten: str) -> None:
    """Copy a folder into the folder that stands for the storage."""
    if argumenten[:3] != ("storage", "blob", "upload-batch"):
        weiger("onbekend")
    lezer = argparse.ArgumentParser(allow_abbrev=False)
    for naam in ("account-name", "auth-mode", "source", "destination", "destination-path", "content-cache-control"):
        lezer.add_argument(f"--{naam}", required=True)
    lezer.add_argument("--overwrite", action="store_true", required=True)
    gegeven = lezer.parse_args(argumenten[3:])
    if gegeven.auth_mode != "login":
        weiger("zonder sleutels")
    doel = Path(os.environ["SCHIJN_OPSLAG"]) / gegeven.account_name / gegeven.destination / gegeven.destination_path
    shutil.copytree(gegeven.source, doel, dirs_exist_ok=True)


PROGRAMMAS = {
    "pip": pip,
    "python": python,
    "apt-get": apt_get,
    "dotnet": dotnet,
    "mvn": mvn,
    "java": java,
    "az": az,
}

if __name__ == "__main__":
    PROGRAMMAS[sys.argv[1]](*sys.argv[2:])
