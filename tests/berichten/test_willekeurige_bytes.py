"""Bytes of any kind: an answer or a refusal in a line, never a crash, and no file or network touched."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from berichten_delen import bericht
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_draaiboek.berichten import Bericht, controleer
from pytest_draaiboek.fouten import OngeldigBericht

ZWAAR = os.environ.get("DRAAIBOEK_ZWAAR") == "1"
profiel = settings(deadline=None, derandomize=not ZWAAR, max_examples=5000 if ZWAAR else 150, database=None)
XML = bericht("WMO301").xml
geopend: list[str] = []
luistert = False


def _hoor(gebeurtenis: str, gegevens: tuple[object, ...]) -> None:
    if luistert and (gebeurtenis.startswith("socket.") or (gebeurtenis == "open" and "kanarie" in str(gegevens[0]))):
        geopend.append(f"{gebeurtenis} {gegevens!r}")


sys.addaudithook(_hoor)


@pytest.fixture(autouse=True)
def _afgeluisterd() -> Iterator[None]:
    global luistert  # noqa: PLW0603 - an audit hook cannot be taken away again, only silenced
    luistert = True
    geopend.clear()
    yield
    luistert = False
    assert geopend == []


def probeer(xml: bytes) -> str:
    """Read and check; return what was said, which is empty for a good message."""
    try:
        b = Bericht.lees(xml)
    except OngeldigBericht as fout:
        return str(fout)
    return "".join(f"{fout.code} {fout.melding}" for fout in controleer(b))


@profiel
@given(st.binary(max_size=400))
def test_zomaar_bytes(xml: bytes) -> None:
    assert probeer(xml)


@profiel
@given(st.integers(0, len(XML.rstrip()) - 1))
def test_afgekapt(lengte: int) -> None:
    assert probeer(XML[:lengte])


@profiel
@given(st.lists(st.tuples(st.integers(0, len(XML) - 1), st.integers(0, 255)), min_size=1, max_size=5))
def test_een_paar_bytes_anders(wijzigingen: list[tuple[int, int]]) -> None:
    xml = bytearray(XML)
    for plek, byte in wijzigingen:
        xml[plek] = byte
    probeer(bytes(xml))


@pytest.mark.parametrize("codering", ["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "cp037"])
@pytest.mark.parametrize("verklaard", ["UTF-8", "UTF-16", "ISO-8859-1", "EBCDIC-CP-NL", "bestaat-niet"])
def test_een_andere_codering(codering: str, verklaard: str) -> None:
    tekst = XML.decode().replace("UTF-8", verklaard, 1).replace("<wmo301:Client>", "<wmo301:Client>é")
    uit = probeer(tekst.encode(codering, "xmlcharrefreplace"))
    assert uit  # none of these is UTF-8 without a BOM that says so, with what the element may hold


@pytest.mark.parametrize("doel", ["bestand", "net"])
@pytest.mark.parametrize(
    "stuk",
    [
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/>',
        '<?xml-stylesheet type="text/xsl" href="{}"?>',
        '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a {}" xsi:noNamespaceSchemaLocation="{}"/>',
        "<![CDATA[{}]]>",
        '<a xml:base="{}"/>',
    ],
    ids=["xinclude", "instructie", "schemaplek", "cdata", "basis"],
)
def test_een_verwijzing_wordt_niet_gevolgd(tmp_path: Path, doel: str, stuk: str) -> None:
    kanarie = tmp_path / "kanarie.xml"
    kanarie.write_text("tjilp-tjilp", encoding="utf-8")
    uri = kanarie.as_uri() if doel == "bestand" else "http://127.0.0.1:9/kanarie"
    geopend.clear()  # of the writing
    uit = probeer(XML.replace(b"</wmo301:Client>", stuk.replace("{}", uri).encode() + b"</wmo301:Client>"))
    assert "tjilp-tjilp" not in uit


@pytest.mark.parametrize("xml", [
    XML.replace(b"<wmo301:Client>", b'<wmo301:Client a="' + b"x" * 5_000_000 + b'">'),
    XML.replace(b"<wmo301:Client>", b"<wmo301:Client>" + b"<a/>" * 50_000),
    XML.replace(b"Client>", b"Client>\x00"),
], ids=["lang", "breed", "nul"])  # fmt: skip
def test_heel_groot(xml: bytes) -> None:
    assert probeer(xml)
