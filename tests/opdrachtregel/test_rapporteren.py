"""``draaiboek rapport``: the same files again, from the result and nothing else."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from resultaten_delen import GOED, VERGEET_STOP, bewerkt, schrijf

from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM, lees

Capsys = pytest.CaptureFixture[str]
KEUZE = ("-k", "3.1.2 or CD005")


@pytest.fixture
def run(echte_map: Callable[..., Path]) -> Path:
    """The folder of a run of a system that forgets a stop."""
    return echte_map(VERGEET_STOP, *KEUZE)


def inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in sorted(map_.iterdir()) if pad.name != BESTANDSNAAM}


def test_uit_het_resultaat_komt_hetzelfde_byte_voor_byte(run: Path, tmp_path: Path, capsys: Capsys) -> None:
    shutil.copy(run / BESTANDSNAAM, tmp_path)
    assert hoofd(["rapport", str(tmp_path)]) == 0
    assert inhoud(tmp_path) == inhoud(run)
    assert set(inhoud(run)) == {"rapport.html", "badge.svg", "badge.json"}
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / naam) for naam in ("rapport.html", "badge.svg", "badge.json")
    ]


def test_naar_een_andere_map_en_van_het_bestand_zelf(run: Path, tmp_path: Path) -> None:
    assert hoofd(["rapport", str(run / BESTANDSNAAM), "--naar", str(tmp_path / "diep" / "hier")]) == 0
    assert inhoud(tmp_path / "diep" / "hier") == inhoud(run)


def test_in_een_andere_taal(run: Path, tmp_path: Path) -> None:
    assert hoofd(["rapport", str(run), "--naar", str(tmp_path), "--taal", "en"]) == 0
    assert b'<html lang="en">' in (tmp_path / "rapport.html").read_bytes()
    assert b'<html lang="nl">' in (run / "rapport.html").read_bytes()


def test_een_taal_die_er_niet_is(run: Path, tmp_path: Path, capsys: Capsys) -> None:
    assert hoofd(["rapport", str(run), "--naar", str(tmp_path), "--taal", "fries"]) == 2
    assert capsys.readouterr().err == "draaiboek: Een rapport in taal 'fries' is er niet. Kies uit nl, en.\n"
    assert list(tmp_path.iterdir()) == []


def test_waar_geen_resultaat_is(tmp_path: Path, capsys: Capsys) -> None:
    assert hoofd(["rapport", str(tmp_path)]) == 2
    pad = tmp_path / BESTANDSNAAM
    assert (
        capsys.readouterr().err == f"draaiboek: {pad}: dit bestand is er niet. Geef het pad van een resultaat.json.\n"
    )


def test_waar_niet_te_schrijven_is(run: Path, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    assert hoofd(["rapport", str(run), "--naar", str(tmp_path / "bezet")]) == 2
    assert "niet te schrijven" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kapot", "soort"),
    [
        (lambda g: g["draaiboeken"][0]["draaiboek"]["kalender"].update(zone="Nergens/Hier"), "ZoneInfoNotFoundError"),
        (lambda g: g["slot"].update(geeindigd="9999-12-31T23:59:59+00:00"), "OverflowError"),
        (lambda g: g["berichten"].clear(), "KeyError"),
    ],
    ids=["zone", "jaar", "berichten"],
)
def test_een_resultaat_dat_niet_klopt(
    echte_map: Callable[..., Path],
    tmp_path: Path,
    capsys: Capsys,
    kapot: Callable[[dict[str, object]], object],
    soort: str,
) -> None:
    pad = schrijf(bewerkt(lees(echte_map(GOED, *KEUZE) / BESTANDSNAAM), kapot), tmp_path / BESTANDSNAAM)
    assert hoofd(["rapport", str(pad)]) == 2
    fout = capsys.readouterr().err
    assert fout.startswith(f"draaiboek: Van dit resultaat zijn rapport en badge niet te tekenen ({soort}")
    assert fout.endswith("draai de toets opnieuw; helpt dat niet, meld het dan met het resultaat erbij.\n")
    assert [een.name for een in tmp_path.iterdir()] == [BESTANDSNAAM]


def test_de_badge_van_shields_is_json(run: Path) -> None:
    assert json.loads((run / "badge.json").read_text(encoding="utf-8"))["schemaVersion"] == 1
