"""Bundles taken apart, changed, and put together again, also by somebody who mends every sum afterwards."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from pytest_draaiboek.rapport.bewijs.bundel import pak_in
from pytest_draaiboek.rapport.bewijs.manifest import MANIFEST, SOMMEN

Leden = dict[str, bytes]
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def pak_uit(zip_: bytes) -> Leden:
    """Return the members of a zip, in order."""
    with zipfile.ZipFile(io.BytesIO(zip_)) as open_:
        return {lid.filename: open_.read(lid) for lid in open_.infolist()}


def herpakt(zip_: bytes, *bewerkingen: Callable[[Leden], object], sommen: bool = False) -> bytes:
    """Return a bundle with its members changed; with every size and sum put right when that is asked."""
    leden = pak_uit(zip_)
    for bewerking in bewerkingen:
        bewerking(leden)
    if sommen:
        herstel_sommen(leden)
    return pak_in(leden, MOMENT)


def herstel_sommen(leden: Leden) -> None:
    """Make manifest and sums say what is there."""
    manifest = json.loads(leden[MANIFEST])
    rijen = [
        {"pad": pad, "grootte": len(inhoud), "sha256": hashlib.sha256(inhoud).hexdigest()}
        for pad, inhoud in sorted(leden.items())
        if pad not in {MANIFEST, SOMMEN}
    ]
    zet_manifest(leden, {**manifest, "bestanden": rijen})


def zet_manifest(leden: Leden, manifest: dict[str, object]) -> None:
    """Write a manifest, in the way that ours is written, and the sums that go with it."""
    leden[MANIFEST] = json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"
    regels = [f"{een['sha256']}  {een['pad']}\n" for een in manifest["bestanden"]]  # type: ignore[attr-defined, index]
    leden[SOMMEN] = "".join([*regels, f"{hashlib.sha256(leden[MANIFEST]).hexdigest()}  {MANIFEST}\n"]).encode()


def bericht_uit(leden: Leden, nr: int = 0) -> str:
    """Return the path of one message."""
    return sorted(pad for pad in leden if pad.startswith("berichten/"))[nr]
