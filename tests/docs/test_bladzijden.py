"""Every page does what it says: its code runs, its commands end as shown, and what they print stands in it."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from blokken import lees
from talen import sla_over
from verhaal import OVERAL, Verhaal

WORTEL = Path(__file__).parents[2]
HANDLEIDING = "docs/tutorial/van-nul-tot-badge.md"
VOORBEELDEN = WORTEL / "docs" / "voorbeelden"
BLADZIJDEN = sorted(
    pad.relative_to(WORTEL).as_posix()
    for pad in (*WORTEL.glob("*.md"), *(WORTEL / "docs").rglob("*.md"))
    if "_build" not in pad.parts
)

# These say that the reader is in a checkout.
UIT_DE_CHECKOUT = ("README.md", "docs/howto/eigen-draaiboek.md")

BEOORDEELD = (
    "tests/docs_voorbeelden judges each example by the command of its README, and holds that of the top README to it"
)
VAN_DE_LEZER = "names a system of the reader"
# Commands that a page shows and that are not run here: their pattern, and why not.
ELDERS: Mapping[str, Mapping[str, str]] = {
    "README.md": {r"pytest .*(node|java) .*": BEOORDEELD},
    "CONTRIBUTING.md": {r"\.venv/bin/pytest": "runs all tests, this one included"},
    "docs/howto/andere-talen.md": {
        r"pytest .*http://127\.0\.0\.1:8080'?": VAN_DE_LEZER,
        r"pytest .*proces:node systeem\.js'?": VAN_DE_LEZER,
        r"pytest .*node systeem\.js \{poort\}'?": VAN_DE_LEZER,
    },
    "docs/voorbeelden/README.md": {r"pytest .*": BEOORDEELD, r"mcs .*": BEOORDEELD},
}
# Blocks of text that no command printed: their first line, and what they are then.
LOS: Mapping[str, Mapping[str, str]] = {
    "ARCHITECTURE.md": {
        "draaiboek (TOML) -> gevallen -> klok set -> opdracht / bericht -> the system -> what left it -> uitslag -> verdict -> file, terminal, JUnit": "a drawing"
    },
    "docs/explanation/architectuur.md": {
        "draaiboek (TOML) -> cases -> clock set -> order / message -> the system -> what left it -> verdict -> result file -> report, badge, terminal, JUnit": "a drawing"
    },
    "docs/howto/andere-talen.md": {
        '{"nr": 17, "vorm": 1, "verb": "ontvang", "moment": "2022-03-30T17:00:00+02:00", "bericht": "<?xml …"}': "two lines of a conversation"
    },
    "docs/voorbeelden/README.md": {
        'Fout om te proberen: "17:00" wordt "18:00"; dan faalt eis 3.1.2': "a line of the examples; tests/docs_voorbeelden makes that change"
    },
}


def verhaal_van(bladzijde: str, map_: Path) -> Verhaal:
    """Return the story of a page, not told yet, in a folder that has what the reader has there."""
    if bladzijde in UIT_DE_CHECKOUT:
        shutil.copytree(VOORBEELDEN, map_ / "docs" / "voorbeelden")
    return Verhaal(map_, elders=ELDERS.get(bladzijde, {}), los=LOS.get(bladzijde, {}))


def kijk_hoe_het_afliep(map_: Path) -> None:
    """The tutorial ends in a report and a badge of a system that is CONFORM, and in the same made from the result again."""
    rapport, badge = map_ / "rapport" / "rapport.html", map_ / "rapport" / "badge.svg"
    assert "iwmo-3.1 zorgaanbieder Conform</title>" in rapport.read_text(encoding="utf-8")
    assert "iwmo-3.1 aanbieder: conform" in badge.read_text(encoding="utf-8")
    assert (map_ / "nogmaals" / "rapport.html").read_bytes() == rapport.read_bytes()


@pytest.mark.docs
@pytest.mark.parametrize("bladzijde", BLADZIJDEN)
def test_de_bladzijde_klopt(bladzijde: str, tmp_path: Path) -> None:
    verhaal = verhaal_van(bladzijde, tmp_path)
    verhaal.vertel(lees(WORTEL / bladzijde))
    if bladzijde == HANDLEIDING:
        kijk_hoe_het_afliep(tmp_path / "proef")
    if verhaal.ontbreekt:
        sla_over(f"{', '.join(sorted(verhaal.ontbreekt))} is not installed; the rest of the page is right")


def test_wat_niet_gedraaid_wordt_staat_er_nog() -> None:
    opdrachten = {
        bladzijde: [
            regel.strip()
            for blok in lees(WORTEL / bladzijde)
            if blok.taal == "console"
            for regel in blok.tekst.splitlines()
        ]
        for bladzijde in BLADZIJDEN
    }
    for bladzijde, patronen in ELDERS.items():
        for patroon in patronen:
            kaal = [regel.replace('"', "") for regel in opdrachten[bladzijde]]
            assert any(re.fullmatch(patroon, regel) for regel in kaal), f"{bladzijde} no longer has {patroon}"
    alle = [regel for regels in opdrachten.values() for regel in regels]
    assert all(any(re.match(patroon, regel) for regel in alle) for patroon in OVERAL)
    for bladzijde, regels in LOS.items():
        eerste = {blok.tekst.splitlines()[0] for blok in lees(WORTEL / bladzijde) if blok.taal == "text"}
        assert set(regels) <= eerste
