"""Builds the wheel, installs it elsewhere, and tries it from an empty folder with the README's first command.

Usage: python tests/wiel/probeer.py MAP
"""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

WORTEL = Path(__file__).parents[2]
PAKKET = WORTEL / "pytest_draaiboek"
AANBIEDER = "pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"


def draai(*opdracht: str | Path, map_: Path, status: int = 0) -> str:
    """Run a command in a folder; its output. Stops everything when it ends with another exit status."""
    kaal = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("PYTHON", "PYTEST"))}
    klaar = subprocess.run(
        [str(deel) for deel in opdracht], cwd=map_, env=kaal, capture_output=True, text=True, check=False
    )
    if klaar.returncode != status:
        sys.exit(
            f"{' '.join(map(str, opdracht))} eindigde met {klaar.returncode}, verwacht was {status}\n{klaar.stdout}\n{klaar.stderr}"
        )
    return klaar.stdout


def bouw(map_: Path) -> Path:
    """Build the wheel from a fresh copy of what is committed or about to be: nothing that lies about gets in by accident."""
    draai(sys.executable, "-m", "build", "--wheel", "--outdir", map_, WORTEL, map_=map_)
    (wiel,) = map_.glob("*.whl")
    return wiel


def controleer_inhoud(wiel: Path) -> None:
    """Every file of the package is in the wheel, and nothing else but its metadata."""
    verwacht = {
        f"pytest_draaiboek/{pad.relative_to(PAKKET).as_posix()}"
        for pad in PAKKET.rglob("*")
        if pad.is_file() and "__pycache__" not in pad.parts
    }
    with zipfile.ZipFile(wiel) as inhoud:
        gevonden = {naam for naam in inhoud.namelist() if ".dist-info/" not in naam}
        licentie = [naam for naam in inhoud.namelist() if naam.endswith("licenses/LICENSE")]
    if verwacht != gevonden or not licentie:
        sys.exit(
            f"het wiel mist {sorted(verwacht - gevonden)} en heeft te veel {sorted(gevonden - verwacht)}; licentie: {licentie}"
        )
    print(f"het wiel heeft alle {len(gevonden)} bestanden")


def eerste_commando() -> list[str]:
    """Return the first pytest command of the README."""
    tekst = (WORTEL / "README.md").read_text(encoding="utf-8")
    gevonden = re.search(r"^pytest (--draaiboek.*)$", tekst, re.MULTILINE)
    if gevonden is None:
        sys.exit("de README heeft geen pytest-commando")
    return gevonden[1].split()


def probeer_opdracht(draaiboek: Path, leeg: Path) -> None:
    """The command makes messages and chains that it has nothing to say about, and says what is wrong with a broken one."""
    if not {"WMO323", "toewijzing_tot_stop"} <= set(draai(draaiboek, "lijst", map_=leeg).split()):
        sys.exit("draaiboek lijst noemt niet alles")
    draai(draaiboek, "bericht", "WMO323", "--versie", "3.1", "--aantal", "50", "--naar", "map", map_=leeg)
    draai(draaiboek, "keten", "toewijzing_tot_stop", "--naar", "map", map_=leeg)
    uit = draai(draaiboek, "controleer", "map", map_=leeg)
    if uit.splitlines()[-1:] != ["58 bestanden nagekeken: geen bevindingen."]:
        sys.exit(f"draaiboek controleer zei:\n{uit}")
    kapot = leeg / "map" / "WMO323-3.1-000007.xml"
    kapot.write_bytes(kapot.read_bytes().replace(b"DeclaratieNummer>", b"Declaratienummer>"))
    uit = draai(draaiboek, "controleer", "map", map_=leeg, status=1)
    if "58 bestanden nagekeken: 1 met bevindingen." not in uit or "WMO323-3.1-000007.xml" not in uit:
        sys.exit(f"draaiboek controleer zei van een kapot bericht:\n{uit}")
    draai(draaiboek, "controleer", "niets", map_=leeg, status=2)
    draai(draaiboek, "nieuw", "ons.toml", map_=leeg)
    uit = draai(draaiboek, "controleer-draaiboek", "ons.toml", map_=leeg)
    if "ons.toml: in orde" not in uit or not (leeg / "draaiboek.schema.json").is_file():
        sys.exit(f"draaiboek controleer-draaiboek zei van een nieuw draaiboek:\n{uit}")
    draai(draaiboek, "toon", "ons.toml", "--beeld", "ons.svg", "--ics", "ons.ics", map_=leeg)
    print("de opdracht draaiboek maakt berichten en kijkt ze na, en begint een draaiboek")


def probeer_op_afstand(python: Path, draaiboek: Path, wiel: Path, leeg: Path) -> None:
    """Without its extra a system over HTTP is refused with the remedy, and with it one is diagnosed and judged."""
    doel = (
        "--draaiboek-systeem=http://127.0.0.1:{poort}",
        f'--draaiboek-start="{python}" bediening.py {{poort}} {AANBIEDER}',
    )
    gezegd = draai(draaiboek, "diagnose", *doel, map_=leeg, status=1)
    if "pip install 'pytest-draaiboek[http]'" not in gezegd:
        sys.exit(f"zonder httpcore zei draaiboek diagnose:\n{gezegd}")
    draai(python, "-m", "pip", "install", "--quiet", f"{wiel}[http]", map_=leeg)
    shutil.copy(WORTEL / "tests" / "systemen" / "bediening.py", leeg)
    draai(draaiboek, "diagnose", *doel, map_=leeg)
    draai(python, "-m", "pytest", "--draaiboek=iwmo-3.1", *doel, map_=leeg)
    print("een systeem over HTTP wordt gediagnosticeerd en getoetst")


def probeer_handleiding(python: Path, leeg: Path) -> None:
    """The tutorial, its commands given one by one where the wheel is installed, ends in its report."""
    sys.path.insert(0, str(WORTEL / "tests" / "docs"))
    from blokken import lees
    from verhaal import Verhaal

    map_ = leeg / "handleiding"
    map_.mkdir()
    Verhaal(map_, python=python).vertel(lees(WORTEL / "docs" / "tutorial" / "van-nul-tot-badge.md"))
    rapport = (map_ / "proef" / "rapport" / "rapport.html").read_text(encoding="utf-8")
    if "iwmo-3.1 zorgaanbieder Conform</title>" not in rapport:
        sys.exit("de handleiding eindigt niet in een rapport dat Conform zegt")
    print("de handleiding komt van een lege map tot het rapport")


def main(map_: Path) -> None:
    shutil.rmtree(map_, ignore_errors=True)
    leeg = map_ / "lege map"
    leeg.mkdir(parents=True)
    # Where pytest stops looking upwards: the settings of a checkout around it are not the user's.
    (map_ / "pytest.ini").touch()
    wiel = bouw(map_)
    controleer_inhoud(wiel)
    venv.create(map_ / "venv", with_pip=True)
    python = next(p for p in (map_ / "venv/bin/python", map_ / "venv/Scripts/python.exe") if p.exists())
    draai(python, "-m", "pip", "install", "--quiet", wiel, map_=leeg)
    draaiboek = next(p for p in (python.parent / "draaiboek", python.parent / "draaiboek.exe") if p.exists())
    probeer_opdracht(draaiboek, leeg)
    uit = draai(python, "-m", "pytest", *eerste_commando(), map_=leeg)
    if "iwmo-3.1 als aanbieder: CONFORM" not in uit:
        sys.exit(f"geen CONFORM in:\n{uit}")
    for rol in ("gemeente", "knooppunt"):
        draai(python, "-m", "pytest", "--draaiboek=iwmo-3.1,ijw-3.1", f"--draaiboek-systeem=voorbeeld:{rol}", map_=leeg)
    print("het wiel doet het in een lege map, voor elke rol CONFORM")
    probeer_handleiding(python, leeg)
    probeer_op_afstand(python, draaiboek, wiel, leeg)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
