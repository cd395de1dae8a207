"""Schemas of a user's own: what can be read of them, and what is refused, with file, line and remedy."""

import socket
from pathlib import Path
from typing import NoReturn

import pytest
from eigen_delen import RUIMTE, XS, Eigen, beperkt, schema, schrijf, veld

from pytest_draaiboek.fouten import OngeldigSchema
from pytest_draaiboek.standaarden import Datatype, Knoop
from pytest_draaiboek.standaarden.eigen import maak_standaard
from pytest_draaiboek.standaarden.eigen_bestanden import MEESTE_BYTES
from pytest_draaiboek.standaarden.structuur import Groep

IN_RUIMTE, OOK_NIET, ABSTRACT = 'form="qualified"', 'minOccurs="0"', 'abstract="true"'
LACHERS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def lees(map_: Path, inhoud: str = "", *, naast: str = "", **bestanden: str) -> Knoop:
    """Return the structure of a message of one's own, from its schema and other files."""
    schrijf(map_, pp1=schema(inhoud, naast=naast), **bestanden)
    return maak_standaard(Eigen(map=map_)).release("1.0").structuur("PP1")


def type_van(map_: Path, inhoud: str, naast: str = "") -> Datatype:
    """Return the data type of the only element beside the header."""
    type_ = lees(map_, inhoud, naast=naast).kinderen[1].datatype
    assert type_ is not None
    return type_


@pytest.fixture(autouse=True)
def _geen_netwerk(monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(*_: object) -> NoReturn:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", weiger)


# What can be read


def test_elke_prefix_voor_xsd(tmp_path: Path) -> None:
    tekst = schema(veld("A", "xs:date")).replace("xs:", "").replace("xmlns:xs=", "xmlns=")
    schrijf(tmp_path, pp1=tekst)
    knoop = maak_standaard(Eigen(map=tmp_path)).release("1.0").structuur("PP1").kinderen[1]
    assert knoop.datatype is not None
    assert (knoop.naam, knoop.datatype.basis) == ("A", "date")


def test_namen_met_streep_punt_en_vreemde_letters(tmp_path: Path) -> None:
    naast = f'<xs:complexType name="Ty-pe.ü"><xs:sequence>{veld("ñ")}</xs:sequence></xs:complexType>'
    knoop = lees(tmp_path, veld("Cliënt-deel.2", "m:Ty-pe.ü"), naast=naast).kinderen[1]
    assert (knoop.naam, knoop.type, [kind.naam for kind in knoop.kinderen]) == ("Cliënt-deel.2", "Ty-pe.ü", ["ñ"])


def test_ingesloten_en_geimporteerde_bestanden(tmp_path: Path) -> None:
    """What is included takes on the namespace; what is imported has its own, and an element may also be in none."""
    (tmp_path / "onder").mkdir()
    deel = f'<xs:complexType name="Deel"><xs:sequence>{veld("Los")}{veld("Vast", "Kort", IN_RUIMTE)}</xs:sequence></xs:complexType>'
    kort = '<xs:simpleType name="Kort"><xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>'
    schrijf(tmp_path / "onder", deel=f'<xs:schema {XS}><xs:include schemaLocation="../dieper.xsd"/>{deel}</xs:schema>')
    structuur = lees(
        tmp_path,
        '<xs:element name="A" type="m:Deel"/><xs:element xmlns:a="urn:ander" ref="a:Elders" maxOccurs="4"/>',
        naast='<xs:import namespace="urn:ander" schemaLocation="ander.xsd"/><xs:include schemaLocation="onder/deel.xsd"/>',
        ander=f'<xs:schema {XS} targetNamespace="urn:ander">{veld("Elders")}</xs:schema>',
        dieper=f"<xs:schema {XS}>{kort}</xs:schema>",
    )
    ruimten = maak_standaard(Eigen(map=tmp_path)).release("1.0").naamruimten("PP1")
    knoop, elders = structuur.kinderen[1:]
    los, vast = knoop.kinderen
    assert [ruimten[een.ruimte] for een in (knoop, los, vast, elders)] == [RUIMTE, "", RUIMTE, "urn:ander"]
    assert (elders.herhaalbaar, elders.meeste) == (True, 4)
    assert vast.datatype is not None
    assert vast.datatype.max_lengte == 3


def test_uitbreiding_keuze_en_groep(tmp_path: Path) -> None:
    naast = f"""
      <xs:group name="Paar"><xs:sequence>{veld("P")}{veld("Q", meer=OOK_NIET)}</xs:sequence></xs:group>
      <xs:complexType name="Basis"><xs:sequence>{veld("A")}</xs:sequence></xs:complexType>
      <xs:complexType name="Meer"><xs:complexContent><xs:extension base="m:Basis"><xs:sequence>
        <xs:choice>{veld("B")}<xs:sequence>{veld("C")}{veld("D")}</xs:sequence></xs:choice>
        <xs:group ref="m:Paar" minOccurs="0"/><xs:any minOccurs="0" processContents="lax" namespace="##other"/>
      </xs:sequence></xs:extension></xs:complexContent></xs:complexType>"""
    knoop = lees(tmp_path, veld("M", "m:Meer"), naast=naast).kinderen[1]
    assert [(kind.naam, kind.verplicht) for kind in knoop.kinderen] == [
        ("A", True),
        ("B", False),
        ("C", False),
        ("D", False),
        ("P", False),
        ("Q", False),
    ]
    assert [(deel.soort, deel.verplicht) for deel in knoop.delen if isinstance(deel, Groep)] == [
        ("keuze", True),
        ("reeks", False),
    ]


def test_attributen_ook_bij_een_waarde(tmp_path: Path) -> None:
    naast = """<xs:attributeGroup name="G"><xs:attribute name="eenheid" use="required" type="xs:NMTOKEN"/></xs:attributeGroup>
      <xs:complexType name="Bedrag"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attributeGroup ref="m:G"/>
      <xs:attribute name="vast" fixed="ja"/></xs:extension></xs:simpleContent></xs:complexType>"""
    knoop = lees(tmp_path, veld("B", "m:Bedrag", 'nillable="true"'), naast=naast).kinderen[1]
    assert [(een.naam, een.verplicht, een.waarden) for een in knoop.attributen] == [
        ("@eenheid", True, ()),
        ("@vast", False, ("ja",)),
    ]
    assert knoop.datatype is not None
    assert knoop.datatype.basis == "decimal"


def test_facetten(tmp_path: Path) -> None:
    getal = type_van(
        tmp_path, beperkt("A", "xs:int", [("minExclusive", "4"), ("maxExclusive", "9"), ("totalDigits", "1")])
    )
    assert (getal.basis, getal.minimum, getal.maximum, getal.cijfers) == ("integer", 5, 8, 1)
    tekst = type_van(tmp_path, beperkt("A", "xs:token", [("length", "4"), ("pattern", "a+"), ("pattern", "b+")]))
    assert (tekst.min_lengte, tekst.max_lengte, tekst.patronen) == (4, 4, ("a+|b+",))
    bedrag = type_van(tmp_path, beperkt("A", "xs:decimal", [("minInclusive", "0.5"), ("fractionDigits", "2")]))
    assert (bedrag.basis, bedrag.grenzen, bedrag.decimalen) == ("decimal", (("minInclusive", "0.5"),), 2)


def test_lijst_en_vereniging(tmp_path: Path) -> None:
    lijst = '<xs:simpleType name="L"><xs:list itemType="xs:gYear"/></xs:simpleType>'
    type_ = type_van(tmp_path, veld("A", "m:L"), lijst)
    assert type_.lijst_van is not None
    assert (type_.lijst_van.basis, type_.toets and type_.toets("2020 2021")) == ("gYear", True)
    een_van = '<xs:simpleType name="U"><xs:union memberTypes="xs:date xs:boolean"/></xs:simpleType>'
    type_ = type_van(tmp_path, veld("A", "m:U"), een_van)
    assert [lid.basis for lid in type_.een_van] == ["date", "boolean"]
    assert type_.toets is not None
    assert [type_.toets(waarde) for waarde in ("2024-02-29", "true", "ja", "\0")] == [True, True, False, False]


def test_delen_van_een_andere_release_blijven_weg(tmp_path: Path) -> None:
    tekst = schema(
        '<xs:element name="A" type="xs:string" r:vanaf="2.0"/>' + veld("B"),
        wortel='xmlns:r="urn:pytest-draaiboek:release"',
    )
    schrijf(tmp_path, pp1=tekst.replace(RUIMTE, "{naamruimte}"))
    structuur = maak_standaard(Eigen(map=tmp_path)).release("1.0").structuur("PP1")
    assert [kind.naam for kind in structuur.kinderen] == ["Header", "B"]


# What is refused

WEIGERINGEN = {
    "verplichte any": ("<xs:any/>", "", "hier moet iets staan waarvan het schema niet zegt wat"),
    "zonder type": ('<xs:element name="A"/>', "", "element 'A' heeft geen type"),
    "recursie": (
        veld("A", "m:T"),
        f'<xs:complexType name="T"><xs:sequence>{veld("T", "m:T", OOK_NIET)}</xs:sequence></xs:complexType>',
        "type 'T' bevat zichzelf",
    ),
    "mixed": (
        veld("A", "m:T"),
        f'<xs:complexType name="T" mixed="true"><xs:sequence>{veld("B")}</xs:sequence></xs:complexType>',
        "dit type mengt tekst met elementen",
    ),
    "twee keer dezelfde naam": (
        f"{veld('A')}{veld('B')}{veld('A')}",
        "",
        "element 'A' kan hier op meer dan één plaats staan",
    ),
    "groep meer dan eens": (
        f'<xs:sequence minOccurs="2" maxOccurs="2">{veld("A")}{veld("B")}</xs:sequence>',
        "",
        "deze groep elementen .xs:sequence. moet er minstens 2 keer staan",
    ),
    "onvulbaar type": (veld("A", "xs:IDREF"), "", "gegevenstype xs:IDREF kan de kit niet vullen"),
    "sleutel": (
        '<xs:element name="A"><xs:complexType><xs:sequence><xs:element name="B" type="xs:string"/></xs:sequence></xs:complexType>'
        '<xs:unique name="u"><xs:selector xpath="m:B"/><xs:field xpath="."/></xs:unique></xs:element>',
        "",
        "xs:unique stelt een eis over meer elementen tegelijk",
    ),
    "abstract": (
        veld("A", "m:T"),
        f'<xs:complexType name="T" abstract="true"><xs:sequence>{veld("B")}</xs:sequence></xs:complexType>',
        "dit type is abstract",
    ),
    "vervanging": (
        '<xs:element ref="m:Hoofd"/>',
        veld("Hoofd", meer=ABSTRACT),
        "element 'Hoofd' heeft abstract",
    ),
    "naam die er geen is": ('<xs:element name="a\'];import os#" type="xs:string"/>', "", "dit schema deugt niet"),
    "type dat er niet is": (veld("A", "m:Weg"), "", "dit schema deugt niet"),
    "prefix zonder verklaring": (veld("A", "zz:Weg"), "", "de naam 'zz:Weg' heeft een prefix die nergens verklaard is"),
    "redefine": ("", '<xs:redefine schemaLocation="pp1.xsd"/>', "xs:redefine kent de kit niet"),
    "van internet": (
        "",
        '<xs:import namespace="urn:x" schemaLocation="http://127.0.0.1:9/x.xsd"/>',
        "buiten zijn eigen map",
    ),
    "van de schijf": ("", '<xs:include schemaLocation="file:///etc/passwd"/>', "buiten zijn eigen map"),
    "hogerop": ("", '<xs:include schemaLocation="../../x.xsd"/>', "buiten zijn eigen map"),
    "ontbreekt": (
        "",
        '<xs:include schemaLocation="weg.xsd"/>',
        "dit schema gebruikt 'weg.xsd', en dat staat niet in de map",
    ),
    "import zonder plaats": (
        "",
        '<xs:import namespace="urn:x"/>',
        "dit schema gebruikt naamruimte 'urn:x', en zegt niet",
    ),
    "zichzelf": (
        "",
        '<xs:include schemaLocation="pp1.xsd"/>',
        "de schema's sluiten elkaar in een kring in: pp1.xsd > pp1.xsd",
    ),
    "reusachtig aantal": (
        veld("A", meer='maxOccurs="99999999999"'),
        "",
        "dit schema deugt niet|verwacht wordt een aantal",
    ),
}


@pytest.mark.parametrize(("inhoud", "naast", "tekst"), WEIGERINGEN.values(), ids=WEIGERINGEN)
def test_wat_niet_kan(tmp_path: Path, inhoud: str, naast: str, tekst: str) -> None:
    with pytest.raises(OngeldigSchema, match=tekst) as fout:
        lees(tmp_path, inhoud, naast=naast)
    plek, raad = str(fout.value).splitlines()
    assert plek.startswith(f"{tmp_path / 'pp1.xsd'}, regel ")
    assert raad.startswith("Wat te doen: ")


def test_een_kring_over_meer_bestanden(tmp_path: Path) -> None:
    kring = {
        f"d{n}": f'<xs:schema {XS}><xs:include schemaLocation="d{(n + 1) % 3}.xsd"/></xs:schema>' for n in range(3)
    }
    with pytest.raises(OngeldigSchema, match=r"in een kring in: pp1.xsd > d0.xsd > d1.xsd > d2.xsd > d0.xsd"):
        lees(tmp_path, naast='<xs:include schemaLocation="d0.xsd"/>', **kring)


def test_een_lange_rij_bestanden(tmp_path: Path) -> None:
    rij = {f"d{n}": f'<xs:schema {XS}><xs:include schemaLocation="d{n + 1}.xsd"/></xs:schema>' for n in range(40)}
    with pytest.raises(OngeldigSchema, match=r"d\d+.xsd, regel 1: de schema's sluiten elkaar meer dan 20 diep in"):
        lees(tmp_path, naast='<xs:include schemaLocation="d0.xsd"/>', **rij, d40=f"<xs:schema {XS}/>")


def laag(nummer: int, *velden: str) -> str:
    """Return a type of which all elements are of the next one."""
    binnen = "".join(veld(naam, f"m:L{nummer + 1}") for naam in velden)
    return f'<xs:complexType name="L{nummer}"><xs:sequence>{binnen}</xs:sequence></xs:complexType>'


def test_verdubbeling_op_verdubbeling(tmp_path: Path) -> None:
    """A small schema of which the messages have more places than can be."""
    lagen = "".join(laag(n, "a", "b") for n in range(30))
    laatste = '<xs:simpleType name="L30"><xs:restriction base="xs:string"/></xs:simpleType>'
    with pytest.raises(OngeldigSchema, match=r"meer dan 20,000 plaatsen"):
        lees(tmp_path, veld("A", "m:L0"), naast=lagen + laatste)


def test_dieper_dan_een_bericht_kan(tmp_path: Path) -> None:
    lagen = "".join(laag(n, "a") for n in range(90))
    laatste = '<xs:simpleType name="L90"><xs:restriction base="xs:string"/></xs:simpleType>'
    with pytest.raises(OngeldigSchema, match=r"de elementen gaan dieper dan 60"):
        lees(tmp_path, veld("A", "m:L0"), naast=lagen + laatste)


@pytest.mark.parametrize(
    ("tekst", "reden"),
    [
        (
            f'<!DOCTYPE x [<!ENTITY l0 "lol">{LACHERS}]>{schema(beperkt("A", "xs:string", [("pattern", "&l11;")]))}',
            r"heeft een DTD|geen welgevormde XML",
        ),
        (f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">{schema()}', r"heeft een DTD"),
        (
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{schema(beperkt("A", "xs:string", [("pattern", "&a;")]))}',
            r"heeft een DTD|geen welgevormde XML",
        ),
        (schema()[:-20], r"geen welgevormde XML"),
        ("", r"geen welgevormde XML"),
        ("<a/>", r"dit is geen schema: de wortel is a"),
        ("<a>" * 5_000, r"geen welgevormde XML"),
        (" " * (MEESTE_BYTES + 1), r"groter dan 5,000,000 bytes"),
    ],
    ids=["lachers", "dtd", "bestand", "afgebroken", "leeg", "geen schema", "diep", "groot"],
)
def test_vijandige_bestanden(tmp_path: Path, tekst: str, reden: str) -> None:
    schrijf(tmp_path, pp1=tekst)
    with pytest.raises(OngeldigSchema, match=reden) as fout:
        maak_standaard(Eigen(map=tmp_path))
    assert str(tmp_path / "pp1.xsd") in str(fout.value)
    assert "root:" not in str(fout.value)


def test_een_bestand_dat_buiten_de_map_staat(tmp_path: Path) -> None:
    (tmp_path / "xsd").mkdir()
    schrijf(tmp_path, buiten=schema())
    try:
        (tmp_path / "xsd" / "pp1.xsd").symlink_to(tmp_path / "buiten.xsd")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(OngeldigSchema, match="staat in werkelijkheid buiten"):
        maak_standaard(Eigen(map=tmp_path / "xsd"))


def test_te_veel_bestanden(tmp_path: Path) -> None:
    veel = {f"b{n}": f"<xs:schema {XS}/>" for n in range(200)}
    with pytest.raises(OngeldigSchema, match="dit is het 201e XSD-bestand dat gebruikt wordt"):
        lees(tmp_path, naast="".join(f'<xs:include schemaLocation="{naam}.xsd"/>' for naam in veel), **veel)


def test_wat_er_verder_in_de_map_staat_wordt_niet_bekeken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder may be that of a whole project."""
    gelezen: list[Path] = []
    lees_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda pad: gelezen.append(pad) or lees_bytes(pad))
    bekeken: list[Path] = []
    lijst = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda pad: bekeken.append(pad) or lijst(pad))
    (tmp_path / "node_modules").mkdir()
    schrijf(tmp_path / "node_modules", pp1="geen schema")
    lees(tmp_path, veld("A"))
    assert gelezen == [tmp_path / "pp1.xsd"]
    assert bekeken == [tmp_path]


def test_een_map_die_er_niet_is(tmp_path: Path) -> None:
    with pytest.raises(OngeldigSchema, match="deze map bestaat niet"):
        maak_standaard(Eigen(map=tmp_path / "weg"))
