"""A good system has nothing wrong with it, in whatever form it is reached; and what is said of it, in full."""

import re
import sys
from pathlib import Path

import pytest
from diagnose_delen import Diagnose, namen_van, opmerkingen

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN

BEDIENING = Path(__file__).parent.parent / "systemen" / "bediening.py"
IN_PROCES = [
    "versies", "schema's", "doel", "beschrijving", "klok", "klok over de zomertijd", "reset", "stand", "verwerk", "verzend",
    "ontvang", "meld_fout", "registreer_spoed", "reset maakt leeg",
]  # fmt: skip
PARTIJ = ["tekens (UTF-8)", "regeleinden (CR/LF)", "geen BOM", "tekens in wat binnenkomt"]
KNOOPPUNT = ["tekens (UTF-8)", "regeleinden (CR/LF)", "geen BOM", "ongewijzigd doorgegeven"]
OP_AFSTAND = ["onbekend veld", "onbekend verb"]
SLOT = ["groot bericht", "sluit"]
GOED = "0 let op, 0 fout. Alles is op zijn plaats om te toetsen; wat het systeem doet, is daarmee niet beoordeeld."


def controleer(uitkomst: tuple[bool, list[str]], rol: str, erbij: list[str]) -> None:
    goed, regels = uitkomst
    assert opmerkingen(regels) == ""
    assert goed
    verwacht = [*IN_PROCES, *(KNOOPPUNT if rol == "knooppunt" else PARTIJ), *erbij]
    verwacht += ["grote opdracht"] * (bool(erbij) and rol != "knooppunt") + SLOT
    assert namen_van(regels, "goed") == verwacht
    assert regels[-1] == f"{len(verwacht)} goed, {GOED}"


@pytest.mark.parametrize("draaiboek", ["iwmo-3.1", "ijw-3.1"])
@pytest.mark.parametrize("rol", laad("iwmo-3.1").toetsrollen)
def test_een_voorbeeld(rol: str, draaiboek: str, diagnose: Diagnose) -> None:
    uitkomst = diagnose(f"voorbeeld:{rol}", draaiboeken=draaiboek)
    controleer(uitkomst, rol, [])
    assert uitkomst[1][0] == f"Diagnose van voorbeeld:{rol} voor {draaiboek}; dit is geen toets."


@pytest.mark.parametrize("rol", laad("iwmo-3.1").toetsrollen)
def test_over_lijnen(rol: str, diagnose: Diagnose) -> None:
    klasse = VOORBEELDEN[rol]
    doel = f'proces:"{sys.executable}" "{BEDIENING}" lijnen {klasse.__module__}:{klasse.__name__}'
    controleer(diagnose(doel), rol, OP_AFSTAND)


@pytest.mark.parametrize("rol", laad("iwmo-3.1").toetsrollen)
def test_over_http(rol: str, diagnose: Diagnose) -> None:
    klasse = VOORBEELDEN[rol]
    start = f'"{sys.executable}" "{BEDIENING}" {{poort}} {klasse.__module__}:{klasse.__name__}'
    controleer(diagnose("http://127.0.0.1:{poort}", start=start), rol, OP_AFSTAND)


def test_wat_er_van_een_grote_opdracht_komt(diagnose: Diagnose) -> None:
    klasse = VOORBEELDEN["gemeente"]
    doel = f'proces:"{sys.executable}" "{BEDIENING}" lijnen {klasse.__module__}:{klasse.__name__}'
    _, regels = diagnose(doel)
    (gezegd,) = (regel for regel in regels if "grote opdracht" in regel)
    assert re.fullmatch(
        r"goed    grote opdracht: een WMO301 met een weergave van 4\.0 MB besteld, beantwoord in \d+\.\d s met een bericht van 4\.0 MB",
        gezegd,
    )


def test_een_adapter_met_flask(diagnose: Diagnose) -> None:
    """Nothing is wrong with it, but that a framework by itself has another answer to what there is not."""
    pytest.importorskip("flask")
    script = Path(__file__).parent / "flask_adapter.py"
    goed, regels = diagnose("http://127.0.0.1:{poort}", start=f'"{sys.executable}" "{script}" {{poort}}')
    assert goed
    (zin,) = opmerkingen(regels).splitlines()
    assert re.fullmatch(
        r"let op  onbekend verb: Het systeem http://127\.0\.0\.1:\d+ gaf op draaiboek_onbekend \(POST /draaiboek_onbekend\) "
        r"een foutpagina \(404 NOT FOUND\): .*; verwacht wordt niet_ondersteund \(over HTTP: 501\)",
        zin,
    )


def test_twee_draaiboeken_op_een_systeem(diagnose: Diagnose) -> None:
    goed, regels = diagnose("voorbeeld:gemeente", draaiboeken="iwmo-3.1 ijw-3.1")
    assert goed
    assert regels[0] == "Diagnose van voorbeeld:gemeente voor iwmo-3.1 en ijw-3.1; dit is geen toets."
    assert [regel for regel in regels if "draaiboek: " in regel] == [
        "goed    draaiboek: iwmo-3.1",
        "goed    draaiboek: ijw-3.1",
    ]
    namen = namen_van(regels, "goed")
    assert (namen.count("schema's"), namen.count("verzend"), namen.count("doel"), namen.count("sluit")) == (2, 2, 1, 1)
    assert "goed    verzend: WMO301 besteld, WMO301 in 3.0 verzonden" in regels
    assert "goed    verzend: JW301 besteld, JW301 in 3.0 verzonden" in regels


def test_wat_gezegd_wordt(diagnose: Diagnose) -> None:
    _, regels = diagnose("voorbeeld:aanbieder")
    for regel in (
        "goed    schema's: 30 berichten van iWmo 3.0 en 3.1, met hun regels",
        "goed    beschrijving: voorbeeld-aanbieder 1.0, een aanbieder",
        "goed    klok: 13 momenten van 01-12-2021 tot 04-04-2022, vooruit en terug, op de seconde",
        "goed    klok over de zomertijd: aan weerszijden van 27-03-2022 03:00:00+0200",
        "goed    stand: na reset te_verzenden 0, ongelezen 0, onbeantwoord 0",
        "goed    verzend: WMO315 besteld, WMO315 in 3.0 verzonden",
        "goed    ontvang: een geldige WMO301 in 3.0 aangenomen, WMO302 in 3.0 verzonden",
        "goed    reset maakt leeg: dezelfde stand; dezelfde opdracht (WMO315) gaf weer hetzelfde; hetzelfde bericht (WMO301) gaf weer hetzelfde",
        "goed    tekens (UTF-8): Achternaam \"Łuczak-d'Aßen\" en Voornamen 'Zoé Müge' ongeschonden in een WMO315",
    ):
        assert regel in regels


def test_de_gevraagde_rol_moet_die_van_het_systeem_zijn(diagnose: Diagnose) -> None:
    assert diagnose("voorbeeld:aanbieder", rol="aanbieder")[0]
    goed, regels = diagnose("voorbeeld:aanbieder", rol="gemeente")
    assert not goed
    assert opmerkingen(regels) == (
        "fout    beschrijving: gevonden: het systeem zegt dat het een aanbieder is\n"
        "        verwacht: een gemeente, zoals --draaiboek-rol zegt\n"
        "        Wat te doen: laat --draaiboek-rol weg, of maak hem gelijk aan de rol van het systeem."
    )
