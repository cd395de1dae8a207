"""A file that a command makes: where it goes, and never over something that is not ours."""

from pathlib import Path

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.bestand import schrijf_bestand

KOP_BYTES = 4096  # so far into a file its mark is looked for


def schrijf(pad: Path, naam: str, extensie: str, inhoud: bytes, merk: bytes) -> tuple[Path, bool]:
    """Write a file; return its path, and whether it replaced an earlier one.

    Args:
        pad: of the file, or of a folder that it goes into.
        naam: of the file in such a folder, without extension.
        extensie: that the file must have, with its dot.
        inhoud: what goes into it.
        merk: what every such file of the kit has in its first bytes.

    Raises:
        OngeldigeInstelling: for another extension, for a place where something else stands, and where it cannot be written.

    """
    doel = pad / f"{naam}{extensie}" if pad.is_dir() else pad
    if doel.suffix.lower() != extensie:
        raise OngeldigeInstelling(f"{doel}: dit wordt een bestand met de extensie {extensie}. Geef het die naam.")
    vervangen = doel.exists()
    if vervangen and not _is_van_ons(doel, merk):
        raise OngeldigeInstelling(
            f"{doel}: hier staat al iets dat niet door deze opdracht gemaakt is. Kies een andere naam, of haal het weg."
        )
    return schrijf_bestand(doel, inhoud), vervangen


def _is_van_ons(pad: Path, merk: bytes) -> bool:
    try:
        with pad.open("rb") as bestand:
            return merk in bestand.read(KOP_BYTES)
    except OSError:
        return False
