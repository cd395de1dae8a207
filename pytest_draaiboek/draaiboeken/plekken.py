"""Where everything stands in a TOML file: the line of every key, table and item, which `tomllib` does not tell.

It also looks at a file that may be hostile before anything else does: how deep it nests is known before a parser that calls itself gets to see it. It never
judges whether a file is good TOML; of one that is not, it tells the lines up to where it still makes sense.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pytest_draaiboek.draaiboeken.gebrek import Pad

DIEPSTE = 20
# Keys and values; the largest file of the kit has a tenth of it.
MEESTE = 50_000

# An unterminated string is a piece of its own, and ends the search: whatever follows is not to be made sense of.
_STUK = re.compile(
    r"""
      (?P<leeg>[ \t\r]+|\#[^\n]*)
    | (?P<regel>\n)
    | (?P<lang>\"{3}(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'{3}(?:[^']|'(?!''))*+'{3,5})
    | (?P<tekst>"(?!"")(?:[^"\\\n]|\\[^\n])*+"|'(?!'')[^'\n]*+')
    | (?P<open>["'])
    | (?P<teken>[\[\]{}=,.])
    | (?P<woord>[^\s\[\]{}=,.#"']+)
    | (?P<rest>.)
    """,
    re.DOTALL | re.VERBOSE,
)


@dataclass(slots=True)
class Plekken:
    """The lines of a file.

    Args:
        regels: by place: of a key, of a table (its header), of an item of a list.
        te_diep: the line where it nests deeper than `DIEPSTE`; 0 when it does not.
        te_veel: the line where there are more than `MEESTE`; 0 when there are not.

    """

    regels: dict[Pad, int] = field(default_factory=dict)
    te_diep: int = 0
    te_veel: int = 0

    def regel(self, pad: Pad) -> int:
        """Return the line of a place, or of what holds it; 0 for a place that has no line at all."""
        while pad and pad not in self.regels:
            pad = pad[:-1]
        return self.regels.get(pad, 0)


def vind_plekken(tekst: str) -> Plekken:
    """Return where everything stands; it takes time in proportion to the file, whatever is in it."""
    zoeker = _Zoeker()
    for soort, stuk, regel in _stukken(tekst):
        if soort == "open" or not zoeker.neem(soort, stuk, regel):
            break
    return zoeker.plekken


def _stukken(tekst: str) -> Iterator[tuple[str, str, int]]:
    regel = 1
    for gevonden in _STUK.finditer(tekst):
        soort, stuk = gevonden.lastgroup or "", gevonden[0]
        if soort != "leeg":
            yield soort, stuk, regel
        regel += stuk.count("\n")


@dataclass(slots=True)
class _Houder:
    """An array or an inline table that is being read; an inline table collects a key until its equals sign."""

    pad: Pad
    inline: bool
    aantal: int = 0
    sleutel: list[str] | None = None


class _Zoeker:
    """Reads pieces one by one: a header, or a key and what follows its equals sign."""

    def __init__(self) -> None:
        self.plekken = Plekken()
        self._tabel: Pad = ()
        self._lijsten: dict[Pad, int] = {}
        self._sleutel: list[str] = []
        self._kop = 0
        self._kop_dicht = 0
        self._waarde: Pad | None = None
        self._houders: list[_Houder] = []

    def neem(self, soort: str, stuk: str, regel: int) -> bool:
        """Take in one piece; False when nothing more is to be made of the file."""
        if self._houders or self._waarde is not None:
            self._in_waarde(soort, stuk, regel)
        elif soort == "regel":
            self._einde_regel()
        elif stuk == "[" and not self._sleutel:
            self._kop += 1
        elif stuk == "]" and self._kop:
            self._kop_dicht += 1
            if self._kop_dicht == self._kop:
                self._open_tabel(regel)
        elif stuk == "=":
            self._waarde = self._vast(self._tabel, self._sleutel, regel)
            self._sleutel = []
        elif soort in ("woord", "tekst"):
            self._sleutel.append(_naam(stuk))
        return self._diepte(regel)

    def _diepte(self, regel: int) -> bool:
        houder = self._houders[-1] if self._houders else None
        diepte = len(houder.pad) + len(houder.sleutel or ()) if houder else len(self._tabel) + len(self._sleutel)
        if diepte > DIEPSTE:
            self.plekken.te_diep = regel
        if len(self.plekken.regels) > MEESTE:
            self.plekken.te_veel = regel
        return not self.plekken.te_diep and not self.plekken.te_veel and self._kop <= 2

    def _einde_regel(self) -> None:
        self._sleutel, self._kop, self._kop_dicht = [], 0, 0

    def _open_tabel(self, regel: int) -> None:
        ouder: Pad = ()
        *boven, laatste = self._sleutel or [""]
        for naam in boven:
            self.plekken.regels.setdefault((*ouder, naam), regel)
            ouder = self._in_lijst((*ouder, naam))
        pad: Pad = (*ouder, laatste)
        if self._kop == 2:
            self._lijsten[pad] = self._lijsten.get(pad, 0) + 1
            self.plekken.regels.setdefault(pad, regel)
            pad = (*pad, self._lijsten[pad] - 1)
        self.plekken.regels[pad] = regel
        self._tabel = pad
        self._einde_regel()

    def _in_lijst(self, pad: Pad) -> Pad:
        return (*pad, self._lijsten[pad] - 1) if pad in self._lijsten else pad

    def _vast(self, tabel: Pad, sleutel: list[str], regel: int) -> Pad:
        """Note the line of a key, and of the tables that its dots make."""
        for lengte in range(1, len(sleutel) + 1):
            self.plekken.regels.setdefault((*tabel, *sleutel[:lengte]), regel)
        return (*tabel, *sleutel)

    def _in_waarde(self, soort: str, stuk: str, regel: int) -> None:
        houder = self._houders[-1] if self._houders else None
        if houder is None:
            if stuk in "[{":
                self._open(self._waarde or (), stuk)
            elif soort == "regel":
                self._waarde = None
                self._einde_regel()
            return
        if stuk in ("]", "}"):
            self._houders.pop()
            return
        if houder.inline and houder.sleutel is not None:
            if soort in ("woord", "tekst"):
                houder.sleutel.append(_naam(stuk))
            elif stuk == "=":
                self._waarde = self._vast(houder.pad, houder.sleutel, regel)
                houder.sleutel = None
        elif stuk == ",":
            houder.aantal += 1
            houder.sleutel = [] if houder.inline else None
        elif soort != "regel":
            pad = (self._waarde or ()) if houder.inline else (*houder.pad, houder.aantal)
            self.plekken.regels.setdefault(pad, regel)
            if stuk in ("[", "{"):
                self._open(pad, stuk)

    def _open(self, pad: Pad, stuk: str) -> None:
        self._houders.append(_Houder(pad, stuk == "{", sleutel=[] if stuk == "{" else None))


def _naam(stuk: str) -> str:
    """Return a key as it is meant, without quotes and escapes."""
    if stuk[0] == '"' and "\\" in stuk:
        try:
            ontsnapt: Mapping[str, str] = tomllib.loads(f"k = {stuk}")
        except ValueError:
            return stuk
        return ontsnapt["k"]
    return stuk[1:-1] if stuk[0] in "\"'" else stuk
