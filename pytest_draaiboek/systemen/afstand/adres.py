"""An address of a system: whether it may be used, so that nobody fires test messages at a real chain by mistake."""

import ipaddress
import socket
from urllib.parse import urlsplit

from pytest_draaiboek.fouten import OnbereikbaarSysteem, OngeldigeInstelling

POORT = "{poort}"
_CGNAT = ipaddress.ip_network("100.64.0.0/10")


def controleer_adres(adres: str, *, openbaar: bool) -> None:
    """Refuse what is no address to judge a system at.

    Args:
        adres: ``http://…`` or ``https://…``, perhaps with a path that the verbs come below.
        openbaar: whether a public address is meant.

    Raises:
        OngeldigeInstelling: for a malformed address, one with a name and password in it, or a public one that is not meant.
        OnbereikbaarSysteem: for a name that leads nowhere.

    """
    delen = urlsplit(adres)
    try:
        poort = delen.port
    except ValueError:
        poort = -1
    if not delen.hostname or poort == -1 or delen.query or delen.fragment:
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
    gedeeld = isinstance(adres, ipaddress.IPv4Address) and adres in _CGNAT
    return (adres.is_loopback or adres.is_private or adres.is_link_local) and not gedeeld


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
