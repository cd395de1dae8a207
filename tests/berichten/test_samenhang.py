"""Rules across messages: each by a wrong history that breaks it, and right histories without a finding."""

from datetime import date

import pytest
from geschiedenis import Geschiedenis, codes
from samenhang_fouten import FOUTEN, Fout

from pytest_draaiboek.berichten import Bericht, Berichten, Samenhang, controleer_samen
from pytest_draaiboek.standaarden.samenhangregels import alle_samenhangregels


@pytest.mark.parametrize("standaard", ["WMO", "JW"])
@pytest.mark.parametrize(
    ("fout", "versie"),
    [pytest.param(fout, versie, id=f"{fout.code}-{fout.naam}-{versie}") for fout in FOUTEN for versie in fout.releases],
)
def test_een_foute_geschiedenis(fout: Fout, versie: str, standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard, versie)
    fout.maak(geschiedenis)
    gevonden = controleer_samen(geschiedenis.berichten)
    assert sorted(codes(gevonden)) == sorted((fout.code, *fout.ook))
    assert codes(gevonden[:-1]) == []


def test_een_bevinding_noemt_het_bericht_waarmee_het_botst() -> None:
    gezien = set()
    for fout in FOUTEN:
        geschiedenis = Geschiedenis("WMO", fout.releases[-1])
        fout.maak(geschiedenis)
        (*_, laatste) = controleer_samen(geschiedenis.berichten)
        for bevinding in laatste:
            assert all(0 <= plaats < len(geschiedenis.berichten) - 1 for plaats in bevinding.bij)
            if bevinding.bij:
                gezien.add(bevinding.code)
    een = {t.code for t in alle_samenhangregels().regels if t.toetsen and {x.verwacht for x in t.toetsen} == {"een"}}
    # Where a rule only asks that something is there, what is wrong is that there is none.
    assert gezien == {fout.code for fout in FOUTEN} - een


def test_ook_wat_geweigerd_wordt_telt_in_de_geschiedenis() -> None:
    bericht = Berichten().maak("WMO315")
    geweigerd = Bericht.lees(bericht.xml.replace(b"BerichtCode>", b"BerichtKode>"))
    samenhang = Samenhang()
    assert samenhang.voeg_toe(geweigerd) == samenhang.voeg_toe(bericht) == []
    assert {een.code: een.bij for een in samenhang.voeg_toe(bericht)}["TR056"] == (1,)


def test_in_een_andere_volgorde_gegeven_telt_de_volgorde_van_geven() -> None:
    een, ander = Geschiedenis(nummer=1), Geschiedenis(nummer=2)
    eerste, tweede = een.verzend("315", date(2022, 3, 1), id="A"), ander.verzend("315", date(2022, 3, 2))
    nog_eens = een.verzend("315", date(2022, 3, 3), id="A")
    gevonden = controleer_samen([nog_eens, tweede, eerste])
    assert gevonden[1:] == [[], []]
    assert {een.code: een.bij for een in gevonden[0]}["TR056"] == (2,)


def test_elke_regel_heeft_een_foute_geschiedenis() -> None:
    getoetst = {regel.code for regel in alle_samenhangregels().regels if regel.toetsen}
    assert {fout.code for fout in FOUTEN} == getoetst
