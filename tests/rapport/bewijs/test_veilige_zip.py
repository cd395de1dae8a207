"""Zips that no bundle is: each is refused with one clear sentence, before anything of it is believed or written."""

import io
import re
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from bundel_delen import MOMENT

from pytest_draaiboek.fouten import OngeldigeInstelling, OnveiligeZip
from pytest_draaiboek.rapport.bewijs import controleer, veilige_zip
from pytest_draaiboek.rapport.bewijs.bundel import pak_in
from pytest_draaiboek.rapport.bewijs.veilige_zip import MEESTE_LEDEN, VeiligeZip

RAAD = "Vraag de bundel opnieuw aan, zoals draaiboek bewijs hem maakte."
KOP, LIJST, SLOT = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")


def lid(
    naam: str | bytes,
    inhoud: bytes = b"hallo",
    *,
    modus: int = 0o100644,
    vlaggen: int = 0,
    manier: int = zipfile.ZIP_STORED,
    ingepakt: bytes | None = None,
    zegt: int | None = None,
    som: int | None = None,
    extra: bytes = b"",
    lijstextra: bytes = b"",
    kopnaam: bytes | None = None,
    kopvlaggen: int | None = None,
    toelichting: bytes = b"",
) -> tuple[bytes, Callable[[int], bytes]]:
    """Return one member as it stands in a zip, written by hand, and what makes its line in the list from its place."""
    naam = naam if isinstance(naam, bytes) else naam.encode()
    data = inhoud if ingepakt is None else ingepakt
    grootte = len(inhoud) if zegt is None else zegt
    crc = zlib.crc32(inhoud) if som is None else som
    eigen = naam if kopnaam is None else kopnaam
    eigenvlaggen = vlaggen if kopvlaggen is None else kopvlaggen
    kop = KOP.pack(b"PK\3\4", 20, eigenvlaggen, manier, 0, 33, crc, len(data), grootte, len(eigen), len(extra))

    def regel(plek: int) -> bytes:
        return (
            LIJST.pack(
                b"PK\1\2", 3 << 8 | 20, 20, vlaggen, manier, 0, 33, crc, len(data), grootte,
                len(naam), len(lijstextra), len(toelichting), 0, 0, modus << 16, plek,
            ) + naam + lijstextra + toelichting
        )  # fmt: skip

    return kop + eigen + extra + data, regel


def zip_van(
    *leden: tuple[bytes, Callable[[int], bytes]],
    voor: bytes = b"",
    tussen: bytes = b"",
    achter: bytes = b"",
    aantal: int | None = None,
) -> bytes:
    """Return a zip of members written by hand."""
    uit, lijst = voor, b""
    for rauw, regel in leden:
        lijst += regel(len(uit))
        uit += rauw + tussen
    uit += achter
    hoeveel = len(leden) if aantal is None else aantal
    return uit + lijst + SLOT.pack(b"PK\5\6", 0, 0, hoeveel, hoeveel, len(lijst), len(uit), 0)


def gedeflateerd(inhoud: bytes) -> bytes:
    inpakker = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return inpakker.compress(inhoud) + inpakker.flush()


def lees(rauw: bytes) -> dict[str, bytes]:
    zip_ = VeiligeZip(io.BytesIO(rauw))
    return {naam: zip_.inhoud(naam) for naam in zip_.leden}


def test_een_met_de_hand_geschreven_zip_zonder_gebrek_is_te_lezen() -> None:
    diep = gedeflateerd(b"x" * 5000)
    rauw = zip_van(lid("a.txt"), lid("b/c.xml", b"x" * 5000, manier=8, ingepakt=diep), lid("leeg", b""))
    assert lees(rauw) == {"a.txt": b"hallo", "b/c.xml": b"x" * 5000, "leeg": b""}
    assert lees(zip_van()) == {}


def test_wat_wij_inpakken_is_te_lezen() -> None:
    leden = {"a": b"", "b/c": b"x" * 3_000_000, "d": bytes(range(256)) * 20}
    assert lees(pak_in(leden, MOMENT)) == leden


NAMEN = [
    "../x", "a/../../x", "/etc/passwd", "//server/x", "C:/x", "C:x", "c:\\x", "..\\x", "a\\..\\x", "\\\\server\\x", "a//b", "a/", "/", "",
    "./a", "a/./b", ".bashrc", "~/x ", "a b", "a\nb", "a\x1b[31m", "a:b", "a?", "a*", "é", "\u202egnp", "a.", "a/b.", "a./b", "con", "CON.txt",
    "a/nul", "a/Com1.xml/b", "x" * 241, "a|b", "a<b", 'a"b',
]  # fmt: skip


@pytest.mark.parametrize("naam", NAMEN, ids=range(len(NAMEN)))
def test_een_naam_die_kan_misleiden(naam: str) -> None:
    with pytest.raises(OnveiligeZip, match=r"zo'n naam heeft geen bestand in een bundel") as gevangen:
        VeiligeZip(io.BytesIO(zip_van(lid("a.txt"), lid(naam))))
    assert str(gevangen.value).endswith(RAAD)
    assert str(gevangen.value).isprintable()


def test_een_naam_met_een_nul_erin() -> None:
    # The zipfile of Python stops at the zero, and would call it a.txt.
    with pytest.raises(OnveiligeZip, match="zo'n naam"):
        VeiligeZip(io.BytesIO(zip_van(lid(b"a.txt\x00../x"))))


HALLO = zlib.crc32(b"hallo")


@pytest.mark.parametrize(
    ("rauw", "melding"),
    [
        (zip_van(lid("a", modus=0o120777)), "lid 'a': dit is geen gewoon bestand maar een verwijzing of iets anders."),
        (zip_van(lid("a", modus=0o040755)), "lid 'a': dit is geen gewoon bestand"),
        (zip_van(lid("a", modus=0o010644)), "lid 'a': dit is geen gewoon bestand"),
        (zip_van(lid("a", vlaggen=1)), "lid 'a': dit bestand is versleuteld."),
        (zip_van(lid("a", vlaggen=0x41)), "lid 'a': dit bestand is versleuteld."),
        (zip_van(lid("a", vlaggen=8)), "lid 'a': dit bestand is op een andere manier ingepakt."),
        (zip_van(lid("a", vlaggen=0x800)), "lid 'a': dit bestand is op een andere manier ingepakt."),
        (zip_van(lid("a", manier=12)), "lid 'a': dit bestand is op een andere manier ingepakt."),
        (zip_van(lid("a", manier=14)), "lid 'a': dit bestand is op een andere manier ingepakt."),
        (zip_van(lid("a", lijstextra=b"\x01\x99\0\0")), "lid 'a': dit bestand is op een andere manier ingepakt."),
        (zip_van(lid("a", toelichting=b"iets")), "lid 'a': dit bestand is op een andere manier ingepakt."),
        (zip_van(lid("a", extra=b"\x01\x99\0\0")), "a: de zip zegt op twee plaatsen iets anders van dit bestand."),
        (zip_van(lid("a", kopnaam=b"b")), "a: de zip zegt op twee plaatsen iets anders van dit bestand."),
        (zip_van(lid("a", kopvlaggen=1)), "a: de zip zegt op twee plaatsen iets anders van dit bestand."),
        (zip_van(lid("a"), lid("a")), "a: dit bestand staat twee keer in de zip."),
        (zip_van(lid("a"), lid("A")), "A: dit bestand staat twee keer in de zip."),
        (zip_van(lid("a"), voor=b"MZ"), "a: hiervoor staan bytes in de zip die van geen bestand zijn, of van twee."),
        (zip_van(lid("a"), lid("b"), tussen=b"?"), "b: hiervoor staan bytes in de zip die van geen bestand zijn"),
        (zip_van(lid("a"), achter=b"?"), "achter de bestanden staan bytes in de zip die van geen bestand zijn."),
        (zip_van(lid("a"), aantal=2), "de zip zegt 2 bestanden te hebben, maar noemt er 1."),
        (zip_van(lid("a"), aantal=MEESTE_LEDEN + 1), f"de zip heeft meer dan {MEESTE_LEDEN} bestanden"),
        (zip_van(lid("a", zegt=2**31, manier=8)), "lid 'a': dit bestand is groter dan 256 MB."),
        (zip_van(lid("a", zegt=2**28, manier=8)), "lid 'a': dit bestand wordt bij het uitpakken meer dan 200 keer zo groot."),
    ],
)  # fmt: skip
def test_wat_geen_bundel_heeft(rauw: bytes, melding: str) -> None:
    with pytest.raises(OnveiligeZip, match=re.escape(melding)) as gevangen:
        VeiligeZip(io.BytesIO(rauw))
    assert str(gevangen.value).endswith(RAAD)


X5000 = gedeflateerd(b"x" * 5000)


@pytest.mark.parametrize(
    ("een", "melding"),
    [
        (lid("a", zegt=4), "volgens de zip is dit 4 bytes, maar dat klopt niet."),
        (lid("a", zegt=6), "volgens de zip is dit 6 bytes, maar dat klopt niet."),
        (lid("a", b"x" * 5000, manier=8, ingepakt=X5000, zegt=4999), "volgens de zip is dit 4999 bytes, maar dat klopt niet."),
        (lid("a", b"x" * 5000, manier=8, ingepakt=X5000, zegt=4999, som=zlib.crc32(b"x" * 4999)), "volgens de zip is dit 4999 bytes"),
        (lid("a", b"x" * 5000, manier=8, ingepakt=X5000, zegt=5001), "volgens de zip is dit 5001 bytes"),
        (lid("a", b"", manier=8, ingepakt=X5000), "volgens de zip is dit 0 bytes"),
        (lid("a", b"x" * 5000, manier=8, ingepakt=X5000 + b"meer"), "volgens de zip is dit 5000 bytes"),
        (lid("a", b"x" * 5000, manier=8, ingepakt=X5000[:-1]), "volgens de zip is dit 5000 bytes"),
        (lid("a", b"x" * 5000, manier=8, ingepakt=b"\xff" * 40), "dit bestand is beschadigd."),
        (lid("a", som=HALLO ^ 1), "dit bestand is beschadigd."),
        (lid("a", b"x" * 5000, manier=8, ingepakt=X5000, som=7), "dit bestand is beschadigd."),
    ],
)  # fmt: skip
def test_een_lid_dat_over_zichzelf_liegt(een: tuple[bytes, Callable[[int], bytes]], melding: str) -> None:
    with pytest.raises(OnveiligeZip, match=re.escape(f"a: {melding}")):
        lees(zip_van(een))


def test_twee_leden_die_dezelfde_bytes_delen() -> None:
    rauw, regel = lid("a", b"x" * 100)
    _, ander = lid("b", b"x" * 100)
    lijst = regel(0) + ander(0)
    zip_ = rauw + lijst + SLOT.pack(b"PK\5\6", 0, 0, 2, 2, len(lijst), len(rauw), 0)
    with pytest.raises(OnveiligeZip, match="of van twee"):
        VeiligeZip(io.BytesIO(zip_))


def test_een_bom_kost_geen_geheugen() -> None:
    # Says to be little and is much: no more than it says is ever unpacked.
    bom = gedeflateerd(b"\0" * 200_000_000)
    rauw = zip_van(lid("a", b"\0" * 1000, manier=8, ingepakt=bom))
    tracemalloc.start()
    try:
        with pytest.raises(OnveiligeZip, match="volgens de zip is dit 1000 bytes"):
            lees(rauw)
        _, hoogst = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert hoogst < 5_000_000


def test_veel_dat_samen_te_groot_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(veilige_zip, "MEESTE_SAMEN", 9)
    with pytest.raises(OnveiligeZip, match="uitgepakt is de zip groter dan"):
        VeiligeZip(io.BytesIO(zip_van(lid("a"), lid("b"))))


def test_zeer_veel_leden_worden_niet_eerst_alle_gelezen() -> None:
    leden = {f"x{nr}": b"" for nr in range(MEESTE_LEDEN + 1)}
    rauw = pak_in(leden, MOMENT)
    begin = time.perf_counter()
    with pytest.raises(OnveiligeZip, match=f"de zip heeft meer dan {MEESTE_LEDEN} bestanden"):
        VeiligeZip(io.BytesIO(rauw))
    assert time.perf_counter() - begin < 1


def test_een_lijst_die_groter_is_dan_die_van_een_bundel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(veilige_zip, "MEESTE_LEDEN", 10)
    with pytest.raises(OnveiligeZip, match="de zip heeft meer dan 10 bestanden"):
        VeiligeZip(io.BytesIO(zip_van(*(lid(f"x{nr}") for nr in range(200)), aantal=3)))


def test_de_vorm_voor_zeer_grote_zips() -> None:
    rauw = zip_van(lid("a"))
    with pytest.raises(OnveiligeZip, match="de vorm voor meer dan 4 GB"):
        VeiligeZip(io.BytesIO(rauw[:-22] + struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1) + rauw[-22:]))


def knoei(rauw: bytes) -> Iterable[bytes]:
    """Yield a zip with one byte changed, for every byte of it, and cut off at every byte."""
    for plek in range(len(rauw)):
        for bit in (0x01, 0x80, 0xFF):
            yield rauw[:plek] + bytes([rauw[plek] ^ bit]) + rauw[plek + 1 :]
        yield rauw[:plek]
        yield rauw[:plek] + rauw[plek + 1 :]
        yield rauw[:plek] + b"\0" + rauw[plek:]


def test_elke_verandering_geeft_de_leden_of_een_weigering() -> None:
    """No change of a byte comes to another error, or to other members than there were."""
    leden = {"manifest.json": b"hallo" * 30, "b/c.xml": b"", "d": b"xyz"}
    geweigerd = 0
    for rauw in knoei(pak_in(leden, MOMENT)):
        try:
            gelezen = lees(rauw)
        except (OnveiligeZip, zipfile.BadZipFile):
            geweigerd += 1
        else:
            assert gelezen == leden
    assert geweigerd > 1000


def test_geen_zip_en_te_groot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "x.zip"
    pad.write_bytes(zip_van(lid("a", b"x" * 100)))
    monkeypatch.setattr(veilige_zip, "MEESTE_BYTES", 50)
    with pytest.raises(OngeldigeInstelling, match="zo groot is geen bundel"):
        controleer(pad)
