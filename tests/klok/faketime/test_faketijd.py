"""The file with the moment, and the environment that makes a child read it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pytest_draaiboek.fouten import NaiefTijdstip
from pytest_draaiboek.klok import ZONE, Motor
from pytest_draaiboek.klok.faketime import Faketijd
from pytest_draaiboek.klok.faketime.bibliotheken import Bibliotheek

MOMENT = datetime(2022, 3, 30, 17, tzinfo=ZONE)
VOORLADEN = "DYLD_INSERT_LIBRARIES" if sys.platform == "darwin" else "LD_PRELOAD"


@pytest.fixture
def tijd(tekst_als_bouwsel: Path) -> Iterator[Faketijd]:
    tijd = Faketijd(Bibliotheek(tekst_als_bouwsel, "opgegeven"), "java")
    yield tijd
    tijd.sluit()


def bestand(tijd: Faketijd) -> Path:
    return Path(tijd.omgeving["FAKETIME_TIMESTAMP_FILE"])


@pytest.mark.parametrize(
    ("moment", "geschreven"),
    [
        (MOMENT, "1648652400.000000\n"),
        (MOMENT.astimezone(UTC), "1648652400.000000\n"),
        (datetime(2022, 10, 30, 2, 30, 0, 250000, tzinfo=ZONE), "1667089800.250000\n"),
        (datetime(2022, 10, 30, 2, 30, tzinfo=ZONE, fold=1), "1667093400.000000\n"),
    ],
)
def test_het_ogenblik_staat_in_het_bestand(tijd: Faketijd, moment: datetime, geschreven: str) -> None:
    tijd.zet(moment)
    assert bestand(tijd).read_text(encoding="ascii") == geschreven


def test_ook_terwijl_dit_proces_bevroren_is(tijd: Faketijd, motor: Motor) -> None:
    motor.bevries(MOMENT)
    tijd.zet(datetime.now(ZONE))
    assert bestand(tijd).read_text(encoding="ascii") == "1648652400.000000\n"


def test_een_kind_leest_nooit_een_half_bestand(tijd: Faketijd) -> None:
    tijd.zet(MOMENT)
    with bestand(tijd).open(encoding="ascii") as eerder:
        tijd.zet(MOMENT.replace(year=2023))
        assert eerder.read() == "1648652400.000000\n"
    assert {pad.name for pad in bestand(tijd).parent.iterdir()} == {"moment", "libfaketimeMT.so.1"}


def test_niemand_anders_zet_de_klok(tijd: Faketijd) -> None:
    assert bestand(tijd).parent.stat().st_mode & 0o777 == 0o700


def test_een_naief_moment_wordt_geweigerd(tijd: Faketijd) -> None:
    with pytest.raises(NaiefTijdstip) as fout:
        tijd.zet(datetime(2022, 3, 30, 17))
    assert str(fout.value) == (
        "Het moment 2022-03-30 17:00:00 heeft geen tijdzone, dus is niet te zeggen welk ogenblik bedoeld is.\n"
        "Wat te doen: geef de zone mee, bijvoorbeeld: datetime(..., tzinfo=ZoneInfo('Europe/Amsterdam'))."
    )
    assert not bestand(tijd).exists()


def test_de_omgeving_is_die_van_dit_proces_met_een_stille_klok(
    tijd: Faketijd, tekst_als_bouwsel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IETS_VAN_DE_GEBRUIKER", "blijft")
    monkeypatch.setenv("TZ", "America/New_York")
    omgeving = tijd.omgeving
    anders = {naam: waarde for naam, waarde in omgeving.items() if os.environ.get(naam) != waarde}
    voorgeladen = Path(anders.pop(VOORLADEN))
    anders.pop("DYLD_FORCE_FLAT_NAMESPACE", None)
    assert voorgeladen.resolve() == tekst_als_bouwsel.resolve()
    assert anders == {
        "FAKETIME_TIMESTAMP_FILE": str(voorgeladen.parent / "moment"),
        "FAKETIME_FMT": "%s",
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        "NO_FAKE_STAT": "1",
        "TZ": "Europe/Amsterdam",
    }
    assert omgeving["IETS_VAN_DE_GEBRUIKER"] == "blijft"


def test_wat_al_voorgeladen_werd_blijft_en_een_tweede_libfaketime_niet(
    tijd: Faketijd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VOORLADEN, "/usr/lib/libjemalloc.so:/usr/lib/faketime/libfaketime.so.1")
    eigen, *rest = tijd.omgeving[VOORLADEN].split(":")
    assert Path(eigen).name == "libfaketimeMT.so.1"
    assert rest == ["/usr/lib/libjemalloc.so"]


@pytest.mark.parametrize("naam", ["FAKETIME", "FAKETIME_SHARED", "FAKETIME_SKIP_CMDS", "FAKE_UTIME"])
def test_een_eigen_instelling_van_libfaketime_gaat_niet_voor(
    tijd: Faketijd, monkeypatch: pytest.MonkeyPatch, naam: str
) -> None:
    monkeypatch.setenv(naam, "2020-01-01 00:00:00")
    assert naam not in tijd.omgeving


def test_een_pad_met_een_spatie_en_een_dubbele_punt(tmp_path: Path) -> None:
    pad = tmp_path / "Mijn map: nieuw" / "libfaketime.so.1"
    pad.parent.mkdir()
    pad.touch()
    tijd = Faketijd(Bibliotheek(pad, "opgegeven"), "java")
    voorgeladen = tijd.omgeving[VOORLADEN]
    assert not set(" :") & set(voorgeladen)
    assert Path(voorgeladen).resolve() == pad.resolve()
    tijd.sluit()


def test_sluiten_ruimt_op_en_kan_twee_keer(tijd: Faketijd) -> None:
    tijd.zet(MOMENT)
    waar = bestand(tijd).parent
    tijd.sluit()
    tijd.sluit()
    assert not waar.exists()


def test_de_beschrijving_noemt_runtime_en_bouwsel(tijd: Faketijd) -> None:
    assert tijd.beschrijving == "libfaketime voor java: libfaketimeMT.so.1 (opgegeven)"


def test_zonder_werkende_bibliotheek_loopt_de_klok_van_een_kind_echt(tijd: Faketijd) -> None:
    """What the probe is for: a preload that fails is only a line on stderr."""
    tijd.zet(MOMENT)
    kind = subprocess.run(
        [sys.executable, "-c", "import time; print(time.time())"],
        env=tijd.omgeving,
        capture_output=True,
        text=True,
        check=False,
    )
    assert kind.returncode != 0 or float(kind.stdout) > MOMENT.timestamp() + 86400
