"""Writes Python that walks one message once, and tells whether one of several questions about it may have to be answered yes.

Everything of which there may be more than one is walked in a loop; the texts that are asked for are in variables, by the element of the
structure. A question is asked in the innermost loop of what it speaks of; one about a list when the list is complete.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pytest_draaiboek.standaarden.codenamen import NAMEN
from pytest_draaiboek.standaarden.codevertaling import DAGLENGTE, ONWAAR, WAAR, en
from pytest_draaiboek.standaarden.structuur import Knoop
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar, Plaats, altijd_in_lus, lus_van

_LIJST = re.compile(r"\bl\d+\b")
# What would stand among the elements, and split texts.
_TUSSENDOOR = (etree.Comment, etree.PI, etree.Entity)


@dataclass(slots=True)
class _Lus:
    """What is done for each of the elements of which there may be more than one (or for the root)."""

    lijsten: list[str] = field(default_factory=list)
    vooraf: list[str] = field(default_factory=list)
    achteraf: list[str] = field(default_factory=list)


class Wandeling:
    """A walk that is being written.

    Args:
        structuur: of the message.
        ruimten: the namespaces of the message and of the basisschema.

    """

    def __init__(self, structuur: Knoop, ruimten: tuple[str, ...]) -> None:
        self._structuur = structuur
        self._ruimten = ruimten
        self._nummers: dict[Knoop, int] = {}
        self._lussen: dict[Knoop, _Lus] = {structuur: _Lus()}
        self._lijsten: dict[tuple[Knoop, Knoop, str, str], str] = {}
        self._langs: set[Knoop] = {structuur}
        self._regels: list[str] = []
        self.bron = ""

    def een(self, begin: str, plaats: Plaats) -> str:
        """Return the variable of an element: its text for a leaf, else the element; None when it isn't there.

        Raises:
            Onvertaalbaar: for one of a pair.

        """
        if begin:
            raise Onvertaalbaar
        self._langs.update(plaats)
        knoop = plaats[-1]
        return f"{'t' if knoop.datatype else 'x'}{self._nummer(knoop)}"

    def lijst(self, top: Plaats, plaats: Plaats, voorwaarde: str, waarde: str = "") -> str:
        """Return the variable of the list of what is at a place, under another.

        Args:
            top: under what.
            plaats: of the elements.
            voorwaarde: which of them.
            waarde: what is kept of each; empty for the text.

        Raises:
            Onvertaalbaar: for a condition about a list.

        """
        if _LIJST.search(voorwaarde):
            raise Onvertaalbaar
        zelf = self.een("", plaats)
        boven = lus_van(top)
        sleutel = boven, plaats[-1], voorwaarde, waarde or zelf
        if sleutel not in self._lijsten:
            naam = self._lijsten[sleutel] = f"l{len(self._lijsten)}"
            self._lus(boven).lijsten.append(naam)
            als = en(WAAR if altijd_in_lus(plaats) else f"{zelf} is not None", voorwaarde)
            regel = f"{naam}.append({waarde or zelf})"
            self._lus(lus_van(plaats)).vooraf.append(regel if als == WAAR else f"if {als}: {regel}")
        return self._lijsten[sleutel]

    def vraag(self, plaats: Plaats, fout: str) -> None:
        """Ask something of the elements at a place.

        Args:
            plaats: of the elements.
            fout: what is wrong.

        Raises:
            Onvertaalbaar: for what asks of one in a loop what is known after it.

        """
        zelf = self.een("", plaats)
        fout = en(WAAR if altijd_in_lus(plaats) else f"{zelf} is not None", fout)
        if fout == ONWAAR:
            return
        lus, lijsten = self._lus(lus_van(plaats)), _LIJST.findall(fout)
        if not set(lijsten) <= set(lus.lijsten):
            raise Onvertaalbaar
        (lus.achteraf if lijsten else lus.vooraf).append(f"if {fout}: return True")

    def bouw(self) -> Callable[[etree._Element], bool]:
        """Return the walk as a function of the root."""
        if not any(lus.vooraf or lus.achteraf for lus in self._lussen.values()):
            return lambda _root: False
        self._schrijf(0, "def blik(root):", "    for _ in root.iter(*tussendoor): return True")
        self._in_lus(self._structuur, "root", 1)
        self._schrijf(1, "return False")
        namen: dict[str, Any] = {**NAMEN, "tussendoor": _TUSSENDOOR}
        self.bron = "\n".join(self._regels)
        exec(compile(self.bron, f"<{__name__}>", "exec"), namen)
        blik: Callable[[etree._Element], bool] = namen["blik"]
        return blik

    def _nummer(self, knoop: Knoop) -> int:
        return self._nummers.setdefault(knoop, len(self._nummers))

    def _lus(self, knoop: Knoop) -> _Lus:
        return self._lussen.setdefault(knoop, _Lus())

    def _schrijf(self, diepte: int, *regels: str) -> None:
        self._regels += [f"{'    ' * diepte}{regel}" for regel in regels]

    def _in_lus(self, knoop: Knoop, element: str, diepte: int) -> None:
        lus = self._lus(knoop)
        self._schrijf(diepte, *(f"{naam} = []" for naam in lus.lijsten))
        binnen: list[tuple[Knoop, str]] = []
        self._vul(knoop, element, diepte, binnen)
        self._schrijf(diepte, *lus.vooraf)
        for kind, elementen in binnen:
            self._schrijf(diepte, f"for x{self._nummer(kind)} in {elementen}:")
            self._in_lus(kind, f"x{self._nummer(kind)}", diepte + 1)
        self._schrijf(diepte, *lus.achteraf)

    def _vul(self, knoop: Knoop, element: str, diepte: int, binnen: list[tuple[Knoop, str]]) -> None:
        """Write how the variables are filled of an element that is there, and of what it holds."""
        if knoop.datatype:
            tekst = f"t{self._nummer(knoop)}"
            self._schrijf(diepte, f"{tekst} = {element}.text or ''")
            if knoop.datatype.basis == "date":
                self._schrijf(diepte, f"if len({tekst}) != {DAGLENGTE}: return True")
            return
        kinderen = [kind for kind in knoop.kinderen if kind in self._langs]
        if not kinderen:
            return
        self._neem(knoop, element, kinderen, diepte, binnen)
        for kind in kinderen:
            if kind.herhaalbaar:
                continue
            naam = f"x{self._nummer(kind)}"
            if kind.verplicht:
                self._vul(kind, naam, diepte, binnen)
            else:
                leeg = [variabele for variabele in self._onder(kind) if variabele != naam]
                self._schrijf(diepte, *([f"{' = '.join(leeg)} = None"] if leeg else []))
                lussen = len(binnen)
                plek = len(self._regels)
                self._vul(kind, naam, diepte + 1, binnen)
                if len(self._regels) > plek:
                    self._regels.insert(plek, f"{'    ' * diepte}if {naam} is not None:")
                for _, elementen in binnen[lussen:]:
                    self._regels.insert(plek, f"{'    ' * diepte}{elementen} = ()")

    def _neem(
        self, knoop: Knoop, element: str, kinderen: list[Knoop], diepte: int, binnen: list[tuple[Knoop, str]]
    ) -> None:
        """Write how the children of an element are taken."""
        alle = knoop.kinderen
        los = [kind for kind in kinderen if kind.herhaalbaar]
        for kind in los:
            binnen.append((kind, f"r{self._nummer(kind)}"))
        # Up to the first that need not be there, or may be more than one, each stands in its own place.
        vast = next((nr for nr, kind in enumerate(alle) if not kind.verplicht or kind.herhaalbaar), len(alle))
        if all(kind in alle[:vast] for kind in kinderen) and (vast < len(alle) or 2 * len(kinderen) < len(alle)):
            self._schrijf(diepte, *(f"x{self._nummer(kind)} = {element}[{alle.index(kind)}]" for kind in kinderen))
            return
        if los == [alle[-1]] and vast == len(alle) - 1:
            if not vast:
                self._schrijf(diepte, f"r{self._nummer(los[0])} = {element}")
            else:
                self._schrijf(diepte, f"[{', '.join(self._namen(alle[:-1]))}, *r{self._nummer(los[0])}] = {element}")
            return
        enkel = [kind for kind in kinderen if not kind.herhaalbaar]
        op_naam = [f"k = {{x.tag: x for x in {element}}}"] if enkel else []
        op_naam += [f"x{self._nummer(kind)} = k.get({self._tag(kind)!r})" for kind in enkel]
        if any(kind.herhaalbaar for kind in alle):
            herhaald = [f"r{self._nummer(kind)} = list({element}.iterchildren({self._tag(kind)!r}))" for kind in los]
            self._schrijf(diepte, *op_naam, *herhaald)
            return
        verplicht = [kind for kind in alle if kind.verplicht]
        self._schrijf(
            diepte,
            *([f"aantal = len({element})"] if len(verplicht) < len(alle) else []),
            *([f"if aantal == {len(alle)}:"] if len(verplicht) < len(alle) else []),
        )
        self._schrijf(diepte + (len(verplicht) < len(alle)), f"[{', '.join(self._namen(alle))}] = {element}")
        if len(verplicht) == len(alle):
            return
        zonder = [f"x{self._nummer(kind)}" for kind in enkel if not kind.verplicht]
        if any(kind in self._langs for kind in verplicht) or zonder:
            self._schrijf(diepte, f"elif aantal == {len(verplicht)}:")
            if verplicht:
                self._schrijf(diepte + 1, f"[{', '.join(self._namen(verplicht))}] = {element}")
            if zonder:
                self._schrijf(diepte + 1, f"{' = '.join(zonder)} = None")
        self._schrijf(diepte, "else:")
        self._schrijf(diepte + 1, *op_naam)

    def _namen(self, kinderen: tuple[Knoop, ...] | list[Knoop]) -> list[str]:
        return [f"x{self._nummer(kind)}" if kind in self._langs else "_" for kind in kinderen]

    def _onder(self, knoop: Knoop) -> Iterator[str]:
        """Yield the variables of an element and what is below it, up to the loops."""
        yield f"{'t' if knoop.datatype else 'x'}{self._nummer(knoop)}"
        for kind in knoop.kinderen:
            if kind in self._langs and not kind.herhaalbaar:
                yield from self._onder(kind)

    def _tag(self, knoop: Knoop) -> str:
        return f"{{{self._ruimten[knoop.ruimte]}}}{knoop.naam}"
