"""A clock for child processes: a file with the moment, which libfaketime reads anew at every look at the time."""

import os
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pytest_draaiboek.fouten import NaiefTijdstip
from pytest_draaiboek.klok.faketime.bibliotheken import Bibliotheek

_VOORLADEN = "DYLD_INSERT_LIBRARIES" if sys.platform == "darwin" else "LD_PRELOAD"
# What libfaketime listens to. A setting of the user's own could go before the file, so none is handed on.
_INSTELLINGEN = ("FAKETIME", "DONT_FAKE_MONOTONIC", "NO_FAKE_STAT", "FAKE_UTIME")
_VLAGGEN = {
    # Seconds since 1970: local time would not say which of two equal hours in October is meant.
    "FAKETIME_FMT": "%s",
    "FAKETIME_NO_CACHE": "1",
    # Timers go by the monotonic clock, which must not stand still; and what mends it where it is faked makes Java and .NET limp.
    "DONT_FAKE_MONOTONIC": "1",
    "FAKETIME_FORCE_MONOTONIC_FIX": "0",
    "NO_FAKE_STAT": "1",
    "TZ": "Europe/Amsterdam",
    **({"DYLD_FORCE_FLAT_NAMESPACE": "1"} if sys.platform == "darwin" else {}),
}


class Faketijd:
    """Freezes every process that is started with its `omgeving`, and moves them while they run.

    Set it before the first process starts: until then there is no moment, and libfaketime tells real time.

    Args:
        bibliotheek: the build of libfaketime.
        runtime: what kind of process it is for, as `beschrijving` tells it.

    """

    def __init__(self, bibliotheek: Bibliotheek, runtime: str) -> None:
        self.beschrijving = f"libfaketime voor {runtime}: {bibliotheek}"
        # This directory is open to this user only: who writes the file sets the clock.
        self._map = TemporaryDirectory(prefix="draaiboek-faketime-")
        self._bestand = Path(self._map.name) / "moment"
        # The list of libraries is cut at spaces and colons, which the path of a build may hold.
        self._voorgeladen = Path(self._map.name) / bibliotheek.pad.name
        self._voorgeladen.symlink_to(bibliotheek.pad)

    @property
    def omgeving(self) -> dict[str, str]:
        """The whole environment for a child: that of this process, with the frozen clock in it."""
        geerfd = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(_INSTELLINGEN)}
        eerder = [deel for deel in geerfd.get(_VOORLADEN, "").split(":") if deel and "libfaketime" not in deel]
        return {
            **geerfd,
            **_VLAGGEN,
            _VOORLADEN: ":".join([str(self._voorgeladen), *eerder]),
            "FAKETIME_TIMESTAMP_FILE": str(self._bestand),
        }

    def zet(self, moment: datetime) -> None:
        """Freeze the children at an aware moment; each sees it at its next look at the time.

        Raises:
            NaiefTijdstip: for a moment without a zone.

        """
        if moment.tzinfo is None:
            raise NaiefTijdstip(
                f"Het moment {moment} heeft geen tijdzone, dus is niet te zeggen welk ogenblik bedoeld is.\n"
                "Wat te doen: geef de zone mee, bijvoorbeeld: datetime(..., tzinfo=ZoneInfo('Europe/Amsterdam'))."
            )
        # Written beside and renamed: no child reads half a moment.
        nieuw = self._bestand.with_suffix(".nieuw")
        nieuw.write_text(f"{moment.timestamp():.6f}\n", encoding="ascii")
        nieuw.replace(self._bestand)

    def sluit(self) -> None:
        """Remove the file; for after the last child has ended."""
        self._map.cleanup()
