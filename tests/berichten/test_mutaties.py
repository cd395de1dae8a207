"""Every element of good messages dropped, doubled, swapped or emptied: the verdict is that of a schema from the facts and a second reading of the rules."""

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from conftest import GEDEELD
from feiten_schema import schema_van_feiten
from lxml import etree
from maak_testdata import TESTDATA
from tweede_lezing import verwacht, zonder_ruimten

from pytest_draaiboek.berichten import Bericht, controleer
from pytest_draaiboek.berichten.opstellen import standaard_van
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.standaarden import laad_standaard

pytestmark = pytest.mark.breed

ZWAAR = os.environ.get("DRAAIBOEK_ZWAAR") == "1"
GOUD = sorted(
    pad
    for pad in TESTDATA.rglob("*.xml")
    if pad.parent.name != "ongeldig" and not standaard_van(pad.stem).soort(pad.stem).alleen_kop
)
MINSTE_MUTANTEN = 8
ECHT = sorted((GEDEELD / "voorbeelden").glob("*.xml"))


def mutanten(xml: bytes) -> Iterator[tuple[str, bytes]]:
    """Give every message that differs in one place, with the name of what was done."""
    aantal = sum(1 for _ in etree.fromstring(xml).iter(etree.Element))
    for nr in range(aantal):
        for wijze in ("weg", "dubbel", "wissel", "leeg"):
            root = etree.fromstring(xml)
            element = list(root.iter(etree.Element))[nr]
            if wijziging := _muteer(element, wijze):
                yield wijziging, etree.tostring(root, xml_declaration=True, encoding="UTF-8").replace(b"\n", b"\r\n")


def _muteer(element: Any, wijze: str) -> str:
    ouder = element.getparent()
    if wijze == "leeg":
        for kind in list(element):
            element.remove(kind)
        element.text = None
    elif ouder is None:
        return ""
    elif wijze == "weg":
        ouder.remove(element)
    elif wijze == "dubbel":
        element.addnext(deepcopy(element))
    else:
        buur = element.getnext()
        if buur is None:
            return ""
        buur.addnext(element)
    return f"{wijze} {etree.QName(element).localname}"


def beoordeel(xml: bytes, wat: str, schema: etree.XMLSchema) -> bool:
    """Hold one mutant to both verdicts; tell whether it is valid."""
    try:
        b = Bericht.lees(xml)
    except OngeldigBericht:
        # A message without so much as a readable header is refused on reading, which the schema must do too; but iWlz 1.2 lets be empty
        # what a message is known by.
        naamloos = "leeg Identificatie" in wat and b"iwlz/1_2" in xml
        assert naamloos or not schema.validate(etree.fromstring(xml)), wat
        return False
    goed_schema = schema.validate(b.root)
    release = laad_standaard(b.standaard).release(b.versie)
    assert release.schema(b.berichttype).validate(b.root) == goed_schema, wat
    gevonden = controleer(b)
    fouten = [bevinding for bevinding in gevonden if bevinding.ernst == "fout"]
    if goed_schema:
        regels = verwacht(b.standaard, b.versie, b.berichttype, zonder_ruimten(b.root))
        assert {fout.code for fout in fouten} == set(regels), wat
    else:
        assert fouten, wat
    regels_in_bestand = xml.count(b"\n") + 1
    kaal = zonder_ruimten(b.root)
    for fout in fouten:
        assert fout.code, wat
        assert len(kaal.xpath(fout.pad)) >= 1, (wat, fout)
        assert 1 <= fout.regel <= regels_in_bestand, (wat, fout)
        zinnen = fout.melding.split(". ")
        assert len(zinnen) > 1, (wat, fout)
        assert fout.melding.endswith("."), (wat, fout)
    return not fouten


@pytest.mark.parametrize("pad", GOUD, ids=lambda p: f"{p.stem}-{p.parent.name}")
def test_een_gouden_bericht_op_elke_plek_anders(pad: Path, gedeeld: Path) -> None:
    b = Bericht.lees(pad)
    _elke_mutant(pad, b, gedeeld)


@pytest.mark.parametrize("pad", ECHT, ids=lambda p: p.stem)
def test_een_echt_bericht_op_elke_plek_anders(pad: Path, gedeeld: Path) -> None:
    b = Bericht.lees(pad)
    assert [fout for fout in controleer(b) if fout.ernst == "fout"] == []
    _elke_mutant(pad, b, gedeeld)


def _elke_mutant(pad: Path, b: Bericht, gedeeld: Path) -> None:
    schema = schema_van_feiten(gedeeld, b.standaard, b.versie, b.berichttype)
    assert schema is not None
    assert schema.validate(b.root), schema.error_log
    alle = list(mutanten(pad.read_bytes()))
    stap = 1
    if not (ZWAAR or pad in ECHT or pad.parent.name == "3.1"):
        stap = max(1, min(29 if b.standaard == "iwlz" else 7, len(alle) // MINSTE_MUTANTEN))
    oordelen = [
        beoordeel(xml, f"{pad.name}: {wat} ({nr})", schema) for nr, (wat, xml) in enumerate(alle) if nr % stap == 0
    ]
    assert len(oordelen) >= MINSTE_MUTANTEN
    assert not all(oordelen)
