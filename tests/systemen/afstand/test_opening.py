"""opening.py: from a target to a system that answers, which is started when that is asked and ends with the run."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from afstand_delen import ROLLEN
from ruwe_server import RuweServer, antwoord

from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem, OngeldigeInstelling
from pytest_draaiboek.systemen.afstand import opening
from pytest_draaiboek.systemen.afstand.adres import vrije_poort
from pytest_draaiboek.systemen.afstand.opening import open_systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import Geheim, Verbinding
from pytest_draaiboek.systemen.doel import controleer_contract

Open = Callable[..., SysteemOpAfstand]
BEDIENING = Path(__file__).parents[1] / "bediening.py"
AANBIEDER = "pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"
OP_POORT = "http://127.0.0.1:{poort}"
KORT = timedelta(seconds=3)

SERVER = """
import os, subprocess, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer

class Loket(BaseHTTPRequestHandler):
    def do_GET(self):
        print("Kop:", self.headers["Authorization"], flush=True)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"vorm": 1, "rol": "gemeente", "verben": ["verzend"]}')

    def do_POST(self):
        BIJ_POST

    def log_message(self, *_):
        pass

VOORAF
HTTPServer(("127.0.0.1", int(sys.argv[1])), Loket).serve_forever()
"""


@pytest.fixture
def schrijf(tmp_path: Path) -> Callable[..., str]:
    """Return what writes a server, and gives the command that starts it on ``{poort}``."""

    def doe(bij_post: str = "os._exit(3)", vooraf: str = "", script: str = SERVER) -> str:
        pad = tmp_path / "onze server.py"
        pad.write_text(script.replace("BIJ_POST", bij_post).replace("VOORAF", vooraf), encoding="utf-8")
        return f"{shlex.join([sys.executable, str(pad)])} {{poort}}"

    return doe


def weg(pid: int) -> bool:
    uiterlijk_s = time.monotonic() + 10
    while time.monotonic() < uiterlijk_s:
        staat = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout
        if not staat.strip() or staat.strip().startswith("Z"):
            return True
        time.sleep(0.05)
    return False


def fout_van(soort: type[Exception], doel: str, **zo: object) -> list[str]:
    with pytest.raises(soort) as gevangen:
        open_systeem(doel, Verbinding(**{"tijdslimiet": timedelta(seconds=20)} | zo), ROLLEN)  # type: ignore[arg-type]
    assert type(gevangen.value) is soort
    return str(gevangen.value).split("\n")


def test_wie_het_systeem_zelf_opent_hoeft_van_rollen_niets_te_weten(schrijf: Callable[..., str]) -> None:
    """As in a fixture of a supplier; what the role asks of it is looked at when a case runs."""
    zonder_verzend = SERVER.replace('["verzend"]', "[]")
    systeem = open_systeem(OP_POORT, Verbinding(start=schrijf(script=zonder_verzend)))
    try:
        assert systeem.rol == "gemeente"
        with pytest.raises(AdapterFout, match=r"verzend\(opdracht\) ontbreekt; een gemeente heeft dat"):
            controleer_contract(systeem, ROLLEN)
        controleer_contract(systeem, {"gemeente": False})
    finally:
        systeem.sluit()


@pytest.mark.parametrize("hoe", ["proces", "http"])
def test_een_systeem_dat_de_kit_start(open_: Open, hoe: str) -> None:
    kop = shlex.join([sys.executable, str(BEDIENING)])
    if hoe == "proces":
        systeem = open_(f"proces:{kop} lijnen {AANBIEDER}")
    else:
        systeem = open_(OP_POORT, start=f"{kop} {{poort}} {AANBIEDER}")
    assert (systeem.rol, systeem.naam) == ("aanbieder", "voorbeeld-aanbieder")
    systeem.reset()
    assert systeem.stand().ongelezen == 0


def test_een_systeem_dat_er_al_is(server: Callable[..., RuweServer], open_: Open) -> None:
    bron = server(antwoord('{"vorm": 1, "rol": "knooppunt", "verben": []}'))
    assert open_(bron.adres).rol == "knooppunt"


def test_niemand_luistert(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "GEDULD_ZONDER_START_S", 0.3)
    poort = vrije_poort()
    assert fout_van(OnbereikbaarSysteem, f"http://127.0.0.1:{poort}") == [
        f"Op http://127.0.0.1:{poort} luistert niemand, ook niet na 0.3 seconden.",
        "Wat te doen: start het systeem eerst, of laat de kit dat doen met --draaiboek-start; controleer adres en poort.",
    ]


def test_een_systeem_dat_een_tel_later_luistert(open_: Open, tmp_path: Path, schrijf: Callable[..., str]) -> None:
    poort = vrije_poort()
    opdracht = shlex.split(schrijf(vooraf="time.sleep(0.5)").replace("{poort}", str(poort)))
    with subprocess.Popen(opdracht, stdout=subprocess.DEVNULL) as proces:
        try:
            assert open_(f"http://127.0.0.1:{poort}").rol == "gemeente"
        finally:
            proces.kill()


def test_wat_niet_samengaat(schrijf: Callable[..., str]) -> None:
    assert fout_van(OngeldigeInstelling, OP_POORT) == [
        "--draaiboek-systeem=http://127.0.0.1:{poort}: {poort} kan alleen met --draaiboek-start. Noem de poort zelf."
    ]
    assert fout_van(OngeldigeInstelling, "http://127.0.0.1:8080", start=schrijf()) == [
        "--draaiboek-start noemt {poort}, en --draaiboek-systeem=http://127.0.0.1:8080 niet. Schrijf {poort} ook in het adres."
    ]


def test_een_poort_waarop_al_iemand_luistert(server: Callable[..., RuweServer], schrijf: Callable[..., str]) -> None:
    bron = server(antwoord())
    assert fout_van(OngeldigeInstelling, bron.adres, start=schrijf().replace("{poort}", str(bron.poort))) == [
        f"Op {bron.adres} luistert al een systeem; dat zou beoordeeld worden in plaats van wat --draaiboek-start start.",
        "Wat te doen: stop het, of laat --draaiboek-start weg, of schrijf {poort} in adres en opdracht.",
    ]
    assert bron.verzoeken == []


def test_een_opdracht_die_niet_kan() -> None:
    assert fout_van(OngeldigeInstelling, OP_POORT, start="bestaat-niet-1 {poort}")[0] == (
        "--draaiboek-start: er is geen programma 'bestaat-niet-1'."
    )
    assert fout_van(OngeldigeInstelling, "proces:bestaat-niet-1")[0] == (
        "--draaiboek-systeem: er is geen programma 'bestaat-niet-1'."
    )


def test_een_opdracht_die_omvalt(schrijf: Callable[..., str]) -> None:
    kop, woorden, *regels, raad = fout_van(OngeldigeInstelling, OP_POORT, start=schrijf(vooraf="print('Bijna.'); 1/0"))
    assert kop.startswith("Wat --draaiboek-start startte, eindigde met exitstatus 1 voordat er op http://127.0.0.1:")
    assert kop.endswith(" iets luisterde.")
    assert woorden == "De laatste regels van stdout en stderr:"
    assert "  Bijna." in regels
    assert "  ZeroDivisionError: division by zero" in regels
    assert raad == "Wat te doen: probeer de opdracht los uit, en kijk of het adres klopt."


@pytest.mark.skipif(sys.platform == "win32", reason="a program that forks")
def test_een_ander_dan_wat_gestart_is(schrijf: Callable[..., str]) -> None:
    """What was started is gone, and yet somebody answers: that may be anybody."""
    wacht = "def do_GET(self):\n        while os.getppid() == ouder: time.sleep(0.01)"
    gaat = (
        "import socket\nouder = os.getpid()\n"
        "if os.fork():\n"
        "    while socket.socket().connect_ex(('127.0.0.1', int(sys.argv[1]))): time.sleep(0.01)\n"
        "    sys.exit('en weg')\n"
    )
    opdracht = schrijf(vooraf=gaat, script=SERVER.replace("def do_GET(self):", wacht))
    kop, woorden, *regels, raad = fout_van(OngeldigeInstelling, OP_POORT, start=opdracht)
    assert kop.startswith("Op http://127.0.0.1:")
    assert kop.endswith(
        " antwoordt een systeem, maar niet wat --draaiboek-start startte: dat eindigde met exitstatus 1."
    )
    assert woorden == "De laatste regels van stdout en stderr:"
    assert "  en weg" in regels
    assert raad == (
        "Wat te doen: laat het gestarte programma op de voorgrond draaien, en kijk of niets anders op die poort luistert."
    )


def test_een_opdracht_die_nooit_luistert(schrijf: Callable[..., str], tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    start = schrijf(
        vooraf=f"open({str(pid)!r}, 'w').write(str(os.getpid())); print('Ik begin zo.', flush=True); time.sleep(60)"
    )
    kop, *rest = fout_van(OnbereikbaarSysteem, OP_POORT, start=start, tijdslimiet=KORT)
    assert kop.startswith("Op http://127.0.0.1:")
    assert kop.endswith(" luistert niemand, ook niet na 3 seconden.")
    assert rest == [
        "De laatste regels van stdout en stderr:",
        "  Ik begin zo.",
        "Wat te doen: start het systeem eerst, of laat de kit dat doen met --draaiboek-start; controleer adres en poort.",
    ]
    assert weg(int(pid.read_text()))


def test_wie_eerst_ophangt_wordt_nog_eens_gebeld(open_: Open, schrijf: Callable[..., str]) -> None:
    # As what passes connections on does, when the server behind it is not there yet.
    vooraf = """
import socket
deur = socket.create_server(("127.0.0.1", int(sys.argv[1])))
for _ in range(4):
    deur.accept()[0].close()
deur.close()
"""
    assert open_(OP_POORT, start=schrijf(vooraf=vooraf)).rol == "gemeente"


def test_wie_blijft_ophangen_is_niet_bereikbaar(schrijf: Callable[..., str]) -> None:
    vooraf = """
import socket
deur = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    deur.accept()[0].close()
"""
    kop, *rest = fout_van(OnbereikbaarSysteem, OP_POORT, start=schrijf(vooraf=vooraf), tijdslimiet=KORT)
    assert kop.endswith(" verbrak de verbinding tijdens beschrijving, voordat het antwoordde.")
    assert rest[-2] == "Het schreef niets op stdout en stderr."
    assert rest[-1].startswith("Wat te doen: ")


def test_wie_zich_verkeerd_beschrijft_wordt_beeindigd(schrijf: Callable[..., str], tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    start = schrijf(
        vooraf=f"open({str(pid)!r}, 'w').write(str(os.getpid()))", script=SERVER.replace('"gemeente"', '""')
    )
    kop, raad = fout_van(AdapterFout, OP_POORT, start=start)
    assert kop.endswith(
        "beschrijft zich niet zoals het hoort: rol is ''; verwacht wordt een van gemeente, aanbieder, knooppunt."
    )
    assert raad == "Wat te doen: herstel het antwoord op beschrijving; draaiboek diagnose gaat alle verben langs."
    assert weg(int(pid.read_text()))


def test_de_server_eindigt_met_zijn_kinderen(open_: Open, schrijf: Callable[..., str], tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    vooraf = (
        "klein = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{klein.pid}}')"
    )
    systeem = open_(OP_POORT, start=schrijf(vooraf=vooraf))
    gestart = [int(pid) for pid in pids.read_text().split()]
    os.kill(gestart[1], 0)
    systeem.sluit()
    assert [weg(pid) for pid in gestart] == [True, True]


@pytest.mark.parametrize(
    ("bij_post", "einde"),
    [
        ("print('De databank is weg.', flush=True); os._exit(3)", "Het gestarte proces eindigde met exitstatus 3."),
        (
            "print('De databank is weg.', flush=True); os.kill(os.getpid(), 9)",
            "Het gestarte proces werd beëindigd door signaal SIGKILL.",
        ),
    ],
)
def test_een_server_die_halverwege_omvalt(open_: Open, schrijf: Callable[..., str], bij_post: str, einde: str) -> None:
    systeem = open_(OP_POORT, start=schrijf(bij_post))
    with pytest.raises(OnbereikbaarSysteem) as gevangen:
        systeem.reset()
    kop, *rest, raad = str(gevangen.value).split("\n")
    assert kop == f"{systeem.lijn.naar} verbrak de verbinding tijdens reset, voordat het antwoordde."
    assert raad.startswith("Wat te doen: Dit is geen oordeel over het systeem.")
    assert rest == [einde, "De laatste regels van stdout en stderr:", "  Kop: None", "  De databank is weg."]
    with pytest.raises(OnbereikbaarSysteem, match="is niet bereikbaar bij reset: daar luistert niemand"):
        systeem.reset()


def test_een_server_die_hangt(open_: Open, schrijf: Callable[..., str]) -> None:
    systeem = open_(OP_POORT, start=schrijf("print('Ik wacht.', flush=True); time.sleep(60)"), tijdslimiet=KORT)
    with pytest.raises(OnbereikbaarSysteem) as gevangen:
        systeem.reset()
    kop, *rest, raad = str(gevangen.value).split("\n")
    assert raad.startswith("Wat te doen: ")
    assert kop == f"{systeem.lijn.naar} antwoordde niet binnen 3 seconden op reset."
    assert rest == ["De laatste regels van stdout en stderr:", "  Kop: None", "  Ik wacht."]


def test_het_token_staat_niet_in_de_laatste_woorden(open_: Open, schrijf: Callable[..., str]) -> None:
    systeem = open_(OP_POORT, start=schrijf(), token=Geheim("heel-geheim-1"))
    with pytest.raises(OnbereikbaarSysteem) as gevangen:
        systeem.reset()
    *_, laatste, raad = str(gevangen.value).split("\n")
    assert laatste == "  Kop: Bearer ***"
    assert raad.startswith("Wat te doen: ")


def test_zonder_httpcore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpcore", None)
    for naam in ("lijn_http", "netwerk"):
        monkeypatch.delitem(sys.modules, f"pytest_draaiboek.systemen.afstand.{naam}", raising=False)
    assert fout_van(OngeldigeInstelling, "http://127.0.0.1:1") == [
        "--draaiboek-systeem=http://127.0.0.1:1: httpcore is niet geïnstalleerd.",
        "Wat te doen: pip install 'pytest-draaiboek[http]'.",
    ]


def test_een_openbaar_adres_wordt_niet_eens_geprobeerd(monkeypatch: pytest.MonkeyPatch) -> None:
    def nooit(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "create_connection", nooit)
    assert "is een openbaar adres (203.0.113.7)" in fout_van(OngeldigeInstelling, "http://203.0.113.7:8080")[0]


@pytest.mark.skipif(not hasattr(signal, "SIGTERM") or sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_een_server_die_niet_weg_wil(open_: Open, schrijf: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "GEDULD_S", 0.3)
    systeem = open_(OP_POORT, start=schrijf(vooraf="import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"))
    lijn = systeem.lijn
    assert isinstance(lijn, opening.GestarteLijn)
    begin = time.monotonic()
    systeem.sluit()
    assert time.monotonic() - begin < 5
    assert not lijn.kind.leeft
