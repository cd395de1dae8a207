"""A hub (knooppunt) that pytest-draaiboek can judge, over HTTP. Python with Flask (pip install flask).

    pytest --draaiboek=iwmo-3.1 --draaiboek-onderdeel=kalender
           --draaiboek-systeem="http://127.0.0.1:{poort}"
           --draaiboek-start="python knooppunt.py {poort}"

The first half stands for your own application: it knows the dates, and remembers what went through. The second half is
the adapter, the part that you would write: one route for each verb of the kit. A hub has nothing to send by itself and
nothing to answer, so verbs such as verzend are left out.
"""

import logging
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from flask import Flask, request
from werkzeug.exceptions import HTTPException

# ---- The application ------------------------------------------------------------------------------------------------

tijd = datetime.fromisoformat
STOP_HEEN = tijd("2022-03-30T17:00:00+02:00")
STOP_RETOUR = tijd("2022-03-31T13:00:00+02:00")
LIVE = tijd("2022-04-04T13:00:00+02:00")  # Fout om te proberen: "+02" wordt "+01"; dan faalt eis 1.1, 3.2.4, 4.1.1

HEEN = {"301", "305", "307", "315", "317", "319", "323"}
VERVALLEN = {"303", "304"}  # do not exist in 3.1; until then a hub stops both of them together with the retours


@dataclass(frozen=True)
class Bericht:
    """What a hub needs to know of a message that it passes on."""

    berichttype: str
    versie: str
    afzender: str
    identificatie: str

    @classmethod
    def lees(cls, xml: str) -> "Bericht":
        """Read a message; ValueError when it is none."""
        try:
            root = ElementTree.fromstring(xml)
        except ElementTree.ParseError as fout:
            raise ValueError(f"dit is geen XML: {fout}") from fout
        # A message says what it is in the namespace of its root: .../iwmo/3_0/wmo305/schema
        naamruimte = re.match(r"\{http://www\.istandaarden\.nl/\w+/(\d+)_(\d+)/(\w+)/schema\}Bericht$", root.tag)
        if naamruimte is None:
            raise ValueError(f"dit is geen iWmo- of iJw-bericht: {root.tag}")
        hoofd, sub, berichttype = naamruimte.groups()
        # A retour repeats the Identificatie of the message that it answers, and has one of its own beside it.
        identificatie = root.findtext(".//{*}IdentificatieRetour") or root.findtext(".//{*}Identificatie") or ""
        afzender = root.findtext("{*}Header/{*}Afzender") or ""
        return cls(berichttype.upper(), f"{hoofd}.{sub}", afzender, identificatie)


def doorgeefversie(nummer: str, nu: datetime, live: datetime) -> str | None:
    """Return the version in which a type ("305") is passed on at this moment, or None when it is blocked."""
    if nu >= live:
        return "3.1" if nummer not in VERVALLEN else None
    stop = STOP_HEEN if nummer in HEEN else STOP_RETOUR
    return "3.0" if nu < stop else None


class Knooppunt:
    """A hub: what is submitted goes on unchanged, or comes back with a fault."""

    def __init__(self) -> None:
        self.gezet: datetime | None = None  # the clock as it was set; without that, the real one
        self.reset()

    def reset(self) -> None:
        """Forget what went through, and that the migration was put off."""
        self.doorgegeven: set[Bericht] = set()
        self.live = LIVE

    def klok(self) -> datetime:
        """Return the time that this hub thinks it is."""
        return self.gezet or datetime.now(UTC)

    def ontvang(self, xml: str) -> dict[str, Any]:
        """Take a message that a party submits, and pass it on or say why not."""
        try:
            bericht = Bericht.lees(xml)
        except ValueError as fout:
            return geweigerd("ONLEESBAAR", f"Het bericht is niet doorgegeven: {fout}.")
        type_, versie = bericht.berichttype, bericht.versie
        if versie != doorgeefversie(type_[-3:], self.klok(), self.live):
            return geweigerd("STOP", f"Een {type_} in versie {versie} wordt nu niet doorgegeven.")
        if bericht in self.doorgegeven:
            return geweigerd("DUBBEL", f"Een {type_} met identificatie {bericht.identificatie} is al ingediend.")
        self.doorgegeven.add(bericht)
        # Nothing is parsed and written again here: what goes on is what came in, to the byte.
        return {"status": "aanvaard", "berichten": [xml], "code": "", "melding": ""}


def geweigerd(code: str, melding: str) -> dict[str, Any]:
    """Return a refusal; a hub never keeps silent about what it does not pass on."""
    return {"status": "geweigerd", "berichten": [], "code": code, "melding": melding}


# ---- The adapter ----------------------------------------------------------------------------------------------------

app = Flask(__name__)
knooppunt = Knooppunt()


@app.get("/beschrijving")
def beschrijving() -> dict[str, Any]:
    """Say who this is, and which verbs it has."""
    verben = ["reset", "klok", "zet_klok", "ontvang", "stel_uit"]
    return {"vorm": 1, "rol": "knooppunt", "naam": "voorbeeld-knooppunt-flask", "versie": "1.0", "verben": verben}


@app.get("/klok")
def klok() -> dict[str, Any]:
    """Tell the time."""
    return {"moment": knooppunt.klok().isoformat()}


@app.put("/klok")
def zet_klok() -> dict[str, Any]:
    """Set the clock, which then stands still."""
    knooppunt.gezet = datetime.fromisoformat(request.get_json()["moment"])
    return {}


@app.post("/reset")
def reset() -> dict[str, Any]:
    """Go back to empty."""
    knooppunt.reset()
    return {}


@app.post("/ontvang")
def ontvang() -> dict[str, Any]:
    """Take a message that is submitted."""
    return knooppunt.ontvang(request.get_json()["bericht"])


@app.post("/stel_uit")
def stel_uit() -> dict[str, Any]:
    """Take notice that the new version is live at another moment than was planned."""
    knooppunt.live = datetime.fromisoformat(request.get_json()["uitstel"]["live"])
    return {"status": "aanvaard", "berichten": []}


@app.errorhandler(Exception)
def fout(fout: Exception) -> tuple[dict[str, Any], int]:
    """Tell a verb that is not there (501) from an adapter that breaks down (500): neither counts against the system."""
    if isinstance(fout, HTTPException) and fout.code in {404, 405}:
        soort, status = "niet_ondersteund", 501
        melding = f"Dit systeem kent {request.method} {request.path} niet."
    else:
        soort, status, melding = "intern", 500, f"{type(fout).__name__}: {fout}"
    return {"fout": {"soort": soort, "melding": melding}}, status


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # no line for each of thousands of requests
    app.run(host="127.0.0.1", port=int(sys.argv[1]) if len(sys.argv) > 1 else 8080)
