"""A whole run by `iwlz-2.0`: calendar and technical part of both roles, what a statement adds, and what the report says of where things are from."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import laad

Draai = Callable[..., pytest.RunResult]

VERKLARING = """
[[attest]]
draaiboek = "iwlz-2.0"
eis = "WLZ-INH-04"
tekst = "{tekst}"
verklaring = "{antwoord}"
naam = "A. Voorbeeld"
functie = "hoofd cliëntadministratie"
datum = "{vandaag}"
"""


@pytest.mark.parametrize(("voorbeeld", "rol"), [("zorgaanbieder", "aanbieder"), ("zorgkantoor", "zorgkantoor")])
def test_een_voorbeeld_is_conform_en_voldoet(voorbeeld: str, rol: str, draai: Draai) -> None:
    uitslag = draai(f"--draaiboek-systeem=voorbeeld:{voorbeeld}", draaiboek="iwlz-2.0", onderdeel="kalender,techniek")
    assert uitslag.ret == pytest.ExitCode.OK
    uitslag.stdout.fnmatch_lines(
        [
            "iWlz 1.2 naar 2.0, als *",
            f"iwlz-2.0 als {rol}: CONFORM",
            f"iwlz-2.0 als {rol}, techniek: VOLDOET",
        ]
    )


def test_de_rol_heeft_ook_een_naam(draai: Draai) -> None:
    uitslag = draai(
        "--draaiboek-systeem=voorbeeld:zorgaanbieder",
        "--draaiboek-rol=zorgaanbieder",
        "-k",
        "WLZ-CON-03",
        draaiboek="iwlz-2.0",
    )
    uitslag.stdout.fnmatch_lines(["iwlz-2.0 als aanbieder: ONVOLLEDIG*"])
    uitslag.assert_outcomes(passed=1)


def test_het_resultaat_zegt_van_elke_regel_waar_hij_vandaan_komt(draai: Draai, pytester: pytest.Pytester) -> None:
    draai(
        "--draaiboek-systeem=voorbeeld:zorgkantoor",
        "--draaiboek-rapport=rapport",
        "-k",
        "WLZ-CON-16 or WLZ-AFS-06",
        draaiboek="iwlz-2.0",
    )
    tekst = (pytester.path / "rapport" / "resultaat.json").read_text(encoding="utf-8")
    (uitkomst,) = json.loads(tekst)["draaiboeken"]
    eisen = {eis["id"]: eis for eis in uitkomst["eisen"]}
    assert eisen["WLZ-CON-16"]["verdict"] == "voldoet"
    html = (pytester.path / "rapport" / "rapport.html").read_text(encoding="utf-8")
    for zin in ("met en zonder is goed", "Het vastgestelde schema per soort bericht is niet gevonden", "afgeleid"):
        assert zin in html


@pytest.mark.parametrize(("antwoord", "oordeel"), [("ja", "voldoet"), ("nee", "aandachtspunt")])
def test_een_verklaring_telt_mee_als_advies(
    antwoord: str, oordeel: str, draai: Draai, pytester: pytest.Pytester
) -> None:
    pad = pytester.path / "verklaringen.toml"
    tekst = laad("iwlz-2.0").eis("WLZ-INH-04").tekst
    pad.write_text(VERKLARING.format(tekst=tekst, antwoord=antwoord, vandaag=date.today()), encoding="utf-8")
    draai(
        "--draaiboek-systeem=voorbeeld:zorgkantoor",
        f"--draaiboek-attest={pad}",
        "--draaiboek-rapport=rapport",
        "-k",
        "WLZ-INH-04",
        draaiboek="iwlz-2.0",
    )
    resultaat = json.loads(Path(pytester.path / "rapport" / "resultaat.json").read_text(encoding="utf-8"))
    (uitkomst,) = resultaat["draaiboeken"]
    (eis,) = (eis for eis in uitkomst["eisen"] if eis["id"] == "WLZ-INH-04")
    assert eis["verdict"] == oordeel
