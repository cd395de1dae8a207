"""What the kit itself needs: versions, and schemas that can be loaded."""

import platform
from collections.abc import Iterator
from importlib.metadata import version

from pytest_draaiboek.diagnose.punt import Punt, fout, goed
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.standaarden import laad_standaard

MET_NAAM = ("pytest-draaiboek", "pytest", "lxml")


def versies() -> Punt:
    """Say on what the kit runs."""
    delen = [f"Python {platform.python_version()}", *(f"{naam} {version(naam)}" for naam in MET_NAAM)]
    return goed("versies", f"{', '.join(delen)} op {platform.system()}")


def schemas(draaiboek: Draaiboek) -> Iterator[Punt]:
    """Load the schema and the rules of every message that a draaiboek asks to try."""
    standaard = laad_standaard(draaiboek.standaard)
    aantal = 0
    for versie in draaiboek.versies:
        release = standaard.release(versie)
        for berichttype in draaiboek.getoetste_typen:
            if not draaiboek.bestaat(berichttype, versie):
                continue
            try:
                release.schema(berichttype)
                release.regelblad(berichttype)
            except Exception as mis:  # whatever a damaged installation makes of it
                yield fout(
                    "schema's",
                    f"{berichttype} {versie} is niet te laden ({type(mis).__name__}: {mis})",
                    "een schema en regels bij elk bericht van het draaiboek",
                    "installeer pytest-draaiboek opnieuw.",
                    "berichten zijn niet na te kijken",
                )
                return
            aantal += 1
    yield goed("schema's", f"{aantal} berichten van {standaard.titel} {' en '.join(draaiboek.versies)}, met hun regels")
