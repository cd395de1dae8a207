"""Says in Python, over the texts of one message in variables, what an expression in the notation of the rules says.

A translation may rely on the schema: it is about messages that their schema accepts. A date is ten characters here; who fills the variables
lets no other through.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pytest_draaiboek.standaarden.begrippen import IN_NOTATIE, WIT
from pytest_draaiboek.standaarden.noties import in_notatie, soort_van
from pytest_draaiboek.standaarden.structuur import Knoop
from pytest_draaiboek.standaarden.waardesoorten import nooit_wit, zonder_wit
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar, Plaats, hoogte_van, onder
from pytest_draaiboek.standaarden.zinsbouw import (
    Deel,
    En,
    Functie,
    Getal,
    Of,
    Pad,
    Som,
    Tekst,
    Vereniging,
    Vergelijking,
)

WAAR = "True"
ONWAAR = "False"
DAGLENGTE = 10
_OPERATOR = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class Variabelen(Protocol):
    """Where the translation finds what it speaks of."""

    def een(self, begin: str, plaats: Plaats) -> str:
        """Return the variable of an element: its text for a leaf, else the element; None when it isn't there."""

    def lijst(self, top: Plaats, plaats: Plaats, voorwaarde: str) -> str:
        """Return the variable of the texts of all elements at a place under another of which a condition is true."""


@dataclass(frozen=True, slots=True)
class Weg:
    """Where a path leads.

    Args:
        bron: the variable.
        plaats: where it ends.
        enkel: whether the variable is of one element; else of a list of texts.
        altijd: whether there always is one.
        als: what else must be true of it.

    """

    bron: str
    plaats: Plaats
    enkel: bool
    altijd: bool
    als: str = WAAR

    @property
    def is_er(self) -> str:
        """Whether it leads somewhere."""
        if not self.enkel:
            return f"({self.bron} != [])"
        return en(WAAR if self.altijd else f"{self.bron} is not None", self.als)

    @property
    def tekst(self) -> str:
        """The text of the first element; empty for none."""
        if not self.enkel:
            return f"({self.bron}[0] if {self.bron} else '')"
        if self.is_er == WAAR:
            return self.bron
        return f"({self.bron} or '')" if self.als == WAAR else f"({self.bron} if {self.is_er} else '')"

    @property
    def knoop(self) -> Knoop:
        """The element of the structure."""
        return self.plaats[-1]

    @property
    def basis(self) -> str:
        """What its text is built on.

        Raises:
            Onvertaalbaar: for what holds other elements.

        """
        if self.knoop.datatype is None:
            raise Onvertaalbaar
        return self.knoop.datatype.basis


class Vertaler:
    """Translates what is said at one place.

    Args:
        begin: the place of what a path begins at ("" for the element itself, "$a", "$b").
        variabelen: where it is found.

    """

    def __init__(self, begin: Mapping[str, Plaats], variabelen: Variabelen) -> None:
        self.begin = begin
        self.variabelen = variabelen

    def waar(self, deel: Deel) -> str:
        """Return whether an expression is true.

        Raises:
            Onvertaalbaar: for one that can't be said.

        """
        match deel:
            case En(delen):
                return en(*map(self.waar, delen))
            case Of(delen) | Vereniging(delen):
                return of(*map(self.waar, delen))
            case Vergelijking(links, teken, rechts):
                return self._vergelijking(links, teken, rechts)
            case Pad():
                weg = self.weg(deel)
                return weg.is_er if weg else ONWAAR
            case Functie("not", (binnen,)):
                return niet(self.waar(binnen))
            case Functie("boolean", (binnen,)):
                return self.waar(binnen)
            case Functie("gevuld", (binnen,)):
                return self._gevuld(binnen)
            case Functie("een_van", (binnen, Tekst(lijst))):
                return f"({self._normaal(binnen)} in {{{', '.join(map(repr, sorted(lijst.split(','))))}}})"
            case Functie("past", (binnen, Tekst(patroon))):
                return f"past({self.tekst(binnen)}, {patroon!r})"
            case Functie(naam) if naam in IN_NOTATIE:
                return self.waar(in_notatie(deel))
        raise Onvertaalbaar

    def weg(self, pad: Pad) -> Weg | None:
        """Return where a path leads; None when that is nowhere in this message.

        Raises:
            Onvertaalbaar: for a path that can't be said.

        """
        rooted = bool(pad.stappen) and pad.stappen[0].langs == "wortel"
        if not rooted and pad.begin not in self.begin:
            raise Onvertaalbaar
        plaats = next(iter(self.begin.values()))[:1] if rooted else self.begin[pad.begin]
        top, enkel, altijd, als = plaats, True, True, WAAR
        for stap in pad.stappen:
            if stap.langs == "kind":
                kind = onder(plaats, stap.naam)
                if kind is None:
                    return None
                plaats = kind
                enkel = enkel and not plaats[-1].herhaalbaar
                altijd = altijd and plaats[-1].verplicht
                als = en(als, *(Vertaler({"": plaats}, self.variabelen).waar(deel) for deel in stap.waar))
            elif stap.langs == "wortel":
                if plaats[0].naam != stap.naam:
                    return None
            elif stap.langs != "zelf":
                omhoog = 1 if stap.langs == "ouder" else hoogte_van(plaats, stap.naam)
                if not 0 < omhoog < len(plaats):
                    return None
                if not enkel:
                    raise Onvertaalbaar
                plaats = plaats[:-omhoog]
                top = min(top, plaats, key=len)
        if enkel:
            return Weg(self.variabelen.een("" if rooted else pad.begin, plaats), plaats, True, altijd, als)
        if pad.begin:
            raise Onvertaalbaar
        return Weg(self.variabelen.lijst(top, plaats, als), plaats, False, False)

    def tekst(self, deel: Deel) -> str:
        """Return a text.

        Raises:
            Onvertaalbaar: for one that can't be said.

        """
        match deel:
            case Tekst(tekst):
                return repr(tekst)
            case Pad():
                weg = self.weg(deel)
                return weg.tekst if weg and weg.basis else "''"
            case Functie("string", (binnen,)) if soort_van(binnen) in ("tekst", "elementen"):
                return self.tekst(binnen)
            case Functie("string", (binnen,)) if soort_van(binnen) == "getal":
                return f"schrijf({self.getal(binnen)})"
            case Functie("normalize-space", (binnen,)):
                return self._normaal(binnen)
            case Functie("substring", (binnen, Getal(begin))):
                return f"{self.tekst(binnen)}[{int(begin) - 1}:]"
            case Functie("substring", (binnen, Getal(begin), Getal(lengte))):
                return f"{self.tekst(binnen)}[{int(begin) - 1}:{int(begin + lengte) - 1}]"
            case Functie("translate", (binnen, Tekst(van), Tekst(""))) if len(van) == 1:
                return f"{self.tekst(binnen)}.replace({van!r}, '')"
        raise Onvertaalbaar

    def getal(self, deel: Deel) -> str:
        """Return a number.

        Raises:
            Onvertaalbaar: for one that can't be said.

        """
        if dag := self._dag(deel):
            als_getal = f"int({dag.bron}.replace('-', ''))"
            return als_getal if dag.is_er == WAAR else f"({als_getal} if {dag.is_er} else nan)"
        match deel:
            case Getal(waarde):
                return repr(waarde)
            case Som(links, "mod", rechts):
                return f"fmod({self.getal(links)}, {self.getal(rechts)})"
            case Som(links, teken, rechts):
                return f"({self.getal(links)} {teken} {self.getal(rechts)})"
            case Functie("sum", (Pad() as pad,)):
                weg = self.weg(pad)
                if weg is None:
                    return "0.0"
                if not weg.enkel and weg.basis:
                    return f"sum(map(getal, {weg.bron}), 0.0)"
            case Functie("number", (Functie("substring", (_, _, Getal(1))) as teken_,)):
                return f"CIJFER.get({self.tekst(teken_)}, nan)"
            case Functie("number", (binnen,)):
                return self.getal(binnen)
            case Functie("plus_dagen" | "plus_maanden"):
                return self._verschoven_dag(deel)
            case _ if soort_van(deel) == "waarheid":
                return f"(1.0 if {self.waar(deel)} else 0.0)"
            case _ if soort_van(deel) in ("tekst", "elementen"):
                return f"getal({self.tekst(deel)})"
        raise Onvertaalbaar

    def _verschoven_dag(self, deel: Functie) -> str:
        match deel.delen:
            case (dag, aantal):
                return f"plus_dagen({self.tekst(dag)}, {self.getal(aantal)})"
            case (dag, aantal, Tekst(wijze)):
                return f"plus_maanden({self.tekst(dag)}, {self.getal(aantal)}, {wijze!r})"
        raise Onvertaalbaar

    def _dag(self, deel: Deel) -> Weg | None:
        """Return the date of which this is the number yyyymmdd; None when it is something else."""
        match deel:
            case Functie("number", (Functie("translate", (binnen, Tekst("-"), Tekst(""))),)):
                match binnen:
                    case Functie("substring", (Pad() as pad, Getal(1), Getal(10))) | (Pad() as pad):
                        weg = self.weg(pad)
                        if weg and weg.enkel and weg.basis == "date":
                            return weg
        return None

    def _gevuld(self, binnen: Deel) -> str:
        weg = self.weg(binnen) if isinstance(binnen, Pad) else None
        if weg and weg.enkel and weg.basis and weg.knoop.datatype and nooit_wit(weg.knoop.datatype):
            return weg.is_er
        return f"({self.tekst(binnen)}.strip({WIT!r}) != '')"

    def _normaal(self, deel: Deel) -> str:
        weg = self.weg(deel) if isinstance(deel, Pad) else None
        tekst = self.tekst(deel)
        type_ = weg and weg.knoop.datatype
        return tekst if type_ and (type_.basis == "date" or zonder_wit(type_)) else f"normaal({tekst})"

    def _vergelijking(self, links: Deel, teken: str, rechts: Deel) -> str:
        soorten, op = {soort_van(links), soort_van(rechts)}, _OPERATOR[teken]
        if None in soorten:
            raise Onvertaalbaar
        if "waarheid" in soorten:
            if teken not in ("=", "!="):
                raise Onvertaalbaar
            return f"((not {self.waar(links)}) {op} (not {self.waar(rechts)}))"
        als_getal = "getal" in soorten or teken not in ("=", "!=")
        if als_getal and teken != "!=" and (dagen := self._dagen(links, op, rechts)):
            return dagen
        if "elementen" in soorten:
            return self._met_elementen(links, op, rechts, als_getal=als_getal)
        lees = self.getal if als_getal else self.tekst
        return f"({lees(links)} {op} {lees(rechts)})"

    def _dagen(self, links: Deel, op: str, rechts: Deel) -> str:
        """Return the comparison of days as texts; empty for what is none."""
        er, delen = [], []
        for deel in (links, rechts):
            if weg := self._dag(deel):
                er.append(weg.is_er)
                delen.append(weg.bron)
            elif isinstance(deel, Getal) and len(cijfers := str(int(deel.waarde))) == DAGLENGTE - 2:
                delen.append(repr(f"{cijfers[:4]}-{cijfers[4:6]}-{cijfers[6:]}"))
            else:
                return ""
        return en(*er, f"({delen[0]} {op} {delen[1]})") if er else ""

    def _met_elementen(self, links: Deel, op: str, rechts: Deel, *, als_getal: bool) -> str:
        """Compare a path: true when one of its elements compares so."""
        er, lussen, delen = [], [], []
        for naam, deel, ander in (("x", links, rechts), ("y", rechts, links)):
            if not isinstance(deel, Pad):
                delen.append(self.getal(deel) if als_getal else self.tekst(deel))
                continue
            weg = self.weg(deel)
            if weg is None:
                return ONWAAR
            if not weg.enkel:
                lussen.append(f"for {naam} in {weg.bron}")
            # None equals no text that is given.
            elif not (op == "==" and not als_getal and weg.als == WAAR and isinstance(ander, Tekst)):
                er.append(weg.is_er)
            delen.append(_als(weg.bron if weg.enkel else naam, weg.basis, als_getal=als_getal))
        vergelijking = f"{delen[0]} {op} {delen[1]}"
        return en(*er, f"any({vergelijking} {' '.join(lussen)})" if lussen else f"({vergelijking})")


def _als(bron: str, basis: str, *, als_getal: bool) -> str:
    """Return a text as what is compared."""
    if not als_getal:
        return bron
    return f"(float({bron}) if {bron}.isdigit() else getal({bron}))" if basis == "integer" else f"getal({bron})"


def en(*delen: str) -> str:
    """Return all of them at once."""
    return ONWAAR if ONWAAR in delen else _samen("and", delen, WAAR)


def of(*delen: str) -> str:
    """Return any of them."""
    return WAAR if WAAR in delen else _samen("or", delen, ONWAAR)


def niet(deel: str) -> str:
    """Return the opposite."""
    return {WAAR: ONWAAR, ONWAAR: WAAR}.get(deel) or f"(not {deel})"


def over(deel: Deel) -> Iterator[str]:
    """Yield whom an expression speaks of: one of a pair, or the message."""
    match deel:
        case Pad(begin):
            yield begin
        case Functie(_, delen) | En(delen) | Of(delen) | Vereniging(delen):
            for stuk in delen:
                yield from over(stuk)
        case Vergelijking(links, _, rechts) | Som(links, _, rechts):
            yield from over(links)
            yield from over(rechts)


def _samen(woord: str, delen: Iterable[str], leeg: str) -> str:
    over_ = list(dict.fromkeys(deel for deel in delen if deel != leeg))
    if len(over_) < 2:
        return over_[0] if over_ else leeg
    return f"({f' {woord} '.join(over_)})"
