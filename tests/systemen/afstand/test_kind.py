"""kind.py: what the kit starts is ended with all its children whatever happens, and nothing of it stays behind."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.systemen.afstand import kind as kind_module
from pytest_draaiboek.systemen.afstand.kind import Kind, ontleed_opdracht

GROEPEN = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups and signals")
MET_KLEINKIND = """
import subprocess, sys, time
klein = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
print(klein.pid, flush=True)
"""
Start = Callable[..., Kind]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    kinderen: list[Kind] = []

    def maak(script: str, *, gesprek: bool = True) -> Kind:
        pad = tmp_path / "kind.py"
        pad.write_text(script, encoding="utf-8")
        kinderen.append(Kind([sys.executable, str(pad)], {"EXTRA": "één"}, gesprek=gesprek))
        return kinderen[-1]

    yield maak
    for gemaakt in kinderen:
        gemaakt.stop()


def weg(pid: int, binnen_s: float = 10) -> bool:
    """Whether a process is gone, or dead and only not yet buried by whoever should."""
    uiterlijk_s = time.monotonic() + binnen_s
    while time.monotonic() < uiterlijk_s:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        staat = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout
        if staat.strip().startswith("Z"):
            return True
        time.sleep(0.05)
    return False


# Commands


def test_een_opdracht_met_aanhalingstekens(tmp_path: Path) -> None:
    assert ontleed_opdracht('sh -c \'echo "a b"\' "c d" e\\ f', "X")[1:] == ["-c", 'echo "a b"', "c d", "e f"]
    programma = tmp_path / "mijn programma"
    programma.write_text("#!/bin/sh\n")
    programma.chmod(0o755)
    assert ontleed_opdracht(f"'{programma}' 1", "X") == [str(programma), "1"]


def test_een_opdracht_op_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind_module, "WINDOWS", True)
    monkeypatch.setattr(shutil, "which", lambda naam: naam)
    assert ontleed_opdracht(r'C:\Java\bin\java.exe -jar "C:\Mijn map\systeem.jar" --naam=\x', "X") == [
        r"C:\Java\bin\java.exe", "-jar", r"C:\Mijn map\systeem.jar", r"--naam=\x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opdracht", "melding"),
    [
        ("", "--optie: de opdracht is leeg. Schrijf bijvoorbeeld proces:node systeem.js."),
        ("   ", "--optie: de opdracht is leeg. Schrijf bijvoorbeeld proces:node systeem.js."),
        (
            "java 'Systeem",
            "--optie: de opdracht \"java 'Systeem\" is niet te lezen (No closing quotation). Sluit elk aanhalingsteken.",
        ),
        (
            "bestaat-niet-1 x",
            "--optie: er is geen programma 'bestaat-niet-1'.\n"
            "Wat te doen: controleer de naam, en of het op het zoekpad (PATH) staat of te vinden is vanaf de map waar u pytest start.",
        ),
        ("''", "--optie: er is geen programma ''.\nWat te doen: controleer de naam, en of het op het zoekpad (PATH) staat of te vinden is vanaf de map waar u pytest start."),
        (
            "./systeem.js --x",
            "--optie: './systeem.js' is geen programma dat uitgevoerd kan worden.\n"
            "Wat te doen: zet het programma dat het uitvoert ervoor, bijvoorbeeld node ./systeem.js, of maak het uitvoerbaar (chmod +x).",
        ),
    ],
)  # fmt: skip
def test_een_opdracht_die_niet_kan(
    opdracht: str, melding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "systeem.js").write_text("1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OngeldigeInstelling) as gevangen:
        ontleed_opdracht(opdracht, "--optie")
    assert str(gevangen.value) == melding


def test_een_programma_dat_niet_te_starten_is(tmp_path: Path) -> None:
    stuk = tmp_path / "stuk"
    stuk.write_bytes(b"\x7fELF geen programma")
    stuk.chmod(0o755)
    with pytest.raises(OngeldigeInstelling) as gevangen:
        Kind([str(stuk)], {}, gesprek=True)
    assert (
        str(gevangen.value) == f"{stuk} is niet te starten (Exec format error). Controleer de opdracht en de rechten."
    )


# What it says


def test_een_gesprek(start: Start) -> None:
    kind = start("import os, sys\nfor r in sys.stdin: print(os.environ['EXTRA'], r.strip(), flush=True)\n")
    kind.zeg(b"vraag\n")
    assert kind.hoor(20).decode() == "één vraag\n"
    with pytest.raises(TimeoutError):
        kind.hoor(0.05)
    kind.zeg(b"nog een\n")
    assert kind.hoor(20).decode() == "één nog een\n"
    assert kind.leeft


def test_de_laatste_woorden(start: Start) -> None:
    kind = start(
        "import sys\n"
        "for nr in range(30): print('regel', nr, file=sys.stderr)\n"
        "sys.stderr.flush(); e = sys.stderr.buffer\n"
        "e.write(b'x' * 100_000 + b'staart\\n'); e.write(b'caf\\xe9\\r\\n\\n   \\n'); e.write(b'\\x1b[1;31mrood\\x1b[0m\\x07\\n'); e.write(b'half')\n"
    )
    assert kind.einde() == "eindigde met exitstatus 0"
    kop, *regels = kind.laatste_woorden().split("\n")
    assert kop == "De laatste regels van stderr:"
    assert regels == [
        *(f"  regel {nr}" for nr in range(14, 30)), f"  {'x' * 500}", "  caf\N{REPLACEMENT CHARACTER}", "  rood", "  half",
    ]  # fmt: skip


def test_wie_niets_zei(start: Start) -> None:
    kind = start("pass")
    assert kind.einde() == "eindigde met exitstatus 0"
    assert kind.laatste_woorden() == "Het schreef niets op stderr."
    kind = start("pass", gesprek=False)
    assert kind.einde() == "eindigde met exitstatus 0"
    assert kind.laatste_woorden() == "Het schreef niets op stdout en stderr."
    kind = start("import sys; print('uit', flush=True); print('fout', file=sys.stderr)", gesprek=False)
    kind.einde()
    assert kind.laatste_woorden() == "De laatste regels van stdout en stderr:\n  uit\n  fout"


@GROEPEN
def test_hoe_het_eindigde(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    assert start("import sys; sys.exit(3)").einde() == "eindigde met exitstatus 3"
    assert start("import os; os.kill(os.getpid(), 9)").einde() == "werd beëindigd door signaal SIGKILL"
    if sys.platform == "linux":
        assert (
            start("import os, signal; os.kill(os.getpid(), signal.SIGRTMIN + 2)").einde()
            == "werd beëindigd door signaal 36"
        )
    monkeypatch.setattr(kind_module, "GEDULD_S", 0.2)
    assert start("import time; time.sleep(60)").einde() == "sloot zijn uitvoer"


# How it ends


def test_het_mag_zelf_eindigen(start: Start, tmp_path: Path) -> None:
    teken = tmp_path / "teken"
    kind = start(f"import sys\nfor r in sys.stdin: pass\nopen({str(teken)!r}, 'w').write('netjes')\n")
    kind.stop(20)
    assert teken.read_text() == "netjes"


@GROEPEN
def test_een_server_mag_zelf_eindigen(start: Start, tmp_path: Path) -> None:
    teken = tmp_path / "teken"
    kind = start(
        "import signal, sys, time\n"
        f"def af(*_): open({str(teken)!r}, 'w').write('netjes'); sys.exit()\n"
        "signal.signal(signal.SIGTERM, af)\n"
        f"open({str(teken)!r}, 'w').write('klaar')\n"
        "time.sleep(60)\n",
        gesprek=False,
    )
    uiterlijk_s = time.monotonic() + 20
    while not (teken.exists() and teken.read_text() == "klaar") and time.monotonic() < uiterlijk_s:
        time.sleep(0.02)
    kind.stop(20)
    assert teken.read_text() == "netjes"


@GROEPEN
@pytest.mark.parametrize("gesprek", [True, False])
def test_wie_niet_luistert_wordt_beeindigd(start: Start, gesprek: bool) -> None:
    kind = start(
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('klaar', flush=True)\nwhile 1: time.sleep(9)",
        gesprek=gesprek,
    )
    if gesprek:
        assert kind.hoor(20) == b"klaar\n"
    else:
        uiterlijk_s = time.monotonic() + 20
        while "klaar" not in kind.laatste_woorden() and time.monotonic() < uiterlijk_s:
            time.sleep(0.02)
    kind.stop(0.2)
    assert not kind.leeft
    assert kind.einde() == "werd beëindigd door signaal SIGKILL"


@GROEPEN
@pytest.mark.parametrize("daarna", ["time.sleep(120)", ""], ids=["leeft nog", "is al weg"])
def test_kleinkinderen_gaan_mee(start: Start, daarna: str) -> None:
    kind = start(MET_KLEINKIND + daarna)
    kleinkind = int(kind.hoor(20))
    assert not weg(kleinkind, 0.1)
    kind.stop()
    assert weg(kleinkind)


@GROEPEN
def test_een_kleinkind_dat_zijn_eigen_weg_gaat_houdt_de_kit_niet_op(start: Start) -> None:
    kind = start(MET_KLEINKIND.replace('sleep(120)"]', 'sleep(120)"], start_new_session=True') + "time.sleep(120)")
    kleinkind = int(kind.hoor(20))
    begin = time.monotonic()
    kind.stop()
    assert time.monotonic() - begin < 5
    os.kill(kleinkind, signal.SIGKILL)
    assert weg(kleinkind)
    # The threads go as soon as nobody holds the pipes any more.
    uiterlijk_s = time.monotonic() + 10
    while threading.active_count() > 1 and time.monotonic() < uiterlijk_s:
        time.sleep(0.02)


@GROEPEN
@pytest.mark.parametrize("schil", ["dash", "bash", None])
@pytest.mark.parametrize("hoe", ["SIGKILL", "SIGTERM"])
def test_het_eindigt_ook_als_pytest_zelf_omvalt(tmp_path: Path, schil: str | None, hoe: str) -> None:
    pad = shutil.which(schil) if schil else "/bin/sh"
    if pad is None:
        pytest.skip(f"there is no {schil} here")
    kit = tmp_path / "kit.py"
    kind = tmp_path / "kind.py"
    kind.write_text(
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + MET_KLEINKIND + "time.sleep(120)"
    )
    kit.write_text(
        "import sys, time\n"
        "from pytest_draaiboek.systemen.afstand import kind\n"
        f"kind._WAAK = ({pad!r}, *kind._WAAK[1:])\n"
        f"k = kind.Kind([sys.executable, {str(kind)!r}], {{}}, gesprek=True)\n"
        "print(k._proces.pid, k._waker.pid, int(k.hoor(20)), flush=True)\n"
        "time.sleep(120)\n"
    )
    with subprocess.Popen([sys.executable, str(kit)], stdout=subprocess.PIPE) as proces:
        assert proces.stdout is not None
        pids = [int(pid) for pid in proces.stdout.readline().split()]
        assert len(pids) == 3
        assert not any(weg(pid, 0.1) for pid in pids)
        proces.send_signal(signal.Signals[hoe])
    assert [weg(pid) for pid in pids] == [True] * 3


@GROEPEN
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what is open is only to be seen in /proc")
def test_er_blijft_niets_achter(start: Start) -> None:
    def toestand() -> tuple[int, int, int]:
        kinderen = subprocess.run(
            ["ps", "-o", "stat=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
        ).stdout
        return len(os.listdir("/proc/self/fd")), threading.active_count(), kinderen.replace("ps -o", "").count("\n")

    start("pass").stop()
    eerst = toestand()
    for nr in range(50):
        kind = start(
            "import sys\nfor r in sys.stdin: print(r, end='', flush=True)" if nr % 2 else "1/0", gesprek=bool(nr % 3)
        )
        if nr % 6 == 1:
            kind.zeg(b"hoi\n")
            assert kind.hoor(20) == b"hoi\n"
        kind.stop(0.01 * (nr % 2))
    assert all(nu <= toen for nu, toen in zip(toestand(), eerst, strict=True))


def test_stoppen_kan_meer_dan_eens(start: Start) -> None:
    kind = start("pass")
    kind.stop()
    kind.stop()
    assert kind.gestopt
