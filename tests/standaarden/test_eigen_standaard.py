"""A user's own standard, or an extension of one of the kit: taken in for a run, and gone again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from eigen_delen import KOP, RETOURKOP, Eigen, Release, Soort, schema, schrijf, veld

from pytest_draaiboek.fouten import OnbekendeRelease, OngeldigSchema
from pytest_draaiboek.standaarden import alle_standaarden, herken, laad_standaard
from pytest_draaiboek.standaarden.eigen import maak_standaard, neem_op
from pytest_draaiboek.standaarden.laden import herstel, ingebouwd

IWMO_4 = "http://www.istandaarden.nl/iwmo/4_0/{}/schema"
UITBREIDING = Eigen(
    map=Path(),
    naam="iwmo",
    basis="iwmo",
    titel="",
    naamruimte=None,
    releases=(Release(versie="4.0", hoofdversie="4", als="3.2"),),
    berichten=(Soort(berichttype="WMO331", vanaf="4.0"),),
)


@pytest.fixture(autouse=True)
def _hersteld() -> Iterator[None]:
    yield
    herstel()


def uitbreiding(map_: Path, **anders: object) -> Eigen:
    """Return an extension of a standard of the kit: a release with one type more."""
    schrijf(map_, wmo331=schema(veld("A"), ruimte=IWMO_4.format("wmo331")))
    return replace(UITBREIDING, map=map_, **anders)


def test_een_nieuwe_standaard(tmp_path: Path) -> None:
    schrijf(tmp_path, pp1=schema(veld("A")))
    terug = neem_op(Eigen(map=tmp_path))
    assert [standaard.naam for standaard in alle_standaarden()][-1] == "proefstandaard"
    standaard, versie, berichttype = herken("urn:proef/1_0/pp1") or (None, "", "")
    assert (standaard and standaard.titel, versie, berichttype) == ("Proef", "1.0", "PP1")
    assert laad_standaard("proefstandaard").release("1.0").regelblad("PP1").codes == ()
    terug()
    assert herken("urn:proef/1_0/pp1") is None
    with pytest.raises(OnbekendeRelease, match="kent geen standaard 'proefstandaard'"):
        laad_standaard("proefstandaard")


def test_een_uitbreiding_houdt_alles_van_de_kit(tmp_path: Path) -> None:
    neem_op(uitbreiding(tmp_path))
    standaard, kit = laad_standaard("iwmo"), ingebouwd("iwmo")
    assert standaard.versies == (*kit.versies, "4.0")
    nieuw, oud = standaard.release("4.0"), kit.release("3.2")
    assert nieuw.berichttypen == (*oud.berichttypen, "WMO331")
    assert "WMO331" not in standaard.release("3.2").berichttypen
    assert nieuw.naamruimte("WMO305") == IWMO_4.format("wmo305")
    assert nieuw.regelblad("WMO305").codes == oud.regelblad("WMO305").codes
    assert nieuw.regelblad("WMO331").codes == ()
    assert b"4_0" not in kit.bron.tekst("WMO305", "3.2").encode()
    assert standaard.titel == "iWmo"


def test_een_eigen_bestand_gaat_voor(tmp_path: Path) -> None:
    """That of the release before that of every release; the rules of the type stay."""
    eigen = uitbreiding(tmp_path)
    schrijf(tmp_path, wmo305=schema(veld("Anders"), ruimte=IWMO_4.format("wmo305"), kop=veld("BerichtVersie")))
    release = maak_standaard(eigen).release("4.0")
    assert [kind.naam for kind in release.structuur("WMO305").kinderen] == ["Header", "Anders"]
    assert release.regelblad("WMO305").codes
    (tmp_path / "4.0").mkdir()
    schrijf(tmp_path / "4.0", WMO305=schema(veld("Nader"), ruimte=IWMO_4.format("wmo305")))
    structuur = maak_standaard(eigen).release("4.0").structuur("WMO305")
    assert [kind.naam for kind in structuur.kinderen] == ["Header", "Nader"]
    assert [k.naam for k in ingebouwd("iwmo").release("3.2").structuur("WMO305").kinderen] == ["Header", "Client"]


def test_het_basisschema_van_de_kit_als_er_geen_eigen_is(tmp_path: Path) -> None:
    basis = IWMO_4.format("basisschema")
    naast = f'<xs:import namespace="{basis}" schemaLocation="basisschema.xsd"/>'
    tekst = schema(veld("A", "b:LDT_AgbCode"), naast=naast, ruimte=IWMO_4.format("wmo331"))
    eigen = uitbreiding(tmp_path)
    schrijf(tmp_path, wmo331=tekst.replace("urn:proef/1_0/basisschema", basis))
    (_, knoop) = maak_standaard(eigen).release("4.0").structuur("WMO331").kinderen
    assert knoop.datatype is not None
    assert (knoop.datatype.naam, knoop.datatype.patronen) == ("LDT_AgbCode", ("[0-9]{8}",))


def test_een_naamruimte_zonder_release(tmp_path: Path) -> None:
    schrijf(tmp_path, pp1=schema(veld("A"), ruimte="urn:vast/pp1"))
    neem_op(Eigen(map=tmp_path, naamruimte="urn:vast/{bericht}"))
    assert (herken("urn:vast/pp1") or ("",))[1:] == ("1.0", "PP1")
    assert herken("urn:vast/pp2") is None


def test_twee_keer_hetzelfde_mag_en_anders_niet(tmp_path: Path) -> None:
    eigen = uitbreiding(tmp_path)
    neem_op(eigen)
    eerste = laad_standaard("iwmo")
    neem_op(replace(eigen, herkomst="ander.toml"))
    assert laad_standaard("iwmo") is eerste
    with pytest.raises(
        OngeldigSchema, match=r"derde.toml: \[standaard\]: standaard 'iwmo' staat ook in een ander draaiboek"
    ):
        neem_op(replace(eigen, herkomst="derde.toml", titel="Anders"))
    schrijf(tmp_path, wmo331=schema(veld("B"), ruimte=IWMO_4.format("wmo331")))
    with pytest.raises(OngeldigSchema, match="en daar is hij anders"):
        neem_op(eigen)


def test_de_som_gaat_over_alle_bestanden(tmp_path: Path) -> None:
    eigen = uitbreiding(tmp_path)
    som = maak_standaard(eigen).sha256
    assert maak_standaard(eigen).sha256 == som != ingebouwd("iwmo").sha256
    (tmp_path / "ongebruikt.xsd").write_text("niets", encoding="utf-8")
    assert maak_standaard(eigen).sha256 == som
    pad = tmp_path / "wmo331.xsd"
    pad.write_text(pad.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert maak_standaard(eigen).sha256 != som


def test_binnen_een_andere_run(tmp_path: Path) -> None:
    """What a run within a run takes in is gone after it, and what was there before is there again."""
    eigen = uitbreiding(tmp_path)
    buiten = neem_op(eigen)
    binnen = neem_op(Eigen(map=schrijf(tmp_path, pp1=schema(veld("A")))))
    binnen()
    assert laad_standaard("iwmo").versies[-1] == "4.0"
    buiten()
    assert laad_standaard("iwmo").versies[-1] == "3.2"


WEIGERINGEN = {
    "naam van de kit": ({"basis": None}, "de kit heeft zelf een standaard 'iwmo'"),
    "basis die er niet is": ({"basis": "izz"}, "de kit heeft geen standaard 'izz'"),
    "andere naam": ({"naam": "mijn"}, "een uitbreiding heeft de naam van haar basis"),
    "release van de kit": ({"releases": (Release(versie="3.1"),)}, "heeft zelf al een release 3.1"),
    "als wat er niet is": (
        {"releases": (Release(versie="4.0", als="3.9"),)},
        "release 4.0 is als '3.9', en die is er niet",
    ),
    "type van de kit": ({"berichten": (Soort(berichttype="WMO305", vanaf="4.0"),)}, "berichttype 'WMO305' bestaat al"),
    "type van een ander": ({"berichten": (Soort(berichttype="JW305", vanaf="4.0"),)}, "berichttype 'JW305' bestaat al"),
    "zonder bestand": (
        {"berichten": (Soort(berichttype="WMO333", vanaf="4.0"),)},
        "van WMO333 is geen schema voor release 4.0",
    ),
    "zonder als": ({"releases": (Release(versie="4.0"),)}, "van WMO301 is geen schema voor release 4.0"),
    "antwoord op niets": (
        {"berichten": (Soort(berichttype="WMO331", vanaf="4.0", heen="WMO399"),)},
        "WMO331 is een antwoord op 'WMO399', en dat berichttype bestaat niet",
    ),
    "antwoord zonder verwijzing": (
        {"berichten": (Soort(berichttype="WMO331", vanaf="4.0", heen="WMO305"),)},
        "zijn Header heeft geen IdentificatieRetour en DagtekeningRetour",
    ),
    "verwijzing die er niet is": (
        {"berichten": (Soort(berichttype="WMO331", vanaf="4.0", heen="WMO305", verwijst="Weg"),)},
        "de Header van WMO331 heeft geen 'Weg'",
    ),
    "waarde van een ander": (
        {"waarden": {"WMO305/A": ("x",)}},
        "waarde 'WMO305/A' is van geen berichttype met een eigen",
    ),
    "waarde op geen plaats": (
        {"waarden": {"WMO331/Weg": ("x",)}},
        "noemt 'WMO331/Weg', en dat is geen element met een waarde",
    ),
    "waarde die niet past": (
        {"waarden": {"WMO331/Dagtekening": ("gisteren",)}},
        "geeft 'WMO331/Dagtekening' de waarde 'gisteren', en die past niet",
    ),
}


@pytest.mark.parametrize(("anders", "tekst"), WEIGERINGEN.values(), ids=WEIGERINGEN)
def test_wat_niet_kan(tmp_path: Path, anders: dict[str, object], tekst: str) -> None:
    with pytest.raises(OngeldigSchema, match=tekst) as fout:
        neem_op(uitbreiding(tmp_path, **anders))
    assert str(fout.value).splitlines()[-1].startswith("Wat te doen: ")
    assert laad_standaard("iwmo") is ingebouwd("iwmo")


@pytest.mark.parametrize(
    "tekst",
    [
        schema(veld("A")).replace(KOP.format(kop=""), ""),
        schema(veld("A")).replace('name="BerichtIdentificatie"', 'name="Anders"'),
        schema(veld("A")).replace('name="Dagtekening"', 'name="Dag"'),
        schema(veld("A")).replace('name="Header"', 'name="Header" minOccurs="0"'),
    ],
    ids=["zonder kop", "zonder identificatie", "zonder dagtekening", "kop die er niet hoeft te zijn"],
)
def test_een_bericht_zonder_naam(tmp_path: Path, tekst: str) -> None:
    with pytest.raises(OngeldigSchema, match="een PP1 begint niet met een Header waarin BerichtIdentificatie staat"):
        neem_op(Eigen(map=schrijf(tmp_path, pp1=tekst)))


def test_een_andere_naamruimte_dan_gezegd(tmp_path: Path) -> None:
    with pytest.raises(OngeldigSchema, match=r"er is geen element 'Bericht' in naamruimte 'urn:proef/1_0/pp1'"):
        neem_op(Eigen(map=schrijf(tmp_path, pp1=schema(veld("A"), ruimte="urn:anders/pp1"))))


def test_een_retour_die_de_kop_herhaalt(tmp_path: Path) -> None:
    schrijf(tmp_path, pp1=schema(veld("A")), pp2=schema(kop=RETOURKOP, ruimte="urn:proef/1_0/pp2"))
    berichten = (Soort(), Soort(berichttype="PP2", heen="PP1"))
    assert maak_standaard(Eigen(map=tmp_path, berichten=berichten)).soort("PP2").kop_van_heen
