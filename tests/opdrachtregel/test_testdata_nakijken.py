"""``draaiboek controleer FILE --json`` over the golden messages: a good one has no finding, an invalid one exactly its own.

The code that an invalid file must get is the one in its name, or of those with a spoken name the one named here: not what the kit says
when it makes them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pytest_draaiboek.opdrachtregel import hoofd

TESTDATA = Path(__file__).parents[2] / "testdata"
# By the end of the name of a file that is not named for a rule.
GESPROKEN = {
    "subversie-van-andere-release": "CS015",
    "hoofdversie": "CS025",
    "berichtcode-van-ander-bericht": "RS047",
    "bsn-zonder-elfproef": "CS002",
    "onbekend-element": "XSD",
    "waarde-buiten-codelijst": "XSD",
    "alleen-lf": "OP192",
}
# What is only warned of does not make the exit status 1: published messages have it too.
ALLEEN_GEWAARSCHUWD = {"OP192"}
VERSIES = {"ijw": ("3.0", "3.1", "3.2"), "iwlz": ("1.2", "2.0"), "iwmo": ("3.0", "3.1", "3.2")}
# More rules than this are broken in the messages of each release; of the Wlz fewer are known.
MEER_DAN = {"ijw": 40, "iwlz": 10, "iwmo": 40}
MAPPEN = sorted({bestand.parent.parent for bestand in TESTDATA.rglob("ongeldig/*.xml")})


def kijk_na(pad: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    uitgang = hoofd(["controleer", str(pad), "--json"])
    (bestand,) = json.loads(capsys.readouterr().out)["bestanden"]
    assert bestand["pad"] == pad.as_posix()
    return uitgang, bestand


def eigen_code(pad: Path) -> str:
    """Return the code that a file is named for: CD005-WMO301, or WMO305-hoofdversie."""
    eerste, _, rest = pad.stem.partition("-")
    return GESPROKEN.get(rest) or eerste


def bestanden(map_: Path) -> Iterator[Path]:
    yield from sorted(map_.glob("*.xml"))


def test_er_zijn_goede_en_foute_van_elke_release() -> None:
    assert [map_.relative_to(TESTDATA).as_posix() for map_ in MAPPEN] == [
        f"{standaard}/{versie}" for standaard, versies in VERSIES.items() for versie in versies
    ]
    for map_ in MAPPEN:
        assert len(list(bestanden(map_))) >= 14
        codes = {eigen_code(pad) for pad in bestanden(map_ / "ongeldig")}
        assert len(codes) > MEER_DAN[map_.parent.name]


@pytest.mark.parametrize("map_", MAPPEN, ids=lambda map_: "-".join(map_.parts[-2:]))
def test_een_goed_bericht_heeft_geen_bevinding(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for pad in bestanden(map_):
        uitgang, bestand = kijk_na(pad, capsys)
        assert (uitgang, bestand["bevindingen"]) == (0, []), pad
        assert (bestand["berichttype"], bestand["versie"]) == (pad.stem, map_.name)


@pytest.mark.parametrize("map_", MAPPEN, ids=lambda map_: "-".join(map_.parts[-2:]))
def test_een_ongeldig_bericht_heeft_precies_zijn_eigen_code(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anders = {}
    for pad in bestanden(map_ / "ongeldig"):
        uitgang, bestand = kijk_na(pad, capsys)
        codes = {bevinding["code"] for bevinding in bestand["bevindingen"]}
        code = eigen_code(pad)
        if uitgang != (code not in ALLEEN_GEWAARSCHUWD) or codes != {code}:
            anders[pad.name] = (uitgang, codes)
    assert anders == {}
