"""Writes content by element name as a message in a release, by a schema that is compiled once into code that appends strings."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from xml.sax.saxutils import quoteattr

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.broncode import Broncode
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendElement
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Release, Standaard, alle_standaarden, laad_standaard
from pytest_draaiboek.standaarden.geheugen import onthoud
from pytest_draaiboek.standaarden.structuur import ATTRIBUUT, TEKST

REGELEINDE = "\r\n"  # OP192
VERKLARING = f'<?xml version="1.0" encoding="UTF-8"?>{REGELEINDE}'
XSD_VERSIE = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}
XSD_VERSIES = ("XsdVersie", "XsdVersieRetour", "XsdVersieDeclaratie")  # not every standard has them
WORTEL = "Bericht"
EIGEN, EIGEN_RETOUR = "BerichtIdentificatie", ("IdentificatieRetour", "DagtekeningRetour")

_Inhoud = Mapping[str, Any]
# Writes an element and all that it holds as pieces, three by three: what stands before a value, the value, what stands after it.
_Schrijver = Callable[[Any, list[Any]], None]
_WIT = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
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
        eigen: dict[str, Any] = dict(zip(EIGEN_RETOUR, (identificatie, dag), strict=True))
    else:
        eigen = {EIGEN: {"Identificatie": identificatie, "Dagtekening": dag}}
    return {**vorm.kop, **eigen, **gegeven}


def kopvelden(berichttype: str, versie: str) -> frozenset[str]:
    """Return the elements of a header that `vul_kop` fills in by itself.

    Args:
        berichttype: in full.
        versie: of the release.

    """
    vorm = _vorm(berichttype, versie)
    return frozenset((*vorm.kop, *(EIGEN_RETOUR if vorm.soort.kop_van_heen else (EIGEN,))))


@onthoud
def standaard_van(berichttype: str) -> Standaard:
    """Return the standard that a message type belongs to; `OnbekendBerichttype` when there is none."""
    for standaard in alle_standaarden():
        if berichttype in standaard.berichtsoorten:
            return standaard
    bekend = "; ".join(f"{s.titel}: {', '.join(s.berichtsoorten)}" for s in alle_standaarden())
    raise OnbekendBerichttype(f"De kit kent geen berichttype {berichttype!r}.\nKies uit {bekend}.")


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
    for deel, nummer in (("Versie", nieuw.hoofdversie), ("Subversie", nieuw.subversie)):
        xml = re.sub(rf"(Bericht{deel}>)\d+(<)".encode(), rf"\g<1>{nummer}\2".encode(), xml)
    return Bericht.lees(xml)


@dataclass(frozen=True, slots=True)
class _Vorm:
    """What is worked out once of a message type in a release: the writer, and what is always the same in the header."""

    standaard: Standaard
    soort: Berichtsoort
    kop: _Inhoud
    schrijf: _Schrijver


@onthoud
def _vorm(berichttype: str, versie: str) -> _Vorm:
    standaard = standaard_van(berichttype)
    release, soort = standaard.release(versie), standaard.soort(berichttype)
    structuur = release.structuur(berichttype)
    kop: dict[str, Any] = {
        "BerichtCode": soort.berichtcode,
        "BerichtVersie": release.hoofdversie,
        "BerichtSubversie": release.subversie,
    }
    header = structuur.kind("Header")
    kop |= {naam: XSD_VERSIE for naam in XSD_VERSIES if header is not None and header.kind(naam)}
    if release.is_eigen(berichttype):
        kop = dict(_van_kop(structuur.kind("Header"), kop))
    return _Vorm(standaard, soort, kop, _schrijver(standaard.naam, release, berichttype, structuur))


def _van_kop(knoop: Knoop | None, kop: _Inhoud) -> _Inhoud:
    """Return of what a header always has only what a user's own schema has in it, and in the same form."""
    eigen = {kind.naam: kind for kind in (knoop.kinderen if knoop else ())}
    return {
        naam: deel
        for naam, deel in kop.items()
        if deel
        and naam in eigen
        and {kind.naam for kind in eigen[naam].kinderen} == set(deel if isinstance(deel, dict) else ())
    }


def _schrijver(basis: str, release: Release, berichttype: str, structuur: Knoop) -> _Schrijver:
    eigen = berichttype.lower()
    # A namespace of a user's own schema may be none at all: what is in it has no prefix.
    naamruimten = release.naamruimten(berichttype)
    prefixen = [eigen, basis, *(f"n{nr}" for nr in range(2, len(naamruimten)))]
    namen = [f"{prefix}:" if ruimte else "" for prefix, ruimte in zip(prefixen, naamruimten, strict=True)]
    volgorde = sorted(range(len(naamruimten)), key=lambda nr: (nr != 1, nr))
    ruimten = "".join(f" xmlns:{prefixen[nr]}={quoteattr(naamruimten[nr])}" for nr in volgorde if naamruimten[nr])
    code = Broncode()

    def naam_van(knoop: Knoop) -> str:
        return f"{namen[knoop.ruimte]}{knoop.naam}"

    def tak(knoop: Knoop, diepte: int) -> str:
        """Write the function for an element that holds others, with content `w`; `u` takes the pieces."""
        naam, inspring = naam_van(knoop), "  " * diepte
        eis_bekend = code.waarde(partial(_eis_bekend, berichttype, release.versie, knoop))
        regels = [f"if type(w) is not dict: {eis_bekend}(w)", "n = 0", "get = w.get"]
        begin = f"{inspring}<{naam}{'' if diepte else ruimten}"
        if knoop.attributen:
            attributen = code.waarde(partial(_attributen, knoop))
            regels += [f"a, n = {attributen}(w)", f"u += ({begin!r} + a + {'>' + REGELEINDE!r}, '', '')"]
        else:
            regels.append(f"u += ({begin + '>' + REGELEINDE!r}, '', '')")
        for kind in knoop.kinderen:
            voor, na = f"{inspring}  <{naam_van(kind)}>", f"</{naam_van(kind)}>{REGELEINDE}"
            regels += [f"v = get({kind.naam!r})", "if v is not None:", "    n += 1"]
            if kind.kinderen:
                schrijf = tak(kind, diepte + 1)
                regels.append(f"    if type(v) is dict: {schrijf}(v, u)")
                regels.append(f"    else: [{schrijf}(x, u) for x in (v if isinstance(v, (list, tuple)) else (v,))]")
            elif kind.attributen:
                bekend = partial(_eis_bekend, berichttype, release.versie, kind)
                blad = code.waarde(partial(_blad, kind, (voor[:-1], na), bekend))
                regels.append(f"    for x in v if isinstance(v, (list, tuple)) else (v,): {blad}(x, u)")
            elif kind.herhaalbaar:
                regels.append("    for x in v if isinstance(v, (list, tuple)) else (v,):")
                regels.append(f"        u += ({voor!r}, x, {na!r})")
            else:
                regels.append(f"    u += ({voor!r}, v, {na!r})")
        regels.append(f"if n != len(w): {eis_bekend}(w)")
        regels.append(f"u += ({inspring + '</' + naam + '>' + REGELEINDE!r}, '', '')")
        return code.functie("w, u", regels)

    return code.bouw(tak(structuur, 0))


def _attributen(knoop: Knoop, inhoud: _Inhoud) -> tuple[str, int]:
    """Return the attributes of an element as they are written, and how many there are."""
    gegeven = [(attribuut.naam, inhoud[attribuut.naam]) for attribuut in knoop.attributen if attribuut.naam in inhoud]
    tekst = "".join(f" {naam.removeprefix(ATTRIBUUT)}={quoteattr(str(waarde), _WIT)}" for naam, waarde in gegeven)
    return tekst, len(gegeven)


def _blad(knoop: Knoop, om: tuple[str, str], eis_bekend: Callable[[Any], None], inhoud: Any, uit: list[Any]) -> None:
    """Write an element with a value and attributes; content that is no dict is its value."""
    voor, na = om
    if not isinstance(inhoud, Mapping):
        uit += (voor + ">", inhoud, na)
        return
    attributen, aantal = _attributen(knoop, inhoud)
    if aantal + (TEKST in inhoud) != len(inhoud):
        eis_bekend(inhoud)
    uit += (f"{voor}{attributen}>", inhoud.get(TEKST, ""), na)


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


def _eis_bekend(berichttype: str, versie: str, knoop: Knoop, waarde: Any) -> None:
    """Refuse content that is none, or that holds an element which is not there in that message."""
    namen = [kind.naam for kind in (*knoop.attributen, *knoop.kinderen)] + ([] if knoop.kinderen else [TEKST])
    if not isinstance(waarde, Mapping):
        raise OnbekendElement(
            f"{berichttype} {versie}: {knoop.naam} heeft de waarde {waarde!r}; verwacht wordt een dict. Geef een dict met {', '.join(namen)}."
        )
    vreemd = ", ".join(sorted(str(naam) for naam in waarde.keys() - set(namen)))
    if vreemd:
        raise OnbekendElement(f"{berichttype} {versie}: {knoop.naam} heeft geen {vreemd}. Kies uit {', '.join(namen)}.")
