"""What is known outside the messages: gemeenten, aanbieders, products and tariffs, and the day; given by the user as a file."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec

from pytest_draaiboek.fouten import OngeldigeInstelling


class Gemeente(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gemeente in the list of the CBS.

    Args:
        code: four digits.
        vanaf: first day that it is on the list; None for always.
        tot: first day that it no longer is; None for still.

    """

    code: str
    vanaf: date | None = None
    tot: date | None = None


class Productregel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A product in the agreed list.

    Args:
        categorie: two digits.
        code: of the product.
        standaard: "iwmo" or "ijw"; None for both.

    """

    categorie: str
    code: str
    standaard: Literal["iwmo", "ijw"] | None = None


class Tarief(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tariff in a contract.

    Args:
        product: code of the product.
        eenheid: code of the unit that it is for.
        tarief_cent: in eurocents.
        agb_code: of the aanbieder; None for all.
        gemeente: code of the gemeente that has the contract; None for all.
        vanaf: first day that it holds; None for always.
        tot: first day that it no longer does; None for still.

    """

    product: str
    eenheid: str
    tarief_cent: int
    agb_code: str | None = None
    gemeente: str | None = None
    vanaf: date | None = None
    tot: date | None = None


class Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known outside the messages. A part that is left out is not checked.

    Args:
        gemeenten: the gemeenten that exist or existed.
        agb_codes: the aanbieders.
        producten: the agreed products.
        tarieven: the tariffs of the contracts.
        op: the day on which messages are received.

    """

    gemeenten: tuple[Gemeente, ...] | None = None
    agb_codes: tuple[str, ...] | None = None
    producten: tuple[Productregel, ...] | None = None
    tarieven: tuple[Tarief, ...] | None = None
    op: date | None = None

    @classmethod
    def lees(cls, pad: Path) -> "Register":
        """Read a register from a TOML file, or a JSON file with the same names.

        Args:
            pad: ends in .toml or .json.

        Raises:
            OngeldigeInstelling: for a file that cannot be read, or does not hold a register; names the place.

        """
        soort = pad.suffix.lower()
        if soort not in {".toml", ".json"}:
            raise OngeldigeInstelling(f"{pad}: een register is een bestand .toml of .json. Geef het die vorm en naam.")
        try:
            tekst = pad.read_text(encoding="utf-8")
            register = msgspec.convert(tomllib.loads(tekst) if soort == ".toml" else json.loads(tekst), cls)
        except OSError as fout:
            raise OngeldigeInstelling(
                f"{pad}: niet te lezen ({fout.strerror}). Controleer het pad van het register."
            ) from fout
        except (tomllib.TOMLDecodeError, json.JSONDecodeError, UnicodeDecodeError) as fout:
            raise OngeldigeInstelling(
                f"{pad}: dit is geen {soort[1:].upper()}: {fout}. Verbeter het register."
            ) from fout
        except msgspec.ValidationError as fout:
            delen = ", ".join(cls.__struct_fields__)
            raise OngeldigeInstelling(
                f"{pad}: het register klopt niet: {fout}.\nGeef een of meer van {delen}."
            ) from fout
        gebreken = list(_gebreken(register))
        if gebreken:
            raise OngeldigeInstelling(f"{pad}: het register klopt niet: {'; '.join(gebreken)}.\nVerbeter het register.")
        return register

    def heeft(self, deel: str) -> bool:
        """Whether a part is there.

        Args:
            deel: its name.

        """
        return getattr(self, deel) is not None

    def gemeente_gold(self, code: str, op: date) -> bool:
        """Whether a gemeente was on the list on a day."""
        return any(gemeente.code == code and geldt_op(gemeente, op) for gemeente in self.gemeenten or ())

    def gemeente_bestond(self, code: str, op: date) -> bool:
        """Whether a gemeente was on the list on a day or before."""
        return any(
            gemeente.code == code and (gemeente.vanaf is None or gemeente.vanaf <= op)
            for gemeente in self.gemeenten or ()
        )

    def kent_product(self, standaard: str, categorie: str, code: str) -> bool:
        """Whether a product is in the agreed list of a standard."""
        return any(
            (product.categorie, product.code) == (categorie, code) and product.standaard in (None, standaard)
            for product in self.producten or ()
        )

    def tarieven_voor(self, agb_code: str, gemeente: str, product: str, op: date) -> list[Tarief]:
        """Return the tariffs that hold for a product between two parties on a day: those that name most of the two, the aanbieder first."""
        geldig = [
            tarief
            for tarief in self.tarieven or ()
            if tarief.product == product
            and tarief.agb_code in (None, agb_code)
            and tarief.gemeente in (None, gemeente)
            and geldt_op(tarief, op)
        ]
        eigen = max((_eigenheid(tarief) for tarief in geldig), default=None)
        return [tarief for tarief in geldig if _eigenheid(tarief) == eigen]


def geldt_op(iets: Gemeente | Tarief, op: date) -> bool:
    """Whether something with a first day and a first day after holds on a day."""
    return (iets.vanaf is None or iets.vanaf <= op) and (iets.tot is None or op < iets.tot)


def _eigenheid(tarief: Tarief) -> tuple[bool, bool]:
    """Return of which parties a tariff is the own one: of the aanbieder, of the gemeente."""
    return tarief.agb_code is not None, tarief.gemeente is not None


def _gebreken(register: Register) -> Iterator[str]:
    delen = register.__struct_fields__
    if not any(register.heeft(deel) for deel in delen):
        yield f"er staat niets in, zodat niets nagekeken wordt; geef een of meer van {', '.join(delen)}"
    for deel in delen:
        if getattr(register, deel) == ():
            yield f"{deel} is leeg, zodat niets zou voldoen; vul het, of laat het weg"
    for nummer, gemeente in enumerate(register.gemeenten or (), 1):
        yield from _geen_cijfers(f"gemeente {nummer} heeft code", gemeente.code, 4)
    for code in register.agb_codes or ():
        yield from _geen_cijfers("in agb_codes staat", code, 8)
    for nummer, product in enumerate(register.producten or (), 1):
        yield from _geen_cijfers(f"product {nummer} heeft categorie", product.categorie, 2)
    for nummer, tarief in enumerate(register.tarieven or (), 1):
        yield from _geen_cijfers(f"tarief {nummer} heeft eenheid", tarief.eenheid, 2)
        yield from _geen_cijfers(f"tarief {nummer} heeft agb_code", tarief.agb_code, 8)
        yield from _geen_cijfers(f"tarief {nummer} heeft gemeente", tarief.gemeente, 4)
        if tarief.tarief_cent < 0:
            yield f"tarief {nummer} is {tarief.tarief_cent} cent; verwacht wordt nul of meer"
    yield from _looptijden("gemeente", {nr: (g.code, g) for nr, g in enumerate(register.gemeenten or (), 1)})
    yield from _looptijden(
        "tarief",
        {nr: ((t.product, t.eenheid, t.agb_code, t.gemeente), t) for nr, t in enumerate(register.tarieven or (), 1)},
    )


_TELWOORDEN = {2: "twee", 4: "vier", 8: "acht"}


def _geen_cijfers(wat: str, code: str | None, aantal: int) -> Iterator[str]:
    if code is not None and not (len(code) == aantal and code.isascii() and code.isdigit()):
        yield f"{wat} {code!r}; verwacht worden {_TELWOORDEN[aantal]} cijfers"


def _looptijden(wat: str, genummerd: Mapping[int, tuple[object, Gemeente | Tarief]]) -> Iterator[str]:
    """Yield what holds until before it begins, and what holds twice on a day.

    Args:
        wat: what they are called.
        genummerd: by number in the file; each with what it is the same as.

    """
    zelfde: dict[object, list[int]] = {}
    for nummer, (sleutel, iets) in genummerd.items():
        if iets.vanaf and iets.tot and iets.tot <= iets.vanaf:
            yield f"{wat} {nummer} geldt tot {iets.tot}, maar pas vanaf {iets.vanaf}; draai de datums om"
        else:
            zelfde.setdefault(sleutel, []).append(nummer)
    for nummers in zelfde.values():
        op_begin = sorted(nummers, key=lambda nummer: genummerd[nummer][1].vanaf or date.min)
        for eerste, tweede in pairwise(op_begin):
            einde, begin = genummerd[eerste][1].tot, genummerd[tweede][1].vanaf
            if einde is None or begin is None or begin < einde:
                yield f"{wat} {eerste} en {tweede} gaan over hetzelfde en gelden tegelijk; laat de eerste eindigen waar de tweede begint"
