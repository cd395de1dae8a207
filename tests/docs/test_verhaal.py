"""A page that does not do what it says is found out."""

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from blokken import Blok, blokken
from samenvoegen import voeg_samen
from verhaal import Verhaal, Verhaalfout, schone_omgeving, staat_in


def vertel(tekst: str, map_: Path, **anders: dict[str, str]) -> Verhaal:
    verhaal = Verhaal(map_, **anders)
    verhaal.vertel(blokken(dedent(tekst)))
    return verhaal


GOED = {
    "a command and what it prints": """
        ```console
        python -c "print('een'); print('twee 2.3 s'); print('drie'); print('vier')"
        ```

        ```text
        twee ... s
        ...
        vier
        ```
        """,
    "an exit status that is said": """
        <!-- exit: 3 -->
        ```console
        python -c "raise SystemExit(3)"
        ```
        """,
    "a file that is used": """
        ```{code-block} python
        :caption: tests/test_iets.py

        def test_iets() -> None:
            assert 1 + 1 == 2
        ```

        ```console
        pytest -q tests
        ```

        ```text
        1 passed ...
        ```
        """,
    "python that goes on": """
        ```python
        x = 2
        ```

        ```pycon
        >>> x + 1
        3
        ```
        """,
    "folders": """
        ```console
        mkdir map
        cd map
        python -c "import pathlib; print(pathlib.Path.cwd().name)"
        ```

        ```text
        map
        ```
        """,
    "data": """
        ```toml
        a = 1
        ```

        ```json
        {"a": 1}
        ```

        ```yaml
        a: [1, 2]
        ```

        ```ini
        [a]
        b = 1
        ```

        ```xml
        <a/>
        ```
        """,
}

FOUT = {
    "another output": (GOED["a command and what it prints"].replace("twee ...", "zes ..."), "not what the command"),
    "lines in another order": (GOED["a command and what it prints"].replace("'een'", "'vier'").replace("'vier')\"", "'een')\""), "not what"),
    "another exit status": (GOED["an exit status that is said"].replace("exit: 3", "exit: 1"), "exit status 3, not 1"),
    "a status that is not said": (GOED["an exit status that is said"].replace("<!-- exit: 3 -->", ""), "exit status 3, not 0"),
    "a test that fails": (GOED["a file that is used"].replace("== 2", "== 3"), "exit status 1, not 0"),
    "a file that nothing reads": (GOED["a file that is used"].replace("-q tests", "--version").replace("1 passed", "pytest"), "no command that follows reads it"),
    "python that breaks": (GOED["python that goes on"].replace("x = 2", "x = y"), "line 2: python: NameError"),
    "another value": (GOED["python that goes on"].replace("3\n", "4\n"), "Got:\n    3"),
    "an example that is none": (GOED["python that goes on"].replace(">>> ", ""), "no example in it"),
    "a folder that is not there": (GOED["folders"].replace("mkdir map", "mkdir kap"), "FileNotFoundError"),
    "no such program": ("```console\nbestaat-niet\n```", "line 2: there is no bestaat-niet"),
    "broken toml": ("```toml\na = \n```", "line 1: toml"),
    "broken json": ("```json\n{\n```", "line 1: json"),
    "broken yaml": ("```yaml\na: [\n```", "line 1: yaml"),
    "broken ini": ("```ini\nb = 1\n```", "line 1: ini"),
    "broken xml": ("```xml\n<a>\n```", "line 1: xml"),
    "an unknown language": ("```cobol\nMOVE\n```", "a block in 'cobol'"),
    "no language": ("```\nietwat\n```", "a block in ''"),
    "indented code": ("Tekst\n\n    code\n", "a block in ''"),
    "text that nothing printed": ("```text\niets\n```", "no command printed"),
}  # fmt: skip


@pytest.mark.parametrize("tekst", GOED.values(), ids=list(GOED))
def test_goed(tekst: str, tmp_path: Path) -> None:
    vertel(tekst, tmp_path)


@pytest.mark.parametrize(("tekst", "gezegd"), FOUT.values(), ids=list(FOUT))
def test_fout(tekst: str, gezegd: str, tmp_path: Path) -> None:
    with pytest.raises(Verhaalfout) as fout:
        vertel(tekst, tmp_path)
    assert gezegd in str(fout.value)


def test_wat_elders_gebeurt_wordt_niet_gedraaid(tmp_path: Path) -> None:
    tekst = "```console\nbestaat-niet --snel\npip install iets\n```\n\n```text\nwat er dan komt\n```\n"
    vertel(tekst, tmp_path, elders={"bestaat-niet .*": "a reason"})


def test_tekst_die_geen_uitvoer_is(tmp_path: Path) -> None:
    vertel("```text\neen tekening\n```", tmp_path, los={"een tekening": "a drawing"})


def test_een_programma_dat_ontbreekt_wordt_genoemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert vertel("```console\njava Iets.java\n```", tmp_path).ontbreekt == {"java"}


def test_code_binnen_een_kader_wordt_gezien() -> None:
    buiten = "::::{admonition} Kop\n:class: tip\n\n```console\nls\n```\n::::\n"
    assert [blok.tekst for blok in blokken(buiten)] == ["ls\n"]
    with pytest.raises(ValueError, match="fence it with colons"):
        list(blokken("````{admonition} Kop\n```console\nls\n```\n````\n"))


def test_regel_en_bestand_van_een_blok() -> None:
    tekst = "Een.\n\n<!-- file: map/a.toml -->\n```toml\na = 1\n```\n\n```toml\nb = 2\n```\n"
    assert list(blokken(tekst)) == [Blok("toml", "a = 1\n", 4, "map/a.toml"), Blok("toml", "b = 2\n", 8)]


@pytest.mark.parametrize(
    ("getoond", "uitvoer", "verwacht"),
    [
        ("b\nc", "a\nb\nc\nd\n", True),
        ("b\nd", "a\nb\nc\nd\n", False),
        ("b\n...\nd", "a\nb\nc\nd\n", True),
        ("d\n...\nb", "a\nb\nc\nd\n", False),
        ("1 passed in ... s", "1 passed in 0.2 s", True),
        ("1 passed", "11 passed", False),
        ("1 passed", "1 passed, 1 failed", False),
        ("  x  ", "  x", True),
    ],
)
def test_staat_in(getoond: str, uitvoer: str, verwacht: bool) -> None:
    assert staat_in(getoond, uitvoer) is verwacht


def test_de_omgeving_heeft_niets_van_deze_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("PYTEST_ADDOPTS", "PYTHONPATH", "DRAAIBOEK_TALEN"):
        monkeypatch.setenv(naam, "iets")
    assert not {"PYTEST_ADDOPTS", "PYTHONPATH", "DRAAIBOEK_TALEN"} & schone_omgeving(Path(sys.executable)).keys()


OUD = """
import a

X = 1


class Ons(Basis):
    rol = 1

    def een(self):
        return 1

    def twee(self):
        return 2
"""


def in_(code: str) -> dict[str, object]:
    namen: dict[str, object] = {"Basis": object, "__import__": __import__}
    exec(code.replace("import a\n", ""), namen)
    return namen


def nieuw(tekst: str) -> Callable[[], dict[str, object]]:
    return lambda: in_(voeg_samen(OUD, dedent(tekst)))


def test_een_deel_komt_in_de_plaats() -> None:
    namen = nieuw(
        """
        import os

        X = 5
        Y = X + 1


        class Ons(Basis):
            ...

            def twee(self):
                return Y

            def drie(self):
                return os.sep
        """
    )()
    ons = namen["Ons"]()  # type: ignore[operator]
    assert (ons.rol, ons.een(), ons.twee(), ons.drie()) == (1, 1, 6, __import__("os").sep)


def test_een_heel_bestand_komt_in_de_plaats() -> None:
    assert voeg_samen(OUD, "X = 2\n") == "X = 2\n"
    assert voeg_samen(OUD, "class Ons(Basis):\n    rol = 2\n") == "class Ons(Basis):\n    rol = 2\n"
