"""An adapter as a supplier might write it with Flask: the framework's own answer to a path that there is not, and no body where none is needed.

Usage: python flask_adapter.py POORT
"""

import sys
from pathlib import Path
from typing import Any

from flask import Flask, jsonify, request

sys.path.insert(0, str(Path(__file__).parent.parent / "systemen"))

from bediening import Bediening

from pytest_draaiboek.systemen.voorbeelden import VoorbeeldGemeente

app = Flask(__name__)
bediening = Bediening(VoorbeeldGemeente())


def antwoord(verb: str) -> Any:
    gezegd = bediening.antwoord(verb, request.get_json(silent=True) or {})
    return jsonify(gezegd) if gezegd else ("", 204)


@app.get("/<any(beschrijving, klok, stand):verb>")
def vraag(verb: str) -> Any:
    return antwoord(verb)


@app.put("/klok")
def zet_klok() -> Any:
    return antwoord("zet_klok")


@app.post("/<any(reset, verzend, ontvang, verwerk, meld_fout, registreer_spoed, sluit):verb>")
def doe(verb: str) -> Any:
    return antwoord(verb)


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]), threaded=False)
