"""From a tree to the shape of a draaiboek file; where a file is of another shape, everything that differs is noted."""

from collections.abc import Iterable
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

from pytest_draaiboek.draaiboeken import bestand as vorm
from pytest_draaiboek.draaiboeken.boom import Tabel
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, Pad

# What cannot be made into anything, so that whatever holds it cannot either.
_NIETS: Any = object()
MEESTE = {"mijlpaal": 200, "eis": 500, "paar": 200, "venster": 500, "fase": 50, "proef": 500}


def lees_vorm(boom: Tabel, gebreken: Gebreken) -> vorm.Bestand | None:
    """Return a tree in the shape of a draaiboek file; None when too much of it is missing or something else to go on.

    Args:
        boom: the whole, with all that it inherits.
        gebreken: takes everything that is of another shape.

    """
    if not _past(boom, gebreken):
        return None
    try:
        return msgspec.convert(boom, vorm.Bestand)
    except msgspec.ValidationError:
        gelezen = _Controle(gebreken).waarde(boom, inspect.type_info(vorm.Bestand), ())
        return None if gelezen is _NIETS else gelezen


def _past(boom: Tabel, gebreken: Gebreken) -> bool:
    for lijst, meest in MEESTE.items():
        items = boom.get(lijst)
        if isinstance(items, list) and len(items) > meest:
            gebreken.meld(
                (lijst, meest),
                f"hier begint nummer {meest + 1} van {len(items)}; een draaiboek heeft er hooguit {meest}",
                "verdeel het over meer bestanden, of laat weg wat er niet in hoort",
            )
    return not len(gebreken)


class _Controle:
    """Makes values of the types that the shape asks for, one by one; only for a file that is known to be wrong somewhere."""

    def __init__(self, gebreken: Gebreken) -> None:
        self.gebreken = gebreken

    def waarde(self, gegeven: Any, soort: inspect.Type, pad: Pad) -> Any:
        if isinstance(soort, inspect.Metadata):
            return self.waarde(gegeven, soort.type, pad)
        if isinstance(soort, inspect.StructType):
            return self._struct(gegeven, soort, pad)
        if isinstance(soort, inspect.VarTupleType):
            return self._lijst(gegeven, soort.item_type, pad)
        if isinstance(soort, inspect.DictType) and isinstance(gegeven, dict):
            delen = {naam: self.waarde(een, soort.value_type, (*pad, naam)) for naam, een in gegeven.items()}
            return {naam: een for naam, een in delen.items() if een is not _NIETS}
        if isinstance(soort, inspect.UnionType):
            # Only ever "or nothing", which TOML says by leaving it out.
            return self.waarde(gegeven, next(t for t in soort.types if not isinstance(t, inspect.NoneType)), pad)
        if _klopt(gegeven, soort):
            return gegeven
        gevonden, raad = _verschil(gegeven, soort)
        self.gebreken.meld(pad, gevonden, raad)
        return _NIETS

    def _struct(self, gegeven: Any, soort: inspect.StructType, pad: Pad) -> Any:
        if not isinstance(gegeven, dict):
            self.gebreken.meld(
                pad, f"gevonden is {_noem(gegeven)}, verwacht wordt een tabel", "schrijf er een tabel met sleutels van"
            )
            return _NIETS
        velden = {veld.encode_name: veld for veld in soort.fields}
        for sleutel in gegeven:
            if sleutel not in velden:
                lijkt = get_close_matches(str(sleutel), velden, n=1)
                raad = f"schrijf {lijkt[0]!r}" if lijkt else f"kies uit {', '.join(velden)}"
                self.gebreken.meld(
                    (*pad, sleutel), f"de sleutel {sleutel!r} is hier niet bekend", f"{raad}, of haal de sleutel weg"
                )
        delen: dict[str, Any] = {}
        heel = True
        for naam, veld in velden.items():
            if naam in gegeven:
                deel = self.waarde(gegeven[naam], veld.type, (*pad, naam))
                if deel is not _NIETS:
                    delen[veld.name] = deel
                heel &= deel is not _NIETS or not veld.required
            elif veld.required:
                self.gebreken.meld(pad, f"de sleutel {naam!r} ontbreekt", f"voeg {naam} toe: {_uitleg(veld.type)}")
                heel = False
        return soort.cls(**delen) if heel else _NIETS

    def _lijst(self, gegeven: Any, soort: inspect.Type, pad: Pad) -> Any:
        if not isinstance(gegeven, list):
            enkel = "schrijf [[…]] met dubbele haken" if isinstance(gegeven, dict) else "schrijf rechte haken eromheen"
            self.gebreken.meld(pad, f"gevonden is {_noem(gegeven)}, verwacht wordt een lijst", enkel)
            return _NIETS
        delen = [self.waarde(een, soort, (*pad, nr)) for nr, een in enumerate(gegeven)]
        # An item that is missing would shift the places of those after it.
        return _NIETS if any(een is _NIETS for een in delen) else tuple(delen)


def _klopt(gegeven: object, soort: inspect.Type) -> bool:
    match soort:
        case inspect.LiteralType(values=waarden):
            return any(gegeven == een and type(gegeven) is type(een) for een in waarden)
        case inspect.DateTimeType():
            return isinstance(gegeven, datetime) and gegeven.tzinfo is None
        case inspect.StrType():
            return isinstance(gegeven, str)
        case inspect.BoolType():
            return isinstance(gegeven, bool)
        case inspect.IntType():
            return isinstance(gegeven, int) and not isinstance(gegeven, bool)
        case inspect.DictType():
            return isinstance(gegeven, dict)
    return True


def _verschil(gegeven: object, soort: inspect.Type) -> tuple[str, str]:
    """Return what was found against what was expected, and what to do."""
    if isinstance(soort, inspect.LiteralType):
        waarden = [een for een in soort.values if een != ""]
        keuze = ", ".join(map(repr, waarden))
        lijkt = get_close_matches(str(gegeven), map(str, waarden), n=1)
        raad = f"schrijf {lijkt[0]!r}" if lijkt and lijkt[0] != str(gegeven) else f"kies uit {keuze}"
        return f"gevonden is {_noem(gegeven)}, verwacht wordt een van {keuze}", raad
    verwacht, voorbeeld = _VERWACHT[type(soort)]
    if isinstance(soort, inspect.DateTimeType):
        if isinstance(gegeven, datetime):
            return (
                f"{gegeven.isoformat()} heeft een offset; verwacht wordt {verwacht}",
                f"laat de offset weg: schrijf {gegeven.replace(tzinfo=None).isoformat()}, in de tijdzone van het draaiboek",
            )
        if isinstance(gegeven, date):
            return (
                f"{gegeven} is een datum zonder tijd; verwacht wordt {verwacht}",
                f"schrijf de tijd erbij, zoals {gegeven}T13:00:00",
            )
        if isinstance(gegeven, str):
            return (
                f"gevonden is {_noem(gegeven)}, verwacht wordt {verwacht}",
                "laat de aanhalingstekens weg, en schrijf bijvoorbeeld 2022-03-30T17:00:00",
            )
    return f"gevonden is {_noem(gegeven)}, verwacht wordt {verwacht}", f"schrijf bijvoorbeeld {voorbeeld}"


_VERWACHT: dict[type[inspect.Type], tuple[str, str]] = {
    inspect.StrType: ("een tekst tussen aanhalingstekens", '"3.1"'),
    inspect.IntType: ("een geheel getal", "1"),
    inspect.BoolType: ("true of false", "true"),
    inspect.DateTimeType: ("een lokaal moment", "2022-03-30T17:00:00"),
    inspect.DictType: ("een tabel", "een kop tussen rechte haken, met sleutels eronder"),
}


def _uitleg(soort: inspect.Type) -> str:
    uitleg = (soort.extra_json_schema or {}).get("description", "") if isinstance(soort, inspect.Metadata) else ""
    return (uitleg[:1].lower() + uitleg[1:]).rstrip(".") or "het is verplicht"


def _noem(gegeven: object) -> str:
    match gegeven:
        case bool():
            return "true" if gegeven else "false"
        case str():
            return f"de tekst {gegeven!r}"
        case int() | float():
            groot = isinstance(gegeven, int) and abs(gegeven) >= 10**15
            return "een heel groot getal" if groot else f"het getal {gegeven}"
        case datetime() | date() | time():
            return f"het tijdstip {gegeven.isoformat()}"
        case dict():
            return "een tabel"
    return "een lijst" if isinstance(gegeven, Iterable) else "iets anders"
