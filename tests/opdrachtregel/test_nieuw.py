"""``draaiboek nieuw``: a starting file that is good as it stands, and so is every example in it."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_draaiboek import draaiboeken
from pytest_draaiboek.draaiboeken import laad, lees, namen, schema
from pytest_draaiboek.draaiboeken.plaatsen import Geschreven, geschreven
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.opdrachtregel.voorbeelden import voorbeelden
from pytest_draaiboek.toetsing.toetsen import SOORTEN

XSD = Path(__file__).parents[2] / "docs" / "voorbeelden" / "iwmo-4.0" / "xsd"
VOORBEELDREGEL = re.compile(r"^#(?=[^ #:\n])", re.MULTILINE)


def schrijf(pad: Path, *argumenten: str) -> str:
    assert hoofd(["nieuw", str(pad), *argumenten]) == 0
    return pad.read_text(encoding="utf-8")


def keur(pad: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert hoofd(["controleer-draaiboek", str(pad)]) == 0, capsys.readouterr().out
    return capsys.readouterr().out


def blokken(tekst: str) -> Iterator[tuple[str, str]]:
    """Yield every example in a file: its first line, and the file with it put in force."""
    for stuk in tekst.split("\n\n"):
        if VOORBEELDREGEL.search(stuk):
            kop = next(regel for regel in stuk.splitlines() if VOORBEELDREGEL.match(regel))
            yield kop, tekst.replace(stuk, VOORBEELDREGEL.sub("", stuk))


@pytest.mark.parametrize("basis", namen())
def test_het_is_goed_zoals_het_er_staat(basis: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "ons.toml"
    schrijf(pad, "--basis", basis)
    (nieuw,) = lees(pad)
    was = laad(basis)
    assert (nieuw.naam, nieuw.standaard, nieuw.van, nieuw.naar) == ("ons", was.standaard, was.van, was.naar)
    for nr, mijlpaal in was.mijlpalen.items():
        assert (nieuw.mijlpaal(nr).moment, nieuw.mijlpaal(nr).tot) == (mijlpaal.moment, mijlpaal.tot)
    assert nieuw.stroken == was.stroken
    assert [e.id for e in nieuw.eisen.values()] == [e.id for e in was.eisen.values()]
    assert f"{pad}: in orde" in keur(pad, capsys)


def test_elk_moment_staat_erin_met_wat_het_betekent(tmp_path: Path) -> None:
    tekst = schrijf(tmp_path / "ons.toml")
    gelezen = tomllib.loads(tekst)
    was = laad("iwmo-3.1")
    assert {m["nr"]: m["moment"] for m in gelezen["mijlpaal"]} == {
        nr: m.moment.replace(tzinfo=None) for nr, m in was.mijlpalen.items()
    }
    for mijlpaal in was.mijlpalen.values():
        assert mijlpaal.wat in tekst
    assert "Dit is het moment waarop 3.1 live gaat." in tekst
    assert tekst.startswith("#:schema ./draaiboek.schema.json\n")
    assert (tmp_path / "draaiboek.schema.json").read_bytes() == schema.schema()


def test_een_ander_moment_geldt_meteen(tmp_path: Path) -> None:
    pad = tmp_path / "ons.toml"
    tekst = schrijf(pad)
    oud, nieuw = "2022-03-30T17:00:00", "2022-03-29T17:00:00"
    assert tekst.count(oud) == 3
    pad.write_text(tekst.replace(oud, nieuw), encoding="utf-8")
    (gelezen,) = lees(pad)
    assert "Verzendt 305, 307, 315 en 317 tot 29 maart 17.00 uur" in gelezen.eis("3.1.2").tekst


def test_elk_voorbeeld_is_goed_als_de_hekjes_weg_zijn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tekst = schrijf(tmp_path / "ons.toml")
    gezien = []
    for kop, met in blokken(tekst):
        if kop == "#[standaard]":
            continue  # needs files of the user: see below
        pad = tmp_path / "proef.toml"
        pad.write_text(met, encoding="utf-8")
        assert tomllib.loads(met) != tomllib.loads(tekst)
        keur(pad, capsys)
        gezien.append(kop)
    assert len(gezien) == len(voorbeelden(laad("iwmo-3.1"), geschreven("iwmo-3.1", "iwmo-3.1"))) - 1
    for kop in (
        "#[vervalt]",
        "#[rol.eigen-rol]",
        "#[[venster]]",
        '#herkomst = "afleiding"',
        "#[vertaling.en.mijlpaal]",
    ):
        assert kop in gezien


@pytest.mark.parametrize("basis", namen())
def test_alle_voorbeelden_samen(basis: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also beside each other, whatever the basis; of every check that has anything to try there."""
    tekst = schrijf(tmp_path / "ons.toml", "--basis", basis)
    zonder = "\n\n".join(stuk for stuk in tekst.split("\n\n") if "\n#[standaard]" not in stuk)
    pad = tmp_path / "proef.toml"
    pad.write_text(VOORBEELDREGEL.sub("", zonder), encoding="utf-8")
    keur(pad, capsys)
    (gelezen,) = lees(pad)
    erin = {eis.removeprefix("eigen-") for eis in gelezen.eisen if eis.startswith("eigen-")}
    assert erin <= SOORTEN.keys()
    assert {"stilte", "vrijgave", "versie", "proef", "attest"} <= erin
    if basis == "iwmo-3.1":
        assert erin == SOORTEN.keys()


def test_het_voorbeeld_van_nieuwe_berichten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It needs schemas of the user, and the release that they are of."""
    tekst = schrijf(tmp_path / "ons.toml")
    (met,) = [met for kop, met in blokken(tekst) if kop == "#[standaard]"]
    pad = tmp_path / "proef.toml"
    # The schemas have codes of their own.
    codes = met.replace('berichtcode = "331"', 'berichtcode = "531"').replace(
        'berichtcode = "332"', 'berichtcode = "532"'
    )
    pad.write_text(codes.replace('naar = "3.1"', 'naar = "4.0"'), encoding="utf-8")
    shutil.copytree(XSD, tmp_path / "xsd")
    assert "verzendt WMO301, WMO304, WMO306, WMO308, WMO316, WMO318, WMO319, WMO325, WMO331\n" in keur(pad, capsys)


def test_nieuwe_berichten_waar_typen_niet_hetzelfde_beginnen() -> None:
    (deel,) = [d for d in voorbeelden(laad("iwmo-3.1"), Geschreven("", {})) if d.naam == "nieuwe berichten"]
    gelezen = tomllib.loads("\n".join(deel.toml))
    assert list(gelezen["standaard"]["bericht"]) == ["NB331", "NB332"]
    assert gelezen["standaard"]["bericht"]["NB331"]["berichtcode"] == "331"


def test_een_eigen_bestand_als_basis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "onder").mkdir()
    schrijf(tmp_path / "een.toml")
    tekst = schrijf(tmp_path / "onder" / "twee.toml", "--basis", str(tmp_path / "een.toml"))
    assert 'basis = "../een.toml"' in tekst
    assert "twee: van 3.0 naar 3.1" in keur(tmp_path / "onder" / "twee.toml", capsys)


def test_een_vijandige_basis_komt_niet_uit_haar_commentaar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Texts of the basis stand in comments and between quotes: whatever is in them, nothing of it becomes TOML."""
    vreemd = r"weg\n[vervalt]\neis = [\"1.1\"]\r\u0007\u2028\"\"\"# {{3.1.2}}"
    bron = Path(draaiboeken.__file__).with_name("wmo-jw-2022.toml").read_text(encoding="utf-8")
    for was in ('"De nieuwe versie staat op de ketentestomgeving."', '"afsluiting"', 'naam = "zorgaanbieder"'):
        assert was in bron
        bron = bron.replace(was, was[:-1] + vreemd + '"')
    bron = bron.replace('tekst = "Verzendt 305', f'tekst = "{vreemd}Verzendt 305')
    (tmp_path / "kwaad.toml").write_text(bron, encoding="utf-8")
    tekst = schrijf(tmp_path / "ons.toml", "--basis", str(tmp_path / "kwaad.toml"))
    assert "vervalt" not in tomllib.loads(tekst)
    keur(tmp_path / "ons.toml", capsys)
    assert set(lees(tmp_path / "ons.toml")[0].eisen) == set(laad("iwmo-3.1").eisen)
    in_kracht = VOORBEELDREGEL.sub("", tekst.split("\n#[standaard]")[0])
    assert tomllib.loads(in_kracht)["vervalt"] == {"eis": ["2.4"]}


def test_een_naam_met_een_spatie(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tekst = schrijf(tmp_path / "ons draaiboek.toml")
    assert f'  draaiboek controleer-draaiboek "{tmp_path / "ons draaiboek.toml"}"' in capsys.readouterr().out
    assert '#   Nakijken:  draaiboek controleer-draaiboek "ons draaiboek.toml"' in tekst
    assert '#   Toetsen:   pytest "--draaiboek=./ons draaiboek.toml"' in tekst


def test_nooit_ongevraagd_over_iets_heen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "ons.toml"
    pad.write_text("van mij", encoding="utf-8")
    assert hoofd(["nieuw", str(pad)]) == 2
    assert capsys.readouterr().err == (
        f"draaiboek: {pad}: dit bestand is er al, en er is niets aan veranderd. Kies een andere naam, of geef --overschrijf.\n"
    )
    assert pad.read_text(encoding="utf-8") == "van mij"
    assert not (tmp_path / "draaiboek.schema.json").exists()
    schrijf(pad, "--overschrijf")
    assert lees(pad)


def test_ook_niet_over_een_ander_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draaiboek.schema.json").write_text("{}", encoding="utf-8")
    assert hoofd(["nieuw", str(tmp_path / "ons.toml")]) == 2
    assert (
        "draaiboek.schema.json: hier staat al iets dat niet door deze opdracht gemaakt is." in capsys.readouterr().err
    )
    assert not (tmp_path / "ons.toml").exists()


@pytest.mark.parametrize(
    ("argumenten", "gezegd"),
    [
        (["ons.json"], "een draaiboek is een bestand met de extensie .toml. Geef het die naam."),
        (["ons.toml", "--basis", "iwmo-9"], "Er is geen draaiboek 'iwmo-9'."),
        (["ons.toml", "--basis", "weg.toml"], "weg.toml"),
    ],
)
def test_wat_niet_kan(
    argumenten: list[str],
    gezegd: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert hoofd(["nieuw", *argumenten]) == 2
    assert gezegd in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("bestand", "naam"),
    [("ons draaiboek (2).toml", "ons-draaiboek-2"), ("iwmo-3.1.toml", "iwmo-3.1-eigen"), ("{naar}.toml", "naar")],
)
def test_de_naam_komt_van_het_bestand(
    bestand: str, naam: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schrijf(tmp_path / bestand)
    keur(tmp_path / bestand, capsys)
    assert [draaiboek.naam for draaiboek in lees(tmp_path / bestand)] == [naam]
