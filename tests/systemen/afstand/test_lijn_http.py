"""lijn_http.py: on real sockets, whatever is no proper answer gets its own message, and is never taken for a refusal by the system."""

import gzip
import socket
import time
from collections.abc import Callable

import pytest
from afstand_delen import KRAP, MOMENT
from ruwe_server import RuweServer, antwoord, en_dicht

from pytest_draaiboek.fouten import AdapterBrakAf, AdapterFout, NietOndersteund, OnbereikbaarSysteem
from pytest_draaiboek.systemen.afstand import lijn_http
from pytest_draaiboek.systemen.afstand.lijn_http import Httplijn
from pytest_draaiboek.systemen.afstand.vormen import VERBEN

Server = Callable[..., RuweServer]
Lijn = Callable[..., Httplijn]
GEEN_OORDEEL = "Wat te doen: Dit is geen oordeel over het systeem. "


def vraag(lijn: Httplijn, verb: str = "ontvang", inhoud: bytes = b'{"bericht":"<x/>"}') -> bytes:
    return lijn.vraag(VERBEN[verb], MOMENT, inhoud)


def fout_van(lijn: Httplijn, soort: type[Exception] = AdapterFout, verb: str = "ontvang") -> str:
    with pytest.raises(soort) as gevangen:
        vraag(lijn, verb)
    assert type(gevangen.value) is soort
    assert gevangen.value.__cause__ is None
    return str(gevangen.value)


# What goes out


def test_een_verzoek(server: Server, lijn: Lijn) -> None:
    bron = server(antwoord('{"melding": "één"}', soort="Application/JSON; charset=utf-8"))
    assert vraag(lijn(bron.adres + "/pad/"), inhoud='{"bericht":"é😀\\r\\n"}'.encode()) == '{"melding": "één"}'.encode()
    kop, _, romp = bron.verzoeken[0].partition(b"\r\n\r\n")
    assert kop.split(b"\r\n")[0] == b"POST /pad/ontvang HTTP/1.1"
    assert romp == '{"bericht":"é😀\\r\\n"}'.encode()
    namen = ("Host", "Draaiboek-Moment", "Draaiboek-Vorm", "Content-Type", "Accept", "Accept-Encoding", "Authorization")
    assert [bron.kop(naam) for naam in namen] == [
        f"127.0.0.1:{bron.poort}", MOMENT, "1", "application/json", "application/json", "identity", None,
    ]  # fmt: skip


def test_een_vraag_zonder_inhoud(server: Server, lijn: Lijn) -> None:
    bron = server(antwoord())
    ons = lijn(bron.adres)
    for verb, regel in (("klok", b"GET /klok"), ("zet_klok", b"PUT /klok"), ("reset", b"POST /reset")):
        assert vraag(ons, verb, b"{}") == b"{}"
        assert bron.verzoeken[-1].startswith(regel)
    assert [bron.kop("Content-Type", nr) for nr in range(3)] == [None, "application/json", "application/json"]
    assert bron.verbindingen == 1


def test_proxys_uit_de_omgeving_tellen_niet(server: Server, lijn: Lijn, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(naam, "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    assert vraag(lijn(server(antwoord()).adres)) == b"{}"


def test_een_server_van_http_1_0(server: Server, lijn: Lijn) -> None:
    bron = server(en_dicht(b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{"a": 1}'))
    ons = lijn(bron.adres)
    assert [vraag(ons), vraag(ons)] == [b'{"a": 1}'] * 2
    assert bron.verbindingen == 2


def test_een_antwoord_in_stukken(server: Server, lijn: Lijn) -> None:
    kop = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert vraag(lijn(server(kop + b'3\r\n{"a\r\n5\r\n": 1}\r\n0\r\n\r\n').adres)) == b'{"a": 1}'


def test_een_verbinding_die_tussen_twee_verben_sluit(server: Server, lijn: Lijn) -> None:
    bron = server(en_dicht(antwoord()), antwoord('{"tweede": true}'))
    ons = lijn(bron.adres)
    assert vraag(ons) == b"{}"
    time.sleep(0.2)
    assert vraag(ons) == b'{"tweede": true}'


@pytest.mark.parametrize("verb", ["reset", "zet_klok", "sluit"])
def test_204_waar_dat_mag(server: Server, lijn: Lijn, verb: str) -> None:
    assert vraag(lijn(server(b"HTTP/1.1 204 No Content\r\n\r\n").adres), verb) == b"{}"


# What comes back


@pytest.mark.parametrize(
    ("terug", "wat", "raad"),
    [
        (
            b"HTTP/1.1 204 No Content\r\n\r\n",
            "status 204 No Content",
            "Antwoord met 200, en alleen zonder inhoud met 204 waar dat mag.",
        ),
        (
            antwoord('{"id": 3}', "201 Created"),
            """status 201 Created: '{"id": 3}'""",
            "Antwoord met 200, en alleen zonder inhoud met 204 waar dat mag.",
        ),
        (
            antwoord("", "302 Found", koppen=("Location: https://elders.invalid/login",)),
            "een doorverwijzing (302 Found, naar https://elders.invalid/login)",
            "Geef bij --draaiboek-systeem het adres zelf; de kit volgt geen doorverwijzing.",
        ),
        (
            antwoord("", "304 Not Modified", soort=""),
            "een doorverwijzing (304 Not Modified, naar nergens)",
            "Geef bij --draaiboek-systeem het adres zelf; de kit volgt geen doorverwijzing.",
        ),
        (
            antwoord("<h1>Login</h1>", "401 Unauthorized", "text/html"),
            "een foutpagina (401 Unauthorized): '<h1>Login</h1>'",
            "Het token of certificaat ontbreekt of klopt niet; zie de ini-waarden draaiboek_http_token en draaiboek_http_certificaat.",
        ),
        (
            antwoord('{"detail":"nee"}', "403 Forbidden"),
            """een foutpagina (403 Forbidden): '{"detail":"nee"}'""",
            "Het token of certificaat geeft geen toegang; zie de ini-waarden draaiboek_http_token en draaiboek_http_certificaat.",
        ),
        (
            antwoord("<html>\n  Niet gevonden</html>", "404 Not Found", "text/html"),
            "een foutpagina (404 Not Found): '<html> Niet gevonden</html>'",
            "Dit pad is er niet: controleer het adres; een verb dat het systeem niet heeft, is een 501.",
        ),
        (
            antwoord("", "405 Method Not Allowed"),
            "een foutpagina (405 Method Not Allowed)",
            "Deze methode kent het pad niet; zie de beschrijving (openapi.json).",
        ),
        (
            antwoord('{"status": "geweigerd", "berichten": []}', "422"),
            """een foutpagina (422): '{"status": "geweigerd", "berichten": []}'""",
            "Herstel de adapter; een weigering door het systeem is een 200 met status geweigerd.",
        ),
        (
            antwoord("Traceback…", "500 Internal Server Error", "text/plain"),
            "een foutpagina (500 Internal Server Error): 'Traceback…'",
            "Herstel de adapter; een weigering door het systeem is een 200 met status geweigerd.",
        ),
        (
            antwoord(b"\xff\xfe", "503 Service Unavailable", "text/html"),
            "een foutpagina (503 Service Unavailable): '\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}'",
            "Herstel de adapter; een weigering door het systeem is een 200 met status geweigerd.",
        ),
        (
            antwoord(gzip.compress(b"<html>", mtime=0), "502 Bad Gateway", "text/html", ("Content-Encoding: gzip",)),
            "een foutpagina (502 Bad Gateway)",
            "Herstel de adapter; een weigering door het systeem is een 200 met status geweigerd.",
        ),
        (
            antwoord(gzip.compress(b"{}", mtime=0), koppen=("Content-Encoding: gzip",)),
            "een ingepakt antwoord (gzip)",
            "Pak antwoorden niet in; de kit vraagt daar niet om.",
        ),
        (
            antwoord("<html>Welkom</html>", soort="text/html; charset=utf-8"),
            "een antwoord van de soort 'text/html; charset=utf-8': '<html>Welkom</html>'",
            "Antwoord met application/json.",
        ),
        (
            antwoord("{}", soort="text/json"),
            "een antwoord van de soort 'text/json': '{}'",
            "Antwoord met application/json.",
        ),
        (antwoord("{}", soort=""), "een antwoord van de soort 'onbekend': '{}'", "Antwoord met application/json."),
        (
            antwoord("", soort=""),
            "een leeg antwoord",
            "Antwoord met een JSON-object; waar dat leeg is mag ook 204.",
        ),
        (
            antwoord('{"fout": "stuk"}'),
            """een fout die niet de vorm {soort, melding} heeft: '{"fout": "stuk"}'""",
            "Herstel de adapter.",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["ontvang", "klok"])
def test_een_antwoord_dat_er_geen_is(server: Server, lijn: Lijn, verb: str, terug: bytes, wat: str, raad: str) -> None:
    bron = server(terug)
    regel = {"ontvang": "POST /ontvang", "klok": "GET /klok"}[verb]
    # On a 500 a server broke off on this very question; the rest is no answer at all.
    soort = AdapterBrakAf if b" 500 " in terug else AdapterFout
    assert fout_van(lijn(bron.adres), soort, verb).split("\n") == [
        f"Het systeem {bron.adres} gaf op {verb} ({regel}) {wat}.",
        GEEN_OORDEEL + raad,
    ]


@pytest.mark.parametrize("status", ["200 OK", "500 Internal Server Error", "503 Service Unavailable"])
@pytest.mark.parametrize("verb", ["ontvang", "reset"])
def test_een_fout_met_een_melding(server: Server, lijn: Lijn, status: str, verb: str) -> None:
    bron = server(antwoord('{"fout": {"soort": "intern", "melding": "de databank\\n is weg"}}', status))
    assert fout_van(lijn(bron.adres), AdapterBrakAf, verb).split("\n") == [
        f"Het systeem {bron.adres} brak af in {verb} (intern): de databank is weg.",
        GEEN_OORDEEL + "Herstel de adapter; een weigering door het systeem is een antwoord met status geweigerd.",
    ]


@pytest.mark.parametrize(
    ("terug", "melding"),
    [
        (antwoord('{"fout": {"soort": "niet_ondersteund", "melding": "Dat kunnen wij niet."}}', "501 X"), "Dat kunnen wij niet."),
        (antwoord('{"fout": {"soort": "niet_ondersteund"}}', "501 X"), "Het systeem {} heeft geen ontvang."),
        (antwoord("<html>", "501 Not Implemented", "text/html"), "Het systeem {} heeft geen ontvang."),
    ],
)  # fmt: skip
def test_een_verb_dat_er_niet_is(server: Server, lijn: Lijn, terug: bytes, melding: str) -> None:
    bron = server(terug)
    assert fout_van(lijn(bron.adres), NietOndersteund) == melding.format(bron.adres)


def test_een_weigering_is_een_antwoord(server: Server, lijn: Lijn) -> None:
    romp = b'{"status": "geweigerd", "berichten": []}'
    assert vraag(lijn(server(antwoord(romp)).adres)) == romp


def test_een_veel_te_groot_antwoord(server: Server, lijn: Lijn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijn_http, "MEESTE_BYTES", 2**20)
    bron = server(antwoord(b" " * 2**20 + b"{}"), antwoord(b" " * (2**20 - 2) + b"{}"))
    ons = lijn(bron.adres)
    assert fout_van(ons).split("\n") == [
        f"Het systeem {bron.adres} gaf op ontvang een antwoord van meer dan 1 MB; het is afgebroken.",
        GEEN_OORDEEL + "Geef alleen terug wat het systeem door dit verb verzond.",
    ]
    assert vraag(ons).endswith(b" {}")


# Connections that break


HALF = [
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnee\r\n",
]


@pytest.mark.parametrize("begin", HALF, ids=["lengte", "stukken", "geen stukken"])
def test_een_half_antwoord(server: Server, lijn: Lijn, begin: bytes) -> None:
    bron = server(en_dicht(begin), antwoord())
    ons = lijn(bron.adres)
    assert fout_van(ons, OnbereikbaarSysteem).split("\n") == [
        f"Het systeem {bron.adres} verbrak de verbinding tijdens ontvang, halverwege zijn antwoord.",
        GEEN_OORDEEL + "Kijk of het nog draait, en wat het zelf schrijft over dit verzoek.",
    ]
    # Not asked again by itself: the system may have done what was asked.
    assert len(bron.verzoeken) == 1
    assert vraag(ons) == b"{}"


def geen_woord(verbinding: socket.socket) -> None:
    verbinding.shutdown(socket.SHUT_RDWR)


def botte_breuk(verbinding: socket.socket) -> None:
    verbinding.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    verbinding.close()


@pytest.mark.parametrize("breuk", [geen_woord, botte_breuk, en_dicht(b"HTTP/1.1 200 OK\r\nContent-Ty")])
def test_geen_antwoord(server: Server, lijn: Lijn, breuk: Callable[[socket.socket], None]) -> None:
    bron = server(breuk)
    assert fout_van(lijn(bron.adres), OnbereikbaarSysteem).split("\n")[0] == (
        f"Het systeem {bron.adres} verbrak de verbinding tijdens ontvang, voordat het antwoordde."
    )


@pytest.mark.parametrize(
    "onzin", [b"220 mail.invalid ESMTP\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 200 OK\r\nfout\r\n\r\n"]
)
def test_geen_http(server: Server, lijn: Lijn, onzin: bytes) -> None:
    bron = server(en_dicht(onzin))
    eerste, raad = fout_van(lijn(bron.adres)).split("\n")
    assert eerste.startswith(f"Het systeem {bron.adres} antwoordde op ontvang met iets dat geen HTTP is (")
    assert raad == GEEN_OORDEEL + "Controleer adres en poort, en of daar een HTTP-server luistert."


def test_een_server_die_weg_is(server: Server, lijn: Lijn) -> None:
    bron = server(antwoord())
    ons = lijn(bron.adres)
    assert vraag(ons) == b"{}"
    bron.sluit()
    assert fout_van(ons, OnbereikbaarSysteem).split("\n") == [
        f"Het systeem {bron.adres} is niet bereikbaar bij ontvang: daar luistert niemand.",
        "Wat te doen: kijk of het draait, en of adres en poort kloppen; wat hierna komt is niet getoetst.",
    ]


def test_een_naam_die_nergens_heen_leidt(lijn: Lijn, monkeypatch: pytest.MonkeyPatch) -> None:
    def nergens(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nergens)
    assert fout_van(lijn("http://systeem.invalid"), OnbereikbaarSysteem).split("\n")[0] == (
        "Het systeem http://systeem.invalid is niet bereikbaar bij ontvang: de naam leidt nergens heen."
    )


def test_een_naam_die_ineens_naar_een_openbaar_adres_leidt(
    server: Server, lijn: Lijn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pytest_draaiboek.systemen.afstand import netwerk

    bron = server(antwoord())
    monkeypatch.setattr(netwerk, "is_eigen", lambda ip: ip != "127.0.0.1")
    assert fout_van(lijn(bron.adres)).split("\n") == [
        "127.0.0.1 leidt nu naar een openbaar adres (127.0.0.1); er is niets heen gestuurd.",
        "Wat te doen: is dit echt een testsysteem, geef dan --draaiboek-openbaar mee.",
    ]
    assert bron.verzoeken == []
    assert vraag(lijn(bron.adres, openbaar=True)) == b"{}"


# Time


def wacht(verbinding: socket.socket) -> None:
    verbinding.recv(1)  # until the kit hangs up


def druppel(kop: bytes) -> Callable[[socket.socket], None]:
    """Send a byte now and then, each well within the limit."""

    def doe(verbinding: socket.socket) -> None:
        verbinding.sendall(kop)
        for _ in range(40):
            time.sleep(0.1)
            verbinding.sendall(b"a")

    return doe


@pytest.mark.parametrize(
    "daad", [wacht, druppel(b"HTTP/1.1 200 OK\r\nX: "), druppel(HALF[0]), druppel(b"")], ids=["niets", "kop", "romp", "regel"]
)  # fmt: skip
def test_te_laat(server: Server, lijn: Lijn, daad: Callable[[socket.socket], None]) -> None:
    bron = server(daad)
    begin = time.monotonic()
    assert fout_van(lijn(bron.adres, tijdslimiet=KRAP), OnbereikbaarSysteem).split("\n") == [
        f"Het systeem {bron.adres} antwoordde niet binnen 0.5 seconden op ontvang.",
        "Wat te doen: kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd.",
    ]
    assert time.monotonic() - begin < 3


def test_een_server_die_niet_leest(lijn: Lijn) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deur:
        ons = lijn(f"http://127.0.0.1:{deur.getsockname()[1]}", tijdslimiet=KRAP)
        with pytest.raises(OnbereikbaarSysteem, match=r"antwoordde niet binnen 0.5 seconden op ontvang"):
            vraag(ons, inhoud=b'{"bericht":"%s"}' % (b"x" * 20_000_000))


def test_te_vaak_te_laat(server: Server, lijn: Lijn) -> None:
    bron = server(wacht, wacht, antwoord(), wacht, wacht, wacht, antwoord())
    ons = lijn(bron.adres, tijdslimiet=KRAP)
    for _ in range(2):
        assert "antwoordde niet binnen 0.5 seconden" in fout_van(ons, OnbereikbaarSysteem)
    assert vraag(ons) == b"{}"
    for _ in range(3):
        assert "antwoordde niet binnen 0.5 seconden" in fout_van(ons, OnbereikbaarSysteem)
    for _ in range(2):
        assert fout_van(ons, OnbereikbaarSysteem).split("\n") == [
            f"Het systeem {bron.adres} antwoordde eerder 3 keer niet binnen 0.5 seconden, en wordt niets meer gevraagd.",
            "Wat te doen: wat hierna komt is niet getoetst; zie het eerste geval dat afbrak.",
        ]
    assert len(bron.verzoeken) == 6
