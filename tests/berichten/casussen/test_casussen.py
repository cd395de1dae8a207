"""Casussen: every message is right by itself, and all of them together tell one story."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from casus_stand import Stand, codes_in

from pytest_draaiboek.berichten import Bericht, Berichten, Gegevens, Product, controleer
from pytest_draaiboek.berichten.casussen import alle_casussen
from pytest_draaiboek.berichten.casussen.lezen import alle_producten, casusfamilie
from pytest_draaiboek.berichten.casussen.spelen import MANIEREN
from pytest_draaiboek.fouten import OnbekendeCasus, OnbekendeRelease, OngeldigeInstelling
from pytest_draaiboek.standaarden import alle_standaarden, laad_standaard

NAMEN = Berichten.casussen()
DAGEN = [
    date(2022, 3, 26),
    date(2022, 3, 27),
    date(2022, 3, 28),
    date(2022, 4, 4),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2025, 1, 1),
    date(2026, 12, 31),
]
ZADEN = 12
# What each casus must bring about, by what its messages say.
GEBEURT = {
    "toewijzing_tot_stop": {"stop anders"},
    "zorg_onderbroken": {"stop 20", "hervat", "stop anders"},
    "verzoek_toegewezen": {"in onderzoek"},
    "verzoek_afgewezen": {"in onderzoek", "afgewezen verzoek"},
    "verzoek_deels_toegewezen": {"in onderzoek", "afgewezen verzoek", "deels verleend"},
    "wijziging_nieuw_nummer": {"in onderzoek", "nieuw nummer", "stop 37"},
    "wijziging_zelfde_nummer": {"in onderzoek"},
    "wijziging_nieuw_product": {"in onderzoek", "product erbij"},
    "wijziging_afgewezen": {"in onderzoek", "afgewezen verzoek"},
    "start_gecorrigeerd": {"verwijderd en verbeterd"},
    "start_verwijderd": {"verwijderd"},
    "toewijzing_ingetrokken": {"ingetrokken"},
    "declaratie_gecorrigeerd": {"credit"},
    "prestatie_afgewezen": {"prestatie afgewezen"},
    "bericht_afgekeurd": {"afgekeurd"},
}
# What comes about for some seed.
VARIATIE = {
    *(f"frequentie {code}" for code in "1246"),
    *(f"eenheid {code}" for code in ("01", "04", "14", "16", "82", "83", "84")),
    "specifiek met Omvang",
    "aspecifiek met niets",
    "aspecifiek met Budget",
    "generiek met Budget",
    "met einde",
    "zonder einde",
    "einde gewijzigd",
    "totaal gewijzigd",
    "budget gewijzigd",
    "in minuten",
}


def paren(keten: tuple[Bericht, ...]) -> Iterator[tuple[Bericht, Bericht]]:
    """Yield the messages with their answers: each has one, which comes later."""
    over = list(keten)
    while over:
        heen = over.pop(0)
        assert not heen.is_retour
        (antwoord,) = [b for b in over if b.is_retour_op(heen)]
        over.remove(antwoord)
        yield heen, antwoord


def beproef(keten: tuple[Bericht, ...]) -> Stand:
    """Assert that a chain is coherent; return what it has come to."""
    for bericht in keten:
        assert controleer(bericht) == [], bericht.xml.decode()
    assert all(een.dagtekening <= ander.dagtekening for een, ander in pairwise(keten))
    assert len({b.eigen_identificatie for b in keten}) == len(keten)  # TR056
    stand = Stand(keten[0].versie)
    for heen, antwoord in paren(keten):
        stand.verwerk(heen, antwoord)
    assert stand.afgehandeld == stand.verzoeken.keys()
    return stand


@pytest.mark.parametrize("standaard", [s.naam for s in alle_standaarden() if s.familie == casusfamilie()])
@pytest.mark.parametrize("naam", NAMEN)
def test_elke_keten_klopt(naam: str, standaard: str) -> None:
    for versie in laad_standaard(standaard).versies:
        for zaad in range(ZADEN):
            vandaag = DAGEN[zaad % len(DAGEN)]
            keten = Berichten(vandaag=lambda dag=vandaag: dag).keten(naam, versie, standaard=standaard, zaad=zaad)
            assert {(b.standaard, b.versie) for b in keten} == {(standaard, versie)}
            assert keten[-1].dagtekening == vandaag
            assert beproef(keten).bijzonder >= GEBEURT[naam]


def test_er_is_veel_verschil() -> None:
    gebeurd: set[str] = set()
    for naam in ("wijziging_zelfde_nummer", "declaratie_gecorrigeerd"):
        for zaad in range(80):
            gebeurd |= beproef(Berichten().keten(naam, zaad=zaad)).bijzonder
    assert gebeurd >= VARIATIE


@pytest.mark.parametrize("naam", NAMEN)
def test_elke_dag_van_een_jaar(naam: str) -> None:
    for nr in range(0, 366, 11):
        vandaag = date(2024, 1, 1) + timedelta(days=nr)
        beproef(Berichten(vandaag=lambda dag=vandaag: dag).keten(naam, zaad=nr))


def test_de_stappen() -> None:
    gestuurd = [b.berichttype for b in Berichten().keten("toewijzing_tot_stop")]
    assert gestuurd == ["WMO301", "WMO302", "WMO305", "WMO306", "WMO323", "WMO325", "WMO307", "WMO308"]
    verzoek = [b.berichttype for b in Berichten(zaad=2).keten("wijziging_afgewezen", standaard="ijw")]
    assert verzoek == [f"JW{nr}" for nr in (301, 302, 305, 306, 317, 318, 319, 320, 319, 320)]


def test_alleen_wat_afgekeurd_moet_worden_wordt_afgekeurd() -> None:
    for naam in NAMEN:
        codes = [codes_in(b.inhoud) for b in Berichten().keten(naam) if b.is_retour]
        verwacht = {"bericht_afgekeurd": {"9019"}, "prestatie_afgewezen": {"0611"}}.get(naam, set())
        assert set().union(*codes) == verwacht
        assert codes[-1] == set()


@pytest.mark.parametrize(
    ("naam", "nummer", "patroon", "nieuw"),
    [
        ("toewijzing_tot_stop", 2, r"(ToewijzingNummer>)\d+", r"\g<1>1"),
        ("toewijzing_tot_stop", 2, r"(Begindatum>)[\d-]+", r"\g<1>2021-03-01"),
        ("toewijzing_tot_stop", 2, r"(Bsn>)\d+", r"\g<1>999900006"),
        ("toewijzing_tot_stop", 2, r"(Achternaam>)", r"\g<1>Van "),
        ("toewijzing_tot_stop", 4, r"(ProductPeriode>\s+<iwmo:Begindatum>)[\d-]+", r"\g<1>2022-01-31"),
        ("toewijzing_tot_stop", 5, r"(DeclaratieNummer>)", r"\g<1>X"),
        ("toewijzing_tot_stop", 6, r"(Begindatum>)[\d-]+", r"\g<1>2021-12-31"),
        ("verzoek_toegewezen", 2, r"(ReferentieAanbieder>)", r"\g<1>X"),
        ("verzoek_toegewezen", -2, r"(ReferentieAanbieder>)", r"\g<1>X"),
        ("verzoek_toegewezen", -2, r"(Ingangsdatum>)[\d-]+", r"\g<1>2022-03-04"),
        ("wijziging_nieuw_nummer", 4, r"(GewensteIngangsdatum>)[\d-]+", r"\g<1>2020-03-04"),
        ("wijziging_nieuw_nummer", 8, r"<\S+RedenWijziging>.*\s+", ""),
        ("start_gecorrigeerd", 4, r"(Begindatum>)[\d-]+", r"\g<1>2021-03-01"),
        ("toewijzing_ingetrokken", 2, r"(RedenWijziging>)13", r"\g<1>01"),
        ("declaratie_gecorrigeerd", 6, r"(VorigReferentieNummer>)", r"\g<1>X"),
        ("declaratie_gecorrigeerd", 6, r"(TotaalBedrag>)", r"\g<1>1"),
        ("prestatie_afgewezen", 5, r"(TotaalToegekendBedrag>\s+<iwmo:TotaalBedrag>)", r"\g<1>1"),
    ],
)
def test_de_beproeving_ziet_wat_niet_klopt(naam: str, nummer: int, patroon: str, nieuw: str) -> None:
    keten = list(Berichten().keten(naam, zaad=1))
    beproef(tuple(keten))
    verkeerd, aantal = re.subn(patroon, nieuw, keten[nummer].xml.decode(), count=1)
    assert aantal == 1
    keten[nummer] = Bericht.lees(verkeerd)
    with pytest.raises((AssertionError, KeyError, ValueError)):
        beproef(tuple(keten))


def test_de_beproeving_mist_elk_bericht_dat_ontbreekt() -> None:
    keten = Berichten().keten("wijziging_nieuw_nummer", zaad=1)
    for nr in range(len(keten)):
        with pytest.raises((AssertionError, KeyError, ValueError)):
            beproef(keten[:nr] + keten[nr + 1 :])


def test_zelfde_zaad_zelfde_bytes_op_elke_machine() -> None:
    code = (
        "import hashlib; from pytest_draaiboek.berichten import Berichten\n"
        "print(hashlib.sha256(b''.join(m.xml for c in Berichten.casussen() for m in Berichten(zaad=3).keten(c))).hexdigest())"
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
    keten = Berichten(zaad=3).keten("verzoek_toegewezen")
    assert keten == Berichten().keten("verzoek_toegewezen", zaad=3)
    andere = [Berichten(zaad=zaad).keten("verzoek_toegewezen") for zaad in range(10)]
    assert len({k[0].inhoud["Client"]["Bsn"] for k in andere}) == 10
    assert len({k[0].dagtekening for k in andere}) > 4


def test_standaard_en_versie() -> None:
    assert Berichten().keten(NAMEN[0])[0].versie == "3.2"
    assert Berichten(versie="3.0").keten(NAMEN[0])[0].versie == "3.0"
    assert Berichten(versie=lambda: "3.1").keten(NAMEN[0])[0].versie == "3.1"
    alleen_jeugd = Gegevens("12345678", "0344", (Product("45", "45A99"),), ("999900006", "999900018"))
    for b in (keten := Berichten(gegevens=alleen_jeugd).keten(NAMEN[0])):
        assert b.standaard == "ijw"
        assert {b.afzender, b.ontvanger} == {"12345678", "0344"}
    tekst = "".join(b.xml.decode() for b in keten)
    assert set(re.findall(r":(?:Product)?Code>(\w+)<", tekst)) == {"45A99"}
    assert set(re.findall(r"Bsn>(\d+)<", tekst)) <= {"999900006", "999900018"}
    for naam in NAMEN:
        if naam not in {"verzoek_deels_toegewezen", "wijziging_nieuw_product"}:
            beproef(Berichten(gegevens=alleen_jeugd).keten(naam))


def test_verkeerd_gevraagd() -> None:
    with pytest.raises(OnbekendeCasus) as fout:
        Berichten().keten("toewijzing_tot_stpo")
    assert str(fout.value) == (
        f"De kit kent geen casus 'toewijzing_tot_stpo'. Bedoelt u 'toewijzing_tot_stop'?\nKies uit {', '.join(NAMEN)}."
    )
    with pytest.raises(OnbekendeRelease, match="De kit kent geen standaard 'igez'"):
        Berichten().keten(NAMEN[0], standaard="igez")
    with pytest.raises(OnbekendeRelease, match=r"release '2\.3' niet"):
        Berichten().keten(NAMEN[0], "2.3")
    weinig = Gegevens("12345678", "0344", (Product("02", "02A03"), Product("02", "02A04")))
    for naam in ("wijziging_nieuw_product", "verzoek_deels_toegewezen"):
        with pytest.raises(OngeldigeInstelling) as te_weinig:
            Berichten(gegevens=weinig).keten(naam)
        assert str(te_weinig.value) == (
            "Deze casus vraagt producten van minstens 2 categorieën; de gegevens van het systeem hebben er 1: 02.\n"
            "Wat te doen: voeg aan draaiboek_gegevens een product van een andere categorie toe."
        )
    with pytest.raises(
        OngeldigeInstelling, match=r"Casus toewijzing_tot_stop declareert hier 2020-1[012]; een declaratie gaat over"
    ):
        Berichten(vandaag=lambda: date(2021, 1, 10)).keten("toewijzing_tot_stop")
    with pytest.raises(OngeldigeInstelling, match="geen product van iJw"):
        Berichten(gegevens=weinig).keten(NAMEN[0], standaard="ijw")


def test_de_gegevens_van_de_casussen() -> None:
    assert len(set(NAMEN)) == len(NAMEN)
    assert GEBEURT.keys() == set(NAMEN)
    gebruikt = {(stap.bericht, stap.hoe) for casus in alle_casussen() for stap in casus.stappen}
    assert gebruikt == MANIEREN.keys()
    for casus in alle_casussen():
        assert not casus.titel.endswith(".")
        for stap in casus.stappen:
            assert stap.na[0] <= stap.na[1]
            # OP090: an answer within three working days, that to a declaratie within ten.
            assert 0 <= stap.antwoord_na[0] <= stap.antwoord_na[1] <= (10 if stap.bericht == "323" else 3)
    codes = laad_standaard("iwmo").releases["3.2"].structuur("WMO301").doorloop()
    omvang = {k.naam: k.datatype.codes for k in codes if k.naam in {"Eenheid", "Frequentie"} and k.datatype}
    assert set(omvang["Eenheid"]) == alle_producten().eenheden.keys()
    assert set(omvang["Frequentie"]) == {f for v in alle_producten().vormen.values() for f in v.frequenties}
