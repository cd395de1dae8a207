"""``[standaard]`` in a draaiboek file: what it says, from where its folder is seen, and what is wrong with it, with its line."""

from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import keur, lees

KOP = """basis = "iwmo-3.1"
[uitgave."eigen-1"]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "Eigen"
[uitgave."jw-1"]
standaard = "ijw"
voorvoegsel = "JW"
titel = "Eigen"
"""
GOED = """[standaard]
naam = "iwmo"
basis = "iwmo"
map = "xsd"
[[standaard.release]]
versie = "4.0"
als = "3.2"
[standaard.bericht.WMO331]
naam = "Voortgang"
afzender = "aanbieder"
[standaard.waarde]
"WMO331/Kenmerk" = ["A1", "B2"]
"""


def schrijf(pad: Path, tekst: str) -> Path:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(tekst, encoding="utf-8")
    return pad


def test_wat_er_staat(tmp_path: Path) -> None:
    eigen, jw = lees(schrijf(tmp_path / "eigen.toml", "formaat = 1\n" + KOP + GOED))
    standaard = eigen.eigen_standaard
    assert standaard is not None
    assert jw.eigen_standaard is None
    assert (standaard.naam, standaard.basis, standaard.map) == ("iwmo", "iwmo", tmp_path / "xsd")
    (release,), (bericht,) = standaard.releases, standaard.berichten
    assert (release.versie, release.hoofdversie, release.subversie, release.als) == ("4.0", "4", "0", "3.2")
    assert (bericht.berichttype, bericht.vanaf, bericht.ontvanger, bericht.heen) == ("WMO331", "4.0", None, None)
    assert dict(standaard.waarden) == {"WMO331/Kenmerk": ("A1", "B2")}
    assert standaard.herkomst == str(tmp_path / "eigen.toml")


def test_de_map_wordt_gezien_vanaf_het_bestand_dat_hem_noemt(tmp_path: Path) -> None:
    """Also when another file builds on that one; what is moved in time keeps its standard."""
    schrijf(tmp_path / "onder" / "eigen.toml", "formaat = 1\n" + KOP + GOED)
    kind = (
        KOP.replace("iwmo-3.1", "onder/eigen.toml")
        .replace("-1", "-2")
        .replace("onder/eigen-2.toml", "onder/eigen.toml")
    )
    eigen, _ = lees(schrijf(tmp_path / "kind.toml", "formaat = 1\n" + kind))
    assert eigen.eigen_standaard is not None
    assert eigen.eigen_standaard.map == tmp_path / "onder" / "xsd"


FOUT = {
    "naam": ('naam = "iwmo"', 'naam = "iW mo"', "standaard.naam: 'iW mo' kan niet als naam van een standaard"),
    "geen uitgave": ('naam = "iwmo"', 'naam = "izz"', "standaard.naam: geen uitgave is van standaard 'izz'"),
    "versie": ('versie = "4.0"', 'versie = "vier"', "versie: 'vier' is geen versie"),
    "hoofdversie": ('als = "3.2"', 'als = "3.2"\nhoofdversie = "IV"', "hoofdversie: 'IV' is geen nummer"),
    "dubbele versie": (
        "[standaard.bericht.WMO331]",
        '[[standaard.release]]\nversie = "4.0"\n[standaard.bericht.WMO331]',
        "versie: '4.0' staat er meer dan eens",
    ),
    "als zonder basis": (
        'basis = "iwmo"',
        'naamruimte = "urn:{bericht}"',
        "als: een geheel nieuwe standaard lijkt op geen andere",
    ),
    "geen naamruimte": ('basis = "iwmo"', "", "standaard: de naamruimte ontbreekt, en er is geen basis"),
    "naamruimte": (
        'map = "xsd"',
        'map = "xsd"\nnaamruimte = "urn:{wat}"',
        "naamruimte: 'urn:{wat}' zegt niet waar het berichttype staat",
    ),
    "type": (
        "[standaard.bericht.WMO331]",
        "[standaard.bericht.wmo331]",
        "bericht.wmo331: 'wmo331' kan niet als berichttype",
    ),
    "rol": (
        'afzender = "aanbieder"',
        'afzender = "anbieder"',
        "afzender: rol 'anbieder' bestaat niet; bedoelt u 'aanbieder'?",
    ),
    "vanaf": (
        'naam = "Voortgang"',
        'naam = "Voortgang"\nvanaf = "3.9"',
        "vanaf: '3.9' is geen release van deze standaard",
    ),
    "verwijst": (
        'naam = "Voortgang"',
        'naam = "Voortgang"\nverwijst = "Op"',
        "verwijst: alleen een antwoord verwijst naar een ander bericht",
    ),
    "zichzelf": (
        'naam = "Voortgang"',
        'naam = "Voortgang"\nheen = "WMO331"',
        "heen: een bericht is geen antwoord op zichzelf",
    ),
    "vreemde sleutel": ('map = "xsd"', 'mapp = "xsd"', "de sleutel 'mapp' is hier niet bekend"),
    "waarde": ('["A1", "B2"]', '"A1"', "waarde.WMO331/Kenmerk: gevonden is de tekst 'A1', verwacht wordt een lijst"),
}


@pytest.mark.parametrize(("oud", "nieuw", "gevonden"), FOUT.values(), ids=FOUT)
def test_wat_er_fout_is(tmp_path: Path, oud: str, nieuw: str, gevonden: str) -> None:
    tekst = "formaat = 1\n" + KOP + GOED
    assert oud in tekst
    voor, _, na = tekst.rpartition(oud) if oud.startswith('naam = "V') else tekst.partition(oud)
    tekst = voor + nieuw + na
    gebreken = keur(schrijf(tmp_path / "eigen.toml", tekst))
    treffers = [gebrek for gebrek in gebreken if gevonden in str(gebrek)]
    assert treffers, [str(gebrek) for gebrek in gebreken]
    assert KOP.count("\n") + 1 < treffers[0].regel <= tekst.count("\n")
    assert treffers[0].raad


def test_geen_enkele_release(tmp_path: Path) -> None:
    tekst = GOED.replace('[[standaard.release]]\nversie = "4.0"\nals = "3.2"\n', "").replace(
        'map = "xsd"', 'map = "xsd"\nrelease = []'
    )
    (gebrek,) = keur(schrijf(tmp_path / "eigen.toml", "formaat = 1\n" + KOP + tekst))
    assert "standaard.release: er is geen enkele release" in str(gebrek)
