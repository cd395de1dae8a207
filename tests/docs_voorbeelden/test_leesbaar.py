"""The examples are short, and their README says of each what is so."""

import re

from voorbeelden_delen import MAP, NODIG, README, ROLLEN, commandos, elk, tekst

MEESTE_REGELS = 265  # with something on them
BREEDTE = 120


@elk
def test_het_voorbeeld_is_kort_en_past_op_een_bladzijde(bestand: str) -> None:
    regels = tekst(bestand).splitlines()
    assert sum(bool(regel.strip()) for regel in regels) <= MEESTE_REGELS
    assert not [regel for regel in regels if len(regel) > BREEDTE and "Fout om te proberen" not in regel]


@elk
def test_boven_het_voorbeeld_staat_wat_de_readme_zegt(bestand: str) -> None:
    kop = [re.sub(r"^// ?| *\\$", "", regel).strip() for regel in tekst(bestand).splitlines()]
    for commando in commandos(bestand):
        assert commando in " ".join(kop)


def test_de_readme_noemt_ze_allemaal_en_niets_anders() -> None:
    bestanden = {pad.name for pad in MAP.iterdir() if pad.is_file()} - {"README.md"}
    tabel = re.findall(r"^\| \[([\w.]+)\]\(\1\) \| (\w+) \|", README, re.MULTILINE)
    assert bestanden == set(NODIG)
    assert dict(tabel) == ROLLEN


def test_de_readme_van_de_kit_beoordeelt_ze_net_zo() -> None:
    bovenste = (MAP.parents[1] / "README.md").read_text(encoding="utf-8")
    gevonden = re.findall(r"^pytest .*(?:node|java) .*$", bovenste, re.MULTILINE)
    assert gevonden == [*commandos("aanbieder.mjs"), *commandos("Gemeente.java")]
