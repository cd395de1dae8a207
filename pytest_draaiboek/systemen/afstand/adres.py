"""An address of a system: whether it may be used, so that nobody fires test messages at a real chain by mistake."""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from pytest_draaiboek.fouten import OnbereikbaarSysteem, OngeldigeInstelling

PROCES = "proces:"
POORT = "{poort}"
_TEKENS = re.compile(r"[!-~]+")
# Named here, since what Python calls private differs by its version, and holds ranges that lead elsewhere (Teredo, 6to4).
_EIGEN = tuple(
    ipaddress.ip_network(netwerk)
    for netwerk in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "0.0.0.0/32",
        "::1/128", "fc00::/7", "fe80::/10", "::/128",
    )
)  # fmt: skip


def controleer_adres(adres: str, *, openbaar: bool) -> None:
    """Refuse what is no address to judge a system at.

    Args:
        adres: ``http://…`` or ``https://…``, perhaps with a path that the verbs come below.
        openbaar: whether a public address is meant.

    Raises:
        OngeldigeInstelling: for a malformed address, one with a name and password in it, or a public one that is not meant.
        OnbereikbaarSysteem: for a name that leads nowhere.

    """
    try:
        delen = urlsplit(adres)
        klopt = (
            bool(delen.hostname)
            and delen.port != 0
            and _TEKENS.fullmatch(adres)
            and not (delen.query or delen.fragment)
        )
    except ValueError:  # a port that is no port, a bracket without its other
        klopt = False
    if not klopt or delen.hostname is None:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem: {_zonder_naam(adres)!r} is geen adres van een systeem. Schrijf bijvoorbeeld http://127.0.0.1:8080."
        )
    if delen.username is not None or delen.password is not None:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem: in het adres {_zonder_naam(adres)!r} staat een naam of wachtwoord, en een adres komt in het verslag.\n"
            "Wat te doen: haal het eruit; een bearer-token hoort in de ini-waarde draaiboek_http_token."
        )
    if openbaar:
        return
    publiek = [ip for ip in _ips(delen.hostname, adres) if not is_eigen(ip)]
    if publiek:
        raise OngeldigeInstelling(
            f"--draaiboek-systeem: {adres} is een openbaar adres ({publiek[0]}); zonder meer worden alleen dit apparaat en private netwerken gebruikt,\n"
            "zodat niemand per ongeluk testberichten de keten in stuurt.\n"
            "Wat te doen: is dit echt een testsysteem, geef dan --draaiboek-openbaar mee."
        )


def is_eigen(ip: str) -> bool:
    """Whether an IP address is of this machine or of a private network."""
    adres = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(adres, ipaddress.IPv6Address) and adres.ipv4_mapped is not None:
        adres = adres.ipv4_mapped
    return any(adres in netwerk for netwerk in _EIGEN)


def vrije_poort() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        poort: int = deur.getsockname()[1]
        return poort


def _ips(naam: str, adres: str) -> list[str]:
    try:
        return sorted({str(gevonden[4][0]) for gevonden in socket.getaddrinfo(naam, None, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError) as fout:
        raise OnbereikbaarSysteem(
            f"Het systeem {adres} is niet te vinden: de naam {naam!r} leidt nergens heen ({fout}). Controleer --draaiboek-systeem."
        ) from fout


def _zonder_naam(adres: str) -> str:
    voor, scheiding, na = adres.partition("://")
    return f"{voor}{scheiding}{na.rpartition('@')[2]}"
