"""One run of the probe: a small program in the child's own runtime is asked for the time, a timer and a sleep."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

from pytest_draaiboek.klok.faketime.faketijd import Faketijd
from pytest_draaiboek.klok.motor import ZONE

# Both sides of the summer-time change, forward and back.
_WINTER, _ZOMER = datetime(2022, 3, 23, 23, 59, 58, tzinfo=ZONE), datetime(2022, 3, 30, 17, tzinfo=ZONE)
_MOMENTEN = (_WINTER, _ZOMER, _WINTER)
# Seconds of real time: a runtime may start slowly under libfaketime, and the timer and the sleep of the probe take 0.1 s.
_START, _ANTWOORD, _EINDE, _TE_VROEG = 60.0, 10.0, 2.0, 0.09


class _Kind:
    """The program of the probe, while it runs."""

    def __init__(self, proces: subprocess.Popen[bytes], gezegd: IO[bytes]) -> None:
        self._proces, self._gezegd = proces, gezegd
        self._invoer, self._uitvoer = proces.stdin, proces.stdout

    def vraag(self, woord: str, grens: float) -> str:
        """Return the line that answers, or nothing when the program is gone; silent for so many seconds, it is ended."""
        assert self._invoer is not None
        assert self._uitvoer is not None
        wekker = threading.Timer(grens, self.stop)
        wekker.start()
        try:
            with suppress(OSError):
                self._invoer.write(f"{woord}\n".encode())
            return self._uitvoer.readline().decode(errors="replace").strip()
        finally:
            wekker.cancel()

    def laatste_woord(self) -> str:
        """Return the last line on stderr, in brackets."""
        self._gezegd.seek(0)
        regels = [regel.strip() for regel in self._gezegd.read().decode(errors="replace").splitlines()]
        return next((f" ({regel})" for regel in reversed(regels) if regel), "")

    def stop(self) -> None:
        """End the program with what it started: a wrapper would leave the runtime itself behind."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._proces.pid, signal.SIGKILL)


@contextmanager
def _gestart(opdracht: Sequence[str], omgeving: Mapping[str, str] | None) -> Iterator[_Kind]:
    with (
        TemporaryFile() as gezegd,
        subprocess.Popen(
            opdracht,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=gezegd,
            env=omgeving,
            start_new_session=True,
        ) as proces,
    ):
        kind = _Kind(proces, gezegd)
        try:
            yield kind
        finally:
            # The end of its input ends the program; killed, it would leave libfaketime's shared memory behind.
            if proces.stdin is not None:
                proces.stdin.close()
            try:
                proces.wait(_EINDE)
            except subprocess.TimeoutExpired:
                kind.stop()


def beproef(opdracht: Sequence[str], tijd: Faketijd) -> str:
    """Try one combination of build and flags; it leaves the clock at some moment of 2022.

    Args:
        opdracht: program and arguments that run the probe.
        tijd: the combination.

    Returns:
        What does not work, in Dutch; empty when everything does.

    """
    tijd.zet(_MOMENTEN[0])
    with _gestart(opdracht, tijd.omgeving) as kind:
        grens = _START
        for moment in _MOMENTEN:
            tijd.zet(moment)
            gezegd = kind.vraag("klok", grens)
            stempel = int(moment.timestamp())
            verwacht = f"{stempel} {stempel} {moment:%Y-%m-%dT%H:%M:%S}"
            if gezegd != verwacht:
                return f"klok: verwacht {verwacht!r}, gekregen {gezegd!r}{kind.laatste_woord()}"
            grens = _ANTWOORD
        # More than once: what takes a random part of its time may take most of it the first time.
        return next((fout for woord in ("timer", "slaap") * 3 if (fout := _duurt(kind, woord))), "")


def _duurt(kind: _Kind, woord: str) -> str:
    begin = time.monotonic()
    gezegd = kind.vraag(woord, _ANTWOORD)
    duur = time.monotonic() - begin
    if gezegd != woord:
        return f"{woord} van 0,1 s: geen antwoord binnen {_ANTWOORD:.0f} s{kind.laatste_woord()}"
    return f"{woord} van 0,1 s: al voorbij na {duur:.3f} s" if duur < _TE_VROEG else ""


def draait(opdracht: Sequence[str]) -> str | None:
    """Try the probe without libfaketime: None when it runs, else the last that it said on stderr, in brackets."""
    with _gestart(opdracht, None) as kind:
        return None if kind.vraag("slaap", _START) == "slaap" else kind.laatste_woord()
