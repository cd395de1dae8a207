"""Which runtime a command is seen to start, and what is said of one that cannot be tried."""

import shutil
from pathlib import Path

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok.faketime.runtimes import VARIABELE_PROEF, Proef, vind_proef

ALTERNATIEF = (
    "laat --draaiboek-klok=faketime weg en laat de adapter de klok van het systeem zetten (werkwoord zet_klok)."
)
WAT_TE_DOEN = (
    "Wat te doen: noem de runtime (--draaiboek-klok=faketime:java), of geef met DRAAIBOEK_FAKETIME_PROEF een eigen proef\n"
    f"(docs/howto/faketime.md), of {ALTERNATIEF}"
)


@pytest.fixture(autouse=True)
def alles_is_er(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda programma: f"/er/is/{programma}")


@pytest.mark.parametrize(
    ("eerste", "runtime", "proef"),
    [
        ("python", "python", "proef.py"),
        ("python3.13", "python", "proef.py"),
        ("venv/bin/python3", "python", "proef.py"),
        ("node", "node", "proef.mjs"),
        ("nodejs", "node", "proef.mjs"),
        ("/opt/jdk-21/bin/java", "java", "Proef.java"),
    ],
)
def test_de_opdracht_zegt_welke_runtime_en_welk_programma(eerste: str, runtime: str, proef: str) -> None:
    gevonden = vind_proef([eerste, "iets", "8080"])
    programma, bestand = gevonden.opdracht
    assert (gevonden.runtime, programma) == (runtime, f"/er/is/{eerste}")
    assert Path(bestand).name == proef
    assert Path(bestand).is_file()


@pytest.mark.parametrize(
    ("eerste", "naam", "programma"),
    [("./start.sh", "java", "java"), ("python3.12", "python", "python3.12"), ("python3.12", "node", "node")],
)
def test_wie_de_runtime_noemt(eerste: str, naam: str, programma: str) -> None:
    gevonden = vind_proef([eerste], naam)
    assert (gevonden.runtime, gevonden.opdracht[0]) == (naam, f"/er/is/{programma}")


@pytest.mark.parametrize("eerste", ["./start.sh", "npm", "dotnet", "javac", "pythonw", "node.js", ""])
def test_een_opdracht_die_het_niet_zegt(eerste: str) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_proef([eerste] if eerste else [])
    assert str(fout.value) == (
        f"--draaiboek-klok=faketime: de opdracht {eerste!r} zegt niet welke runtime zij start. Een proef is er voor: python, node, java.\n"
        + WAT_TE_DOEN
    )


@pytest.mark.parametrize("naam", ["dotnet", "Java", "jav"])
def test_een_runtime_zonder_proef(naam: str) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_proef(["java"], naam)
    assert str(fout.value) == (
        f"--draaiboek-klok=faketime: voor {naam!r} heeft de kit geen proef. Een proef is er voor: python, node, java.\n"
        + WAT_TE_DOEN
    )


def test_een_eigen_proef_gaat_voor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE_PROEF, "dotnet 'mijn map/Proef.dll'")
    assert vind_proef(["java"], "dotnet") == Proef("dotnet", ("/er/is/dotnet", "mijn map/Proef.dll"), draden=True)
    assert vind_proef(["bin/OnsPakket"]).runtime == "OnsPakket"


def test_een_eigen_proef_die_geen_opdracht_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE_PROEF, "dotnet 'Proef.dll")
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_proef(["java"])
    assert str(fout.value) == (
        'DRAAIBOEK_FAKETIME_PROEF is "dotnet \'Proef.dll"; dat is geen opdracht (No closing quotation).\n'
        "Wat te doen: schrijf de opdracht zoals in een shell, bijvoorbeeld: dotnet 'mijn map/Proef.dll'."
    )


def test_een_runtime_die_er_niet_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda programma: None)
    with pytest.raises(OngeldigeInstelling) as fout:
        vind_proef(["./start.sh"], "java")
    assert str(fout.value) == (
        "--draaiboek-klok=faketime: het programma 'java' is niet gevonden, en daarin wordt de klok beproefd.\n"
        f"Wat te doen: zet de map ervan in PATH, of {ALTERNATIEF}"
    )
