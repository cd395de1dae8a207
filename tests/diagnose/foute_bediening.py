"""Adapters in another process that are wrong in one thing each, by lines or over HTTP.

Usage: python foute_bediening.py lijnen|POORT FOUT
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "systemen"))

import bediening
from bediening import VERBEN, Bediening

from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

# Of each wrong one: what it changes in the answer to a verb.
BESCHRIJVINGEN: dict[str, dict[str, Any]] = {
    "onbekende_rol": {"rol": "zorgkantoor"},
    "vorm_2": {"vorm": 2},
    "zonder_verzend": {"verben": [verb for verb in VERBEN if verb != "verzend"]},
    "zonder_naam": {"naam": "", "versie": ""},
    "schrijffout": {"verben": [*VERBEN, "stnd"]},
    "zonder_stand": {"verben": [verb for verb in VERBEN if verb != "stand"]},
    "zonder_verwerk_en_sluit": {"verben": [verb for verb in VERBEN if verb not in {"verwerk", "sluit"}]},
    "zonder_rol": {"rol": None},
}
ANTWOORDEN: dict[str, tuple[str, dict[str, Any]]] = {
    "zonder_status": ("verzend", {"status": None}),
    "berichten_als_tekst": ("ontvang", {"berichten": "<?xml ?>"}),
    "klok_zonder_zone": ("klok", {"moment": "2022-03-30T17:00:00"}),
    "stand_als_tekst": ("stand", {"ongelezen": "0"}),
}

TEKSTEN: dict[str, Callable[[str], str]] = {
    "regels_met_lf": lambda tekst: tekst.replace("\r\n", "\n"),
    "begint_met_bom": lambda tekst: "\ufeff" + tekst,
}


class Fout(Bediening):
    fout = ""

    def antwoord(self, verb: str, vraag: dict[str, Any]) -> dict[str, Any]:
        if self.fout == "streng" and (
            "draaiboek_onbekend" in vraag or "draaiboek_onbekend" in vraag.get("opdracht", {})
        ):
            raise TypeError("unexpected keyword argument 'draaiboek_onbekend'")
        if self.fout == "strenge_opdracht" and "draaiboek_onbekend" in vraag.get("opdracht", {}):
            raise TypeError("unexpected keyword argument 'draaiboek_onbekend'")
        if self.fout == "eindigt_bij_groot" and len(str(vraag.get("bericht", ""))) > 1_000_000:
            os._exit(3)
        if self.fout == "leest_latin1":
            vraag = json.loads(json.dumps(vraag, ensure_ascii=False).encode().decode("latin-1"))
        if self.fout == "eindigt_bij_grote_opdracht" and len(str(vraag.get("opdracht", ""))) > 1_000_000:
            os._exit(5)
        if self.fout == "weigert_grote_opdracht" and len(str(vraag.get("opdracht", ""))) > 1_000_000:
            raise ValueError("request entity too large")
        if self.fout == "traag" and verb == "verzend":
            time.sleep(30)
        if verb not in {*VERBEN, "beschrijving"}:
            if self.fout == "eindigt_bij_onbekend":
                os._exit(4)
            if self.fout == "breekt_bij_onbekend":
                raise KeyError(verb)
            if self.fout == "doet_alsof":
                return {}
        gegeven = super().antwoord(verb, vraag)
        if self.fout in TEKSTEN:
            gegeven["berichten"] = [TEKSTEN[self.fout](tekst) for tekst in gegeven.get("berichten", [])]
        anders = BESCHRIJVINGEN.get(self.fout, {}) if verb == "beschrijving" else {}
        if self.fout in ANTWOORDEN and ANTWOORDEN[self.fout][0] == verb:
            anders = ANTWOORDEN[self.fout][1]
        return {naam: waarde for naam, waarde in {**gegeven, **anders}.items() if waarde is not None}


def main(hoe: str, fout: str) -> None:
    if fout == "eindigt_meteen":
        sys.exit("geen verbinding met de testdatabase")
    bezig = Fout(VoorbeeldAanbieder())
    bezig.fout = fout
    if hoe == "lijnen":
        bediening.op_lijnen(bezig)
    else:
        bediening.op_http(bezig, int(hoe))


if __name__ == "__main__":
    main(*sys.argv[1:])
