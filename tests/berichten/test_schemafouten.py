"""What a schema refuses, explained: for every kind of fault the code, the place, and what was found, expected and to do."""

import re
import time
from collections.abc import Iterator
from itertools import product

import pytest
from berichten_delen import IWMO, bericht
from lxml import etree

from pytest_draaiboek.berichten import Bericht, controleer, fouten_in, is_geldig, stel_op
from pytest_draaiboek.berichten.schemafouten import MEESTE_BEVINDINGEN, schemafouten
from pytest_draaiboek.berichten.uitleg import Uitlegger
from pytest_draaiboek.standaarden import Datatype, Knoop, laad_standaard
from pytest_draaiboek.standaarden.schemaregels import alle_schemaregels, schemaregel

START = IWMO.maak("WMO305", "3.1", zaad=1)
XML = START.xml.decode()
GESLACHT = re.compile(r"\s*<wmo305:Geslacht>\d</wmo305:Geslacht>")


def geslacht() -> str:
    (gevonden,) = GESLACHT.findall(XML)
    return gevonden


@pytest.mark.parametrize(
    ("xml", "pad", "melding"),
    [
        (GESLACHT.sub("", XML), "Client/Naam", "vóór Naam ontbreekt een element: Geslacht. Vul het aan."),
        (
            XML.replace(geslacht(), geslacht() * 2),
            "Client/Geslacht[2]",
            "Geslacht staat hier nog eens; het mag één keer. Laat de herhaling weg.",
        ),
        (
            GESLACHT.sub("", XML).replace("<wmo305:Bsn>", f"{geslacht()}<wmo305:Bsn>"),
            "Client/Geslacht",
            "Geslacht staat te vroeg; eerst hoort Bsn. Zet de elementen in de volgorde van het schema.",
        ),
        (
            re.sub(r"(\s*<iwmo:Voorvoegsel>.*?</iwmo:Voorvoegsel>)?", "", XML).replace(
                "<iwmo:Achternaam>", "<iwmo:Voorvoegsel>de</iwmo:Voorvoegsel><iwmo:Achternaam>"
            ),
            "Client/Naam/Geslachtsnaam/Voorvoegsel",
            "Voorvoegsel staat te vroeg; eerst hoort Achternaam. Zet de elementen in de volgorde van het schema.",
        ),
        (
            XML.replace("wmo305:Geslacht>", "wmo305:Sekse>"),
            "Client/Sekse",
            "dit element wordt hier niet verwacht; wel Geslacht. Controleer naam, naamruimte en volgorde.",
        ),
        (
            XML.replace("wmo305:Geslacht>", "iwmo:Geslacht>"),
            "Client/Geslacht",
            "Geslacht staat in naamruimte 'http://www.istandaarden.nl/iwmo/3_1/basisschema/schema'; verwacht wordt "
            "'http://www.istandaarden.nl/iwmo/3_1/wmo305/schema'. Verbeter de naamruimte.",
        ),
        (
            XML.replace("</wmo305:Bericht>", "<wmo305:Slot/></wmo305:Bericht>"),
            "Slot",
            "dit element wordt hier niet verwacht; hier hoort niets meer. Controleer naam, naamruimte en volgorde.",
        ),
        (
            XML.replace("</wmo305:Bericht>", "<wmo305:Client/></wmo305:Bericht>"),
            "Client[2]",
            "Client staat hier nog eens; het mag één keer. Laat de herhaling weg.",
        ),
        (
            XML.replace("<wmo305:Client>", '<wmo305:Client soort="a">'),
            "Client",
            "attribuut soort wordt hier niet verwacht. Laat het weg.",
        ),
        (
            XML.replace("<wmo305:Client>", "<wmo305:Client>tekst"),
            "Client",
            "tussen de elementen staat losse tekst; verwacht worden alleen elementen. Laat de tekst weg.",
        ),
        (
            re.sub(r"(Geslacht>)(\d)<", r"\1\2<wmo305:A/><", XML),
            "Client/Geslacht",
            "dit element bevat andere elementen; verwacht wordt alleen een waarde. Laat de elementen weg.",
        ),
        (
            re.sub(r"<wmo305:Client>.*</wmo305:Client>", "", XML, flags=re.DOTALL),
            "",
            "er ontbreekt een element: Client. Vul het aan.",
        ),
    ],
)
def test_de_inhoud(xml: str, pad: str, melding: str) -> None:
    (fout,) = controleer(Bericht.lees(xml))
    assert (fout.code, fout.retourcode, fout.pad.removeprefix("/Bericht").strip("/")) == ("XSD", "", pad)
    assert fout.melding == melding
    assert fout.regel
    assert not is_geldig(Bericht.lees(xml))


@pytest.mark.parametrize(
    ("element", "waarde", "bevindingen"),
    [
        (
            "Bsn",
            "99990001",
            {"RS037": "de waarde '99990001' heeft niet de juiste vorm; verwacht wordt precies 9 cijfers"},
        ),
        (
            "Bsn",
            "9999000061",
            {
                "RS037": "heeft niet de juiste vorm; verwacht wordt precies 9 cijfers (LDT_BurgerServicenummer)",
                "RS015": "is te lang (10 tekens); verwacht wordt ten hoogste 9 (LDT_BurgerServicenummer)",
            },
        ),
        (
            "Geslacht",
            "77",
            {
                "RS008": "is te lang (2 tekens); verwacht wordt ten hoogste 1, en staat niet in de codelijst; verwacht wordt 0, 1 of 2"
            },
        ),
        ("Geslacht", "", {"XSD": "de waarde '' staat niet in de codelijst; verwacht wordt 0, 1 of 2"}),
        (
            "BerichtVersie",
            "drie",
            {"CS025": "BerichtVersie is 'drie', maar de naamruimte is van release 3.1, waarbij '3' hoort."},
        ),
        ("BerichtSubversie", "-1", {"CS015": "BerichtSubversie is '-1', maar de naamruimte is van release 3.1"}),
        (
            "BerichtCode",
            "0418",
            {
                "RS047": "verwacht wordt de code van dit berichttype ('418')",
                "RS010": "is te lang (4 tekens); verwacht wordt ten hoogste 3",
            },
        ),
        ("Begindatum", "2022-03-01Z", {"RS032": "verwacht wordt een datum zonder tijdzone (jjjj-mm-dd)"}),
        ("Begindatum", "morgen", {"XSD": "de waarde 'morgen' is geen bestaande datum (jjjj-mm-dd)"}),
        ("BerichtXsdVersie", "01.0.0", {"RS048": "verwacht wordt drie getallen met punten ertussen"}),
        (
            "Afzender",
            "",
            {"RS036": "de waarde '' heeft niet de juiste vorm; verwacht wordt precies 8 cijfers, en is leeg"},
        ),
        ("ToewijzingNummer", "x" * 500, {"XSD": f"de waarde '{'x' * 60}…' is geen geheel getal"}),
        ("ToewijzingNummer", "9" * 5_000, {}),
    ],
)
def test_een_waarde(element: str, waarde: str, bevindingen: dict[str, str]) -> None:
    xml = re.sub(rf":{element}>[^<]*<", f":{element}>{waarde}<", XML, count=1)
    if f":{element}>{waarde}<" not in xml:
        xml = XML.replace(
            "<wmo305:StartProduct>", f"<wmo305:StartProduct><wmo305:{element}>{waarde}</wmo305:{element}>", 1
        )
    gevonden = {fout.code: fout.melding for fout in controleer(Bericht.lees(xml))}
    if bevindingen:
        assert gevonden.keys() == bevindingen.keys()
    assert gevonden
    assert all(melding in gevonden[code] for code, melding in bevindingen.items())
    assert all(
        melding.endswith((". Verbeter de waarde.", ". Maak naamruimte en kop gelijk.")) for melding in gevonden.values()
    )


def kapotte(type_: Datatype) -> Iterator[tuple[str, str]]:
    """Yield for each facet that a data type has a value that fails it, whatever else it fails."""
    if type_.max_lengte is not None:
        yield "maxLength", "A" * (type_.max_lengte + 1)
    if type_.min_lengte:
        yield "minLength", ""
    if type_.minimum is not None:
        yield "minInclusive", str(type_.minimum - 1)
    if type_.maximum is not None:
        yield "maxInclusive", str(type_.maximum + 1)
    if type_.patronen:
        yield "pattern", {"date": "2022-03-01Z", "time": "10:00:00Z", "integer": "8"}.get(type_.basis, " \n")


def plekken(knoop: Knoop, pad: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Knoop]]:
    for kind in knoop.kinderen:
        yield (*pad, kind.naam), kind
        yield from plekken(kind, (*pad, kind.naam))


def test_elke_regel_van_een_datatype_wordt_bij_zijn_code_genoemd() -> None:
    """For each data type and facet with a code there is a message with a value that fails it, and its code is among the findings."""
    verwacht = {
        (facet, waar, regel.code)
        for regel in alle_schemaregels()
        for facet in regel.facetten
        for waar in (*regel.datatypen, *regel.elementen)
        # Where the version itself is wrong, that is what is said.
        if waar not in {"LDT_BerichtVersie", "LDT_BerichtSubversie"}
    }
    gevonden: set[tuple[str, str, str]] = set()
    release = laad_standaard("iwmo").release("3.1")
    for zaad, berichttype in product(range(20), release.berichttypen):
        goed = IWMO.maak(berichttype, "3.1", zaad=zaad) if gevonden != verwacht else None
        for pad, knoop in plekken(release.structuur(berichttype)) if goed else ():
            gevonden |= _gevonden(goed, pad, knoop, verwacht - gevonden)
    assert gevonden == verwacht


def _gevonden(
    goed: Bericht, pad: tuple[str, ...], knoop: Knoop, gezocht: set[tuple[str, str, str]]
) -> set[tuple[str, str, str]]:
    if knoop.datatype is None:
        return set()
    kapot = [
        ((facet, waar, regel.code), waarde)
        for facet, waarde in kapotte(knoop.datatype)
        for waar in (knoop.datatype.naam, knoop.naam)
        if (regel := schemaregel(facet, waar if waar.startswith("LDT_") else "", knoop.naam))
    ]
    gevonden = set()
    for sleutel, waarde in kapot:
        root = etree.fromstring(goed.xml) if sleutel in gezocht else None
        raak = root.xpath("/*/" + "/".join(f"*[local-name()='{stap}']" for stap in pad)) if root is not None else []
        if raak:
            raak[0].text = waarde
            fouten = controleer(Bericht(etree.tostring(root), *_gegevens(goed)))
            if any(fout.code == sleutel[2] for fout in fouten):
                gevonden.add(sleutel)
    return gevonden


def _gegevens(b: Bericht) -> tuple[str, str, str, dict[str, object]]:
    return b.berichttype, b.standaard, b.versie, dict(b.kop)


def test_wat_libxml2_overslaat_wordt_ook_gemeld() -> None:
    xml = XML.replace("wmo305:Geslacht>", "wmo305:Sekse>").replace("StatusAanlevering>1<", "StatusAanlevering>7<")
    assert xml.count("StatusAanlevering>7<") == (aantal := XML.count("StatusAanlevering>1<")) > 0
    fouten = controleer(Bericht.lees(xml))
    assert len(fouten) == 1 + aantal
    assert [fout.regel for fout in fouten] == sorted(fout.regel for fout in fouten)


def test_heel_veel_fouten_worden_niet_allemaal_uitgelegd() -> None:
    deel = re.search(r"\s*<wmo305:StartProduct>.*?</wmo305:StartProduct>", XML, re.DOTALL)
    assert deel
    kapot = re.sub(r"StatusAanlevering>\d<", "StatusAanlevering>7<", deel[0])
    b = Bericht.lees(XML.replace(deel[0], kapot * 10_000))
    begin = time.process_time()
    fouten = controleer(b)
    assert time.process_time() - begin < 15
    assert len(fouten) == MEESTE_BEVINDINGEN + 1
    assert fouten[-1].melding == (
        "er zijn meer dan 100 schemafouten; de rest is niet uitgelegd. Herstel deze eerst, en controleer het bericht dan opnieuw."
    )
    assert fouten[0].pad.endswith("/StartProduct[1]/StatusAanlevering")


def test_ook_als_alles_onder_een_element_staat() -> None:
    """A content that is wrong and too big to explain in time: libxml2 still says what it found."""
    deel = re.search(r"\s*<wmo305:StartProduct>.*?</wmo305:StartProduct>", XML, re.DOTALL)
    assert deel
    b = Bericht.lees(
        XML.replace(deel[0], deel[0] * 12_000).replace("</wmo305:Bericht>", "<wmo305:Slot/></wmo305:Bericht>")
    )
    begin = time.process_time()
    (fout,) = controleer(b)
    assert time.process_time() - begin < 5
    assert (
        fout.melding
        == "dit element wordt hier niet verwacht; hier hoort niets meer. Controleer naam, naamruimte en volgorde."
    )
    assert fout.pad == "/Bericht/Slot"


@pytest.mark.parametrize(
    "attributen",
    ['xsi:type="a"', 'xsi:type="wmo305:Header"', 'xsi:nil="true"', 'xsi:nil="true" xsi:type="xs:int"', 'xsi:type=":"'],
)
def test_waar_xmlschema_geen_raad_weet_blijft_het_oordeel(attributen: str) -> None:
    ruimten = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    xml = XML.replace("<wmo305:Client>", f"<wmo305:Client {ruimten} {attributen}>")
    fouten = controleer(Bericht.lees(xml))
    assert fouten
    assert all(fout.code == "XSD" and fout.melding for fout in fouten)


def test_een_plek_in_het_bericht_wordt_niet_gevolgd() -> None:
    """A message that says where its schema is gets nothing read from there."""
    ruimten = (
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a file:///bestaat/niet.xsd"'
    )
    (fout,) = controleer(Bericht.lees(GESLACHT.sub("", XML).replace("<wmo305:Client>", f"<wmo305:Client {ruimten}>")))
    assert fout.melding == "vóór Naam ontbreekt een element: Geslacht. Vul het aan."
    assert is_geldig(Bericht.lees(XML.replace("<wmo305:Client>", f"<wmo305:Client {ruimten}>")))


def test_het_oordeel_is_van_libxml2() -> None:
    """When xmlschema would accept it, or cannot read the schema, the words are those of libxml2."""
    release = laad_standaard("iwmo").release("3.1")
    schema = release.schema("WMO305")
    root = Bericht.lees(re.sub(r"StatusAanlevering>\d<", "StatusAanlevering>7<", XML)).root
    ruimer = [tekst.replace('value="9"', 'value="7"') for tekst in release.schemateksten("WMO305")]
    for teksten in (ruimer, ["<geen schema/>"], []):
        fouten = schemafouten(root, schema, Uitlegger(lambda teksten=teksten: teksten, "3.1"), versie="3.1")
        assert {fout.melding for fout in fouten} == {
            "de waarde '7' past niet bij het gegevenstype dat hier hoort. Verbeter de waarde."
        }
    kop = Bericht.lees(XML.replace("BerichtVersie>3<", "BerichtVersie>4<")).root
    (fout,) = schemafouten(kop, schema, Uitlegger(list, "3.1"), versie="3.1")
    assert fout.code == "CS025"
    assert schemafouten(Bericht.lees(XML).root, schema, Uitlegger(list, "3.1"), versie="3.1") == []


def test_commentaar_en_verwerkingsopdrachten_tellen_niet_mee() -> None:
    xml = XML.replace("<wmo305:Client>", "<wmo305:Client><!-- a --><?b c?>")
    assert controleer(Bericht.lees(xml)) == []
    (fout,) = controleer(Bericht.lees(GESLACHT.sub("<!-- weg -->", xml)))
    assert fout.pad == "/Bericht/Client/Naam"


def test_een_fout_in_de_regels_laat_xmlschema_liggen() -> None:
    """Only a message that a schema refuses costs an explanation."""
    import subprocess
    import sys

    opdracht = (
        "import sys; from pytest_draaiboek.berichten import Berichten, controleer, fouten_in;"
        "b = Berichten().maak('WMO305', StatusAanlevering='9'); assert controleer(b) and fouten_in(b);"
        "assert 'xmlschema' not in sys.modules;"
        "assert controleer(Berichten().maak('WMO305', StatusAanlevering='7'));"
        "assert 'xmlschema' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", opdracht], check=False).returncode == 0


def test_zonder_kop_leest_niemand_het() -> None:
    b = stel_op("WMO305", "3.1", START.inhoud, dagtekening=START.dagtekening, identificatie="X")
    assert fouten_in(b) == [] == fouten_in(bericht())


def test_duizenden_attributen_worden_niet_een_voor_een_uitgelegd() -> None:
    attributen = " ".join(f'a{nr}="1"' for nr in range(20_000))
    fout = Bericht.lees(XML.replace("<wmo305:Client>", f"<wmo305:Client {attributen}>").encode())
    (bevinding,) = [b for b in controleer(fout) if b.ernst == "fout"]
    assert bevinding.pad == "/Bericht/Client"
    assert "a0" in bevinding.melding
