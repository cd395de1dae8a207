"""What a system in another process costs, against the bare round trips: the same bytes to and fro, without the kit around them.

What the system itself takes is left out: its answers are played back. Run as a script, with a port or `lijnen` and a file, this is what plays them.
"""

import http.client
import itertools
import json
import pickle
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zij_aan_zij import meld, zij_aan_zij

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.systemen.afstand.adres import vrije_poort
from pytest_draaiboek.systemen.afstand.lijn import Lijn
from pytest_draaiboek.systemen.afstand.opening import open_systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Verb
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen

BEDIENING = Path(__file__).parents[1] / "systemen" / "bediening.py"
AANBIEDER = "pytest_draaiboek.systemen.voorbeelden:VoorbeeldAanbieder"
ELK_HOEVEELSTE_GEVAL = 4
RONDES = 9
DOELEN = {"http": "≤ 3", "lijnen": "geen: een kale regel kost bijna niets"}

Vraag = tuple[str, str, bytes, bytes]  # verb, moment, question, answer


class Opname:
    """Keeps what goes over a line."""

    def __init__(self, lijn: Lijn) -> None:
        self._lijn = lijn
        self.naar = lijn.naar
        self.vragen: list[Vraag] = []

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        antwoord = self._lijn.vraag(verb, moment, inhoud)
        zonder_nr = {naam: waarde for naam, waarde in json.loads(antwoord).items() if naam != "nr"}
        self.vragen.append((verb.naam, moment, inhoud, json.dumps(zonder_nr).encode()))
        return antwoord

    def sluit(self) -> None:
        self._lijn.sluit()


def meet_afstand() -> None:
    motor = kies_motor("freezegun")
    with tempfile.TemporaryDirectory() as map_:
        for hoe in DOELEN:
            meet(hoe, Path(map_, "band"), motor)
    motor.stop()


def meet(hoe: str, band: Path, motor: Motor) -> None:
    vragen = neem_op(motor)
    beschrijving = {"vorm": 1, "rol": "aanbieder", "verben": list(VERBEN)}
    band.write_bytes(pickle.dumps([json.dumps(beschrijving).encode(), *(antwoord for *_, antwoord in vragen)]))
    spel = f'"{sys.executable}" "{__file__}"'
    if hoe == "http":
        systeem = open_systeem(
            "http://127.0.0.1:{poort}",
            Verbinding(start=f'{spel} {{poort}} "{band}"'),
        )
    else:
        systeem = open_systeem(f'proces:{spel} lijnen "{band}"', Verbinding())
    with (kaal_http if hoe == "http" else kaal_lijnen)(vragen, band) as kaal:
        tijden = zij_aan_zij(RONDES, kit=lambda: duur_s(lambda: doorloop(systeem, motor)), kaal=lambda: duur_s(kaal))
    systeem.hang_op()
    meld(f"een geval over {hoe} / de kale rondgangen die het nodig heeft", tijden["kit"] / tijden["kaal"], DOELEN[hoe])
    per_stuk = {wat: f"{tijd / len(vragen) * 1e6:.0f} µs" for wat, tijd in tijden.items()}
    print(f"  ({len(vragen)} rondgangen; kaal {per_stuk['kaal']} elk, met de kit {per_stuk['kit']})", flush=True)


def neem_op(motor: Motor) -> list[Vraag]:
    """Let an example system go through the cases, and keep what went to and fro."""
    systeem = open_systeem(f'proces:"{sys.executable}" "{BEDIENING}" lijnen {AANBIEDER}', Verbinding())
    systeem.lijn = opname = Opname(systeem.lijn)
    doorloop(systeem, motor)
    systeem.hang_op()
    return opname.vragen


def doorloop(systeem: SysteemOpAfstand, motor: Motor) -> None:
    klok = Klok(motor)
    opstelling = Opstelling(systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=Berichten(vandaag=klok.vandaag))
    for geval in gevallen(laad("iwmo-3.1"), opstelling.rol)[::ELK_HOEVEELSTE_GEVAL]:
        uitslag = beproef(geval, opstelling)
        if uitslag.soort != "voldoet":
            sys.exit(f"{geval.naam}: {uitslag.soort}: {uitslag.reden}")
    klok.laat_los()


def duur_s(wat: Callable[[], object]) -> float:
    begin = time.perf_counter()
    wat()
    return time.perf_counter() - begin


@contextmanager
def kaal_http(vragen: list[Vraag], band: Path) -> Iterator[Callable[[], None]]:
    """The same requests by the standard library."""
    poort = vrije_poort()
    with subprocess.Popen([sys.executable, __file__, str(poort), str(band)]) as kind:
        while not kan_verbinden(poort):
            time.sleep(0.05)
        verbinding = http.client.HTTPConnection("127.0.0.1", poort)
        verbinding.request("GET", "/beschrijving")
        verbinding.getresponse().read()

        def rondgangen() -> None:
            for naam, moment, inhoud, _ in vragen:
                verb = VERBEN[naam]
                kop = {"Content-Type": "application/json", "Draaiboek-Moment": moment}
                verbinding.request(verb.methode, verb.pad, None if verb.methode == "GET" else inhoud, kop)
                verbinding.getresponse().read()

        yield rondgangen
        verbinding.close()
        kind.kill()


@contextmanager
def kaal_lijnen(vragen: list[Vraag], band: Path) -> Iterator[Callable[[], None]]:
    """The same lines, written and read by hand."""
    opdracht = [sys.executable, __file__, "lijnen", str(band)]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as kind:
        assert kind.stdin
        assert kind.stdout
        erin, eruit = kind.stdin, kind.stdout
        regels = [b'{"nr":%d,' % nr + inhoud[1:] + b"\n" for nr, (_, _, inhoud, _) in enumerate(vragen, 1)]

        def rondgangen() -> None:
            for regel in regels:
                erin.write(regel)
                erin.flush()
                eruit.readline()

        erin.write(b'{"nr":1}\n')
        erin.flush()
        eruit.readline()
        yield rondgangen
        erin.close()


def kan_verbinden(poort: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", poort), 1).close()
    except OSError:
        return False
    return True


def speel_af_http(antwoorden: Iterator[bytes], poort: int) -> None:
    """Play back over HTTP, with as little ado as can be."""
    with socket.create_server(("127.0.0.1", poort)) as deur:
        while True:
            klant, _ = deur.accept()
            klant.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with klant, klant.makefile("rb") as lezer:
                while verzoek := lezer.readline():
                    lengte = 0
                    while (regel := lezer.readline().lower()) > b"\r\n":
                        if regel.startswith(b"content-length:"):
                            lengte = int(regel[15:])
                    lezer.read(lengte)
                    assert verzoek.endswith(b"HTTP/1.1\r\n")
                    romp = next(antwoorden)
                    klant.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(romp)
                        + romp
                    )


def speel_af_lijnen(antwoorden: Iterator[bytes]) -> None:
    """Play back over lines."""
    erin, eruit = sys.stdin.buffer, sys.stdout.buffer
    for regel in erin:
        nr = regel[6 : regel.find(b",")].rstrip(b"}\n")
        romp = next(antwoorden)
        eruit.write(b'{"nr":' + nr + (b"," if len(romp) > 2 else b"") + romp[1:] + b"\n")
        eruit.flush()


def band_van(pad: str) -> Iterator[Any]:
    """The description once, and then the answers over and over."""
    beschrijving, *antwoorden = pickle.loads(Path(pad).read_bytes())
    return itertools.chain([beschrijving], itertools.cycle(antwoorden))


if __name__ == "__main__":
    if sys.argv[1] == "lijnen":
        speel_af_lijnen(band_van(sys.argv[2]))
    else:
        speel_af_http(band_van(sys.argv[2]), int(sys.argv[1]))
