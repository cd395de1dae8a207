"""adres.py: which addresses a system may be judged at."""

import socket
from typing import Any

import pytest

from pytest_draaiboek.fouten import OnbereikbaarSysteem, OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.adres import controleer_adres, is_eigen, vrije_poort


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1", "0.0.0.0",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "::ffff:127.0.0.1", "::ffff:192.168.0.9",
    ],
)  # fmt: skip
def test_eigen(ip: str) -> None:
    assert is_eigen(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8", "1.1.1.1", "172.32.0.1", "172.15.255.255", "11.0.0.1", "192.169.0.1", "100.64.0.1", "100.127.255.255",
        "0.0.0.1", "224.0.0.1", "255.255.255.255", "2606:4700::1111", "2001:0:808:808::1", "2002:808:808::1", "64:ff9b::808:808",
        "::ffff:8.8.8.8", "::ffff:100.64.0.1", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_openbaar(ip: str) -> None:
    assert not is_eigen(ip)


def leidt_naar(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    def getaddrinfo(naam: str, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 0)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.parametrize(
    "adres",
    ["http://127.0.0.1:8080", "https://localhost/pad/diep", "http://[::1]:80/", "http://10.1.2.3", "http://localhost:65535"],
)  # fmt: skip
def test_een_goed_adres(adres: str) -> None:
    controleer_adres(adres, openbaar=False)


@pytest.mark.parametrize(
    "adres",
    [
        "http://", "http://:8080", "http://127.0.0.1:poort", "http://127.0.0.1:65536", "http://127.0.0.1:-1", "http://127.0.0.1:0",
        "http://[::1", "http://127.0.0.1/?a=b", "http://127.0.0.1/#a", "http://127.0.0.1/a b", "http://127.0.0.1/é", "http://bücher.invalid",
        "http://127.0.0.1:{poort}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("openbaar", [True, False])
def test_wat_geen_adres_is(adres: str, openbaar: bool) -> None:
    with pytest.raises(OngeldigeInstelling) as gevangen:
        controleer_adres(adres, openbaar=openbaar)
    assert str(gevangen.value) == (
        f"--draaiboek-systeem: {adres!r} is geen adres van een systeem. Schrijf bijvoorbeeld http://127.0.0.1:8080."
    )


@pytest.mark.parametrize("wie", ["jan:geheim", "jan", ":geheim", "jan:ge@heim"])
def test_geen_naam_of_wachtwoord(wie: str) -> None:
    with pytest.raises(OngeldigeInstelling) as gevangen:
        controleer_adres(f"http://{wie}@127.0.0.1:80/pad", openbaar=True)
    assert str(gevangen.value) == (
        "--draaiboek-systeem: in het adres 'http://127.0.0.1:80/pad' staat een naam of wachtwoord, en een adres komt in het verslag.\n"
        "Wat te doen: haal het eruit; een bearer-token hoort in de ini-waarde draaiboek_http_token."
    )
    with pytest.raises(OngeldigeInstelling) as gevangen:
        controleer_adres(f"http://{wie}@127.0.0.1:poort", openbaar=True)
    assert "heim" not in str(gevangen.value)


@pytest.mark.parametrize("ips", [("203.0.113.7",), ("127.0.0.1", "203.0.113.7")])
def test_een_openbaar_adres(monkeypatch: pytest.MonkeyPatch, ips: tuple[str, ...]) -> None:
    leidt_naar(monkeypatch, *ips)
    with pytest.raises(OngeldigeInstelling) as gevangen:
        controleer_adres("https://keten.invalid/x", openbaar=False)
    assert str(gevangen.value) == (
        "--draaiboek-systeem: https://keten.invalid/x is een openbaar adres (203.0.113.7); zonder meer worden alleen dit apparaat en private netwerken gebruikt,\n"
        "zodat niemand per ongeluk testberichten de keten in stuurt.\n"
        "Wat te doen: is dit echt een testsysteem, geef dan --draaiboek-openbaar mee."
    )
    controleer_adres("https://keten.invalid/x", openbaar=True)


def test_een_naam_op_een_eigen_netwerk(monkeypatch: pytest.MonkeyPatch) -> None:
    leidt_naar(monkeypatch, "192.168.3.4", "fd00::4")
    controleer_adres("http://systeem.invalid", openbaar=False)


def test_een_naam_die_nergens_heen_leidt(monkeypatch: pytest.MonkeyPatch) -> None:
    def nergens(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nergens)
    with pytest.raises(OnbereikbaarSysteem) as gevangen:
        controleer_adres("http://systeem.invalid:81", openbaar=False)
    assert str(gevangen.value) == (
        "Het systeem http://systeem.invalid:81 is niet te vinden: de naam 'systeem.invalid' leidt nergens heen "
        "([Errno -2] Name or service not known). Controleer --draaiboek-systeem."
    )


@pytest.mark.parametrize("naam", ["a" * 70, "a..b"])
def test_een_naam_die_geen_naam_is(naam: str) -> None:
    with pytest.raises(OnbereikbaarSysteem, match="leidt nergens heen"):
        controleer_adres(f"http://{naam}.invalid", openbaar=False)


def test_een_vrije_poort() -> None:
    with socket.create_server(("127.0.0.1", vrije_poort())):
        pass
