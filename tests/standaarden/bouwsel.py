"""A small structure of a message of its own, and messages in it, to try translations on."""

from collections.abc import Iterable
from itertools import combinations, product
from typing import Literal

from lxml import etree

from pytest_draaiboek.standaarden.aanzicht import Aanzicht, Element
from pytest_draaiboek.standaarden.eerste_blik import Vraag, kijk
from pytest_draaiboek.standaarden.notatie import compileer
from pytest_draaiboek.standaarden.regels import elementen_op
from pytest_draaiboek.standaarden.structuur import Datatype, Knoop

RUIMTEN = ("urn:bericht", "urn:basis")
SOORTEN = {
    "datum": Datatype("LDT_Datum", "date"),
    "getal": Datatype("LDT_Getal", "integer"),
    "tekst": Datatype("LDT_Tekst", "string"),
    "code": Datatype("LDT_Code", "string", codes=("A", "B", "83")),
}


def blad(naam: str, soort: str = "tekst", *, verplicht: bool = True, herhaalbaar: bool = False) -> Knoop:
    return Knoop(naam, soort, True, verplicht, herhaalbaar, (), SOORTEN[soort])


def tak(naam: str, *kinderen: Knoop, verplicht: bool = True, herhaalbaar: bool = False) -> Knoop:
    return Knoop(naam, naam, False, verplicht, herhaalbaar, kinderen, None)


BERICHT = tak(
    "Bericht",
    tak("Header", tak("Kenmerk", blad("Nummer"), blad("Dag", "datum"))),
    tak(
        "Groepen",
        tak(
            "Groep",
            blad("Code", "code"),
            tak(
                "Stukken",
                tak(
                    "Stuk",
                    blad("Begin", "datum"),
                    blad("Eind", "datum", verplicht=False),
                    blad("Vorig", verplicht=False),
                    blad("Bedrag", "getal"),
                    tak("Prijs", blad("Teken", "code", verplicht=False), verplicht=False),
                    herhaalbaar=True,
                ),
            ),
            blad("Eigen", "getal", verplicht=False),
            blad("Retour", "code", verplicht=False, herhaalbaar=True),
            herhaalbaar=True,
        ),
    ),
)


def maak(knoop: Knoop, inhoud: object) -> etree._Element:
    """Return an element: of a text, or of pairs of a name and what is in it."""
    element = etree.Element(f"{{{RUIMTEN[knoop.ruimte]}}}{knoop.naam}")
    if isinstance(inhoud, str):
        element.text = inhoud
        return element
    assert isinstance(inhoud, list)
    for naam, binnen in inhoud:
        kind = knoop.kind(naam)
        assert kind is not None
        element.append(maak(kind, binnen))
    return element


def stuk(
    begin: str, eind: str | None, bedrag: str, vorig: str | None = None, teken: str | None = ""
) -> tuple[str, object]:
    """Return one Stuk; a teken that is empty leaves the Prijs out, None the Teken only."""
    prijs: list[tuple[str, object]] = [] if teken == "" else [("Prijs", [] if teken is None else [("Teken", teken)])]
    midden = [(naam, tekst) for naam, tekst in (("Eind", eind), ("Vorig", vorig)) if tekst is not None]
    return "Stuk", [("Begin", begin), *midden, ("Bedrag", bedrag), *prijs]


def bericht(*groepen: tuple[str, list[tuple[str, object]], str | None, tuple[str, ...]]) -> etree._Element:
    """Return a message of groups: each a code, its Stukken, its Eigen and its Retours."""
    inhoud: list[tuple[str, object]] = []
    for code, stukken, eigen, retours in groepen:
        rest: list[tuple[str, object]] = [] if eigen is None else [("Eigen", eigen)]
        inhoud.append(
            ("Groep", [("Code", code), ("Stukken", stukken), *rest, *(("Retour", retour) for retour in retours)])
        )
    kop = [("Kenmerk", [("Nummer", " 7 "), ("Dag", "2022-02-15")])]
    return maak(BERICHT, [("Header", kop), ("Groepen", inhoud)])


def alle_berichten() -> list[etree._Element]:
    """Return messages with every arrangement of what need not be there, alone and beside others."""
    stukken = [
        stuk(begin, eind, bedrag, vorig, teken)
        for (begin, eind, bedrag), vorig, teken in product(
            [("2022-02-01", "2022-02-28", "5"), ("2022-02-15", None, "0"), ("2023-01-31", "2022-02-15", " 7")],
            [None, "", " ", " r1 ", "r1"],
            ["", None, "A", "83"],
        )
    ]
    los = [bericht(("A", [een], eigen, ())) for een in stukken for eigen in (None, "5")]
    samen = [
        bericht(("B", [een, ander], "12", ("A",)), ("A", [stukken[nr]], None, ("B", "83")))
        for nr, (een, ander) in enumerate(zip(stukken, reversed(stukken), strict=True))
    ]
    dubbel = [
        bericht(("83", [een, een], "10", ("A", "A")), ("83", [stukken[-1], een], "0", ())) for een in stukken[::3]
    ]
    return [bericht(), *los, *samen, *dubbel]


def precies(root: etree._Element, plek: str, fout_als: str, paar: Literal["broers", "bericht"] | None = None) -> bool:
    """Return what the exact functions of the rules find."""
    fout = compileer(fout_als)
    elementen = elementen_op(plek)(Aanzicht(root))
    if paar is None:
        return any(map(fout, elementen))
    return any(fout((a, b)) for a, b in combinations(elementen, 2) if paar == "bericht" or _broers(a, b))


def _broers(a: Element, b: Element) -> bool:
    return a.ouder is b.ouder


def vergelijk(
    plek: str, fout_als: str, paar: Literal["broers", "bericht"] | None = None, roots: Iterable[etree._Element] = ()
) -> tuple[int, int]:
    """Hold the first look against the exact functions; return how often it is true and how often it isn't."""
    blik = kijk([Vraag(plek, fout_als, paar, ())], BERICHT, RUIMTEN)
    uitkomsten = []
    for root in roots or alle_berichten():
        uitkomsten.append(precies(root, plek, fout_als, paar))
        assert blik(root) == uitkomsten[-1], etree.tostring(root)
    return sum(uitkomsten), len(uitkomsten) - sum(uitkomsten)
