"""Messages that are made: valid, varied, and the same for the same seed."""

import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pytest_draaiboek.berichten import Bericht, Berichten, Gegevens, Product, controleer
from pytest_draaiboek.berichten.bsn import is_elfproef
from pytest_draaiboek.fouten import (
    NaiefTijdstip,
    OnbekendBerichttype,
    OnbekendElement,
    OnbekendeRelease,
    OngeldigeInstelling,
)
from pytest_draaiboek.standaarden import Knoop, alle_standaarden, laad_standaard

SOORTEN = [
    pytest.param(s.naam, release.versie, type_, id=f"{type_}-{release.versie}")
    for s in alle_standaarden()
    for release in s.releases.values()
    for type_ in release.berichttypen
]
HEEN = [pytest.param(*p.values, id=p.id) for p in SOORTEN if not laad_standaard(p.values[0]).soort(p.values[2]).heen]
ZADEN = 200


def aanwezig(knoop: Knoop, inhoud: Any, pad: str = "") -> set[str]:
    """Return the paths of the optional elements that a content has."""
    gevonden = set()
    for kind in knoop.kinderen:
        deel = inhoud.get(kind.naam) if isinstance(inhoud, dict) else None
        for stuk in deel if isinstance(deel, list) else [] if deel is None else [deel]:
            if not kind.verplicht:
                gevonden.add(f"{pad}/{kind.naam}")
            gevonden |= aanwezig(kind, stuk, f"{pad}/{kind.naam}")
    return gevonden


def facultatief(knoop: Knoop, pad: str = "") -> set[str]:
    gevonden = {f"{pad}/{kind.naam}" for kind in knoop.kinderen if not kind.verplicht}
    return gevonden.union(*(facultatief(kind, f"{pad}/{kind.naam}") for kind in knoop.kinderen))


def regels_gebroken(b: Bericht) -> set[str]:
    return {bevinding.code for bevinding in controleer(b)}


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_elk_bericht_houdt_zich_aan_schema_en_regels_en_elk_deel_komt_voor(
    standaard: str, versie: str, type_: str
) -> None:
    release = laad_standaard(standaard).release(versie)
    structuur = release.structuur(type_)
    delen = [aanwezig(structuur, b.inhoud) for b in Berichten().reeks(type_, ZADEN, versie) if controleer(b) == []]
    assert len(delen) == ZADEN
    assert set().union(*delen) == facultatief(structuur)
    # Of what else is in the chain it is not known whether it names its receiver: the schema leaves it open, and what is made names it.
    assert set.intersection(*delen) <= {"/Header/Ontvanger"}


@pytest.mark.parametrize(("standaard", "versie", "type_"), HEEN)
@pytest.mark.parametrize("codes", [(), ("0001",), ("9019",)], ids=["akkoord", "technisch", "inhoudelijk"])
def test_elk_antwoord_is_geldig(standaard: str, versie: str, type_: str, codes: tuple[str, ...]) -> None:
    fabriek = Berichten()
    for heen in fabriek.reeks(type_, 20, versie):
        retour = fabriek.retour(heen, retourcodes=codes)
        assert controleer(retour) == []
        assert retour.is_retour_op(heen)
        assert retour.versie == versie
        gevonden = re.findall(r"RetourCode>(\w+)<", retour.xml.decode())
        if type_.endswith("323") and not codes:
            assert gevonden == ["0200", "8001"]
        elif "0001" in codes or not codes:
            assert gevonden == list(codes)
            assert set(retour.inhoud) == {"Header"}
        else:
            assert gevonden.count("9019") == 1
            assert set(gevonden) <= {"9019", "0200", "8001"} | ({"0233"} if standaard == "iwlz" else set())
            assert laad_standaard(standaard).soort(type_).alleen_kop or len(retour.inhoud) == 2


def test_zelfde_zaad_zelfde_bytes_op_elke_machine() -> None:
    code = (
        "import hashlib; from pytest_draaiboek.berichten import Berichten\n"
        "print(hashlib.sha256(b''.join(b.xml for b in Berichten(zaad=3).reeks('JW301', 20))).hexdigest())"
    )
    sommen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": zaad, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zaad, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(sommen) == 1
    assert Berichten(zaad=3).maak("JW301") == Berichten().maak("JW301", zaad=3)
    assert Berichten().maak("JW301", zaad=3) != Berichten().maak("JW301", zaad=4)


def test_binnen_de_codes_van_het_systeem() -> None:
    gegevens = Gegevens(
        "12345678", "0344", (Product("07", "07A99"), Product("45", "45A99")), ("999900006", "999900018")
    )
    fabriek = Berichten(gegevens=gegevens)
    for type_ in ("WMO301", "WMO305", "WMO315", "WMO323"):
        for b in fabriek.reeks(type_, 30):
            tekst = b.xml.decode()
            assert {b.afzender, b.ontvanger} == {"12345678", "0344"}
            assert set(re.findall(r"Categorie>(\w+)<", tekst)) <= {"07"}
            assert set(re.findall(r":(?:Product)?Code>(\w+)<", tekst)) <= {"07A99"}
            assert set(re.findall(r"Bsn>(\d+)<", tekst)) <= {"999900006", "999900018"}


def test_alleen_fictieve_mensen() -> None:
    nummers = {
        n
        for type_ in ("WMO301", "WMO323")
        for b in Berichten().reeks(type_, 100)
        for n in re.findall(r"Bsn>(\d+)<", b.xml.decode())
    }
    assert len(nummers) > 50
    assert all(n.startswith("9999") and is_elfproef(n) for n in nummers)


def test_de_datums_liggen_rond_vandaag() -> None:
    vandaag = date(2022, 4, 4)
    for b in Berichten(vandaag=lambda: vandaag).reeks("WMO307", 50):
        assert b.dagtekening == vandaag
        for gevonden in re.findall(r"(?:Begin|Ingangs)datum>([\d-]+)<", b.xml.decode()):
            assert abs(date.fromisoformat(gevonden) - vandaag) <= timedelta(days=60)


def test_de_versie() -> None:
    assert Berichten().maak("WMO305").versie == "3.2"
    assert Berichten().maak("WMO303").versie == "3.0"
    assert Berichten(versie="3.0").maak("WMO305").versie == "3.0"
    assert Berichten(versie=lambda: "3.0").maak("WMO305").versie == "3.0"
    assert Berichten(versie="3.0").maak("WMO305", "3.1").versie == "3.1"
    with pytest.raises(OnbekendeRelease, match=r"release '3\.3'"):
        Berichten().maak("WMO305", "3.3")
    with pytest.raises(OnbekendBerichttype, match="De kit kent geen berichttype 'ZVW305'"):
        Berichten().maak("ZVW305")


def test_wat_de_gebruiker_geeft_staat() -> None:
    fabriek = Berichten()
    b = fabriek.maak("WMO305", Client={"Geslacht": "0"}, Begindatum="2022-02-01", Header={"Ontvanger": "0344"})
    assert b.inhoud["Client"]["Geslacht"] == "0"
    assert b.inhoud["Client"]["Bsn"] == fabriek.maak("WMO305").inhoud["Client"]["Bsn"]
    assert {p["Begindatum"] for p in b.inhoud["Client"]["StartProducten"]["StartProduct"]} == {"2022-02-01"}
    assert b.ontvanger == "0344"
    assert controleer(b) == []
    for zaad in range(10):
        zonder = fabriek.maak("WMO305", zaad=zaad, Product=None)
        assert b":Product>" not in zonder.xml
        assert regels_gebroken(zonder) == set()
    kapot = fabriek.maak("WMO305", Bsn="123456789")
    assert {bevinding.code for bevinding in controleer(kapot)} == {"CS002"}
    kapot = fabriek.maak("WMO305", Client={"Geslacht": None})
    assert {bevinding.code for bevinding in controleer(kapot)} == {"XSD"}


def test_een_element_dat_het_bericht_niet_heeft() -> None:
    with pytest.raises(OnbekendElement) as fout:
        Berichten().maak("WMO305", Begindatm="2022-04-01")
    assert (
        str(fout.value)
        == "WMO305 3.2 heeft geen element 'Begindatm'. Bedoelt u 'Begindatum'?\nKijk in het schema hoe de elementen van dit bericht heten."
    )


def test_een_reeks() -> None:
    fabriek = Berichten(zaad=5)
    assert list(fabriek.reeks("WMO305", 0)) == []
    reeks = list(fabriek.reeks("WMO305", 3, "3.0", Begindatum="2022-02-01"))
    assert reeks == [fabriek.maak("WMO305", "3.0", zaad=zaad, Begindatum="2022-02-01") for zaad in (5, 6, 7)]
    assert len({b.identificatie for b in reeks}) == 3
    with pytest.raises(OngeldigeInstelling, match=r"kreeg aantal=-1; verwacht wordt nul of meer"):
        fabriek.reeks("WMO305", -1)


def test_op_een_antwoord_volgt_geen_antwoord() -> None:
    with pytest.raises(OnbekendBerichttype, match="Op een WMO306 volgt geen antwoord; het is zelf een antwoord"):
        Berichten().retour(Berichten().maak("WMO306"))


def test_het_publieke_pad() -> None:
    import pytest_draaiboek

    assert isinstance(pytest_draaiboek.Berichten().maak("WMO305"), Bericht)


MOMENTEN = [
    date(2021, 2, 1),
    date(2022, 3, 1),
    date(2022, 3, 27),
    date(2022, 4, 4),
    date(2024, 2, 29),
    date(2026, 12, 31),
]


@pytest.mark.parametrize("vandaag", MOMENTEN, ids=str)
@pytest.mark.parametrize("standaard", ["iwmo", "ijw"])
def test_elke_dag_houdt_wat_gemaakt_is_zich_aan_de_regels(standaard: str, vandaag: date) -> None:
    fabriek = Berichten(vandaag=lambda: vandaag)
    for release in laad_standaard(standaard).releases.values():
        for type_ in release.berichttypen:
            for b in fabriek.reeks(type_, 12, release.versie):
                assert controleer(b) == [], b.xml.decode()


@pytest.mark.parametrize(
    ("type_", "gegeven"),
    [
        ("WMO301", {"Frequentie": "2"}),
        ("WMO301", {"Frequentie": "1"}),
        ("WMO301", {"Eenheid": "83"}),
        ("WMO301", {"Budget": "1000"}),
        ("WMO301", {"Product": None}),
        ("WMO301", {"Omvang": None}),
        ("WMO301", {"Einddatum": None}),
        ("WMO301", {"RedenWijziging": "13"}),
        ("WMO301", {"NaamGebruik": "3"}),
        ("WMO301", {"NaamGebruik": "1"}),
        ("WMO301", {"Partnernaam": None}),
        ("WMO301", {"DatumGebruik": "2"}),
        ("WMO301", {"Vorm": "1"}),
        ("WMO301", {"Vorm": "3"}),
        ("WMO301", {"Telefoon": None}),
        ("WMO301", {"LandCode": "NL"}),
        ("WMO301", {"LandCode": "BE"}),
        ("WMO301", {"Postcode": "9712AB"}),
        ("WMO307", {"Einddatum": "2022-02-01"}),
        ("WMO307", {"Begindatum": "2022-03-01"}),
        ("WMO315", {"ZorgverlenerCode": "99990002"}),
        ("WMO315", {"Type": "01"}),
        ("WMO315", {"Type": "03"}),
        ("WMO315", {"BeschikkingNummer": "5"}),
        ("WMO317", {"Client": {"Verzoek": {"TeWijzigenProducten": None}}}),
        ("WMO317", {"Client": {"Verzoek": {"NieuweProducten": None, "OngewijzigdeProducten": None}}}),
        ("WMO319", {"VerzoekAntwoord": "1"}),
        ("WMO319", {"VerzoekAntwoord": "2"}),
        ("JW319", {"RedenAfwijzingVerzoek": "8"}),
        ("WMO323", {"Eenheid": "83"}),
        ("WMO323", {"DebetCredit": "D"}),
        ("WMO323", {"VorigReferentieNummer": None}),
        ("WMO323", {"GeleverdVolume": "0"}),
    ],
    ids=str,
)
def test_de_rest_past_zich_aan_bij_wat_de_gebruiker_geeft(type_: str, gegeven: dict[str, Any]) -> None:
    reeks = list(Berichten().reeks(type_, 40, **gegeven))
    for b in reeks:
        assert controleer(b) == [], b.xml.decode()
    tekst = "".join(b.xml.decode() for b in reeks)
    for naam, waarde in gegeven.items():
        if isinstance(waarde, str):
            assert set(re.findall(rf"<\w+:{naam}>([^<]*)<", tekst)) == {waarde}


def test_wat_de_gebruiker_kapot_geeft_blijft_kapot() -> None:
    fabriek = Berichten()
    assert regels_gebroken(fabriek.maak("WMO301", zaad=4, Budget="100", Einddatum=None)) >= {"CD075"}
    assert regels_gebroken(fabriek.maak("WMO305", StatusAanlevering="9")) == {"CS058"}
    mijn = {
        "ToegewezenProduct": [
            {
                "ToewijzingNummer": "1",
                "Toewijzingsdatum": "2022-03-01",
                "Toewijzingstijd": "09:00:00",
                "Ingangsdatum": "2022-03-01",
            }
        ]
    }
    b = fabriek.maak("WMO301", ToegewezenProducten=mijn)
    assert regels_gebroken(b) == {"CD079"}
    assert b.inhoud["Client"]["ToegewezenProducten"] == mijn


def test_een_moment_zonder_zone_wordt_geweigerd() -> None:
    fabriek = Berichten(vandaag=lambda: datetime(2022, 4, 4, 13))  # what is refused
    with pytest.raises(NaiefTijdstip, match=r"zonder tijdzone; verwacht wordt een dag, of een moment met zone"):
        fabriek.maak("WMO305")
