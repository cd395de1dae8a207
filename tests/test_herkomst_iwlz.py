"""The page about provenance: what it says of iWlz is what the package does."""

import re

from test_herkomst import CODE, cellen, codes, deel

from pytest_draaiboek.standaarden import laad_standaard

IWLZ = laad_standaard("iwlz")


def test_de_releases() -> None:
    assert cellen(deel("AW319 and AW320, the declaratie", "Codes that only one of them has")) == [
        [
            release.versie,
            f"`{release.naamruimte('AW33')}`",
            release.hoofdversie,
            release.subversie,
            str(len(release.berichttypen)),
        ]
        for release in IWLZ.releases.values()
    ]


def test_wat_heel_is_en_wat_alleen_een_kop_heeft() -> None:
    heel, kop, _ = cellen(deel("## iWlz\n", "In the package that is `standaarden/iwlz/`"))
    soorten = IWLZ.berichtsoorten.values()
    assert re.findall(r"AW\d+", heel[0]) == [soort.berichttype for soort in soorten if not soort.alleen_kop]
    assert sorted(re.findall(r"[A-Z]{2}\d+", kop[0])) == sorted(
        soort.berichttype for soort in soorten if soort.alleen_kop and soort.heen is None
    )


def test_codes_die_maar_een_release_heeft() -> None:
    oud, nieuw = (codes(release) for release in IWLZ.releases.values())
    beide = sorted((oud.keys() & nieuw.keys()) - {"RetourCode", "BerichtCode"})
    verwacht = [
        [", ".join(sorted(hier[naam] - daar[naam])), naam, versie]
        for naam in beide
        for hier, daar, versie in ((oud, nieuw, "1.2"), (nieuw, oud, "2.0"))
        if hier[naam] - daar[naam]
    ]
    assert cellen(deel("Codes that only one of them has", "The rules that are tested, within one message;")) == verwacht


def test_de_regels() -> None:
    tekst = deel("are held to 2.0 only:", "CD020 is read as")
    assert CODE.findall(tekst) == [regel.code for regel in IWLZ.regels]
    assert re.findall(r"(\w+) \(2\.0\)", tekst) == [regel.code for regel in IWLZ.regels if regel.vanaf]
    assert {regel.herkomst for regel in IWLZ.regels} == {"afleiding"}
