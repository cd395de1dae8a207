"""verbinding.py: a secret is used and never shown."""

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.verbinding import Geheim, Verbinding

TOKEN = "s3cr3t/+=.a~b"


def test_letterlijk_of_uit_de_omgeving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONS_TOKEN", TOKEN + "\n")
    assert Geheim.lees(TOKEN, "ini").toon() == Geheim.lees("env:ONS_TOKEN", "ini").toon() == TOKEN


@pytest.mark.parametrize("waarde", ["", "  "])
def test_een_omgevingsvariabele_die_er_niet_is(monkeypatch: pytest.MonkeyPatch, waarde: str) -> None:
    monkeypatch.setenv("ONS_TOKEN", waarde)
    with pytest.raises(OngeldigeInstelling) as gevangen:
        Geheim.lees("env:ONS_TOKEN", "draaiboek_http_token")
    assert str(gevangen.value) == (
        "draaiboek_http_token verwijst naar de omgevingsvariabele 'ONS_TOKEN', en die is er niet of is leeg. Zet hem voordat pytest start."
    )


@pytest.mark.parametrize("tekst", [f"Bearer {TOKEN}", f"{TOKEN}\nX: 1", f"{TOKEN}é", f'"{TOKEN}"', f"'{TOKEN}'"])
def test_wat_geen_token_kan_zijn(tekst: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONS_TOKEN", tekst)
    for waarde in (tekst, "env:ONS_TOKEN"):
        with pytest.raises(OngeldigeInstelling) as gevangen:
            Geheim.lees(waarde, "draaiboek_http_token")
        assert str(gevangen.value) == (
            "draaiboek_http_token: in het token staat een spatie of een ander teken dat in een token niet kan.\n"
            "Wat te doen: geef alleen het token, zonder Bearer ervoor en zonder aanhalingstekens."
        )


def test_het_staat_in_geen_repr() -> None:
    geheim = Geheim(TOKEN)
    assert (repr(geheim), str(geheim), f"{geheim}") == ("***",) * 3
    assert TOKEN not in repr(Verbinding(token=geheim))


@pytest.mark.parametrize(
    "vorm",
    [TOKEN, r"s3cr3t\/\u002b\u003D.a~b", "s3cr3t%2F%2b%3D.a%7Eb", "s3cr3t&#47;&#x2B;&#061;.a~b", r"\u0073\u0033cr3t/+=.a~b"],
)  # fmt: skip
def test_verbergen_in_elke_schrijfwijze(vorm: str) -> None:
    assert Geheim(TOKEN).verberg_in(f"<{vorm}>, {vorm}!") == "<***>, ***!"
    assert Geheim(TOKEN).verberg_in(f"{vorm[:-1]}c") == f"{vorm[:-1]}c"
