"""The first look never overlooks a broken rule, and seldom sees one that isn't."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

import pytest
from lxml import etree
from wild import DAGEN, wild

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.eerste_blik import Blik, kijk
from pytest_draaiboek.standaarden.regels import Overtreding

pytestmark = pytest.mark.breed

SOORTEN = [
    (s, versie, type_)
    for s in ("iwmo", "ijw")
    for versie in laad_standaard(s).versies
    for type_ in laad_standaard(s).release(versie).berichttypen
]
ONGELDIG = sorted((Path(__file__).parents[2] / "testdata").glob("*/*/ongeldig/*.xml"))
HOEVEEL = 40
MUTATIES = 6
# Texts as a schema may let them through: days at the edges, white space that XML knows and that it does not know, numbers out of the ordinary.
TEKSTEN = (
    *DAGEN, "2020-02-29", "1904-02-29", "2000-02-29", "1900-03-01", "2022-04-30", "2022-01-30", "1999-12-31", "0001-01-01", "9999-12-31",
    "2022-01-31Z", "2022-01-31+01:00", "", " ", "\u00a0", "\t", "0", "00", "-1", "+1", "1e3", "1E3", "1.5", "007",
    "9007199254740993", "99999999", "999999999", "9999999999", "123456789012345678901234567890", "01", "13", "A", "a", "é",
)  # fmt: skip
WIT = (" ", "\t", "\n", "\u00a0", "  ", "\u2003")


def codes(overtredingen: list[Overtreding]) -> list[tuple[str, str]]:
    return [(o.regel.code, o.element.bron.getroottree().getpath(o.element.bron)) for o in overtredingen]


@cache
def per_regel(standaard: str, versie: str, type_: str) -> dict[str, Blik]:
    """Return the first look of each rule alone: one that overlooks must not hide behind one that sees too much."""
    release = laad_standaard(standaard).release(versie)
    blad = release.regelblad(type_)
    return {
        code: kijk([v for r, v in blad.vragen if r.code == code], release.structuur(type_), release.naamruimten(type_))
        for code in blad.codes
    }


def muteer(root: etree._Element, kans: Random) -> etree._Element:
    """Return a copy with a few things changed."""
    kopie = deepcopy(root)
    for _ in range(kans.choice((1, 1, 2, 3))):
        elementen = [element for element in kopie.iter(etree.Element) if element is not kopie]
        if not elementen:
            break
        element = kans.choice(elementen)
        ouder = element.getparent()
        assert ouder is not None
        match kans.randrange(7):
            case 0:
                ouder.remove(element)
            case 1:
                ouder.insert(ouder.index(element), deepcopy(element))
            case 2 if not len(element):
                element.text = kans.choice(WIT) + (element.text or "") + kans.choice(WIT)
            case 3 if not len(element) and element.text:
                rest = etree.Comment("x")
                rest.tail, element.text = element.text[1:], element.text[:1]
                element.append(rest)
            case 4:
                zelfde = [ander for ander in elementen if ander.tag == element.tag]
                ander = kans.choice(zelfde)
                if ander.getparent() is not None and not len(element) and not len(ander):
                    element.text = ander.text
            case _ if not len(element):
                element.text = kans.choice(TEKSTEN)
    return kopie


def mutaties(bericht: Bericht, aantal: int, zaad: str) -> Iterator[etree._Element]:
    """Yield a message, and what its schema still accepts of what can become of it."""
    schema = laad_standaard(bericht.standaard).release(bericht.versie).schema(bericht.berichttype)
    yield bericht.root
    kans = Random(zaad)
    for _ in range(aantal):
        kopie = muteer(bericht.root, kans)
        if schema.validate(kopie):
            yield kopie


def vergelijk(bericht: Bericht, aantal: int, zaad: str) -> None:
    soort = bericht.standaard, bericht.versie, bericht.berichttype
    blad = laad_standaard(soort[0]).release(soort[1]).regelblad(soort[2])
    for root in mutaties(bericht, aantal, zaad):
        precies = codes(blad.toets_precies(root))
        assert codes(blad.toets(root)) == precies
        fout = {code for code, _ in precies}
        for code in fout:
            assert per_regel(*soort)[code](root), (code, etree.tostring(root))


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_met_en_zonder_eerste_blik_is_het_oordeel_hetzelfde(standaard: str, versie: str, type_: str) -> None:
    for zaad in range(HOEVEEL):
        vergelijk(wild(standaard, versie, type_, zaad), MUTATIES, f"{type_}/{zaad}")
    for zaad in range(HOEVEEL // 4):
        vergelijk(Berichten().maak(type_, versie, zaad=zaad), MUTATIES * 4, f"{type_}/goed/{zaad}")


@pytest.mark.parametrize("pad", ONGELDIG, ids=lambda pad: "/".join(pad.parts[-4:]))
def test_wat_ongeldig_is_wordt_gezien(pad: Path) -> None:
    bericht = Bericht.lees(pad)
    release = laad_standaard(bericht.standaard).release(bericht.versie)
    if release.schema(bericht.berichttype).validate(bericht.root):
        vergelijk(bericht, MUTATIES, pad.name)


@pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN)
def test_van_goede_berichten_ziet_hij_zelden_iets(standaard: str, versie: str, type_: str) -> None:
    blik = laad_standaard(standaard).release(versie).regelblad(type_).eerste_blik
    vaak = sum(blik(Berichten().maak(type_, versie, zaad=zaad).root) for zaad in range(50))
    assert vaak <= 5
