"""A proef of which a message would not be valid is known before any system is asked."""

from pathlib import Path

import pytest
from proef_delen import draaiboek_met, eis

from pytest_draaiboek.draaiboeken import laad, namen
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.toetsing.proefkeuring import keur_proeven

PROEF = """
[[proef]]
eis = "X-1"
naam = "heen en weer"
type = "305"
stap = [
    { op = "3.1.2", na = "-1h", doe = "ontvang", type = "301", versie = "van", inhoud.Client.Geslacht = "1" },
    { op = "3.1.2", na = "1h", doe = "ontvang", type = "301", versie = "naar", ongeldig = true, inhoud.Client.Geslacht = "x" },
    { op = "3.2.4", doe = "verzend", type = "305", inhoud.Client.StartProducten.StartProduct.Begindatum = "2022-02-02", verwacht = { bericht = [{ type = "305" }] } },
]
"""


def gevonden(map_: Path, oud: str = "", nieuw: str = "") -> list[tuple[str, str, str]]:
    assert oud in PROEF
    draaiboek = draaiboek_met(map_, eis(rol="aanbieder") + PROEF.replace(oud, nieuw))
    return [(gebrek.proef, gebrek.gevonden, gebrek.raad) for gebrek in keur_proeven(draaiboek)]


def test_wat_klopt_heeft_geen_gebrek(tmp_path: Path) -> None:
    assert gevonden(tmp_path) == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "begin"),
    [
        ('Geslacht = "1"', 'Geslacht = "7"', "stap 1 geeft geen geldige WMO301: "),
        (
            'Geslacht = "1"',
            'Geslecht = "1"',
            "stap 1 geeft geen geldige WMO301: WMO301 3.0: Client heeft geen Geslecht",
        ),
        ('"2022-02-02"', '"2 februari"', "stap 3 geeft geen geldige WMO305: "),
        # The version in which it leaves counts, and not the one that ended.
        ('"2022-02-02"', '"2023-02-02"', "stap 3 geeft geen geldige WMO305: "),
    ],
)
def test_wat_niet_klopt_wordt_genoemd(tmp_path: Path, oud: str, nieuw: str, begin: str) -> None:
    ((proef, gezegd, raad),) = gevonden(tmp_path, oud, nieuw)
    assert (proef, raad) == ("heen en weer", "verbeter 'inhoud' van die stap")
    assert gezegd.startswith(begin)


def test_controleer_draaiboek_zegt_het_met_de_regel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draaiboek_met(tmp_path, eis(rol="aanbieder") + PROEF.replace('"1" }', '"7" }'))
    pad = tmp_path / "eigen.toml"
    assert hoofd(["controleer-draaiboek", str(pad)]) == 1
    regel = pad.read_text(encoding="utf-8").splitlines().index("[[proef]]") + 1
    uit = capsys.readouterr().out
    assert f"{pad}:{regel}: proef 1: stap 1 geeft geen geldige WMO301: " in uit
    assert "Wat te doen: verbeter 'inhoud' van die stap." in uit


@pytest.mark.parametrize("naam", namen())
def test_de_proeven_van_de_kit_kloppen(naam: str) -> None:
    assert list(keur_proeven(laad(naam))) == []
