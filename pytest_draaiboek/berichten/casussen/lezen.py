"""Reads what casussen there are, and what products are made of, from the data files beside this one."""

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from pytest_draaiboek.fouten import OnbekendeCasus

Vormnaam = Literal["per_periode", "totaal", "aspecifiek", "budget", "generiek"]


class Stap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message that is sent, and its answer.

    Args:
        bericht: number of the message ("305").
        hoe: in which way.
        na: the fewest and the most days after the message before it.
        antwoord_na: the fewest and the most days until the answer.
        afkeur: the retourcodes of the answer; none when it is accepted.

    """

    bericht: str
    hoe: str = "gewoon"
    na: tuple[int, int] = (0, 0)
    antwoord_na: tuple[int, int] = (0, 2)
    afkeur: tuple[str, ...] = ()


class Casus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sequence of messages.

    Args:
        naam: by which it is asked for.
        titel: what happens, in Dutch.
        stappen: the messages, in order.
        eerste: what the first product may be; empty for anything.
        tarief: whether the first product must have a tarief.
        minste: the fewest products.
        vrij: how many products are kept for later.

    """

    naam: str
    titel: str
    stappen: tuple[Stap, ...]
    eerste: tuple[Vormnaam, ...] = ()
    tarief: bool = False
    minste: int = 1
    vrij: int = 0


class Vorm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a product can be: the weight of its chance, the parts it has, and the Frequenties of its Omvang."""

    gewicht: int
    delen: tuple[Literal["Product", "Code", "Omvang", "Budget"], ...]
    frequenties: tuple[str, ...] = ()


class Eenheid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit in which care is counted.

    Args:
        volumes: the smallest and the largest that are usual, by Frequentie.
        tarief_cent: the lowest and the highest that one costs, in eurocents, and the step between; None when it is money itself.

    """

    volumes: dict[str, tuple[int, int]]
    tarief_cent: tuple[int, int, int] | None = None


class Bedragen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The smallest and the largest amount, in eurocents."""

    van: int
    tot: int


class Producten(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What products are made of."""

    vormen: dict[Vormnaam, Vorm]
    eenheden: dict[str, Eenheid]
    budget_cent: Bedragen


class _Casussen(msgspec.Struct, forbid_unknown_fields=True):
    familie: str
    casussen: tuple[Casus, ...]


def alle_casussen() -> tuple[Casus, ...]:
    """Return every casus."""
    return _lees().casussen


def casusfamilie() -> str:
    """Return the family of standards whose messages the casussen are made of."""
    return _lees().familie


@cache
def _lees() -> _Casussen:
    return msgspec.convert(tomllib.loads(_tekst("casussen")), _Casussen)


def lees_casus(naam: str) -> Casus:
    """Return a casus by name.

    Raises:
        OnbekendeCasus: when there is none of that name; the text gives those there are.

    """
    casussen = {casus.naam: casus for casus in alle_casussen()}
    if naam not in casussen:
        lijkt = get_close_matches(naam, casussen, n=1, cutoff=0.5)
        bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
        raise OnbekendeCasus(f"De kit kent geen casus {naam!r}.{bedoeld}\nKies uit {', '.join(casussen)}.")
    return casussen[naam]


@cache
def alle_producten() -> Producten:
    """Return what products are made of."""
    return msgspec.convert(tomllib.loads(_tekst("producten")), Producten)


def _tekst(naam: str) -> str:
    return resources.files("pytest_draaiboek.berichten.casussen").joinpath(f"{naam}.toml").read_text(encoding="utf-8")
