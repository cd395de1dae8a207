"""A trap for whoever reads what it should not: a file and a server that tell when they are touched, also from C."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

GEZANG = "tjilp-in-de-kooi"
INHOUD = f'<?xml version="1.0"?>\n<kanarie>{GEZANG}</kanarie>\n'.encode()
LAATSTE = b"KLAAR"
ADEM = 0.1  # in seconds, between two songs: so long has a reader to see that one is over


@dataclass
class Kooi:
    """Remembers what was touched.

    Args:
        poort: of the server on 127.0.0.1.
        geraakt: the files that were opened and the connections that were made.

    """

    poort: int
    geraakt: list[str] = field(default_factory=list)
    _buizen: list[Path] = field(default_factory=list)
    _draden: list[threading.Thread] = field(default_factory=list)
    _klaar: threading.Event = field(default_factory=threading.Event)
    _dicht: bool = False

    @property
    def net(self) -> str:
        """Host and port of the server."""
        return f"127.0.0.1:{self.poort}"

    def kanarie(self, pad: Path) -> Path:
        """Make a file that tells when it is opened: a named pipe; on a system without those, one whose text is looked for in the output."""
        if not hasattr(os, "mkfifo"):
            pad.write_bytes(INHOUD)
            return pad
        os.mkfifo(pad)
        self._buizen.append(pad)
        self._draden.append(threading.Thread(target=self._zing, args=(pad,), daemon=True))
        self._draden[-1].start()
        return pad

    def leeg(self) -> list[str]:
        """Return what was touched until now, and let the rest in no more."""
        with socket.create_connection(("127.0.0.1", self.poort), timeout=10) as zelf:
            zelf.sendall(LAATSTE)
            assert self._klaar.wait(10)
        self._dicht = True
        for buis, draad in zip(self._buizen, self._draden, strict=True):
            lezer = os.open(buis, os.O_RDONLY | os.O_NONBLOCK)  # lets the writer go
            draad.join(10)
            os.close(lezer)
            assert not draad.is_alive()
        return self.geraakt

    def _zing(self, pad: Path) -> None:
        while True:
            with pad.open("wb", buffering=0) as buis:  # waits for a reader
                if self._dicht:
                    return
                self.geraakt.append(f"bestand {pad}")
                with suppress(BrokenPipeError):  # opened, and not read to the end
                    buis.write(INHOUD)
            time.sleep(ADEM)

    def ontvang(self, server: socket.socket) -> None:
        """Answer every connection, in turn, until the test itself says that it is done."""
        while True:
            verbinding, _ = server.accept()
            with verbinding:
                verbinding.settimeout(2)
                try:
                    gevraagd = verbinding.recv(4096)
                    if gevraagd == LAATSTE:
                        break
                    self.geraakt.append(f"net {gevraagd[:40]!r}")
                    kop = f"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(INHOUD)}\r\n\r\n"
                    verbinding.sendall(kop.encode() + INHOUD)
                except OSError as fout:
                    self.geraakt.append(f"net, {fout}")
        self._klaar.set()


@contextmanager
def kooi() -> Iterator[Kooi]:
    """Set the trap; whatever was touched within makes the test fail."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        gemaakt = Kooi(server.getsockname()[1])
        draad = threading.Thread(target=gemaakt.ontvang, args=(server,), daemon=True)
        draad.start()
        try:
            yield gemaakt
        finally:
            gemaakt.leeg()
            draad.join(10)
