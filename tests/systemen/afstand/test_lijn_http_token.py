"""lijn_http.py: the token that goes out does not come back in any text that is shown."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from afstand_delen import MOMENT
from ruwe_server import RuweServer, antwoord, en_dicht

from pytest_draaiboek.fouten import AdapterFout
from pytest_draaiboek.systemen.afstand.lijn_http import Httplijn
from pytest_draaiboek.systemen.afstand.verbinding import Geheim
from pytest_draaiboek.systemen.afstand.vormen import VERBEN

Server = Callable[..., RuweServer]
Lijn = Callable[..., Httplijn]
# With what HTTP has for its own use, and what JSON, HTML and URLs escape.
TOKEN = "s3cr3t/+=.a~b&c"


def vraag(lijn: Httplijn) -> bytes:
    return lijn.vraag(VERBEN["ontvang"], MOMENT, b'{"bericht":"<x/>"}')


def fout_van(lijn: Httplijn) -> str:
    with pytest.raises(AdapterFout) as gevangen:
        vraag(lijn)
    assert gevangen.value.__cause__ is None
    return str(gevangen.value)


def in_json(tekst: str) -> str:
    return tekst.replace("/", "\\/").replace("+", "\\u002B")


def in_html(tekst: str) -> str:
    return tekst.replace("&", "&#38;").replace("/", "&#x2F;")


def in_url(tekst: str) -> str:
    return quote(tekst, safe="")


@pytest.mark.parametrize("hoe", [str, in_json, in_html, in_url])
@pytest.mark.parametrize(
    ("status", "soort", "kop"),
    [
        ("401 Unauthorized", "text/html", "X"),
        ("500 geen {}", "application/json", "X"),
        ("302 Found", "text/html", "Location"),
        ("200 OK", "text/{}", "X"),
        ("200 OK", "application/json", "Content-Encoding"),
        ("201 {}", "application/json", "X"),
        ("200OK {}", "application/json", "X"),
    ],
)
def test_het_token_komt_niet_terug(
    server: Server, lijn: Lijn, hoe: Callable[[str], str], status: str, soort: str, kop: str
) -> None:
    geheim = hoe(TOKEN)
    bron = server(
        en_dicht(
            antwoord(
                f"token {geheim} klopt niet", status.format(geheim), soort.format(geheim), (f"{kop}: /login?{geheim}",)
            )
        )
    )
    ons = lijn(bron.adres, token=Geheim(TOKEN))
    melding = fout_van(ons)
    assert bron.kop("Authorization") == f"Bearer {TOKEN}"
    assert geheim not in melding
    assert TOKEN not in melding
    assert TOKEN not in repr(vars(ons))


@pytest.mark.parametrize("hoe", [str, in_json])
def test_het_token_in_een_antwoord(server: Server, lijn: Lijn, hoe: Callable[[str], str]) -> None:
    geheim = hoe(TOKEN)
    bron = server(
        antwoord(f'{{"status": "geweigerd", "berichten": ["<x>{geheim}</x>"], "melding": "{geheim} mag niet"}}'),
        antwoord(f'{{"fout": {{"soort": "intern", "melding": "{geheim} mag niet"}}}}', "500 X"),
        antwoord(f"{{geen json {geheim}"),
    )
    ons = lijn(bron.adres, token=Geheim(TOKEN))
    # A message is evidence, and stays as it is.
    assert vraag(ons) == f'{{"status":"geweigerd","berichten":["<x>{geheim}</x>"],"melding":"*** mag niet"}}'.encode()
    assert "brak af in ontvang (intern): *** mag niet.\n" in fout_van(ons)
    assert vraag(ons) == b"{geen json ***"
    schoon = antwoord('{"a":   "niets te zien"}')
    assert vraag(lijn(server(schoon).adres, token=Geheim(TOKEN))) == b'{"a":   "niets te zien"}'
