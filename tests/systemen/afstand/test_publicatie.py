"""The published shapes are those that the kit uses, and what goes over a line keeps to them."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from pytest_draaiboek import Berichten, Opdracht, Uitstel
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.systemen.afstand import systeem
from pytest_draaiboek.systemen.afstand.publicatie import antwoord_op, json_schema, openapi
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Verb

DOCS = Path(__file__).parents[3] / "docs"
UITKOMST = {"status": "aanvaard", "berichten": []}
ANTWOORDEN: dict[str, dict[str, Any]] = {
    "beschrijving": {"vorm": 1, "rol": "aanbieder", "verben": list(VERBEN)},
    "klok": {"moment": "2022-03-30T17:00:00+02:00"},
    "zet_klok": {},
    "reset": {},
    "verzend": UITKOMST,
    "ontvang": UITKOMST,
    "verwerk": UITKOMST,
    "stand": {"te_verzenden": 0, "ongelezen": 0, "onbeantwoord": 0},
    "meld_fout": UITKOMST,
    "registreer_spoed": UITKOMST,
    "stel_uit": UITKOMST,
    "sluit": {},
}


@pytest.mark.parametrize(
    ("bestand", "opties", "maak"),
    [("vormen.schema.json", [], json_schema), ("openapi.json", ["--openapi"], openapi)],
)
def test_wat_in_docs_staat_is_wat_het_commando_geeft(
    bestand: str, opties: list[str], maak: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hoofd(["vormen", *opties]) == 0
    assert json.loads(capsys.readouterr().out) == maak()
    assert json.loads((DOCS / bestand).read_text(encoding="utf-8")) == maak()


def test_de_beschrijvingen_zijn_geldig() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    validate(openapi())
    handelingen = {h["operationId"] for pad in openapi()["paths"].values() for h in pad.values()}
    assert handelingen == VERBEN.keys()


class Lijn:
    """Answers each verb by the book, and keeps the questions."""

    naar = "Het systeem van de test"

    def __init__(self) -> None:
        self.vragen: list[dict[str, Any]] = []

    def vraag(self, verb: Verb, moment: str, inhoud: bytes) -> bytes:
        self.vragen.append(
            {"nr": len(self.vragen) + 1, "vorm": 1, "verb": verb.naam, "moment": moment, **json.loads(inhoud)}
        )
        return json.dumps(ANTWOORDEN[verb.naam]).encode()

    def sluit(self) -> None:
        return


@pytest.fixture
def vragen() -> list[dict[str, Any]]:
    """Every verb asked once."""
    lijn = Lijn()
    ver_weg = SysteemOpAfstand(lijn, {})
    bericht = Berichten().maak("WMO301")
    opdracht = Opdracht("WMO305", Berichten().dossier(1, vanaf=date(2022, 3, 1)).inhoud("WMO305", date(2022, 3, 30)))
    ver_weg.reset()
    ver_weg.verzend(opdracht)
    ver_weg.verzend(Opdracht("WMO302", {"Header": bericht.inhoud["Header"]}, in_antwoord_op=bericht))
    ver_weg.ontvang(bericht)
    ver_weg.verwerk()
    ver_weg.stand()
    ver_weg.meld_fout(bericht, "X", "niet doorgegeven")
    ver_weg.registreer_spoed(opdracht)
    morgen = datetime(2022, 4, 5, 11, tzinfo=UTC)
    ver_weg.stel_uit(Uitstel(morgen, {"3.2.4": morgen}))
    assert ver_weg.klok().utcoffset() == timedelta(hours=2)
    ver_weg.sluit()
    assert {vraag["verb"] for vraag in lijn.vragen} == VERBEN.keys()
    return lijn.vragen


def test_elke_vraag_en_elk_antwoord_houdt_zich_aan_het_schema(vragen: list[dict[str, Any]]) -> None:
    for vraag in vragen:
        assert houdt_zich_aan(vraag, "Vraagregel")
        for weg in ("nr", "verb", "moment", "opdracht", "bericht", "melding", "uitstel"):
            assert weg not in vraag or not houdt_zich_aan({n: w for n, w in vraag.items() if n != weg}, "Vraagregel")
    for naam, antwoord in ANTWOORDEN.items():
        op = antwoord_op(VERBEN[naam])
        assert houdt_zich_aan({"nr": 1, "onbekend": 2, **antwoord}, op)
        assert houdt_zich_aan({"nr": 1, "fout": {"soort": "intern"}}, op)
        assert not houdt_zich_aan(antwoord, op)
        assert not antwoord or not houdt_zich_aan({"nr": 1}, op)


def houdt_zich_aan(wat: dict[str, Any], vorm: str) -> bool:
    schema = json_schema() | {"anyOf": [{"$ref": f"#/$defs/{vorm}"}]}
    return jsonschema.Draft202012Validator(schema).is_valid(wat)


def test_een_opdracht_wordt_weergegeven_in_elke_release(vragen: list[dict[str, Any]]) -> None:
    """Whatever is expected, the same renderings go along: none of them stands out."""
    weergaven = [set(vraag["opdracht"]["weergaven"]) for vraag in vragen if "opdracht" in vraag]
    assert weergaven == [{"3.0", "3.1", "3.2"}] * 3
    assert systeem.releases_van("JW303") == ("3.0",)
    assert systeem.releases_van("WMO999") == ()
