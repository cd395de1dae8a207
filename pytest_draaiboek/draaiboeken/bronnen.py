"""Draaiboek files opened: whatever somebody put there, it is a tree of tables afterwards, or a refusal that says why."""

import hashlib
import os
import re
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pytest_draaiboek.draaiboeken.boom import Bron, Tabel
from pytest_draaiboek.draaiboeken.gebrek import Gebrek
from pytest_draaiboek.draaiboeken.plekken import DIEPSTE, MEESTE

GROOTSTE_BESTAND_BYTES = 1_000_000
UITGANG = ".toml"
# Windows editors begin a file with it.
_BOM = b"\xef\xbb\xbf"
_UITGAVE = re.compile(r'^\[uitgave\.(?:"([^"]+)"|([\w-]+))\]', re.MULTILINE)
_BIJ_REGEL = re.compile(r"\(at line (\d+), column (\d+)\)")


class OnleesbareBron(Exception):
    """A file of which no tree can be made; it never leaves this room.

    Args:
        gebrek: why.

    """

    def __init__(self, gebrek: Gebrek) -> None:
        super().__init__(str(gebrek))
        self.gebrek = gebrek


def is_pad(naam: str) -> bool:
    """Whether what a user names is a file and not a draaiboek of the kit."""
    return naam.casefold().endswith(UITGANG)


def vind(pad: Path) -> Path:
    r"""Return the path that is meant: one with backslashes, as Windows has them, is found elsewhere too."""
    return Path(str(pad).replace("\\", "/")) if os.sep == "/" and "\\" in str(pad) and not pad.exists() else pad


def ingebouwd() -> dict[str, Traversable]:
    """Return the files that the kit brings along, by name, without reading them."""
    map_ = resources.files("pytest_draaiboek.draaiboeken")
    return {bron.name: bron for bron in sorted(map_.iterdir(), key=lambda bron: bron.name) if is_pad(bron.name)}


def open_pad(pad: Path) -> Tabel:
    """Return a file as a tree.

    Args:
        pad: the path; Windows separators are understood everywhere.

    Raises:
        OnleesbareBron: when it cannot be read, or is nothing that could be a draaiboek.

    """
    pad = vind(pad)
    try:
        if pad.exists() and not pad.is_file():
            soort = "een map" if pad.is_dir() else "geen gewoon bestand"
            raise _onleesbaar(str(pad), 0, f"dit is {soort}", "geef het pad van een draaiboek (.toml)")
        with pad.open("rb") as bestand:
            inhoud = bestand.read(GROOTSTE_BESTAND_BYTES + 1)
    except FileNotFoundError as fout:
        raise _onleesbaar(
            str(pad), 0, "dit bestand is er niet", "geef het pad van een bestaand .toml-bestand"
        ) from fout
    except (OSError, ValueError) as fout:
        reden = fout.strerror if isinstance(fout, OSError) else fout
        raise _onleesbaar(
            str(pad), 0, f"niet te lezen ({reden})", "geef het pad van een .toml-bestand dat te lezen is"
        ) from fout
    return open_bytes(inhoud, str(pad), pad)


def open_bytes(inhoud: bytes, naam: str, pad: Path | None = None) -> Tabel:
    """Return the bytes of a file as a tree; see `open_pad`. ``pad`` is where it stands, None for a file of the kit itself."""
    if len(inhoud) > GROOTSTE_BESTAND_BYTES:
        raise _onleesbaar(
            naam,
            0,
            f"groter dan {GROOTSTE_BESTAND_BYTES // 1_000_000} MB; dat is geen draaiboek",
            "geef het pad van een draaiboek (.toml)",
        )
    sha256 = hashlib.sha256(inhoud).hexdigest()
    try:
        tekst = inhoud.removeprefix(_BOM).decode()
    except UnicodeDecodeError as fout:
        regel = inhoud[: fout.start].count(b"\n") + 1
        raise _onleesbaar(
            naam, regel, f"geen geldige TOML in UTF-8 ({fout})", "maak er UTF-8 van, en verbeter die plek"
        ) from fout
    if (nul := tekst.find("\0")) >= 0:
        raise _onleesbaar(
            naam,
            tekst.count("\n", 0, nul) + 1,
            "hier staat een NUL-teken; dat is geen tekst",
            "maak er gewone tekst in UTF-8 van",
        )
    bron = Bron(naam, tekst, sha256, pad)
    # Before tomllib sees it: that calls itself for every level, and takes quadratic time over a key with many dots.
    if pad is not None:
        _kijk_vooraf(bron)
    try:
        gegevens = tomllib.loads(tekst)
    except (ValueError, RecursionError) as fout:
        waar = _BIJ_REGEL.search(str(fout))
        # Without a line it is about the end: something was not closed.
        regel = int(waar[1]) if waar else len(tekst.splitlines()) if "end of document" in str(fout) else 0
        raise _onleesbaar(
            naam, regel, f"geen geldige TOML in UTF-8 ({fout})", "verbeter die plek, of kort voor die plek"
        ) from fout
    return Tabel.van(gegevens, bron)


def _kijk_vooraf(bron: Bron) -> None:
    if regel := bron.plekken.te_diep:
        raise _onleesbaar(
            bron.naam,
            regel,
            f"meer dan {DIEPSTE} niveaus in elkaar",
            "vergelijk het met een meegeleverd draaiboek, en maak het vlakker",
        )
    if regel := bron.plekken.te_veel:
        raise _onleesbaar(
            bron.naam,
            regel,
            f"meer dan {MEESTE} sleutels en waarden; zo groot is geen draaiboek",
            "verdeel het over meer bestanden, of laat weg wat er niet in hoort",
        )


def _onleesbaar(naam: str, regel: int, gevonden: str, raad: str) -> OnleesbareBron:
    return OnleesbareBron(Gebrek(naam, regel, "", gevonden, raad))


@cache
def index() -> dict[str, str]:
    """Return the names of the draaiboeken that the kit brings along, each with its file; no file is parsed for it."""
    return {
        naam: bestand
        for bestand, bron in ingebouwd().items()
        for aangehaald, kaal in _UITGAVE.findall(bron.read_text(encoding="utf-8"))
        if (naam := aangehaald or kaal)
    }


@cache
def open_ingebouwd(bestand: str) -> Tabel:
    """Return a file that the kit brings along as a tree; see `open_pad`."""
    return open_bytes(ingebouwd()[bestand].read_bytes(), bestand)
