"""Says in XPath 1.0, over the real namespaces and places of one message, what an expression in the notation of the rules says.

What XPath cannot say exactly is said from two sides (`Oordeel`). A translation may rely on the schema: it is about messages that their
schema accepts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pytest_draaiboek.standaarden.begrippen import IN_NOTATIE
from pytest_draaiboek.standaarden.datumvertaling import plus_dagen, plus_maanden
from pytest_draaiboek.standaarden.structuur import Datatype, Knoop
from pytest_draaiboek.standaarden.voorwaarde import (
    ONBEKEND,
    ONWAAR,
    WAAR,
    Oordeel,
    alle,
    anders,
    een,
    en,
    niet,
    of,
    precies,
    verschilt,
)
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

Plaats = tuple[Knoop, ...]
"""An element of the structure with all that hold it, the root first."""
Soort = Literal["elementen", "tekst", "getal", "waarheid"]

_SOORT: dict[str, Soort] = {
    **dict.fromkeys(("normalize-space", "string", "substring", "translate"), "tekst"),
    **dict.fromkeys(("number", "plus_dagen", "plus_maanden", "sum"), "getal"),
    **dict.fromkeys(("boolean", "een_van", "gevuld", "not", "past", *IN_NOTATIE), "waarheid"),
}
_NAAM = re.compile(r"[mb]:\w+")
# What a pattern may consist of when it leaves no room for white space, or for anything but digits.
_ALLEEN_TEKENS = re.compile(r"[0-9A-Za-z()\[\]{}+|,-]+")
_ALLEEN_CIJFERS = re.compile(r"[0-9()\[\]{}+|,-]+")
_MEER_DAN_WIT = re.compile(r"\.\*\[\^\\s\]\.\*")
_GROEP = re.compile(r"\[((?:\w-\w|\w)+)\](?:\{(\d+)\})?|(\w)")
_REEKS = re.compile(r"(\w)-(\w)|(\w)")


@dataclass(frozen=True, slots=True)
class Weg:
    """Where a path leads.

    Args:
        xpath: the path.
        plaats: where it ends.
        enkel: whether it leads to one element at most.
        altijd: whether there always is one.

    """

    xpath: str
    plaats: Plaats
    enkel: bool
    altijd: bool


@dataclass(frozen=True, slots=True)
class Waarde:
    """A text in XPath.

    Args:
        xpath: what gives it.
        weg: the path, when the XPath is no more than that.
        vast: the text itself, when it is known.
        normaal: whether there is no white space around it or twice in it.
        rekent: whether XPath reads it as the same number, or as none.

    """

    xpath: str
    weg: Weg | None = None
    vast: str | None = None
    normaal: bool = False
    rekent: bool = False

    @property
    def altijd(self) -> bool:
        """Whether it is the text of an element that always is there."""
        return self.weg is not None and self.weg.altijd

    @property
    def als_tekst(self) -> str:
        """An XPath that gives a text and not elements."""
        return f"string({self.xpath})" if self.weg else self.xpath


def onder(plaats: Plaats, naam: str) -> Plaats | None:
    """Return the place of a child; None when there is no such element."""
    kind = plaats[-1].kind(naam)
    return (*plaats, kind) if kind else None


def stap_naar(knoop: Knoop) -> str:
    """Return the step to a child: m for the namespace of the message, b for that of the basisschema."""
    return f"{'b' if knoop.basis else 'm'}:{knoop.naam}"


class Vertaler:
    """Translates what is said at one place.

    Args:
        begin: for what a path begins at ("" for the element itself, "$a", "$b"): the steps that lead there, and the place.

    """

    def __init__(self, begin: Mapping[str, tuple[tuple[str, ...], Plaats]]) -> None:
        self.begin = begin

    def waar(self, deel: Deel) -> Oordeel:
        """Return whether an expression is true."""
        try:
            return self._waar(deel)
        except Onvertaalbaar:
            return ONBEKEND

    def _waar(self, deel: Deel) -> Oordeel:
        match deel:
            case En(delen):
                return alle([self.waar(stuk) for stuk in delen])
            case Of(delen):
                return een([self.waar(stuk) for stuk in delen])
            case Vergelijking(links, teken, rechts):
                return self._vergelijking(links, teken, rechts)
            case Vereniging(delen):
                return een([self.waar(stuk) for stuk in delen])
            case Pad():
                return self._is_er(deel)
            case Functie("not", (binnen,)):
                return anders(self.waar(binnen))
            case Functie("boolean", (binnen,)):
                return self.waar(binnen)
            case Functie("gevuld", (binnen,)):
                return self._gevuld(self.tekst(binnen))
            case Functie("een_van", (binnen, Tekst(lijst))):
                return self._een_van(self.tekst(binnen), lijst.split(","))
            case Functie("past", (binnen, Tekst(patroon))):
                return self._past(self.tekst(binnen), patroon)
            case Functie(naam) if naam in IN_NOTATIE:
                return self.waar(in_notatie(deel))
        return ONBEKEND

    def weg(self, pad: Pad) -> Weg | None:
        """Return where a path leads; None when that is nowhere in this message.

        Raises:
            Onvertaalbaar: for a path that can't be said exactly.

        """
        if pad.begin not in self.begin:
            raise Onvertaalbaar
        begin, plaats = self.begin[pad.begin]
        stappen, enkel, altijd = list(begin), True, True
        for stap in pad.stappen:
            if stap.langs == "kind":
                kind = onder(plaats, stap.naam)
                if kind is None:
                    return None
                plaats = kind
                stappen.append(stap_naar(plaats[-1]) + self._predicaten(stap, plaats))
                enkel = enkel and not plaats[-1].herhaalbaar
                altijd = altijd and plaats[-1].verplicht and not stap.waar
            elif stap.langs == "wortel":
                plaats = plaats[:1]
                if plaats[0].naam != stap.naam:
                    return None
                stappen, enkel, altijd = ["", stap_naar(plaats[0])], True, True
            elif stap.langs != "zelf":
                omhoog = 1 if stap.langs == "ouder" else _hoogte(plaats, stap.naam)
                if not 0 < omhoog < len(plaats):
                    return None
                plaats = plaats[:-omhoog]
                for _ in range(omhoog):
                    _ga_omhoog(stappen)
        return Weg("/".join(stappen) or ".", plaats, enkel, altijd)

    def tekst(self, deel: Deel) -> Waarde:
        """Return a text.

        Raises:
            Onvertaalbaar: for one that can't be said exactly.

        """
        match deel:
            case Tekst(tekst):
                return Waarde(f"'{tekst}'", vast=tekst, normaal=tekst == " ".join(tekst.split()))
            case Pad():
                return _tekst_van(self.weg(deel))
            case Functie("string", (binnen,)) if soort_van(binnen) in ("tekst", "elementen"):
                return self.tekst(binnen)
            case Functie("normalize-space", (binnen,)):
                waarde = self.tekst(binnen)
                if waarde.normaal:
                    return waarde
                return Waarde(f"normalize-space({waarde.xpath})", normaal=True, rekent=waarde.rekent)
            case Functie("substring", (binnen, Getal(), *_)):
                waarde, (_, *grenzen) = self.tekst(binnen), deel.delen
                if all(isinstance(grens, Getal) and grens.waarde >= 1 for grens in grenzen):
                    delen = ",".join([waarde.xpath, *(self.getal(grens).xpath for grens in grenzen)])
                    return Waarde(
                        f"substring({delen})", normaal=waarde.normaal and not waarde.vast, rekent=waarde.rekent
                    )
            case Functie("translate", (binnen, Tekst(van), Tekst(naar))):
                waarde = self.tekst(binnen)
                # Nothing in it can become an exponent, which libxml2 reads and XPath does not have.
                return Waarde(
                    f"translate({waarde.xpath},'{van}','{naar}')", rekent=waarde.rekent and not set("eE") & set(naar)
                )
        raise Onvertaalbaar

    def getal(self, deel: Deel) -> "Rekening":
        """Return a number.

        Raises:
            Onvertaalbaar: for one that can't be said.

        """
        match deel:
            case Getal(getal):
                return Rekening(str(int(getal)) if getal == int(getal) else repr(getal), geheel=getal == int(getal))
            case Som(links, teken, rechts):
                a, b = self.getal(links), self.getal(rechts)
                return Rekening(f"({a.xpath} {teken} {b.xpath})", en(a.zeker, b.zeker), geheel=a.geheel and b.geheel)
            case Functie("sum", (Pad() as pad,)):
                weg = self.weg(pad)
                if weg is None:
                    return Rekening("0", geheel=True)
                if _rekent(_datatype(weg)):
                    return Rekening(f"sum({weg.xpath})", geheel=_datatype(weg).basis == "integer")
            case Functie("plus_dagen", (dag, Getal(aantal))):
                return _datum(plus_dagen(self.tekst(dag).xpath, int(aantal)))
            case Functie("plus_maanden", (dag, Som(Getal(0), "-", Getal(aantal)), Tekst())):
                return _datum(plus_maanden(self.tekst(dag).xpath, -int(aantal)))
            case Functie("plus_maanden", (dag, Getal(aantal), Tekst())):
                return _datum(plus_maanden(self.tekst(dag).xpath, int(aantal)))
            case Functie("number", (binnen,)) | (Pad() as binnen):
                if soort_van(binnen) in ("tekst", "elementen"):
                    waarde = self.tekst(binnen)
                    if waarde.rekent:
                        geheel = waarde.weg is not None and _datatype(waarde.weg).basis == "integer"
                        return Rekening(f"number({waarde.xpath})", geheel=geheel, tekst=waarde)
                else:
                    return self.getal(binnen)
            case _ if soort_van(deel) == "waarheid":
                oordeel = self.waar(deel)
                if oordeel.precies:
                    return Rekening(f"({oordeel.kan})", geheel=True)
        raise Onvertaalbaar

    def _predicaten(self, stap: Stap, plaats: Plaats) -> str:
        hier = Vertaler({"": ((), plaats)})
        oordelen = [hier.waar(deel) for deel in stap.waar]
        if not all(oordeel.precies for oordeel in oordelen):
            raise Onvertaalbaar
        return "".join(f"[{oordeel.kan}]" for oordeel in oordelen)

    def _is_er(self, pad: Pad) -> Oordeel:
        weg = self.weg(pad)
        if weg is None:
            return precies(ONWAAR)
        return precies(WAAR if weg.altijd else weg.xpath)

    def _gevuld(self, waarde: Waarde) -> Oordeel:
        if waarde.vast is not None:
            return precies(WAAR if waarde.vast.strip() else ONWAAR)
        if waarde.weg and waarde.weg.enkel and _nooit_wit(_datatype(waarde.weg)):
            return precies(WAAR if waarde.weg.altijd else waarde.weg.xpath)
        return precies(f"boolean(normalize-space({waarde.xpath}))")

    def _een_van(self, waarde: Waarde, mogelijk: list[str]) -> Oordeel:
        if waarde.vast is not None or "" in mogelijk:
            raise Onvertaalbaar
        if not (waarde.weg and waarde.weg.enkel and waarde.normaal):
            tekst = waarde.als_tekst if waarde.normaal else f"normalize-space({waarde.xpath})"
            return precies(of(*(f"{tekst}='{keuze}'" for keuze in mogelijk)))
        codes = _datatype(waarde.weg).codes
        wel = [keuze for keuze in mogelijk if not codes or keuze in codes]
        rest = [code for code in codes if code not in wel]
        xpath = waarde.xpath
        if codes and len(rest) < len(wel):
            return precies(en(self._aanwezig(waarde.weg), niet(of(*(f"{xpath}='{code}'" for code in rest)))))
        return precies(of(*(f"{xpath}='{keuze}'" for keuze in wel)))

    @staticmethod
    def _aanwezig(weg: Weg) -> str:
        return WAAR if weg.altijd else weg.xpath

    def _past(self, waarde: Waarde, patroon: str) -> Oordeel:
        """Return whether a text has the form of a pattern; only of one that is a row of characters and classes of them."""
        lengte, delen, plek = 0, [], 0
        while plek < len(patroon):
            groep = _GROEP.match(patroon, plek)
            if groep is None:
                raise Onvertaalbaar
            aantal = int(groep[2] or 1)
            tekens = _tekens(groep[1] or groep[3])
            delen.append(f"not(translate(substring({waarde.xpath},{lengte + 1},{aantal}),'{tekens}',''))")
            lengte, plek = lengte + aantal, groep.end()
        return precies(en(f"string-length({waarde.xpath})={lengte}", *delen))

    def _vergelijking(self, links: Deel, teken: str, rechts: Deel) -> Oordeel:
        soorten = {soort_van(links), soort_van(rechts)}
        if "waarheid" in soorten:
            if teken not in ("=", "!="):
                return ONBEKEND
            verschil = verschilt(self.waar(links), self.waar(rechts))
            return verschil if teken == "!=" else anders(verschil)
        if teken not in ("=", "!=") or "getal" in soorten:
            return self._getallen(links, teken, rechts)
        for som, tekst in ((links, rechts), (rechts, links)):
            match som:
                case Functie("string", (binnen,)) if soort_van(binnen) == "getal":
                    return self._als_geschreven(self.tekst(tekst), teken, self.getal(binnen))
        return self._teksten(links, teken, rechts)

    def _getallen(self, links: Deel, teken: str, rechts: Deel) -> Oordeel:
        zeker, delen = WAAR, []
        for deel in (links, rechts):
            if isinstance(deel, Pad):
                # A path compared with a number is true when one of its elements is; so it is in XPath.
                weg = self.weg(deel)
                if weg is None:
                    return precies(ONWAAR)
                if not _rekent(_datatype(weg)):
                    return ONBEKEND
                delen.append(weg.xpath)
            else:
                rekening = self.getal(deel)
                zeker = en(zeker, rekening.zeker)
                # Bigger and smaller make numbers of texts by themselves.
                los = rekening.tekst if teken not in ("=", "!=") else None
                delen.append(los.xpath if los and (los.weg is None or los.weg.enkel) else rekening.xpath)
        vergelijking = f"{delen[0]} {teken} {delen[1]}"
        return Oordeel(of(niet(zeker), vergelijking), en(zeker, vergelijking))

    @staticmethod
    def _als_geschreven(waarde: Waarde, teken: str, rekening: "Rekening") -> Oordeel:
        """Compare a text with a number as it is written: libxml2 only writes whole numbers of up to nine digits as XPath asks."""
        if not (rekening.geheel and waarde.rekent and rekening.zeker == WAAR):
            return ONBEKEND
        zeker = f"string-length({waarde.xpath}) < 10"
        vergelijking = f"{waarde.als_tekst} {teken} string({rekening.xpath})"
        return Oordeel(of(niet(zeker), vergelijking), en(zeker, vergelijking))

    def _teksten(self, links: Deel, teken: str, rechts: Deel) -> Oordeel:
        delen, vast = [], [deel.waarde for deel in (links, rechts) if isinstance(deel, Tekst)]
        for deel in (links, rechts):
            weg = self.weg(deel) if isinstance(deel, Pad) else None
            if weg is not None:
                _datatype(weg)
                delen.append(weg.xpath)
                continue
            if isinstance(deel, Pad):
                return precies(ONWAAR)
            waarde = self.tekst(deel)
            # An element that isn't there is an empty text to a function, and nothing at all to a comparison.
            if waarde.weg and waarde.weg.enkel and vast and vast[0]:
                gelijk = f"{waarde.xpath}='{vast[0]}'"
                return precies(gelijk if teken == "=" else niet(gelijk))
            delen.append(waarde.xpath if waarde.altijd else waarde.als_tekst)
        return precies(f"{delen[0]}{teken}{delen[1]}")


class Onvertaalbaar(Exception):
    """What XPath 1.0 can't say exactly, or what this module doesn't know how to."""


@dataclass(frozen=True, slots=True)
class Rekening:
    """A number in XPath.

    Args:
        xpath: what gives it.
        zeker: when that is the right number.
        geheel: whether it is a whole number, or none.
        tekst: the text that it is read from, when it is no more than that.

    """

    xpath: str
    zeker: str = WAAR
    geheel: bool = False
    tekst: Waarde | None = None


def soort_van(deel: Deel) -> Soort | None:
    """Return what kind of value an expression gives; None for a function that has no translation."""
    match deel:
        case Pad() | Vereniging():
            return "elementen"
        case Tekst():
            return "tekst"
        case Getal() | Som():
            return "getal"
        case Functie(naam):
            return _SOORT.get(naam)
    return "waarheid"


def in_notatie(functie: Functie) -> Deel:
    """Return a notion about elements as what it says in the notation, about what it is given."""
    namen, uitdrukking = IN_NOTATIE[functie.naam]
    ingevuld: Deel = _ingevuld(ontleed(uitdrukking), dict(zip(namen, functie.delen, strict=True)))
    return ingevuld


def _ingevuld(deel: Any, gegeven: Mapping[str, Deel]) -> Any:
    """Put what a notion is given in the place of its names: a path before the steps that follow, a text as the name of a step."""
    match deel:
        case Pad(_, (Stap("kind", naam), *rest)) if isinstance(pad := gegeven.get(naam), Pad):
            return Pad(pad.begin, (*pad.stappen, *(_ingevuld(stap, gegeven) for stap in rest)))
        case Stap(langs, naam) if isinstance(tekst := gegeven.get(naam), Tekst):
            return Stap(langs, tekst.waarde)
        case Functie(naam, delen):
            return Functie(naam, tuple(_ingevuld(stuk, gegeven) for stuk in delen))
        case En(delen) | Of(delen):
            return type(deel)(tuple(_ingevuld(stuk, gegeven) for stuk in delen))
        case Vergelijking(links, teken, rechts):
            return Vergelijking(_ingevuld(links, gegeven), teken, _ingevuld(rechts, gegeven))
    return deel


def _ga_omhoog(stappen: list[str]) -> None:
    if stappen and _NAAM.fullmatch(stappen[-1]):
        stappen.pop()
    else:
        stappen.append("..")


def _hoogte(plaats: Plaats, naam: str) -> int:
    return next((hoogte for hoogte, knoop in enumerate(reversed(plaats)) if hoogte and knoop.naam == naam), 0)


def _datum(gevonden: tuple[str, str] | None) -> Rekening:
    if gevonden is None:
        raise Onvertaalbaar
    return Rekening(*gevonden)


def _tekst_van(weg: Weg | None) -> Waarde:
    if weg is None:
        return Waarde("''", vast="", normaal=True)
    type_ = _datatype(weg)
    if not weg.enkel:
        return Waarde(f"string({weg.xpath})", normaal=_zonder_wit(type_), rekent=_rekent(type_))
    return Waarde(weg.xpath, weg, normaal=_zonder_wit(type_), rekent=_rekent(type_))


def _datatype(weg: Weg) -> Datatype:
    type_ = weg.plaats[-1].datatype
    if type_ is None:
        # The text of what holds other elements is all of theirs to XPath, and only its own to the rules.
        raise Onvertaalbaar
    return type_


@cache
def _zonder_wit(type_: Datatype) -> bool:
    """Whether no value has white space in it; of what isn't a string that is around the value, and not part of it."""
    if type_.basis != "string":
        return False
    if type_.codes:
        return not any(set(code) & set(" \t\r\n") for code in type_.codes)
    return any(_ALLEEN_TEKENS.fullmatch(patroon) for patroon in type_.patronen)


@cache
def _nooit_wit(type_: Datatype) -> bool:
    """Whether no value is empty or only white space."""
    if type_.basis != "string":
        return True
    if type_.codes:
        return all(code.strip() for code in type_.codes)
    return any(_MEER_DAN_WIT.fullmatch(patroon) for patroon in type_.patronen) or (
        _zonder_wit(type_) and bool(type_.min_lengte)
    )


@cache
def _rekent(type_: Datatype) -> bool:
    return type_.basis in ("integer", "date") or any(_ALLEEN_CIJFERS.fullmatch(patroon) for patroon in type_.patronen)


@cache
def _tekens(klasse: str) -> str:
    tekens = ""
    for van, tot, los in _REEKS.findall(klasse):
        tekens += los or "".join(map(chr, range(ord(van), ord(tot) + 1)))
    return tekens
