"""What is in a bundle: every file by its path, and all of them in one zip that is the same for the same result."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import resources
from importlib.metadata import version

from pytest_draaiboek.fouten import OngeldigeInstelling, OnveiligeZip
from pytest_draaiboek.rapport import aanzichten
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, ontleed
from pytest_draaiboek.rapport.bewijs.berichtenboom import boom
from pytest_draaiboek.rapport.bewijs.heelheid import gebreken_van_oordelen, gebreken_van_verkeer, inhoud_van
from pytest_draaiboek.rapport.bewijs.manifest import MANIFEST, SOMMEN, als_bytes, sommen
from pytest_draaiboek.rapport.bewijs.manifest import maak as maak_manifest
from pytest_draaiboek.rapport.bewijs.veilige_zip import (
    KLEIN,
    MEESTE_KEREN,
    MEESTE_LEDEN,
    MEESTE_SAMEN,
    VeiligeZip,
)
from pytest_draaiboek.rapport.resultaat import Resultaat

LEESMIJ = "LEESMIJ.txt"
# The times that a zip can hold, to two seconds.
EERSTE, LAATSTE = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
GEWOON_BESTAND = 0o100644


def kitversie() -> str:
    """Return the version of the kit that is running."""
    return version("pytest-draaiboek")


def maak(inhoud: bytes, waar: str, taal: str | None = None) -> bytes:
    """Return the bundle of a result: the bytes of a zip.

    Args:
        inhoud: the bytes of the result file.
        waar: where they come from, for messages.
        taal: of the report: "nl" or "en"; default: the one that was asked for in the run.

    Raises:
        OngeldigeInstelling: for what is no whole result, for one that does not hang together, for more than a bundle can hold, and
            for another language.

    """
    resultaat = ontleed(inhoud, waar)
    gebrek = next(gebreken(resultaat), None)
    if gebrek:
        raise OngeldigeInstelling(f"{waar}: dit resultaat is niet heel ({gebrek}). Draai de toets opnieuw.")
    leden = leden_van(resultaat, inhoud, taal or resultaat.instellingen.taal)
    grootte = sum(map(len, leden.values()))
    if len(leden) > MEESTE_LEDEN or grootte > MEESTE_SAMEN:
        raise OngeldigeInstelling(
            f"{waar}: het bewijs wordt {len(leden)} bestanden van samen {grootte >> 20} MB;"
            f" er passen er {MEESTE_LEDEN} in, van samen {MEESTE_SAMEN >> 20} MB. Draai de toets per rol of per onderdeel."
        )
    zip_ = pak_in(leden, resultaat.slot.geeindigd)
    try:
        VeiligeZip(io.BytesIO(zip_))
    except OnveiligeZip as fout:
        raise OngeldigeInstelling(
            f"{waar}: hiervan is geen bundel te maken die de controle doorstaat: {fout}"
        ) from fout
    return zip_


def gebreken(resultaat: Resultaat) -> Iterator[str]:
    """Yield, in Dutch, why a result does not hang together; a verdict is only reckoned again by the version that came to it."""
    yield from gebreken_van_verkeer(resultaat)
    if resultaat.omgeving.kit == kitversie():
        yield from gebreken_van_oordelen(resultaat)


def leden_van(resultaat: Resultaat, inhoud: bytes, taal: str) -> dict[str, bytes]:
    """Return every file of a bundle by its path, those that tell of the others last.

    Args:
        resultaat: that hangs together.
        inhoud: the bytes that it was read from.
        taal: of the report.

    """
    leesmij = resources.files("pytest_draaiboek.rapport.bewijs").joinpath(LEESMIJ).read_bytes()
    leden = {
        BESTANDSNAAM: inhoud,
        LEESMIJ: leesmij.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        **aanzichten.maak(resultaat, taal),
        **{pad: inhoud_van(resultaat.berichten[sleutel]) for pad, sleutel in boom(resultaat).items()},
    }
    manifest = maak_manifest(resultaat, leden, kit=kitversie(), taal=taal)
    zelf = als_bytes(manifest)
    return {**leden, MANIFEST: zelf, SOMMEN: sommen(manifest, hashlib.sha256(zelf).hexdigest())}


def pak_in(leden: Mapping[str, bytes], moment: datetime) -> bytes:
    """Return a zip of these files that depends on nothing but them and the moment, which every file gets as its time.

    Args:
        leden: the files by path.
        moment: aware.

    """
    tijd = min(max(moment, EERSTE), LAATSTE).astimezone(UTC)
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        for pad, inhoud in sorted(leden.items()):
            lid = zipfile.ZipInfo(pad, (tijd.year, tijd.month, tijd.day, tijd.hour, tijd.minute, tijd.second))
            lid.create_system = 3  # Unix, wherever it is made: it goes with the mode below
            lid.external_attr = GEWOON_BESTAND << 16
            # What shrinks this much would be taken for a bomb.
            te_klein = len(inhoud) > KLEIN and len(zlib.compress(inhoud, 9)) * MEESTE_KEREN < len(inhoud)
            lid.compress_type = zipfile.ZIP_STORED if te_klein else zipfile.ZIP_DEFLATED
            zip_.writestr(lid, inhoud, compresslevel=9)
    return uit.getvalue()
