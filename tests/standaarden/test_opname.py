"""A standard of one's own beside those of the kit: recognised, made, checked, and gone again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Bericht, Berichten, controleer, herlabel
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendeRelease, OngeldigBericht
from pytest_draaiboek.standaarden import (
    Berichtsoort,
    Kenmerken,
    Standaard,
    alle_standaarden,
    herken,
    laad_standaard,
    nummer_van,
)
from pytest_draaiboek.standaarden.geheugen import onthoud
from pytest_draaiboek.standaarden.laden import herstel, ingebouwd, plaats
from pytest_draaiboek.standaarden.schemabron import Mapbron

BASIS = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="{basisschema}" targetNamespace="{basisschema}"
  elementFormDefault="qualified">
  <xs:simpleType name="LDT_Tekst"><xs:restriction base="xs:string"><xs:maxLength value="12"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="LDT_Datum"><xs:restriction base="xs:date"/></xs:simpleType>
  <xs:complexType name="CDT_BerichtIdentificatie"><xs:sequence>
    <xs:element name="Identificatie" type="b:LDT_Tekst"/><xs:element name="Dagtekening" type="b:LDT_Datum"/>
  </xs:sequence></xs:complexType>
</xs:schema>"""
EIGEN = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:r="urn:pytest-draaiboek:release" xmlns:b="{basisschema}"
  xmlns:m="{naamruimte}" targetNamespace="{naamruimte}" elementFormDefault="qualified">
  <xs:import namespace="{basisschema}" schemaLocation="basisschema.xsd"/>
  <xs:element name="Bericht" type="m:Root"/>
  <xs:complexType name="Root"><xs:sequence>
    <xs:element name="Header" type="m:Header"/><xs:element name="Wens" type="b:LDT_Tekst"/>
    <xs:element name="Later" type="b:LDT_Tekst" r:vanaf="2.0"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Header"><xs:sequence>
    <xs:element name="BerichtCode" type="b:LDT_Tekst"/>
    <xs:element name="BerichtVersie"><xs:simpleType><xs:restriction base="b:LDT_Tekst"><xs:pattern value="{versie}"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="BerichtSubversie"><xs:simpleType><xs:restriction base="b:LDT_Tekst"><xs:pattern value="{subversie}"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="Afzender" type="b:LDT_Tekst"/>
    <xs:element name="BerichtIdentificatie" type="b:CDT_BerichtIdentificatie"/>
  </xs:sequence></xs:complexType>
</xs:schema>"""
OUD, NIEUW = (
    "http://voorbeeld.nl/{release}/{bericht}/schema/{release}",
    "http://voorbeeld.nl/{release}/{bericht}/schema",
)


@pytest.fixture
def eigen(tmp_path: Path) -> Iterator[Standaard]:
    for naam, tekst in (("basisschema", BASIS), ("zz7", EIGEN), ("zz12", EIGEN)):
        (tmp_path / f"{naam}.xsd").write_text(tekst, encoding="utf-8")
    standaard = Standaard(
        naam="izz",
        titel="iZz",
        familie="izz",
        berichtsoorten={
            "ZZ7": Berichtsoort(berichttype="ZZ7", naam="Wens", berichtcode="700", afzender="gemeente"),
            "ZZ12": Berichtsoort(berichttype="ZZ12", naam="Meer", berichtcode="712", afzender="gemeente", vanaf="2.0"),
        },
        kenmerken=(
            Kenmerken(versie="1.2", hoofdversie="4", subversie="2", naamruimte=OUD),
            Kenmerken(versie="2.0", hoofdversie="5", subversie="0", naamruimte=NIEUW),
            Kenmerken(versie="2.1", hoofdversie="5", subversie="1", naamruimte=NIEUW, als="1.2"),
        ),
        bron=Mapbron(tmp_path),
        gegevens=b"",
    )
    plaats(standaard)
    yield standaard
    herstel()


def test_een_eigen_standaard_is_er_een(eigen: Standaard) -> None:
    assert laad_standaard("izz") is eigen
    assert alle_standaarden()[-1] is eigen
    assert [release.berichttypen for release in eigen.releases.values()] == [("ZZ7",), ("ZZ7", "ZZ12"), ("ZZ7",)]
    assert eigen.nieuwste("ZZ7").versie == "2.1"
    for versie, nummers in (("1.2", (b"4", b"2")), ("2.0", (b"5", b"0")), ("2.1", (b"5", b"1"))):
        bericht = Berichten().maak("ZZ7", versie, zaad=3)
        assert controleer(bericht) == []
        assert (bericht.root[0][1].text, bericht.root[0][2].text) == tuple(nummer.decode() for nummer in nummers)
        assert (b"Later" in bericht.xml) == (versie == "2.0")  # 2.1 has the form of 1.2
        assert (bericht.ontvanger, bericht.geadresseerde, bericht.afzender) == ("", "", "0758")
        gelezen = Bericht.lees(bericht.xml)
        assert (gelezen.standaard, gelezen.versie, gelezen.soort.nummer) == ("izz", versie, "7")
    vals = herlabel(Berichten().maak("ZZ7", "1.2"), "2.1")
    assert vals.versie == "2.1"
    assert controleer(vals) == []
    assert laad_standaard("izz").regels == ()


@pytest.mark.parametrize(
    ("naamruimte", "gevonden"),
    [
        ("http://voorbeeld.nl/1_2/zz7/schema/1_2", ("1.2", "ZZ7")),
        ("http://voorbeeld.nl/2_0/zz12/schema", ("2.0", "ZZ12")),
        ("http://voorbeeld.nl/1_1/zz7/schema/1_1", ("1.1", "ZZ7")),
        ("http://voorbeeld.nl/3/zz7/schema", ("3", "ZZ7")),
        ("http://voorbeeld.nl/1_2/zz7/schema", None),
        ("http://voorbeeld.nl/2_0/zz7/schema/2_0", None),
        ("http://voorbeeld.nl/1_1/zz7/schema/1_0", None),
        ("http://voorbeeld.nl/2_0/ZZ7/schema", None),
        ("http://voorbeeld.nl/2_0/zz8/schema", None),
    ],
)
def test_elke_release_heeft_een_eigen_naamruimte(
    eigen: Standaard, naamruimte: str, gevonden: tuple[str, str] | None
) -> None:
    herkend = herken(naamruimte)
    assert (herkend and herkend[1:]) == gevonden


def test_daarna_is_hij_er_niet_meer(eigen: Standaard) -> None:
    bericht = Berichten().maak("ZZ7", "2.0")
    herstel()
    assert eigen not in alle_standaarden()
    with pytest.raises(OngeldigBericht):
        Bericht.lees(bericht.xml)
    with pytest.raises(OnbekendBerichttype, match="geen berichttype 'ZZ7'"):
        Berichten().maak("ZZ7", "2.0")
    with pytest.raises(OnbekendeRelease, match="geen standaard 'izz'"):
        laad_standaard("izz")


def test_een_ingebouwde_kan_vervangen_worden() -> None:
    iwmo = ingebouwd("iwmo")
    ander = Standaard(
        naam="iwmo",
        titel="iWmo",
        familie=iwmo.familie,
        berichtsoorten=iwmo.berichtsoorten,
        kenmerken=(
            *iwmo.kenmerken,
            Kenmerken(
                versie="4.0", hoofdversie="4", subversie="0", naamruimte="http://voorbeeld.nl/{bericht}/{release}"
            ),
        ),
        bron=iwmo.bron,
        gegevens=iwmo.gegevens,
        regelbestand=iwmo.regelbestand,
        samenhangbestand=iwmo.samenhangbestand,
    )
    plaats(ander)
    try:
        assert [standaard.naam for standaard in alle_standaarden()] == [s.naam for s in map(ingebouwd, _namen())]
        bericht = Berichten().maak("WMO305", "4.0")
        assert bericht.versie == "4.0"
        assert b"http://voorbeeld.nl/wmo305/4_0" in bericht.xml
        assert controleer(Bericht.lees(bericht.xml)) == []
        assert [b.code for b in controleer(Berichten().ongeldig("WMO305", "CS002", "4.0"))] == ["CS002"]
    finally:
        herstel()
    assert laad_standaard("iwmo") is iwmo


def _namen() -> tuple[str, ...]:
    from pytest_draaiboek.standaarden.laden import INGEBOUWD

    return INGEBOUWD


def test_wat_onthouden_wordt_geldt_tot_er_een_bij_komt(eigen: Standaard) -> None:
    gevraagd = []

    @onthoud
    def aantal(van: str) -> int:
        gevraagd.append(van)
        return len(alle_standaarden())

    eerst = aantal("a")
    assert aantal("a") == eerst
    assert gevraagd == ["a"]
    herstel()
    assert aantal("a") == eerst - 1
    assert gevraagd == ["a", "a"]


@pytest.mark.parametrize(
    ("berichttype", "nummer"), [("WMO305", "305"), ("JW325", "325"), ("AW33", "33"), ("AW310", "310"), ("CA317", "317")]
)
def test_het_nummer_van_een_bericht(berichttype: str, nummer: str) -> None:
    assert nummer_van(berichttype) == nummer
