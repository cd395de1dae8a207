"""Says in XPath 1.0 that a message may hold two elements that do not go together: a pair of which something is true, or an equal key."""

from collections.abc import Iterator
from typing import Literal

from pytest_draaiboek.standaarden.begrippen import IN_NOTATIE
from pytest_draaiboek.standaarden.noties import in_notatie, soort_van
from pytest_draaiboek.standaarden.vertaling import Vertaler
from pytest_draaiboek.standaarden.voorwaarde import ONWAAR, WAAR, en, niet, of
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar, Plaats, onder, stap_naar
from pytest_draaiboek.standaarden.zinsbouw import Deel, En, Functie, Of, Pad, Som, Vereniging, Vergelijking

# How many elements before it an element is compared with one by one, when that says more than comparing with all of them at once.
EEN_VOOR_EEN = 3

Wie = Literal["$a", "$b"]
# $a stands before $b: who is looked at, who the other is, and where that one stands.
_ANDER: dict[Wie, tuple[Wie, str]] = {"$a": ("$b", "following-sibling"), "$b": ("$a", "preceding-sibling")}


def sleutel_gelijk(plaats: Plaats, sleutel: tuple[str, ...]) -> str:
    """Return whether an element may have the same key as one before it; said at the element.

    Args:
        plaats: of the elements.
        sleutel: paths of the parts of the key.

    """
    eerder = _anderen(plaats, 0, "preceding-sibling")
    return en(eerder, *(_deel_gelijk(plaats, eerder, deel.split("/")) for deel in sleutel))


def _deel_gelijk(plaats: Plaats, eerder: str, namen: list[str]) -> str:
    stappen, altijd, hier = [], True, plaats
    for naam in namen:
        verder = onder(hier, naam)
        if verder is None:
            return WAAR
        hier = verder
        stappen.append(stap_naar(hier[-1]))
        altijd = altijd and hier[-1].verplicht
    pad = "/".join(stappen)
    gelijk = f"{pad}={eerder}/{pad}"
    return gelijk if altijd else of(gelijk, en(niet(pad), f"{eerder}[not({pad})]"))


def paar_fout(plaats: Plaats, fout: Deel, *, broers: bool) -> str:
    """Return whether something may be true of an element and another one; said at the element.

    Args:
        plaats: of the elements.
        fout: what must not be true of $a and $b, of which $a stands first.
        broers: whether they have the same parent; else they may stand anywhere.

    """
    hoogten = range(1 if broers else len(plaats) - 1)
    return of(*(_op_hoogte(plaats, fout, hoogte) for hoogte in hoogten if plaats[-1 - hoogte].herhaalbaar))


def _op_hoogte(plaats: Plaats, fout: Deel, hoogte: int) -> str:
    """Say it of an element and those that stand beside it, or under what stands beside the element so many higher."""
    wie: Wie = "$a" if _zeldzaam(plaats, fout, "$a") and not _zeldzaam(plaats, fout, "$b") else "$b"
    ander, as_ = _ANDER[wie]
    anderen = _anderen(plaats, hoogte, as_)
    samen = _Samen(plaats, wie, anderen)
    grof = samen.fout(fout)
    if samen.precies or hoogte:
        return grof
    een_voor_een = [
        en(f"{anderen}[{nr}]", Vertaler({ander: ((f"{anderen}[{nr}]",), plaats), wie: ((), plaats)}).waar(fout).kan)
        for nr in range(1, EEN_VOOR_EEN + 1)
    ]
    return of(*een_voor_een, _Samen(plaats, wie, f"{anderen}[position() > {EEN_VOOR_EEN}]").fout(fout))


def _anderen(plaats: Plaats, hoogte: int, as_: str) -> str:
    """Return the way from an element to the others of its kind, beside it or under what stands beside the element so many higher."""
    terug = [stap_naar(knoop) for knoop in plaats[len(plaats) - hoogte :]]
    return "/".join([*[".."] * hoogte, f"{as_}::{stap_naar(plaats[-1 - hoogte])}", *terug])


def _zeldzaam(plaats: Plaats, deel: Deel, wie: Wie) -> bool:
    """Whether it asks of one of a pair that something is there which need not be."""
    match deel:
        case En(delen):
            return any(_zeldzaam(plaats, stuk, wie) for stuk in delen)
        case Pad(begin):
            weg = Vertaler({begin: ((), plaats)}).weg(deel)
            return begin == wie and weg is not None and not weg.altijd
        case Functie("gevuld" | "normalize-space", (binnen,)):
            return _zeldzaam(plaats, binnen, wie)
        case Vergelijking(links, "=", rechts):
            return _zeldzaam(plaats, links, wie) or _zeldzaam(plaats, rechts, wie)
    return False


class _Samen:
    """Says something of an element and any of several others: each part of it may be true of another one.

    Args:
        plaats: of the elements.
        wie: which of the pair the element is.
        anderen: the way to the others.

    """

    def __init__(self, plaats: Plaats, wie: Wie, anderen: str) -> None:
        self.wie = wie
        self.ander = _ANDER[wie][0]
        self.anderen = anderen
        self.precies = True
        self.hier = Vertaler({wie: ((), plaats)})
        self.daar = Vertaler({self.ander: ((), plaats)})

    def fout(self, deel: Deel) -> str:
        """Return whether it may be true."""
        return en(self.anderen, self._kan(deel))

    def _kan(self, deel: Deel) -> str:
        over = set(_over(deel))
        if over <= {self.wie}:
            return self.hier.waar(deel).kan
        if over == {self.ander}:
            kan = self.daar.waar(deel).kan
            return ONWAAR if kan == ONWAAR else self.anderen if kan == WAAR else f"{self.anderen}[{kan}]"
        match deel:
            case En(delen):
                return en(*map(self._kan, delen))
            case Of(delen):
                return of(*map(self._kan, delen))
            case Functie(naam) if naam in IN_NOTATIE:
                return self._kan(in_notatie(deel))
            case Vergelijking(links, "=", rechts):
                try:
                    return (
                        self._gelijk(links, rechts) if set(_over(rechts)) == {self.wie} else self._gelijk(rechts, links)
                    )
                except Onvertaalbaar:
                    pass
        self.precies = False
        return WAAR

    def _gelijk(self, daar: Deel, hier: Deel) -> str:
        """Return whether a text of the element may be that of one of the others."""
        if {soort_van(daar), soort_van(hier)} - {"tekst", "elementen"}:
            raise Onvertaalbaar
        kaal = daar.delen[0] if isinstance(daar, Functie) and daar.naam == "normalize-space" else daar
        weg = self.daar.weg(kaal) if isinstance(kaal, Pad) else None
        if weg is None:
            raise Onvertaalbaar
        waarde, eigen = self.daar.tekst(daar), self.hier.tekst(hier)
        als_elementen = isinstance(hier, Pad)
        pad = f"{self.anderen}/{weg.xpath}"
        gelijk = [f"{pad}={eigen.xpath if als_elementen or eigen.altijd else eigen.als_tekst}"]
        if kaal is not daar:
            if not waarde.weg:
                gelijk.append(f"{pad}[.!=normalize-space()]")
            if not weg.altijd and not als_elementen:
                gelijk.append(en(f"{self.anderen}[not({weg.xpath})]", niet(eigen.als_tekst)))
        # An element that isn't there equals nothing; that is seen before the others are gone along.
        return en(eigen.xpath if als_elementen and not eigen.altijd else WAAR, of(*gelijk))


def _over(deel: Deel) -> Iterator[str]:
    """Yield whom an expression speaks of: one of the pair, or the message."""
    match deel:
        case Pad(begin):
            yield begin
        case Functie(_, delen) | En(delen) | Of(delen) | Vereniging(delen):
            for stuk in delen:
                yield from _over(stuk)
        case Vergelijking(links, _, rechts) | Som(links, _, rechts):
            yield from _over(links)
            yield from _over(rechts)
