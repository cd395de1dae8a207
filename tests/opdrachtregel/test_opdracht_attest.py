"""``draaiboek attest``: a form with the texts that are to be signed, which counts for nothing until it is filled in."""

import tomllib
from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import lees
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.sessie.attesten import lees_attesten

EIGEN = """
formaat = 1
basis = "iwmo-3.1"

[uitgave.eigen]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "Eigen"

[[eis]]
id = "A-1"
paragraaf = "9"
rollen = ["aanbieder"]
ernst = "informatief"
tekst = "Kent \\"het\\" draaiboek\\\\script."
toets = "attest"
"""


@pytest.fixture
def eigen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pad = tmp_path / "eigen.toml"
    pad.write_text(EIGEN, encoding="utf-8")
    return pad


def test_het_formulier(eigen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["attest", "eigen.toml", "--rol", "zorgaanbieder"]) == 0
    tekst = capsys.readouterr().out
    (een,) = tomllib.loads(tekst)["attest"]
    assert een == {
        "draaiboek": "eigen",
        "eis": "A-1",
        "rol": "aanbieder",
        "tekst": 'Kent "het" draaiboek\\script.',
        "verklaring": "",
        "naam": "",
        "functie": "",
        "datum": "",
        "toelichting": "",
        "handtekening": "",
    }
    formulier = eigen.parent / "attest.toml"
    formulier.write_text(tekst, encoding="utf-8")
    with pytest.raises(OngeldigeInstelling, match="verklaring, naam, functie, datum zijn leeg"):
        lees_attesten(formulier, lees(eigen))
    for veld, waarde in (
        ("verklaring", "ja"),
        ("naam", "P. Voorbeeld"),
        ("functie", "directeur"),
        ("datum", "2026-01-01"),
    ):
        tekst = tekst.replace(f'{veld} = ""', f'{veld} = "{waarde}"')
    formulier.write_text(tekst, encoding="utf-8")
    from datetime import date

    (verklaring,) = lees_attesten(formulier, lees(eigen), date(2026, 1, 2))
    assert (verklaring.akkoord, verklaring.rol, verklaring.van_wie) == (
        True,
        "aanbieder",
        "P. Voorbeeld (directeur), 01-01-2026",
    )


def test_in_een_bestand_en_nooit_over_een_ander_heen(eigen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opdracht = ["attest", "eigen.toml", "--rol", "aanbieder", "--naar", "formulier.toml"]
    assert hoofd(opdracht) == 0
    assert capsys.readouterr().out == "Formulier: formulier.toml, met 1 eis om over te verklaren.\n"
    assert hoofd(opdracht) == 2
    assert "dit bestand is er al, misschien met verklaringen erin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (["iwmo-3.1", "--rol", "gemeente"], "Geen eis van draaiboek iwmo-3.1 vraagt een gemeente om een verklaring."),
        (["iwmo-3.1", "--rol", "bode"], "kent geen rol 'bode'"),
        (["iwmo-9", "--rol", "gemeente"], "Er is geen draaiboek 'iwmo-9'."),
    ],
)
def test_wat_niet_kan(argumenten: list[str], melding: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["attest", *argumenten]) == 2
    assert melding in capsys.readouterr().err
