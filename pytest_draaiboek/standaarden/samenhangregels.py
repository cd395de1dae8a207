"""The rules across messages and the rules that need a register: what they ask, from a data file.

The file says what is remembered of a message (`Feitsoort`), what later messages do to that (`Gebeurtenis`), and what a message must or must
not find when it looks back (`Samenhangregel`). The mechanics are in `berichten/samenhang`.
"""

from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from pytest_draaiboek.standaarden.reeks import geldt

Kring = Literal["partijen", "aanbieder", "gemeente", "afzender"]


class Verband(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an element looks back for facts.

    Args:
        feit: of which kind.
        sleutel: the values that agree: paths in the fact, each with the path of the element that looks back. In the notation of the rules.
        kring: among whose messages: of the same gemeente and aanbieder, or of one of them, or of the same sender; always within one standard.
        waar: what else is true of the fact ($a) and the element ($b); None for nothing.

    """

    feit: str
    sleutel: dict[str, str] = {}
    kring: Kring = "partijen"
    waar: str | None = None


class Vervanging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a fact a newer version of another.

    Args:
        sleutel: paths of the values that are the same in both.
        als: whether $b is newer than $a.

    """

    sleutel: tuple[str, ...]
    als: str


class Feitsoort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of thing that is remembered.

    Args:
        soort: its name.
        plekken: where it stands: paths of elements, by message number.
        als: whether that element is one; None for always.
        blijft: whether it stays known when the message is rejected.
        vervangt: when it is a newer version of one that is known.

    """

    soort: str
    plekken: dict[str, tuple[str, ...]]
    als: str | None = None
    blijft: bool = False
    vervangt: Vervanging | None = None


class Gebeurtenis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an element does to the facts that it finds.

    Args:
        plekken: where: paths of elements, by message number.
        verband: what it finds.
        merk: the mark that those facts get, to be seen as an element below them; "verwijderd" makes that they no longer are.
        als: whether the element does so; None for always.
        eerst: whether the elements that do so go before the others of their message: what is withdrawn goes before what is new.
        vanaf: first release in which it does.
        tot: first release in which it no longer does.

    """

    plekken: dict[str, tuple[str, ...]]
    verband: Verband
    merk: str
    als: str | None = None
    eerst: bool = False
    vanaf: str | None = None
    tot: str | None = None


class _Bereik(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What belongs to some standards, and to a range of releases."""

    standaarden: tuple[str, ...] = ()
    vanaf: str | None = None
    tot: str | None = None

    def hoort_bij(self, standaard: str, versie: str) -> bool:
        """Whether a release of a standard has it."""
        return (not self.standaarden or standaard in self.standaarden) and geldt(versie, self.vanaf, self.tot)


class Terugblik(_Bereik, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One test of a rule across messages.

    Args:
        plekken: where: paths of elements, by message number.
        als: whether the rule speaks of this element; None for always.
        verband: what is looked for.
        verwacht: whether one must be found ("een"), or none ("geen").
        functie: name of the function that tests it, for what no look back can say; instead of verband.
        meld: path of what is reported on, from the element; the element itself when that is not there.
        tenzij: codes that say enough when they were found here.
        standaarden: to which standards it belongs; empty for those of the rule.
        vanaf: first release that has it.
        tot: first release that no longer has it.

    """

    plekken: dict[str, tuple[str, ...]]
    als: str | None = None
    verband: Verband | None = None
    verwacht: Literal["een", "geen"] = "geen"
    functie: str | None = None
    meld: str | None = None
    tenzij: tuple[str, ...] = ()


class Samenhangregel(_Bereik, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule that no message can be held to by itself.

    Args:
        code: in the standard ("TR338").
        melding: what is expected and what to do, in Dutch; for what cannot be tested: what it asks.
        retourcode: what a receiver answers when it is broken; empty when no code stands for it.
        ernst: "fout", or "waarschuwing" for an instruction that no receiver may reject upon.
        toetsen: how it is tested across messages.
        register: the parts of a register that it needs; empty for none.
        plekken: for a rule that needs a register: where, by message number.
        niet_toetsbaar: why it is not tested at all; None for a rule that is.
        standaarden: to which standards it belongs; empty for all.
        vanaf: first release that has it.
        tot: first release that no longer has it.

    """

    code: str
    melding: str
    retourcode: str = ""
    ernst: Literal["fout", "waarschuwing"] = "fout"
    toetsen: tuple[Terugblik, ...] = ()
    register: tuple[str, ...] = ()
    plekken: dict[str, tuple[str, ...]] = {}
    niet_toetsbaar: str | None = None


class Samenhangregels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that the file holds."""

    feiten: tuple[Feitsoort, ...]
    gebeurtenissen: tuple[Gebeurtenis, ...]
    regels: tuple[Samenhangregel, ...]


GEEN = Samenhangregels((), (), ())


@cache
def alle_samenhangregels(bestand: str = "samenhang.json") -> Samenhangregels:
    """Return what is remembered, what happens to it, and every rule of a family of standards that no message can be held to by itself.

    Args:
        bestand: that holds them, beside this module; default: that of the first two standards.

    """
    return msgspec.json.decode(
        resources.files("pytest_draaiboek.standaarden").joinpath(bestand).read_bytes(), type=Samenhangregels
    )
