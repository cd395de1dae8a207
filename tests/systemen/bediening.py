"""Serves a system in Python in a process of its own, by lines or over HTTP: what a supplier's adapter is to the kit.

Usage: python bediening.py lijnen|POORT SYSTEEM [MAP…]

SYSTEEM is ``module:naam`` or ``module:lijst:nummer`` (an entry of a list of wrong systems); the MAPs are where modules are looked for.
"""

import importlib
import json
import sys
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pytest_draaiboek import Bericht, NietOndersteund, Opdracht, Systeem, Uitkomst, Uitstel
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.klok import ZONE, Klok, kies_motor

VERBEN = [
    "reset",
    "klok",
    "zet_klok",
    "verzend",
    "ontvang",
    "verwerk",
    "stand",
    "meld_fout",
    "registreer_spoed",
    "stel_uit",
    "sluit",
]


class GegevenOpdracht(Opdracht):
    """An order that is rendered as the kit rendered it."""

    weergaven: dict[str, str] = {}

    def als_bericht(self, versie: str) -> Bericht:
        return Bericht.lees(self.weergaven[versie])


def opdracht(vorm: dict[str, Any]) -> Opdracht:
    heen = vorm["in_antwoord_op"]
    gegeven = GegevenOpdracht(
        vorm["berichttype"], vorm["inhoud"], vorm["spoed"], None if heen is None else Bericht.lees(heen)
    )
    object.__setattr__(gegeven, "weergaven", vorm["weergaven"])
    return gegeven


def uitkomst(u: Uitkomst) -> dict[str, Any]:
    return {
        "status": u.status, "berichten": [b.xml.decode() for b in u.berichten], "code": u.code, "melding": u.melding,
    }  # fmt: skip


class Bediening:
    """One system, and the clock of this process."""

    def __init__(self, systeem: Systeem) -> None:
        self.systeem = systeem
        self.klok = Klok(kies_motor("freezegun"))

    def antwoord(self, verb: str, vraag: dict[str, Any]) -> dict[str, Any]:
        s = self.systeem
        match verb:
            case "beschrijving":
                return {"vorm": 1, "rol": s.rol, "naam": s.naam, "versie": s.versie, "verben": VERBEN, "onbekend": [1]}
            case "klok":
                return {"moment": s.klok().astimezone(ZONE).isoformat()}
            case "zet_klok":
                self.klok.zet(datetime.fromisoformat(vraag["moment"]))
            case "reset":
                s.reset()
            case "verzend" | "registreer_spoed":
                return uitkomst(getattr(s, verb)(opdracht(vraag["opdracht"])))
            case "ontvang":
                return uitkomst(s.ontvang(Bericht.lees(vraag["bericht"])))
            case "verwerk":
                return uitkomst(s.verwerk())
            case "meld_fout":
                return uitkomst(s.meld_fout(Bericht.lees(vraag["bericht"]), vraag["code"], vraag["melding"]))
            case "stel_uit":
                momenten = {nr: datetime.fromisoformat(m) for nr, m in vraag["uitstel"]["mijlpalen"].items()}
                return uitkomst(s.stel_uit(Uitstel(datetime.fromisoformat(vraag["uitstel"]["live"]), momenten)))
            case "stand":
                stand = s.stand()
                return {naam: getattr(stand, naam) for naam in ("te_verzenden", "ongelezen", "onbeantwoord")}
            case "sluit":
                s.sluit()
            case _:
                raise NietOndersteund(f"{verb} is er niet")
        return {}

    def antwoord_of_fout(self, verb: str, vraag: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        try:
            return 200, self.antwoord(verb, vraag)
        except OngeldigBericht:
            # What it sent cannot be read here either; the kit gets something that it cannot read.
            return 200, {"status": "aanvaard", "berichten": ["<onleesbaar/>"]}
        except NietOndersteund as fout:
            return 501, {"fout": {"soort": "niet_ondersteund", "melding": str(fout)}}
        except Exception as fout:
            return 500, {"fout": {"soort": "intern", "melding": f"{type(fout).__name__}: {fout}"}}


def op_lijnen(bediening: Bediening) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a text stream, in a script
    for regel in sys.stdin.buffer:
        vraag = json.loads(regel)
        _, antwoord = bediening.antwoord_of_fout(vraag["verb"], vraag)
        print(json.dumps({"nr": vraag["nr"], **antwoord}), flush=True)


def op_http(bediening: Bediening, poort: int) -> None:
    class Loket(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def doe(self) -> None:
            vraag = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            verb = "zet_klok" if self.command == "PUT" else self.path[1:]
            code, antwoord = bediening.antwoord_of_fout(verb, vraag)
            romp = json.dumps(antwoord).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(romp)))
            self.end_headers()
            self.wfile.write(romp)

        do_GET = do_POST = do_PUT = doe  # noqa: N815  # the names that http.server asks for

        def log_message(self, *_: object) -> None:
            return

    ThreadingHTTPServer(("127.0.0.1", poort), Loket).serve_forever()


def main(hoe: str, wat: str, *mappen: str) -> None:
    sys.path[:0] = mappen
    module, naam, *nummer = wat.split(":")
    gevonden = getattr(importlib.import_module(module), naam)
    bediening = Bediening((gevonden[int(nummer[0])].klasse if nummer else gevonden)())
    if hoe == "lijnen":
        op_lijnen(bediening)
    else:
        op_http(bediening, int(hoe))


if __name__ == "__main__":
    main(*sys.argv[1:])
