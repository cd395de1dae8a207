"""``draaiboek diagnose``: what it asks of pytest, and its exit status."""

import subprocess
import sys
from pathlib import Path

import pytest

from pytest_draaiboek.opdrachtregel import hoofd


def draai(map_: Path, *argumenten: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest_draaiboek", *argumenten],
        cwd=map_, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "argumenten",
    [
        ("--systeem", "voorbeeld:aanbieder"),
        ("--systeem=voorbeeld:aanbieder", "--draaiboek", "iwmo-3.1"),
        ("--draaiboek-systeem=voorbeeld:aanbieder",),
        ("-o", "draaiboek_systeem=voorbeeld:aanbieder", "-p", "no:cacheprovider"),
        ("-p", "no:cacheprovider", "--systeem", "voorbeeld:aanbieder", "--draaiboek-klok", "freezegun"),
    ],
)
def test_een_goed_systeem(argumenten: tuple[str, ...], tmp_path: Path) -> None:
    klaar = draai(tmp_path, "diagnose", *argumenten)
    assert (klaar.returncode, klaar.stderr) == (0, "")
    eerste, *_, laatste = klaar.stdout.splitlines()
    assert eerste == "Diagnose van voorbeeld:aanbieder voor iwmo-3.1; dit is geen toets."
    assert laatste.startswith("20 goed, 0 let op, 0 fout. ")
    assert list(tmp_path.iterdir()) == []


def test_het_ini_bestand_geldt(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\ndraaiboek = ijw-3.1\ndraaiboek_systeem = voorbeeld:knooppunt\n")
    klaar = draai(tmp_path, "diagnose")
    assert klaar.returncode == 0
    assert klaar.stdout.startswith("Diagnose van voorbeeld:knooppunt voor ijw-3.1; dit is geen toets.\n")
    # What is given goes before what is written.
    klaar = draai(tmp_path, "diagnose", "--systeem", "voorbeeld:gemeente", "--draaiboek", "iwmo-3.1")
    assert klaar.stdout.startswith("Diagnose van voorbeeld:gemeente voor iwmo-3.1; dit is geen toets.\n")


def test_in_een_project_dat_van_elke_waarschuwing_een_fout_maakt(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nfilterwarnings = error\naddopts = -ra --strict-markers --strict-config\n"
    )
    klaar = draai(tmp_path, "diagnose", "--systeem", "voorbeeld:aanbieder")
    assert (klaar.returncode, klaar.stderr) == (0, "")


def test_wie_niet_uitleest(tmp_path: Path) -> None:
    """A reader that goes away, such as `head`, gets no traceback; the status does not say that all is well."""
    opdracht = [sys.executable, "-m", "pytest_draaiboek", "diagnose", "--systeem", "voorbeeld:aanbieder"]
    with subprocess.Popen(opdracht, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as proces:
        assert proces.stdout
        assert proces.stderr
        proces.stdout.close()
        assert proces.stderr.read() == b""
    assert proces.returncode == 1


def test_een_systeem_dat_er_niet_is(tmp_path: Path) -> None:
    klaar = draai(tmp_path, "diagnose", "--systeem", "mijn:Ons")
    assert klaar.returncode == 1
    assert "fout    doel: gevonden: --draaiboek-systeem=mijn:Ons: module 'mijn' is niet te importeren" in klaar.stdout


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        ((), "Er is geen systeem genoemd om te diagnosticeren.\nWat te doen: noem het met --draaiboek-systeem"),
        (("--systeem", "voorbeeld:aanbieder", "--draaiboek", "iwmo-9"), "iwmo-9"),
        (("--systeem", "voorbeeld:aanbieder", "--bestaat-niet"), "unrecognized arguments: --bestaat-niet"),
        (("--systeem",), "--systeem"),
    ],
)
def test_verkeerd_gevraagd(argumenten: tuple[str, ...], melding: str, tmp_path: Path) -> None:
    klaar = draai(tmp_path, "diagnose", *argumenten)
    assert klaar.returncode == 2
    assert melding in klaar.stderr
    assert klaar.stdout == ""


def test_een_conftest_die_niet_te_lezen_is(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("import bestaat_niet\n")
    klaar = draai(tmp_path, "diagnose", "--systeem", "voorbeeld:aanbieder")
    assert klaar.returncode == 2
    assert "bestaat_niet" in klaar.stderr


def test_een_andere_opdracht_kent_geen_onbekende_opties(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        hoofd(["lijst", "--bestaat-niet"])
    assert einde.value.code == 2
    assert "onbekend: --bestaat-niet" in capsys.readouterr().err


def test_de_hulp(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        hoofd(["diagnose", "--help"])
    assert einde.value.code == 0
    uit = capsys.readouterr().out
    assert "draaiboek diagnose [--systeem DOEL] [--draaiboek NAAM] [opties van pytest]" in uit
    assert "Andere opties gaan naar pytest" in uit
