"""What must be true of a message or a state: XPath 1.0, with a few variables and one function of our own.

lxml is imported when a condition is compiled: a draaiboek without any does without it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

LANGSTE = 2_000
VARIABELEN = ("bsn", "eigen", "ander", "derde", "derde2", "besluit")
DAG = "dag"
KERN = """
    boolean ceiling concat contains count false floor last local-name name normalize-space not number position round starts-with
    string string-length substring substring-after substring-before sum translate true
"""
FUNCTIES = frozenset({*KERN.split(), DAG})
# What may stand before a parenthesis and is no function.
_GEEN_FUNCTIE = frozenset({"and", "or", "div", "mod", "text", "node", "comment"})
_LITERAAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_VARIABELE = re.compile(r"\$\s*([\w.:-]+)")
_FUNCTIE = re.compile(r"([\w.:-]+)\s*\(")
_VOORVOEGSEL = re.compile(r"[\w.-]+:(?!:)[\w.-]+")
_NAAM = re.compile(r"[A-Za-z_][\w.-]*")
_DATUM = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)")


class Onwaar(ValueError):
    """A condition that cannot be: what is wrong with it, and what to do; the reader of the file says where it stands."""

    def __init__(self, gevonden: str, raad: str) -> None:
        super().__init__(f"{gevonden}. {raad}.")
        self.gevonden = gevonden
        self.raad = raad


@dataclass(frozen=True)
class Waar:
    """A condition on an XML tree without namespaces; its value is a boolean, or a node set that holds when it is not empty.

    Args:
        tekst: in XPath 1.0.

    Raises:
        Onwaar: for a condition that cannot be evaluated.

    """

    tekst: str

    def __post_init__(self) -> None:
        if len(self.tekst) > LANGSTE:
            raise Onwaar(f"de voorwaarde is langer dan {LANGSTE:,} tekens", "splits haar over meer verwachtingen")
        kaal = _LITERAAL.sub("''", self.tekst)
        for variabele in _VARIABELE.findall(kaal):
            if variabele not in VARIABELEN:
                raise Onwaar(
                    f"variabele ${variabele} bestaat niet", f"kies uit {', '.join(f'${naam}' for naam in VARIABELEN)}"
                )
        for functie in _FUNCTIE.findall(kaal):
            # What is left of an axis (child::node) is its test.
            naam = functie.rpartition("::")[2]
            if naam not in FUNCTIES | _GEEN_FUNCTIE:
                raise Onwaar(f"functie {naam}() is er niet", f"kies uit {', '.join(sorted(FUNCTIES))}")
        if voorvoegsel := _VOORVOEGSEL.search(kaal):
            raise Onwaar(
                f"{voorvoegsel[0]!r} heeft een voorvoegsel", "noem elementen zonder: de naamruimten zijn weggelaten"
            )
        from lxml import etree

        try:
            waarde = self._waarde(etree.Element("Bericht"), dict.fromkeys(VARIABELEN, ""))
        except etree.XPathError as fout:
            raise Onwaar(f"{self.tekst!r} is geen XPath 1.0 ({fout})", "verbeter de voorwaarde") from fout
        if not isinstance(waarde, bool | list):
            raise Onwaar(
                f"{self.tekst!r} levert geen ja of nee en geen elementen, maar een waarde",
                "vergelijk haar ergens mee",
            )

    @cached_property
    def variabelen(self) -> frozenset[str]:
        """The variables that it asks for."""
        return frozenset(_VARIABELE.findall(_LITERAAL.sub("''", self.tekst)))

    @cached_property
    def namen(self) -> frozenset[str]:
        """Every name in it outside its literals: of elements, functions and operators."""
        return frozenset(_NAAM.findall(_VARIABELE.sub("", _LITERAAL.sub("''", self.tekst))))

    def geldt(self, boom: "etree._Element", waarden: Mapping[str, str]) -> bool:
        """Whether it is true of a tree.

        Args:
            boom: its root, without namespaces.
            waarden: at least of the variables that it asks for.

        """
        return bool(self._waarde(boom, waarden))

    def _waarde(self, boom: "etree._Element", waarden: Mapping[str, str]) -> Any:
        return _gecompileerd(self.tekst)(boom, **{naam: waarden[naam] for naam in self.variabelen})


@cache
def _gecompileerd(tekst: str) -> "etree.XPath":
    from lxml import etree

    return etree.XPath(tekst, extensions={(None, DAG): _dag}, smart_strings=False)


def _dag(_context: object, waarde: Any) -> float:
    """Return a date as a number that sorts, 2018-04-01 as 20180401; NaN for what is none."""
    if isinstance(waarde, list):
        eerste = waarde[0] if waarde else ""
        waarde = eerste if isinstance(eerste, str) else "".join(eerste.itertext())
    gevonden = _DATUM.match(str(waarde))
    return float("".join(gevonden.groups())) if gevonden else float("nan")
