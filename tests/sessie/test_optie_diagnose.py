"""--draaiboek-diagnose: the settings are those of a run, and no run begins."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

GOED = "*Alles is op zijn plaats om te toetsen; wat het systeem doet, is daarmee niet beoordeeld."
CODES = 'agb_code = "98765432"\ngemeentecode = "0344"\n[[producten]]\ncategorie = "02"\ncode = "02A05"\n'
GEEN_DOEL = [
    "*Er is geen systeem genoemd om te diagnosticeren.",
    "Wat te doen: noem het met --draaiboek-systeem (draaiboek diagnose --systeem): module:naam, http(s)://adres, proces:OPDRACHT of",
    "voorbeeld:NAAM, of zet draaiboek_systeem in het ini-bestand. Is er een fixture draaiboek_systeem in conftest.py, noem dan de klasse die",
    "die maakt, als module:naam.",
]


def test_zonder_draaiboek_is_het_iwmo(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek-diagnose", "--draaiboek-systeem=voorbeeld:aanbieder")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(
        ["Diagnose van voorbeeld:aanbieder voor iwmo-3.1; dit is geen toets.", "goed    versies: *", GOED]
    )


def test_wat_in_het_ini_bestand_staat_geldt(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek = ijw-3.1\ndraaiboek_systeem = voorbeeld:gemeente\n")
    uitslag = pytester.runpytest("--draaiboek-diagnose")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(
        ["Diagnose van voorbeeld:gemeente voor ijw-3.1; *", "goed    verzend: JW301 besteld, *", GOED]
    )


def test_er_begint_geen_run(project: Callable[..., Path], pytester: pytest.Pytester) -> None:
    """Neither the session of the draaiboek, nor the tests, nor what a run leaves behind."""
    project(test_eigen="def test_eigen(): assert 0\n")
    pytester.makeini("[pytest]\ndraaiboek = iwmo-3.1\ndraaiboek_rapport = uit\n")
    uitslag = pytester.runpytest("--draaiboek-diagnose", "--draaiboek-systeem=voorbeeld:aanbieder")
    assert uitslag.ret == 0
    uitslag.stdout.no_fnmatch_line("*CONFORM*")
    uitslag.stdout.no_fnmatch_line("*test session starts*")
    assert not (pytester.path / "uit").exists()


@pytest.mark.parametrize("opties", [("-n", "2"), ("-p", "no:cacheprovider"), ("-q", "-k", "iets")])
def test_andere_opties_staan_niet_in_de_weg(opties: tuple[str, ...], pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek-diagnose", "--draaiboek-systeem=voorbeeld:knooppunt", *opties)
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines([GOED])


def test_een_systeem_waar_iets_aan_ontbreekt(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        mijn="""
        from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

        class Ons(VoorbeeldAanbieder):
            def ontvang(self, bericht):
                return None
        """
    )
    uitslag = pytester.runpytest_subprocess("--draaiboek-diagnose", "--draaiboek-systeem=mijn:Ons")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        [
            "fout    ontvang: gevonden: De adapter gaf op ontvang(...) None; verwacht wordt een Uitkomst.",
            "        Wat te doen: geef Uitkomst(Status..., berichten) terug, ook als er niets verzonden is.",
            "*1 fout. Herstel eerst wat fout is; zolang dat niet gedaan is: wat het systeem met berichten doet is niet te toetsen.",
        ]
    )


def test_geen_doel(project: Callable[..., Path], pytester: pytest.Pytester) -> None:
    project()
    uitslag = pytester.runpytest("--draaiboek-diagnose", "--draaiboek=iwmo-3.1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(GEEN_DOEL)
    uitslag.stdout.no_fnmatch_line("*Diagnose*")


@pytest.mark.parametrize(
    ("optie", "melding"),
    [
        ("--draaiboek=iwmo-9", "*iwmo-9*"),
        ("--draaiboek-tijdslimiet=morgen", "*'morgen' is geen duur.*"),
        ("--draaiboek-klok=faketime", "*--draaiboek-klok=faketime zet de klok van een proces dat de kit zelf start*"),
        ("--draaiboek-klok=zandloper", "*--draaiboek-klok is 'zandloper'.*"),
        ("--draaiboek-start=node systeem.js", "*--draaiboek-start start het systeem achter één adres*"),
        ("--draaiboek-rol=zorgkantoor", "*kent geen rol 'zorgkantoor'.*"),
    ],
)
def test_een_verkeerde_instelling(optie: str, melding: str, pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--draaiboek-diagnose", "--draaiboek-systeem=voorbeeld:aanbieder", optie)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])
    uitslag.stdout.no_fnmatch_line("*Diagnose*")


def test_de_codes_van_het_systeem_gelden(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        mijn="""
        from pytest_draaiboek import Status, Uitkomst
        from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

        class Ons(VoorbeeldAanbieder):
            def verzend(self, opdracht):
                if opdracht.in_antwoord_op is None and opdracht.inhoud["Header"]["Afzender"] != "98765432":
                    return Uitkomst(Status.GEWEIGERD, melding="Onbekende AGB-code.")
                return super().verzend(opdracht)
        """
    )
    opties = ("--draaiboek-diagnose", "--draaiboek-systeem=mijn:Ons")
    zonder = pytester.runpytest_subprocess(*opties)
    assert zonder.ret == 0
    zonder.stdout.fnmatch_lines(
        ["let op  verzend: *, niets verzonden; het systeem zegt: geweigerd Onbekende AGB-code."]
    )
    (pytester.path / "codes.toml").write_text(CODES, encoding="utf-8")
    pytester.makeini("[pytest]\ndraaiboek_gegevens = codes.toml\n")
    met = pytester.runpytest_subprocess(*opties)
    met.stdout.fnmatch_lines(["goed    verzend: WMO315 besteld, WMO315 in 3.0 verzonden", GOED])


@pytest.fixture
def gevraagd() -> Iterator[tuple[str, list[str]]]:
    """A server that lets nobody in: its address, and the tokens that it was given."""
    tokens: list[str] = []

    class Loket(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server asks for
            tokens.append(self.headers.get("Authorization", ""))
            self.send_error(401)

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Loket)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}", tokens
    server.shutdown()
    draad.join()
    server.server_close()


def test_het_token_uit_het_ini_bestand_gaat_mee(gevraagd: tuple[str, list[str]], pytester: pytest.Pytester) -> None:
    adres, tokens = gevraagd
    pytester.makeini(f"[pytest]\ndraaiboek_systeem = {adres}\ndraaiboek_http_token = geheim\n")
    uitslag = pytester.runpytest("--draaiboek-diagnose")
    assert uitslag.ret == 1
    assert tokens == ["Bearer geheim"]
    uitslag.stdout.fnmatch_lines(
        [
            "fout    beschrijving: gevonden: Het systeem gaf op beschrijving (GET /beschrijving) een foutpagina (401 Unauthorized)*",
            "        Wat te doen: het token of certificaat ontbreekt of klopt niet; *",
            "*Gestopt bij beschrijving: *",
        ]
    )
    uitslag.stdout.no_fnmatch_line("*geheim*")


def test_elk_adres_krijgt_een_diagnose(gevraagd: tuple[str, list[str]], pytester: pytest.Pytester) -> None:
    adres, tokens = gevraagd
    uitslag = pytester.runpytest("--draaiboek-diagnose", f"--draaiboek-systeem={adres},{adres}/twee")
    assert uitslag.ret == 1
    assert len(tokens) == 2
    uitslag.stdout.fnmatch_lines([f"Diagnose van {adres} voor *", f"Diagnose van {adres}/twee voor *"])
