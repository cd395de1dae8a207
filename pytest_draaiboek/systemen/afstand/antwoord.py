"""An answer read by its shape; whatever is wrong with it is said at once, and is the adapter's fault."""

import re
from typing import Any

import msgspec

from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.systemen.afstand.lijn import GEEN_OORDEEL, ZIE_DIAGNOSE, kort
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Verb

_LEZERS = {verb.naam: msgspec.json.Decoder(verb.antwoord) for verb in VERBEN.values()}
_SOORTEN = {
    "str": "tekst",
    "int": "een geheel getal",
    "float": "een getal",
    "bool": "true of false",
    "array": "een lijst",
    "object": "een object",
    "null": "null",
    "datetime": "een moment",
}
_GEVONDEN = re.compile(r"Expected `(?P<wel>[^`]+)`, got `(?P<niet>[^`]+)`(?: - at `(?P<waar>[^`]+)`)?")
_WAARDE = re.compile(r"Invalid enum value (?P<niet>'.*?')(?: - at `(?P<waar>[^`]+)`)?$")
_PLEK = re.compile(r"^(?P<wat>.*?)(?: - at `(?P<waar>[^`]+)`)?$")


def lees_antwoord(verb: Verb, antwoord: bytes, naar: str) -> Any:
    """Read an answer.

    Args:
        verb: what was asked.
        antwoord: the bytes of a JSON object; fields that the shape does not have are ignored.
        naar: who answered, for the message.

    Raises:
        AdapterFout: names everything that is missing, or the first thing that is not as it should be, with its place.

    """
    try:
        return _LEZERS[verb.naam].decode(antwoord)
    except msgspec.ValidationError as fout:
        wat = _ontbreekt(verb, antwoord) or _in_het_nederlands(str(fout))
    except (msgspec.DecodeError, UnicodeDecodeError) as fout:
        wat = f"dat is geen JSON ({fout}): {kort(antwoord[:400].decode(errors='replace'))!r}"
    raise AdapterFout(
        f"{naar} gaf op {verb.naam} een antwoord dat niet klopt: {wat}.\n"
        f"Verwacht wordt {verwacht(verb)}\n"
        f"Wat te doen: {GEEN_OORDEEL} Herstel de adapter{ZIE_DIAGNOSE}."
    )


def verwacht(verb: Verb) -> str:
    """Say what an answer holds, in Dutch."""
    velden = msgspec.structs.fields(verb.antwoord)
    if not velden:
        return "een leeg object: {}."
    moet = ", ".join(veld.name for veld in velden if veld.required)
    mag = ", ".join(veld.name for veld in velden if not veld.required)
    return f"een object met {moet}{f'; {mag} mag erbij' if mag else ''}."


def _ontbreekt(verb: Verb, antwoord: bytes) -> str:
    gelezen = msgspec.json.decode(antwoord)
    if not isinstance(gelezen, dict):
        return ""
    weg = [v.name for v in msgspec.structs.fields(verb.antwoord) if v.required and v.name not in gelezen]
    return f"{', '.join(weg)} {'ontbreekt' if len(weg) == 1 else 'ontbreken'}" if weg else ""


def _in_het_nederlands(melding: str) -> str:
    """Say in Dutch what msgspec says in English; what is not known is passed on as it is."""
    if gevonden := _GEVONDEN.match(melding):
        delen = [" of ".join(_SOORTEN.get(s, s) for s in gevonden[g].split(" | ")) for g in ("wel", "niet")]
        return f"{gevonden['waar'] or '$'} is {delen[1]}; verwacht wordt {delen[0]}"
    if gevonden := _WAARDE.match(melding):
        return f"{gevonden['waar'] or '$'} is {gevonden['niet']}; verwacht wordt aanvaard, geweigerd of uitgesteld"
    if melding.startswith("Expected `int` >= 0") and (gevonden := _PLEK.match(melding)):
        return f"{gevonden['waar'] or '$'} is negatief; verwacht wordt een aantal van nul of meer"
    if "timezone" in melding and (gevonden := _PLEK.match(melding)):
        return f"{gevonden['waar'] or '$'} heeft geen tijdzone; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00"
    if "RFC3339" in melding and (gevonden := _PLEK.match(melding)):
        return f"{gevonden['waar'] or '$'} is geen moment; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00"
    return melding
