"""The messages of iWlz: our schemas and rules against the tables of facts, in both releases."""

from pathlib import Path
from typing import Any

import pytest
from feiten_schema import gevonden, lees_feiten
from lxml import etree

from pytest_draaiboek.berichten import niet_nagekeken
from pytest_draaiboek.berichten.retourcodes import codes_per_klasse
from pytest_draaiboek.standaarden import Knoop, Release, herken, laad_standaard
from pytest_draaiboek.standaarden.regels import alle_regels

IWLZ = laad_standaard("iwlz")
HEEL = ("AW33", "AW34", "AW35", "AW36", "AW39", "AW310", "AW317", "AW318")
KETEN = ("IO31", "IO32", "ZK33", "ZK34", "ZK35", "ZK36", "ZK39", "ZK310", "CA317", "CA318", "CA319", "CA320")
RELEASES = [pytest.param(release, id=release.versie) for release in IWLZ.releases.values()]
ROLLEN = {"zorgaanbieder": "aanbieder", "zorgkantoor": "zorgkantoor", None: None}


@pytest.mark.parametrize("release", RELEASES)
def test_de_berichten_van_een_release(release: Release) -> None:
    verhuizing = ("ZK31", "ZK32") if release.versie == "2.0" else ()
    assert set(release.berichttypen) == {*HEEL, *KETEN, *verhuizing}
    for type_ in release.berichttypen:
        assert isinstance(release.schema(type_), etree.XMLSchema)
        kop = release.structuur(type_).kinderen[0]
        codes = {naam: kind.datatype.patronen[-1:] for naam in ("BerichtVersie", "BerichtSubversie", "BerichtCode")
                 if (kind := kop.kind(naam)) and kind.datatype}  # fmt: skip
        versie, subversie = {"1.2": ("4", "2"), "2.0": ("5", "0")}[release.versie]
        soort = IWLZ.soort(type_)
        assert codes == {"BerichtVersie": (versie,), "BerichtSubversie": (subversie,), "BerichtCode": (soort.berichtcode,)}  # fmt: skip
        assert soort.alleen_kop == (type_ not in HEEL)
        assert herken(release.naamruimte(type_)) == (IWLZ, release.versie, type_)


def test_de_naamruimten() -> None:
    ruimten = [[release.naamruimte(deel) for deel in ("AW33", "basisschema")] for release in IWLZ.releases.values()]
    assert ruimten == [
        [
            "http://www.istandaarden.nl/iwlz/1_2/aw33/schema/1_2",
            "http://www.istandaarden.nl/iwlz/1_2/basisschema/schema/1_2",
        ],
        ["http://www.istandaarden.nl/iwlz/2_0/aw33/schema", "http://www.istandaarden.nl/iwlz/2_0/basisschema/schema"],
    ]
    later = herken("http://www.istandaarden.nl/iwlz/2_1/aw310/schema")
    assert later is not None
    assert later[1:] == ("2.1", "AW310")
    assert herken("http://www.istandaarden.nl/iwlz/2_0/aw33/schema/2_0") is None
    assert herken("http://www.istandaarden.nl/iwlz/2_0/aw319/schema") is None


@pytest.mark.parametrize("release", RELEASES)
def test_de_structuur_is_die_van_de_feiten(release: Release, gedeeld: Path) -> None:
    """Every element of every message: name, order, cardinality, data type with its facets and values."""
    feiten = lees_feiten(gedeeld, "berichten", "iwlz", release.versie)["berichten"]
    typen = lees_feiten(gedeeld, "datatypen", "iwlz", release.versie)
    versies = {"BerichtVersie": release.hoofdversie, "BerichtSubversie": release.subversie}

    def patroon(waarde: Any) -> list[str]:
        return ["|".join(waarde)] if isinstance(waarde, list) else [waarde]

    def datatype(element: str, naam: str, inline: dict[str, Any]) -> dict[str, Any]:
        ldt = typen["ldt"][naam]
        facetten = {**ldt.get("facetten", {}), **inline}
        patronen = [p for f in (ldt.get("facetten", {}), inline) if "pattern" in f for p in patroon(f["pattern"])]
        if element in versies:  # in 1.2 the data type says it, here the element does in every release
            assert patronen == [versies[element]]
        codes = set(ldt.get("enumeratie", ()))
        return {"basis": ldt["basis"].removeprefix("xs:"), "facetten": facetten | {"pattern": patronen}, "codes": codes}

    def vergelijk(knoop: Knoop, naam: str, lokaal: dict[str, Any], *, basis: bool) -> int:
        rijen = typen["cdt"][naam] if naam.startswith("CDT_") else lokaal[naam]
        assert [(k.naam, k.type, k.verplicht, k.herhaalbaar, bool(k.ruimte)) for k in knoop.kinderen] == [
            (rij[0], rij[1], rij[2] == 1, rij[3] == "unbounded", basis) for rij in rijen
        ]
        aantal = len(rijen)
        for kind, rij in zip(knoop.kinderen, rijen, strict=True):
            if kind.datatype is None:
                aantal += vergelijk(kind, rij[1], lokaal, basis=rij[1].startswith("CDT_"))
            else:
                assert gevonden(kind.datatype) == datatype(rij[0], rij[1], dict(rij[4]) if len(rij) > 4 else {}), kind
        return aantal

    assert set(feiten) == set(HEEL)
    for type_, feit in feiten.items():
        assert vergelijk(release.structuur(type_), "Root", feit["typen"], basis=False) > 10
        soort = IWLZ.soort(type_)
        partijen = (ROLLEN[feit["header_afzender"]], ROLLEN[feit["header_ontvanger"]])
        assert (soort.berichtcode, soort.afzender, soort.ontvanger) == (feit["berichtcode"], *partijen)
        assert soort.heen == (feit["paar"] if feit["soort"] != "heen" else None)
        assert release.naamruimte(type_) == feit["targetNamespace"]


def test_de_regels_horen_bij_iwlz_alleen() -> None:
    codes = [regel.code for regel in IWLZ.regels]
    assert len(codes) == len(set(codes)) == 21
    assert {regel.herkomst for regel in IWLZ.regels} == {"afleiding"}
    for naam in ("iwmo", "ijw"):
        assert {id(regel) for regel in laad_standaard(naam).regels} <= {
            id(regel) for regel in alle_regels("regels.json")
        }
    oud, nieuw = (release.regelblad("AW33").codes for release in IWLZ.releases.values())
    assert set(nieuw) - set(oud) == {"CD040", "CD050", "CD051", "CD052", "TR106"}


@pytest.mark.parametrize("release", RELEASES)
def test_elke_regel_heeft_een_retourcode_van_zijn_release(release: Release) -> None:
    kop = release.structuur("AW34").kind("Header")
    bekend = {code for knoop in (kop.doorloop() if kop else ()) if knoop.naam == "RetourCode" and knoop.datatype
              for code in knoop.datatype.codes}  # fmt: skip
    for type_ in ("AW33", "AW35", "AW39", "AW317"):
        regels = {r.code: r.retourcode for r in IWLZ.regels_voor(release.versie)}
        for code in release.regelblad(type_).codes:
            assert regels[code] in bekend
            # CD0nn has D0nn, CS0nn has S0nn, TRnnn has 9nnn.
            assert regels[code] == {"CD": "D", "CS": "S", "TR": "9"}[code[:2]] + code[2:]


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize(("heen", "retour"), [("AW33", "AW34"), ("AW35", "AW36"), ("AW39", "AW310"), ("AW317", "AW318")])  # fmt: skip
def test_de_retourcodes_staan_bij_de_klasse_van_hun_regel(release: Release, heen: str, retour: str) -> None:
    verwacht: dict[str, set[str]] = {}
    plaatsen = list(_plaatsen(release.structuur(retour), ()))
    dragers = {pad for pad, knoop in plaatsen if knoop.kind("RetourCodes") is not None}
    for regel in IWLZ.regels_voor(release.versie):
        for toets in regel.toetsen:
            for plek in (*toets.plekken.get(heen[2:], ()), *toets.plekken.get("*", ())):
                for pad, _ in plaatsen:
                    if pad[-len(plek.split("/")) :] == tuple(plek.split("/")) and pad[0] != "Header":
                        drager = max((d for d in dragers if pad[: len(d)] == d), key=len)
                        verwacht.setdefault(drager[-1], set()).add(regel.retourcode)
    gevonden = {k: set(codes) for k, codes in codes_per_klasse("iwlz", release.versie, heen, retour).items() if codes}
    # The table does not tell releases apart: an element or a test that one does not have is in it all the same.
    assert {klasse: codes & gevonden.get(klasse, set()) for klasse, codes in verwacht.items()} == verwacht
    if release.versie == "2.0":
        namen = {pad[-1] for pad in dragers}
        assert {klasse: codes for klasse, codes in gevonden.items() if klasse in namen} == verwacht


def _plaatsen(knoop: Knoop, pad: tuple[str, ...]) -> Any:
    for kind in knoop.kinderen:
        yield (*pad, kind.naam), kind
        yield from _plaatsen(kind, (*pad, kind.naam))


@pytest.mark.parametrize("release", RELEASES)
def test_van_elke_code_is_gezegd_of_haar_regel_getoetst_wordt(release: Release, gedeeld: Path) -> None:
    """Each code in the list of a release that is of a rule is of one that is tested, or of one that is named as not tested, and why."""
    lijst = lees_feiten(gedeeld, "datatypen", "iwlz", release.versie)["ldt"]["LDT_RetourCode"]["enumeratie"]
    van_regels = {code for code in lijst if code[0] in "DS" or code[0] == "9"}
    getoetst = {regel.retourcode for regel in IWLZ.regels_voor(release.versie)}
    niet = {r.retourcode: r for r in IWLZ.samenhangregels.regels if r.hoort_bij("iwlz", release.versie)}
    assert not getoetst & niet.keys()
    assert getoetst | niet.keys() == van_regels
    assert all(regel.niet_toetsbaar and not regel.toetsen for regel in niet.values())
    namen = {een.code: een.reden for een in niet_nagekeken(samen=True, soorten=[("iwlz", release.versie, "AW33")])}
    assert namen.keys() == {regel.code for regel in niet.values()}
    assert set(namen.values()) <= {f"niet te toetsen: {regel.niet_toetsbaar}" for regel in niet.values()}
