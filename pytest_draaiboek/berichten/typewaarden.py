"""Values for the data types of a user's own schema: made by kind and facets, and tried on the schema itself until it accepts them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import islice
from random import Random
from typing import Protocol, TypeVar

from pytest_draaiboek.berichten.bsn import BEGIN, CIJFERS, is_elfproef
from pytest_draaiboek.berichten.patroonwaarden import Onbegrepen, patroonmaker
from pytest_draaiboek.fouten import OngeldigSchema
from pytest_draaiboek.standaarden import Datatype, Knoop

POGINGEN = 200
PROEVEN = 5  # values that a maker must get right before it is trusted
LANGSTE_TEKST = 12
MEESTE_ITEMS = 3


class Kansen(Protocol):
    """What values are made from: chance, and the day around which dates fall."""

    @property
    def kans(self) -> Random:
        """The source of chance."""

    @property
    def vandaag(self) -> date:
        """The day."""


_K = TypeVar("_K", bound=Kansen)
Maker = Callable[[Kansen], str]


def typemaker(knoop: Knoop, gewoon: Callable[[_K], str] | None, proef: _K) -> Callable[[_K], str]:
    """Return what makes values for a leaf in a user's own schema.

    Args:
        knoop: the leaf.
        gewoon: what makes values for an element of that name or type in the standards that the kit knows, if there is one; it is used when
            the schema accepts what it makes.
        proef: to try that with.

    """
    type_ = knoop.datatype
    assert type_ is not None  # only a leaf has values
    eigen = partial(_maak, knoop.naam, type_, _makers(type_))
    if gewoon is None or not all(_goed(type_, gewoon(proef)) for _ in range(PROEVEN)):
        return eigen

    def maak(kansen: _K) -> str:
        waarde = gewoon(kansen)
        return waarde if _goed(type_, waarde) else eigen(kansen)

    return maak


def _maak(naam: str, type_: Datatype, makers: tuple[Maker, ...], kansen: Kansen) -> str:
    """Return the first value that the schema accepts.

    Raises:
        OngeldigSchema: when none is found.

    """
    for waarde in islice(_kandidaten(makers, kansen), POGINGEN):
        if _goed(type_, waarde):
            return waarde
    wat = f"patroon {' en '.join(map(repr, type_.patronen))}" if type_.patronen else f"gegevenstype {type_.basis}"
    raise OngeldigSchema(
        f"Voor element {naam!r} ({type_.naam or type_.basis}) vond de kit geen waarde die het schema toestaat, bij {wat[:300]}.\n"
        f'Wat te doen: geef zelf waarden, in het draaiboek onder [standaard.waarde]: "TYPE/{naam}" = ["..."].'
    )


def _kandidaten(makers: tuple[Maker, ...], kansen: Kansen) -> Iterator[str]:
    while True:
        for maak in makers:
            yield maak(kansen)


def _goed(type_: Datatype, waarde: str) -> bool:
    return (type_.toets is None or type_.toets(waarde)) and (waarde in type_.codes or not _kan_iemand_zijn(waarde))


def _kan_iemand_zijn(waarde: str) -> bool:
    """Whether a value could be the BSN of somebody: only those of nobody are given out."""
    return len(waarde) == CIJFERS and is_elfproef(waarde) and not waarde.startswith(BEGIN)


def _makers(type_: Datatype) -> tuple[Maker, ...]:
    """Return what may make values of a type, the most fitting first."""
    if type_.codes:
        return (lambda k: type_.codes[int(k.kans.random() * len(type_.codes))],)
    makers: list[Maker] = []
    if type_.lijst_van is not None:
        items, minste = _makers(type_.lijst_van), type_.min_lengte or 1
        meeste = max(minste, min(type_.max_lengte or MEESTE_ITEMS, minste + MEESTE_ITEMS))
        makers.append(
            lambda k: " ".join(_eerste(items, k) for _ in range(minste + int(k.kans.random() * (meeste - minste + 1))))
        )
    makers += [maak for lid in type_.een_van for maak in _makers(lid)]
    if type_.basis in _OP_BASIS:
        makers.append(partial(_OP_BASIS[type_.basis], type_))
    for patroon in reversed(type_.patronen):
        try:
            maak = patroonmaker(patroon)
        except Onbegrepen:
            continue
        makers.append(partial(_door_patroon, maak, type_.min_lengte or 0))
    makers += [partial(_rand, waarde) for _, waarde in type_.grenzen]
    return tuple(makers) or (lambda _: "",)


def _eerste(makers: tuple[Maker, ...], k: Kansen) -> str:
    return makers[int(k.kans.random() * len(makers))](k)


def _door_patroon(maak: Callable[[Random], str], minste: int, k: Kansen) -> str:
    """Return a text for a pattern, of a few the first that is long enough."""
    tekst = maak(k.kans)
    for _ in range(10):
        if len(tekst) >= minste:
            break
        tekst = maak(k.kans)
    return tekst


def _rand(waarde: str, _: Kansen) -> str:
    return waarde


# By kind of value


def _tekst(type_: Datatype, k: Kansen) -> str:
    kortste = type_.min_lengte if type_.min_lengte is not None else 1
    langste = LANGSTE_TEKST if type_.max_lengte is None else type_.max_lengte
    langste = max(kortste, min(langste, max(LANGSTE_TEKST, kortste)))
    lengte = kortste + int(k.kans.random() * (langste - kortste + 1))
    return "".join("ABCDEFGHJKLMNPRSTUVWXYZ"[int(k.kans.random() * 23)] for _ in range(lengte))


def _geheel(type_: Datatype, k: Kansen) -> str:
    cijfers = 10 ** min(type_.cijfers or 4, 9) - 1
    laagste = type_.minimum if type_.minimum is not None else min(1, 1 if type_.maximum is None else type_.maximum)
    hoogste = type_.maximum if type_.maximum is not None else max(laagste, cijfers)
    hoogste = max(laagste, min(hoogste, max(laagste, 0) + cijfers))
    return str(laagste + int(k.kans.random() * (hoogste - laagste + 1)))


def _decimaal(type_: Datatype, k: Kansen) -> str:
    plaatsen = min(2 if type_.decimalen is None else type_.decimalen, type_.cijfers or 4)
    grenzen = dict(type_.grenzen)
    onder = _getal(grenzen.get("minInclusive") or grenzen.get("minExclusive"))
    boven = _getal(grenzen.get("maxInclusive") or grenzen.get("maxExclusive"))
    stap = Decimal(1).scaleb(-plaatsen)
    ruimte = Decimal(10) ** min(max((type_.cijfers or 5) - plaatsen, 0), 4)
    if onder is None:
        onder = stap if boven is None or boven > 0 else boven - ruimte
    if boven is None:
        boven = onder + ruimte - stap
    deel = Decimal(int(k.kans.random() * 10_000)) / 10_000
    return f"{(onder + (boven - onder) * deel).quantize(stap):f}"


def _getal(tekst: str | None) -> Decimal | None:
    try:
        getal = Decimal(tekst) if tekst is not None else None
    except InvalidOperation:
        return None
    # A bound without bounds of its own, or beyond all reckoning, is none.
    return getal if getal is None or (getal.is_finite() and abs(getal) < Decimal(10) ** 18) else None


def _dag(type_: Datatype, k: Kansen) -> date:
    """Return a day within the bounds, near today when that is possible."""
    dag = k.vandaag - timedelta(days=int(k.kans.random() * 60))
    for facet, waarde in type_.grenzen:
        try:
            grens = date.fromisoformat(waarde[:10])
        except ValueError:
            continue
        if facet.startswith("min") and dag <= grens:
            dag = grens + timedelta(days=1 + int(k.kans.random() * 28))
        if facet.startswith("max") and dag >= grens:
            dag = grens - timedelta(days=1 + int(k.kans.random() * 28))
    return dag


def _tijd(k: Kansen) -> str:
    return f"{7 + int(k.kans.random() * 13):02}:{int(k.kans.random() * 60):02}:00"


def _hex(type_: Datatype, k: Kansen) -> str:
    bytes_ = type_.min_lengte or min(type_.max_lengte or 4, 4)
    return "".join("0123456789ABCDEF"[int(k.kans.random() * 16)] for _ in range(2 * bytes_))


def _base64(type_: Datatype, k: Kansen) -> str:
    bytes_ = type_.min_lengte or min(type_.max_lengte or 3, 3)
    heel, rest = divmod(bytes_, 3)
    blok = "".join("ABCDEFGHIJKLMNOP"[int(k.kans.random() * 16)] for _ in range(4 * heel))
    return blok + {0: "", 1: "QQ==", 2: "QUE="}[rest]


_OP_BASIS: dict[str, Callable[[Datatype, Kansen], str]] = {
    "string": _tekst,
    "integer": _geheel,
    "decimal": _decimaal,
    "float": _decimaal,
    "double": _decimaal,
    "boolean": lambda _, k: "true" if k.kans.random() < 0.5 else "false",
    "date": lambda t, k: _dag(t, k).isoformat(),
    "dateTime": lambda t, k: f"{_dag(t, k).isoformat()}T{_tijd(k)}",
    "time": lambda _, k: _tijd(k),
    "duration": lambda _, k: f"P{1 + int(k.kans.random() * 90)}D",
    "gYear": lambda t, k: str(_dag(t, k).year),
    "gYearMonth": lambda t, k: _dag(t, k).isoformat()[:7],
    "gMonth": lambda t, k: f"--{_dag(t, k).month:02}",
    "gDay": lambda t, k: f"---{_dag(t, k).day:02}",
    "gMonthDay": lambda t, k: f"--{_dag(t, k).isoformat()[5:]}",
    "anyURI": lambda t, k: f"https://voorbeeld.nl/{_tekst(Datatype('', 'string', max_lengte=8), k)}",
    "hexBinary": _hex,
    "base64Binary": _base64,
}
