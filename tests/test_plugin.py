"""The plugin in everybody's run: options, markers, and nothing else when no draaiboek is asked for."""

import subprocess
import sys

import pytest

import pytest_draaiboek


def test_in_rust_wordt_alleen_de_plugin_geladen(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n"
        "def test_rust():\n"
        "    eigen = {m for m in sys.modules if m.startswith('pytest_draaiboek')}\n"
        "    assert eigen == {'pytest_draaiboek', 'pytest_draaiboek.plugin'}\n"
        "    assert not {'lxml', 'freezegun', 'msgspec', 'time_machine'} & set(sys.modules)\n"
    )
    uitslag = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:time_machine", "-p", "no:time-machine", "-p", "no:hypothesispytest"],
        cwd=pytester.path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "pytest_draaiboek.plugin"},
    )
    assert uitslag.returncode == 0, uitslag.stdout


def test_elke_optie_staat_in_de_hulp(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest("--help")
    for optie in ("draaiboek", "draaiboek-systeem", "draaiboek-rol", "draaiboek-rapport", "draaiboek-zaad", "draaiboek-streng",
                  "draaiboek-marge", "draaiboek-klok", "draaiboek-bekend", "draaiboek-alleen-fixtures"):  # fmt: skip
        uitslag.stdout.fnmatch_lines([f"*--{optie}*"])
        uitslag.stdout.fnmatch_lines([f"  {optie.replace('-', '_')} (*"])


def test_de_merken_zijn_aangemeld(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\n@pytest.mark.eis('3.1.2')\ndef test_x(): pass\n")
    pytester.runpytest("--strict-markers").assert_outcomes(passed=1)
    pytester.runpytest("--markers").stdout.fnmatch_lines(["@pytest.mark.eis(id)*", "@pytest.mark.mijlpaal(nr*"])


def test_zonder_draaiboek_worden_draaiboektests_overgeslagen(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import pytest\n"
        "def test_gewoon(): pass\n"
        "def test_klok(draaiboek_klok): assert 0\n"
        "def test_mijlpaal(mijlpaal): assert 0\n"
        "@pytest.mark.mijlpaal('3.1.2')\ndef test_merk(): assert 0\n"
    )
    uitslag = pytester.runpytest("-rs", "-W", "error")
    uitslag.assert_outcomes(passed=1, skipped=3)
    uitslag.stdout.fnmatch_lines(
        ["*niet getoetst zonder draaiboek. Geef --draaiboek=NAAM; het commando draaiboek lijst noemt ze."]
    )


def test_de_publieke_namen_zijn_er() -> None:
    for naam in pytest_draaiboek.__all__:
        assert getattr(pytest_draaiboek, naam).__name__ == naam
    with pytest.raises(AttributeError, match="has no attribute 'Groene'"):
        _ = pytest_draaiboek.Groene
