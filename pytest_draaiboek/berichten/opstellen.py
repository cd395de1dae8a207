"""Writes content by element name as a message in a release, by a schema that is compiled once into code that appends strings."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendElement
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Release, Standaard, alle_standaarden, laad_standaard

REGELEINDE = "\r\n"  # OP192
XSD_VERSIE = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}
WORTEL = "Bericht"

_Schrijver = Callable[[Any, list[str]], None]


def stel_op(
    berichttype: str, versie: str, inhoud: Mapping[str, Any], *, dagtekening: date, identificatie: str
) -> Bericht:
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
    standaard = standaard_van(berichttype)
    release = standaard.release(versie)
    soort = standaard.soort(berichttype)
    schrijf = _schrijver(standaard.naam, versie, berichttype)
    kop = _kop(soort, release, inhoud.get("Header", {}), dagtekening, identificatie)
    regels = ['<?xml version="1.0" encoding="UTF-8"?>']
    schrijf({**inhoud, "Header": kop}, regels)
    xml = REGELEINDE.join(regels) + REGELEINDE
    return Bericht(xml.encode("utf-8"), berichttype, standaard.naam, versie, kop)


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


def _kop(
    soort: Berichtsoort, release: Release, gegeven: Mapping[str, Any], dagtekening: date, identificatie: str
) -> dict[str, Any]:
    kop: dict[str, Any] = {
        "BerichtCode": soort.berichtcode,
        "BerichtVersie": release.hoofdversie,
        "BerichtSubversie": release.subversie,
        "XsdVersie": XSD_VERSIE,
    }
    if soort.kop_van_heen:
        kop |= {
            "IdentificatieRetour": identificatie,
            "DagtekeningRetour": str(dagtekening),
            "XsdVersieRetour": XSD_VERSIE,
        }
    else:
        kop["BerichtIdentificatie"] = {"Identificatie": identificatie, "Dagtekening": str(dagtekening)}
        if soort.heen:
            kop["XsdVersieDeclaratie"] = XSD_VERSIE
    return kop | dict(gegeven)


@cache
def _schrijver(standaard: str, versie: str, berichttype: str) -> _Schrijver:
    release = laad_standaard(standaard).release(versie)
    eigen, basis = berichttype.lower(), standaard
    ruimten = f' xmlns:{basis}="{release.naamruimte("basisschema")}" xmlns:{eigen}="{release.naamruimte(berichttype)}"'

    def compileer(knoop: Knoop, diepte: int) -> _Schrijver:
        naam = f"{basis if knoop.basis else eigen}:{knoop.naam}"
        inspring = "  " * diepte
        voor, na = f"{inspring}<{naam}>", f"</{naam}>"
        if knoop.datatype:
            return lambda waarde, uit: uit.append(f"{voor}{_tekst(waarde)}{na}")
        if diepte == 0:
            voor = f"<{naam}{ruimten}>"
        na = inspring + na
        kinderen = {kind.naam: compileer(kind, diepte + 1) for kind in knoop.kinderen}

        def tak(waarde: Any, uit: list[str]) -> None:
            if not isinstance(waarde, Mapping) or not waarde.keys() <= kinderen.keys():
                raise _onbekend(berichttype, versie, knoop, waarde)
            uit.append(voor)
            for kind, schrijf in kinderen.items():
                deel = waarde.get(kind)
                if isinstance(deel, list | tuple):
                    for stuk in deel:
                        schrijf(stuk, uit)
                elif deel is not None:
                    schrijf(deel, uit)
            uit.append(na)

        return tak

    return compileer(release.structuur(berichttype), 0)


def _tekst(waarde: object) -> str:
    tekst = escape(str(waarde))
    # A reader turns a line end of the file into \n, so \n is written as one; a lone \r only survives as a reference.
    return tekst.replace("\r", "&#13;").replace("\n", REGELEINDE) if "\n" in tekst or "\r" in tekst else tekst


def _onbekend(berichttype: str, versie: str, knoop: Knoop, waarde: Any) -> OnbekendElement:
    namen = [kind.naam for kind in knoop.kinderen]
    if not isinstance(waarde, Mapping):
        return OnbekendElement(
            f"{berichttype} {versie}: {knoop.naam} heeft de waarde {waarde!r}; verwacht wordt een dict met {', '.join(namen)}."
        )
    vreemd = ", ".join(sorted(str(naam) for naam in waarde.keys() - set(namen)))
    return OnbekendElement(f"{berichttype} {versie}: {knoop.naam} heeft geen {vreemd}. Wel: {', '.join(namen)}.")
