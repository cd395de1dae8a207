"""The rules as libxslt runs them, from a sheet that shares their parser with us and nothing of how they are compiled: the same codes are found."""

from calendar import monthrange
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from prestaties.regelblad_xslt import MANIEREN, codes_volgens, regelblad_xslt
from wild import wild

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.standaarden import laad_standaard

pytestmark = pytest.mark.breed

SOORTEN = [
    (s, versie, type_)
    for s in ("iwmo", "ijw")
    for versie in laad_standaard(s).versies
    for type_ in laad_standaard(s).release(versie).berichttypen
]
TESTDATA = Path(__file__).parents[2] / "testdata"
GOUDEN = sorted(TESTDATA.glob("*/*/*.xml"))
ONGELDIG = sorted(TESTDATA.glob("*/*/ongeldig/*.xml"))


@cache
def bladen(standaard: str, versie: str, type_: str) -> list[etree.XSLT]:
    release = laad_standaard(standaard).release(versie)
    return [etree.XSLT(regelblad_xslt(release, type_, manier)) for manier in MANIEREN]


def codes(bericht: Bericht, root: etree._Element | None = None) -> set[str]:
    """Return the codes that are found in a message, by us and by both sheets."""
    root = bericht.root if root is None else root
    soort = bericht.standaard, bericht.versie, bericht.berichttype
    regels = laad_standaard(soort[0]).release(soort[1]).regelblad(soort[2])
    gevonden = {overtreding.regel.code for overtreding in regels.toets(root)}
    assert [codes_volgens(blad, root) for blad in bladen(*soort)] == [gevonden] * len(MANIEREN)
    return gevonden


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_van_wilde_en_van_goede_berichten(standaard: str, versie: str, type_: str) -> None:
    for zaad in range(25):
        codes(wild(standaard, versie, type_, zaad))
    for zaad in range(5):
        assert codes(Berichten().maak(type_, versie, zaad=zaad)) == set()


@pytest.mark.parametrize("pad", GOUDEN, ids=lambda pad: "/".join(pad.parts[-3:]))
def test_van_een_gouden_bericht(pad: Path) -> None:
    assert codes(Bericht.lees(pad)) == set()


@pytest.mark.parametrize("pad", ONGELDIG, ids=lambda pad: "/".join(pad.parts[-4:]))
def test_van_een_ongeldig_bericht(pad: Path) -> None:
    bericht = Bericht.lees(pad)
    release = laad_standaard(bericht.standaard).release(bericht.versie)
    if not release.schema(bericht.berichttype).validate(bericht.root):
        pytest.skip("the rules are about what the schema accepts")
    code = pad.name.partition("-")[0]
    assert code not in release.regelblad(bericht.berichttype).codes or codes(bericht) == {code}


@pytest.mark.parametrize("jaar", [1900, 2000, 2021, 2024, 2100])
def test_elke_dag_als_einde_van_een_maand(jaar: int) -> None:
    """CS340 and TR335 reckon with days: at the ends of every month, in years of every length."""
    bericht = Berichten().maak("WMO323", "3.1")
    root = deepcopy(bericht.root)
    (declaratie,) = root.xpath("//*[local-name()='Declaratie']")
    delen = {
        naam: declaratie.xpath(pad)[0]
        for naam, pad in {
            "begin": "*[local-name()='DeclaratiePeriode']/*[local-name()='Begindatum']",
            "einde": "*[local-name()='DeclaratiePeriode']/*[local-name()='Einddatum']",
            "dag": "*[local-name()='DeclaratieDagtekening']",
            "prestatie": ".//*[local-name()='ProductPeriode']/*[local-name()='Einddatum']",
        }.items()
    }
    goed = 0
    for maand in range(1, 13):
        laatste = monthrange(jaar, maand)[1]
        for dag in (1, 27, 28, 29, 30, 31):
            if dag > laatste:
                continue
            dit = f"{jaar}-{maand:02}-{dag:02}"
            delen["begin"].text, delen["einde"].text = f"{jaar}-{maand:02}-01", dit
            for terug in (-1, 0, 1):
                delen["dag"].text, dag_ervoor = dit, min(28, max(1, dag + terug))
                delen["prestatie"].text = f"{jaar - 5}-{maand:02}-{dag_ervoor:02}"
                goed += "CS340" not in codes(bericht, root)
    assert goed == 12 * 3
