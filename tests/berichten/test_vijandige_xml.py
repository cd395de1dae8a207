"""XML that means harm: refused, quickly, with nothing fetched and nothing expanded."""

from pathlib import Path

import pytest
from berichten_delen import bericht

from pytest_draaiboek.berichten import Bericht, controleer
from pytest_draaiboek.berichten.xml import MAX_BYTES
from pytest_draaiboek.fouten import OngeldigBericht

LACHERS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def met_dtd(dtd: str, *, verwijzing: str = "") -> bytes:
    xml = bericht().xml.decode()
    declaratie, rest = xml.split("\r\n", 1)
    return f"{declaratie}\r\n{dtd}\r\n{rest.replace('<wmo305:Geslacht>', f'<wmo305:Geslacht>{verwijzing}', 1)}".encode()


@pytest.mark.parametrize(
    "xml",
    [
        met_dtd("<!DOCTYPE Bericht>"),
        met_dtd('<!DOCTYPE Bericht SYSTEM "http://127.0.0.1:9/x.dtd">'),
        met_dtd('<!DOCTYPE Bericht [<!ENTITY a "b">]>', verwijzing="&a;"),
        met_dtd(f'<!DOCTYPE Bericht [<!ENTITY l0 "lol">{LACHERS}]>', verwijzing="&l11;"),
        met_dtd('<!DOCTYPE Bericht [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'),
        met_dtd('<!DOCTYPE Bericht [<!ATTLIST Bericht a CDATA "x">]>'),
    ],
    ids=["leeg", "extern", "entiteit", "lachers", "parameter", "attribuut"],
)
def test_een_dtd(xml: bytes) -> None:
    with pytest.raises(OngeldigBericht, match=r"^Regel \d+: (het bericht heeft een DTD|dit is geen welgevormde XML)"):
        Bericht.lees(xml)


def test_een_bestand_van_de_machine_komt_er_niet_in(tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("geheim", encoding="utf-8")
    uri = (tmp_path / "geheim").as_uri()
    with pytest.raises(OngeldigBericht) as fout:
        Bericht.lees(met_dtd(f'<!DOCTYPE Bericht [<!ENTITY a SYSTEM "{uri}">]>', verwijzing="&a;"))
    assert "heeft een DTD" in str(fout.value)


def test_ook_in_utf16() -> None:
    xml = met_dtd("<!DOCTYPE Bericht>").decode().replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(OngeldigBericht, match="heeft een DTD"):
        Bericht.lees(xml)


def test_te_groot(tmp_path: Path) -> None:
    groot = b"<a>" + b" " * MAX_BYTES + b"</a>"
    with pytest.raises(OngeldigBericht, match=r"een bericht is ten hoogste 26,214,400 bytes \(25 MB\)"):
        Bericht.lees(groot)
    (tmp_path / "groot.xml").write_bytes(groot)
    with pytest.raises(OngeldigBericht, match=r"groot\.xml: het bestand is groter dan 26,214,400 bytes"):
        Bericht.lees(tmp_path / "groot.xml")


@pytest.mark.parametrize("diepte", [300, 100_000])
def test_te_diep(diepte: int) -> None:
    with pytest.raises(OngeldigBericht, match="geen welgevormde XML"):
        Bericht.lees(b"<a>" * diepte + b"</a>" * diepte)


def test_zo_diep_als_het_kan_wordt_gewoon_geweigerd() -> None:
    with pytest.raises(OngeldigBericht, match="geen bericht van iWmo, iJw of iWlz"):
        Bericht.lees(b"<a>" * 255 + b"</a>" * 255)
    (client, rest) = bericht().xml.split(b"</wmo305:Client>", 1)
    diep = Bericht.lees(client + b"<a>" * 250 + b"</a>" * 250 + b"</wmo305:Client>" + rest)
    assert {bevinding.code for bevinding in controleer(diep)} == {"XSD"}
    assert isinstance(diep.inhoud["Client"], dict)


@pytest.mark.parametrize("lengte", [10, 200, 1000])
def test_afgebroken(lengte: int) -> None:
    with pytest.raises(OngeldigBericht, match="geen welgevormde XML"):
        Bericht.lees(bericht().xml[:lengte])
