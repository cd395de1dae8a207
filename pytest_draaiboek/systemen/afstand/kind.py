"""A program that the kit starts: ended with all its children whatever happens, and its last words kept."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from pytest_draaiboek.fouten import OngeldigeInstelling

REGELS = 20
REGELLENGTE = 500
GEDULD_S = 5.0
WINDOWS = sys.platform == "win32"

# Outlives the kit, also when that is killed outright: its stdin ends with the kit, and then the whole group goes.
_WAAK = ("/bin/sh", "-c", 'read -r _; kill -9 -- "-$1" 2>/dev/null', "waak")


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
        omgeving: what its environment has besides that of this process.
        gesprek: whether the kit talks with it over stdin and stdout; otherwise its stdout is kept with its stderr.

    Raises:
        OngeldigeInstelling: when it cannot be started.

    """

    def __init__(self, opdracht: Sequence[str], omgeving: Mapping[str, str], *, gesprek: bool) -> None:
        try:
            self._proces = subprocess.Popen(
                opdracht,
                stdin=subprocess.PIPE if gesprek else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if gesprek else subprocess.STDOUT,
                env={**os.environ, **omgeving},
                start_new_session=not WINDOWS,
                creationflags=getattr(
                    subprocess, "CREATE_NEW_PROCESS_GROUP", 0
                ),  # Windows only, and 0 means nothing elsewhere
            )
        except OSError as fout:
            raise OngeldigeInstelling(
                f"{shlex.join(opdracht)} is niet te starten ({fout.strerror}). Controleer de opdracht en de rechten."
            ) from fout
        self._waker = _waak_over(self._proces.pid)
        self.gestopt = False
        self._laatste: deque[str] = deque(maxlen=REGELS)
        bron = self._proces.stderr if gesprek else self._proces.stdout
        assert bron is not None
        self._luisteraar = threading.Thread(target=self._luister, args=(bron,), daemon=True)
        self._luisteraar.start()

    @property
    def erin(self) -> IO[bytes]:
        """Its stdin."""
        assert self._proces.stdin is not None
        return self._proces.stdin

    @property
    def eruit(self) -> IO[bytes]:
        """Its stdout."""
        assert self._proces.stdout is not None
        return self._proces.stdout

    @property
    def leeft(self) -> bool:
        """Whether it still runs."""
        return self._proces.poll() is None

    def einde(self) -> str:
        """Say how it ended, in Dutch; to be asked when it has, or is about to."""
        try:
            code = self._proces.wait(GEDULD_S)
        except subprocess.TimeoutExpired:
            return "sloot zijn uitvoer"
        if code < 0:
            return f"werd beëindigd door signaal {signal.Signals(-code).name}"
        return f"eindigde met exitstatus {code}"

    def laatste_woorden(self) -> str:
        """Return the last lines that it wrote, indented, under a line that says what they are."""
        if not self.leeft:
            self._luisteraar.join(GEDULD_S)
        if not self._laatste:
            return "Het schreef niets op stderr."
        return "\n  ".join(["De laatste regels van stderr:", *self._laatste])

    def stop(self, geduld_s: float = 0.0) -> None:
        """End it with all its children; it first gets a moment to end by itself.

        Args:
            geduld_s: how long that moment is.

        """
        if self.gestopt:
            return
        self.gestopt = True
        with suppress(subprocess.TimeoutExpired):
            self._proces.wait(geduld_s)
        self.beeindig()
        if self._waker is not None:
            self._waker.kill()
            self._waker.communicate()
        for stroom in (self._proces.stdin, self._proces.stdout):
            if stroom is not None:
                with suppress(OSError):  # what was not yet written has nobody to read it
                    stroom.close()
        self._luisteraar.join(GEDULD_S)
        self._proces.wait(GEDULD_S)

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
        with suppress(ProcessLookupError, PermissionError):  # nobody is left in the group; macOS says the latter
            os.killpg(self._proces.pid, signal.SIGKILL)

    def _luister(self, bron: IO[bytes]) -> None:
        while regel := bron.readline(REGELLENGTE * 8):
            tekst = regel.decode("utf-8", "replace").rstrip()
            if tekst:
                self._laatste.append(tekst[:REGELLENGTE])
        bron.close()


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
