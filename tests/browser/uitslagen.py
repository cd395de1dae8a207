"""Results of real runs to draw reports of: the kit is run once for each kind, whoever asks first."""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import msgspec
from filelock import FileLock
from vijandig import GIF, MERK

from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees
from pytest_draaiboek.rapport.resultaat import Herkomst, Resultaat

HIER = Path(__file__).parent
PADEN = os.pathsep.join([str(HIER), str(HIER.parent / "toetsing")])

BEIDE = "--draaiboek=iwmo-3.1,ijw-3.1"
EEN = "--draaiboek=iwmo-3.1"
VOORBEELD = "--draaiboek-systeem=voorbeeld:aanbieder"

SOORTEN: dict[str, tuple[str, ...]] = {
    "goed": (EEN, VOORBEELD),
    "fout": (EEN, "--draaiboek-systeem=foute_systemen.aanbieders_uit:VergeetStop307"),
    "weigert": (EEN, "--draaiboek-systeem=foute_systemen.aanbieders_in:WeigertAlles"),
    "twee": (BEIDE, VOORBEELD, "--draaiboek-onderdeel=kalender"),
    "afgekapt": (EEN, VOORBEELD, "-k", "3.1.2"),
    "vijandig": (EEN, "--draaiboek-systeem=vijandig:Vijandig", "--draaiboek-bekend=bekend.toml"),
    "klikspaan": (EEN, "--draaiboek-systeem=klikspaan:Klikspaan"),
    "knooppunt": (EEN, "--draaiboek-systeem=voorbeeld:knooppunt", "--draaiboek-marge=15m"),
}

# What a user says beside the system: a known deviation, and a test of their own that fails.
BEKEND = """
[[bekend]]
eis = "3.1.2"
berichttype = "WMO317"
reden = {gif}
link = {link}
"""
EIGEN_TEST = """
import pytest
from vijandig import GIF

@pytest.mark.eis("3.1.4")
@pytest.mark.parametrize("gif", [GIF])
def test_eigen(gif):
    pytest.fail(gif)
"""


def draai(soort: str, map_: Path) -> Resultaat:
    """Return the result of a kind of run; it is kept in this folder, for all processes that use it."""
    plek = map_ / soort
    with FileLock(map_ / f"{soort}.slot"):
        if not (plek / BESTANDSNAAM).is_file():
            _draai(soort, plek)
    return lees(plek / BESTANDSNAAM)


def _draai(soort: str, plek: Path) -> None:
    plek.mkdir(exist_ok=True)
    if soort == "vijandig":
        _zet_klaar(plek)
    uitvoer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={plek}", "--draaiboek-rapport=.", *SOORTEN[soort]],
        cwd=plek, env={**os.environ, "PYTHONPATH": PADEN, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, timeout=300,
    )  # fmt: skip
    assert (plek / BESTANDSNAAM).is_file(), uitvoer.stdout[-3000:] + uitvoer.stderr[-3000:]


def _zet_klaar(plek: Path) -> None:
    mag = "".join(teken for teken in GIF if teken >= " " and teken != "\x7f")
    (plek / "bekend.toml").write_text(
        BEKEND.format(gif=json.dumps(mag, ensure_ascii=False), link=json.dumps(f"javascript:window.{MERK}=1")),
        encoding="utf-8",
    )
    (plek / "test_eigen.py").write_text(EIGEN_TEST, encoding="utf-8")


# What the kit itself chose from a few words, or what points at something by its sum; everything else is free text.
VAST = {
    "bericht", "codering", "eindoordeel", "ernst", "onderdelen", "oordeel", "richting", "sha256", "soort", "status", "uitkomst", "verdict", "waarde", "zone",
}  # fmt: skip


def vergiftig(resultaat: Resultaat) -> Resultaat:
    """Return the same result with something hostile after every text in it, whoever it is from."""

    def ga_na(waarde: object, veld: str) -> object:
        if isinstance(waarde, dict):
            return {sleutel: ga_na(deel, sleutel) for sleutel, deel in waarde.items()}
        if isinstance(waarde, list):
            return [ga_na(deel, veld) for deel in waarde]
        gekozen = veld in VAST or (veld == "herkomst" and waarde in get_args(Herkomst))
        return waarde + GIF if isinstance(waarde, str) and not gekozen else waarde

    return _opnieuw(ga_na(_als_gegevens(resultaat), ""))


def vermenigvuldig(resultaat: Resultaat, keer: int) -> Resultaat:
    """Return a result of so many systems as one real one: each with messages of its own, in which every number is another."""
    gegevens = _als_gegevens(resultaat)
    draaiboeken, berichten = [], {}
    for nr in range(keer):
        sleutels = {}
        for sleutel, bericht in gegevens["berichten"].items():
            tekst = _andere_getallen(bericht["tekst"], nr)
            sleutels[sleutel] = hashlib.sha256(tekst.encode()).hexdigest()
            berichten[sleutels[sleutel]] = bericht | {"tekst": tekst}
        for draaiboek in gegevens["draaiboeken"]:
            kopie = _met_sleutels(draaiboek, sleutels)
            kopie["systeem"] |= {"naam": f"{draaiboek['systeem']['naam']} {nr}", "anker": f"tests/{nr}"}
            draaiboeken.append(kopie)
    return _opnieuw(gegevens | {"draaiboeken": draaiboeken, "berichten": berichten})


def _andere_getallen(tekst: str, nr: int) -> str:
    """Put other digits for those between the tags of a message."""
    cijfers = str.maketrans("0123456789", "".join(str((cijfer * 3 + nr) % 10) for cijfer in range(10)))
    return re.sub(r"(?<=>)[^<]+", lambda deel: deel[0].translate(cijfers), tekst)


def _met_sleutels(waarde: Any, sleutels: dict[str, str]) -> Any:
    if isinstance(waarde, dict):
        return {
            naam: sleutels[deel] if naam == "bericht" else _met_sleutels(deel, sleutels)
            for naam, deel in waarde.items()
        }
    return [_met_sleutels(deel, sleutels) for deel in waarde] if isinstance(waarde, list) else waarde


def _als_gegevens(resultaat: Resultaat) -> Any:
    return msgspec.to_builtins(resultaat, builtin_types=(datetime,))


def _opnieuw(gegevens: Any) -> Resultaat:
    return msgspec.convert(gegevens, Resultaat)
