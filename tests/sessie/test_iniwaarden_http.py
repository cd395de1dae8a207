"""draaiboek_http_ca, -token, -certificaat and -sleutel: how the kit and a server know each other."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

sys.path.append(str(Path(__file__).parents[1] / "systemen" / "afstand"))
from ruwe_server import RuweServer, antwoord

TOKEN = "heel/geheim+token=42"
BESCHRIJVING = antwoord(json.dumps({"vorm": 1, "rol": "aanbieder", "verben": ["verzend"]}))


@pytest.fixture
def server() -> Iterator[Callable[..., RuweServer]]:
    servers: list[RuweServer] = []

    def maak(*daden: object, **zo: object) -> RuweServer:
        servers.append(RuweServer(*daden, **zo))  # type: ignore[arg-type]
        return servers[-1]

    yield maak
    for gemaakt in servers:
        gemaakt.sluit()


@pytest.mark.parametrize("naam", ["draaiboek_http_ca", "draaiboek_http_certificaat", "draaiboek_http_sleutel"])
def test_een_bestand_dat_er_niet_is(pytester: pytest.Pytester, naam: str) -> None:
    pytester.makeini(f"[pytest]\n{naam} = certs/weg.pem\n")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "--draaiboek-systeem=https://127.0.0.1:1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    pad = pytester.path / "certs" / "weg.pem"
    uitslag.stderr.fnmatch_lines(
        [f"*{naam}: het bestand {pad} is er niet. Controleer het pad, gezien vanaf {pytester.path}."]
    )


@pytest.mark.parametrize(
    ("ini", "regels"),
    [
        (
            "draaiboek_http_sleutel = x.pem",
            ["*draaiboek_http_sleutel is gegeven zonder draaiboek_http_certificaat. Geef ze allebei."],
        ),
        ("draaiboek_http_ca = x.pem", ["*draaiboek_http_ca: *x.pem is niet te lezen als PEM met certificaten (*"]),
        (
            "draaiboek_http_certificaat = x.pem",
            ["*draaiboek_http_certificaat: *x.pem met sleutel in hetzelfde bestand is niet te lezen (*"],
        ),
        (
            "draaiboek_http_token = env:DRAAIBOEK_BESTAAT_NIET",
            ["*draaiboek_http_token verwijst naar de omgevingsvariabele 'DRAAIBOEK_BESTAAT_NIET', en die is er niet of is leeg. Zet hem voordat pytest start."],
        ),
        (
            f"draaiboek_http_token = Bearer {TOKEN}",
            ["*draaiboek_http_token: in het token staat een spatie of een ander teken dat in een token niet kan."],
        ),
    ],
)  # fmt: skip
def test_wat_niet_kan(pytester: pytest.Pytester, ini: str, regels: list[str]) -> None:
    (pytester.path / "x.pem").write_text("geen PEM")
    pytester.makeini(f"[pytest]\n{ini}\n")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", "--draaiboek-systeem=https://127.0.0.1:1")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(regels)
    assert TOKEN not in uitslag.stderr.str() + uitslag.stdout.str()


def test_een_token_telt_niet_voor_een_systeem_in_dit_proces(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek_http_token = env:DRAAIBOEK_BESTAAT_NIET\n")
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1", "--draaiboek-systeem=voorbeeld:aanbieder", "-k", "3.1.2-WMO305"
    )
    uitslag.assert_outcomes(passed=1, deselected=uitslag.parseoutcomes()["deselected"])


def test_met_ca_certificaat_en_token(pytester: pytest.Pytester, server: Callable[..., RuweServer]) -> None:
    import ssl

    ca = trustme.CA()
    ca.cert_pem.write_to_path(pytester.path / "ca.pem")
    klant = ca.issue_cert("kit@example.invalid")
    klant.private_key_pem.write_to_path(pytester.path / "klant.key")
    klant.cert_chain_pems[0].write_to_path(pytester.path / "klant.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    ca.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    bron = server(BESCHRIJVING, antwoord(status="500 X"), context=context)
    pytester.makeini(
        "[pytest]\ndraaiboek_http_ca = ca.pem\ndraaiboek_http_certificaat = klant.pem\ndraaiboek_http_sleutel = klant.key\n"
        f"draaiboek_http_token = {TOKEN}\n"
    )
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1", f"--draaiboek-systeem={bron.adres}", "-k", "3.1.2-WMO305")
    assert uitslag.ret == 1
    assert bron.kop("Authorization", 0) == f"Bearer {TOKEN}"
    uitslag.stdout.fnmatch_lines([f"*Het systeem {bron.adres} gaf op reset (POST /reset) een foutpagina (500 X)*"])


@pytest.mark.parametrize("waar", ["ini", "env"])
@pytest.mark.parametrize("hoe", ["foutpagina", "melding", "fout", "onzin"])
def test_het_token_staat_nergens(
    pytester: pytest.Pytester, server: Callable[..., RuweServer], monkeypatch: pytest.MonkeyPatch, hoe: str, waar: str
) -> None:
    """Not on the screen, not in the result, not in JUnit XML, whatever the server does with it."""
    echo = f"U stuurde Bearer {TOKEN}"
    uitkomst = {
        "status": "geweigerd",
        "berichten": [],
        "code": TOKEN,
        "melding": echo,
        "te_verzenden": 0,
        "ongelezen": 0,
    }
    terug = {
        "foutpagina": antwoord(f"<p>{echo}</p>", "401 Unauthorized", "text/html"),
        "melding": antwoord(json.dumps(uitkomst | {"onbeantwoord": 0, "moment": "2022-03-16T10:00:00+01:00"})),
        "fout": antwoord(json.dumps({"fout": {"soort": "intern", "melding": echo}}).replace("/", "\\/"), "500 X"),
        "onzin": antwoord(f"{echo}"),
    }[hoe]
    bron = server(BESCHRIJVING, terug)
    monkeypatch.setenv("ONS_TOKEN", TOKEN)
    pytester.makeini(f"[pytest]\ndraaiboek_http_token = {TOKEN if waar == 'ini' else 'env:ONS_TOKEN'}\n")
    pytester.makepyfile(
        "def test_eigen(draaiboek_systeem):\n    draaiboek_systeem.reset()\n    raise AssertionError(repr(vars(draaiboek_systeem)))\n"
    )
    uitslag = pytester.runpytest(
        "--draaiboek=iwmo-3.1",
        f"--draaiboek-systeem={bron.adres}",
        "--draaiboek-rapport=uit",
        "--junit-xml=uit/junit.xml",
        "--showlocals",
        "--log-level=DEBUG",
        "-vv",
        "-rA",
        "-k",
        "3.1.2-WMO305 or eigen",
    )
    assert uitslag.ret == 1
    assert bron.kop("Authorization", 0) == f"Bearer {TOKEN}"
    teksten = [uitslag.stdout.str(), uitslag.stderr.str()]
    bestanden = [pad for pad in (pytester.path / "uit").rglob("*") if pad.is_file()]
    assert {pad.name for pad in bestanden} >= {"resultaat.json", "junit.xml"}
    teksten += [pad.read_text(encoding="utf-8") for pad in bestanden]
    for tekst in teksten:
        assert TOKEN not in tekst
        assert TOKEN.replace("/", "\\/") not in tekst
    if hoe != "melding":
        assert "***" in teksten[0]
