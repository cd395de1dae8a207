"""The timeline of a draaiboek as lines of text: a band per message type and version, from milestone to milestone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from math import log10
from typing import TextIO

from pytest_draaiboek.draaiboeken import Draaiboek, Soort
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal

KLEUREN = {Soort.TOEGESTAAN: "green", Soort.AFGERADEN: "yellow", Soort.GEBLOKKEERD: ""}
WOORDEN = {
    Soort.TOEGESTAAN: "toegestaan",
    Soort.AFGERADEN: "afgeraden (afspraak)",
    Soort.GEBLOKKEERD: "geblokkeerd",
}
MARGE = "  "
KORTST = timedelta(seconds=1)
BUITEN = 3.0  # what always was and ever will be takes as much room as a quarter of an hour

Delen = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tekens:
    """The characters that bands are drawn with."""

    toegestaan: str
    afgeraden: str
    geblokkeerd: str

    @classmethod
    def voor(cls, stroom: TextIO) -> "Tekens":
        """Return the characters for a stream: blocks where it knows them, or else plain ASCII."""
        blokken = cls("█", "▒", "·")
        try:
            "".join(blokken._alle).encode(stroom.encoding or "ascii")
        except UnicodeEncodeError:
            return cls("=", "~", ".")
        return blokken

    @property
    def _alle(self) -> tuple[str, str, str]:
        return self.toegestaan, self.afgeraden, self.geblokkeerd

    def van(self, soort: Soort) -> str:
        """Return the character of what holds."""
        return dict(zip(Soort, self._alle, strict=True))[soort]


def tijdlijn(
    draaiboek: Draaiboek, typen: Sequence[str], mijlpalen: Sequence[Mijlpaal], breedte: int, tekens: Tekens
) -> Iterator[Delen]:
    """Yield the lines of the picture, each in parts with their colours, and below it which number stands for which moment.

    Args:
        draaiboek: whose calendar it is.
        typen: the message types that get a band.
        mijlpalen: that get a number, beside the moments at which a band changes.
        breedte: columns that there are; when the moments do not fit side by side, they go on in a next panel.
        tekens: that the bands are drawn with.

    """
    stroken = [draaiboek.stroken[type_, versie] for type_ in typen for versie in draaiboek.versies]
    momenten = sorted({m for strook in stroken for m in strook.momenten} | {m.moment for m in mijlpalen})
    cijfers = len(str(len(momenten)))
    yield from _Lijnbeeld(draaiboek, typen, tekens, breedte, cijfers + 1).regels(momenten)
    gebruikt = {oordeel.soort for strook in stroken for oordeel in strook.oordelen}
    legenda: Delen = []
    for soort in Soort:
        if soort in gebruikt:
            legenda += [(("   " if legenda else MARGE), ""), (tekens.van(soort) * 3, KLEUREN[soort])]
            legenda.append((f" {WOORDEN[soort]}", ""))
    yield legenda
    for nr, moment in enumerate(momenten, 1):
        nummers = ", ".join(m.nr for m in mijlpalen if m.moment == moment)
        yield [(f"{MARGE}{nr:>{cijfers}}  {moment.astimezone(draaiboek.zone):%d-%m-%Y %H:%M}  {nummers}".rstrip(), "")]


class _Lijnbeeld:
    """Draws bands in panels of as many moments as fit side by side.

    Args:
        draaiboek: whose calendar it is.
        typen: the message types that get a band.
        tekens: that the bands are drawn with.
        breedte: columns that there are.
        smalst: columns that a stretch takes at the least: its number must fit.

    """

    def __init__(self, draaiboek: Draaiboek, typen: Sequence[str], tekens: Tekens, breedte: int, smalst: int) -> None:
        self.draaiboek = draaiboek
        self.typen = typen
        self.tekens = tekens
        self.namen = max(map(len, typen), default=0) + max(map(len, draaiboek.versies)) + 2
        self.smalst = smalst
        self.ruimte = max(2 * smalst, breedte - len(MARGE) - self.namen - 1)

    def regels(self, momenten: Sequence[datetime]) -> Iterator[Delen]:
        """Yield the lines of all panels, each panel with an empty line after it."""
        naast_elkaar = self.ruimte // self.smalst - 1
        for begin in range(0, max(len(momenten), 1), naast_elkaar):
            yield from self._paneel(momenten[begin : begin + naast_elkaar], begin + 1)
            yield [("", "")]

    def _paneel(self, momenten: Sequence[datetime], eerste: int) -> Iterator[Delen]:
        """Yield the lines of the picture from just before the first of these moments, which has this number, to after the last."""
        breedten = self._breedten(momenten)
        koppen = ["", *(str(nr) for nr, _ in enumerate(momenten, eerste))]
        kop = "".join(f"{tekst:<{breed}}" for tekst, breed in zip(koppen, breedten, strict=True))
        yield [(f"{MARGE}{'':<{self.namen + 1}}{kop}".rstrip(), "")]
        # The moment at which each stretch begins; the first one lies before all of them.
        vanaf = [*(moment - KORTST for moment in momenten[:1]), *momenten]
        for type_ in self.typen:
            for nr, versie in enumerate(self.draaiboek.versies):
                strook = self.draaiboek.stroken[type_, versie]
                soorten = [strook.op(moment).soort for moment in vanaf] or [strook.oordelen[0].soort]
                delen: Delen = [(f"{MARGE}{'' if nr else type_:<{self.namen - len(versie)}}{versie} ", "")]
                for soort, groep in groupby(zip(soorten, breedten, strict=True), key=lambda een: een[0]):
                    delen.append((self.tekens.van(soort) * sum(breed for _, breed in groep), KLEUREN[soort]))
                yield delen

    def _breedten(self, momenten: Sequence[datetime]) -> list[int]:
        """Return how many columns each stretch takes: before the first moment, between each two, and after the last.

        They grow with the logarithm of the time, so that an hour can be seen beside a month.
        """
        if not momenten:
            return [self.ruimte]
        duren = [(later - eerder).total_seconds() for eerder, later in pairwise(momenten)]
        gewichten = [BUITEN, *(log10(max(10.0, duur)) for duur in duren), BUITEN]
        over = self.ruimte - self.smalst * len(gewichten)
        return [self.smalst + int(over * gewicht / sum(gewichten)) for gewicht in gewichten]
