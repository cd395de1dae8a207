"""Official rule sheets: what they report is merged with what the kit finds; and they can do nothing but report."""

from pathlib import Path

import pytest
from berichten_delen import IWMO
from officieel_delen import blad, fout, schrijf_schemas

from pytest_draaiboek.berichten import Bericht, Bevinding, controleer, fouten_in, is_geldig
from pytest_draaiboek.berichten.officieel import lees_officieel
from pytest_draaiboek.fouten import OngeldigeInstelling

START = IWMO.maak("WMO305", "3.1", StatusAanlevering="1", zaad=1)
FOUT = IWMO.maak("WMO305", "3.1", StatusAanlevering="9", zaad=1)
STATUS = "/Bericht/Client/StartProducten/StartProduct/StatusAanlevering"
CS058 = fout("CS058", "//m:StatusAanlevering = '9'", STATUS.lstrip("/"), details="Status klopt niet")
ELKE = "//m:Bericht or /*"


@pytest.fixture
def xslt(tmp_path: Path) -> Path:
    return tmp_path / "blad.xslt"


def met(xslt: Path, tekst: str) -> Path:
    xslt.write_text(tekst, encoding="utf-8")
    return xslt


def aantal_producten() -> int:
    return len(FOUT.inhoud["Client"]["StartProducten"]["StartProduct"])


def test_wat_beide_zeggen_staat_er_een_keer(xslt: Path) -> None:
    met(
        xslt,
        blad(
            fouten=CS058
            + fout("CS003", ELKE, "/Bericht/Client/Geboortedatum", details="De leeftijd", retourcode="0200")
        ),
    )
    eigen = controleer(FOUT)
    assert {(een.code, een.bron) for een in eigen} == {("CS058", ("eigen",))}
    samen = controleer(FOUT, xslt=xslt)
    assert len(samen) == aantal_producten() + 1
    assert ("eigen", "xslt") in {een.bron for een in samen if een.code == "CS058"}
    (ander,) = controleer(START, xslt=xslt)
    assert ander == Bevinding(
        "CS003",
        "0200",
        "/Bericht/Client/Geboortedatum",
        "De leeftijd. Dit meldt het regelblad blad.xslt; pas het bericht aan deze regel aan.",
        "fout",
        regel(START, "<wmo305:Geboortedatum>"),
        ("xslt",),
    )
    officieel = lees_officieel(None, xslt)
    assert not is_geldig(START, officieel)
    assert fouten_in(START, officieel)[0].endswith("[volgens xslt]")


def regel(b: Bericht, tekst: str) -> int:
    return b.xml.decode()[: b.xml.decode().index(tekst)].count("\n") + 1


@pytest.mark.parametrize(
    ("plek", "samen"),
    [
        ("Bericht/Client/Bsn", True),
        ("/m:Bericht/m:Client[1]/m:Bsn", True),
        ("/Bericht/Client", True),
        ("ergens in het bericht", True),
        ("", True),
        ("/Bericht/Header/Afzender", False),
    ],
)
def test_dezelfde_plek(xslt: Path, plek: str, samen: bool) -> None:
    b = Bericht.lees(START.xml.decode().replace("Bsn>9999", "Bsn>9998"))
    fouten = controleer(b, xslt=met(xslt, blad(fouten=fout("CS002", ELKE, plek))))
    assert [een.bron for een in fouten] == ([("eigen", "xslt")] if samen else [("eigen",), ("xslt",)])


def test_een_fout_op_twee_plekken_is_een_bevinding(xslt: Path) -> None:
    twee = fout("TR101", ELKE, "/Bericht/Client/Bsn").replace(
        "</r:Fout>", "<r:Locatie>Bericht/Client/Geslacht</r:Locatie></r:Fout>"
    )
    (een,) = controleer(START, xslt=met(xslt, blad(fouten=twee)))
    assert (een.code, een.retourcode, een.pad) == ("TR101", "0001", "/Bericht/Client/Bsn")
    assert een.melding == (
        "regel TR101 is gebroken. Het gaat ook om /Bericht/Client/Geslacht. Dit meldt het regelblad blad.xslt; pas het bericht aan deze regel aan."
    )


def test_wat_alleen_de_kit_vindt_blijft_staan(xslt: Path) -> None:
    assert {een.bron for een in controleer(FOUT, xslt=met(xslt, blad()))} == {("eigen",)}


def test_een_ander_voorvoegsel_of_geen_naamruimte_van_het_rapport(xslt: Path) -> None:
    kaal = blad(fouten=CS058).replace("r:", "").replace("xmlns:r=", "xmlns:ongebruikt=")
    assert ("eigen", "xslt") in {een.bron for een in controleer(FOUT, xslt=met(xslt, kaal))}


def test_een_blad_spreekt_niet_over_wat_het_schema_weigert(xslt: Path, tmp_path: Path) -> None:
    met(xslt, blad(fouten=fout("CS002", ELKE, "/Bericht/Client/Bsn")))
    kapot = IWMO.maak("WMO305", "3.1", StatusAanlevering="7", zaad=1)
    assert {een.code for een in controleer(kapot, xslt=xslt)} == {"XSD"}
    ruim = schrijf_schemas(
        tmp_path / "xsd", "WMO305", vervang=(('<xs:enumeration value="9"/>', '<xs:enumeration value="7"/>'),)
    )
    assert {(een.code, een.bron) for een in controleer(kapot, xsd=ruim, xslt=xslt)} == {
        ("XSD", ("eigen",)),
        ("CS002", ("xslt",)),
    }
    streng = schrijf_schemas(tmp_path / "streng", "WMO305", vervang=(('<xs:enumeration value="1"/>', ""),))
    assert {(een.code, een.bron) for een in controleer(START, xsd=streng, xslt=xslt)} == {("XSD", ("xsd",))}


def test_van_een_andere_release_doet_het_niet_mee(xslt: Path) -> None:
    met(xslt, blad(versie="3_2", fouten=fout("CS002", ELKE)))
    assert controleer(START, xslt=xslt) == []
    assert {een.code for een in controleer(IWMO.maak("WMO305", "3.2"), xslt=xslt)} == {"CS002"}
    officieel = lees_officieel(None, xslt)
    assert officieel
    assert officieel.niet_gebruikt([("iwmo", "3.1", "WMO305"), ("iwmo", "3.2", "WMO305")]) == [
        "regelblad blad.xslt geldt voor iWmo 3.2, niet voor iWmo 3.1"
    ]
    assert officieel.verantwoording([("iwmo", "3.2", "WMO305")]) == ["Met officiële bestanden: 1 regelblad."]


def test_een_map_met_bladen(tmp_path: Path) -> None:
    (tmp_path / "deel").mkdir()
    gedeeld = blad(boven='<xsl:template name="status">' + CS058 + "</xsl:template>", versie="9_9").replace("9_9", "3_1")
    (tmp_path / "deel" / "gedeeld.xsl").write_text(gedeeld, encoding="utf-8")
    (tmp_path / "een.xslt").write_text(
        blad(boven='<xsl:import href="deel/gedeeld.xsl"/>', fouten='<xsl:call-template name="status"/>'),
        encoding="utf-8",
    )
    (tmp_path / "twee.xslt").write_text(blad(fouten=fout("CS003", ELKE)), encoding="utf-8")
    (tmp_path / "ander.xslt").write_text(
        blad().replace("istandaarden.nl/iwmo", "istandaarden.nl/igez"), encoding="utf-8"
    )
    fouten = controleer(FOUT, xslt=tmp_path)
    assert {(een.code, een.bron) for een in fouten} >= {("CS058", ("eigen", "xslt")), ("CS003", ("xslt",))}
    officieel = lees_officieel(None, tmp_path)
    assert officieel
    assert {een.naam for een in officieel.bestanden} == {"een.xslt", "deel/gedeeld.xsl", "twee.xslt"}
    assert officieel.niet_gebruikt([]) == ["ander.xslt hoort niet bij een bericht dat de kit kent"]


def test_een_blad_mag_in_zichzelf_opzoeken(xslt: Path) -> None:
    tabel = '<t:t xmlns:t="urn:t"><t:r code="CS002">uit de tabel</t:r></t:t>'
    opzoeken = "<xsl:value-of select=\"document('')//*[@code = 'CS002']\"/>"
    (een,) = controleer(START, xslt=met(xslt, blad(boven=tabel, fouten=fout("CS002", ELKE, details=opzoeken))))
    assert een.melding.startswith("uit de tabel. ")


def test_wat_xslt_zelf_kan_en_zuivere_functies_mogen(xslt: Path) -> None:
    lus = "<xsl:variable name='v'><a/><a/></xsl:variable><xsl:for-each select='exsl:node-set($v)/*'/>"
    assert controleer(START, xslt=met(xslt, blad(inhoud=lus))) == []


UITBREIDING = r"dit regelblad gebruikt het uitbreidingselement \{.*\}.*; dat wordt niet uitgevoerd\."


@pytest.mark.parametrize(
    "doel", ["file:///etc/passwd", "/etc/passwd", "geheim.xml", "../geheim.xml", "http://127.0.0.1:9/a", "blad.xslt"]
)
@pytest.mark.parametrize("ook_zichzelf", [False, True])
def test_document_leest_geen_bestand(xslt: Path, tmp_path: Path, doel: str, ook_zichzelf: bool) -> None:
    (tmp_path / "geheim.xml").write_text("<a>geheim</a>", encoding="utf-8")
    zelf = "<xsl:value-of select=\"document('')/nee\"/>" if ook_zichzelf else ""
    lees = f"{zelf}<xsl:value-of select=\"document('{doel}')\"/>"
    if doel == "blad.xslt" and ook_zichzelf:
        return  # that is the sheet itself
    with pytest.raises(
        OngeldigeInstelling, match=r"blad\.xslt: dit regelblad brak af bij <Bericht WMO305 3\.1 "
    ) as gevallen:
        controleer(START, xslt=met(xslt, blad(fouten=fout("CS002", ELKE, details=lees))))
    assert "geheim</a>" not in str(gevallen.value)
    assert "root:" not in str(gevallen.value)


@pytest.mark.parametrize(
    ("attributen", "inhoud"),
    [
        ('extension-element-prefixes="exsl"', '<exsl:document href="{uit}" method="text">x</exsl:document>'),
        ("", '<exsl:document href="{uit}" method="text">x</exsl:document>'),
        ("", '<xsl:document href="{uit}" method="text">x</xsl:document>'),
        (
            'xmlns:redirect="http://xml.apache.org/xalan/redirect" extension-element-prefixes="redirect"',
            '<redirect:write file="{uit}">x</redirect:write>',
        ),
        (
            'xmlns:saxon="http://icl.com/saxon" extension-element-prefixes="saxon"',
            '<saxon:output href="{uit}">x</saxon:output>',
        ),
        ('xmlns:eigen="urn:eigen" extension-element-prefixes="eigen"', '<eigen:doe wat="{uit}"/>'),
    ],
)
def test_schrijven_kan_niet(xslt: Path, tmp_path: Path, attributen: str, inhoud: str) -> None:
    uit = tmp_path / "geschreven.txt"
    with pytest.raises(OngeldigeInstelling, match=UITBREIDING):
        controleer(START, xslt=met(xslt, blad(attributen=attributen, inhoud=inhoud.format(uit=uit))))
    assert not uit.exists()


@pytest.mark.parametrize("soort", ["import", "include"])
@pytest.mark.parametrize(
    "doel", ["../buiten.xsl", "file:///etc/passwd", "/etc/passwd", "http://127.0.0.1:9/a.xsl", "weg.xsl"]
)
def test_van_buiten_de_map_komt_niets(tmp_path: Path, soort: str, doel: str) -> None:
    (tmp_path / "buiten.xsl").write_text(blad(), encoding="utf-8")
    (tmp_path / "in").mkdir()
    bestand = met(tmp_path / "in" / "blad.xslt", blad(boven=f'<xsl:{soort} href="{doel}"/>'))
    for pad in (bestand, tmp_path / "in"):
        with pytest.raises(OngeldigeInstelling, match=r"blad\.xslt: dit regelblad gebruikt '.*'; dat staat niet in"):
            controleer(START, xslt=pad)


@pytest.mark.parametrize(
    ("tekst", "reden"),
    [
        (
            blad(
                boven='<xsl:template name="r"><xsl:call-template name="r"/></xsl:template>',
                fouten='<xsl:call-template name="r"/>',
            ),
            "brak af bij .*: een sjabloon herhaalt zichzelf zonder einde",
        ),
        (blad(fouten='<xsl:message terminate="yes">klaar</xsl:message>'), "brak af bij .*: klaar"),
        (
            blad(fouten='<xsl:value-of select="v:v()" xmlns:v="urn:v"/>'),
            "brak af bij .*: (Unregistered function|xmlXPathCompOpEval: function v not found)",
        ),
        (
            blad(
                fouten="<xsl:value-of select=\"re:test('a', 'a')\" xmlns:re=\"http://exslt.org/regular-expressions\"/>"
            ),
            "brak af bij .*: ",
        ),
        (blad(fouten="<r:Fout/>"), "meldt bij .* een Fout zonder Code"),
        (
            blad().replace("r:Rapport>", "r:Iets>"),
            "geeft bij .* geen Rapport maar Iets; verwacht wordt Rapport met Header en Fouten",
        ),
        (
            blad()
            .replace("<r:Rapport>", "<xsl:if test='false()'><r:Rapport>")
            .replace("</r:Rapport>", "</r:Rapport></xsl:if>"),
            "geeft bij .* geen Rapport maar niets",
        ),
    ],
    ids=["eindeloos", "einde", "functie", "re", "zonder-code", "iets-anders", "niets"],
)
def test_wat_misgaat_is_nooit_een_bevinding_over_het_bericht(xslt: Path, tekst: str, reden: str) -> None:
    with pytest.raises(OngeldigeInstelling, match=rf"blad\.xslt: dit regelblad {reden}") as gevallen:
        controleer(START, xslt=met(xslt, tekst))
    assert str(gevallen.value).endswith("Neem het regelblad opnieuw van de bron, of laat het weg.")


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("<xsl", "regel 1: geen welgevormde XML"),
        ("<html/>", "dit is geen regelblad: de wortel is html"),
        (
            blad().replace('version="1.0" xmlns:xsl', 'version="2.0" xmlns:xsl'),
            r"dit regelblad is XSLT 2\.0; de kit leest XSLT 1\.0",
        ),
        (
            blad().replace("<xsl:stylesheet", "<!DOCTYPE a [<!ENTITY b 'c'>]><xsl:stylesheet"),
            "welgevormde XML|heeft een DTD",
        ),
        (
            blad().replace(
                'encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
            ),
            "heeft een DTD",
        ),
        (blad(fouten='<xsl:value-of select="(("/>'), r"dit regelblad is niet te gebruiken \("),
        (
            blad().replace("istandaarden", "elders"),
            "hier staat geen regelblad van een standaard die de kit kent: geen naamruimte ervan",
        ),
    ],
)
def test_wat_geen_regelblad_is(xslt: Path, tekst: str, melding: str) -> None:
    with pytest.raises(OngeldigeInstelling, match=melding):
        controleer(START, xslt=met(xslt, tekst))


def test_een_pad_dat_er_niet_is(tmp_path: Path) -> None:
    with pytest.raises(
        OngeldigeInstelling, match=r"weg\.xslt: dit regelblad of deze map bestaat niet\. Controleer het pad\."
    ):
        controleer(START, xslt=tmp_path / "weg.xslt")
    with pytest.raises(OngeldigeInstelling, match=r"in deze map staat geen regelblad \(\*\.xsl, \*\.xslt\)"):
        controleer(START, xslt=tmp_path)
