"""Which builds of libfaketime this machine has, the likeliest to work first."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pytest_draaiboek.fouten import OngeldigeInstelling

VARIABELE = "DRAAIBOEK_FAKETIME"
ALTERNATIEF = (
    "laat --draaiboek-klok=faketime weg en laat de adapter de klok van het systeem zetten (werkwoord zet_klok)"
)
ANDER_BOUWSEL = (
    "pip install 'pytest-draaiboek[faketime]' (Linux op x86-64), of installeer het pakket van het systeem\n"
    "(Debian: apt install faketime; macOS: brew install libfaketime)"
)

# Per platform: what a build is called, the one for threads first, and where packages put it.
_NAMEN = {
    "linux": ("libfaketimeMT.so.1", "libfaketime.so.1"),
    "darwin": ("libfaketimeMT.1.dylib", "libfaketime.1.dylib"),
}
_PATRONEN = {
    "linux": (
        "usr/lib/*/faketime",
        "usr/lib/faketime",
        "usr/lib64/faketime",
        "usr/local/lib/*/faketime",
        "usr/local/lib/faketime",
    ),
    "darwin": ("opt/homebrew/lib/faketime", "usr/local/lib/faketime", "opt/local/lib/faketime"),
}


@dataclass(frozen=True)
class Bibliotheek:
    """One build: its file, and where it came from, for the reader of a message."""

    pad: Path
    herkomst: str

    def __str__(self) -> str:
        return f"{self.pad.name} ({self.herkomst})"

    @property
    def voor_draden(self) -> bool:
        """Whether threads that look at the same time get the right time: only with a lock around the reading of the file.

        Without it one look in some thousands tells another time. A probe cannot be sure to see that, so it is looked up in the file.
        """
        return b"pthread_mutex_lock" in self.pad.read_bytes()


def vind_bibliotheken(wortel: Path = Path("/")) -> list[Bibliotheek]:
    """Return the builds to try, in order; the one that the environment variable DRAAIBOEK_FAKETIME names is the only one.

    Args:
        wortel: the root of the file system that is searched.

    Raises:
        OngeldigeInstelling: when the one that was named is not there, when there is none, or on a platform that has none.

    """
    if sys.platform not in _NAMEN:
        raise OngeldigeInstelling(
            f"--draaiboek-klok=faketime kan hier niet: libfaketime bestaat voor Linux en macOS, en dit is {sys.platform}.\n"
            f"Wat te doen: {ALTERNATIEF}."
        )
    if pad := os.environ.get(VARIABELE, ""):
        if not Path(pad).is_file():
            raise OngeldigeInstelling(
                f"{VARIABELE} wijst naar {pad!r}; daar staat geen bestand.\n"
                f"Wat te doen: noem het volledige pad van {_NAMEN[sys.platform][-1]}, of laat {VARIABELE} weg."
            )
        return [Bibliotheek(Path(pad).resolve(), "opgegeven")]
    gevonden = sorted([*_van_pypi(), *_van_systeem(wortel)], key=lambda bouwsel: not bouwsel.voor_draden)
    if not gevonden:
        raise OngeldigeInstelling(
            "--draaiboek-klok=faketime: op deze machine is geen libfaketime gevonden.\n"
            f"Wat te doen: {ANDER_BOUWSEL}, of {ALTERNATIEF}."
        )
    return gevonden


def _van_pypi() -> Iterator[Bibliotheek]:
    # Only looked up: importing that package starts the process anew.
    vindplaats = find_spec("libfaketime")
    if vindplaats is not None and vindplaats.origin is not None:
        bron = Path(vindplaats.origin).parent / "vendor" / "libfaketime" / "src"
        yield from (Bibliotheek(bron / naam, "PyPI") for naam in _NAMEN[sys.platform] if (bron / naam).is_file())


def _van_systeem(wortel: Path) -> Iterator[Bibliotheek]:
    for patroon in _PATRONEN[sys.platform]:
        for map_ in sorted(wortel.glob(patroon)):
            yield from (Bibliotheek(map_ / naam, "systeem") for naam in _NAMEN[sys.platform] if (map_ / naam).is_file())
