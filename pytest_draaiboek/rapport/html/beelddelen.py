"""The parts of a timeline, each in its place, in pixels from the left and from above."""

from dataclasses import dataclass

from pytest_draaiboek.rapport.html.tijdmerken import Merk


@dataclass(frozen=True, slots=True)
class Vak:
    """A part of the width, in pixels from the left: the text in it, what it tells when asked, and of which kind it is."""

    x: float
    breedte: float
    tekst: str = ""
    titel: str = ""
    soort: str = ""


@dataclass(frozen=True, slots=True)
class Dagkolom:
    """A day: its place, the middle of its name, and what of that fits."""

    vak: Vak
    midden: float
    weekdag: str
    dag: str


@dataclass(frozen=True, slots=True)
class Lijn:
    """A vertical line with its label.

    Args:
        x: in pixels from the left.
        top: where it begins, in pixels from above.
        soort: "mijlpaal", "live", "einde" or "wissel".
        links: whether the label is at its left.
        regels: of the label: where it is, what it says of the moment (on the first), and the rest.
        titel: what it tells when asked.

    """

    x: float
    top: float
    soort: str
    links: bool
    regels: tuple[tuple[float, float, str, str], ...]
    titel: str


@dataclass(frozen=True, slots=True)
class Band:
    """What holds for one version of a message type, stretch by stretch; y is the top."""

    versie: str
    y: float
    delen: tuple[Vak, ...]


@dataclass(frozen=True, slots=True)
class Laan:
    """The lane of one message type; y is the top, and afwijkingen the number of marks that deviate."""

    berichttype: str
    y: float
    hoogte: float
    banden: tuple[Band, ...]
    afwijkingen: int


@dataclass(frozen=True, slots=True)
class Merkteken:
    """A mark in its place, by its middle.

    Args:
        merk: what it stands for.
        x: in pixels from the left.
        y: in pixels from above.
        titel: what it tells when asked.
        doel: the id that it leads to; empty when it leads nowhere.
        springt: whether it is the first that leads there, so that the keyboard stops once.

    """

    merk: Merk
    x: float
    y: float
    titel: str
    doel: str
    springt: bool


@dataclass(frozen=True, slots=True)
class Tekening:
    """Everything that is drawn; merken are in the order in which they lie over each other."""

    titel: str
    samenvatting: str
    letter: float
    band: float
    breedte: float
    namen: float
    hoogte: float
    fasen_y: float
    as_y: float
    lanen_y: float
    fasen: tuple[Vak, ...]
    maanden: tuple[Vak, ...]
    dagen: tuple[Dagkolom, ...]
    lijnen: tuple[Lijn, ...]
    koppen: tuple[tuple[float, str], ...]
    lanen: tuple[Laan, ...]
    merken: tuple[Merkteken, ...]

    @property
    def heeft_doelen(self) -> bool:
        """Whether any mark leads somewhere."""
        return any(merk.doel for merk in self.merken)
