"""What a report never shows: who somebody is, wherever in a message or in a text it is said."""

import re
import time

import pytest

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.rapport.html.maskering import MASKER, masker_bericht, masker_nummers, masker_waarden
from pytest_draaiboek.standaarden import alle_standaarden

BSN = "999900006"
PERSOONLIJK = re.compile(
    r"naam|adres|straat|huis|postcode|plaats|telefoon|mail|bsn|geboorte|letter|geslacht|voorvoegsel|commentaar|contact|juridisch|wettelijk|land|communicatie",
    re.IGNORECASE,
)
# Names that look like it and say nothing of who somebody is.
NIET_PERSOONLIJK = {"Woonplaatsbeginsel", "Contact", "CoordinatorZorgThuis", "ExtraKostenThuis"}


def persoon(bericht: str) -> list[str]:
    """Return every text in an element about a person, as lxml reads the message."""
    from lxml import etree

    wortel = etree.fromstring(bericht.encode("utf-8"))
    namen = {"Bsn", "Naam", "Geboortedatum", "Adres", "Contactgegevens", "Commentaar", "Telefoon", "Emailadres"}
    return [
        tekst.strip()
        for element in wortel.iter()
        if isinstance(element.tag, str) and etree.QName(element).localname in namen
        for tekst in element.itertext()
        if tekst.strip()
    ]


@pytest.mark.parametrize(
    ("berichttype", "versie"),
    [(type_, "3.1") for type_ in ("WMO301", "WMO305", "WMO307", "WMO315", "WMO317", "WMO323", "JW301", "JW315")]
    + [("AW33", "1.2"), ("AW33", "2.0"), ("AW35", "1.2"), ("AW39", "2.0")],
)
@pytest.mark.parametrize("zaad", range(5))
def test_van_een_bericht_blijft_de_bouw_en_niemand_is_te_herkennen(berichttype: str, versie: str, zaad: int) -> None:
    bericht = Berichten(zaad=zaad).maak(berichttype, versie).xml.decode("utf-8")
    gemaskeerd, waarden = masker_bericht(bericht)
    assert persoon(bericht)
    assert set(persoon(gemaskeerd)) == {MASKER}
    assert re.findall(r"</?[\w:]+", gemaskeerd) == re.findall(r"</?[\w:]+", bericht)
    assert not [waarde for waarde in waarden if re.search(rf"(?<!\w){re.escape(waarde)}(?!\w)", gemaskeerd)]


def test_elk_element_over_een_mens_uit_de_schemas_staat_in_de_lijst() -> None:
    """A new element with a telling name must be put on the list, or among those that are not about anybody."""
    import tomllib
    from importlib import resources

    lijst = tomllib.loads(
        resources.files("pytest_draaiboek.rapport.html").joinpath("maskering.toml").read_text(encoding="utf-8")
    )["elementen"]
    map_ = resources.files("pytest_draaiboek.standaarden")
    namen = {
        naam
        for standaard in alle_standaarden()
        for bestand in map_.joinpath(standaard.naam).iterdir()
        for naam in re.findall(r'<xs:element name="(\w+)"', bestand.read_text(encoding="utf-8"))
        if PERSOONLIJK.search(naam)
    }
    assert len(namen) > 15
    assert namen - set(lijst) <= NIET_PERSOONLIJK
    assert lijst == sorted(set(lijst))


@pytest.mark.parametrize(
    ("bericht", "verwacht"),
    [
        ("<a:Bsn>999900006</a:Bsn>", "<a:Bsn>•••</a:Bsn>"),
        ("<Bsn soort='1'>\r\n 999900006 </Bsn >", "<Bsn soort='1'>\r\n ••• </Bsn >"),
        ("<Naam><![CDATA[Jansen]]></Naam>", "<Naam>•••</Naam>"),
        (
            "<Naam><Achternaam>de &amp; Groot</Achternaam><Leeg/></Naam>",
            "<Naam><Achternaam>•••</Achternaam><Leeg/></Naam>",
        ),
        ("<Bsn>999900006</Bsn><!-- 999900006 -->", "<Bsn>•••</Bsn><!-- ••• -->"),
        (
            "<Achternaam>Jansen</Achternaam><Reden>Jansen belde</Reden>",
            "<Achternaam>•••</Achternaam><Reden>••• belde</Reden>",
        ),
        ("<Bsn>999900006", "<Bsn>•••"),
        ("<Product><Code>02A03</Code></Product>", "<Product><Code>02A03</Code></Product>"),
        ("<BsnSoort>1234</BsnSoort>", "<BsnSoort>1234</BsnSoort>"),
    ],
    ids=lambda tekst: "",
)
def test_wat_er_ook_omheen_staat(bericht: str, verwacht: str) -> None:
    assert masker_bericht(bericht)[0] == verwacht


def test_een_nummer_dat_een_bsn_kan_zijn_staat_nergens() -> None:
    assert masker_nummers(f"client {BSN} onbekend") == f"client {MASKER} onbekend"
    # Not eleven-proof, part of a longer number, part of a word.
    for ander in ("999900007", f"1{BSN}", f"A{BSN}", "99990001"):
        assert masker_nummers(f"client {ander} onbekend") == f"client {ander} onbekend"


def test_alleen_hele_woorden_worden_vervangen() -> None:
    assert masker_waarden("Boer en Boerma, boer", {"Boer"}) == f"{MASKER} en Boerma, boer"
    assert masker_waarden("Van den Berg", {"Berg", "Van den Berg"}) == MASKER
    assert masker_waarden("a.b (c) a+b", {"a+b"}) == f"a.b (c) {MASKER}"


@pytest.mark.parametrize(
    "deel", ["<Naam>", "<Naam><Naam>x", "</Naam>", "<Bsn>1</Bsn>", "<![CDATA[", "<Naam <Naam "], ids=range(6)
)
def test_vijandige_tekst_houdt_niets_op(deel: str) -> None:
    begin = time.process_time()
    masker_bericht(deel * 5_000)
    assert time.process_time() - begin < 5
