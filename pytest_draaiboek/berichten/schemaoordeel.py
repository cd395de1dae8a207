"""Whether a message is one that the kit knows, and its schema accepts it: what all further judgement starts from."""

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.standaarden import Release, laad_standaard


def release_van(bericht: Bericht) -> Release | None:
    """Return the release of a message, when the kit has it and the type exists in it."""
    release = laad_standaard(bericht.standaard).releases.get(bericht.versie)
    return release if release and bericht.berichttype in release.berichttypen else None


def voldoet_aan_schema(bericht: Bericht) -> bool:
    """Whether the schema of its own release accepts a message; no for one of a release that the kit does not have."""
    release = release_van(bericht)
    return release is not None and release.schema(bericht.berichttype).validate(bericht.root)
