"""Answers: whether a retour repeats what it answers (IV028), and what an answer makes of what was sent."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from pytest_draaiboek.berichten.retourcodes import AANVAARD, CODES, KOP
from pytest_draaiboek.berichten.samenhang.geheugen import AFGEKEURD, VERWIJDERD, Feit, Geheugen, Stuk
from pytest_draaiboek.standaarden.aanzicht import Element, afstammelingen, kind_van, tekst_van
from pytest_draaiboek.standaarden.begrippen import normaal

GOEDGEKEURD = "goedgekeurd"
CODE = "RetourCode"
HERHAALD = ("BerichtVersie", "BerichtSubversie", "Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")


def vingerafdruk(wortel: Element) -> bytes:
    """Return what tells the content of a message from any other: of all below the header, without retourcodes.

    Args:
        wortel: the root element.

    """
    som = hashlib.blake2b(digest_size=16)

    def neem(element: Element) -> None:
        for naam, kinderen in element.kinderen.items():
            if naam != CODES:
                for kind in kinderen:
                    som.update(f"<{naam}>{kind.tekst}".encode())
                    neem(kind)
                    som.update(b"</>")

    for naam, kinderen in wortel.kinderen.items():
        if naam != KOP:
            for kind in kinderen:
                som.update(f"<{naam}>".encode())
                neem(kind)
    return som.digest()


def vergelijk_retour(header: Element, heen: Stuk | None) -> Iterator[tuple[Element | None, str]]:
    """Yield where a retour does not agree with the message that it answers.

    Args:
        header: of the retour.
        heen: what it answers; None when that is not known.

    """
    if heen is None:
        yield header, "er is geen heenbericht met deze Identificatie van deze Afzender aan deze Ontvanger"
        return
    if heen.beantwoord:
        yield header, "op het heenbericht is al geantwoord"
    for naam in HERHAALD:
        yield from _verschil(header, naam, heen.kop.get(naam))
    wortel = header.ouder
    if wortel and len(wortel.kinderen) > 1 and vingerafdruk(wortel) != heen.vingerafdruk:
        (eerste,) = next(kinderen for naam, kinderen in wortel.kinderen.items() if naam != KOP)
        yield eerste, "hier staat iets anders dan in het heenbericht"


def verwerk_retour(wortel: Element, heen: Stuk, geheugen: Geheugen) -> None:
    """Take in a retour: with any retourcode that is a rejection, the whole message is as if never sent (IV032).

    Args:
        wortel: the root element of the retour.
        heen: what it answers.
        geheugen: that the message was taken up in.

    """
    heen.beantwoord = True
    if _afgekeurd(afstammelingen(wortel, CODE)):
        geheugen.verwerp(heen)


def verwerk_declaratie_antwoord(wortel: Element, heen: Stuk, geheugen: Geheugen) -> list[tuple[Feit, str]]:
    """Take in a 325, and return the marks it gives: what it names with a code is rejected, and the rest approved (IV087, IV088).

    Args:
        wortel: the root element of the 325.
        heen: the 323 that it answers.
        geheugen: that the 323 was taken up in.

    """
    heen.beantwoord = True
    if _afgekeurd(_eigen_codes(kind_van(wortel, KOP))):
        geheugen.verwerp(heen)
        return []
    antwoord = kind_van(wortel, "DeclaratieAntwoord")
    if antwoord is None:
        return []
    geheel = _afgekeurd(_eigen_codes(antwoord))
    afgekeurd = set(_afgekeurde_nummers(antwoord))
    merken = []
    for feit in heen.feiten:
        if feit.soort == "prestatie":
            nummer = tekst_van(feit.element, "ProductReferentie", "ReferentieNummer")
            merken.append((feit, AFGEKEURD if geheel or nummer in afgekeurd else GOEDGEKEURD))
        elif feit.soort == "declaratieperiode" and geheel:
            merken.append((feit, VERWIJDERD))
    return merken


def _afgekeurde_nummers(antwoord: Element) -> Iterator[str]:
    for client in _kinderen(antwoord, "Clienten", "Client"):
        van_client = _afgekeurd(_eigen_codes(client))
        for prestatie in _kinderen(client, "Prestaties", "Prestatie"):
            if van_client or _afgekeurd(_eigen_codes(prestatie)):
                yield tekst_van(prestatie, "ProductReferentie", "ReferentieNummer")


def _verschil(element: Element, naam: str, was: object) -> Iterator[tuple[Element | None, str]]:
    gevonden = element.kinderen.get(naam)
    if gevonden is None:
        if was is not None:
            yield element, f"{naam} ontbreekt"
    elif isinstance(was, Mapping):
        for kind, waarde in was.items():
            yield from _verschil(gevonden[0], kind, waarde)
    elif gevonden[0].tekst != normaal(str(was)):
        yield gevonden[0], f"in het heenbericht staat {was!r}"


def _afgekeurd(codes: Iterable[Element]) -> bool:
    return any(code.tekst not in AANVAARD for code in codes)


def _eigen_codes(element: Element | None) -> list[Element]:
    return _kinderen(element, CODES, CODE)


def _kinderen(element: Element | None, lijst: str, naam: str) -> list[Element]:
    houder = kind_van(element, lijst)
    return houder.kinderen.get(naam, []) if houder else []
