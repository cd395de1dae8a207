"""A first look at a message by all its rules at once: one XPath, made of the rules, that tells whether some rule may be broken.

It may see a fault where there is none, and then the rules themselves decide; it never overlooks one. It walks a message once: what is asked of
the elements of one place is asked together, along the real places and namespaces of the message.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

from lxml import etree

from pytest_draaiboek.standaarden.paarvertaling import paar_fout, sleutel_gelijk
from pytest_draaiboek.standaarden.structuur import Knoop
from pytest_draaiboek.standaarden.vertaling import Vertaler
from pytest_draaiboek.standaarden.voorwaarde import ONWAAR, WAAR, en, of
from pytest_draaiboek.standaarden.wegen import Plaats, stap_naar
from pytest_draaiboek.standaarden.zinsbouw import ontleed

Blik: TypeAlias = Callable[[etree._Element], bool]


class Vraag(NamedTuple):
    """What is asked of the elements at a place: one test of a rule.

    Args:
        plek: end of a path of names.
        fout_als: what is wrong there; None for a key.
        paar: when it is about two of them.
        sleutel: parts of the key of which no two may agree.

    """

    plek: str
    fout_als: str | None
    paar: Literal["broers", "bericht"] | None
    sleutel: tuple[str, ...]


class _Tak:
    """What is asked at a place and below it."""

    def __init__(self) -> None:
        self.vragen: list[str] = []
        self.takken: dict[str, _Tak] = {}

    def op(self, stappen: Iterable[str]) -> "_Tak":
        tak = self
        for stap in stappen:
            tak = tak.takken.setdefault(stap, _Tak())
        return tak

    def uitdrukking(self) -> str:
        onder = []
        for stap, tak in self.takken.items():
            binnen = tak.uitdrukking()
            enig = not tak.vragen and len(tak.takken) == 1
            onder.append(f"{stap}/{binnen}" if enig else stap if binnen == WAAR else f"{stap}[{binnen}]")
        return of(*self.vragen, *onder)


def kijk(vragen: Iterable[Vraag], structuur: Knoop, ruimten: tuple[str, str]) -> Blik:
    """Return what tells of the root of a message whether one of its rules may be broken.

    Args:
        vragen: of every test of every rule that it is held to.
        structuur: of the message.
        ruimten: the namespaces of the message and of the basisschema.

    """
    wortel = _Tak()
    for vraag in vragen:
        for stappen, voorwaarde in voorwaarden(vraag, structuur):
            if voorwaarde != ONWAAR:
                wortel.op(stappen).vragen.append(voorwaarde)
    uitdrukking = wortel.uitdrukking()
    if uitdrukking == ONWAAR:
        return lambda _root: False
    namen = {"m": ruimten[0], "b": ruimten[1]}
    return cast(Blik, etree.XPath(f"boolean(/{uitdrukking})", namespaces=namen, regexp=False, smart_strings=False))


def voorwaarden(vraag: Vraag, structuur: Knoop) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield for each place of a question: the steps to where it is asked, and what is asked there in XPath."""
    plaatsen = [
        plaats for plaats in _plaatsen((structuur,)) if _namen(plaats)[-_lengte(vraag) :] == vraag.plek.split("/")
    ]
    for plaats in plaatsen:
        if vraag.fout_als is None:
            # The root's own children are unique by the schema.
            if len(plaats) > 2 and plaats[-1].herhaalbaar:
                yield _stappen(plaats), sleutel_gelijk(plaats, vraag.sleutel)
        elif vraag.paar is None:
            yield _van_een(plaats, vraag.fout_als)
        elif vraag.paar == "bericht" and len(plaatsen) > 1:
            yield _stappen(plaats), WAAR
        else:
            yield _stappen(plaats), paar_fout(plaats, ontleed(vraag.fout_als), broers=vraag.paar == "broers")


def _van_een(plaats: Plaats, fout_als: str) -> tuple[tuple[str, ...], str]:
    """Ask it at what holds the element, when that holds no more than one: what is asked of its neighbours is asked there too."""
    boven = plaats
    while len(boven) > 1 and len(plaats) - len(boven) < HOOGSTE and not boven[-1].herhaalbaar:
        boven = boven[:-1]
    erheen = tuple(stap_naar(knoop) for knoop in plaats[len(boven) :])
    fout = Vertaler({"": (erheen, plaats)}).waar(ontleed(fout_als)).kan
    is_er = all(knoop.verplicht for knoop in plaats[len(boven) :])
    return _stappen(boven), en(WAAR if is_er else "/".join(erheen), fout)


HOOGSTE = 1


def _plaatsen(plaats: Plaats) -> Iterator[Plaats]:
    yield plaats
    for kind in plaats[-1].kinderen:
        yield from _plaatsen((*plaats, kind))


def _namen(plaats: Plaats) -> list[str]:
    return [knoop.naam for knoop in plaats]


def _lengte(vraag: Vraag) -> int:
    return vraag.plek.count("/") + 1


def _stappen(plaats: Plaats) -> tuple[str, ...]:
    return tuple(stap_naar(knoop) for knoop in plaats)
