"""A libfaketime is used when it works in the runtime itself; otherwise the refusal tells, for each, what failed and what to do."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from talen import sla_over, vereis
from test_faketijd import MOMENT

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import ZONE, Motor
from pytest_draaiboek.klok.faketime import keuze, kies_faketime
from pytest_draaiboek.klok.faketime.bibliotheken import VARIABELE, vind_bibliotheken

ALTERNATIEF = (
    "laat --draaiboek-klok=faketime weg en laat de adapter de klok van het systeem zetten (werkwoord zet_klok)."
)
ANDERS = (
    "Wat te doen: pip install 'pytest-draaiboek[faketime]' (Linux op x86-64), of installeer het pakket van het systeem\n"
    f"(Debian: apt install faketime; macOS: brew install libfaketime), of {ALTERNATIEF}"
)
# Programs of a few characters that tell the time on every line they get.
KLOKKEN = {
    sys.executable: ["-c", "import sys, time\nfor _ in sys.stdin: print(int(time.time()), flush=True)"],
    "node": ["-e", "process.stdin.on('data', () => console.log(Math.floor(Date.now() / 1000)))"],
    "java": ["Klok.java"],
}
KLOK_JAVA = """class Klok {
    public static void main(String[] a) throws Exception {
        while (System.in.read() == '\\n') System.out.println(System.currentTimeMillis() / 1000);
    }
}"""


def vereis_bouwsel(programma: str) -> None:
    """Skip where no build is that is known to work there: Python needs the newer one, the others one with a lock."""
    try:
        bouwsels = vind_bibliotheken()
    except OngeldigeInstelling:
        bouwsels = []
    if not any(een.herkomst == "PyPI" if programma == sys.executable else een.voor_draden for een in bouwsels):
        sla_over(f"no libfaketime for {programma}")


@pytest.mark.parametrize("programma", KLOKKEN)
def test_een_kind_staat_stil_en_schuift_mee(programma: str, motor: Motor, tmp_path: Path) -> None:
    opdracht = [vereis(programma), *KLOKKEN[programma]]
    vereis_bouwsel(programma)
    (tmp_path / "Klok.java").write_text(KLOK_JAVA, encoding="ascii")
    motor.bevries(MOMENT)
    tijd = kies_faketime(opdracht)
    tijd.zet(MOMENT)
    with subprocess.Popen(
        opdracht,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        env=tijd.omgeving,
        cwd=tmp_path,
    ) as proces:
        assert proces.stdin
        assert proces.stdout
        oktober = datetime(2022, 10, 30, 2, 30, tzinfo=ZONE)
        for moment in (MOMENT, MOMENT - timedelta(days=7), oktober, oktober.replace(fold=1), MOMENT):
            tijd.zet(moment)
            for _ in range(2):
                proces.stdin.write("\n")
                assert int(proces.stdout.readline()) == moment.timestamp()
        proces.stdin.close()
    tijd.sluit()
    assert tijd.beschrijving.startswith("libfaketime voor ")


def test_een_eigen_proef_voor_dotnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that the kit gives for .NET, compiled and run by Mono."""
    mono, proef = vereis("mono"), tmp_path / "Proef.exe"
    vereis_bouwsel(mono)
    bron = Path(keuze.__file__).parent / "proeven" / "Proef.cs"
    subprocess.run([vereis("mcs"), f"-out:{proef}", bron], check=True)
    monkeypatch.setenv("DRAAIBOEK_FAKETIME_PROEF", f"mono {proef}")
    tijd = kies_faketime(["./OnsPakket"], "dotnet")
    assert tijd.beschrijving.startswith("libfaketime voor dotnet: libfaketimeMT.")
    tijd.sluit()


def wikkel(tmp_path: Path, naam: str, inhoud: str) -> str:
    pad = tmp_path / naam
    pad.write_text(f"#!/bin/sh\n{inhoud}\n", encoding="utf-8")
    pad.chmod(0o755)
    return str(pad)


@pytest.mark.usefixtures("korte_grenzen")
def test_een_bibliotheek_die_niets_vervalst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leeg = tmp_path / "libfaketime.so.1"
    (tmp_path / "leeg.c").write_text("int leeg;\n", encoding="ascii")
    subprocess.run([vereis("gcc"), "-shared", "-o", leeg, tmp_path / "leeg.c"], check=True)
    monkeypatch.setenv(VARIABELE, str(leeg))
    with pytest.raises(OngeldigeInstelling) as fout:
        kies_faketime([sys.executable])
    eerste, tweede, *rest = str(fout.value).split("\n")
    python = shutil.which(sys.executable)
    assert eerste == f"--draaiboek-klok=faketime: geen libfaketime op deze machine werkt in {python}."
    assert tweede.startswith(
        "- libfaketime.so.1 (opgegeven): klok: verwacht '1648076398 1648076398 2022-03-23T23:59:58', gekregen '"
    )
    assert "\n".join(rest) == ANDERS
    assert os.listdir(tempfile.gettempdir()) == []


@pytest.mark.usefixtures("korte_grenzen")
def test_een_tekst_is_geen_bibliotheek(tekst_als_bouwsel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE, str(tekst_als_bouwsel))
    with pytest.raises(OngeldigeInstelling, match=r"- libfaketimeMT.so.1 \(opgegeven\): klok: verwacht"):
        kies_faketime([sys.executable])


def test_zonder_slot_niet_voor_draden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zonder = tmp_path / "libfaketime.so.1"
    zonder.write_text("geen slot", encoding="ascii")
    java = wikkel(tmp_path, "java", "read vraag; echo $vraag")
    monkeypatch.setenv(VARIABELE, str(zonder))
    with pytest.raises(OngeldigeInstelling) as fout:
        kies_faketime([java])
    assert str(fout.value) == (
        f"--draaiboek-klok=faketime: geen libfaketime op deze machine werkt in {java}.\n"
        "- libfaketime.so.1 (opgegeven): niet voor draden gebouwd, en leest de klok dan soms verkeerd (libfaketimeMT is dat wel)\n"
        + ANDERS
    )


@pytest.mark.usefixtures("korte_grenzen")
def test_een_proef_die_zelf_niet_draait(
    tmp_path: Path, tekst_als_bouwsel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = wikkel(tmp_path, "java", "echo 'error: Module jdk.compiler not found' >&2; exit 1")
    monkeypatch.setenv(VARIABELE, str(tekst_als_bouwsel))
    with pytest.raises(OngeldigeInstelling) as fout:
        kies_faketime([java])
    proef = Path(keuze.__file__).parent / "proeven" / "Proef.java"
    assert str(fout.value) == (
        f"--draaiboek-klok=faketime: de proef zelf draait niet in {java}, ook niet zonder libfaketime "
        "(error: Module jdk.compiler not found).\n"
        f"Wat te doen: probeer hem zelf ({java} {proef}; java heeft er een JDK voor nodig), of\n{ALTERNATIEF}"
    )


def test_wie_de_proef_afbreekt_laat_niets_achter(tekst_als_bouwsel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def afgebroken(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(keuze, "beproef", afgebroken)
    monkeypatch.setenv(VARIABELE, str(tekst_als_bouwsel))
    with pytest.raises(KeyboardInterrupt):
        kies_faketime([sys.executable])
    assert os.listdir(tempfile.gettempdir()) == []
