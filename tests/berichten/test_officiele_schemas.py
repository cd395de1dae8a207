"""Official schemas: which message they are of, what they change, and what they may not do."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from berichten_delen import IWMO
from officieel_delen import XS, schrijf_schemas

from pytest_draaiboek.berichten import controleer, fouten_in, is_geldig
from pytest_draaiboek.berichten.officieel import lees_officieel
from pytest_draaiboek.fouten import OngeldigeInstelling

START = IWMO.maak("WMO305", "3.1", StatusAanlevering="1", zaad=1)
FOUT = IWMO.maak("WMO305", "3.1", StatusAanlevering="7", zaad=1)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return schrijf_schemas(tmp_path / "xsd", "WMO305")


def test_wat_beide_zeggen_staat_er_een_keer(map_: Path) -> None:
    assert controleer(START, xsd=map_) == controleer(START) == []
    fouten = controleer(FOUT, xsd=map_)
    assert {fout.bron for fout in fouten} == {("eigen", "xsd")}
    assert [replace(fout, bron=("eigen",)) for fout in fouten] == controleer(FOUT)
    assert controleer(FOUT, xsd=str(map_)) == fouten


def test_wat_alleen_het_officiele_weigert(tmp_path: Path) -> None:
    streng = schrijf_schemas(
        tmp_path, "WMO305", vervang=(("[0-9]{9}", "[0-8]{9}"), ('<xs:enumeration value="1"/>', ""))
    )
    gevonden = {(fout.code, fout.bron) for fout in controleer(START, xsd=streng)}
    assert gevonden == {("RS037", ("xsd",)), ("XSD", ("xsd",))}
    officieel = lees_officieel(streng, None)
    assert not is_geldig(START, officieel)
    assert all(tekst.endswith(" [volgens xsd]") for tekst in fouten_in(START, officieel))
    assert is_geldig(START)


def test_wat_alleen_de_kit_weigert(tmp_path: Path) -> None:
    ruim = schrijf_schemas(
        tmp_path, "WMO305", vervang=(('<xs:enumeration value="9"/>', '<xs:enumeration value="7"/>'),)
    )
    fouten = controleer(FOUT, xsd=ruim)
    assert {(fout.code, fout.bron) for fout in fouten} == {("XSD", ("eigen",))}
    assert all(tekst.endswith(" [volgens eigen]") for tekst in fouten_in(FOUT, lees_officieel(ruim, None)))


def test_van_een_ander_type_of_een_andere_release_geldt_het_eigene(map_: Path) -> None:
    for ander in (IWMO.maak("WMO305", "3.0", StatusAanlevering="7"), IWMO.maak("WMO307", "3.1", StatusAanlevering="7")):
        assert {fout.bron for fout in controleer(ander, xsd=map_)} == {("eigen",)}
    officieel = lees_officieel(map_, None)
    assert officieel
    soorten = [
        ("iwmo", "3.1", "WMO305"),
        ("iwmo", "3.1", "WMO307"),
        ("iwmo", "3.0", "WMO305"),
        ("iwmo", "3.0", "WMO307"),
    ]
    assert officieel.niet_gebruikt(soorten) == [
        "van iWmo 3.0 is er geen officieel schema",
        "van iWmo 3.1 is er geen officieel schema van WMO307",
    ]
    assert officieel.verantwoording(soorten[:1]) == ["Met officiële bestanden: 2 schemabestanden."]
    assert officieel.verantwoording(soorten[2:3])[0] == "Met officiële bestanden: geen die hier gelden."


def test_wat_gebruikt_is_met_de_som(map_: Path) -> None:
    (map_ / "los.xsd").write_text(f'<xs:schema xmlns:xs="{XS}" targetNamespace="urn:los"/>', encoding="utf-8")
    officieel = lees_officieel(map_, None)
    assert officieel
    assert {(een.soort, een.naam): (een.sha256, een.waarvoor) for een in officieel.bestanden} == {
        ("xsd", naam): (hashlib.sha256((map_ / naam).read_bytes()).hexdigest(), ("iwmo 3.1 WMO305",))
        for naam in ("basis.xsd", "bericht-305.xsd")
    }
    assert officieel.niet_gebruikt([]) == ["los.xsd hoort niet bij een bericht dat de kit kent"]


def test_een_gewijzigd_bestand_wordt_opnieuw_gelezen(map_: Path) -> None:
    assert controleer(START, xsd=map_) == []
    eerste = lees_officieel(map_, None)
    assert lees_officieel(map_, None) is eerste
    schrijf_schemas(map_, "WMO305", vervang=(('<xs:enumeration value="1"/>', ""),))
    assert {fout.code for fout in controleer(START, xsd=map_)} == {"XSD"}


def test_mappen_per_release_naast_elkaar(tmp_path: Path) -> None:
    schrijf_schemas(tmp_path / "a", "WMO305", "WMO307", versie="3.0")
    schrijf_schemas(tmp_path / "b", "WMO305", versie="3.1")
    schrijf_schemas(tmp_path / "kopie", "WMO305", versie="3.1")
    officieel = lees_officieel(tmp_path, None)
    assert officieel
    assert {een.waarvoor for een in officieel.bestanden} == {
        ("iwmo 3.0 WMO305", "iwmo 3.0 WMO307"),
        ("iwmo 3.0 WMO305",),
        ("iwmo 3.0 WMO307",),
        ("iwmo 3.1 WMO305",),
    }
    assert is_geldig(START, officieel)


def schrijf(map_: Path, naam: str, inhoud: str) -> None:
    (map_ / naam).write_text(inhoud, encoding="utf-8")


@pytest.mark.parametrize(
    ("naam", "inhoud", "melding"),
    [
        ("a.xsd", "<xs:schema", r"a\.xsd: regel 1: geen welgevormde XML"),
        (
            "a.xsd",
            "<html/>",
            r"a\.xsd: dit is geen schema: de wortel is html, verwacht wordt .*schema\. Haal het uit de map\.",
        ),
        (
            "a.xsd",
            f'<!DOCTYPE a [<!ENTITY b "c">]><xs:schema xmlns:xs="{XS}">&b;</xs:schema>',
            r"a\.xsd: het bestand heeft een DTD .* Laat de DTD weg\.",
        ),
        (
            "a.xsd",
            f'<!DOCTYPE a SYSTEM "file:///etc/passwd"><xs:schema xmlns:xs="{XS}"/>',
            r"a\.xsd: het bestand heeft een DTD",
        ),
    ],
    ids=["half", "html", "entiteit", "extern"],
)
def test_een_bestand_dat_niet_deugt(map_: Path, naam: str, inhoud: str, melding: str) -> None:
    schrijf(map_, naam, inhoud)
    with pytest.raises(OngeldigeInstelling, match=melding):
        controleer(START, xsd=map_)


def test_lachers(map_: Path) -> None:
    bom = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    schrijf(map_, "a.xsd", f'<!DOCTYPE a [<!ENTITY l0 "ha">{bom}]><xs:schema xmlns:xs="{XS}" id="&l11;"/>')
    with pytest.raises(OngeldigeInstelling, match=r"a\.xsd: (regel 1: geen welgevormde XML|het bestand heeft een DTD)"):
        controleer(START, xsd=map_)


@pytest.mark.parametrize(
    "plaats", ["http://127.0.0.1:9/a.xsd", "file:///etc/passwd", "../geheim.xsd", "/etc/passwd", "weg.xsd"]
)
@pytest.mark.parametrize("soort", ["import", "include", "redefine"])
def test_wat_buiten_de_map_staat(tmp_path: Path, soort: str, plaats: str) -> None:
    (tmp_path / "geheim.xsd").write_text("<geheim/>", encoding="utf-8")
    ruimte = ' namespace="urn:elders"' if soort == "import" else ""
    regel = f'<xs:{soort}{ruimte} schemaLocation="{plaats}"/>'
    map_ = schrijf_schemas(tmp_path / "xsd", "WMO305", vervang=(("<xs:import ", f"{regel}<xs:import "),))
    with pytest.raises(OngeldigeInstelling) as fout:
        controleer(START, xsd=map_)
    assert f"bericht-305.xsd: dit schema gebruikt {plaats}; dat staat niet, of meer dan eens, in {map_}." in str(
        fout.value
    )


def test_waar_het_basisschema_heet_te_staan_doet_er_niet_toe(tmp_path: Path) -> None:
    """An import goes by its namespace: an address elsewhere is not looked at when the file is here."""
    map_ = schrijf_schemas(tmp_path, "WMO305", vervang=(('"basis.xsd"', '"http://127.0.0.1:9/basisschema.xsd"'),))
    assert controleer(START, xsd=map_) == []
    assert {fout.bron for fout in controleer(FOUT, xsd=map_)} == {("eigen", "xsd")}


def test_een_verwijzing_naar_buiten(map_: Path, tmp_path: Path) -> None:
    (map_ / "basis.xsd").rename(tmp_path / "basis.xsd")
    try:
        (map_ / "basis.xsd").symlink_to(tmp_path / "basis.xsd")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(OngeldigeInstelling, match=r"basis\.xsd: dit bestand staat in werkelijkheid buiten"):
        controleer(START, xsd=map_)


def test_een_schema_dat_zijn_basis_mist(map_: Path) -> None:
    (map_ / "basis.xsd").unlink()
    with pytest.raises(OngeldigeInstelling, match=r"bericht-305\.xsd: dit schema gebruikt basis\.xsd; dat staat niet"):
        controleer(START, xsd=map_)


def test_een_kapot_schema(tmp_path: Path) -> None:
    map_ = schrijf_schemas(tmp_path, "WMO305", vervang=(('type="wmo305:Client"', 'type="wmo305:Weg"'),))
    with pytest.raises(
        OngeldigeInstelling, match=r"bericht-305\.xsd: dit schema deugt niet \(.*Weg.*\)\. Neem het bestand"
    ):
        controleer(START, xsd=map_)


def test_twee_van_hetzelfde_bericht(map_: Path) -> None:
    tekst = (map_ / "bericht-305.xsd").read_text(encoding="utf-8")
    schrijf(map_, "z.xsd", tekst.replace("een ander", "een nieuwer"))
    with pytest.raises(
        OngeldigeInstelling, match=r"z\.xsd: .*bericht-305\.xsd is een ander schema van hetzelfde bericht"
    ):
        controleer(START, xsd=map_)


def test_een_map_zonder(tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstelling, match=r"weg: deze map bestaat niet\. Geef de map"):
        controleer(START, xsd=tmp_path / "weg")
    schrijf(tmp_path, "basis.xml", "<a/>")
    with pytest.raises(
        OngeldigeInstelling, match=r"in deze map staat geen XSD-bestand \(\*\.xsd\) van een bericht dat de kit kent"
    ):
        controleer(START, xsd=tmp_path)
    with pytest.raises(OngeldigeInstelling, match="deze map bestaat niet"):
        controleer(START, xsd=tmp_path / "basis.xml")
