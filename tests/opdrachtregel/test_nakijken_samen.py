"""``draaiboek controleer --samen`` and ``--register``: messages as one history, and against what is known outside them."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pytest_draaiboek.berichten import Bericht, Berichten, niet_nagekeken
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.standaarden import alle_standaarden
from pytest_draaiboek.standaarden.samenhangregels import alle_samenhangregels

KETEN = Berichten().keten("toewijzing_tot_stop")
TOEWIJZING = KETEN[0]
ALLE_REGELS = alle_samenhangregels().regels


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A folder with a chain, in files whose names tell the order of travel backwards."""
    for nummer, bericht in enumerate(KETEN):
        schrijf(tmp_path / f"{len(KETEN) - nummer}-{bericht.berichttype}.xml", bericht)
    return tmp_path


def schrijf(pad: Path, bericht: Bericht) -> Path:
    pad.write_bytes(bericht.xml)
    return pad


def bestand(map_: Path, berichttype: str) -> Path:
    (pad,) = map_.glob(f"?-{berichttype}.xml")
    return pad


def zeg(capsys: pytest.CaptureFixture[str], *argumenten: object, status: int = 0) -> list[str]:
    """Run the command, and return the lines that it printed."""
    assert hoofd(["controleer", *map(str, argumenten)]) == status
    uit, fout = capsys.readouterr()
    assert fout == ""
    return uit.splitlines()


def geef(capsys: pytest.CaptureFixture[str], *argumenten: object, status: int = 0) -> dict[str, Any]:
    """Run the command, and return the JSON that it printed."""
    gelezen: dict[str, Any] = json.loads("\n".join(zeg(capsys, "--json", *argumenten, status=status)))
    return gelezen


def weiger(capsys: pytest.CaptureFixture[str], *argumenten: object) -> str:
    """Run the command wrongly, and return what it says."""
    assert hoofd(["controleer", *map(str, argumenten)]) == 2
    uit, fout = capsys.readouterr()
    assert uit == ""
    return fout


def codes(gelezen: dict[str, Any]) -> dict[str, list[str]]:
    """Return the codes that were found, by the name of the file."""
    return {
        Path(een["pad"]).name: [b["code"] for b in een["bevindingen"]]
        for een in gelezen["bestanden"]
        if een["bevindingen"]
    }


def test_een_hele_keten_klopt_hoe_de_bestanden_ook_heten(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert zeg(capsys, "--samen", map_) == [
        "Niet nagekeken: 6 regels over registers (geef --register).",
        f"{len(KETEN)} bestanden nagekeken: geen bevindingen.",
    ]


def test_wat_ontbreekt_wordt_alleen_samen_gezien(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = bestand(map_, "WMO305")
    assert zeg(capsys, start)[-1] == "1 bestand nagekeken: geen bevindingen."
    regel, _, slot = zeg(capsys, "--samen", start, status=1)
    plek = "/Bericht/Client/StartProducten/StartProduct/ToewijzingNummer: gevonden is ToewijzingNummer"
    nummer = next(nr for nr, r in enumerate(start.read_text().splitlines(), 1) if "ToewijzingNummer" in r)
    assert regel.startswith(f"{start}:{nummer}: TR019 [retourcode 9019] {plek}")
    assert regel.endswith("Controleer het nummer, of wacht op de toewijzing.")
    assert slot == "1 bestand nagekeken: 1 met bevindingen."


def test_een_botsing_noemt_het_andere_bestand_en_bericht(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    eerste = bestand(map_, "WMO301")
    tweede = schrijf(map_ / "nog-eens.xml", TOEWIJZING)
    regel = next(r for r in zeg(capsys, "--samen", eerste, tweede, status=1) if " TR056 " in r)
    assert regel.startswith(f"{tweede}:")
    assert regel.endswith(f"Zie ook {eerste} (WMO301 {TOEWIJZING.identificatie}).")
    gelezen = geef(capsys, "--samen", eerste, tweede, status=1)
    assert codes(gelezen) == {"nog-eens.xml": ["TR056"]}
    assert gelezen["bestanden"][1]["bevindingen"][0]["bij"] == [
        {"pad": eerste.as_posix(), "berichttype": "WMO301", "identificatie": TOEWIJZING.identificatie}
    ]


def test_elk_bericht_in_een_botsing_wordt_bij_zijn_eigen_bestand_genoemd(
    map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # What stays out of the history must not shift which file is meant.
    (map_ / "0.xml").write_text("<a/>")
    (map_ / "1a.xml").write_bytes(TOEWIJZING.xml.replace(b"BerichtCode>", b"BerichtKode>"))
    schrijf(map_ / "nog-eens.xml", KETEN[2])
    gelezen = geef(capsys, "--samen", map_, status=1)
    assert codes(gelezen)["nog-eens.xml"][0] == "TR056"
    nog_eens = next(een for een in gelezen["bestanden"] if een["pad"].endswith("nog-eens.xml"))
    (ander,) = nog_eens["bevindingen"][0]["bij"]
    assert ander["pad"] == bestand(map_, KETEN[2].berichttype).as_posix()


def test_een_bestand_tweemaal_genoemd_is_een_bericht(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toewijzing = bestand(map_, "WMO301")
    assert zeg(capsys, "--samen", toewijzing, toewijzing, map_)[-1] == (
        f"{len(KETEN)} bestanden nagekeken: geen bevindingen."
    )


def test_wat_niet_te_lezen_is_doet_niet_mee_en_dat_wordt_gezegd(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toewijzing = bestand(map_, "WMO301")
    toewijzing.write_bytes(TOEWIJZING.xml.replace(b"BerichtCode>", b"BerichtKode>"))
    vreemd = map_ / "vreemd.xml"
    vreemd.write_text("<a/>")
    uit = zeg(capsys, "--samen", map_, status=1)
    assert uit[-3] == (
        f"Buiten de geschiedenis gelaten, want onleesbaar of geweigerd door het schema: {toewijzing} en {vreemd}."
        " Wat daarin staat, geldt als niet verzonden."
    )
    assert any(" TR019 " in regel for regel in uit)
    gelezen = geef(capsys, "--samen", map_, status=1)
    buiten = {Path(een["pad"]).name for een in gelezen["bestanden"] if een["in_geschiedenis"] is False}
    assert buiten == {toewijzing.name, "vreemd.xml"}
    assert {een["in_geschiedenis"] for een in geef(capsys, map_, status=1)["bestanden"]} == {None}


def test_van_veel_bestanden_buiten_de_geschiedenis_worden_er_een_paar_genoemd(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nummer in range(7):
        (tmp_path / f"{nummer}.xml").write_text("<a/>")
    zin = zeg(capsys, "--samen", tmp_path, status=1)[-2]
    assert f"{tmp_path / '4.xml'} en nog 2. Wat daarin staat" in zin


def test_een_waarschuwing_over_meer_berichten_is_geen_fout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Changed, it says, but nothing went before; and it names no request, which would have to have gone before too.
    toewijzing = next(
        bericht
        for bericht in Berichten().reeks("WMO301", 100)
        if b"RedenWijziging" in bericht.xml and b"ReferentieAanbieder" not in bericht.xml
    )
    uit = zeg(capsys, "--samen", schrijf(tmp_path / "t.xml", toewijzing))
    assert " IV099 (waarschuwing) /Bericht/Client/" in uit[0]
    assert uit[-1].startswith("1 bestand nagekeken: geen bevindingen, ")


@pytest.mark.parametrize("samen", [[], ["--samen"]], ids=["los", "samen"])
def test_een_register(samen: list[str], map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = map_ / "register.toml"
    register.write_text(f'agb_codes = ["{TOEWIJZING.ontvanger}"]\n')
    assert zeg(capsys, *samen, "--register", register, map_)[-1].endswith(" nagekeken: geen bevindingen.")
    register.write_text('agb_codes = ["12345678"]\n')
    toewijzing = bestand(map_, "WMO301")
    gelezen = geef(capsys, *samen, "--register", register, toewijzing, status=1)
    assert codes(gelezen) == {toewijzing.name: ["AGB"]}
    regel = zeg(capsys, *samen, "--register", register, toewijzing, status=1)[0]
    assert f" AGB /Bericht/Header/Ontvanger: gevonden is '{TOEWIJZING.ontvanger}'; " in regel


def test_een_tarief_en_een_gemeente_van_die_dag(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = map_ / "register.json"
    declaratie = bestand(map_, "WMO323")
    product = next(e.text for e in KETEN[4].root.iter("{*}ProductCode"))
    eenheid = next(e.text for e in KETEN[4].root.iter("{*}Eenheid"))
    inhoud = {
        "gemeenten": [{"code": KETEN[4].ontvanger, "tot": "2000-01-01"}],
        "tarieven": [{"product": product, "eenheid": eenheid, "tarief_cent": 1}],
    }
    register.write_text(json.dumps(inhoud))
    gevonden = codes(geef(capsys, "--register", register, "--samen", map_, status=1))
    assert "TR418" in gevonden[declaratie.name]
    assert {code for van_een in gevonden.values() for code in van_een} <= {"TR418", "TR378"}
    assert "TR378" in gevonden[bestand(map_, "WMO301").name]


@pytest.mark.parametrize(
    ("naam", "inhoud", "melding"),
    [
        ("weg.toml", None, "Controleer het pad van het register."),
        ("r.txt", "", "een register is een bestand .toml of .json. Geef het die vorm en naam."),
        ("r.toml", "agb_codes = [", "dit is geen TOML: "),
        ("r.toml", 'agb_codes = ["1"]', "in agb_codes staat '1'; verwacht worden acht cijfers"),
        ("r.toml", "agb_codes = []", "agb_codes is leeg, zodat niets zou voldoen; vul het, of laat het weg"),
        ("r.json", '{"agb": []}', "Geef een of meer van gemeenten, agb_codes, producten, tarieven, op."),
    ],
)
def test_een_register_dat_niet_deugt(
    naam: str, inhoud: str | None, melding: str, map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = map_ / naam
    if inhoud is not None:
        pad.write_text(inhoud)
    gezegd = weiger(capsys, "--register", pad, map_)
    assert gezegd.startswith(f"draaiboek: {pad}: ")
    assert melding in gezegd


def test_samen_over_niets_is_verkeerd_gebruik(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "in deze map staan geen berichten (*.xml). Controleer het pad." in weiger(capsys, "--samen", tmp_path)


def test_wat_niet_is_nagekeken_staat_in_een_regel(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = bestand(map_, "WMO305")
    over_start = {
        regel.code
        for regel in ALLE_REGELS
        for toets in regel.toetsen
        if "305" in toets.plekken and regel.hoort_bij("iwmo", "3.2") and toets.hoort_bij("iwmo", "3.2")
    }
    assert "TR019" in over_start
    nagelaten = f"Niet nagekeken: {len(over_start)} regels over meer berichten (geef --samen) en 4 over registers"
    assert zeg(capsys, start)[-2] == f"{nagelaten} (geef --register)."


def test_wat_niet_in_het_register_staat_wordt_genoemd(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = map_ / "register.toml"
    register.write_text(f'op = 2030-01-01\nagb_codes = ["{TOEWIJZING.ontvanger}"]\n')
    uit = zeg(capsys, "--samen", "--register", register, map_)
    assert uit[0] == "Niet nagekeken: 4 regels over registers (niet in het register: gemeenten, producten en tarieven)."
    start = bestand(map_, "WMO305")
    assert zeg(capsys, "--register", register, start)[-2].endswith(
        " en 2 over registers (niet in het register: gemeenten en producten)."
    )


def test_is_alles_nagekeken_dan_is_er_niets_te_melden(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (prestatie,) = KETEN[4].root.iter("{*}Prestatie")
    gegeven = {e.tag.split("}")[1]: e.text for e in prestatie.iter("*")}
    product = {"categorie": gegeven["ProductCategorie"], "code": gegeven["ProductCode"]}
    tarief = {"product": product["code"], "eenheid": gegeven["Eenheid"], "tarief_cent": 1234}
    if "ProductTarief" in gegeven:
        tarief["tarief_cent"] = int(gegeven["ProductTarief"] or 0)
    inhoud = {
        "op": "2030-01-01",
        "agb_codes": [TOEWIJZING.ontvanger],
        "gemeenten": [{"code": TOEWIJZING.afzender}],
        "producten": [product],
        "tarieven": [tarief],
    }
    register = map_ / "register.json"
    register.write_text(json.dumps(inhoud))
    assert zeg(capsys, "--samen", "--register", register, map_) == [
        f"{len(KETEN)} bestanden nagekeken: geen bevindingen."
    ]


def test_in_de_json_staat_elke_regel_met_de_reden(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    los = {een["code"]: een["reden"] for een in geef(capsys, map_)["niet_nagekeken"]}
    assert los["TR019"] == "vraagt de berichten ervoor"
    assert los["TR346"] == "vraagt een register met tarieven"
    assert los["IV024"].startswith("niet te toetsen: ")
    samen = {een["code"] for een in geef(capsys, "--samen", map_)["niet_nagekeken"]}
    assert samen == {regel.code for regel in ALLE_REGELS if regel.register or regel.niet_toetsbaar}
    assert los.keys() > samen


def test_alleen_regels_die_over_de_berichten_kunnen_gaan() -> None:
    def voor(*soorten: tuple[str, str, str]) -> set[str]:
        return {een.code for een in niet_nagekeken(soorten=soorten)}

    alle = {
        (s.naam, r.versie, type_) for s in alle_standaarden() for r in s.releases.values() for type_ in r.berichttypen
    }
    van_alle = {regel.code for standaard in alle_standaarden() for regel in standaard.samenhangregels.regels}
    assert voor(*alle) == {een.code for een in niet_nagekeken()} == van_alle
    assert voor(*(soort for soort in alle if soort[0] != "iwlz")) == {regel.code for regel in ALLE_REGELS}
    assert voor() == set()
    assert "TR379" not in voor(("iwmo", "3.0", "WMO301"))
    assert "TR379" in voor(("iwmo", "3.1", "WMO301"))
    assert "TR346" in voor(("ijw", "3.2", "JW323"))
    assert "TR346" not in voor(("ijw", "3.2", "JW301"))
    # A test with releases of its own within the rule: TR389 looks another way before 3.2, and is there from 3.1; IV089 is what 3.0 has.
    assert {"TR389", "IV089"} & voor(("iwmo", "3.0", "WMO323")) == {"IV089"}


def test_veel_bestanden_tonen_hoe_ver_het_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for nummer, bericht in enumerate(Berichten().reeks("WMO315", 21)):
        schrijf(tmp_path / f"{nummer:02}.xml", bericht)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for meer in ([], ["--samen"]):
        assert hoofd(["controleer", *meer, str(tmp_path)]) == 0
        uit, fout = capsys.readouterr()
        assert fout.endswith("\r20 van 21\r21 van 21\n")
        assert uit.endswith("21 bestanden nagekeken: geen bevindingen.\n")
