"""Reading a zip that may come from anywhere: only what a bundle can be, within bounds, and never onto a disk."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from pytest_draaiboek.fouten import OngeldigeInstelling, OnveiligeZip

# Far more than a bundle is, and little enough to be held.
MEESTE_LEDEN = 50_000
MEESTE_BYTES = 256 * 2**20
MEESTE_SAMEN = 2**30
MEESTE_KEREN = 200
KLEIN = 2**20

_NAAM = re.compile(r"[A-Za-z0-9_+-][A-Za-z0-9._+-]*(/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)*")
_OP_WINDOWS_NIET = re.compile(r"(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^/]*)?(/|$)|\.(/|$)", re.IGNORECASE)
_LANGSTE_NAAM = 240
_VERSLEUTELD = 0x1 | 0x40
# The closing record of a zip, the record of one beyond 4 GB that would stand before it, and the header of a member.
_SLOT = struct.Struct("<4s4H2LH")
_SLOT_BEGIN = b"PK\x05\x06"
_GROOT_SLOT_BYTES, _GROOT_SLOT_BEGIN = 20, b"PK\x06\x07"
_KOP = struct.Struct("<4s5H3L2H")
_KOP_BEGIN = b"PK\x03\x04"
_MEESTE_PER_LID = 512
_RAAD = "Vraag de bundel opnieuw aan, zoals draaiboek bewijs hem maakte."


class VeiligeZip:
    """A zip of which every member has been looked at before any is read.

    Args:
        bestand: opened for reading.

    Raises:
        OnveiligeZip: for whatever a bundle does not have.
        zipfile.BadZipFile: when it is no zip at all.

    """

    def __init__(self, bestand: BinaryIO) -> None:
        aantal = _kijk_naar_het_slot(bestand)
        try:
            zip_ = zipfile.ZipFile(bestand)
        except (ValueError, NotImplementedError, struct.error) as fout:
            # What zipfile raises itself for a list of files that is damaged, or asks for a way of packing that it does not have.
            raise OnveiligeZip(f"de lijst van bestanden in de zip is onleesbaar. {_RAAD}") from fout
        leden = zip_.infolist()
        for lid in leden:
            _keur(lid)
        _keur_samen(leden, aantal)
        self._bestand = bestand
        self._begin = _keur_ligging(bestand, leden, zip_.start_dir)
        self.leden = {lid.filename: lid for lid in leden}

    def inhoud(self, naam: str) -> bytes:
        """Return the bytes of one member, never more than the zip says that there are.

        Raises:
            OnveiligeZip: when they are not what the zip says of them.

        """
        lid = self.leden[naam]
        self._bestand.seek(self._begin[naam])
        ingepakt = self._bestand.read(lid.compress_size)
        try:
            inhoud = ingepakt if lid.compress_type == zipfile.ZIP_STORED else _pak_uit(ingepakt, lid.file_size)
        except zlib.error as fout:
            raise OnveiligeZip(f"{naam}: dit bestand is beschadigd. {_RAAD}") from fout
        if len(inhoud) != lid.file_size:
            raise OnveiligeZip(f"{naam}: volgens de zip is dit {lid.file_size} bytes, maar dat klopt niet. {_RAAD}")
        if zlib.crc32(inhoud) != lid.CRC:
            raise OnveiligeZip(f"{naam}: dit bestand is beschadigd. {_RAAD}")
        return inhoud


def _pak_uit(ingepakt: bytes, grootte: int) -> bytes:
    """Return what was deflated, or one byte more or less than it ought to be when that is not so."""
    uitpakker = zlib.decompressobj(-zlib.MAX_WBITS)
    inhoud = uitpakker.decompress(ingepakt, grootte + 1)
    if len(inhoud) == grootte and not uitpakker.eof:
        inhoud += uitpakker.decompress(uitpakker.unconsumed_tail, 1)
    heel = uitpakker.eof and not uitpakker.unused_data
    return inhoud if heel or len(inhoud) != grootte else inhoud + b"?"


def open_zip(pad: Path) -> BinaryIO:
    """Open a file that ought to be a zip.

    Raises:
        OngeldigeInstelling: when it is not there, is no file, or is larger than any bundle.

    """
    try:
        if not pad.is_file():
            wat = "dit is geen bestand" if pad.exists() else "dit bestand is er niet"
            raise OngeldigeInstelling(f"{pad}: {wat}. Geef het pad van een bundel (.zip) die draaiboek bewijs maakte.")
        if pad.stat().st_size > MEESTE_BYTES:
            raise OngeldigeInstelling(
                f"{pad}: dit is groter dan {MEESTE_BYTES >> 20} MB; zo groot is geen bundel. {_RAAD}"
            )
        return pad.open("rb")
    except OSError as fout:
        raise OngeldigeInstelling(f"{pad}: niet te lezen ({fout.strerror}). Controleer het pad.") from fout


def _kijk_naar_het_slot(bestand: BinaryIO) -> int:
    """See to it that the list of a zip is of a size to be read, before it is; return how many members it says to have."""
    grootte = bestand.seek(0, 2)
    bestand.seek(max(grootte - _SLOT.size - _GROOT_SLOT_BYTES, 0))
    einde = bestand.read()
    slot = einde[-_SLOT.size :]
    if len(slot) < _SLOT.size or not slot.startswith(_SLOT_BEGIN):
        raise zipfile.BadZipFile
    if einde[: -_SLOT.size].startswith(_GROOT_SLOT_BEGIN):
        raise OnveiligeZip(f"de zip heeft de vorm voor meer dan 4 GB; zo groot is geen bundel. {_RAAD}")
    _, _, _, _, aantal, omvang, _, toelichting = _SLOT.unpack(slot)
    if toelichting:
        raise zipfile.BadZipFile
    if aantal > MEESTE_LEDEN or omvang > MEESTE_LEDEN * _MEESTE_PER_LID:
        raise OnveiligeZip(f"de zip heeft meer dan {MEESTE_LEDEN} bestanden; zoveel heeft geen bundel. {_RAAD}")
    return int(aantal)


def _keur(lid: zipfile.ZipInfo) -> None:
    naam = lid.orig_filename
    waar = f"lid {naam[:80]!r}"
    if not _NAAM.fullmatch(naam) or _OP_WINDOWS_NIET.search(naam) or len(naam) > _LANGSTE_NAAM:
        raise OnveiligeZip(
            f"{waar}: zo'n naam heeft geen bestand in een bundel, en hij kan buiten de map wijzen. {_RAAD}"
        )
    if lid.flag_bits & _VERSLEUTELD:
        raise OnveiligeZip(f"{waar}: dit bestand is versleuteld. {_RAAD}")
    if stat.S_IFMT(lid.external_attr >> 16) not in {0, stat.S_IFREG}:
        raise OnveiligeZip(f"{waar}: dit is geen gewoon bestand maar een verwijzing of iets anders. {_RAAD}")
    if lid.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or lid.flag_bits or lid.extra or lid.comment:
        raise OnveiligeZip(f"{waar}: dit bestand is op een andere manier ingepakt. {_RAAD}")
    if lid.file_size > MEESTE_BYTES:
        raise OnveiligeZip(f"{waar}: dit bestand is groter dan {MEESTE_BYTES >> 20} MB. {_RAAD}")
    if lid.file_size > KLEIN and lid.file_size > lid.compress_size * MEESTE_KEREN:
        raise OnveiligeZip(
            f"{waar}: dit bestand wordt bij het uitpakken meer dan {MEESTE_KEREN} keer zo groot. {_RAAD}"
        )


def _keur_samen(leden: Sequence[zipfile.ZipInfo], aantal: int) -> None:
    if len(leden) != aantal:
        raise OnveiligeZip(f"de zip zegt {aantal} bestanden te hebben, maar noemt er {len(leden)}. {_RAAD}")
    gezien: set[str] = set()
    for lid in leden:
        naam = lid.filename.lower()
        if naam in gezien:
            raise OnveiligeZip(f"{lid.filename}: dit bestand staat twee keer in de zip. {_RAAD}")
        gezien.add(naam)
    samen = sum(lid.file_size for lid in leden)
    if samen > MEESTE_SAMEN:
        raise OnveiligeZip(f"uitgepakt is de zip groter dan {MEESTE_SAMEN >> 20} MB; zo groot is geen bundel. {_RAAD}")


def _keur_ligging(bestand: BinaryIO, leden: Sequence[zipfile.ZipInfo], begin_van_de_lijst: int) -> dict[str, int]:
    """See to it that the members lie one behind the other and say of themselves what the list says; return where each begins.

    Then there is nothing before, between or behind them, no byte is in two of them, and every program finds the same in them.
    """
    begin: dict[str, int] = {}
    plek = 0
    for lid in sorted(leden, key=lambda een: een.header_offset):
        bestand.seek(plek)
        rauw = bestand.read(_KOP.size)
        if lid.header_offset != plek or len(rauw) < _KOP.size or not rauw.startswith(_KOP_BEGIN):
            raise OnveiligeZip(
                f"{lid.filename}: hiervoor staan bytes in de zip die van geen bestand zijn, of van twee. {_RAAD}"
            )
        _, _, vlaggen, manier, _, _, som, ingepakt, grootte, naamlengte, extra = _KOP.unpack(rauw)
        zelf = (vlaggen, manier, som, ingepakt, grootte, extra, bestand.read(naamlengte))
        lijst = (0, lid.compress_type, lid.CRC, lid.compress_size, lid.file_size, 0, lid.filename.encode())
        if zelf != lijst:
            raise OnveiligeZip(f"{lid.filename}: de zip zegt op twee plaatsen iets anders van dit bestand. {_RAAD}")
        begin[lid.filename] = plek + _KOP.size + naamlengte
        plek = begin[lid.filename] + lid.compress_size
    if plek != begin_van_de_lijst:
        raise OnveiligeZip(f"achter de bestanden staan bytes in de zip die van geen bestand zijn. {_RAAD}")
    return begin
