"""Official files are untrusted: whatever they refer to, no other file is opened and no connection made, and none of them goes on forever."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from berichten_delen import IWMO
from kanarie import GEZANG, Kooi, kooi
from lxml import etree
from officieel_delen import blad, fout, schrijf_schemas

from pytest_draaiboek.berichten.officieel.bestanden import MAX_BYTES
from pytest_draaiboek.opdrachtregel import hoofd

pytestmark = pytest.mark.breed

START = IWMO.maak("WMO305", "3.1", StatusAanlevering="1", zaad=1)
# Refused by the schema, so that the official one is explained too.
KAPOT = IWMO.maak("WMO305", "3.1", StatusAanlevering="7", zaad=1)
SECONDEN = 60

PLAATSEN = {
    "http": "http://{net}/a",
    "http-in-hoofdletters": "HTTP://{net}/a",
    "http-met-spatie": " http://{net}/a",
    "ftp": "ftp://{net}/a",
    "file": "{uri}",
    "file-localhost": "file://localhost{pad}",
    "absoluut": "{pad}",
    "omhoog": "../kanarie.xml",
    "omhoog-in-procenten": "..%2Fkanarie.xml",
    "unc": r"\\127.0.0.1\deel\a",
    "zonder-schema": "//{net}/a",
    "buis-ernaast": "buis.xml",
    "verwijzing-ernaast": "link.xml",
}
ELKE_PLAATS = pytest.mark.parametrize("plaats", PLAATSEN.values(), ids=PLAATSEN)


@pytest.fixture
def val(tmp_path: Path) -> Iterator[Kooi]:
    """A folder `in` for the official files, with canaries in it and beside it; what touches one fails the test."""
    (tmp_path / "in").mkdir()
    (tmp_path / "bericht.xml").write_bytes(KAPOT.xml)
    (tmp_path / "goed.xml").write_bytes(START.xml)
    with kooi() as gemaakt:
        gemaakt.kanarie(tmp_path / "kanarie.xml")
        gemaakt.kanarie(tmp_path / "in" / "buis.xml")
        with suppress(OSError):  # no symbolic links here: then it is a file that is not there
            (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "kanarie.xml")
        yield gemaakt
    assert gemaakt.geraakt == []


def vul_in(plaats: str, val: Kooi, map_: Path) -> str:
    kanarie = map_ / "kanarie.xml"
    return plaats.format(net=val.net, uri=kanarie.as_uri(), pad=kanarie.as_posix())


def nagekeken(capfd: pytest.CaptureFixture[str], *argumenten: str | Path) -> tuple[int, str]:
    """Run the command; return its exit status and all that it said, from C too."""
    uitgang = hoofd(["controleer", *map(str, argumenten)])
    gezegd = "".join(capfd.readouterr())
    assert GEZANG not in gezegd
    return uitgang, gezegd


def test_de_val_werkt(tmp_path: Path) -> None:
    """Without this, all that follows could be quiet because nobody listens."""
    with kooi() as gemaakt:
        kanarie = gemaakt.kanarie(tmp_path / "kanarie.xml")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://{gemaakt.net}/a").close()
        sjabloon = blad(fouten=f"<xsl:value-of select=\"document('{kanarie.as_uri()}')\"/>")
        assert GEZANG in str(etree.XSLT(etree.fromstring(sjabloon.encode()))(START.root))
        gelezen = etree.parse(kanarie.as_posix())
        assert GEZANG in etree.tostring(gelezen).decode()
    assert gemaakt.geraakt[0].startswith("net b'GET /a")
    if hasattr(os, "mkfifo"):
        assert gemaakt.geraakt[1:] == [f"bestand {kanarie}"] * 2


@ELKE_PLAATS
@pytest.mark.parametrize("soort", ["import", "include", "redefine"])
def test_een_schema_haalt_niets_op(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], soort: str, plaats: str
) -> None:
    ruimte = ' namespace="urn:elders"' if soort == "import" else ""
    regel = f'<xs:{soort}{ruimte} schemaLocation="{vul_in(plaats, val, tmp_path)}"/>'
    map_ = schrijf_schemas(tmp_path / "in", "WMO305", vervang=(("<xs:import ", f"{regel}<xs:import "),))
    uitgang, gezegd = nagekeken(capfd, tmp_path / "bericht.xml", "--xsd", map_)
    assert uitgang == 2
    assert "bericht-305.xsd: dit schema gebruikt" in gezegd


@ELKE_PLAATS
def test_waar_een_import_heet_te_staan_wordt_niet_gekeken(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], plaats: str
) -> None:
    doel = vul_in(plaats, val, tmp_path)
    map_ = schrijf_schemas(tmp_path / "in", "WMO305", vervang=(('"basis.xsd"', f'"{doel}"'),))
    uitgang, gezegd = nagekeken(capfd, tmp_path / "bericht.xml", "--xsd", map_)
    assert uitgang == 1
    assert "[volgens eigen en xsd]" in gezegd


@pytest.mark.parametrize("basis", ["http://{net}/", "{uri}", "../", "//{net}/"])
def test_een_schema_met_een_andere_basis(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], basis: str
) -> None:
    wissel = ("<xs:schema ", f'<xs:schema xml:base="{vul_in(basis, val, tmp_path)}" ')
    map_ = schrijf_schemas(tmp_path / "in", "WMO305", vervang=(wissel,))
    uitgang, gezegd = nagekeken(capfd, tmp_path / "bericht.xml", "--xsd", map_)
    assert uitgang == 2 or "[volgens eigen en xsd]" in gezegd


def test_een_include_wordt_niet_in_de_werkmap_gezocht(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by the name that the file has, nor by the one that libxml2 is told."""
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    for naam in ("deel.xsd", "basis.xsd", "bericht-305.xsd", *(f"{nr}.xsd" for nr in range(4))):
        val.kanarie(tmp_path / "werk" / naam)
    map_ = schrijf_schemas(
        tmp_path / "in", "WMO305", vervang=(("<xs:import ", '<xs:include schemaLocation="deel.xsd"/><xs:import '),)
    )
    (map_ / "deel.xsd").write_text('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', encoding="utf-8")
    uitgang, gezegd = nagekeken(capfd, tmp_path / "bericht.xml", "--xsd", map_)
    assert uitgang == 1
    assert "xsd]" in gezegd


KEUZES = {
    "document": "document('{p}')",
    "met-basis": "document('{p}', /)",
    "samengesteld": "document(concat('{p}', ''))/*",
    "uit-de-boom": "document(exsl:node-set($plaatsen)/*)",
    "uitgerekend": "dyn:evaluate(concat('docu', 'ment($plaats)'))",
    "sleutel": "document($plaats)//*[document($plaats)]",
}


@ELKE_PLAATS
def test_een_regelblad_leest_geen_document(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], plaats: str
) -> None:
    """However it names it, and whether or not it looks things up in itself, which it may."""
    doel = vul_in(plaats, val, tmp_path)
    boven = (
        f'<xsl:variable name="plaats" select="\'{doel}\'"/><xsl:variable name="plaatsen"><a>{doel}</a></xsl:variable>'
    )
    xslt = tmp_path / "in" / "blad.xslt"
    for naam, keuze in KEUZES.items():
        for zelf in ("", "<xsl:value-of select=\"document('')/nee\"/>"):
            lees = f'{zelf}<xsl:copy-of select="{keuze.format(p=doel)}"/>'
            dyn = 'xmlns:dyn="http://exslt.org/dynamic"'
            xslt.write_text(
                blad(boven=boven, fouten=fout("CS002", "true()", details=lees), attributen=dyn), encoding="utf-8"
            )
            uitgang, gezegd = nagekeken(capfd, tmp_path / "goed.xml", "--xslt", xslt)
            assert uitgang == 2, naam
            assert "blad.xslt: dit regelblad brak af bij <Bericht WMO305 3.1 " in gezegd, naam
            assert val.geraakt == [], naam


@ELKE_PLAATS
@pytest.mark.parametrize(
    ("plek", "stuk"),
    [
        ("boven", '<xsl:include href="{p}"/>'),
        ("boven", '<xsl:import href="{p}"/>'),
        ("boven", '<xsl:include xml:base="{p}" href="deel.xsl"/>'),
        ("boven", '<xsl:import xml:base="{p}" href="deel.xsl"/>'),
        ("inhoud", '<xsl:include href="{p}"/>'),
        ("inhoud", '<xsl:import href="{p}"/>'),
        ("boven", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{p}"/>'),
        ("inhoud", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{p}" parse="text"/>'),
        ("boven", '<?xml-stylesheet type="text/xsl" href="{p}"?>'),
        ("attributen", 'xml:base="{p}"'),
        ("attributen", 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a {p}"'),
    ],
    ids=["include", "import", "include-basis", "import-basis", "diepe-include", "diepe-import", "xinclude-boven",
         "xinclude", "instructie", "basis", "schemaplek"],
)  # fmt: skip
def test_een_regelblad_haalt_niets_op(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], plek: str, stuk: str, plaats: str
) -> None:
    (tmp_path / "in" / "deel.xsl").write_text(blad(), encoding="utf-8")
    xslt = tmp_path / "in" / "blad.xslt"
    deel = stuk.replace("{p}", vul_in(plaats, val, tmp_path))
    boven = deel if plek == "boven" else ""
    if plek == "attributen":
        boven = '<xsl:include href="deel.xsl"/>'
    tekst = blad(
        deel if plek == "inhoud" else "", boven=boven, attributen=deel if plek == "attributen" else "",
        fouten=fout("CS002", "true()"),
    )  # fmt: skip
    xslt.write_text(tekst, encoding="utf-8")
    uitgang, gezegd = nagekeken(capfd, tmp_path / "goed.xml", "--xslt", xslt)
    assert uitgang == 2 or "CS002" in gezegd  # refused, or the rest of the sheet did its work
    if "href" in deel and "xml:base" not in deel and plek == "boven" and "<xsl:" in deel:
        assert "dit regelblad gebruikt" in gezegd


@ELKE_PLAATS
def test_een_bericht_haalt_niets_op(val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], plaats: str) -> None:
    """Nor where official files check it."""
    doel = vul_in(plaats, val, tmp_path)
    map_ = schrijf_schemas(tmp_path / "in", "WMO305")
    (map_ / "blad.xslt").write_text(blad(), encoding="utf-8")
    plek = (
        f'<wmo305:Bericht xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="http://www.istandaarden.nl/iwmo/3_1/wmo305/schema {doel} urn:a {doel}" '
        f'xsi:noNamespaceSchemaLocation="{doel}" xml:base="{doel}" '
    )
    xi = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{doel}" parse="text"/>'
    for nr, (oud, nieuw) in enumerate(
        [
            ("<wmo305:Bericht ", plek),
            ("</wmo305:Client>", f"{xi}</wmo305:Client>"),
            ("<wmo305:Bericht ", f'<?xml-stylesheet type="text/xsl" href="{doel}"?><wmo305:Bericht '),
        ]
    ):
        xml = START.xml.decode()
        assert oud in xml
        (tmp_path / f"{nr}.xml").write_text(xml.replace(oud, nieuw), encoding="utf-8", newline="")
        uitgang, _ = nagekeken(capfd, tmp_path / f"{nr}.xml", "--xsd", map_, "--xslt", map_ / "blad.xslt")
        assert uitgang in (0, 1)


@pytest.mark.parametrize(
    ("attributen", "inhoud"),
    [
        ('xmlns:xt="http://www.jclark.com/xt" extension-element-prefixes="xt"', '<xt:document href="{uit}">x</xt:document>'),
        ('xmlns:xt="http://www.jclark.com/xt"', '<xt:document href="{uit}">x</xt:document>'),
        ('xmlns:z="http://icl.com/saxon"', '<a xsl:extension-element-prefixes="z"><z:output href="{uit}">x</z:output></a>'),
        ("", '<xsl:result-document href="{uit}">x</xsl:result-document>'),
        ('xmlns:f="http://exslt.org/functions"', '<f:function name="f:a"><f:result select="1"/></f:function>'),
    ],
    ids=["xt", "xt-niet-aangemeld", "saxon-ter-plaatse", "result-document", "functies"],
)  # fmt: skip
def test_een_regelblad_schrijft_niets(
    val: Kooi, tmp_path: Path, capfd: pytest.CaptureFixture[str], attributen: str, inhoud: str
) -> None:
    uit = tmp_path / "geschreven.txt"
    xslt = tmp_path / "in" / "blad.xslt"
    for doel in (uit.as_posix(), uit.as_uri(), f"http://{val.net}/a"):
        xslt.write_text(blad(inhoud.format(uit=doel), attributen=attributen), encoding="utf-8")
        uitgang, gezegd = nagekeken(capfd, tmp_path / "goed.xml", "--xslt", xslt)
        assert uitgang == 2 or "geen bevindingen" in gezegd  # refused, or left for what it is
        assert not uit.exists()


@pytest.mark.parametrize(("optie", "naam"), [("--xsd", "groot.xsd"), ("--xslt", "groot.xslt")])
def test_een_reusachtig_bestand_wordt_niet_gelezen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], optie: str, naam: str
) -> None:
    (tmp_path / "goed.xml").write_bytes(START.xml)
    map_ = schrijf_schemas(tmp_path / "in", "WMO305")
    with (map_ / naam).open("wb") as bestand:
        bestand.truncate(MAX_BYTES * 400)  # with a hole in it: it takes no room
    (map_ / "a.xslt").write_text(blad(boven=f'<xsl:include href="{naam}"/>'), encoding="utf-8")
    for pad in [map_] if optie == "--xsd" else [map_ / "a.xslt", map_, map_ / naam]:
        uitgang, gezegd = nagekeken(capfd, tmp_path / "goed.xml", optie, pad)
        assert uitgang == 2
        assert f"{naam}: het bestand is groter dan" in gezegd


XSL_KOP = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
LEEG_XSD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</xs:schema>'
# By name: the part that goes in the sheet above its template, the part in Fouten, and the file beside it.
KRINGEN = {
    "zichzelf": ('<xsl:include href="blad.xslt"/>', "", ""),
    "zichzelf-import": ('<xsl:import href="blad.xslt"/>', "", ""),
    "om-en-om": ('<xsl:include href="deel.xsl"/>', "", f'{XSL_KOP}<xsl:include href="blad.xslt"/></xsl:stylesheet>'),
    "om-en-om-import": ('<xsl:import href="deel.xsl"/>', "", f'{XSL_KOP}<xsl:import href="deel.xsl"/></xsl:stylesheet>'),
    "sjablonen": (
        '<xsl:template match="*" mode="a"><xsl:apply-templates select="." mode="b"/></xsl:template>'
        '<xsl:template match="*" mode="b"><xsl:apply-templates select="." mode="a"/></xsl:template>',
        '<xsl:apply-templates select="/*" mode="a"/>', "",
    ),
    "groeiend": (
        '<xsl:template name="g"><xsl:param name="p"/><xsl:call-template name="g"><xsl:with-param name="p" select="concat($p, 1)"/>'
        "</xsl:call-template></xsl:template>",
        '<xsl:call-template name="g"><xsl:with-param name="p" select="0"/></xsl:call-template>', "",
    ),
    "veranderlijke": ('<xsl:variable name="a" select="$b"/><xsl:variable name="b" select="$a"/>', '<xsl:value-of select="$a"/>', ""),
    "eigenschappen": (
        '<xsl:attribute-set name="a" use-attribute-sets="b"/><xsl:attribute-set name="b" use-attribute-sets="a"/>',
        '<a xsl:use-attribute-sets="a"/>', "",
    ),
}  # fmt: skip


def apart(*argumenten: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, which must end by itself and not crash."""
    proces = subprocess.run(
        [sys.executable, "-m", "pytest_draaiboek", "controleer", *map(str, argumenten)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDEN,
        check=False,
    )
    assert "Traceback" not in proces.stderr
    return proces


@pytest.mark.parametrize(("boven", "fouten", "deel"), KRINGEN.values(), ids=KRINGEN)
def test_een_kring_in_een_regelblad_houdt_op(tmp_path: Path, boven: str, fouten: str, deel: str) -> None:
    (tmp_path / "goed.xml").write_bytes(START.xml)
    (tmp_path / "blad.xslt").write_text(blad(boven=boven, fouten=fouten), encoding="utf-8")
    if deel:
        (tmp_path / "deel.xsl").write_text(deel, encoding="utf-8")
    proces = apart(tmp_path / "goed.xml", "--xslt", tmp_path / "blad.xslt")
    assert proces.returncode == 2, proces.stdout + proces.stderr
    assert "blad.xslt: dit regelblad " in proces.stderr


@pytest.mark.parametrize("soort", ["include", "redefine"])
def test_een_kring_in_een_schema_houdt_op(tmp_path: Path, soort: str) -> None:
    """A ring of includes is allowed in a schema, one of redefines is not; neither goes on."""
    (tmp_path / "kapot.xml").write_bytes(KAPOT.xml)
    regel = f'<xs:{soort} schemaLocation="een.xsd"/>'
    map_ = schrijf_schemas(tmp_path / "in", "WMO305", vervang=(("<xs:import ", f"{regel}<xs:import "),))
    for naam, ander in (("een", "twee"), ("twee", "een")):
        inhoud = LEEG_XSD.format(f'<xs:{soort} schemaLocation="{ander}.xsd"/>')
        (map_ / f"{naam}.xsd").write_text(inhoud, encoding="utf-8")
    proces = apart(tmp_path / "kapot.xml", "--xsd", map_)
    assert proces.returncode in ((1,) if soort == "include" else (1, 2)), proces.stdout + proces.stderr
