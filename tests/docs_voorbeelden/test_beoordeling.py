"""The examples are CONFORM as they are; with their line of fault exactly the eisen fail that it names."""

import json
import re
from typing import Any

import pytest
from voorbeelden_delen import ROLLEN, elk, tekst, zet_klaar

from pytest_draaiboek.draaiboeken import laad

FOUT = re.compile(
    r'^(?P<code>.*?) +(?://|#) Fout om te proberen: "(?P<goed>[^"]+)" wordt "(?P<fout>[^"]+)"; '
    r"dan faalt eis (?P<eisen>[\w.]+(?:, [\w.]+)*)$",
    re.MULTILINE,
)


def beoordeel(
    pytester: pytest.Pytester, draaiboeken: str, bestand: str, inhoud: str = ""
) -> tuple[pytest.RunResult, list[dict[str, Any]]]:
    """Run the command of the README; return how it ended, and the result by each draaiboek."""
    opties = zet_klaar(pytester.path, bestand, inhoud)
    uitslag = pytester.runpytest_subprocess(
        f"--draaiboek={draaiboeken}", *opties, "--draaiboek-rapport=rapport", "-p", "no:cacheprovider", timeout=900
    )
    resultaat = json.loads((pytester.path / "rapport" / "resultaat.json").read_text(encoding="utf-8"))
    return uitslag, resultaat["draaiboeken"]


@pytest.mark.breed
@pytest.mark.usefixtures("toegerust")
@elk
def test_het_voorbeeld_is_conform(pytester: pytest.Pytester, bestand: str) -> None:
    uitslag, resultaten = beoordeel(pytester, "iwmo-3.1,ijw-3.1", bestand)
    assert uitslag.ret == 0
    rol = ROLLEN[bestand]
    uitslag.stdout.fnmatch_lines([f"iwmo-3.1 als {rol}: CONFORM", f"ijw-3.1 als {rol}: CONFORM"])
    assert [(r["eindoordeel"], r["gedraaid"] == r["verwacht"] > 100) for r in resultaten] == [("CONFORM", True)] * 2


@pytest.mark.breed
@pytest.mark.usefixtures("toegerust")
@elk
def test_met_de_fout_faalt_precies_wat_er_staat(pytester: pytest.Pytester, bestand: str) -> None:
    goed = tekst(bestand)
    gevonden = FOUT.search(goed)
    assert gevonden
    regel = gevonden["code"].replace(gevonden["goed"], gevonden["fout"])
    uitslag, (resultaat,) = beoordeel(
        pytester, "iwmo-3.1", bestand, goed[: gevonden.start()] + regel + goed[gevonden.end() :]
    )
    assert uitslag.ret == 1
    assert resultaat["eindoordeel"] == "NIET CONFORM"
    oordelen = {eis["id"]: eis["verdict"] for eis in resultaat["eisen"]}
    assert [eis for eis, oordeel in oordelen.items() if oordeel == "voldoet niet"] == gevonden["eisen"].split(", ")
    assert set(oordelen.values()) == {"voldoet", "voldoet niet", "niet van toepassing"}


@elk
def test_er_is_een_fout_om_te_proberen_op_een_regel(bestand: str) -> None:
    assert tekst(bestand).count("Fout om te proberen") == 1
    (gevonden,) = FOUT.finditer(tekst(bestand))
    assert gevonden["code"].count(gevonden["goed"]) == 1
    assert gevonden["goed"] != gevonden["fout"]
    eisen = {eis.id for eis in laad("iwmo-3.1").eisen_voor(ROLLEN[bestand]) if eis.toets}
    assert set(gevonden["eisen"].split(", ")) <= eisen
