"""The message standards: what messages there are, and our schemas against the tables of facts."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from feiten_schema import gevonden
from lxml import etree

from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendeRelease
from pytest_draaiboek.standaarden import Knoop, Release, alle_standaarden, herken, laad_standaard, nummer_van

STANDAARDEN = ("iwmo", "ijw")  # iWlz: test_standaard_iwlz
VEERTIEN = "301 302 305 306 307 308 315 316 317 318 319 320 323 325".split()
RELEASES = [
    pytest.param(laad_standaard(s).releases[v], id=f"{s}-{v}") for s in STANDAARDEN for v in laad_standaard(s).versies
]


def codes(release: Release, naam: str) -> set[str]:
    """Return every value that a data type allows in a release, as its messages have it."""
    gevonden: set[str] = set()
    for type_ in release.berichttypen:
        for knoop in release.structuur(type_).doorloop():
            if knoop.datatype and knoop.datatype.naam == naam:
                gevonden |= set(knoop.datatype.codes)
    return gevonden


@pytest.mark.parametrize("release", RELEASES)
def test_de_berichten_van_een_release(release: Release) -> None:
    nummers = {nummer_van(type_) for type_ in release.berichttypen}
    assert nummers == {*VEERTIEN} | ({"303", "304"} if release.versie == "3.0" else set())
    for type_ in release.berichttypen:
        assert isinstance(release.schema(type_), etree.XMLSchema)
        assert release.structuur(type_).kinderen[0].naam == "Header"


@pytest.mark.parametrize("release", RELEASES)
def test_een_schema_hoort_bij_zijn_release(release: Release) -> None:
    for type_ in release.berichttypen:
        kop = release.structuur(type_).kinderen[0]
        patronen = {
            naam: kind.datatype.patronen
            for naam in ("BerichtVersie", "BerichtSubversie")
            if (kind := kop.kind(naam)) and kind.datatype
        }
        assert patronen == {"BerichtVersie": ("3",), "BerichtSubversie": (release.subversie,)}


@pytest.mark.parametrize("standaard", STANDAARDEN)
def test_codes_die_met_een_release_kwamen(standaard: str) -> None:
    gekomen = [
        {
            naam: codes(nieuw, naam) - codes(oud, naam)
            for naam in ("LDT_RedenWijziging", "LDT_RedenBeeindiging", "LDT_RetourCode")
        }
        for oud, nieuw in pairwise(laad_standaard(standaard).releases.values())
    ]
    in_3_1, in_3_2 = gekomen
    assert in_3_2 == {
        "LDT_RedenWijziging": set(),
        "LDT_RedenBeeindiging": set(),
        "LDT_RetourCode": {"9413", "9414", "9415"},
    }
    assert in_3_1 == {
        "LDT_RedenWijziging": {"13", "14"},
        "LDT_RedenBeeindiging": {"38", "39"},
        "LDT_RetourCode": {"9379", "9384", "9385", "9387", "9388", "9389", "9390", "9411", "9412"},
    }


@pytest.mark.parametrize("standaard", STANDAARDEN)
def test_codes_van_een_latere_release_zijn_er_niet(standaard: str, gedeeld: Path) -> None:
    lijst = json.loads((gedeeld / "feiten" / "codelijsten.json").read_text(encoding="utf-8"))["WJ001"]
    later = {code for versie, rij in lijst["sinds"].items() if versie > "3.1" for code in rij}
    assert later
    assert not codes(laad_standaard(standaard).releases["3.1"], "LDT_RetourCode") & later


def xml_van(release: Release, type_: str, rest: str = "", subversie: str = "0") -> etree._Element:
    basis, eigen = release.naamruimte("basisschema"), release.naamruimte(type_)
    versies = "<b:BasisschemaXsdVersie>1.0.0</b:BasisschemaXsdVersie><b:BerichtXsdVersie>1.0.0</b:BerichtXsdVersie>"
    return etree.fromstring(
        f'<m:Bericht xmlns:m="{eigen}" xmlns:b="{basis}"><m:Header><m:BerichtCode>123</m:BerichtCode><m:BerichtVersie>3</m:BerichtVersie>'
        f"<m:BerichtSubversie>{subversie}</m:BerichtSubversie><m:Afzender>99990001</m:Afzender><m:Ontvanger>0758</m:Ontvanger>"
        "<m:BerichtIdentificatie><b:Identificatie>A1</b:Identificatie><b:Dagtekening>2022-03-01</b:Dagtekening></m:BerichtIdentificatie>"
        f"<m:XsdVersie>{versies}</m:XsdVersie></m:Header>{rest}</m:Bericht>"
    )


def test_van_303_telt_alleen_de_kop() -> None:
    release = laad_standaard("iwmo").releases["3.0"]
    schema = release.schema("WMO303")
    assert schema.validate(xml_van(release, "WMO303"))
    assert schema.validate(xml_van(release, "WMO303", "<m:Wat><Dan>ook</Dan></m:Wat><Nog/>"))
    assert not schema.validate(xml_van(release, "WMO303", subversie="1"))
    assert laad_standaard("iwmo").soort("WMO303").alleen_kop


@pytest.mark.parametrize(
    ("naamruimte", "gevonden"),
    [
        ("http://www.istandaarden.nl/iwmo/3_0/wmo305/schema", ("iwmo", "3.0", "WMO305")),
        ("http://www.istandaarden.nl/ijw/3_1/jw325/schema", ("ijw", "3.1", "JW325")),
        ("http://www.istandaarden.nl/ijw/3_2/jw301/schema", ("ijw", "3.2", "JW301")),
        ("http://www.istandaarden.nl/ijw/12_10/jw301/schema", ("ijw", "12.10", "JW301")),
        ("http://www.istandaarden.nl/ijw/3_1/jw399/schema", None),
        ("http://www.istandaarden.nl/ijw/3_1/wmo301/schema", None),
        ("http://www.istandaarden.nl/igez/2_0/aw33/schema", None),
        ("http://www.istandaarden.nl/iwmo/3_0/basisschema/schema", None),
        ("", None),
    ],
)
def test_een_naamruimte_herkennen(naamruimte: str, gevonden: tuple[str, str, str] | None) -> None:
    herkend = herken(naamruimte)
    assert (herkend and (herkend[0].naam, *herkend[1:])) == gevonden


def test_de_fouten_noemen_wat_er_wel_is() -> None:
    iwmo = laad_standaard("iwmo")
    with pytest.raises(OnbekendeRelease) as release:
        iwmo.release("3.3")
    assert str(release.value) == "Van iWmo kent de kit release '3.3' niet. Kies uit 3.0, 3.1, 3.2."
    with pytest.raises(OnbekendeRelease) as standaard:
        laad_standaard("igez")
    assert str(standaard.value) == "De kit kent geen standaard 'igez'. Kies uit iwmo, ijw, iwlz."
    with pytest.raises(OnbekendBerichttype) as type_:
        iwmo.releases["3.1"].schema("WMO303")
    assert str(type_.value).startswith("iWmo 3.1 kent geen bericht 'WMO303'. Bedoelt u 'WMO3")
    with pytest.raises(OnbekendBerichttype, match="iWmo kent geen bericht 'JW301'"):
        iwmo.soort("JW301")


def test_de_som_over_de_bestanden() -> None:
    sommen = {standaard.naam: standaard.sha256 for standaard in alle_standaarden()}
    assert len(set(sommen.values())) == len(STANDAARDEN) + 1
    assert all(len(som) == 64 for som in sommen.values())


@pytest.mark.parametrize("standaard", STANDAARDEN)
def test_de_structuur_is_die_van_de_feiten(standaard: str, gedeeld: Path) -> None:
    """Every element of every message: name, order, cardinality, data type with its facets and values."""
    feiten = json.loads((gedeeld / "feiten" / f"berichten-{standaard}.json").read_text(encoding="utf-8"))["berichten"]
    typen = json.loads((gedeeld / "feiten" / f"datatypen-{standaard}.json").read_text(encoding="utf-8"))
    release = laad_standaard(standaard).releases["3.1"]

    def datatype(naam: str, inline: dict[str, Any]) -> dict[str, Any]:
        ldt = typen["ldt"][naam]
        facetten = {**ldt.get("facetten", {}), **inline}
        patronen = [f["pattern"] for f in (ldt.get("facetten", {}), inline) if "pattern" in f]
        return {
            "basis": ldt["basis"].removeprefix("xs:"),
            "facetten": facetten | {"pattern": patronen},
            "codes": set(ldt.get("enumeratie", ())),
        }

    def vergelijk(knoop: Knoop, naam: str, lokaal: dict[str, Any], *, basis: bool) -> int:
        rijen = typen["cdt"][naam] if naam.startswith("CDT_") else lokaal[naam]
        assert [(k.naam, k.type, k.verplicht, k.herhaalbaar, bool(k.ruimte)) for k in knoop.kinderen] == [
            (rij[0], rij[1], rij[2] == 1, rij[3] == "unbounded", basis) for rij in rijen
        ]
        aantal = len(rijen)
        for kind, rij in zip(knoop.kinderen, rijen, strict=True):
            if kind.datatype is None:
                aantal += vergelijk(kind, rij[1], lokaal, basis=rij[1].startswith("CDT_"))
                continue
            inline = dict(rij[4]) if len(rij) > 4 else {}
            if kind.naam == "BerichtSubversie":
                inline["pattern"] = "1"
            verwacht, is_ = datatype(rij[1], inline), gevonden(kind.datatype)
            if kind.datatype.naam == "LDT_RetourCode":
                verwacht["codes"] -= {"9413", "9414", "9415"}
            assert is_ == verwacht, kind
        return aantal

    for type_, feit in feiten.items():
        assert vergelijk(release.structuur(type_), "Root", feit["typen"], basis=False) > 10
        soort = laad_standaard(standaard).soort(type_)
        assert (soort.berichtcode, soort.afzender, soort.ontvanger) == (
            feit["berichtcode"],
            feit["header_afzender"],
            feit["header_ontvanger"],
        )
        assert soort.heen == (feit["paar"] if feit["soort"] != "heen" else None)


def test_alleen_wat_gebruikt_wordt_wordt_gelezen() -> None:
    """The first use of one type reads the files of its own standard and type, and no other; the sum over all of them waits until it is asked for."""
    programma = (
        "import sys; from pathlib import Path\n"
        "from pytest_draaiboek.standaarden import laad_standaard\n"
        "gelezen = []\n"
        "sys.addaudithook(lambda wat, bij: gelezen.append(Path(str(bij[0]))) if wat == 'open' else None)\n"
        "release = laad_standaard('iwmo').release('3.1')\n"
        "release.schema('WMO305'), release.regelblad('WMO305').eerste_blik\n"
        "print(*sorted(pad.name for pad in gelezen if pad.suffix in ('.xsd', '.json', '.toml')))\n"
    )
    gelezen = subprocess.run([sys.executable, "-c", programma], capture_output=True, text=True, check=True).stdout
    assert gelezen.split() == ["basisschema.xsd", "iwmo.toml", "regels.json", "wmo305.xsd"]
