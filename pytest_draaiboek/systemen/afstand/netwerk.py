"""The network below HTTP: all steps of a verb within one deadline, and nothing sent to an address that is not meant."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.systemen.afstand.adres import is_eigen

_STUK = 64 * 1024


class Termijn:
    """What is left of the time for a verb."""

    def __init__(self) -> None:
        self._uiterlijk_s = 0.0

    def begin(self, limiet_s: float) -> None:
        """Count from now."""
        self._uiterlijk_s = time.monotonic() + limiet_s

    def rest_s(self) -> float:
        """Return what is left, in seconds.

        Raises:
            httpcore.TimeoutException: when that is nothing.

        """
        rest_s = self._uiterlijk_s - time.monotonic()
        if rest_s <= 0:
            raise httpcore.TimeoutException
        return rest_s


class Netwerk(httpcore.NetworkBackend):
    """Makes connections.

    Args:
        termijn: for everything that is done on them.
        openbaar: whether they may lead to a public address.

    """

    def __init__(self, termijn: Termijn, *, openbaar: bool) -> None:
        self._onder = httpcore.SyncBackend()
        self._termijn = termijn
        self._openbaar = openbaar

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect, and look who is at the other end: a name can lead elsewhere than it did at the start."""
        stroom = self._onder.connect_tcp(host, port, self._termijn.rest_s(), local_address, socket_options)
        overkant = str(stroom.get_extra_info("server_addr")[0])
        if not self._openbaar and not is_eigen(overkant):
            stroom.close()
            raise AdapterFout(
                f"{host} leidt nu naar een openbaar adres ({overkant}); er is niets heen gestuurd.\n"
                "Wat te doen: is dit echt een testsysteem, geef dan --draaiboek-openbaar mee."
            )
        return Stroom(stroom, self._termijn)


class Stroom(httpcore.NetworkStream):
    """A connection on which every step takes from the same time: whoever sends a byte now and then does not get more of it."""

    def __init__(self, onder: httpcore.NetworkStream, termijn: Termijn) -> None:
        self._onder = onder
        self._termijn = termijn

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, or wait for it."""
        return self._onder.read(max_bytes, self._termijn.rest_s())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write it all."""
        for begin in range(0, len(buffer), _STUK):
            self._onder.write(buffer[begin : begin + _STUK], self._termijn.rest_s())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on over TLS."""
        return Stroom(self._onder.start_tls(ssl_context, server_hostname, self._termijn.rest_s()), self._termijn)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self._onder.get_extra_info(info)

    def close(self) -> None:
        """End it."""
        self._onder.close()
