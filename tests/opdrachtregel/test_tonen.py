"""``draaiboek toon``: the table and the picture in the terminal, the picture as a file, and the calendar to import."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from lxml import etree

from pytest_draaiboek import draaiboeken
from pytest_draaiboek.draaiboeken import Draaiboek, Soort, laad, lees
from pytest_draaiboek.opdrachtregel import agenda, hoofd
from pytest_draaiboek.opdrachtregel.lijnbeeld import Tekens, tijdlijn
from pytest_draaiboek.rapport.html.los_beeld import teken_beeld

BRON = Path(draaiboeken.__file__).with_name("wmo-jw-2022.toml")
SVG = "{http://www.w3.org/2000/svg}"
ASCII = Tekens("=", "~", ".")
VIJANDIG = "</title><script>alert(1)</script>;,\\\\ \\u0007\\u202e é\\n" + "ë" * 90


@pytest.fixture
def vijandig(tmp_path: Path) -> Path:
    """A draaiboek file in which texts try to get out of what they stand in."""
    tekst = BRON.read_text(encoding="utf-8")
    for was in (
        "De nieuwe versie staat op de ketentestomgeving.",
        "iWmo {van} naar {naar}",
        "afsluiting",
        "Alleen versie {naar} wordt nog verzonden.",
    ):
        assert f'"{was}"' in tekst
        tekst = tekst.replace(f'"{was}"', f'"{was}{VIJANDIG}"')
    pad = tmp_path / "vijandig.toml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


# In the terminal


def test_de_tabel(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-3.1"]) == 0
    uit = capsys.readouterr().out
    draaiboek = laad("iwmo-3.1")
    for mijlpaal in draaiboek.mijlpalen.values():
        assert f"{mijlpaal.moment:%d-%m-%Y %H:%M}  {mijlpaal.nr}" in uit
    assert "Vier weken nazorg; alle berichten worden weer verwacht. (tot 02-05-2022 13:00)\n" in uit
    for eis in draaiboek.eisen.values():
        assert eis.tekst in uit
    assert "  WMO305  3.1   geblokkeerd; vanaf 04-04-2022 13:00 toegestaan\n" in uit


@pytest.mark.parametrize("naam", draaiboeken.namen())
def test_elke_kolom_past(naam: str, capsys: pytest.CaptureFixture[str]) -> None:
    """However long ids and paragraphs are, what comes after them stands apart."""
    assert hoofd(["toon", naam]) == 0
    uit = capsys.readouterr().out
    for eis in laad(naam).eisen.values():
        assert re.search(rf"^  {re.escape(eis.id)} +§{re.escape(eis.paragraaf)} +{eis.ernst} +", uit, re.MULTILINE)


@pytest.mark.parametrize("breedte", [64, 80, 160])
def test_op_een_terminal_past_elke_regel(
    breedte: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What goes on stands beneath its text; in a pipe every row stays one line."""
    hoofd(["toon", "iwmo-3.1"])
    lang = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", str(breedte))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    hoofd(["toon", "iwmo-3.1", "--color=no"])
    uit = capsys.readouterr().out
    assert max(map(len, uit.splitlines())) <= breedte < max(map(len, lang.splitlines()))
    assert uit.split()[-200:] == lang.split()[-200:]
    if breedte == 80:
        assert (
            "\n  31-03-2022 13:00  3.1.5   gemeente: De retourberichten 306, 308, 316 en 318 en\n                            de declaratie-antwoorden 325"
            in uit
        )


def test_een_onbekend_draaiboek(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-9"]) == 2
    assert "iwmo-3.1" in capsys.readouterr().err


@pytest.mark.parametrize("rol", ["aanbieder", "zorgaanbieder"])
def test_alleen_een_rol(rol: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-3.1", "--rol", rol]) == 0
    uit = capsys.readouterr().out
    assert uit.startswith("iwmo-3.1: iWmo 3.0 naar 3.1, als zorgaanbieder\n")
    draaiboek = laad("iwmo-3.1")
    eisen = draaiboek.eisen_voor("aanbieder")
    assert re.findall(r"^  (\S+) +§", uit, re.MULTILINE) == [eis.id for eis in eisen] != list(draaiboek.eisen)
    assert "01-03-2022 23:00  3.3.1" in uit
    assert "30-03-2022 17:00  3.1.3" not in uit  # of the gemeente only
    assert "01-12-2021 00:00  intro   allen" in uit


def test_een_bestand_met_de_extensie_in_hoofdletters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ONS.TOML").write_text(ONZEKER, encoding="utf-8")
    assert hoofd(["toon", str(tmp_path / "ONS.TOML")]) == 0
    assert capsys.readouterr().out.startswith("ons: Ons\n")


def test_een_onbekende_rol(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-3.1", "--rol", "aanbeider"]) == 2
    assert capsys.readouterr().err == (
        "draaiboek: Draaiboek iwmo-3.1 kent geen rol 'aanbeider'. Bedoelt u 'aanbieder'?\nKies uit gemeente, aanbieder, knooppunt.\n"
    )


def lijnen(draaiboek: Draaiboek, breedte: int = 80, tekens: Tekens = ASCII) -> list[str]:
    mijlpalen = list(draaiboek.mijlpalen.values())
    return [
        "".join(tekst for tekst, _ in delen)
        for delen in tijdlijn(draaiboek, draaiboek.typen, mijlpalen, breedte, tekens)
    ]


@pytest.mark.parametrize("breedte", [40, 80, 160])
def test_de_band_zegt_op_elk_moment_wat_de_kalender_zegt(breedte: int) -> None:
    """Under every number stands what holds from that moment on, and left of it what held a second before."""
    draaiboek = laad("iwmo-3.1")
    beeld = lijnen(draaiboek, breedte)
    assert max(map(len, beeld[: beeld.index("")])) <= breedte
    momenten = {
        nr: datetime.strptime(wanneer, "%d-%m-%Y %H:%M").replace(tzinfo=draaiboek.zone)
        for nr, wanneer in re.findall(r"^ +(\d+)  (\d\d-\d\d-\d{4} \d\d:\d\d)  ", "\n".join(beeld), re.MULTILINE)
    }
    assert sorted(momenten.values()) == sorted({m.moment for m in draaiboek.mijlpalen.values()})
    plaatsen = {gevonden[0]: gevonden.start() for gevonden in re.finditer(r"\d+", beeld[0])}
    assert plaatsen.keys() == momenten.keys()
    betekenis = {"=": Soort.TOEGESTAAN, "~": Soort.AFGERADEN, ".": Soort.GEBLOKKEERD}
    rijen = [(type_, versie) for type_ in draaiboek.typen for versie in draaiboek.versies]
    for (type_, versie), rij in zip(rijen, beeld[1:], strict=False):
        assert f" {versie} " in rij
        for nr, plek in plaatsen.items():
            assert betekenis[rij[plek]] is draaiboek.oordeel(type_, versie, momenten[nr]).soort
            ervoor = draaiboek.oordeel(type_, versie, momenten[nr] - timedelta(seconds=1))
            assert betekenis[rij[plek - 1]] is ervoor.soort


def test_wat_niet_naast_elkaar_past_gaat_verder_in_een_volgend_paneel() -> None:
    draaiboek = laad("iwmo-3.1")
    beeld = lijnen(draaiboek, 24)
    koppen = [regel.split() for regel in beeld if re.fullmatch(r"[ \d]+", regel)]
    assert koppen == [["1", "2", "3", "4"], ["5", "6", "7", "8"]]
    assert all(len(regel) <= 24 for regel in beeld if "3.0 " in regel)


class _Stroom:
    def __init__(self, encoding: str) -> None:
        self.encoding = encoding


@pytest.mark.parametrize(
    ("codering", "verwacht"), [("utf-8", "█▒·"), ("cp437", "█▒·"), ("cp1252", "=~."), ("ascii", "=~.")]
)
def test_een_scherm_zonder_blokken_krijgt_ascii(codering: str, verwacht: str) -> None:
    tekens = Tekens.voor(_Stroom(codering))
    assert "".join(tekens.van(soort) for soort in Soort) == verwacht


def test_kleuren_naar_de_regels_van_de_opdracht(capsys: pytest.CaptureFixture[str]) -> None:
    hoofd(["toon", "iwmo-3.1", "--color=yes"])
    gekleurd = capsys.readouterr().out
    assert re.search(r"WMO323 +3\.0 \x1b\[32m█+\x1b\[0m\x1b\[33m▒+\x1b\[0m·+\n", gekleurd)
    hoofd(["toon", "iwmo-3.1", "--color=no"])
    assert re.sub(r"\x1b\[\d+m", "", gekleurd) == capsys.readouterr().out


def test_een_draaiboek_stuurt_de_terminal_niet(vijandig: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", str(vijandig)]) == 0
    uit = capsys.readouterr().out
    assert "\\x07\\u202e" in uit
    assert uit.replace("\n", "").isprintable()


ONZEKER = """
formaat = 1
basis = "iwmo-3.1"
[uitgave.ons]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "Ons"
[[mijlpaal]]
nr = "3.1.2"
herkomst = "afleiding"
toelichting = "Twee lezingen zijn goed."
[[paar]]
heen = "303"
facultatief = true
[[venster]]
types = ["301"]
versie = "3.0"
geblokkeerd_vanaf = "3.2.1"
herkomst = "bron"
[[eis]]
id = "3.1.2"
herkomst = "analogie"
"""


def test_waar_iets_vandaan_komt_staat_erbij(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ons.toml").write_text(ONZEKER, encoding="utf-8")
    pad = tmp_path / "a.ics"
    assert hoofd(["toon", str(tmp_path / "ons.toml")]) == 0
    uit = capsys.readouterr().out
    assert "verzenden kan niet meer. [herkomst: afleiding; Twee lezingen zijn goed.]\n" in uit
    assert "  WMO304  3.1   geblokkeerd (facultatief: niet getoetst)\n" in uit
    assert "  WMO301  3.0   toegestaan; vanaf 30-03-2022 17:00 geblokkeerd [herkomst: bron]\n" in uit
    assert "vanaf dat moment niet meer. [herkomst: analogie]\n" in uit
    assert uit.count("herkomst: ") == 3
    assert hoofd(["toon", str(tmp_path / "ons.toml"), "--ics", str(pad)]) == 0
    (gelezen,) = [g for g in gebeurtenissen(pad.read_bytes()) if "/3.1.2@" in g["UID"]]
    assert gelezen["DESCRIPTION"].splitlines()[3:5] == ["Herkomst: afleiding", "Twee lezingen zijn goed."]


def test_zoals_het_wordt_na_uitstel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "a.ics"
    assert hoofd(["toon", "iwmo-3.1", "--uitstel", "24h"]) == 0
    uit = capsys.readouterr().out
    assert re.search(
        r"^Verschoven: \d+ momenten, gemeld op 04-04-2022 1\d:00\. 3\.1 gaat live op 05-04-2022 13:00; dat was 04-04-2022 13:00\.$",
        uit,
        re.MULTILINE,
    )
    assert "  WMO305  3.1   geblokkeerd; vanaf 05-04-2022 13:00 toegestaan\n" in uit
    assert hoofd(["toon", "iwmo-3.1", "--uitstel", "24h", "--ics", str(pad)]) == 0
    (live,) = [g for g in gebeurtenissen(pad.read_bytes()) if "/3.2.4@" in g["UID"]]
    assert live.decoded("DTSTART") == laad("iwmo-3.1").live.moment + timedelta(days=1)
    verzet = tmp_path / "uitstel.toml"
    verzet.write_text('[mijlpaal]\n"3.2.4" = 2022-04-06T09:00:00\n', encoding="utf-8")
    assert hoofd(["toon", "iwmo-3.1", "--uitstel", str(verzet)]) == 0
    assert "3.1 gaat live op 06-04-2022 09:00; dat was 04-04-2022 13:00." in capsys.readouterr().out


def test_een_uitstel_dat_er_geen_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["toon", "iwmo-3.1", "--uitstel", "morgen"]) == 2
    assert capsys.readouterr().err == (
        "draaiboek: --uitstel 'morgen' is geen duur en geen bestand. Geef een duur als 24h of 1d12h, of een bestand (.toml).\n"
    )


# As a picture


def beeld(*argumenten: str, pad: Path) -> etree._Element:
    assert hoofd(["toon", *argumenten, "--beeld", str(pad)]) == 0
    return etree.parse(pad).getroot()


def test_het_beeld(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "b.svg"
    wortel = beeld("iwmo-3.1", pad=pad)
    assert capsys.readouterr().out == f"Beeld: {pad}\n"
    teksten = [" ".join("".join(t.itertext()).split()) for t in wortel.iter(f"{SVG}text")]
    draaiboek = laad("iwmo-3.1")
    assert teksten[0] == "iwmo-3.1: iWmo 3.0 naar 3.1"
    assert {*draaiboek.typen, "toegestaan", "afgeraden (afspraak)", "geblokkeerd", draaiboek.bron} <= set(teksten)
    assert "wo 30 mrt 17:00 3.1.2 3.1.3 3.2.1" in teksten
    titels = {t.text for t in wortel.iter(f"{SVG}title")}
    assert any(titel and titel.startswith("WMO305 in 3.0: geblokkeerd, van wo 30 mrt 2022, 17:00") for titel in titels)
    # Nothing from elsewhere, and every colour written out, for light and for dark.
    tekst = pad.read_text(encoding="utf-8")
    assert not re.search(r"var\(|https?://(?!www\.w3\.org/2000/svg)|@import|url\((?!#)", tekst)
    licht, donker = tekst.split("@media (prefers-color-scheme: dark)")
    assert "#e6f4ea" in licht
    assert "#14301f" in donker
    namen = [e.get("id") for e in wortel.iter() if e.get("id")]
    assert len(namen) == len(set(namen))
    assert set(re.findall(r"url\(#([^)]+)\)", tekst)) <= set(namen)


def test_een_rol_in_beeld(tmp_path: Path) -> None:
    teksten = {t.text for t in beeld("iwmo-3.1", "--rol", "gemeente", pad=tmp_path / "b.svg").iter(f"{SVG}text")}
    assert {"Verzendt", "Ontvangt", "iwmo-3.1: iWmo 3.0 naar 3.1, als gemeente"} <= teksten
    assert "Berichten" not in teksten


def test_elke_uitgave_van_een_bestand_in_een_beeld(tmp_path: Path) -> None:
    wortel = beeld(str(BRON), pad=tmp_path / "b.svg")
    teksten = {t.text for t in wortel.iter(f"{SVG}text")}
    assert {"WMO305", "JW305", "iwmo-3.1: iWmo 3.0 naar 3.1", "ijw-3.1: iJw 3.0 naar 3.1"} <= teksten
    namen = [e.get("id") for e in wortel.iter() if e.get("id")]
    assert len(namen) == len(set(namen))


def test_een_vijandig_draaiboek_in_beeld(vijandig: Path, tmp_path: Path) -> None:
    wortel = beeld(str(vijandig), pad=tmp_path / "b.svg")
    assert {etree.QName(e).localname for e in wortel.iter("{*}*")} <= set(
        "svg title desc style rect text g path pattern defs circle tspan".split()
    )
    breedte = float(wortel.get("width", ""))
    koppen = [t for t in wortel.iter(f"{SVG}text") if t.get("class") == "lb-kop"]
    assert "</title><script>" in "".join(kop.text or "" for kop in koppen)
    assert all(len(kop.text or "") * 6 < breedte for kop in koppen)  # broken off, not cut off by the edge


def test_hetzelfde_draaiboek_geeft_hetzelfde_beeld_in_elke_taal() -> None:
    draaiboek = laad("iwmo-3.1")
    assert teken_beeld([draaiboek]) == teken_beeld([draaiboek])
    engels = teken_beeld([draaiboek], "en", "aanbieder")
    assert "iwmo-3.1: iWmo 3.0 to 3.1, as care provider (zorgaanbieder)" in engels
    assert 'xml:lang="en"' in engels


# As a calendar, read by a reader that is not ours


def gebeurtenissen(inhoud: bytes) -> list[icalendar.Event]:
    kalender = icalendar.Calendar.from_ical(inhoud)
    assert kalender.errors == []
    return [deel for deel in kalender.walk("VEVENT") if deel.errors == []]


def test_de_agenda(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "a.ics"
    assert hoofd(["toon", "iwmo-3.1", "--ics", str(pad)]) == 0
    assert capsys.readouterr().out == f"Agenda: {pad}\n"
    draaiboek = laad("iwmo-3.1")
    gelezen = gebeurtenissen(pad.read_bytes())
    assert [g["UID"] for g in gelezen] == [f"iwmo-3.1/{nr}@pytest-draaiboek" for nr in draaiboek.mijlpalen]
    for gebeurtenis, mijlpaal in zip(gelezen, draaiboek.mijlpalen.values(), strict=True):
        assert gebeurtenis.decoded("DTSTART") == mijlpaal.moment
        assert (gebeurtenis.decoded("DTEND") if "DTEND" in gebeurtenis else None) == mijlpaal.tot
        wie = ", ".join(draaiboek.rollen[rol].naam for rol in mijlpaal.rollen) or "allen"
        assert gebeurtenis["SUMMARY"] == f"iwmo-3.1 {mijlpaal.nr} ({wie}): {mijlpaal.wat}"
        assert gebeurtenis["DESCRIPTION"].splitlines()[:3] == [
            mijlpaal.wat,
            f"Mijlpaal {mijlpaal.nr}, paragraaf {mijlpaal.paragraaf}",
            f"Voor: {wie}",
        ]


def test_de_agenda_van_een_rol(tmp_path: Path) -> None:
    pad = tmp_path / "a.ics"
    assert hoofd(["toon", "iwmo-3.1", "--rol", "knooppunt", "--ics", str(pad)]) == 0
    draaiboek = laad("iwmo-3.1")
    verwacht = [m.nr for m in draaiboek.mijlpalen.values() if not m.rollen or "knooppunt" in m.rollen]
    assert [g["UID"].split("/")[1].split("@")[0] for g in gebeurtenissen(pad.read_bytes())] == verwacht
    assert len(verwacht) < len(draaiboek.mijlpalen)


def test_elke_regel_past_en_eindigt_zoals_het_hoort(vijandig: Path, tmp_path: Path) -> None:
    pad = tmp_path / "a.ics"
    assert hoofd(["toon", str(vijandig), "--ics", str(pad)]) == 0
    inhoud = pad.read_bytes()
    regels = inhoud.split(b"\r\n")
    assert regels.pop() == b""
    assert max(map(len, regels)) == 75
    assert all(regel.decode("utf-8") and b"\n" not in regel and b"\r" not in regel for regel in regels)
    (gelezen,) = [g for g in gebeurtenissen(inhoud) if g["UID"] == "iwmo-3.1/intro@pytest-draaiboek"]
    # What cannot be seen is written out; all else comes through as it is.
    leesbaar = "</title><script>alert(1)</script>;,\\ \\x07\\u202e é\n" + "ë" * 90
    assert gelezen["SUMMARY"].endswith(leesbaar)


def test_hetzelfde_draaiboek_geeft_dezelfde_agenda_op_elk_moment(tmp_path: Path) -> None:
    draaiboek = laad("iwmo-3.1")
    wanneer = [(draaiboek, list(draaiboek.mijlpalen.values()))]
    assert agenda.maak(wanneer) == agenda.maak(wanneer)
    stempels = {g.decoded("DTSTAMP") for g in gebeurtenissen(agenda.maak(wanneer))}
    assert stempels == {min(m.moment for m in draaiboek.mijlpalen.values())}


def test_een_agenda_zonder_mijlpalen_is_er_niet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bron = BRON.read_text(encoding="utf-8").replace("rollen = []", 'rollen = ["gemeente"]')
    bron = re.sub(r'(\[\[mijlpaal\]\]\n(?:.+\n)*?)rollen = .*"knooppunt".*\n', r'\1rollen = ["aanbieder"]\n', bron)
    eigen = tmp_path / "eigen.toml"
    eigen.write_text(bron, encoding="utf-8")
    assert lees(eigen)
    pad = tmp_path / "a.ics"
    assert hoofd(["toon", str(eigen), "--rol", "knooppunt", "--ics", str(pad)]) == 2
    assert not pad.exists()
    assert capsys.readouterr().err == (
        "draaiboek: Er is geen mijlpaal om in een agenda te zetten. Vraag om een andere rol, of om alle.\n"
    )


# Where it goes


@pytest.mark.parametrize(("optie", "extensie"), [("--beeld", ".svg"), ("--ics", ".ics")])
def test_alleen_over_wat_van_ons_is(
    optie: str, extensie: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / f"x{extensie}"
    assert hoofd(["toon", "iwmo-3.1", optie, str(pad)]) == 0
    eerst = pad.read_bytes()
    capsys.readouterr()
    assert hoofd(["toon", "ijw-3.1", optie, str(pad)]) == 0
    assert capsys.readouterr().out.endswith(f"{pad} (het vorige is vervangen)\n")
    assert pad.read_bytes() != eerst
    pad.write_bytes(b"van een ander")
    assert hoofd(["toon", "iwmo-3.1", optie, str(pad)]) == 2
    assert capsys.readouterr().err == (
        f"draaiboek: {pad}: hier staat al iets dat niet door deze opdracht gemaakt is. Kies een andere naam, of haal het weg.\n"
    )
    assert pad.read_bytes() == b"van een ander"
    ander = pad.with_suffix(".txt")
    assert hoofd(["toon", "iwmo-3.1", optie, str(ander)]) == 2
    assert (
        capsys.readouterr().err
        == f"draaiboek: {ander}: dit wordt een bestand met de extensie {extensie}. Geef het die naam.\n"
    )
    assert hoofd(["toon", "iwmo-3.1", optie, str(tmp_path)]) == 0
    assert (tmp_path / f"iwmo-3.1{extensie}").is_file()


def test_waar_niet_geschreven_kan_worden(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    assert hoofd(["toon", "iwmo-3.1", "--ics", str(tmp_path / "bestand" / "a.ics")]) == 2
    assert "a.ics: niet te schrijven (" in capsys.readouterr().err
