"""A server on a real socket that answers what a test tells it, well-formed or not."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress

Daad = bytes | Callable[[socket.socket], None]
JSON = "application/json"


def antwoord(
    romp: bytes | str = b"{}",
    status: str = "200 OK",
    soort: str = JSON,
    koppen: tuple[str, ...] = (),
    http: str = "1.1",
) -> bytes:
    inhoud = romp.encode() if isinstance(romp, str) else romp
    regels = [f"HTTP/{http} {status}", f"Content-Length: {len(inhoud)}", *koppen]
    if soort:
        regels.append(f"Content-Type: {soort}")
    return "\r\n".join(regels).encode() + b"\r\n\r\n" + inhoud


def en_dicht(wat: bytes) -> Callable[[socket.socket], None]:
    """Send something, and close the connection without a word."""

    def doe(verbinding: socket.socket) -> None:
        verbinding.sendall(wat)
        verbinding.shutdown(socket.SHUT_WR)

    return doe


class RuweServer:
    """Does for each request the next of its deeds; the last is repeated.

    Args:
        daden: bytes to send, or what is to be done with the connection.
        context: for TLS.

    """

    def __init__(self, *daden: Daad, context: ssl.SSLContext | None = None, soort: int = socket.AF_INET) -> None:
        self.daden = list(daden)
        self.verzoeken: list[bytes] = []
        self.verbindingen = 0
        self._context = context
        self._open: list[socket.socket] = []
        self._deur = socket.create_server(("::1" if soort == socket.AF_INET6 else "127.0.0.1", 0), family=soort)
        self._dicht = threading.Event()
        self.poort: int = self._deur.getsockname()[1]
        self.adres = f"{'https' if context else 'http'}://127.0.0.1:{self.poort}"
        self._draden = [threading.Thread(target=self._ontvang, daemon=True)]
        self._draden[0].start()

    def _ontvang(self) -> None:
        with suppress(OSError):
            while True:
                verbinding, _ = self._deur.accept()
                if self._dicht.is_set():
                    verbinding.close()
                    return
                self.verbindingen += 1
                draad = threading.Thread(target=self._bedien, args=(verbinding,), daemon=True)
                self._draden.append(draad)
                draad.start()

    def _bedien(self, kaal: socket.socket) -> None:
        verbinding = kaal
        with suppress(OSError):
            if self._context:
                try:
                    verbinding = self._context.wrap_socket(kaal, server_side=True)
                except OSError:
                    # What is still unread would have the alert thrown away.
                    with suppress(OSError):
                        kaal.settimeout(2)
                        while kaal.recv(4096):
                            pass
                    kaal.close()
                    raise
            self._open.append(verbinding)
            while self._lees(verbinding):
                daad = self.daden[0] if len(self.daden) == 1 else self.daden.pop(0)
                if isinstance(daad, bytes):
                    verbinding.sendall(daad)
                else:
                    daad(verbinding)
        verbinding.close()

    def _lees(self, verbinding: socket.socket) -> bool:
        gelezen = b""
        while b"\r\n\r\n" not in gelezen:
            stuk = verbinding.recv(65536)
            if not stuk:
                return False
            gelezen += stuk
        kop, _, romp = gelezen.partition(b"\r\n\r\n")
        lengte = next((int(r.split(b":")[1]) for r in kop.split(b"\r\n") if r.lower().startswith(b"content-length")), 0)
        while len(romp) < lengte:
            romp += verbinding.recv(65536)
        self.verzoeken.append(kop + b"\r\n\r\n" + romp)
        return True

    def kop(self, naam: str, nr: int = -1) -> str | None:
        for regel in self.verzoeken[nr].partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]:
            sleutel, _, waarde = regel.partition(":")
            if sleutel.lower() == naam.lower():
                return waarde.strip()
        return None

    def sluit(self) -> None:
        self._dicht.set()
        with suppress(OSError), socket.create_connection(self._deur.getsockname()[:2], 1):
            pass
        self._draden[0].join(5)
        self._deur.close()
        for verbinding in self._open:
            with suppress(OSError):
                verbinding.shutdown(socket.SHUT_RDWR)
        for draad in self._draden[1:]:
            draad.join(5)
