"""What the README shows can be pasted, and does what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def blok(tekst: str) -> str:
    (gevonden,) = [b for b in PYTHON if tekst in b]
    return gevonden


def test_het_eerste_commando(pytester: pytest.Pytester) -> None:
    commando = re.search(r"^pytest (--draaiboek.*)$", README, re.MULTILINE)
    assert commando
    uitslag = pytester.runpytest(*commando[1].split())
    assert uitslag.ret == 0
    getoond = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert getoond
    uitslag.stdout.fnmatch_lines(getoond[1].splitlines())


def test_de_conftest_en_de_eigen_tests(pytester: pytest.Pytester) -> None:
    map_ = pytester.mkdir("tests")
    (map_ / "conftest.py").write_text(blok("class OnsSysteem"), encoding="utf-8")
    (map_ / "test_eigen.py").write_text(blok("pytest.mark.eis"), encoding="utf-8")
    uitslag = pytester.runpytest("--draaiboek=iwmo-3.1")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(
        ["iWmo 3.0 naar 3.1, als aanbieder: OnsPakket 4.2", "iwmo-3.1 als aanbieder: NIET CONFORM: *"]
    )
    uitslag.stdout.fnmatch_lines(["FAILED tests/test_eigen.py::test_a_start_is_no_longer_sent - AssertionError*"])
    uitslag.stdout.no_fnmatch_line("FAILED tests/test_eigen.py::test_whatever_we_send_is_allowed*")
    assert len(blok("class OnsSysteem").strip().splitlines()) <= 30


def test_de_diagnose(tmp_path: Path) -> None:
    commando = re.search(r"^draaiboek (diagnose .*)$", README, re.MULTILINE)
    assert commando
    klaar = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest_draaiboek", *commando[1].split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert klaar.returncode == 0
    assert "Alles is op zijn plaats om te toetsen" in klaar.stdout


def test_elke_optie_staat_erin() -> None:
    from pytest_draaiboek.plugin import FIXTURES, OPTIES

    assert all(f"`--{naam}" in README for naam, _, _ in OPTIES)
    assert all(f"`{fixture}`" in README for fixture in FIXTURES)


def test_het_heet_nergens_groene_vink() -> None:
    assert "groene vink" not in README.lower()
