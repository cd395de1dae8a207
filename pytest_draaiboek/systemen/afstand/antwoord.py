"""An answer read by its shape; whatever is wrong with it is said at once, and is the adapter's fault."""

import json
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
_GEVONDEN = re.compile(r"Expected `(?P<wel>[^`]+)`, got `(?P<niet>[^`]+)`")
_WAARDE = re.compile(r"Invalid enum value (?P<niet>'.*?')(?: - at `[^`]+`)?$")
# Half a surrogate pair.
_HALF = re.compile(rb"(?i:\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]..)", re.DOTALL)
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
        gelezen = _LEZERS[verb.naam].decode(antwoord)
        json.loads(antwoord, object_pairs_hook=_zonder_dubbele, parse_int=str, parse_float=str)
        return gelezen
    except _Dubbel as fout:
        wat = f"{fout} staat er meer dan eens in"
    except msgspec.ValidationError as fout:
        wat = _ontbreekt(verb, antwoord) or _in_het_nederlands(str(fout), antwoord)
    except RecursionError:
        wat = "het is te diep genest"
    except UnicodeDecodeError:
        wat = f"dat is geen UTF-8: {_begin(antwoord)}"
    except msgspec.DecodeError as fout:
        half = _HALF.search(antwoord)
        waar = f" ({half[0].decode(errors='replace')} is een half teken)" if half else _plaats(str(fout))
        wat = f"dat is geen JSON{waar}: {_begin(antwoord)}"
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


class _Dubbel(Exception):
    """The name of a field that is there twice, of which parsers take one or the other."""


def _zonder_dubbele(velden: list[tuple[str, Any]]) -> dict[str, Any]:
    gelezen = dict(velden)
    if len(gelezen) < len(velden):
        namen = [naam for naam, _ in velden]
        raise _Dubbel(next(naam for naam in namen if namen.count(naam) > 1))
    return gelezen


def _ontbreekt(verb: Verb, antwoord: bytes) -> str:
    try:
        gelezen = msgspec.json.decode(antwoord, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    weg = [v.name for v in msgspec.structs.fields(verb.antwoord) if v.required and v.name not in gelezen]
    return f"{', '.join(weg)} {'ontbreekt' if len(weg) == 1 else 'ontbreken'}" if weg else ""


def _begin(antwoord: bytes) -> str:
    return repr(kort(antwoord[:400].decode(errors="replace"))) if antwoord.strip() else "het is leeg"


def _plaats(melding: str) -> str:
    gevonden = re.search(r"\(byte (\d+)\)$", melding)
    return (
        f" (fout bij byte {gevonden[1]})" if gevonden else " (het houdt te vroeg op)" if "truncated" in melding else ""
    )


def _in_het_nederlands(melding: str, antwoord: bytes) -> str:
    """Say in Dutch what msgspec says in English; what is not known is passed on as it is."""
    gevonden = _PLEK.match(melding)
    assert gevonden
    waar = gevonden["waar"] or "het antwoord"
    if soorten := _GEVONDEN.match(melding):
        wel, niet = (" of ".join(_SOORTEN.get(s, s) for s in soorten[g].split(" | ")) for g in ("wel", "niet"))
        return f"{waar} is {niet}; verwacht wordt {wel}"
    if waarde := _WAARDE.match(melding):
        return f"{waar} is {waarde['niet']}; verwacht wordt aanvaard, geweigerd of uitgesteld"
    if melding.startswith("Expected `int` >= 0"):
        return f"{waar} is negatief; verwacht wordt een aantal van nul of meer"
    if melding.startswith("Number out of range"):
        return f"{waar} is een te groot getal"
    if "timezone" in melding or "RFC3339" in melding:
        moment = kort(str(msgspec.json.decode(antwoord)["moment"]), 60)
        wat = f"is {moment!r}, {'zonder tijdzone' if 'timezone' in melding else 'en dat is geen moment'}"
        return f"{waar} {wat}; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00"
    return melding
