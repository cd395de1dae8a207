"""Says in XPath 1.0, over the real namespaces and places of one message, what an expression in the notation of the rules says.

What XPath cannot say exactly is said from two sides (`Oordeel`). A translation may rely on the schema: it is about messages that their
schema accepts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pytest_draaiboek.standaarden.begrippen import IN_NOTATIE, WIT, normaal
from pytest_draaiboek.standaarden.datumvertaling import plus_dagen, plus_maanden
from pytest_draaiboek.standaarden.noties import in_notatie, soort_van
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
from pytest_draaiboek.standaarden.waardesoorten import nooit_wit, rekent, tekens, zonder_wit
from pytest_draaiboek.standaarden.wegen import (
    Onvertaalbaar,
    Plaats,
    Weg,
    datatype,
    ga_omhoog,
    hoogte_van,
    onder,
    stap_naar,
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
)

_GROEP = re.compile(r"\[((?:\w-\w|\w)+)\](?:\{(\d+)\})?|(\w)")


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
                omhoog = 1 if stap.langs == "ouder" else hoogte_van(plaats, stap.naam)
                if not 0 < omhoog < len(plaats):
                    return None
                plaats = plaats[:-omhoog]
                for _ in range(omhoog):
                    ga_omhoog(stappen)
        return Weg("/".join(stappen) or ".", plaats, enkel, altijd)

    def tekst(self, deel: Deel) -> Waarde:
        """Return a text.

        Raises:
            Onvertaalbaar: for one that can't be said exactly.

        """
        match deel:
            case Tekst(tekst):
                return Waarde(f"'{tekst}'", vast=tekst, normaal=tekst == normaal(tekst))
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
                if rekent(datatype(weg)):
                    return Rekening(f"sum({weg.xpath})", geheel=datatype(weg).basis == "integer")
            case Functie("plus_dagen" | "plus_maanden"):
                return self._verschoven_dag(deel)
            case Functie("number", (binnen,)) | (Pad() as binnen):
                return self._gelezen(binnen)
            case _ if soort_van(deel) == "waarheid":
                oordeel = self.waar(deel)
                if oordeel.precies:
                    return Rekening(f"({oordeel.kan})", geheel=True)
        raise Onvertaalbaar

    def _verschoven_dag(self, deel: Functie) -> "Rekening":
        match deel:
            case Functie("plus_dagen", (dag, Getal(aantal))):
                return _datum(plus_dagen(self.tekst(dag).xpath, int(aantal)))
            case Functie("plus_maanden", (dag, Som(Getal(0), "-", Getal(aantal)), Tekst())):
                return _datum(plus_maanden(self.tekst(dag).xpath, -int(aantal)))
            case Functie("plus_maanden", (dag, Getal(aantal), Tekst())):
                return _datum(plus_maanden(self.tekst(dag).xpath, int(aantal)))
        raise Onvertaalbaar

    def _gelezen(self, binnen: Deel) -> "Rekening":
        if soort_van(binnen) not in ("tekst", "elementen"):
            return self.getal(binnen)
        waarde = self.tekst(binnen)
        if not waarde.rekent:
            raise Onvertaalbaar
        geheel = waarde.weg is not None and datatype(waarde.weg).basis == "integer"
        return Rekening(f"number({waarde.xpath})", geheel=geheel, tekst=waarde)

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
            return precies(WAAR if waarde.vast.strip(WIT) else ONWAAR)
        if waarde.weg and waarde.weg.enkel and nooit_wit(datatype(waarde.weg)):
            return precies(WAAR if waarde.weg.altijd else waarde.weg.xpath)
        return precies(f"boolean(normalize-space({waarde.xpath}))")

    def _een_van(self, waarde: Waarde, mogelijk: list[str]) -> Oordeel:
        if waarde.vast is not None or "" in mogelijk:
            raise Onvertaalbaar
        if not (waarde.weg and waarde.weg.enkel and waarde.normaal):
            tekst = waarde.als_tekst if waarde.normaal else f"normalize-space({waarde.xpath})"
            return precies(of(*(f"{tekst}='{keuze}'" for keuze in mogelijk)))
        codes = datatype(waarde.weg).codes
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
            toegestaan = tekens(groep[1] or groep[3])
            delen.append(f"not(translate(substring({waarde.xpath},{lengte + 1},{aantal}),'{toegestaan}',''))")
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
                if not rekent(datatype(weg)):
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
                datatype(weg)
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


def _datum(gevonden: tuple[str, str] | None) -> Rekening:
    if gevonden is None:
        raise Onvertaalbaar
    return Rekening(*gevonden)


def _tekst_van(weg: Weg | None) -> Waarde:
    if weg is None:
        return Waarde("''", vast="", normaal=True)
    type_ = datatype(weg)
    if not weg.enkel:
        return Waarde(f"string({weg.xpath})", normaal=zonder_wit(type_), rekent=rekent(type_))
    return Waarde(weg.xpath, weg, normaal=zonder_wit(type_), rekent=rekent(type_))
