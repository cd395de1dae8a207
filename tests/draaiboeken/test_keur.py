"""Whatever is in a draaiboek file: it can be judged by, or everything that is wrong with it is told at once, each with its line and what to do."""

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_draaiboek.draaiboeken import Gebrek, keur, laad, lees
from pytest_draaiboek.fouten import OngeldigDraaiboek

BRON = Path(__file__).parents[2] / "pytest_draaiboek" / "draaiboeken" / "wmo-jw-2022.toml"
TEKST = BRON.read_text(encoding="utf-8")
REGELS = TEKST.splitlines()
VERPLICHT = TEKST.count('ernst = "verplicht"')


def regel_van(begin: str, nr: int = 1) -> int:
    """Return the line of the file of 2022 that begins so, the first or a later one."""
    return [plek for plek, regel in enumerate(REGELS, 1) if regel.startswith(begin)][nr - 1]


def keur_tekst(map_: Path, *wissels: tuple[str, str], keer: int = 1) -> list[Gebrek]:
    tekst = TEKST
    for oud, nieuw in wissels:
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw, keer)
    (map_ / "eigen.toml").write_text(tekst, encoding="utf-8")
    return list(keur(map_ / "eigen.toml"))


def test_wat_de_kit_meebrengt_is_in_orde(tmp_path: Path) -> None:
    assert keur_tekst(tmp_path) == []


def test_alles_tegelijk(tmp_path: Path) -> None:
    """Of the shape and of the sense, from the top of the file to its end."""
    gebreken = keur_tekst(
        tmp_path,
        ('naam = "knooppunt"\nsoort', 'naam = "knooppunt"\nkleur = "rood"\nsoort'),
        ('[[fase]]\nnr = 2\nnaam = "transitie"\nbegin = 2022-03-31T13', '[[fase]]\nnr = 2\nnaam = "transitie"\nbegin = 2022-03-31T14'),
        ('nr = "3.1.2"\nparagraaf = "3.1"\nmoment = 2022-03-30T17:00:00', 'nr = "3.1.2"\nparagraaf = "3.1"\nmoment = 2022-03-27T02:30:00'),
        ('heen = "319"', 'heen = "333"'),
        ('tekst = "Kent de drie', 'tekst = "Kent {9.9} de drie'),
        ('toets = "fasegrens"', "toets = 3"),
        ('types = ["304"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.3.3"', 'types = ["304"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.1.1"'),
        ('"5.1b" = "From', '"5.1z" = "From'),
    )  # fmt: skip
    assert [(g.sleutel, g.gevonden[:32]) for g in gebreken] == [
        ("rol.knooppunt.kleur", "de sleutel 'kleur' is hier niet "),
        ("fase 2.begin", "sluit niet aan op het einde van "),
        ("mijlpaal 3.1.2.moment", "2022-03-27 02:30:00 bestaat niet"),
        *[("paar 333", "er is een gat in de kalender: ge")] * 4,
        ("venster 1.types 6", "type '319' zit in geen enkel paa"),
        ("venster 5", "JW304 in 3.0 is geblokkeerd op 2"),
        ("venster 5", "WMO304 in 3.0 is geblokkeerd op "),
        ("venster 6.types 11", "type '319' zit in geen enkel paa"),
        ("eis 1.1.tekst", "de plaatshouder {9.9} is niet be"),
        ("eis 1.1.toets", "gevonden is het getal 3, verwach"),
        ("eis 3.1.3.types 2", "type '319' zit in geen enkel paa"),
        ("eis 3.2.1.types 6", "type '319' zit in geen enkel paa"),
        ("eis 3.2.4.types 11", "type '319' zit in geen enkel paa"),
        ("eis 4.1.1.types 11", "type '319' zit in geen enkel paa"),
        ("vertaling.en.eis.5.1z", "eis '5.1z' bestaat niet"),
    ]
    geschreven = (tmp_path / "eigen.toml").read_text(encoding="utf-8").splitlines()
    begin = {g.sleutel: geschreven[g.regel - 1] for g in gebreken}
    assert begin["rol.knooppunt.kleur"] == 'kleur = "rood"'
    assert begin["fase 2.begin"] == "begin = 2022-03-31T14:00:00"
    assert begin["mijlpaal 3.1.2.moment"] == "moment = 2022-03-27T02:30:00"
    assert begin["paar 333"] == "[[paar]]"
    assert begin["venster 5"] == "[[venster]]"
    assert begin["venster 6.types 11"].startswith('types = ["301", "302",')
    assert begin["eis 3.1.3.types 2"] == 'types = ["301", "319"]'
    assert begin["eis 1.1.toets"] == "toets = 3"
    assert begin["vertaling.en.eis.5.1z"].startswith('"5.1z" = "From')
    assert [g.regel for g in gebreken] == sorted(g.regel for g in gebreken)


def test_de_fout_noemt_ze_alle(tmp_path: Path) -> None:
    assert len(keur_tekst(tmp_path, ('ernst = "verplicht"', 'ernst = "verplich"'), keer=-1)) == VERPLICHT
    with pytest.raises(OngeldigDraaiboek) as gevangen:
        lees(tmp_path / "eigen.toml")
    tekst = str(gevangen.value)
    assert tekst.count("eigen.toml: regel ") == tekst.count("Wat te doen: schrijf 'verplicht'.") == 20
    assert tekst.endswith(
        f"Er zijn nog {VERPLICHT - 20} gebreken.\nWat te doen: verbeter deze eerst, of laat ze alle zien met draaiboek controleer-draaiboek."
    )


VORM = [
    ("moment = 2022-03-30T17:00:00", "moment = 2022-03-30", "2022-03-30 is een datum zonder tijd; verwacht wordt een lokaal moment", "schrijf de tijd erbij, zoals 2022-03-30T13:00:00"),
    ("moment = 2022-03-30T17:00:00", "moment = 2022-03-30T17:00:00+02:00", "2022-03-30T17:00:00+02:00 heeft een offset; verwacht wordt een lokaal moment", "laat de offset weg: schrijf 2022-03-30T17:00:00, in de tijdzone van het draaiboek"),
    ("moment = 2022-03-30T17:00:00", "moment = 2022-03-30T17:00:00Z", "2022-03-30T17:00:00+00:00 heeft een offset", "laat de offset weg: schrijf 2022-03-30T17:00:00"),
    ("moment = 2022-03-30T17:00:00", 'moment = "2022-03-30 17:00"', "gevonden is de tekst '2022-03-30 17:00', verwacht wordt een lokaal moment", "laat de aanhalingstekens weg, en schrijf bijvoorbeeld 2022-03-30T17:00:00"),
    ("moment = 2022-03-30T17:00:00", "moment = 17:00:00", "gevonden is het tijdstip 17:00:00, verwacht wordt een lokaal moment", "schrijf bijvoorbeeld 2022-03-30T17:00:00"),
    ("moment = 2022-03-30T17:00:00", "moment = 0001-01-01T00:00:00", "0001-01-01 00:00:00 ligt niet tussen 1900 en 2200", "kies een moment dat er precies één keer is"),
    ("moment = 2022-03-30T17:00:00", "", "de sleutel 'moment' ontbreekt", "voeg moment toe: vanaf wanneer, in lokale tijd zonder offset: 2022-03-30T17:00:00"),
    ("formaat = 1", "formaat = 2", "gevonden is het getal 2, verwacht wordt een van 1", "kies uit 1"),
    ("formaat = 1", "formaat = true", "gevonden is true, verwacht wordt een van 1", "kies uit 1"),
    ('live = "3.2.4"', "live = [1]", "gevonden is een lijst, verwacht wordt een tekst tussen aanhalingstekens", 'schrijf bijvoorbeeld "3.1"'),
    ('live = "3.2.4"', "live = 3.2", "gevonden is het getal 3.2, verwacht wordt een tekst", 'schrijf bijvoorbeeld "3.1"'),
    ('live = "3.2.4"', "live = " + "9" * 4000, "gevonden is een heel groot getal, verwacht wordt een tekst", 'schrijf bijvoorbeeld "3.1"'),
    ('live = "3.2.4"', "live = inf", "gevonden is het getal inf, verwacht wordt een tekst", 'schrijf bijvoorbeeld "3.1"'),
    ('live = "3.2.4"', 'live = "9"', "mijlpaal '9' bestaat niet", "kies uit intro, "),
    ('uitstel_gemeld = "2.4"', 'uitstel_gemeld = "9"', "mijlpaal '9' bestaat niet", "kies uit intro, "),
    ("nr = 0", 'nr = "0"', "gevonden is de tekst '0', verwacht wordt een geheel getal", "schrijf bijvoorbeeld 1"),
    ("nr = 0", "nr = true", "gevonden is true, verwacht wordt een geheel getal", "schrijf bijvoorbeeld 1"),
    ('rollen = ["aanbieder"]', 'rollen = "aanbieder"', "gevonden is de tekst 'aanbieder', verwacht wordt een lijst", "schrijf rechte haken eromheen"),
    ('rollen = ["aanbieder"]', "rollen = [1]", "gevonden is het getal 1, verwacht wordt een tekst", 'schrijf bijvoorbeeld "3.1"'),
    ('soort = "doorgever"', 'soort = "doorgeever"', "gevonden is de tekst 'doorgeever', verwacht wordt een van 'buiten', 'doorgever', 'partij'", "schrijf 'doorgever'"),
    ("[rol.gemeente]", "[rol.gemeente.diep]", "de sleutel 'diep' is hier niet bekend", "kies uit naam, soort, of haal de sleutel weg"),
    ("[rol.gemeente]", '[rol."de gemeente"]', "'de gemeente' kan niet als de naam van een rol", "geef het een andere naam"),
    ('nr = "3.1.2"', 'nr = "3.1/2"', "'3.1/2' kan niet als nummer van een mijlpaal: daar mogen alleen letters, cijfers, punt, streepje en laag streepje in", "geef het een andere naam"),
    ('nr = "3.1.2"', 'nr = "naar"', "'naar' staat in teksten al voor een versie", "kies een ander nummer"),
    ('nr = "3.1.2"', 'nr = ""', "'' kan niet als nummer van een mijlpaal", "geef het een andere naam"),
    ('id = "3.1.2"', 'id = "3.1.2::x"', "'3.1.2::x' kan niet als id van een eis", "geef het een andere naam"),
    ('id = "3.1.2"', 'id = "../../x"', "'../../x' kan niet als id van een eis", "geef het een andere naam"),
    ('heen = "301"', 'heen = "3 01"', "'3 01' kan niet als berichttype", "geef het een andere naam"),
    ('[uitgave."ijw-3.1"]', '[uitgave."ijw,3.1"]', "'ijw,3.1' kan niet als de naam van een uitgave", "geef het een andere naam"),
    ('van = "3.0"', 'van = " "', "leeg", "noem de versie, zoals '3.0'"),
    ('van = "3.0"', 'van = "3.1"', "'3.1' is ook de versie van 'van'", "noem de nieuwe versie"),
    ("Alle 323-berichten", "Alle {323-berichten", "hier staat een losse accolade", "schrijf {{ of }} voor een accolade zelf, of sluit de plaatshouder"),
    ("De keten gaat over naar {naar}", "De keten gaat over naar {}", "de plaatshouder {} is niet bekend", "kies een mijlpaal (intro, "),
    ("De keten gaat over naar {naar}", "De keten gaat over op {3.1.2.tot}", "de plaatshouder {3.1.2.tot} is niet bekend", "schrijf {3.1.2}, met .dag, .tijd of .uur erachter"),
    ("The chain moves to {naar}", "The chain moves to {to}", "de plaatshouder {to} is niet bekend", "kies een mijlpaal (intro, "),
    ("iJw {van} naar {naar}", "iJw {van} naar {nar}", "de plaatshouder {nar} is niet bekend", "kies een mijlpaal (intro, "),
    ("einde = 2022-03-23T23:00:00", "einde = 2022-03-23T22:00:00", "sluit niet aan op het einde van fase 0 (2022-03-23 22:00:00+01:00): overlap of gat", "laat elke fase beginnen waar de vorige eindigt"),
    ('nr = 1\nnaam = "afsluiting"', 'nr = 0\nnaam = "afsluiting"', "fase 0 komt twee keer voor", "geef elke fase een eigen nummer"),
    ('live = "3.2.4"', 'live = "3.3.1"', "mijlpaal 3.3.1 is op 2022-03-01 23:00, maar pas op 2022-03-31 13:00 is 3.0 helemaal geblokkeerd: live ligt voor de bevriezing", "laat het live-moment op of na het laatste stopmoment vallen"),
    ('rollen = ["aanbieder"]\nernst', "rollen = []\nernst", "een eis zonder rollen geldt voor niemand", "noem minstens één rol"),
    ('soort = "doorgever"', 'soort = "buiten"', "rol 'knooppunt' wordt niet getoetst", "haal 'knooppunt' weg bij de eis"),
    ("[[eis]]", "[eis]\nx = 1\n[[eisen]]", "gevonden is een tabel, verwacht wordt een lijst", "schrijf [[…]] met dubbele haken"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("oud", "nieuw", "gevonden", "raad"), VORM, ids=[f"{nr}-{w[1][:20]}" for nr, w in enumerate(VORM)]
)
def test_wat_er_mis_is_staat_er_met_regel_en_raad(
    oud: str, nieuw: str, gevonden: str, raad: str, tmp_path: Path
) -> None:
    tekst = TEKST.replace("[[eis]]", "[[eisen]]") if "[[eisen]]" in nieuw else TEKST
    oud = oud.replace("[[eis]]", "[[eisen]]") if tekst is not TEKST else oud
    assert oud in tekst
    (tmp_path / "eigen.toml").write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    passend = [g for g in keur(tmp_path / "eigen.toml") if g.gevonden.startswith(gevonden)]
    assert passend, [str(g) for g in keur(tmp_path / "eigen.toml")]
    assert passend[0].raad.startswith(raad)
    assert passend[0].bestand == str(tmp_path / "eigen.toml")
    assert 1 <= passend[0].regel <= len(REGELS) + 2
    with pytest.raises(OngeldigDraaiboek, match=re.escape(passend[0].gevonden[:60])):
        lees(tmp_path / "eigen.toml")


# Files as editors leave them, and as nobody should make them.


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"], ids=["kaal", "bom"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_een_bestand_uit_windows(begin: bytes, einde: str, tmp_path: Path) -> None:
    tekst = TEKST.replace("\n", einde).encode()
    (tmp_path / "Eigen.TOML").write_bytes(begin + tekst)
    assert [d.eisen for d in lees(tmp_path / "Eigen.TOML")] == [laad("iwmo-3.1").eisen, laad("ijw-3.1").eisen]
    (tmp_path / "Eigen.TOML").write_bytes(begin + tekst.replace(b'live = "3.2.4"', b'live = "9"'))
    assert [g.regel for g in keur(tmp_path / "Eigen.TOML")] == [regel_van("live")]


def test_een_pad_uit_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "eigen.toml").write_text(TEKST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert keur(Path(".\\map\\eigen.toml")) == ()
    assert "niet" in keur(Path("C:\\map\\eigen.toml"))[0].gevonden


@pytest.mark.parametrize(
    ("inhoud", "regel", "gevonden"),
    [
        (b"", 0, "de sleutel 'formaat' ontbreekt"),
        (b"#" * 1_000_001, 0, "groter dan 1 MB; dat is geen draaiboek"),
        (b"a = 1\nb = 'x\0y'\n", 2, "hier staat een NUL-teken"),
        (b"a = 1\nb = '\xff'\n", 2, "geen geldige TOML in UTF-8 ('utf-8' codec can't decode"),
        ("a = 1\n".encode("utf-16"), 1, "geen geldige TOML in UTF-8"),
        (b"a = 1\na = 2\n", 2, "geen geldige TOML in UTF-8 (Cannot overwrite a value (at line 2"),
        (b"a = 2022-13-45T00:00:00\n", 1, "geen geldige TOML in UTF-8"),
        (b"a = " + b"9" * 5000, 0, "geen geldige TOML in UTF-8 (Exceeds the limit"),
        (b"a = 1\nx = " + b"[" * 300_000, 2, "meer dan 20 niveaus in elkaar"),
        (b"x = " + b"{a=" * 300_000, 1, "meer dan 20 niveaus in elkaar"),
        (b"a." * 400_000 + b"a = 1", 1, "meer dan 20 niveaus in elkaar"),
        (b"[" + b"a." * 400_000 + b"a]", 1, "meer dan 20 niveaus in elkaar"),
        (b"[[mijlpaal]]\n" * 201, 401 - 200, "hier begint nummer 201 van 201; een draaiboek heeft er hooguit 200"),
        (b"[[eis]]\n" * 20_000, 501, "hier begint nummer 501 van 20000; een draaiboek heeft er hooguit 500"),
        (b"eis = [\n" + b"1," * 400_000 + b"]", 2, "meer dan 50000 sleutels en waarden; zo groot is geen draaiboek"),
        (b'"\\u001b[2J\\u202e" = 1\n', 1, "de sleutel '\\x1b[2J\\u202e' is hier niet bekend"),
    ],
    ids=["leeg", "groot", "nul", "geen utf-8", "utf-16", "dubbel", "geen datum", "groot getal", "lijsten", "tabellen", "punten", "punten in een kop", "mijlpalen", "eisen", "eisen op een regel", "besturing"],
)  # fmt: skip
def test_een_vijandig_bestand(inhoud: bytes, regel: int, gevonden: str, tmp_path: Path) -> None:
    (tmp_path / "eigen.toml").write_bytes(inhoud)
    begin = time.monotonic()
    gebreken = keur(tmp_path / "eigen.toml")
    assert time.monotonic() - begin < 10
    passend = [g for g in gebreken if g.gevonden.startswith(gevonden)]
    assert [g.regel for g in passend] == [regel], [str(g)[:300] for g in gebreken]
    assert str(passend[0]).replace("\n", "").isprintable()
    with pytest.raises(OngeldigDraaiboek):
        lees(tmp_path / "eigen.toml")


def test_wat_geen_bestand_is(tmp_path: Path) -> None:
    (tmp_path / "map.toml").mkdir()
    assert keur(tmp_path / "map.toml")[0].gevonden == "dit is een map"
    assert keur(tmp_path / "weg.toml")[0].gevonden == "dit bestand is er niet"
    assert keur(tmp_path / "a\0b.toml")[0].gevonden.startswith("niet te lezen (embedded null byte)")
    with pytest.raises(OngeldigDraaiboek, match=r"dit is een map\.\nWat te doen: geef het pad van een draaiboek"):
        lees(tmp_path / "map.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_een_pijp_laat_niet_wachten(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.toml")
    assert keur(tmp_path / "pijp.toml")[0].gevonden == "dit is geen gewoon bestand"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may read everything is refused nothing"
)
def test_een_bestand_dat_niet_te_lezen_is(tmp_path: Path) -> None:
    (tmp_path / "dicht.toml").write_text(TEKST, encoding="utf-8")
    (tmp_path / "dicht.toml").chmod(0)
    assert keur(tmp_path / "dicht.toml")[0].gevonden.startswith("niet te lezen (")


STUKKEN = ["[[eis]]", "[[mijlpaal]]", "[vervalt]", 'basis = "iwmo-3.1"', "x = 1", '"', "{", "]", "= 3", "2022-03-27T02:30:00", "\0", "[[proef]]", 'eis = "1.1"', "rol = 1", "é", "vertaling.en.eis.x = 1"]  # fmt: skip


@pytest.mark.breed
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(REGELS) - 1),
            st.sampled_from(["weg", "dubbel", "ervoor", "wissel", "knip"]),
            st.sampled_from(STUKKEN),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=150, deadline=None)
def test_een_willekeurige_verandering_breekt_niets(
    tmp_path_factory: pytest.TempPathFactory, wissels: list[tuple[int, str, str]]
) -> None:
    regels = list(REGELS)
    for willekeurig, hoe, stuk in wissels:
        plek = willekeurig % len(regels)
        if hoe == "weg":
            del regels[plek]
        elif hoe == "dubbel":
            regels.insert(plek, regels[plek])
        elif hoe == "ervoor":
            regels.insert(plek, stuk)
        elif hoe == "wissel":
            regels[plek] = regels[plek].partition("=")[0] + f"= {stuk}"
        else:
            regels[plek] = regels[plek][: len(regels[plek]) // 2]
    pad = tmp_path_factory.getbasetemp() / "willekeurig.toml"
    pad.write_text("\n".join(regels), encoding="utf-8")
    gebreken = keur(pad)
    try:
        lees(pad)
        gelezen = True
    except OngeldigDraaiboek:
        gelezen = False
    assert gelezen is not bool(gebreken)
    assert all(0 <= g.regel <= len(regels) and g.gevonden and g.raad for g in gebreken)
