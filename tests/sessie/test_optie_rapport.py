"""--draaiboek-rapport: one result file, the source of every view."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.aanzichten import maak
from pytest_draaiboek.rapport.bestand import lees, maak_schema, schema
from pytest_draaiboek.sessie.slot import _schemas

Draai = Callable[..., pytest.RunResult]


@pytest.fixture
def resultaat(draai: Draai, pytester: pytest.Pytester) -> Path:
    draai(
        "--draaiboek-systeem=voorbeeld:aanbieder",
        "--draaiboek-rapport=uit/hier",
        "--draaiboek-zaad=7",
        "--draaiboek-marge=15m",
    )
    return pytester.path / "uit" / "hier" / "resultaat.json"


def test_het_bestand_voldoet_aan_zijn_schema(resultaat: Path) -> None:
    jsonschema.validate(json.loads(resultaat.read_text(encoding="utf-8")), json.loads(schema()))


def test_het_meegeleverde_schema_is_dat_van_nu() -> None:
    assert json.loads(schema()) == maak_schema()


def test_wat_erin_staat(resultaat: Path) -> None:
    gelezen = lees(resultaat)
    (oordeel,) = gelezen.draaiboeken
    draaiboek = laad("iwmo-3.1")
    assert (oordeel.eindoordeel, oordeel.gedraaid, oordeel.verwacht) == ("CONFORM", 133, 133)
    assert (oordeel.systeem.rol, oordeel.systeem.naam, oordeel.systeem.versie) == (
        "aanbieder",
        "voorbeeld-aanbieder",
        "1.0",
    )
    assert oordeel.draaiboek.sha256 == draaiboek.sha256
    assert oordeel.schemas.opmerkingen == ["WMO303, WMO304: alleen de kop (Header) is bekend"]
    assert len(oordeel.schemas.sha256) == 64
    # In 2023 these two were gone.
    assert _schemas(laad("iwmo-3.2"), None).opmerkingen == []
    assert (gelezen.instellingen.zaad, gelezen.instellingen.marge_seconden, gelezen.instellingen.klok) == (
        7,
        900,
        "freezegun",
    )
    assert [eis.id for eis in oordeel.eisen] == [eis.id for eis in draaiboek.eisen_voor("aanbieder")]
    stop = next(eis for eis in oordeel.eisen if eis.id == "3.1.2")
    assert {geval.berichttype for geval in stop.gevallen} == {"WMO305", "WMO307", "WMO315", "WMO317"}
    momenten = [w.moment for w in stop.gevallen[0].waarnemingen]
    assert datetime(2022, 3, 30, 15, tzinfo=UTC) in momenten
    assert datetime(2022, 3, 30, 14, 44, 59, tzinfo=UTC) in momenten


def test_de_tijden_zijn_echt(resultaat: Path) -> None:
    gelezen = lees(resultaat)
    assert datetime.now(UTC) - gelezen.begonnen < timedelta(minutes=5)
    assert gelezen.begonnen <= gelezen.slot.geeindigd <= datetime.now(UTC)


def test_zonder_slot_is_het_geen_resultaat(resultaat: Path) -> None:
    gegevens = json.loads(resultaat.read_text(encoding="utf-8"))
    del gegevens["slot"]
    resultaat.write_text(json.dumps(gegevens), encoding="utf-8")
    with pytest.raises(OngeldigeInstelling, match="Een resultaat zonder slot is geen resultaat"):
        lees(resultaat)
    resultaat.write_bytes(resultaat.read_bytes()[:-10])
    with pytest.raises(OngeldigeInstelling, match="geen geldig resultaat"):
        lees(resultaat)


def test_een_map_die_niet_te_schrijven_is(draai: Draai, pytester: pytest.Pytester) -> None:
    (pytester.path / "bezet").write_text("", encoding="utf-8")
    uitslag = draai("--draaiboek-systeem=voorbeeld:knooppunt", "--draaiboek-rapport=bezet")
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["iwmo-3.1 als knooppunt: CONFORM", "*niet te schrijven*Geef een map waar dat kan."])


def test_bij_een_lege_selectie_staat_er_wat_open_is(draai: Draai, pytester: pytest.Pytester) -> None:
    draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=uit", "-k", "niets")
    (oordeel,) = lees(pytester.path / "uit" / "resultaat.json").draaiboeken
    assert (oordeel.eindoordeel, oordeel.gedraaid) == ("ONVOLLEDIG", 0)


def test_wat_een_run_schrijft(draai: Draai, pytester: pytest.Pytester) -> None:
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=uit")
    map_ = pytester.path / "uit"
    assert {pad.name for pad in map_.iterdir()} == {"resultaat.json", "rapport.html", "badge.svg", "badge.json"}
    assert {naam: (map_ / naam).read_bytes() for naam in maak(lees(map_ / "resultaat.json"))} == maak(
        lees(map_ / "resultaat.json")
    )
    uitslag.stdout.fnmatch_lines(
        [
            f"Resultaat: {map_ / 'resultaat.json'}",
            f"Rapport: {map_ / 'rapport.html'}",
            "Badge, om in een README te plakken:",
            "*zelftoets iwmo-3.1 aanbieder*(badge.svg)*(rapport.html)",
        ]
    )


def test_van_een_vorige_run_blijft_niets_staan(pytester: pytest.Pytester) -> None:
    """A run that breaks off must not leave an earlier, better one to be taken for it; what is not ours is left alone."""
    map_ = pytester.path / "uit"
    map_.mkdir()
    for naam in ("resultaat.json", "rapport.html"):
        (map_ / naam).write_text("oud", encoding="utf-8")
    for naam in ("badge.svg", "badge-ijw-3.1-aanbieder.json"):
        (map_ / naam).write_text("zelftoets van gisteren", encoding="utf-8")
    (map_ / "badge-van-ons.svg").write_text("build: passing", encoding="utf-8")
    (map_ / "notities.txt").write_text("van mij", encoding="utf-8")
    stuk = "def pytest_runtest_logreport(report):\n    if '1.3a' in report.nodeid:\n        raise KeyboardInterrupt\n"
    (pytester.path / "stoorzender.py").write_text(stuk, encoding="utf-8")
    pytester.syspathinsert()
    opties = ("--draaiboek=iwmo-3.1", "--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=uit")
    uitslag = pytester.runpytest_subprocess(*opties, "-p", "stoorzender")
    assert uitslag.ret == pytest.ExitCode.INTERRUPTED
    assert {pad.name for pad in map_.iterdir()} == {
        "resultaat.json",
        "rapport.html",
        "badge.svg",
        "badge.json",
        "badge-van-ons.svg",
        "notities.txt",
    }
    (oordeel,) = lees(map_ / "resultaat.json").draaiboeken
    assert oordeel.eindoordeel == "ONVOLLEDIG"
    assert ">onvolledig<" in (map_ / "badge.svg").read_text(encoding="utf-8")


def test_verzamelen_alleen_laat_alles_staan(draai: Draai, pytester: pytest.Pytester) -> None:
    (pytester.path / "resultaat.json").write_text("oud", encoding="utf-8")
    draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=.", "--collect-only")
    assert (pytester.path / "resultaat.json").read_text(encoding="utf-8") == "oud"


def test_wat_niet_weg_te_halen_is(draai: Draai, pytester: pytest.Pytester) -> None:
    (pytester.path / "uit" / "rapport.html").mkdir(parents=True)
    uitslag = draai("--draaiboek-systeem=voorbeeld:aanbieder", "--draaiboek-rapport=uit")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        ["*rapport.html: dit is van een vorige run en niet te verwijderen (*). Sluit het bestand, *"]
    )
