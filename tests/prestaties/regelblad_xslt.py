"""The rules of one message type as an XSLT 1.0 sheet: what our own checking is measured against.

It is written in two ways: "lussen", one ``xsl:for-each`` per rule over what its path finds anywhere, which is the plain way; and "sjablonen",
one template per place of the message with all that is asked there, which is about as good as such a sheet can get. In both, keys and pairs look
back at what stands before, notions are written out, a pattern goes character by character, and days are reckoned with in variables: all rules
can be said so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

from lxml import etree

from pytest_draaiboek.standaarden import Knoop, Release
from pytest_draaiboek.standaarden.begrippen import IN_NOTATIE
from pytest_draaiboek.standaarden.noties import in_notatie
from pytest_draaiboek.standaarden.regels import Toets
from pytest_draaiboek.standaarden.zinsbouw import (
    Deel,
    En,
    Functie,
    Getal,
    Of,
    Pad,
    Som,
    Stap,
    Tekst,
    Vereniging,
    Vergelijking,
    ontleed,
)

XSL = "http://www.w3.org/1999/XSL/Transform"
_LENGTEN = "312831303130313130313031"
_GROEP = re.compile(r"\[([^]]+)\](?:\{(\d+)\})?")
_REEKS = re.compile(r"(.)-(.)|(.)")

Plaats = tuple[Knoop, ...]
Manier = Literal["lussen", "sjablonen"]
MANIEREN: tuple[Manier, ...] = ("lussen", "sjablonen")


def regelblad_xslt(release: Release, berichttype: str, manier: Manier) -> etree._Element:
    """Return the sheet: it answers a message with a ``<Fout><Code>…</Code></Fout>`` for every rule that is broken at a place.

    Args:
        release: of which the rules are.
        berichttype: in full.
        manier: how it is written.

    """
    eigen, basis = release.naamruimten(berichttype)
    blad = etree.Element(f"{{{XSL}}}stylesheet", nsmap={"xsl": XSL, "m": eigen, "b": basis}, version="1.0")
    blad.set("exclude-result-prefixes", "m b")
    regels = release.regelblad(berichttype)
    toetsen = [(code, toets) for code in regels.codes for toets in regels.toetsen_van(code)]
    plaatsen = list(_plaatsen((release.structuur(berichttype),)))
    fouten = etree.SubElement(_xsl(blad, "template", match="/"), "Fouten")
    if manier == "lussen":
        _schrijf_lussen(fouten, toetsen, plaatsen)
    else:
        _xsl(fouten, "apply-templates", select="*")
        _schrijf_sjablonen(blad, toetsen, plaatsen)
    return blad


def codes_volgens(blad: etree.XSLT, root: etree._Element) -> set[str]:
    """Return the codes of the rules that a message breaks, by a compiled sheet."""
    return {code.text or "" for code in blad(root).getroot().iterfind("Fout/Code")}


def _xsl(onder: etree._Element, naam: str, **kenmerken: str) -> etree._Element:
    return etree.SubElement(onder, f"{{{XSL}}}{naam}", kenmerken)


def _plaatsen(plaats: Plaats) -> Iterator[Plaats]:
    yield plaats
    for kind in plaats[-1].kinderen:
        yield from _plaatsen((*plaats, kind))


def _stap_naar(knoop: Knoop) -> str:
    return f"{'b' if knoop.ruimte else 'm'}:{knoop.naam}"


def _schrijf_lussen(onder: etree._Element, toetsen: list[tuple[str, Toets]], plaatsen: list[Plaats]) -> None:
    for code, toets in toetsen:
        paden = {
            "/".join(map(_stap_naar, plaats[-lengte:])): plaats
            for plaats in plaatsen
            for lengte in _lengten(toets, plaats)
        }
        for pad, plaats in paden.items():
            _schrijf_toets(_xsl(onder, "for-each", select=f"//{pad}"), code, toets, plaats)


def _schrijf_sjablonen(blad: etree._Element, toetsen: list[tuple[str, Toets]], plaatsen: list[Plaats]) -> None:
    _xsl(_xsl(blad, "template", match="*"), "apply-templates", select="*")
    for plaats in plaatsen:
        hier = [(code, toets) for code, toets in toetsen if _lengten(toets, plaats)]
        if hier:
            sjabloon = _xsl(blad, "template", match=f"/{'/'.join(map(_stap_naar, plaats))}")
            for code, toets in hier:
                _schrijf_toets(sjabloon, code, toets, plaats)
            _xsl(sjabloon, "apply-templates", select="*")


def _lengten(toets: Toets, plaats: Plaats) -> list[int]:
    """Return of how many steps the paths of a test are that end at a place; none when it is not asked there."""
    (plekken,) = toets.plekken.values()
    if toets.fout_als is None and len(plaats) < 3:
        return []  # what the message itself holds is unique by its schema
    namen = [knoop.naam for knoop in plaats]
    return [len(delen) for delen in (plek.split("/") for plek in plekken) if namen[-len(delen) :] == delen]


def _schrijf_toets(onder: etree._Element, code: str, toets: Toets, plaats: Plaats) -> None:
    schrijver = _Schrijver(plaats)
    eerder = f"preceding{'' if toets.paar == 'bericht' else '-sibling'}::{_stap_naar(plaats[-1])}"
    if toets.fout_als is None:
        voorwaarde = f"{eerder}[{' and '.join(schrijver.gelijk(deel) for deel in toets.sleutel)}]"
    elif toets.paar is None:
        voorwaarde = schrijver.lees(ontleed(toets.fout_als))
    else:
        voorwaarde = f"{eerder}[{schrijver.lees(ontleed(toets.fout_als))}]"
    for naam, waarde in schrijver.variabelen:
        _xsl(onder, "variable", name=naam, select=waarde)
    fout = etree.SubElement(_xsl(onder, "if", test=voorwaarde), "Fout")
    etree.SubElement(fout, "Code").text = code


_nummers = count(1)


@dataclass(frozen=True)
class _Schrijver:
    """Writes an expression of the rules as XPath 1.0, said at a place: of a pair, $b is the element of the template and $a one before it."""

    plaats: Plaats
    variabelen: list[tuple[str, str]] = field(default_factory=list)

    def lees(self, deel: Deel) -> str:
        match deel:
            case Tekst(tekst):
                return f"'{tekst}'"
            case Getal(getal):
                return f"{getal:.0f}"
            case Pad():
                return self._pad(deel)
            case Vereniging(delen):
                return "|".join(map(self.lees, delen))
            case Som(links, teken, rechts) | Vergelijking(links, teken, rechts):
                return f"({self.lees(links)} {teken} {self.lees(rechts)})"
            case En(delen):
                return f"({' and '.join(map(self.lees, delen))})"
            case Of(delen):
                return f"({' or '.join(map(self.lees, delen))})"
            case Functie():
                return self._functie(deel)

    def gelijk(self, deel: str) -> str:
        """Return whether a part of the key is the same as that of the element of the template."""
        pad = ontleed(f"$a/{deel}"), ontleed(f"$b/{deel}")
        daar, hier = map(self.lees, pad)
        altijd = all(knoop.verplicht for knoop in self._wandel(pad[0])[len(self.plaats) :])
        return f"{daar}={hier}" if altijd else f"({daar}={hier} or not({daar}|{hier}))"

    def _functie(self, functie: Functie) -> str:
        match functie:
            case Functie(naam) if naam in IN_NOTATIE:
                return self.lees(in_notatie(functie))
            case Functie("gevuld", (waarde,)):
                return f"(normalize-space({self.lees(waarde)})!='')"
            case Functie("een_van", (waarde, Tekst(keuzes))):
                tekst = f"normalize-space({self.lees(waarde)})"
                gelijk = [f"{tekst}='{keuze}'" for keuze in keuzes.split(",")]
                return f"({' or '.join(gelijk)})"
            case Functie("past", (waarde, Tekst(patroon))):
                return _past(self.lees(waarde), patroon)
            case Functie("dag", (waarde,)):
                return f"number(translate({self.lees(waarde)},'-',''))"
            case Functie("plus_dagen", (dag, aantal)):
                return self._plus_dagen(self.lees(dag), self.lees(aantal))
            case Functie("plus_maanden", (dag, aantal, Tekst(wijze))):
                return self._plus_maanden(self.lees(dag), self.lees(aantal), wijze)
        return f"{functie.naam}({','.join(map(self.lees, functie.delen))})"

    def _pad(self, pad: Pad) -> str:
        stappen, plaats = ["current()"] if pad.begin == "$b" else [], self.plaats
        for stap in pad.stappen:
            plaats = _verder(plaats, stap)
            waar = "".join(f"[{replace(self, plaats=plaats).lees(deel)}]" for deel in stap.waar)
            stappen.append(_langs(stap, plaats) + waar)
        return "/".join(stappen) or "."

    def _wandel(self, pad: Deel) -> Plaats:
        plaats = self.plaats
        for stap in pad.stappen if isinstance(pad, Pad) else ():
            plaats = _verder(plaats, stap)
        return plaats

    def _variabele(self, waarde: str) -> str:
        naam = f"v{next(_nummers)}"
        self.variabelen.append((naam, waarde))
        return f"${naam}"

    def _delen(self, dag: str) -> list[str]:
        return [self._variabele(f"number(substring({dag},{plek}))") for plek in ("1,4", "6,2", "9,2")]

    def _lengte(self, jaar: str, maand: str) -> str:
        schrikkel = f"({jaar} mod 4=0 and ({jaar} mod 100!=0 or {jaar} mod 400=0))"
        return self._variabele(f"number(substring('{_LENGTEN}',2*{maand} - 1,2))+({maand}=2 and {schrikkel})")

    def _plus_maanden(self, dag: str, aantal: str, wijze: str) -> str:
        jaar, maand, nummer = self._delen(dag)
        maanden = self._variabele(f"12*{jaar}+{maand} - 1+{aantal}")
        jaar, maand = self._variabele(f"floor({maanden} div 12)"), self._variabele(f"{maanden} mod 12+1")
        lengte = self._lengte(jaar, maand)
        if wijze == "afkap":
            return f"(10000*{jaar}+100*{maand}+{nummer} - ({nummer} > {lengte})*({nummer} - {lengte}))"
        return self._over_de_maand(jaar, maand, nummer, lengte)

    def _plus_dagen(self, dag: str, aantal: str) -> str:
        jaar, maand, nummer = self._delen(dag)
        return self._over_de_maand(jaar, maand, self._variabele(f"{nummer}+{aantal}"), self._lengte(jaar, maand))

    @staticmethod
    def _over_de_maand(jaar: str, maand: str, nummer: str, lengte: str) -> str:
        """Return a day as a number, moved into the next month when it is past the end of its own."""
        over = f"({nummer} > {lengte})*(100 - {lengte}+8800*({maand}=12))"
        return f"(10000*{jaar}+100*{maand}+{nummer}+{over})"


def _verder(plaats: Plaats, stap: Stap) -> Plaats:
    match stap.langs:
        case "kind":
            kind = plaats[-1].kind(stap.naam)
            # What a message never has leads nowhere, in any namespace.
            leeg = Knoop(stap.naam, "", False, False, False, (), None)
            return (*plaats, kind or leeg)
        case "ouder":
            return plaats[:-1]
        case "voorouder":
            return plaats[: next(nr for nr in range(len(plaats), 0, -1) if plaats[nr - 1].naam == stap.naam)]
        case "wortel":
            return plaats[:1]
    return plaats


def _langs(stap: Stap, plaats: Plaats) -> str:
    match stap.langs:
        case "kind":
            return _stap_naar(plaats[-1])
        case "ouder":
            return ".."
        case "voorouder":
            return f"ancestor::{_stap_naar(plaats[-1])}"
        case "wortel":
            return f"/{_stap_naar(plaats[-1])}"
    return "."


def _past(waarde: str, patroon: str) -> str:
    """Return whether a text has the form of a row of classes of characters."""
    lengte, delen = 0, []
    for klasse, keer in _GROEP.findall(patroon):
        aantal = int(keer or 1)
        toegestaan = "".join(
            los or "".join(map(chr, range(ord(van), ord(tot) + 1))) for van, tot, los in _REEKS.findall(klasse)
        )
        delen.append(f"translate(substring({waarde},{lengte + 1},{aantal}),'{toegestaan}','')=''")
        lengte += aantal
    assert _GROEP.sub("", patroon) == "", patroon
    return f"(string-length({waarde})={lengte} and {' and '.join(delen)})"
