"""The codes that a system knows, fictitious numbers, and the client made of them."""

from datetime import date
from pathlib import Path

import pytest

from pytest_draaiboek.berichten import Berichten, Dossier, Gegevens, Product, controleer, stel_op
from pytest_draaiboek.berichten.bsn import fictieve_bsns, is_elfproef
from pytest_draaiboek.fouten import OnbekendBerichttype, OngeldigeInstelling

PRODUCT = (Product("02", "02A03"),)
HEEN = ("301", "303", "305", "307", "315", "317", "319", "323")


@pytest.mark.parametrize(
    ("agb", "gemeente", "producten", "bsns", "melding"),
    [
        ("123", "0344", PRODUCT, (), "agb_code is '123'; verwacht worden acht cijfers"),
        ("12345678", "344", PRODUCT, (), "gemeentecode is '344'; verwacht worden vier cijfers"),
        ("12345678", "0344", (), (), "er is geen enkel product"),
        ("12345678", "0344", PRODUCT, ("999900006",), "er is maar één BSN; geef er minstens 2"),
        (
            "12345678",
            "0344",
            PRODUCT,
            ("111222333", "999900006"),
            "BSN '111222333' is niet fictief; neem er een uit de testreeks 9999xxxxx",
        ),
        ("12345678", "0344", PRODUCT, ("999900007", "999900006"), "BSN '999900007' is niet fictief"),
    ],
)
def test_gegevens_die_niet_kunnen(
    agb: str, gemeente: str, producten: tuple[Product, ...], bsns: tuple[str, ...], melding: str
) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        Gegevens(agb, gemeente, producten, bsns)
    assert str(fout.value).startswith(f"De gegevens van het systeem kloppen niet: {melding}")


def test_producten_van_een_andere_standaard_blijven_weg() -> None:
    gegevens = Gegevens("12345678", "0344", (Product("02", "02A03"), Product("45", "45A04")))
    assert gegevens.beperkt_tot("iwmo").producten == (Product("02", "02A03"),)
    assert gegevens.beperkt_tot("ijw").producten == (Product("45", "45A04"),)
    with pytest.raises(
        OngeldigeInstelling, match="hebben geen product van iJw; gevonden zijn de categorieën 02, mogelijk zijn 31, 32"
    ):
        Berichten(gegevens=Gegevens("12345678", "0344", PRODUCT)).maak("JW305")


def test_een_bestand_dat_niet_klopt(tmp_path: Path) -> None:
    pad = tmp_path / "codes.toml"
    pad.write_text("agb_code = 12345678\n", encoding="utf-8")
    with pytest.raises(
        OngeldigeInstelling, match=r"codes\.toml: geen geldig bestand met gegevens \(.*\)\.\nSchrijf erin: agb_code"
    ):
        Gegevens.lees(pad)


def test_de_elfproef() -> None:
    assert is_elfproef("999900006")
    assert not any(
        is_elfproef(n)
        for n in ("999900007", "", "000000000", "99990000", "9999000066", "99990000x", "９９９９０００６６")
    )


def test_de_testnummers() -> None:
    nummers = fictieve_bsns()
    assert len(set(nummers)) == len(nummers) > 9_000
    assert all(n.startswith("9999") and is_elfproef(n) for n in nummers)


@pytest.mark.parametrize("standaard", ["iwmo", "ijw"])
@pytest.mark.parametrize("versie", ["3.0", "3.1"])
def test_over_een_client_is_elk_bericht_geldig_en_hangt_samen(standaard: str, versie: str) -> None:
    fabriek = Berichten()
    voorvoegsel = {"iwmo": "WMO", "ijw": "JW"}[standaard]
    op = date(2022, 3, 20)
    for nummer in range(0, 9_000_000, 123_457):
        dossier = fabriek.dossier(nummer, vanaf=date(2022, 2, 1))
        for type_ in (voorvoegsel + nr for nr in HEEN if versie == "3.0" or nr != "303"):
            b = stel_op(type_, versie, dossier.inhoud(type_, op), dagtekening=op, identificatie="X")
            assert controleer(b) == [], type_
            tekst = b.xml.decode()
            assert type_[-3:] in {"319", "303"} or dossier.bsn in tekst
            if type_[-3:] in {"301", "305", "307", "317", "323"}:
                assert f"ToewijzingNummer>{dossier.toewijzingnummer}<" in tekst
            if type_[-3:] in {"315", "317", "319"}:
                assert f"ReferentieAanbieder>{dossier.referentie}<" in tekst


def test_opeenvolgende_clienten_zijn_andere_mensen() -> None:
    gegevens = Gegevens.fictief()
    assert len({Dossier(gegevens, nummer, date(2022, 2, 1)).bsn for nummer in range(50_000, 59_000)}) == 9_000


def test_een_dossier_geeft_geen_antwoorden() -> None:
    with pytest.raises(OnbekendBerichttype, match=r"geen inhoud voor WMO306: dat is een antwoord\. Neem retour_inhoud"):
        Dossier(Gegevens.fictief(), 1, date(2022, 2, 1)).inhoud("WMO306", date(2022, 2, 1))


def test_de_codes_van_elke_rol(tmp_path: Path) -> None:
    pad = tmp_path / "codes.toml"
    oud = 'agb_code = "12345678"\ngemeentecode = "0344"\nproducten = [{categorie = "02", code = "02A03"}]\n'
    pad.write_text(oud, encoding="utf-8")
    gegevens = Gegevens.lees(pad)
    assert [gegevens.code_van(rol) for rol in ("aanbieder", "gemeente", "zorgkantoor")] == ["12345678", "0344", "5502"]
    assert len(set(gegevens.derden)) == 3
    with pytest.raises(OngeldigeInstelling) as fout:
        gegevens.code_van("regio")
    assert str(fout.value).endswith('Wat te doen: zet in draaiboek_gegevens onder [codes] een regel regio = "...".')

    derden = '["12345670", "12345671", "12345672"]'
    nieuw = f'{oud}zorgkantoorcode = "5505"\nderden = {derden}\n[codes]\nregio = "R1"\ngemeente = "0345"\n'
    pad.write_text(nieuw, encoding="utf-8")
    gegevens = Gegevens.lees(pad)
    assert [gegevens.code_van(rol) for rol in ("regio", "gemeente", "zorgkantoor")] == ["R1", "0345", "5505"]
    assert gegevens.derden == ("12345670", "12345671", "12345672")
    assert hash(gegevens) == hash(Gegevens.lees(pad))


@pytest.mark.parametrize(
    ("naam", "waarde", "melding"),
    [
        ("zorgkantoorcode", "552", "zorgkantoorcode is '552'; verwacht worden vier cijfers"),
        ("derden", ("1", "12345671", "12345672"), "in derden staat '1'; verwacht worden acht cijfers"),
        (
            "derden",
            ("12345678", "12345671", "12345672"),
            "derden noemt te weinig andere aanbieders; geef 3 verschillende",
        ),
        ("codes", {"regio": " "}, "de code van regio is leeg"),
    ],
)
def test_codes_die_niet_kunnen(naam: str, waarde: object, melding: str) -> None:
    with pytest.raises(OngeldigeInstelling, match=melding):
        Gegevens("12345678", "0344", PRODUCT, **{naam: waarde})  # type: ignore[arg-type]
