"""Messages of a user's own types: made, read, answered and broken by their own schema, and by nothing else."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from eigen_delen import RETOURKOP, Eigen, Release, Soort, beperkt, schema, schrijf, veld

from pytest_draaiboek.berichten import (
    Bericht,
    Berichten,
    Dossier,
    Gegevens,
    controleer,
    fouten_in,
    is_geldig,
    neem_beproefd_op,
    retour_inhoud,
    stel_op,
)
from pytest_draaiboek.berichten.bsn import is_elfproef
from pytest_draaiboek.berichten.opstellen import _schrijver
from pytest_draaiboek.berichten.schemabreuk import breek_schema, schemabreuken
from pytest_draaiboek.berichten.vullen import vul
from pytest_draaiboek.berichten.waarden import Waarden
from pytest_draaiboek.fouten import OnbekendElement, OngeldigSchema
from pytest_draaiboek.standaarden import Datatype, Knoop, laad_standaard
from pytest_draaiboek.standaarden.laden import herstel
from pytest_draaiboek.standaarden.structuur import Groep
from pytest_draaiboek.standaarden.wandeling import Wandeling
from pytest_draaiboek.systemen import Opdracht

ZADEN = range(40)
Neem = Callable[..., Berichten]


@pytest.fixture
def neem(tmp_path: Path) -> Iterator[Neem]:
    """Return what takes in a standard with one message with this in it, and perhaps an answer."""

    def doe(
        inhoud: str = "", *, naast: str = "", retour: str = "", verwijst: str | None = None, **anders: object
    ) -> Berichten:
        schrijf(tmp_path, pp1=schema(inhoud, naast=naast))
        soorten = [Soort()]
        if retour:
            schrijf(tmp_path, pp2=retour)
            soorten.append(
                Soort(berichttype="PP2", afzender="gemeente", ontvanger="aanbieder", heen="PP1", verwijst=verwijst)
            )
        neem_beproefd_op(Eigen(map=tmp_path, berichten=tuple(soorten), **anders))
        return Berichten()

    yield doe
    herstel()


def alles_geldig(berichten: Berichten, berichttype: str = "PP1") -> list[Bericht]:
    """Return messages of several seeds, each of which its schema accepts when it is read again."""
    gemaakt = [Bericht.lees(berichten.maak(berichttype, zaad=zaad).xml) for zaad in ZADEN]
    for bericht in gemaakt:
        assert fouten_in(bericht) == []
    assert gemaakt[0] == berichten.maak(berichttype, zaad=0)
    return gemaakt


TYPEN = """string normalizedString token language Name NCName ID NMTOKEN integer nonNegativeInteger positiveInteger nonPositiveInteger
negativeInteger long int short byte unsignedLong unsignedInt unsignedShort unsignedByte decimal boolean float double date time dateTime
duration anyURI base64Binary hexBinary gYear gYearMonth gMonth gDay gMonthDay anySimpleType""".split()


def test_elk_ingebouwd_type(neem: Neem) -> None:
    alles_geldig(neem("".join(veld(f"E{nr}", f"xs:{naam}") for nr, naam in enumerate(TYPEN))))


FACETTEN = {
    "aantal": ("xs:integer", [("minInclusive", "-5"), ("maxExclusive", "-2")]),
    "cijfers": ("xs:positiveInteger", [("totalDigits", "2"), ("minExclusive", "95")]),
    "bedrag": ("xs:decimal", [("minInclusive", "-0.5"), ("maxInclusive", "0.25"), ("fractionDigits", "2")]),
    "groot bedrag": ("xs:decimal", [("totalDigits", "4"), ("fractionDigits", "1"), ("minExclusive", "100")]),
    "lengte": ("xs:string", [("length", "40")]),
    "kort": ("xs:token", [("minLength", "0"), ("maxLength", "1")]),
    "dag": ("xs:date", [("minInclusive", "2040-01-01"), ("maxExclusive", "2040-02-01")]),
    "tijdstip": ("xs:dateTime", [("maxInclusive", "2001-01-01T00:00:00")]),
    "bytes": ("xs:hexBinary", [("length", "3")]),
    "basis64": ("xs:base64Binary", [("length", "4")]),
    "codes": ("xs:string", [("enumeration", "a b"), ("enumeration", "ç&lt;")]),
    "codes en patroon": ("xs:string", [("enumeration", "A1"), ("enumeration", "B2"), ("pattern", "B.")]),
    "datum zonder zone": ("xs:date", [("pattern", "[^:Z]*")]),
    "alleen 1 of 0": ("xs:boolean", [("pattern", "[01]")]),
}
PATRONEN = (
    *(
        r"[0-9]{8}",
        r"[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{10}",
        r"\d{4}\s?[A-Z]{2}",
        r"(0[1-9]|1[0-2])-\d{2}",
        r"[^\s].*[^\s]",
    ),
    *(
        r"([.\s]*\S+[.\s]*)+",
        r"\p{Lu}\p{Ll}+",
        r"[a-z-[aeiou]]{5}",
        r"\+31\d{9}|0\d{9}",
        r"[A-Za-z0-9._%\-]+@[a-z]+\.nl",
    ),
    *(r"a{3,}", r"(ab?){2,3}c*", r"\c+", r"\i\c*", r"[é-ü]+", r".{5}", r"\\\[\]\{\}", r"([A-F]|[0-9]){6}(-x)?", "€ 5"),
)


@pytest.mark.parametrize(("basis", "facetten"), FACETTEN.values(), ids=FACETTEN)
def test_facetten(neem: Neem, basis: str, facetten: list[tuple[str, str]]) -> None:
    alles_geldig(neem(beperkt("A", basis, facetten)))


def test_patronen(neem: Neem) -> None:
    velden = "".join(beperkt(f"E{nr}", "xs:string", [("pattern", p)]) for nr, p in enumerate(PATRONEN))
    eerste, tweede, *_ = alles_geldig(neem(velden))
    assert eerste.inhoud["E0"] != tweede.inhoud["E0"]


ONMOGELIJK = {
    "patroon en lengte": [("pattern", "a"), ("length", "3")],
    "te groot": [("pattern", "((a{90}){90}){90}b")],
    "terugverwijzend blok": [("pattern", r"\p{IsHebrew}")],
}


@pytest.mark.parametrize("facetten", ONMOGELIJK.values(), ids=ONMOGELIJK)
def test_een_waarde_die_er_niet_is(neem: Neem, facetten: list[tuple[str, str]]) -> None:
    with pytest.raises(OngeldigSchema) as fout:
        neem(beperkt("A", "xs:string", facetten))
    eerste, raad = str(fout.value).splitlines()
    assert eerste.startswith("Voor element 'A' (string) vond de kit geen waarde die het schema toestaat, bij patroon '")
    assert raad == 'Wat te doen: geef zelf waarden, in het draaiboek onder [standaard.waarde]: "TYPE/A" = ["..."].'
    with pytest.raises(Exception, match="kent geen berichttype 'PP1'"):
        Berichten().maak("PP1")


def test_waarden_die_een_gebruiker_geeft(neem: Neem) -> None:
    berichten = neem(
        beperkt("A", "xs:string", [("pattern", r"\p{IsHebrew}+|x.*")]), waarden={"PP1/A": ("x één", "x twee")}
    )
    assert {bericht.inhoud["A"] for bericht in alles_geldig(berichten)} == {"x één", "x twee"}


def test_nooit_een_bsn_van_iemand(neem: Neem) -> None:
    """Nine digits could be somebody's: only those of nobody are given out, whatever the element is called."""
    berichten = neem(beperkt("Nummer", "xs:string", [("pattern", "[0-9]{9}")]) + veld("BSN"))
    for bericht in alles_geldig(berichten):
        assert not is_elfproef(bericht.inhoud["Nummer"]) or bericht.inhoud["Nummer"].startswith("9999")
        assert bericht.inhoud["BSN"].startswith("9999")
        assert is_elfproef(bericht.inhoud["BSN"])


def test_keuzes_herhalingen_en_wat_er_niet_hoeft_te_zijn(neem: Neem) -> None:
    inhoud = (
        f"<xs:choice>{veld('A')}<xs:sequence>{veld('B')}{veld('C')}</xs:sequence><xs:choice>{veld('D')}{veld('E')}</xs:choice></xs:choice>"
        f'<xs:sequence minOccurs="0" maxOccurs="unbounded">{veld("F")}{veld("G")}</xs:sequence>'
        f'<xs:choice minOccurs="0" maxOccurs="unbounded">{veld("H")}{veld("I")}</xs:choice>'
        f'<xs:element name="J" minOccurs="2" maxOccurs="4" type="xs:int"/><xs:element name="Leeg"><xs:complexType/></xs:element>'
        f'<xs:element name="Vast" type="xs:string" fixed="altijd &amp; zo"/>'
    )
    gezien = [set(bericht.inhoud) for bericht in alles_geldig(neem(inhoud))]
    altijd = {"Header", "J", "Leeg", "Vast"}
    assert {frozenset(namen & set("ABCDE")) for namen in gezien} == {frozenset(s) for s in ("A", "BC", "D", "E")}
    assert {frozenset(namen & set("FG")) for namen in gezien} == {frozenset(), frozenset("FG")}
    assert all(altijd <= namen for namen in gezien)


def test_attributen_heen_en_terug(neem: Neem) -> None:
    attribuut = '<xs:attribute name="maat" type="xs:string" use="required"/><xs:attribute name="zo" type="xs:int"/>'
    inhoud = (
        f'<xs:element name="A" maxOccurs="2"><xs:complexType><xs:simpleContent><xs:extension base="xs:int">{attribuut}</xs:extension>'
        f'</xs:simpleContent></xs:complexType></xs:element><xs:element name="B"><xs:complexType><xs:sequence>{veld("C")}</xs:sequence>'
        f"{attribuut}</xs:complexType></xs:element>"
    )
    berichten = neem(inhoud)
    for bericht in alles_geldig(berichten):
        assert all("@maat" in een and een["#tekst"].lstrip("-").isdigit() for een in bericht.inhoud["A"])
        over = stel_op("PP1", "1.0", bericht.inhoud, dagtekening=date(2030, 1, 1), identificatie="X")
        assert over.inhoud["A"] == bericht.inhoud["A"]
        assert over.inhoud["B"] == bericht.inhoud["B"]
    vreemd = "a\"b<c>&\n\t'é"
    gegeven = berichten.maak("PP1", A=[{"@maat": vreemd, "#tekst": "7"}])
    assert fouten_in(gegeven) == []
    assert Bericht.lees(gegeven.xml).inhoud["A"] == [{"@maat": vreemd, "#tekst": "7"}]
    for fout in ({"@weg": "1", "#tekst": "7"}, {"C": "1"}):
        with pytest.raises(OnbekendElement, match="Kies uit @maat, @zo, #tekst"):
            berichten.maak("PP1", A=[fout])


def test_namen_die_geen_python_zijn(neem: Neem) -> None:
    """What a schema calls things becomes part of code that is written: only as text."""
    namen = ["Cliënt-deel.x", "class", "__import__", "w", "r", "d", "k", "lijst", "None", "_0", "ñ·ñ"]
    binnen = "".join(veld(naam, meer='maxOccurs="2"') for naam in namen)
    keuze = "".join(veld(f"{naam}.keuze") for naam in namen)
    inhoud = f'<xs:element name="Diep-er.é"><xs:complexType><xs:sequence>{binnen}<xs:choice>{keuze}</xs:choice></xs:sequence></xs:complexType></xs:element>'
    for bericht in alles_geldig(neem(inhoud)):
        assert set(namen) <= set(bericht.inhoud["Diep-er.é"])


def test_elementen_zonder_naamruimte_en_in_een_andere(neem: Neem, tmp_path: Path) -> None:
    ander = (
        schema().partition("<xs:element")[0].replace("urn:proef/1_0/pp1", "urn:ander") + veld("Elders") + "</xs:schema>"
    )
    schrijf(tmp_path, ander=ander)
    naast = '<xs:import namespace="urn:ander" schemaLocation="ander.xsd"/>'
    inhoud = veld("Los", meer='form="unqualified"') + '<xs:element xmlns:a="urn:ander" ref="a:Elders"/>'
    (eerste, *_) = alles_geldig(neem(inhoud, naast=naast))
    assert [str(element.tag) for element in eerste.root][1:] == ["Los", "{urn:ander}Elders"]


def test_een_retour_die_de_kop_herhaalt(neem: Neem) -> None:
    retour = schema(veld("Reden") + veld("Extra"), kop=RETOURKOP, ruimte="urn:proef/1_0/pp2")
    berichten = neem(veld("Reden"), retour=retour)
    heen, ander = berichten.maak("PP1", zaad=1), berichten.maak("PP1", zaad=2)
    antwoord = berichten.retour(heen)
    assert fouten_in(antwoord) == []
    assert antwoord.is_retour_op(heen)
    assert not antwoord.is_retour_op(ander)
    assert antwoord.inhoud["Reden"] == heen.inhoud["Reden"]
    assert (antwoord.afzender, antwoord.geadresseerde) == (heen.afzender, heen.afzender)
    alles_geldig(berichten, "PP2")


GEHEEL = f"""<xs:element name="Op"><xs:complexType><xs:sequence>{veld("Identificatie", "xs:token")}{veld("Dagtekening", "xs:date")}
</xs:sequence></xs:complexType></xs:element>"""


@pytest.mark.parametrize("verwijzing", [veld("Op", "xs:token"), GEHEEL], ids=["tekst", "geheel"])
def test_een_retour_die_verwijst(neem: Neem, verwijzing: str) -> None:
    berichten = neem(veld("A"), retour=schema(kop=verwijzing, ruimte="urn:proef/1_0/pp2"), verwijst="Op")
    heen, ander = berichten.maak("PP1", zaad=1), berichten.maak("PP1", zaad=2)
    antwoord = berichten.retour(heen)
    assert fouten_in(antwoord) == []
    assert antwoord.is_retour_op(heen)
    assert not antwoord.is_retour_op(ander)
    assert (antwoord.afzender, antwoord.ontvanger) == (heen.ontvanger, heen.afzender)
    alles_geldig(berichten, "PP2")


def test_wat_een_retour_zegt(neem: Neem) -> None:
    code = '<xs:element name="RetourCode" type="xs:string" maxOccurs="9"/>'
    codes = f'<xs:element name="RetourCodes" minOccurs="0"><xs:complexType><xs:sequence>{code}</xs:sequence></xs:complexType></xs:element>'
    berichten = neem(veld("A"), retour=schema(kop=RETOURKOP + codes, ruimte="urn:proef/1_0/pp2"))
    heen = berichten.maak("PP1")
    assert "RetourCodes" not in berichten.retour(heen).kop
    afgekeurd = berichten.retour(heen, retourcodes=("0001", "8848"))
    assert fouten_in(afgekeurd) == []
    assert afgekeurd.kop["RetourCodes"] == {"RetourCode": ["0001", "8848"]}


def test_een_dossier_geeft_wat_er_moet_zijn(neem: Neem) -> None:
    berichten = neem(veld("Bsn") + veld("Reden") + veld("Later", meer='minOccurs="0"'))
    een, ander = (Dossier(Gegevens.fictief(), nummer, date(2030, 1, 1)) for nummer in (1, 2))
    inhoud = een.inhoud("PP1", date(2030, 2, 1))
    assert inhoud.keys() == {"Header", "Bsn", "Reden"}
    assert (inhoud["Bsn"], ander.inhoud("PP1", date(2030, 2, 1))["Bsn"]) == (een.bsn, ander.bsn)
    assert een.inhoud("PP1", date(2030, 2, 1)) == inhoud
    gemaakt = stel_op("PP1", "1.0", inhoud, dagtekening=date(2030, 2, 1), identificatie="X")
    assert fouten_in(gemaakt) == []
    assert berichten.retour


def test_een_dossier_vult_een_eigen_vorm_van_een_bekend_bericht_aan(tmp_path: Path) -> None:
    """A 305 that wants more in 4.0: what the kit knows of it, and the rest by its schema."""
    ruimte = "http://www.istandaarden.nl/iwmo/4_0/wmo305/schema"
    tekst = Path(laad_standaard("iwmo").bron.map_ / "wmo305.xsd").read_text(encoding="utf-8")
    extra = '<xs:element name="Nieuw"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="J"/></xs:restriction></xs:simpleType></xs:element>'
    schrijf(tmp_path, wmo305=tekst.replace('<xs:element name="Begindatum"', extra + '<xs:element name="Begindatum"'))
    eigen = Eigen(
        map=tmp_path,
        naam="iwmo",
        basis="iwmo",
        naamruimte=None,
        releases=(Release(versie="4.0", hoofdversie="4", als="3.2"),),
        berichten=(),
    )
    terug = neem_beproefd_op(eigen)
    try:
        inhoud = Dossier(Gegevens.fictief(), 3, date(2030, 1, 1)).inhoud("WMO305", date(2030, 2, 1))
        bericht = stel_op("WMO305", "4.0", inhoud, dagtekening=date(2030, 2, 1), identificatie="X")
        assert bericht.root.nsmap["wmo305"] == ruimte
        assert controleer(bericht) == []
        assert bericht.inhoud["Client"]["StartProducten"]["StartProduct"][0]["Nieuw"] == "J"
        assert all(is_geldig(Berichten().maak("WMO305", "4.0", zaad=zaad)) for zaad in range(10))
        assert Berichten().retour(bericht).versie == "4.0"
        assert is_geldig(Berichten().ongeldig("WMO305", "TR101", "4.0")) is False
    finally:
        terug()


def test_wat_te_breken_is(neem: Neem) -> None:
    """Only what the schema really refuses is a break: one that lets everything through has none to give."""
    vrij = neem(veld("A"))
    structuur = laad_standaard("proefstandaard").release("1.0").structuur("PP1")
    assert schemabreuken(structuur) == ("XSD-ontbreekt", "XSD-dubbel")
    assert vrij.maak("PP1")
    herstel()
    berichten = neem(beperkt("A", "xs:string", [("enumeration", "a"), ("enumeration", "b")]) + veld("B", "xs:date"))
    structuur = laad_standaard("proefstandaard").release("1.0").structuur("PP1")
    assert schemabreuken(structuur) == ("XSD-ontbreekt", "XSD-dubbel", "XSD-codelijst", "XSD-vorm")
    for code in schemabreuken(structuur):
        gebroken = breek_schema(berichten.maak("PP1"), code, Random(1))
        assert gebroken is not None
        assert fouten_in(gebroken)


def test_retour_inhoud_is_te_geven(neem: Neem) -> None:
    berichten = neem(veld("A"), retour=schema(kop=RETOURKOP, ruimte="urn:proef/1_0/pp2"))
    inhoud = retour_inhoud(berichten.maak("PP1"))
    assert inhoud["Header"].keys() == {"Afzender", "Ontvanger", "BerichtIdentificatie"}


ATTRIBUUT = """<xs:element name="B"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="maat" use="required"/>
</xs:extension></xs:simpleContent></xs:complexType></xs:element>"""


def test_releases_die_verschillen(tmp_path: Path) -> None:
    """One order for both: what only one release wants is left out of the other, an attribute too."""
    for release, inhoud in (("1.0", veld("A") + veld("B", "xs:int")), ("2.0", veld("A") + ATTRIBUUT + veld("C"))):
        (tmp_path / release).mkdir()
        ruimte = f"urn:proef/{release.replace('.', '_')}/pp1"
        schrijf(tmp_path / release, pp1=schema(inhoud, ruimte=ruimte))
    releases = (Release(), Release(versie="2.0", hoofdversie="2"))
    terug = neem_beproefd_op(Eigen(map=tmp_path, releases=releases))
    try:
        opdracht = Opdracht("PP1", Dossier(Gegevens.fictief(), 1, date(2030, 1, 1)).inhoud("PP1", date(2030, 2, 1)))
        oud, nieuw = opdracht.als_bericht("1.0"), opdracht.als_bericht("2.0")
        assert (fouten_in(oud), fouten_in(nieuw)) == ([], [])
        assert oud.inhoud["A"] == nieuw.inhoud["A"]
        assert oud.inhoud.keys() == {"Header", "A", "B"}
        assert nieuw.inhoud["B"].keys() == {"@maat", "#tekst"}
        assert Berichten().maak("PP1").versie == "2.0"
    finally:
        terug()


def test_een_eigen_vorm_van_een_bekend_antwoord(tmp_path: Path) -> None:
    tekst = Path(laad_standaard("iwmo").bron.map_ / "wmo306.xsd").read_text(encoding="utf-8")
    erbij = '<xs:element name="Ontvangen" type="xs:date"/></xs:sequence></xs:complexType><xs:complexType name="RetourCodes">'
    schrijf(
        tmp_path,
        wmo306=tekst.replace('</xs:sequence>\n  </xs:complexType>\n  <xs:complexType name="RetourCodes">', erbij),
    )
    vier = (Release(versie="4.0", hoofdversie="4", als="3.2"),)
    terug = neem_beproefd_op(
        Eigen(map=tmp_path, naam="iwmo", basis="iwmo", naamruimte=None, releases=vier, berichten=())
    )
    try:
        heen = Berichten().maak("WMO305", "4.0", zaad=2)
        for codes in ((), ("8848",), ("9019",)):
            antwoord = Berichten().retour(heen, retourcodes=codes)
            assert "Ontvangen" in antwoord.kop
            assert fouten_in(antwoord) == []
            assert antwoord.is_retour_op(heen)
    finally:
        terug()


@pytest.mark.parametrize("naam", ["x']=exit()#", '"""', "\\", "{kapot}", "a\nimport os", "%s"])
def test_een_naam_wordt_nooit_code(naam: str) -> None:
    """Whatever stands in a name, it is text in what is written; no schema lets such a name through, but that is not what it rests on."""
    blad = Knoop(naam, "t", 0, True, True, (), Datatype("t", "string"), attributen=())
    ander = Knoop(f"{naam}2", "t", 0, False, False, (), Datatype("t", "string"))
    keuze = Groep("keuze", True, (blad, ander))
    structuur = Knoop("Bericht", "", 0, True, False, (blad, ander), None, model=Groep("reeks", True, (keuze,)))
    waarden = Waarden(Random(1), Gegevens.fictief(), date(2030, 1, 1))
    assert vul(structuur, waarden).keys() <= {naam, f"{naam}2"}
    wandeling = Wandeling(structuur, ("urn:x", "urn:y"))
    wandeling.vraag((structuur, ander), wandeling.een("", (structuur, ander)))
    compile(wandeling.bouw() and wandeling.bron, "wandeling", "exec")
    assert repr(naam)[1:-1] in wandeling.bron or naam not in wandeling.bron
    release = laad_standaard("iwmo").release("3.2")
    uit: list[object] = []
    _schrijver("iwmo", release, "WMO305", structuur)({naam: ["1"]}, uit)
    assert "1" in uit
