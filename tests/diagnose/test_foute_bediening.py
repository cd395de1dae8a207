"""Every adapter in another process that is wrong in one thing is caught at the check of that thing."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from diagnose_delen import Diagnose, namen_van, opmerkingen

SCRIPT = Path(__file__).parent / "foute_bediening.py"
OPEN = "Er kan getoetst worden, maar niet alles: "

# What must be said of each: the check, what was found, what was expected ("" when that was said), and what to do.
FOUT = {
    "onbekende_rol": (
        "beschrijving",
        "rol is 'zorgkantoor'",
        "een rol van draaiboek iwmo-3.1: gemeente, aanbieder, knooppunt",
        "geef het systeem een van die rollen, of neem een ander draaiboek.",
    ),
    "vorm_2": (
        "beschrijving",
        "Het systeem beschrijft zich niet zoals het hoort: vorm is 2; deze kit spreekt vorm 1.",
        "een volledige beschrijving",
        "herstel het antwoord op beschrijving.",
    ),
    "zonder_verzend": (
        "beschrijving",
        "Het systeem beschrijft zich niet zoals het hoort: verben noemt verzend niet; een aanbieder heeft dat.",
        "een volledige beschrijving",
        "herstel het antwoord op beschrijving.",
    ),
    "zonder_rol": (
        "beschrijving",
        "Het systeem gaf op beschrijving een antwoord dat niet klopt: rol ontbreekt.\n"
        "        Verwacht wordt een object met vorm, rol, verben; naam, versie mag erbij.",
        "",
        "herstel de adapter.",
    ),
    "eindigt_meteen": (
        "beschrijving",
        "Het systeem eindigde met exitstatus 1 tijdens beschrijving.\n"
        "        De laatste regels van stderr:\n          geen verbinding met de testdatabase",
        "een volledige beschrijving",
        "herstel de adapter; hij leest regels tot stdin eindigt.",
    ),
    "klok_zonder_zone": (
        "klok",
        "Het systeem gaf op klok een antwoord dat niet klopt: $.moment is '2022-03-30T17:00:00', zonder tijdzone; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00.\n"
        "        Verwacht wordt een object met moment.",
        "",
        "herstel de adapter.",
    ),
    "stand_als_tekst": (
        "stand",
        "Het systeem gaf op stand een antwoord dat niet klopt: $.ongelezen is tekst; verwacht wordt een geheel getal.\n"
        "        Verwacht wordt een object met te_verzenden, ongelezen, onbeantwoord; toewijzingen mag erbij.",
        "",
        "herstel de adapter.",
    ),
    "zonder_status": (
        "verzend",
        "Het systeem gaf op verzend een antwoord dat niet klopt: status ontbreekt.\n"
        "        Verwacht wordt een object met status, berichten; code, melding mag erbij.",
        "",
        "herstel de adapter.",
    ),
    "berichten_als_tekst": (
        "ontvang",
        "Het systeem gaf op ontvang een antwoord dat niet klopt: $.berichten is tekst; verwacht wordt een lijst.\n"
        "        Verwacht wordt een object met status, berichten; code, melding mag erbij.",
        "",
        "herstel de adapter.",
    ),
    "streng": (
        "onbekend veld in reset",
        "Het systeem brak af in reset (intern): TypeError: unexpected keyword argument 'draaiboek_onbekend'.",
        "hetzelfde antwoord als zonder het veld draaiboek_onbekend",
        "negeer velden die u niet kent.",
    ),
    "strenge_opdracht": (
        "onbekend veld in verzend",
        "Het systeem brak af in verzend (intern): TypeError: unexpected keyword argument 'draaiboek_onbekend'.",
        "hetzelfde antwoord als zonder het veld draaiboek_onbekend",
        "negeer velden die u niet kent.",
    ),
    "leest_latin1": (
        "tekens (UTF-8)",
        'Achternaam "Å\\x81uczak-d\'AÃ\\x9fen" in de WMO315 die het systeem verliet: UTF-8 is gelezen als latin-1',
        'Achternaam "Łuczak-d\'Aßen", zoals gegeven',
        "lees en schrijf overal UTF-8: ook stdin, stdout en de berichten zelf.",
    ),
    "regels_met_lf": (
        "regeleinden (CR/LF)",
        "WMO315 in 3.0: regels eindigen op alleen LF",
        "CR/LF",
        "geef elk bericht terug zoals het op de lijn gaat, en laat de adapter er niets aan veranderen.",
    ),
    "begint_met_bom": (
        "geen BOM",
        "WMO315 in 3.0: het bestand begint met een BOM",
        "UTF-8 zonder",
        "geef elk bericht terug zoals het op de lijn gaat, en laat de adapter er niets aan veranderen.",
    ),
    "eindigt_bij_onbekend": (
        "onbekend verb",
        "Het systeem eindigde met exitstatus 4 tijdens draaiboek_onbekend; daarna antwoordde het systeem niet meer",
        "niet_ondersteund (over HTTP: 501), en daarna een systeem dat verder gaat",
        "antwoord op een verb dat het systeem niet heeft met niet_ondersteund.",
    ),
    "eindigt_bij_grote_opdracht": (
        "grote opdracht",
        "Het systeem eindigde met exitstatus 5 tijdens verzend.\n        Het schreef niets op stderr.",
        "een antwoord binnen de tijdslimiet, ook als dat een weigering is",
        "herstel de adapter; hij leest regels tot stdin eindigt.",
    ),
    "weigert_grote_opdracht": (
        "grote opdracht",
        "Het systeem brak af in verzend (intern): ValueError: request entity too large.",
        "een antwoord binnen de tijdslimiet, ook als dat een weigering is",
        "herstel de adapter; een weigering door het systeem is een antwoord met status geweigerd.",
    ),
    "eindigt_bij_groot": (
        "groot bericht",
        "Het systeem eindigde met exitstatus 3 tijdens ontvang.\n        Het schreef niets op stderr.",
        "een antwoord binnen de tijdslimiet, ook als dat een weigering is",
        "herstel de adapter; hij leest regels tot stdin eindigt.",
    ),
}
GESTOPT = {
    "onbekende_rol",
    "vorm_2",
    "zonder_verzend",
    "zonder_rol",
    "eindigt_meteen",
    "eindigt_bij_onbekend",
    "eindigt_bij_groot",
    "eindigt_bij_grote_opdracht",
}
LET_OP = {
    "zonder_naam": (
        "beschrijving: naamloos, een aanbieder, met alle verben; zonder naam en versie, terwijl een verslag die noemt",
        "",
    ),
    "schrijffout": (
        "beschrijving: verben noemt stnd; de kit kent beschrijving, klok, zet_klok, reset, verzend, ontvang, verwerk, stand, meld_fout, "
        "registreer_spoed, stel_uit, sluit. Is het een schrijffout?",
        "",
    ),
    "zonder_stand": (
        "stand: het systeem ondersteunt stand niet: Het systeem noemt stand niet in zijn beschrijving.",
        "zonder stand blijven de eisen 2.1d, 3a en 3b niet getoetst. Zo kan het oordeel niet CONFORM worden.",
    ),
    "breekt_bij_onbekend": (
        "onbekend verb: Het systeem brak af in draaiboek_onbekend (intern): KeyError: 'draaiboek_onbekend'; "
        "verwacht wordt niet_ondersteund (over HTTP: 501)",
        "",
    ),
    "doet_alsof": (
        "onbekend verb: het systeem antwoordde alsof het dat verb heeft; verwacht wordt niet_ondersteund (over HTTP: 501)",
        "",
    ),
}


@pytest.mark.parametrize("fout", FOUT)
def test_over_lijnen(fout: str, diagnose: Diagnose, op_lijnen: Callable[[str], str]) -> None:
    goed, regels = diagnose(op_lijnen(fout))
    naam, gevonden, verwacht, raad = FOUT[fout]
    assert not goed
    assert namen_van(regels, "fout") == [naam]
    wel = f"        verwacht: {verwacht}\n" if verwacht else ""
    assert f"fout    {naam}: gevonden: {gevonden}\n{wel}        Wat te doen: {raad}" in opmerkingen(regels)
    assert (f" Gestopt bij {naam}: wat daarna komt, is niet nagegaan. " in regels[-1]) == (fout in GESTOPT)


@pytest.mark.parametrize("fout", LET_OP)
def test_wat_niet_fout_hoeft_te_zijn(fout: str, diagnose: Diagnose, op_lijnen: Callable[[str], str]) -> None:
    goed, regels = diagnose(op_lijnen(fout))
    gezegd, open_ = LET_OP[fout]
    assert goed
    assert opmerkingen(regels) == f"let op  {gezegd}"
    assert (f"{OPEN}{open_}" in regels[-1]) if open_ else (OPEN not in regels[-1])


def test_verben_die_niet_hoeven(diagnose: Diagnose, op_lijnen: Callable[[str], str]) -> None:
    goed, regels = diagnose(op_lijnen("zonder_verwerk_en_sluit"))
    assert goed
    assert (
        "goed    beschrijving: voorbeeld-aanbieder 1.0, een aanbieder, met alle verben behalve verwerk, sluit" in regels
    )
    assert "goed    verwerk: niet genoemd: het systeem doet alles meteen" in regels
    assert "goed    sluit: niet genoemd: het systeem eindigt vanzelf" in regels
    assert opmerkingen(regels) == ""


def test_een_systeem_dat_niet_op_tijd_antwoordt(diagnose: Diagnose, op_lijnen: Callable[[str], str]) -> None:
    goed, regels = diagnose(op_lijnen("traag"), tijdslimiet_s=3)
    assert not goed
    assert (
        "fout    verzend: gevonden: Het systeem antwoordde niet binnen 3 seconden op verzend, en is beëindigd."
        in regels
    )
    assert "        Wat te doen: kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd." in regels
    assert " Gestopt bij ontvang: wat daarna komt, is niet nagegaan. " in regels[-1]


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (
            "streng",
            r"fout    onbekend veld in reset: gevonden: Het systeem http://127\.0\.0\.1:\d+ brak af in reset \(intern\): TypeError.*",
        ),
        (
            "vorm_2",
            r"fout    beschrijving: gevonden: Het systeem http://127\.0\.0\.1:\d+ beschrijft zich niet .*: vorm is 2; .*",
        ),
        ("zonder_status", r"fout    verzend: gevonden: .* op verzend een antwoord dat niet klopt: status ontbreekt\."),
        ("eindigt_bij_groot", r"fout    groot bericht: gevonden: .* verbrak de verbinding tijdens ontvang, .*"),
        ("breekt_bij_onbekend", r"let op  onbekend verb: .* brak af in draaiboek_onbekend \(intern\): KeyError.*"),
    ],
)
def test_over_http(fout: str, zin: str, diagnose: Diagnose) -> None:
    goed, regels = diagnose("http://127.0.0.1:{poort}", start=f'"{sys.executable}" "{SCRIPT}" {{poort}} {fout}')
    assert goed == zin.startswith("let op")
    gevonden = next(regel for regel in regels if regel.startswith(("fout", "let op")))
    assert re.fullmatch(zin, gevonden)


@pytest.mark.parametrize(
    ("doel", "gevonden", "raad"),
    [
        (
            "http://127.0.0.1:1",
            "Op http://127.0.0.1:1 luistert niemand, ook niet na 3 seconden.",
            "start het systeem eerst, of laat de kit dat doen met --draaiboek-start; controleer adres en poort.",
        ),
        (
            "proces:bestaat-niet",
            "--draaiboek-systeem: er is geen programma 'bestaat-niet'.",
            "controleer de naam, en of het op het zoekpad (PATH) staat of te vinden is vanaf de map waar u pytest start.",
        ),
        (
            "bestaat_niet:Ons",
            "--draaiboek-systeem=bestaat_niet:Ons: module 'bestaat_niet' is niet te importeren (No module named 'bestaat_niet').",
            "start pytest in de map waar de module staat, of installeer hem.",
        ),
        (
            "foute_adapters:Hun",
            "--draaiboek-systeem=foute_adapters:Hun: module 'foute_adapters' heeft geen 'Hun'. Controleer de naam.",
            "controleer --draaiboek-systeem, en of het systeem te starten is.",
        ),
    ],
)
def test_een_doel_dat_er_niet_is(doel: str, gevonden: str, raad: str, diagnose: Diagnose) -> None:
    goed, regels = diagnose(doel)
    assert not goed
    assert opmerkingen(regels) == (
        f"fout    doel: gevonden: {gevonden}\n        verwacht: een systeem dat antwoordt\n        Wat te doen: {raad}"
    )
    assert regels[-1] == (
        "2 goed, 0 let op, 1 fout. Gestopt bij doel: wat daarna komt, is niet nagegaan. "
        "Herstel eerst wat fout is; zolang dat niet gedaan is: er is niets te toetsen."
    )
