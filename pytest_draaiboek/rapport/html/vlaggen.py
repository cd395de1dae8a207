"""Labels at vertical lines, put one above the other so that no line runs through a label and no label lies on another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

# Widths in em of a wide common typeface, so that a text fits in whichever is used.
SMAL = frozenset(" .,:;·'|!()/-ijl")
BREED = frozenset("mwMW@→")
EM = {"smal": 0.36, "breed": 0.95, "hoofd": 0.7, "gewoon": 0.63}
VET = 1.1  # how much wider a bold text is
AFSTAND = 4.0  # pixels between a line and its label


def tekstbreedte(tekst: str, letter: float) -> float:
    """Return how wide a text is at the most, in pixels, at a size of letters in pixels."""
    return letter * sum(
        EM["smal" if t in SMAL else "breed" if t in BREED else "hoofd" if t.isupper() else "gewoon"] for t in tekst
    )


@dataclass(frozen=True, slots=True)
class Vlag:
    """A label before it has its place.

    Args:
        x: of its line, in pixels from the left.
        kop: what is said first, and never broken off.
        delen: what may go on to a next line.

    """

    x: float
    kop: str
    delen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Geplaatst:
    """A label in its place.

    Args:
        vlag: the label.
        regels: its text, line by line; the first begins with its kop.
        links: whether it is to the left of its line.
        begin: its left side, in pixels from the left, with some room.
        einde: its right side, likewise.
        trede: how many lines of text there is room for below it.

    """

    vlag: Vlag
    regels: tuple[str, ...]
    links: bool
    begin: float
    einde: float
    trede: int = 0

    @property
    def top(self) -> int:
        """How many lines of text there are up to and with it."""
        return self.trede + len(self.regels)

    def ligt_over(self, andere: "Geplaatst") -> bool:
        """Whether the line of another one runs where its text is."""
        return self.begin < andere.vlag.x < self.einde

    def botst(self, andere: "Geplaatst") -> bool:
        """Whether its text would lie on that of another one."""
        naast = self.einde <= andere.begin or andere.einde <= self.begin
        return not naast and self.trede < andere.top and andere.trede < self.top


def plaats(vlaggen: Sequence[Vlag], breedte: float, letter: float) -> list[Geplaatst]:
    """Return every label in its place, in the order of their lines.

    A label is to the right of its line, and above every label whose line it would lie over: so they descend like a staircase.
    One that would stick out at the right is to the left of its line, at the foot of the staircase if there is room there, or
    else on top of all.

    Args:
        vlaggen: the labels.
        breedte: of the whole, in pixels.
        letter: size of the letters, in pixels.

    """
    los = sorted((_los(vlag, breedte, letter) for vlag in vlaggen), key=lambda een: een.vlag.x)
    bovenop = [een for een in los if een.links and any(een.ligt_over(andere) for andere in los if andere is not een)]
    # Their lines run down through all that is below them.
    vrij = min((een.vlag.x for een in bovenop), default=breedte)
    trap = [een if een.links else _langs(een.vlag, False, vrij, letter) for een in los if een not in bovenop]
    klaar: list[Geplaatst] = []
    for een in (*reversed(trap), *bovenop):
        trede = max((andere.top for andere in klaar if een.ligt_over(andere)), default=0)
        while any(replace(een, trede=trede).botst(andere) for andere in klaar):
            trede += 1
        klaar.append(replace(een, trede=trede))
    return sorted(klaar, key=lambda een: een.vlag.x)


def _los(vlag: Vlag, breedte: float, letter: float) -> Geplaatst:
    """Return a label at the side where it fits, at the foot."""
    smalst = max(_breedte(deel, letter) for deel in (vlag.kop, *vlag.delen))
    return _langs(vlag, vlag.x + 2 * AFSTAND + smalst > breedte, breedte, letter)


def _langs(vlag: Vlag, links: bool, breedte: float, letter: float) -> Geplaatst:
    """Return a label at a side of its line, on as many lines of text as it takes, at the foot."""
    regels = _breek(vlag, (vlag.x if links else breedte - vlag.x) - 2 * AFSTAND, letter)
    lengte = max(_breedte(regel, letter) for regel in regels) + 2 * AFSTAND
    begin, einde = (vlag.x - lengte, vlag.x) if links else (vlag.x, vlag.x + lengte)
    return Geplaatst(vlag, regels, links, begin, einde)


def _breedte(tekst: str, letter: float) -> float:
    return tekstbreedte(tekst, letter) * VET


def _breek(vlag: Vlag, ruimte: float, letter: float) -> tuple[str, ...]:
    regels = [vlag.kop]
    for deel in vlag.delen:
        langer = f"{regels[-1]} {deel}"
        if _breedte(langer, letter) <= ruimte:
            regels[-1] = langer
        else:
            regels.append(deel)
    return tuple(regels)
