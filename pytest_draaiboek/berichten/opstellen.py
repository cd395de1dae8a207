"""Writes content by element name as a message in a release, by a schema that is compiled once into code that appends strings."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendElement
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Release, Standaard, alle_standaarden, laad_standaard

REGELEINDE = "\r\n"  # OP192
VERKLARING = f'<?xml version="1.0" encoding="UTF-8"?>{REGELEINDE}'
XSD_VERSIE = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}
WORTEL = "Bericht"

_Inhoud = Mapping[str, Any]
# Writes an element and all that it holds as pieces, three by three: what stands before a value, the value, what stands after it.
_Schrijver = Callable[[Any, list[Any]], None]
_SCHEIDING = "\0"  # no XML has it
_BIJZONDER = re.compile("[&<>\r\n]")


def stel_op(berichttype: str, versie: str, inhoud: _Inhoud, *, dagtekening: date, identificatie: str) -> Bericht:
    """Return content as a message: UTF-8, CR/LF, one element per line. What the header needs of its own is filled in.

    Args:
        berichttype: in full ("WMO305").
        versie: of the release ("3.1").
        inhoud: by element name, without version or namespace. Its Header holds at least Afzender and Ontvanger, and for a retour
            the BerichtIdentificatie of the message it answers (for a 325: as DeclaratieIdentificatie). What it gives stands.
        dagtekening: the day it is dated.
        identificatie: its own identification, at most 12 characters.

    Raises:
        OnbekendBerichttype: for a type that does not exist in that version.
        OnbekendeRelease: for a version the kit has no schemas of.
        OnbekendElement: for an element that does not occur there in that message.

    """
    kop = vul_kop(berichttype, versie, inhoud.get("Header", {}), dagtekening, identificatie)
    return schrijf(berichttype, versie, {**inhoud, "Header": kop})


def schrijf(berichttype: str, versie: str, inhoud: _Inhoud) -> Bericht:
    """Return content as a message, as it is.

    Args:
        berichttype: in full.
        versie: of the release.
        inhoud: by element name, with a whole Header.

    Raises:
        OnbekendBerichttype: as `stel_op`; so do OnbekendeRelease and OnbekendElement.

    """
    vorm = _vorm(berichttype, versie)
    uit: list[Any] = [VERKLARING, "", ""]
    vorm.schrijf(inhoud, uit)
    return Bericht(_tekst(uit).encode("utf-8"), berichttype, vorm.standaard.naam, versie, inhoud["Header"])


def vul_kop(berichttype: str, versie: str, gegeven: _Inhoud, dagtekening: date, identificatie: str) -> dict[str, Any]:
    """Return the header of a message: what is given, and beside it what the type, the release and the day ask for.

    Args:
        berichttype: in full.
        versie: of the release.
        gegeven: stands as it is given.
        dagtekening: the day the message is dated.
        identificatie: its own identification.

    """
    vorm = _vorm(berichttype, versie)
    dag = str(dagtekening)
    if vorm.soort.kop_van_heen:
        eigen: dict[str, Any] = {"IdentificatieRetour": identificatie, "DagtekeningRetour": dag}
    else:
        eigen = {"BerichtIdentificatie": {"Identificatie": identificatie, "Dagtekening": dag}}
    return {**vorm.kop, **eigen, **gegeven}


@cache
def standaard_van(berichttype: str) -> Standaard:
    """Return the standard that a message type belongs to; `OnbekendBerichttype` when there is none."""
    for standaard in alle_standaarden():
        if berichttype in standaard.berichtsoorten:
            return standaard
    bekend = "; ".join(f"{s.titel}: {', '.join(s.berichtsoorten)}" for s in alle_standaarden())
    raise OnbekendBerichttype(f"De kit kent geen berichttype {berichttype!r}.\nWel: {bekend}.")


def herlabel(bericht: Bericht, versie: str) -> Bericht:
    """Return the same message under the name of another release: forged, for a type that does not exist there.

    Args:
        bericht: in a release of which the form is known.
        versie: of the release to pretend.

    """
    standaard = laad_standaard(bericht.standaard)
    oud, nieuw = standaard.release(bericht.versie), standaard.release(versie)
    xml = bericht.xml
    for deel in (bericht.berichttype, "basisschema"):
        xml = xml.replace(oud.naamruimte(deel).encode(), nieuw.naamruimte(deel).encode())
    return Bericht.lees(re.sub(rb"(BerichtSubversie>)\d+(<)", rb"\g<1>" + nieuw.subversie.encode() + rb"\2", xml))


@dataclass(frozen=True, slots=True)
class _Vorm:
    """What is worked out once of a message type in a release: the writer, and what is always the same in the header."""

    standaard: Standaard
    soort: Berichtsoort
    kop: _Inhoud
    schrijf: _Schrijver


@cache
def _vorm(berichttype: str, versie: str) -> _Vorm:
    standaard = standaard_van(berichttype)
    release, soort = standaard.release(versie), standaard.soort(berichttype)
    structuur = release.structuur(berichttype)
    kop: dict[str, Any] = {
        "BerichtCode": soort.berichtcode,
        "BerichtVersie": release.hoofdversie,
        "BerichtSubversie": release.subversie,
        "XsdVersie": XSD_VERSIE,
    }
    if soort.kop_van_heen:
        kop["XsdVersieRetour"] = XSD_VERSIE
    elif soort.heen:
        kop["XsdVersieDeclaratie"] = XSD_VERSIE
    return _Vorm(standaard, soort, kop, _schrijver(standaard.naam, release, berichttype, structuur))


def _schrijver(basis: str, release: Release, berichttype: str, structuur: Knoop) -> _Schrijver:
    eigen = berichttype.lower()
    ruimten = f' xmlns:{basis}="{release.naamruimte("basisschema")}" xmlns:{eigen}="{release.naamruimte(berichttype)}"'

    def compileer(knoop: Knoop, diepte: int) -> _Schrijver:
        naam, inspring = f"{basis if knoop.basis else eigen}:{knoop.naam}", "  " * diepte
        open_ = (f"{inspring}<{naam}{'' if diepte else ruimten}>{REGELEINDE}", "", "")
        dicht = (f"{inspring}</{naam}>{REGELEINDE}", "", "")
        delen = [(kind.naam, *deel(kind, diepte + 1)) for kind in knoop.kinderen]

        def tak(waarde: Any, uit: list[Any]) -> None:
            if type(waarde) is not dict and not isinstance(waarde, Mapping):
                raise _onbekend(berichttype, release.versie, knoop, waarde)
            uit += open_
            gezien = 0
            haal = waarde.get
            for kind, voor, na, schrijf in delen:
                inhoud = haal(kind)
                if inhoud is None:
                    continue
                gezien += 1
                if schrijf is None:
                    uit += (voor, inhoud, na)
                elif isinstance(inhoud, list | tuple):
                    for stuk in inhoud:
                        schrijf(stuk, uit)
                else:
                    schrijf(inhoud, uit)
            if gezien != len(waarde) and any(knoop.kind(naam) is None for naam in waarde):
                raise _onbekend(berichttype, release.versie, knoop, waarde)
            uit += dicht

        return tak

    def deel(knoop: Knoop, diepte: int) -> tuple[str, str, _Schrijver | None]:
        naam = f"{basis if knoop.basis else eigen}:{knoop.naam}"
        voor, na = f"{'  ' * diepte}<{naam}>", f"</{naam}>{REGELEINDE}"
        if knoop.kinderen:
            return voor, na, compileer(knoop, diepte)
        return voor, na, (lambda waarde, uit: uit.extend((voor, waarde, na))) if knoop.herhaalbaar else None

    return compileer(structuur, 0)


def _tekst(uit: list[Any]) -> str:
    """Return the pieces as one text; the values, which are every third from the second on, are escaped all at once."""
    try:
        waarden = _SCHEIDING.join(uit[1::3])
        if _BIJZONDER.search(waarden):
            uit[1::3] = _ontsnap(waarden).split(_SCHEIDING)
    except (TypeError, ValueError):
        # A value that is no text, or several for one element: one by one.
        uit = [
            deel
            for voor, waarde, na in zip(uit[::3], uit[1::3], uit[2::3], strict=True)
            for stuk in (waarde if isinstance(waarde, list | tuple) else (waarde,))
            for deel in (voor, _ontsnap(str(stuk)), na)
        ]
    return "".join(uit)


def _ontsnap(tekst: str) -> str:
    tekst = tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A reader turns a line end of the file into \n, so \n is written as one; a lone \r only survives as a reference.
    return tekst.replace("\r", "&#13;").replace("\n", REGELEINDE)


def _onbekend(berichttype: str, versie: str, knoop: Knoop, waarde: Any) -> OnbekendElement:
    namen = [kind.naam for kind in knoop.kinderen]
    if not isinstance(waarde, Mapping):
        return OnbekendElement(
            f"{berichttype} {versie}: {knoop.naam} heeft de waarde {waarde!r}; verwacht wordt een dict met {', '.join(namen)}."
        )
    vreemd = ", ".join(sorted(str(naam) for naam in waarde.keys() - set(namen)))
    return OnbekendElement(f"{berichttype} {versie}: {knoop.naam} heeft geen {vreemd}. Wel: {', '.join(namen)}.")
