"""Whether a message can be read as what it says it is: its release is known, and the schema of that accepts it."""

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.standaarden import Release, laad_standaard


def release_van(bericht: Bericht) -> Release | None:
    """Return the release of a message, when the kit has it and the type exists in it."""
    release = laad_standaard(bericht.standaard).releases.get(bericht.versie)
    return release if release and bericht.berichttype in release.berichttypen else None


def lezende_release(bericht: Bericht) -> Release | None:
    """Return the release of a message whose schema accepts it; None when there is none, or it refuses."""
    release = release_van(bericht)
    return release if release and release.schema(bericht.berichttype).validate(bericht.root) else None
