"""Labels at vertical lines, put one above the other so that no line runs through a label and no label lies on another."""

from collections.abc import Sequence
from dataclasses import dataclass

# Widths in em of a wide common typeface, so that a text fits in whichever is used.
SMAL = frozenset(" .,:;·'|!()/-ijl")
BREED = frozenset("mwMW@→")
EM = {"smal": 0.36, "breed": 0.95, "hoofd": 0.7, "gewoon": 0.63}
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
        regels: its text, line by line.
        trede: how many lines of text are below it.
        links: whether it is to the left of its line.

    """

    vlag: Vlag
    regels: tuple[str, ...]
    trede: int
    links: bool

    @property
    def top(self) -> int:
        """How many lines of text there are up to and with it."""
        return self.trede + len(self.regels)


def plaats(vlaggen: Sequence[Vlag], breedte: float, letter: float) -> list[Geplaatst]:
    """Return every label in its place, in the order of their lines.

    A label is to the right of its line, and above every label whose line it would lie upon: so they descend like a
    staircase. One that would stick out at the right is to the left of its line, above all of those.

    Args:
        vlaggen: the labels.
        breedte: of the whole, in pixels.
        letter: size of the letters, in pixels.

    """
    op_rij = sorted(vlaggen, key=lambda vlag: vlag.x)
    links = [vlag for vlag in op_rij if vlag.x + AFSTAND + _smalst(vlag, letter) > breedte]
    rechts = [vlag for vlag in op_rij if vlag not in links]
    grens = min((vlag.x for vlag in links), default=breedte)
    klaar: list[Geplaatst] = []
    for vlag in reversed(rechts):
        regels = _breek(vlag, grens - vlag.x - 2 * AFSTAND, letter)
        tot = vlag.x + 2 * AFSTAND + _breedst(regels, letter)
        klaar.append(Geplaatst(vlag, regels, _boven([g for g in klaar if g.vlag.x < tot]), links=False))
    for vlag in links:
        regels = _breek(vlag, vlag.x - AFSTAND, letter)
        van = vlag.x - 2 * AFSTAND - _breedst(regels, letter)
        klaar.append(Geplaatst(vlag, regels, _boven([g for g in klaar if g.vlag.x > van]), links=True))
    return sorted(klaar, key=lambda geplaatst: geplaatst.vlag.x)


def _boven(andere: Sequence[Geplaatst]) -> int:
    return max((geplaatst.top for geplaatst in andere), default=0)


def _breedst(regels: Sequence[str], letter: float) -> float:
    return max(tekstbreedte(regel, letter) for regel in regels)


def _smalst(vlag: Vlag, letter: float) -> float:
    return _breedst((vlag.kop, *vlag.delen), letter)


def _breek(vlag: Vlag, ruimte: float, letter: float) -> tuple[str, ...]:
    regels = [vlag.kop]
    for deel in vlag.delen:
        langer = f"{regels[-1]} {deel}"
        if tekstbreedte(langer, letter) <= ruimte:
            regels[-1] = langer
        else:
            regels.append(deel)
    return tuple(regels)
