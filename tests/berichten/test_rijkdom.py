"""What the kit makes is rich enough to test with: everything that a system must be able to meet does occur, and is coherent where it does."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.berichten.retourcodes import codes_per_klasse
from pytest_draaiboek.standaarden import Knoop, alle_standaarden, laad_standaard

pytestmark = pytest.mark.breed

AANTAL = 150
VERSIES = ("3.0", "3.1")
SOORTEN = [
    pytest.param(standaard.naam, versie, type_, id=f"{type_}-{versie}")
    for standaard in alle_standaarden()
    if standaard.familie == "sociaal"
    for versie in VERSIES
    for type_ in standaard.releases[versie].berichttypen
]
RETOURS = [p for p in SOORTEN if p.values[2][-3:] in ("302", "306", "308", "316", "318", "320", "325")]
DECLARATIES = [p for p in SOORTEN if p.values[2][-3:] == "323"]

Inhoud = Mapping[str, Any]
Kenmerk = Callable[[Inhoud], bool]


@cache
def steekproef(type_: str, versie: str) -> tuple[tuple[Bericht, Inhoud], ...]:
    return tuple((b, b.inhoud) for b in Berichten(zaad=1).reeks(type_, AANTAL, versie))


def alle(deel: Any, naam: str) -> Iterator[Any]:
    """Yield every element of a name, at any depth; each of several on its own."""
    for stuk in deel if isinstance(deel, list) else [deel]:
        if isinstance(stuk, dict):
            for kind, waarde in stuk.items():
                if kind == naam:
                    yield from waarde if isinstance(waarde, list) else [waarde]
                yield from alle(waarde, naam)


def meer(naam: str) -> Kenmerk:
    return lambda inhoud: sum(1 for _ in alle(inhoud, naam)) > 1


def een(naam: str, klopt: Callable[[Any], bool] = lambda _: True) -> Kenmerk:
    return lambda inhoud: any(klopt(deel) for deel in alle(inhoud, naam))


def met(**verwacht: str) -> Callable[[Any], bool]:
    return lambda deel: all(deel.get(naam) == waarde for naam, waarde in verwacht.items())


def buitenlands(adres: Any) -> bool:
    postcode = adres.get("Postcode", "")
    nederlands = len(postcode) == 6 and postcode[:4].isdigit() and postcode[4:].isalpha()
    return adres.get("LandCode", "NL") != "NL" and bool(postcode) and not nederlands


def productvormen(naam: str) -> dict[str, Kenmerk]:
    """The kinds of product that an assignment, a request or a change can be about."""
    return {
        f"meer dan een {naam}": meer(naam),
        f"{naam} met Budget": een(naam, lambda p: "Budget" in p),
        f"{naam} met Omvang": een(naam, lambda p: "Omvang" in p),
    }


def aspecifiek(naam: str) -> dict[str, Kenmerk]:
    return {
        f"{naam} met een Code": een(naam, lambda p: "Code" in p.get("Product", {})),
        f"{naam} met alleen een Categorie": een(naam, lambda p: "Product" in p and "Code" not in p["Product"]),
        f"{naam} zonder Product": een(naam, lambda p: "Product" not in p),
    }


def status(naam: str) -> dict[str, Kenmerk]:
    return {
        f"meer dan een {naam}": meer(naam),
        **{f"StatusAanlevering {s}": een(naam, met(StatusAanlevering=s)) for s in "13"},
        "allebei in een bericht": lambda inhoud: {p["StatusAanlevering"] for p in alle(inhoud, naam)} == {"1", "3"},
        f"{naam} zonder Product": een(naam, lambda p: "Product" not in p),
    }


def tekens(inhoud: Inhoud) -> set[str]:
    return {prestatie["IngediendBedrag"]["DebetCredit"] for prestatie in alle(inhoud, "Prestatie")}


# By message number: what must occur.
KENMERKEN: dict[str, dict[str, Kenmerk]] = {
    "301": {
        **productvormen("ToegewezenProduct"),
        **aspecifiek("ToegewezenProduct"),
        "een Relatie": een("Relatie"),
        "meer dan een Relatie": meer("Relatie"),
        "een adres in Nederland": een("Adres", met(LandCode="NL")),
        "een adres in het buitenland met een postcode van daar": een("Adres", buitenlands),
        "beide soorten adres in een bericht": lambda inhoud: len({a.get("LandCode", "NL") == "NL" for a in alle(inhoud, "Adres")}) == 2,
    },
    "305": status("StartProduct"),
    "307": status("StopProduct"),
    "315": {**productvormen("AangevraagdProduct"), **aspecifiek("AangevraagdProduct")},
    "317": {
        **productvormen("NieuwProduct"),
        **aspecifiek("NieuwProduct"),
        **productvormen("TeWijzigenProduct"),
        "meer dan een OngewijzigdProduct": meer("OngewijzigdProduct"),
        "alle drie in een verzoek": lambda inhoud: all(
            any(alle(inhoud, naam)) for naam in ("NieuwProduct", "TeWijzigenProduct", "OngewijzigdProduct")
        ),
        "alleen een TeWijzigenProduct": lambda inhoud: any(alle(inhoud, "TeWijzigenProduct"))
        and not any(alle(inhoud, "NieuwProduct")) and not any(alle(inhoud, "OngewijzigdProduct")),
    },
    "319": {
        f"VerzoekAntwoord {antwoord}": een("Antwoord", met(VerzoekAntwoord=antwoord)) for antwoord in "12"
    },
    "323": {
        "meer dan een Client": meer("Client"),
        "meer dan een Prestatie": meer("Prestatie"),
        "een debetregel": lambda inhoud: "D" in tekens(inhoud),
        "een creditregel": lambda inhoud: "C" in tekens(inhoud),
        "debet en credit samen": lambda inhoud: len(tekens(inhoud)) == 2,
        "een totaal in debet": een("TotaalIngediendBedrag", met(DebetCredit="D")),
        "een totaal in credit": een("TotaalIngediendBedrag", met(DebetCredit="C")),
        "een bedrag zonder tarief": een("Prestatie", lambda p: p["Eenheid"] == "83" and "ProductTarief" not in p),
    },
}  # fmt: skip


@pytest.mark.parametrize(("standaard", "versie", "type_"), [p for p in SOORTEN if p.values[2][-3:] in KENMERKEN])
def test_alles_komt_voor(standaard: str, versie: str, type_: str) -> None:
    inhouden = [inhoud for _, inhoud in steekproef(type_, versie)]
    nooit = [wat for wat, klopt in KENMERKEN[type_[-3:]].items() if not any(map(klopt, inhouden))]
    assert nooit == [], f"komt in {AANTAL} berichten {type_} {versie} niet voor: {'; '.join(nooit)}"
    altijd = [wat for wat, klopt in KENMERKEN[type_[-3:]].items() if all(map(klopt, inhouden))]
    assert altijd == [], f"komt in {AANTAL} berichten {type_} {versie} altijd voor: {'; '.join(altijd)}"


def eurocent(bedrag: Inhoud, naam: str) -> int:
    return int(bedrag[naam]) * {"D": 1, "C": -1}[bedrag["DebetCredit"]]


def som(inhoud: Inhoud) -> int:
    return sum(eurocent(prestatie["IngediendBedrag"], "Bedrag") for prestatie in alle(inhoud, "Prestatie"))


@pytest.mark.parametrize(("standaard", "versie", "type_"), DECLARATIES)
def test_het_totaal_over_clienten_telt_op(standaard: str, versie: str, type_: str) -> None:
    clienten = set()
    for b, inhoud in steekproef(type_, versie):
        assert eurocent(inhoud["Declaratie"]["TotaalIngediendBedrag"], "TotaalBedrag") == som(inhoud), b.xml.decode()
        bsns = [client["Bsn"] for client in alle(inhoud, "Client")]
        assert len(set(bsns)) == len(bsns), b.xml.decode()
        clienten.add(len(bsns))
    assert clienten >= {1, 2, 3}, f"{AANTAL} berichten {type_} {versie} gaan over {clienten} clienten"


AANVAARD, NIET_BEOORDEELD, VORM = {"0200", "8001"}, "0233", "0001"


def dragers(knoop: Knoop, deel: Any, boven: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each class that bears retourcodes: its name, its codes, and the codes of all that it is in."""
    for kind in knoop.kinderen:
        gevonden = deel.get(kind.naam) or []
        for stuk in gevonden if isinstance(gevonden, list) else [gevonden]:
            if not kind.kinderen or kind.naam == "RetourCodes":
                continue
            codes = stuk.get("RetourCodes", {}).get("RetourCode", [])
            if kind.kind("RetourCodes") is not None:
                yield kind.naam, codes, list(boven)
            yield from dragers(kind, stuk, (*boven, *codes) if kind.naam != "Header" else boven)


def oordeel(b: Bericht, inhoud: Inhoud, bekend: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return what a retour shows, after it has been held to where each code belongs (IV028, IV087)."""
    structuur = laad_standaard(b.standaard).release(b.versie).structuur(b.berichttype)
    klassen = list(dragers(structuur, inhoud))
    declaratie = b.berichttype.endswith("325")
    assert klassen[0][0] == "Header"
    kop = klassen[0][1]
    if set(inhoud) == {"Header"}:
        assert len(kop) == (0 if not kop and not declaratie else 1), b.xml.decode()
        assert not kop or kop[0] == VORM or kop[0] in bekend["Header"], b.xml.decode()
        return {"aanvaard" if not kop else "om vorm" if kop == [VORM] else "Header"}
    assert kop == ["0200"], b.xml.decode()
    afgekeurd = set()
    for klasse, codes, boven in klassen[1:]:
        eigen = set(codes) - AANVAARD - {NIET_BEOORDEELD}
        erin = bool(set(boven) - AANVAARD)
        assert codes, (klasse, b.xml.decode())
        assert len(set(codes)) == len(codes)
        if eigen:
            assert eigen == set(codes) <= set(bekend[klasse]), (klasse, codes, b.xml.decode())
            assert not erin, (klasse, codes, b.xml.decode())
            afgekeurd.add(klasse)
        else:
            geen = "8001" if klasse == "DeclaratieAntwoord" and "Clienten" not in inhoud[klasse] else "0200"
            assert codes == [NIET_BEOORDEELD if erin else geen], (klasse, codes, b.xml.decode())
    if declaratie:
        antwoord = inhoud["DeclaratieAntwoord"]
        toegekend = eurocent(antwoord["TotaalToegekendBedrag"], "TotaalBedrag")
        ingediend = eurocent(antwoord["TotaalIngediendBedrag"], "TotaalBedrag")
        assert toegekend == (0 if "DeclaratieAntwoord" in afgekeurd else ingediend - som(inhoud)), b.xml.decode()
        assert ("Clienten" in antwoord) == bool(afgekeurd - {"DeclaratieAntwoord"}), b.xml.decode()
    assert afgekeurd or declaratie, b.xml.decode()
    return afgekeurd or {"aanvaard"}


@pytest.mark.parametrize(("standaard", "versie", "type_"), RETOURS)
def test_elk_soort_retour_komt_voor_met_de_code_op_zijn_plek(standaard: str, versie: str, type_: str) -> None:
    bekend = codes_per_klasse(standaard, versie, laad_standaard(standaard).soort(type_).heen or "", type_)
    structuur = laad_standaard(standaard).release(versie).structuur(type_)
    klassen = {knoop.naam for knoop in structuur.doorloop() if knoop.kind("RetourCodes") is not None}
    gezien = set().union(*(oordeel(b, inhoud, bekend) for b, inhoud in steekproef(type_, versie)))
    moet = {"aanvaard", "om vorm", *(klasse for klasse in klassen if bekend.get(klasse))}
    assert gezien == moet, f"komt in {AANTAL} berichten {type_} {versie} niet voor: {', '.join(sorted(moet - gezien))}"


# Where a rule of a 323 is about, and which class of the 325 bears the code of it.
IN_ANTWOORD = {"Declaratie": "DeclaratieAntwoord"}


def klasse_van(pad: str, nummer: str) -> str | None:
    """Return the class that the path of a rule is about, in the answer to a message of a number; None when it is about another."""
    bericht, _, plek = pad.partition(":")
    return None if bericht != nummer else IN_ANTWOORD.get(plek.split("/")[0], plek.split("/")[0]) or "Client"


@pytest.mark.parametrize(("standaard", "versie", "type_"), RETOURS)
def test_elke_code_is_er_een_van_die_plek(standaard: str, versie: str, type_: str, gedeeld: Path) -> None:
    """Held to the facts, not to the table of the kit: the code belongs to a rule across messages that is about that class."""
    nummer = (laad_standaard(standaard).soort(type_).heen or "")[-3:]
    regels = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    mag: dict[str, set[str]] = {}
    for regel in regels:
        code = regel["retourcode"]
        if standaard in regel["standaard"] and isinstance(code, str) and code != VORM:
            for pad in regel["pad"]:
                klasse = klasse_van(pad, nummer)
                if klasse:
                    mag.setdefault(klasse, set()).add(code)
    structuur = laad_standaard(standaard).release(versie).structuur(type_)
    gezien: dict[str, set[str]] = {}
    for _, inhoud in steekproef(type_, versie):
        for klasse, codes, _ in dragers(structuur, inhoud):
            gezien.setdefault(klasse, set()).update(set(codes) - AANVAARD - {NIET_BEOORDEELD, VORM})
    verkeerd = {klasse: codes - mag.get(klasse, set()) for klasse, codes in gezien.items()}
    assert {klasse: codes for klasse, codes in verkeerd.items() if codes} == {}
    niet = [klasse for klasse in mag if klasse in {k.naam for k in structuur.doorloop()} and not gezien.get(klasse)]
    assert niet == [], f"{type_} {versie}: nooit een code bij {', '.join(niet)}"
