"""A first look at a message by all its rules at once: one function, written as Python from the rules, that tells whether some rule may be broken.

It may see a fault where there is none, and then the rules themselves decide; it never overlooks one. It walks a message once, along the real
places and namespaces of its structure (`wandeling`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from pytest_draaiboek.standaarden.codevertaling import Vertaler
from pytest_draaiboek.standaarden.paarvertaling import vraag_paar, vraag_sleutel
from pytest_draaiboek.standaarden.structuur import Knoop
from pytest_draaiboek.standaarden.wandeling import Wandeling
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar, Plaats
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


def kijk(vragen: Iterable[Vraag], structuur: Knoop, ruimten: tuple[str, ...]) -> Blik:
    """Return what tells of the root of a message whether one of its rules may be broken.

    Args:
        vragen: of every test of every rule that it is held to.
        structuur: of the message.
        ruimten: the namespaces of the message and of the basisschema.

    """
    wandeling = Wandeling(structuur, ruimten)
    per_naam: dict[str, list[Plaats]] = {}
    for plaats in _plaatsen((structuur,)):
        per_naam.setdefault(plaats[-1].naam, []).append(plaats)
    for vraag in vragen:
        *boven, naam = vraag.plek.split("/")
        plaatsen = [plaats for plaats in per_naam.get(naam, ()) if _eindigt_op(plaats[:-1], boven)]
        try:
            for plaats in plaatsen:
                _stel(wandeling, vraag, plaats, enige=len(plaatsen) == 1)
        except Onvertaalbaar:
            return lambda _root: True
    return wandeling.bouw()


def _stel(wandeling: Wandeling, vraag: Vraag, plaats: Plaats, *, enige: bool) -> None:
    """Ask it at a place."""
    if vraag.fout_als is None:
        # The root's own children are unique by the schema.
        if len(plaats) > 2 and plaats[-1].herhaalbaar:
            vraag_sleutel(wandeling, plaats, vraag.sleutel)
    elif vraag.paar is None:
        wandeling.vraag(plaats, Vertaler({"": plaats}, wandeling).waar(ontleed(vraag.fout_als)))
    elif vraag.paar == "bericht" and not enige:
        raise Onvertaalbaar
    else:
        vraag_paar(wandeling, plaats, ontleed(vraag.fout_als), broers=vraag.paar == "broers")


def _plaatsen(plaats: Plaats) -> Iterator[Plaats]:
    yield plaats
    for kind in plaats[-1].kinderen:
        yield from _plaatsen((*plaats, kind))


def _eindigt_op(plaats: Plaats, namen: list[str]) -> bool:
    return not namen or [knoop.naam for knoop in plaats[-len(namen) :]] == namen
