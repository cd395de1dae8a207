"""Whether a result hangs together: every message that is missing, changed or left over, and every verdict that does not follow."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from resultaten_delen import CONTROLEERT_NIETS, GOED, VERGEET_STOP, Gegevens, bewerkt, eis_van, regel_van

from pytest_draaiboek.rapport.bewijs.heelheid import gebreken_van_oordelen, gebreken_van_verkeer
from pytest_draaiboek.rapport.resultaat import Resultaat

WIE = "iwmo-3.1 als aanbieder: "


@pytest.mark.parametrize(
    "wat", [(GOED,), (VERGEET_STOP,), (CONTROLEERT_NIETS,), (GOED, "-k", "3.1.2 or CD005")], ids=str
)
def test_wat_een_run_schrijft_is_heel(wat: tuple[str, ...], echt: Callable[..., Resultaat]) -> None:
    gelezen = echt(*wat)
    assert list(gebreken_van_verkeer(gelezen)) == []
    assert list(gebreken_van_oordelen(gelezen)) == []


def test_ook_onder_streng_en_bij_wie_doorgeeft(echt: Callable[..., Resultaat]) -> None:
    for gelezen in (
        echt("foute_systemen.aanbieders_uit:Afspraak323", "--draaiboek-streng", "--draaiboek-onderdeel=kalender"),
        echt("foute_systemen.aanbieders_uit:Afspraak323", "--draaiboek-onderdeel=kalender"),
        echt("voorbeeld:knooppunt", "-k", "techniek"),
    ):
        assert list(gebreken_van_oordelen(gelezen)) == []


def geval(gegevens: Gegevens) -> Gegevens:
    gevonden: Gegevens = eis_van(gegevens, "3.1.2")["gevallen"][0]
    return gevonden


def eerste_sleutel(gegevens: Gegevens) -> str:
    return str(geval(gegevens)["verkeer"][0]["bericht"])


def nog_een(gegevens: Gegevens) -> None:
    leeg = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    gegevens["berichten"][leeg] = gegevens["berichten"][eerste_sleutel(gegevens)] | {"tekst": ""}


@pytest.mark.parametrize(
    ("bewerking", "gebrek"),
    [
        (lambda g: g["berichten"][eerste_sleutel(g)].update(tekst="x"), "bericht .{64}: de inhoud heeft SHA-256 2d711642b726b04401627ca9"),
        (lambda g: g["berichten"][eerste_sleutel(g)].update(codering="base64"), "bericht .{64}: de base64 is niet te lezen"),
        (lambda g: g["berichten"].pop(eerste_sleutel(g)), "3.1.2-WMO305: bericht .{64} staat niet bij de berichten"),
        (nog_een, "bericht e3b0c442.{56}: komt in geen enkel geval voor"),
        (lambda g: geval(g)["waarnemingen"][0]["verkeer"].append(len(geval(g)["verkeer"])), "3.1.2-WMO305: een waarneming verwijst naar een bericht dat er niet is"),
        (lambda g: geval(g)["waarnemingen"][0]["verkeer"].append(-1), "3.1.2-WMO305: een waarneming verwijst naar een bericht dat er niet is"),
        (lambda g: regel_van(g, "CD005")["gevallen"][0]["waarnemingen"][0]["verkeer"].append(999), "CD005-WMO301-3.0: een waarneming verwijst"),
    ],
)  # fmt: skip
def test_een_gebrek_in_het_verkeer(resultaat: Resultaat, bewerking: Callable[[Gegevens], Any], gebrek: str) -> None:
    gevonden = list(gebreken_van_verkeer(bewerkt(resultaat, bewerking)))
    assert re.match(gebrek, gevonden[0]), gevonden


def techniek(**velden: Any) -> Callable[[Gegevens], None]:
    return lambda gegevens: gegevens["draaiboeken"][0]["techniek"].update(velden)


def alles(**velden: Any) -> Callable[[Gegevens], None]:
    return lambda gegevens: gegevens["draaiboeken"][0].update(velden)


@pytest.mark.parametrize(
    ("bewerking", "gebreken"),
    [
        (lambda g: eis_van(g, "3.1.2").update(verdict="voldoet niet"), ["eis 3.1.2 heet voldoet niet, maar uit de gevallen volgt voldoet", "het oordeel heet CONFORM, maar uit de eisen volgt NIET CONFORM"]),
        (lambda g: geval(g).update(soort="afwijking", reden="mis"), ["eis 3.1.2 heet voldoet, maar uit de gevallen volgt voldoet niet"]),
        (lambda g: eis_van(g, "3.1.2").update(gedraaid=99), ["eis 3.1.2 telt 99 van 4 gevallen, maar er staan andere", "het oordeel telt 133 van 133 gevallen, maar bij de eisen staan andere"]),
        (lambda g: eis_van(g, "2.4").update(verdict="voldoet"), ["eis 2.4 heet voldoet, maar uit de gevallen volgt niet van toepassing"]),
        (lambda g: eis_van(g, "3.1.2").update(eigen_bewijs=[{"nodeid": "t", "uitkomst": "gefaald", "reden": "mis"}]), ["eis 3.1.2 heet voldoet, maar uit de gevallen volgt voldoet niet"]),
        (alles(eindoordeel="ONVOLLEDIG"), ["het oordeel heet ONVOLLEDIG, maar uit de eisen volgt CONFORM"]),
        (alles(verwacht=1), ["het oordeel telt 133 van 1 gevallen, maar bij de eisen staan andere"]),
        (lambda g: regel_van(g, "CD005").update(verdict="voldoet niet"), ["regel CD005 heet voldoet niet, maar uit de gevallen volgt voldoet", "het oordeel over de techniek heet VOLDOET, maar uit de regels volgt VOLDOET NIET"]),
        (lambda g: regel_van(g, "CD005").update(verwacht=0), ["regel CD005 telt 2 van 0 gevallen, maar er staan andere", "de techniek telt 74 van 74 gevallen, maar bij de regels staan andere"]),
        (techniek(oordeel="NIET VAN TOEPASSING"), ["het oordeel over de techniek heet NIET VAN TOEPASSING, maar uit de regels volgt VOLDOET"]),
        (techniek(gedraaid=1), ["de techniek telt 1 van 74 gevallen, maar bij de regels staan andere"]),
    ],
)  # fmt: skip
def test_een_oordeel_dat_nergens_uit_volgt(
    echt: Callable[..., Resultaat], bewerking: Callable[[Gegevens], Any], gebreken: list[str]
) -> None:
    assert list(gebreken_van_oordelen(bewerkt(echt(GOED), bewerking))) == [f"{WIE}{gebrek}" for gebrek in gebreken]


def test_wat_niet_gevraagd_is_wordt_niet_nagerekend(echt: Callable[..., Resultaat]) -> None:
    niets = alles(eindoordeel=None, techniek=None, eisen=[], gedraaid=0, verwacht=0)
    assert list(gebreken_van_oordelen(bewerkt(echt(GOED), niets))) == []
