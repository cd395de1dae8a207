"""The rules, held against a second reading of the same notation, and against the table of facts."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tweede_lezing import fouten_volgens, verwacht, zonder_ruimten
from wild import wild

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.standaarden import Knoop, laad_standaard
from pytest_draaiboek.standaarden.regels import alle_regels

SOORTEN = [
    (s, versie, type_)
    for s in ("iwmo", "ijw")
    for versie in laad_standaard(s).versies
    for type_ in laad_standaard(s).release(versie).berichttypen
]
HOEVEEL = 150


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_elke_regel_zegt_wat_de_tweede_lezing_zegt(standaard: str, versie: str, type_: str) -> None:
    release = laad_standaard(standaard).release(versie)
    schema, blad = release.schema(type_), release.regelblad(type_)
    gezien: Counter[str] = Counter()
    for zaad in range(HOEVEEL):
        bericht = wild(standaard, versie, type_, zaad)
        schema.assertValid(bericht.root)
        gevonden = Counter(o.regel.code for o in blad.toets(bericht.root))
        assert gevonden == verwacht(standaard, versie, type_, zonder_ruimten(bericht.root)), bericht.xml.decode()
        gezien.update(gevonden.keys())
    assert set(blad.codes) - gezien.keys() == _zonder_plek(blad.codes, release.structuur(type_))
    assert all(aantal < HOEVEEL for aantal in gezien.values()), gezien


@pytest.mark.parametrize(("standaard", "versie", "type_"), [soort for soort in SOORTEN if soort[1] == "3.2"])
def test_elke_regel_zegt_wat_de_feiten_zeggen(standaard: str, versie: str, type_: str, gedeeld: Path) -> None:
    feiten = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    blad = laad_standaard(standaard).release(versie).regelblad(type_)
    for zaad in range(HOEVEEL // 3):
        bericht = wild(standaard, versie, type_, zaad)
        root = zonder_ruimten(bericht.root)
        aantal: Counter[str] = Counter()
        for regel in feiten:
            for toets in regel.get("toetsen", ()):
                hier = {"*", type_[-3:]} & set(toets["berichten"])
                if hier and standaard in toets.get("standaard", regel["standaard"]):
                    aantal[regel["code"]] += _volgens_feiten(toets, root)
        assert Counter(o.regel.code for o in blad.toets(bericht.root)) == +aantal, bericht.xml.decode()


def _volgens_feiten(toets: dict[str, Any], root: Any) -> int:
    fout_als = toets.get("fout_als")
    if toets["vorm"] == "paar":
        # There $b is the earlier one.
        fout_als = re.sub(r"\$[ab]", lambda naam: {"$a": "$b", "$b": "$a"}[naam[0]], fout_als)
    return fouten_volgens(toets["context"], fout_als, toets.get("sleutel", ()), toets.get("bereik"), root)


def _zonder_plek(codes: Iterable[str], structuur: Knoop) -> set[str]:
    """Return the rules that this message offers no place to break."""
    namen = {knoop.naam for knoop in structuur.doorloop()}
    plekken = {
        regel.code: {
            plek.split("/")[-1] for toets in regel.toetsen for plekken in toets.plekken.values() for plek in plekken
        }
        for regel in alle_regels()
    }
    # The key of an Antwoord is only compared among siblings, and it has none.
    geen = {"TR101"} & set(codes) if structuur.kind("Antwoord") else set()
    return geen | {code for code in codes if not plekken[code] & namen}


def test_de_feiten() -> None:
    """Every rule that the facts give a test for is here, with its retourcode, for the standards that have it."""
    assert len(alle_regels()) == 61
    for standaard, aantal in (("iwmo", 58), ("ijw", 61)):
        release = laad_standaard(standaard).release("3.1")
        codes = {code for type_ in release.berichttypen for code in release.regelblad(type_).codes}
        assert len(codes) == aantal


def test_de_melding_is_een_zin_die_zegt_wat_te_doen() -> None:
    for regel in alle_regels():
        assert re.fullmatch(r".+\. [A-Z].+\.", regel.melding), regel.code
        assert re.fullmatch(r"\d{4}", regel.retourcode)
        assert all(bool(toets.sleutel) != bool(toets.fout_als) for toets in regel.toetsen)


@pytest.mark.parametrize(("versie", "codes"), [("3.0", {"CD076"}), ("3.1", set())])
def test_frequentie_6_vraagt_alleen_in_3_0_een_einddatum(versie: str, codes: set[str]) -> None:
    assert {o.regel.code for o in _toewijzing(versie, Frequentie="6")} == codes
    assert {o.regel.code for o in _toewijzing(versie, Frequentie="2")} == {"CD076"}


def _toewijzing(versie: str, **omvang: str) -> Iterator[Any]:
    from datetime import date

    from pytest_draaiboek.berichten import Berichten, stel_op

    dag = date(2022, 3, 1)
    inhoud = Berichten().dossier(1, vanaf=dag).inhoud("WMO301", dag)
    (product,) = inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"]
    product["Omvang"] = {"Volume": "1", "Eenheid": "04", **omvang}
    del product["Einddatum"]
    bericht = stel_op("WMO301", versie, inhoud, dagtekening=dag, identificatie="X")
    return laad_standaard("iwmo").release(versie).regelblad("WMO301").toets(bericht.root)


ONGELDIG = sorted((Path(__file__).parents[2] / "testdata").glob("iwmo/3.2/ongeldig/*.xml"))


@pytest.mark.parametrize("pad", ONGELDIG, ids=lambda pad: pad.stem)
def test_een_regel_alleen_gebroken_is_wat_de_hele_toets_als_enige_vindt(pad: Path) -> None:
    bericht = Bericht.lees(pad)
    blad = laad_standaard(bericht.standaard).release(bericht.versie).regelblad(bericht.berichttype)
    gevonden = {overtreding.regel.code for overtreding in blad.toets(bericht.root)}
    assert {code for code in blad.codes if blad.breekt_alleen(bericht.root, code)} == gevonden
    # With a second rule broken, neither is broken alone.
    for element in bericht.root.iter("{*}Bsn"):
        element.text = "999911111"
    samen = {overtreding.regel.code for overtreding in blad.toets(bericht.root)}
    alleen = {code for code in blad.codes if blad.breekt_alleen(bericht.root, code)}
    assert alleen == (samen if len(samen) == 1 else set())
