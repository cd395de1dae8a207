"""tls.py: real certificates, made for the test; whoever is not to be trusted is told apart, and so is what he does not trust of ours."""

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from afstand_delen import MOMENT
from cryptography.hazmat.primitives import serialization
from ruwe_server import RuweServer, antwoord

from pytest_draaiboek.fouten import OnbereikbaarSysteem, OngeldigeInstelling
from pytest_draaiboek.systemen.afstand.lijn_http import Httplijn
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VERBEN

Server = Callable[..., RuweServer]
Lijn = Callable[..., Httplijn]
RAAD = (
    "Wat te doen: Dit is geen oordeel over het systeem. Controleer het adres en de ini-waarden "
    "draaiboek_http_ca, draaiboek_http_certificaat en draaiboek_http_sleutel."
)


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_pad(ca: trustme.CA, tmp_path: Path) -> Path:
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


def context_van(cert: trustme.LeafCert, klant_ca: trustme.CA | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    cert.configure_cert(context)
    if klant_ca:
        klant_ca.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def vraag(lijn: Httplijn) -> bytes:
    return lijn.vraag(VERBEN["reset"], MOMENT, b"{}")


def fout_van(lijn: Httplijn) -> str:
    with pytest.raises(OnbereikbaarSysteem) as gevangen:
        vraag(lijn)
    return str(gevangen.value)


def test_een_eigen_ca(ca: trustme.CA, ca_pad: Path, server: Server, lijn: Lijn) -> None:
    bron = server(antwoord(), context=context_van(ca.issue_cert("127.0.0.1")))
    ons = lijn(bron.adres, ca=ca_pad)
    assert [vraag(ons), vraag(ons)] == [b"{}", b"{}"]
    assert bron.verbindingen == 1


def test_een_onbekende_ca(ca: trustme.CA, tmp_path: Path, server: Server, lijn: Lijn) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "andere.pem")
    bron = server(antwoord(), context=context_van(ca.issue_cert("127.0.0.1")))
    for ons in (lijn(bron.adres, ca=tmp_path / "andere.pem"), lijn(bron.adres)):
        assert fout_van(ons).split("\n") == [
            f"Het systeem {bron.adres} is niet te vertrouwen of vertrouwt de kit niet: "
            "zijn certificaat is niet van een uitgever die vertrouwd wordt (draaiboek_http_ca).",
            RAAD,
        ]
    assert bron.verzoeken == []


@pytest.mark.parametrize(
    ("certificaat", "naam", "wat"),
    [
        ("ergens.invalid", "127.0.0.1", "zijn certificaat staat op een ander IP-adres"),
        ("127.0.0.1", "localhost", "zijn certificaat staat op een andere naam"),
    ],
)
def test_een_andere_naam(
    ca: trustme.CA, ca_pad: Path, server: Server, lijn: Lijn, certificaat: str, naam: str, wat: str
) -> None:
    bron = server(antwoord(), context=context_van(ca.issue_cert(certificaat)))
    assert f"vertrouwt de kit niet: {wat}.\n" in fout_van(lijn(f"https://{naam}:{bron.poort}", ca=ca_pad))
    assert bron.verzoeken == []


def test_geen_https(ca_pad: Path, server: Server, lijn: Lijn) -> None:
    # What is sent is no request, so the server has to be one that answers anything.
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as deur:

        def bedien() -> None:
            verbinding, _ = deur.accept()
            with verbinding:
                verbinding.recv(4096)
                verbinding.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        draad = threading.Thread(target=bedien)
        draad.start()
        melding = fout_van(lijn(f"https://127.0.0.1:{deur.getsockname()[1]}", ca=ca_pad))
        draad.join()
    assert "vertrouwt de kit niet: daar wordt geen https gesproken.\n" in melding


def bestanden(cert: trustme.LeafCert, map_: Path) -> tuple[Path, Path]:
    cert.cert_chain_pems[0].write_to_path(map_ / "klant.pem")
    cert.private_key_pem.write_to_path(map_ / "klant.key")
    return map_ / "klant.pem", map_ / "klant.key"


def test_een_klantcertificaat(ca: trustme.CA, ca_pad: Path, tmp_path: Path, server: Server, lijn: Lijn) -> None:
    bron = server(antwoord(), context=context_van(ca.issue_cert("127.0.0.1"), ca))
    klant = ca.issue_cert("kit@example.invalid")
    certificaat, sleutel = bestanden(klant, tmp_path)
    assert vraag(lijn(bron.adres, ca=ca_pad, certificaat=certificaat, sleutel=sleutel)) == b"{}"
    klant.private_key_and_cert_chain_pem.write_to_path(tmp_path / "samen.pem")
    assert vraag(lijn(bron.adres, ca=ca_pad, certificaat=tmp_path / "samen.pem")) == b"{}"


def test_een_klantcertificaat_dat_ontbreekt(ca: trustme.CA, ca_pad: Path, server: Server, lijn: Lijn) -> None:
    bron = server(antwoord(), context=context_van(ca.issue_cert("127.0.0.1"), ca))
    assert fout_van(lijn(bron.adres, ca=ca_pad)).split("\n") == [
        f"Het systeem {bron.adres} is niet te vertrouwen of vertrouwt de kit niet: het vraagt om een certificaat (draaiboek_http_certificaat).",
        RAAD,
    ]


def test_een_klantcertificaat_van_een_ander(
    ca: trustme.CA, ca_pad: Path, tmp_path: Path, server: Server, lijn: Lijn
) -> None:
    certificaat, sleutel = bestanden(trustme.CA().issue_cert("kit@example.invalid"), tmp_path)
    bron = server(antwoord(), context=context_van(ca.issue_cert("127.0.0.1"), ca))
    melding = fout_van(lijn(bron.adres, ca=ca_pad, certificaat=certificaat, sleutel=sleutel))
    assert "vertrouwt de kit niet: het vertrouwt de uitgever van draaiboek_http_certificaat niet.\n" in melding


def test_certificaten_die_niet_te_lezen_zijn(ca: trustme.CA, tmp_path: Path) -> None:
    leeg = tmp_path / "leeg.pem"
    leeg.write_text("geen PEM")
    with pytest.raises(OngeldigeInstelling) as gevangen:
        Httplijn("https://127.0.0.1", Verbinding(ca=leeg))
    eerste, raad = str(gevangen.value).split("\n")
    assert eerste.startswith(f"draaiboek_http_ca: {leeg} is niet te lezen als PEM met certificaten (")
    assert raad == "Wat te doen: geef een PEM-bestand met het certificaat van de uitgever, of van de server zelf."

    certificaat, sleutel = bestanden(ca.issue_cert("kit@example.invalid"), tmp_path)
    andere = tmp_path / "andere.key"
    ca.issue_cert("x.invalid").private_key_pem.write_to_path(andere)
    op_slot = tmp_path / "slot.key"
    op_slot.write_bytes(
        serialization.load_pem_private_key(sleutel.read_bytes(), None).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"wachtwoord"),
        )
    )
    for welk, met, noemt in (
        (leeg, None, "in hetzelfde bestand"),
        (certificaat, None, "in hetzelfde bestand"),
        (certificaat, leeg, str(leeg)),
        (certificaat, andere, str(andere)),
        (certificaat, op_slot, str(op_slot)),
    ):
        with pytest.raises(OngeldigeInstelling) as gevangen:
            Httplijn("https://127.0.0.1", Verbinding(certificaat=welk, sleutel=met))
        eerste, raad = str(gevangen.value).split("\n")
        assert eerste.startswith(f"draaiboek_http_certificaat: {welk} met sleutel {noemt} is niet te lezen (")
        assert raad == (
            "Wat te doen: geef een PEM-bestand met certificaat, en de sleutel daarin of bij draaiboek_http_sleutel, zonder wachtwoord."
        )
