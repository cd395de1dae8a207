"""The loader: what the data holds, and what it refuses, naming file, key and remedy."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek, Ernst, bronnen, laad, laden, lees, namen
from pytest_draaiboek.draaiboeken.boom import Tabel
from pytest_draaiboek.fouten import OnbekendDraaiboek, OnbekendeEis, OnbekendeMijlpaal, OngeldigDraaiboek

BRON = Path(__file__).parents[2] / "pytest_draaiboek" / "draaiboeken" / "wmo-jw-2022.toml"


@pytest.fixture(params=["iwmo-3.1", "ijw-3.1"])
def draaiboek(request: pytest.FixtureRequest) -> Draaiboek:
    return laad(request.param)


def test_what_the_kit_brings() -> None:
    assert namen() == ("ijw-3.1", "ijw-3.2", "iwlz-2.0", "iwmo-3.1", "iwmo-3.2")


def test_moments_carry_summer_time_from_27_march(draaiboek: Draaiboek) -> None:
    assert draaiboek.mijlpaal("3.1.1").moment.isoformat() == "2022-03-23T23:00:00+01:00"
    assert draaiboek.mijlpaal("3.1.2").moment.isoformat() == "2022-03-30T17:00:00+02:00"
    assert draaiboek.live.moment.isoformat() == "2022-04-04T13:00:00+02:00"


def test_phases_follow_each_other(draaiboek: Draaiboek) -> None:
    assert [fase.nr for fase in draaiboek.fasen] == [0, 1, 2, 3]
    begin = draaiboek.mijlpaal("3.2.2").moment
    assert str(draaiboek.fase(begin - timedelta(seconds=1))) == "fase 1: afsluiting"
    assert str(draaiboek.fase(begin)) == "fase 2: transitie"
    assert str(draaiboek.fase(draaiboek.live.moment)) == "fase 3: ingebruikname en nazorg"
    assert str(draaiboek.fase(draaiboek.mijlpaal("3.3.1").moment)) == "vooraf"


def test_every_eis_of_the_facts_is_there(draaiboek: Draaiboek, gedeeld: Path) -> None:
    tekst = (gedeeld / "feiten" / "draaiboek-2022.md").read_text(encoding="utf-8")
    tabel = tekst[tekst.index("## Requirements") :]
    ids: list[str] = []
    for regel in tabel.splitlines():
        if re.match(r"\| \d", regel):
            ids += re.split(r"\s*[,/]\s*", regel.split("|")[1].strip())
    assert sorted(ids) == sorted(draaiboek.eisen)


def test_every_milestone_of_the_facts_is_there(draaiboek: Draaiboek, gedeeld: Path) -> None:
    tekst = (gedeeld / "feiten" / "draaiboek-2022.md").read_text(encoding="utf-8")
    tabel = tekst[tekst.index("## Milestones") : tekst.index("## What may")]
    gevonden = {
        nr.strip(): regel.split("|")[2].strip()
        for regel in tabel.splitlines()
        if re.match(r"\| (\d|\(intro)", regel)
        for nr in regel.split("|")[1].replace("(intro)", "intro").split(",")
    }
    assert set(gevonden) == set(draaiboek.mijlpalen)
    for nr, moment in gevonden.items():
        datum = re.match(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", moment)
        if datum:
            verwacht = datum[0] if datum[1] else datum[0] + " 00:00"
            assert f"{draaiboek.mijlpaal(nr).moment:%Y-%m-%d %H:%M}" == verwacht, nr


def test_roles_and_severities(draaiboek: Draaiboek) -> None:
    assert {rol: len(draaiboek.eisen_voor(rol)) for rol in draaiboek.rollen} == {
        "gemeente": 22,
        "aanbieder": 24,
        "knooppunt": 11,
    }
    assert {eis.id for eis in draaiboek.eisen.values() if eis.ernst is Ernst.PROCEDUREEL} == {"3.1.1", "3.3.1"}
    assert {eis.id for eis in draaiboek.eisen.values() if eis.ernst is Ernst.INFORMATIEF} == {"2.4"}


def test_who_sends_what(draaiboek: Draaiboek) -> None:
    def nummers(typen: tuple[str, ...]) -> str:
        return " ".join(sorted(type_[-3:] for type_ in typen))

    assert nummers(draaiboek.verzendt("gemeente")) == "301 304 306 308 316 318 319 325"
    assert nummers(draaiboek.verzendt("aanbieder")) == "302 303 305 307 315 317 320 323"
    assert draaiboek.ontvangt("gemeente") == draaiboek.verzendt("aanbieder")
    assert draaiboek.verzendt("knooppunt") == ()


def test_every_text_is_there_in_english(draaiboek: Draaiboek) -> None:
    engels = draaiboek.vertalingen["en"]
    assert set(engels) == {
        "titel",
        *(f"eis {nr}" for nr in draaiboek.eisen),
        *(f"mijlpaal {nr}" for nr in draaiboek.mijlpalen),
        *(f"fase {fase.nr}" for fase in draaiboek.fasen),
        *(f"rol {rol}" for rol in draaiboek.rollen),
    }
    assert engels["titel"] == draaiboek.titel.replace("naar", "to")
    assert engels["eis 3.1.2"] == "Sends 305, 307, 315 and 317 until 30 March 17:00 and not from that moment on."
    # The days, the hours, the message types and the versions are the same in both.
    for sleutel, tekst in engels.items():
        soort, _, nr = sleutel.partition(" ")
        teksten = {"eis": draaiboek.eisen, "mijlpaal": draaiboek.mijlpalen}.get(soort, {})
        if nr in teksten:
            nederlands = getattr(teksten[nr], "tekst" if soort == "eis" else "wat")
            assert getallen(tekst) == getallen(nederlands.replace(".00 uur", ":00")), sleutel


def getallen(tekst: str) -> list[str]:
    gelijk = {"maart": "March", "april": "April", "drie": "three", "vier": "four", "veertien": "fourteen"}
    for nederlands, engels in gelijk.items():
        tekst = tekst.replace(nederlands, engels)
    # "between 14.00 and 23.00 uur" has its hours said once.
    tekst = re.sub(r"\b(\d\d)\.00\b", r"\1:00", tekst)
    return sorted(re.findall(r"\d[\d:.]*\d|\d|March|April|three|four(?:teen)?", tekst))


def test_what_is_not_there_is_named_with_what_is(draaiboek: Draaiboek) -> None:
    with pytest.raises(OnbekendeMijlpaal, match=r"kent geen mijlpaal '3\.1\.9'\. Bedoelt u '3\.1\.\d'\?\nKies uit "):
        draaiboek.mijlpaal("3.1.9")
    with pytest.raises(OnbekendeEis, match=r"kent geen eis '9z'\.\nKies uit 1\.1, 1\.2"):
        draaiboek.eis("9z")
    with pytest.raises(
        OnbekendDraaiboek,
        match=r"geen draaiboek 'iwmo-31'\. Bedoelt u 'iwmo-3\.1'\?\nKies uit ijw-3\.1, .*iwmo-3\.1, .*of geef",
    ):
        laad("iwmo-31")


# Refusals: the shipped file with one thing spoiled.

BEDERF = [
    ("no TOML", "formaat = 1", "formaat = = 1", r"geen geldige TOML"),
    ("unknown key", 'live = "3.2.4"', 'live = "3.2.4"\nkleur = "rood"', r"eigen\.toml: regel 13: kleur: de sleutel 'kleur' is hier niet bekend.\nWat te doen: kies uit formaat, titel.*, of haal de sleutel weg\."),
    ("missing key", 'live = "3.2.4"\n', "", r"eigen\.toml: de sleutel 'live' ontbreekt.\nWat te doen: voeg live toe: het nummer van de mijlpaal waarop"),
    ("offset instead of local", "einde = 2022-03-23T23:00:00\n", "einde = 2022-03-23T23:00:00+01:00\n", r"regel 42: fase 0\.einde: 2022-03-23T23:00:00\+01:00 heeft een offset; verwacht wordt een lokaal moment.\nWat te doen: laat de offset weg: schrijf 2022-03-23T23:00:00,"),
    ("unknown zone", "Europe/Amsterdam", "Europe/Amstelveen", r"tijdzone: 'Europe/Amstelveen' is geen bekende"),
    (
        "moment that does not exist",
        "moment = 2022-03-30T17:00:00\nrollen = [\"aanbieder\"]",
        "moment = 2022-03-27T02:30:00\nrollen = [\"aanbieder\"]",
        r"mijlpaal 3\.1\.2\.moment: 2022-03-27 02:30:00 bestaat niet in Europe/Amsterdam.*\nWat te doen: kies een moment",
    ),
    (
        "moment that exists twice",
        "moment = 2022-03-30T17:00:00\nrollen = [\"aanbieder\"]",
        "moment = 2022-10-30T02:30:00\nrollen = [\"aanbieder\"]",
        r"mijlpaal 3\.1\.2\.moment: 2022-10-30 02:30:00 komt in Europe/Amsterdam twee keer voor",
    ),
    ("milestone twice", 'nr = "3.1.3"', 'nr = "3.1.2"', r"mijlpaal 3\.1\.2: komt twee keer voor"),
    ("end before begin", "tot = 2022-03-31T23:00:00", "tot = 2022-03-31T13:00:00", r"mijlpaal 3\.1\.6\.tot: .* ligt niet na"),
    ("phases with a gap", "begin = 2022-03-31T13:00:00", "begin = 2022-03-31T14:00:00", r"fase 2\.begin: sluit niet aan"),
    ("phase without end", "begin = 2022-04-04T13:00:00\n", "begin = 2022-04-04T13:00:00\neinde = 2022-05-02T13:00:00\n", r"dekken niet alle tijd"),
    ("unknown role", 'rollen = ["gemeente"]', 'rollen = ["provincie"]', r"rol 'provincie' bestaat niet.\nWat te doen: kies uit gemeente"),
    ("retour without heen", 'types = ["304"]\nversie = "3.0"', 'types = ["399"]\nversie = "3.0"', r"venster 5\.types 1: type '399' zit in geen enkel paar"),
    ("type in two pairs", 'heen = "303"\nretour = "304"', 'heen = "303"\nretour = "302"', r"paar 303\.retour: type '302' zit al in een paar"),
    ("past that is no heenbericht", 'verleden = ["315"]', 'verleden = ["316"]', r"paar 319\.verleden: '316' is geen heenbericht"),
    ("to itself", 'retour = "302"\nvan = "gemeente"', 'retour = "302"\nvan = "aanbieder"', r"paar 301: aanbieder zendt aan zichzelf"),
    ("overlap", 'types = ["304"]\nversie = "3.0"', 'types = ["304", "303"]\nversie = "3.0"', r"venster 5\.types 2: overlapt: 303 in 3\.0"),
    ("missing window", 'types = ["304"]\nversie = "3.0"', 'types = []\nversie = "3.0"', r"geen venster voor WMO304 in 3\.0"),
    ("other version", 'types = ["304"]\nversie = "3.0"', 'types = ["304"]\nversie = "2.9"', r"'2\.9' is niet van of naar"),
    ("bounds in the wrong order", 'afgeraden_vanaf = "3.1.1"', 'afgeraden_vanaf = "3.2.2"', r"venster 2\.geblokkeerd_vanaf: de grenzen overlappen"),
    ("unknown milestone", 'geblokkeerd_vanaf = "3.2.2"', 'geblokkeerd_vanaf = "9.9"', r"mijlpaal '9\.9' bestaat niet"),
    ("window without bounds", 'types = ["304"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.3.3"', 'types = ["304"]\nversie = "3.0"', r"geen enkele grens"),
    ("retour that closes first", 'types = ["304"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.3.3"', 'types = ["304"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.1.1"', r"WMO304 in 3\.0 is geblokkeerd op 2022-03-23 23:00, terwijl WMO303 dan nog mag"),
    ("eis twice", 'id = "1.3b"', 'id = "1.3a"', r"eis 1\.3a: komt twee keer voor"),
    ("eis without check", 'toets = "fasegrens"\n', "", r"eis 1\.1: de eis is verplicht, en heeft geen toets"),
    ("translation of an unknown eis", '"5.1b" = "From', '"5.1z" = "From', r"vertaling\.en\.eis\.5\.1z: eis '5\.1z' bestaat niet.\nWat te doen: kies uit 1\.1, 1\.2"),
    ("translation of an unknown milestone", '"intro" = "', '"outro" = "', r"vertaling\.en\.mijlpaal\.outro: mijlpaal 'outro' bestaat niet.\nWat te doen: kies uit 2\.4"),
    ("translation of an unknown phase", '3 = "taking', '4 = "taking', r"vertaling\.en\.fase\.4: fase '4' bestaat niet.\nWat te doen: kies uit 0, 1, 2, 3\."),
    ("translation of an unknown role", 'knooppunt = "hub', 'provincie = "hub', r"vertaling\.en\.rol\.provincie: rol 'provincie' bestaat niet"),
    ("translation of an unknown edition", '"ijw-3.1" = "iJw {van} to', '"ijw-9" = "iJw {van} to', r"vertaling\.en\.titel\.ijw-9: uitgave 'ijw-9' bestaat niet.\nWat te doen: kies uit ijw-3\.1, iwmo-3\.1\."),
    ("empty translation", '2 = "transition"', '2 = " "', r"vertaling\.en\.fase\.2: leeg.\nWat te doen: vul de vertaling in"),
    ("language that is none", "[vertaling.en.rol]", "[vertaling.engels.rol]", r"vertaling\.engels: 'engels' is geen andere taal.*\nWat te doen: noem een taal met haar code, zoals 'en' of 'fy'\."),
    ("translation into Dutch", "[vertaling.en.rol]", "[vertaling.nl-BE.rol]", r"vertaling\.nl-BE: 'nl-BE' is geen andere taal dan het Nederlands"),
    ("translation of something else", "[vertaling.en.rol]", "[vertaling.en.kleur]", r"vertaling\.en\.kleur: de sleutel 'kleur' is hier niet bekend"),
    ("unknown severity", 'ernst = "informatief"', 'ernst = "vrijblijvend"', r"eis 2\.4\.ernst: gevonden is de tekst 'vrijblijvend', verwacht wordt een van 'informatief'"),
]  # fmt: skip


@pytest.mark.parametrize(("oud", "nieuw", "melding"), [b[1:] for b in BEDERF], ids=[b[0] for b in BEDERF])
def test_a_contradiction_is_refused(oud: str, nieuw: str, melding: str, tmp_path: Path) -> None:
    goed = BRON.read_text(encoding="utf-8")
    assert oud in goed
    bestand = tmp_path / "eigen.toml"
    bestand.write_text(goed.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(OngeldigDraaiboek, match=melding) as gevangen:
        lees(bestand)
    assert str(gevangen.value).startswith(f"{bestand}: ")


def test_texts_are_as_they_were_before_moments_were_filled_in(draaiboek: Draaiboek) -> None:
    """The file of 2022 holds no moments in its texts; what comes of it is what the facts were written down as."""
    eerder = json.loads((Path(__file__).parent / "teksten-2022.json").read_text(encoding="utf-8"))[draaiboek.naam]
    assert eerder == {
        "titel": draaiboek.titel,
        "eis": {eis.id: eis.tekst for eis in draaiboek.eisen.values()},
        "mijlpaal": {mijlpaal.nr: mijlpaal.wat for mijlpaal in draaiboek.mijlpalen.values()},
        "fase": {str(fase.nr): fase.naam for fase in draaiboek.fasen},
        "rol": {rol.rol: rol.naam for rol in draaiboek.rollen.values()},
        "en": draaiboek.vertalingen["en"],
    }


def test_an_own_file_is_read(tmp_path: Path) -> None:
    bestand = tmp_path / "eigen.toml"
    bestand.write_bytes(BRON.read_bytes())
    assert [draaiboek.naam for draaiboek in lees(bestand)] == ["iwmo-3.1", "ijw-3.1"]


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        OngeldigDraaiboek, match=r"weg\.toml: dit bestand is er niet.\nWat te doen: geef het pad van een bestaand"
    ):
        lees(tmp_path / "weg.toml")
    (tmp_path / "groot.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(OngeldigDraaiboek, match=r"groter dan 1 MB"):
        lees(tmp_path / "groot.toml")


def test_alleen_het_bestand_waar_om_gevraagd_is_wordt_ontleed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run by one draaiboek does not take the time of all others."""
    geopend: list[str] = []

    def open_bytes(inhoud: bytes, naam: str, pad: Path | None = None) -> Tabel:
        geopend.append(naam)
        return bronnen.open_bytes(inhoud, naam, pad)

    monkeypatch.setattr(
        laden, "open_ingebouwd", lambda bestand: open_bytes(bronnen.ingebouwd()[bestand].read_bytes(), bestand)
    )
    laden._ingebouwd.cache_clear()
    assert laad("iwmo-3.1").naam == "iwmo-3.1"
    assert laad("ijw-3.1").naam == "ijw-3.1"
    assert geopend == ["wmo-jw-2022.toml"]


def test_de_namen_staan_er_zonder_ontleden() -> None:
    """They are read off the headers; the files themselves say the same."""
    gelezen = {naam: bestand for bestand in bronnen.ingebouwd() for naam in laden._ingebouwd(bestand)}
    assert gelezen == bronnen.index()
