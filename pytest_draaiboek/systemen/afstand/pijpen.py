"""Pipes of a child that are never waited for longer than is meant: a thread of its own reads, and another one writes.

Nobody else touches a pipe, so that whatever holds it open (a grandchild that went its own way) can hold up a thread but never the kit.
"""

import threading
import time
from contextlib import suppress
from queue import Empty, Queue, SimpleQueue
from typing import IO

# Lines that nobody asked for yet; a child that writes more of them waits, as it would for a full pipe.
VOORUIT = 100
_EINDE = b""
_STUK = 64 * 1024
_TIK_S = 0.01


class Lezer:
    """Reads lines.

    Args:
        bron: the pipe; it is closed when it ends.
        meeste_bytes: a line that is longer comes without its end, and is the last one.

    """

    def __init__(self, bron: IO[bytes], meeste_bytes: int) -> None:
        self._regels: Queue[bytes] = Queue(VOORUIT)
        self._draad = threading.Thread(target=self._lees, args=(bron, meeste_bytes), daemon=True)
        self._draad.start()

    def _lees(self, bron: IO[bytes], meeste_bytes: int) -> None:
        with bron:
            while regel := bron.readline(meeste_bytes):
                self._regels.put(regel)
                if not regel.endswith(b"\n"):
                    break
            self._regels.put(_EINDE)
            # After a line that is too long: to close the pipe would only have the child complain about that.
            while bron.read(_STUK):
                pass

    def regel(self, wachttijd_s: float) -> bytes:
        """Return the next line; without a newline it is the last, and empty there was none.

        Raises:
            TimeoutError: when there is none in time.

        """
        # Also when there are lines: whoever writes on and on would never let go.
        if wachttijd_s <= 0:
            raise TimeoutError
        try:
            return self._regels.get(timeout=wachttijd_s)
        except Empty:
            raise TimeoutError from None

    def sluit(self, geduld_s: float) -> None:
        """Wait until the pipe has ended, for a while; what is still in it is of no account."""
        uiterlijk_s = time.monotonic() + geduld_s
        while self._draad.is_alive() and time.monotonic() < uiterlijk_s:
            with suppress(Empty):
                while True:
                    self._regels.get_nowait()
            self._draad.join(_TIK_S)


class Schrijver:
    """Writes lines; what can be written no more has nobody to read it, and shows as an answer that does not come."""

    def __init__(self, doel: IO[bytes]) -> None:
        self._regels: SimpleQueue[bytes] = SimpleQueue()
        self._draad = threading.Thread(target=self._schrijf, args=(doel,), daemon=True)
        self._draad.start()

    def _schrijf(self, doel: IO[bytes]) -> None:
        with suppress(OSError), doel:
            while regel := self._regels.get():
                doel.write(regel)
                doel.flush()

    def schrijf(self, regel: bytes) -> None:
        """Have a line written, and do not wait for it."""
        self._regels.put(regel)

    def sluit(self) -> None:
        """Close the pipe after what is still to be written."""
        self._regels.put(_EINDE)

    def wacht(self, geduld_s: float) -> None:
        """Wait until the pipe is closed, for a while."""
        self._draad.join(geduld_s)
