"""A program that the kit starts: ended with all its children whatever happens, and its last words kept."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.lijn import MEESTE_BYTES
from pytest_draaiboek.systemen.afstand.pijpen import Lezer, Schrijver

REGELS = 20
REGELLENGTE = 500
GEDULD_S = 5.0
# What has ended has let go of its pipes; only what went its own way can still hold them, and is not waited for.
NASLEEP_S = 0.5
WINDOWS = sys.platform == "win32"
# Colours, and what else is meant for a screen.
_BESTURING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]")

# Outlives the kit, also when that is killed outright: its stdin ends with the kit, and then the whole group goes.
_WAAK = ("/bin/sh", "-c", 'read -r _; kill -s KILL -- "-$1"', "waak")


def ontleed_opdracht(opdracht: str, optie: str) -> list[str]:
    """Split a command as a shell would, and find its program.

    Args:
        opdracht: as the user wrote it; on Windows a backslash is a part of a path.
        optie: where it was written, for the message.

    Raises:
        OngeldigeInstelling: for an empty command, a quote without an end, or a program that is not there.

    """
    try:
        delen = shlex.split(opdracht, posix=not WINDOWS)
    except ValueError as fout:
        raise OngeldigeInstelling(
            f"{optie}: de opdracht {opdracht!r} is niet te lezen ({fout}). Sluit elk aanhalingsteken."
        ) from fout
    if WINDOWS:
        delen = [deel[1:-1] if len(deel) > 1 and deel[0] == deel[-1] and deel[0] in "\"'" else deel for deel in delen]
    if not delen:
        raise OngeldigeInstelling(f"{optie}: de opdracht is leeg. Schrijf bijvoorbeeld proces:node systeem.js.")
    programma = shutil.which(delen[0])
    if programma is None and Path(delen[0]).is_file():
        raise OngeldigeInstelling(
            f"{optie}: {delen[0]!r} is geen programma dat uitgevoerd kan worden.\n"
            f"Wat te doen: zet het programma dat het uitvoert ervoor, bijvoorbeeld node {delen[0]}, of maak het uitvoerbaar (chmod +x)."
        )
    if programma is None:
        raise OngeldigeInstelling(
            f"{optie}: er is geen programma {delen[0]!r}.\n"
            "Wat te doen: controleer de naam, en of het op het zoekpad (PATH) staat of te vinden is vanaf de map waar u pytest start."
        )
    return [programma, *delen[1:]]


class Kind:
    """A running program in a group of its own.

    Args:
        opdracht: program and arguments.
        omgeving: its whole environment; None for that of this process.
        gesprek: whether the kit talks with it over stdin and stdout; otherwise its stdout is kept with its stderr.

    Raises:
        OngeldigeInstelling: when it cannot be started.

    """

    def __init__(self, opdracht: Sequence[str], omgeving: Mapping[str, str] | None = None, *, gesprek: bool) -> None:
        try:
            self._proces = subprocess.Popen(
                opdracht,
                stdin=subprocess.PIPE if gesprek else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if gesprek else subprocess.STDOUT,
                env=omgeving,
                start_new_session=not WINDOWS,
                # Windows only; 0 means nothing elsewhere.
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        except OSError as fout:
            raise OngeldigeInstelling(
                f"{shlex.join(opdracht)} is niet te starten ({fout.strerror}). Controleer de opdracht en de rechten."
            ) from fout
        try:
            self._waker = _waak_over(self._proces.pid)
        except BaseException:
            with self._proces:
                self.beeindig()
            raise
        self.gestopt = False
        self._laatste: deque[str] = deque(maxlen=REGELS)
        self._lezer: Lezer | None = None
        self._schrijver: Schrijver | None = None
        bron = self._proces.stdout
        if gesprek:
            assert self._proces.stdin is not None
            assert self._proces.stdout is not None
            self._lezer, self._schrijver = Lezer(self._proces.stdout, MEESTE_BYTES), Schrijver(self._proces.stdin)
            bron = self._proces.stderr
        assert bron is not None
        self._luisteraar = threading.Thread(target=self._luister, args=(bron,), daemon=True)
        self._luisteraar.start()

    def zeg(self, regel: bytes) -> None:
        """Have a line written to its stdin, and do not wait for it."""
        assert self._schrijver is not None
        self._schrijver.schrijf(regel)

    def hoor(self, wachttijd_s: float) -> bytes:
        """Return the next line of its stdout; without a newline it is the last, and empty there was none.

        Raises:
            TimeoutError: when there is none in time.

        """
        assert self._lezer is not None
        return self._lezer.regel(wachttijd_s)

    @property
    def leeft(self) -> bool:
        """Whether it still runs."""
        return self._proces.poll() is None

    def leeft_na(self, wachttijd_s: float) -> bool:
        """Whether it still runs after a while; at once when it does not."""
        with suppress(subprocess.TimeoutExpired):
            self._proces.wait(wachttijd_s)
        return self.leeft

    def einde(self) -> str:
        """Say how it ended, in Dutch; to be asked when it has, or is about to."""
        try:
            code = self._proces.wait(GEDULD_S)
        except subprocess.TimeoutExpired:
            return "sloot zijn uitvoer"
        if code < 0:
            return f"werd beëindigd door signaal {_naam_van_signaal(-code)}"
        return f"eindigde met exitstatus {code}"

    def laatste_woorden(self) -> str:
        """Return the last lines that it wrote, indented, under a line that says what they are."""
        if not self.leeft:
            self._luisteraar.join(NASLEEP_S)
        waarop = "stderr" if self._lezer else "stdout en stderr"
        if not self._laatste:
            return f"Het schreef niets op {waarop}."
        return "\n  ".join([f"De laatste regels van {waarop}:", *self._laatste])

    def stop(self, geduld_s: float = 0.0) -> None:
        """End it with all its children; it is asked first, and gets a moment to end by itself.

        Args:
            geduld_s: how long that moment is; 0 to end it without asking.

        """
        if self.gestopt:
            return
        self.gestopt = True
        try:
            if geduld_s:
                self._vraag_te_eindigen()
                self.leeft_na(geduld_s)
        finally:
            self.beeindig()
            if self._waker is not None:
                self._waker.kill()
                self._waker.communicate()
            self.leeft_na(GEDULD_S)
            if self._schrijver and self._lezer:
                self._schrijver.sluit()
                self._schrijver.wacht(NASLEEP_S)
                self._lezer.sluit(NASLEEP_S)
            self._luisteraar.join(NASLEEP_S)

    def _vraag_te_eindigen(self) -> None:
        if self._schrijver:
            self._schrijver.sluit()
        elif not WINDOWS:  # which has no such question
            self._sein(signal.SIGTERM)

    def beeindig(self) -> None:
        """End it and its children at once; what they wrote can still be read."""
        if WINDOWS:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(self._proces.pid)],
                capture_output=True,
                check=False,
                timeout=GEDULD_S,
            )
            return
        self._sein(signal.SIGKILL)

    def _sein(self, signaal: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):  # nobody is left in the group; macOS says the latter
            os.killpg(self._proces.pid, signaal)

    def _luister(self, bron: IO[bytes]) -> None:
        vervolg = False
        with bron:
            while stuk := bron.readline(REGELLENGTE * 8):
                tekst = _BESTURING.sub("", stuk.decode("utf-8", "replace")).rstrip()
                if tekst and not vervolg:
                    self._laatste.append(tekst[:REGELLENGTE])
                vervolg = not stuk.endswith(b"\n")


def _naam_van_signaal(nummer: int) -> str:
    try:
        return signal.Signals(nummer).name
    except ValueError:  # a real-time signal has no name
        return str(nummer)


def _waak_over(groep: int) -> "subprocess.Popen[bytes] | None":
    if WINDOWS:
        return None
    return subprocess.Popen(
        [*_WAAK, str(groep)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
