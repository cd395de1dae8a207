"""Content written as a message."""

from datetime import date
from typing import Any

import pytest

from pytest_draaiboek.berichten import Berichten, controleer, herlabel, retour_inhoud, stel_op
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendElement, OnbekendeRelease

DAG = date(2022, 3, 2)
DOSSIER = Berichten().dossier(5, vanaf=date(2022, 3, 1))


def schrijf(type_: str = "WMO305", versie: str = "3.1", inhoud: dict[str, Any] | None = None) -> Any:
    return stel_op(type_, versie, inhoud or DOSSIER.inhoud(type_, DAG), dagtekening=DAG, identificatie="ABC")


def test_de_vorm_op_de_lijn() -> None:
    xml = schrijf().xml
    regels = xml.split(b"\r\n")
    assert regels[0] == b'<?xml version="1.0" encoding="UTF-8"?>'
    assert regels[-1] == b""
    assert b"\n" not in xml.replace(b"\r\n", b"")
    assert all(regel.count(b"<") in {1, 2} for regel in regels[1:-1])
    assert xml.startswith(b"<?xml")


def test_wat_erin_gaat_komt_eruit() -> None:
    inhoud = DOSSIER.inhoud("WMO301", DAG)
    inhoud["Client"]["Commentaar"] = 'a < b & c > d\n"tweede" regel\r\tÖ'
    b = schrijf("WMO301", inhoud=inhoud)
    gelezen = b.inhoud
    assert gelezen.pop("Header") == b.kop
    assert gelezen == {naam: deel for naam, deel in inhoud.items() if naam != "Header"}
    assert controleer(b) == []


@pytest.mark.parametrize("versie", ["3.0", "3.1"])
def test_de_kop_van_een_heenbericht(versie: str) -> None:
    kop = schrijf(versie=versie).kop
    assert (kop["BerichtCode"], kop["BerichtVersie"], kop["BerichtSubversie"]) == ("418", "3", versie[-1])
    assert kop["BerichtIdentificatie"] == {"Identificatie": "ABC", "Dagtekening": "2022-03-02"}


def test_de_kop_van_een_retour_is_die_van_de_heen() -> None:
    heen = schrijf()
    retour = stel_op("WMO306", "3.1", retour_inhoud(heen), dagtekening=DAG, identificatie="DEF")
    assert {n: retour.kop[n] for n in ("Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")} == {
        n: heen.kop[n] for n in ("Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")
    }
    assert (retour.kop["IdentificatieRetour"], retour.kop["DagtekeningRetour"]) == ("DEF", "2022-03-02")
    assert set(retour.inhoud) == {"Header"}


def test_de_kop_van_een_325_is_van_de_gemeente() -> None:
    heen = schrijf("WMO323")
    antwoord = stel_op("WMO325", "3.1", retour_inhoud(heen), dagtekening=DAG, identificatie="DEF")
    assert (antwoord.afzender, antwoord.ontvanger) == (heen.ontvanger, heen.afzender)
    assert antwoord.kop["DeclaratieIdentificatie"] == heen.kop["BerichtIdentificatie"]
    assert antwoord.identificatie == "DEF"


@pytest.mark.parametrize(
    ("wijziging", "melding"),
    [
        ({"Klant": {}}, "WMO305 3.1: Bericht heeft geen Klant. Kies uit Header, Client."),
        (
            {"Client": {"Bsnr": "1", "A": "2"}},
            "WMO305 3.1: Client heeft geen A, Bsnr. Kies uit Bsn, Geboortedatum, Geslacht, Naam, StartProducten.",
        ),
        (
            {"Client": "Jan"},
            "WMO305 3.1: Client heeft de waarde 'Jan'; verwacht wordt een dict. Geef een dict met Bsn, Geboortedatum, Geslacht, Naam, StartProducten.",
        ),
    ],
)
def test_een_element_dat_er_niet_hoort(wijziging: dict[str, Any], melding: str) -> None:
    with pytest.raises(OnbekendElement) as fout:
        schrijf(inhoud=DOSSIER.inhoud("WMO305", DAG) | wijziging)
    assert str(fout.value) == melding


def test_onbekend_type_of_release() -> None:
    with pytest.raises(OnbekendBerichttype, match="De kit kent geen berichttype 'WMO999'"):
        schrijf("WMO999", inhoud={"Header": {}})
    with pytest.raises(OnbekendeRelease, match=r"Van iWmo kent de kit release '3\.3' niet"):
        schrijf(versie="3.3")
    with pytest.raises(OnbekendBerichttype, match=r"iWmo 3\.1 kent geen bericht 'WMO303'"):
        schrijf("WMO303")


def test_herlabelen_verandert_alleen_de_versie() -> None:
    oud = schrijf(versie="3.0")
    nieuw = herlabel(oud, "3.1")
    assert (nieuw.versie, nieuw.identificatie) == ("3.1", oud.identificatie)
    assert controleer(nieuw) == []
    assert herlabel(nieuw, "3.0").xml == oud.xml
