"""A collection of messages: in which order, with what among them, and at what cost."""

import random
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from geschiedenis import Geschiedenis, codes, declaratie, toewijzing, zet
from lxml import etree

from pytest_draaiboek.berichten import (
    Bericht,
    Berichten,
    Bevinding,
    Register,
    Samenhang,
    controleer_samen,
    is_geldig,
    reisvolgorde,
)
from pytest_draaiboek.berichten.register import Gemeente
from pytest_draaiboek.berichten.samenhang.geheugen import Geheugen
from pytest_draaiboek.fouten import OngeldigBericht

MRT, D1, D2 = date(2022, 3, 1), date(2022, 3, 2), date(2022, 4, 4)


def per_bericht(bevindingen: list[list[Bevinding]]) -> list[list[str]]:
    return [[bevinding.code for bevinding in van_een] for van_een in bevindingen]


# Order


@pytest.mark.parametrize("versie", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize("standaard", ["iwmo", "ijw"])
@pytest.mark.parametrize("casus", [getattr(casus, "naam", casus) for casus in Berichten.casussen()])
def test_bestanden_in_welke_volgorde_ook(casus: str, standaard: str, versie: str) -> None:
    """Files have no order of their own: each gets the same findings, wherever it stands."""
    keten = list(Berichten(zaad=1).keten(casus, standaard=standaard, versie=versie))
    op_volgorde = per_bericht(controleer_samen(keten))
    for zaad in range(4):
        plaatsen = random.Random(zaad).sample(range(len(keten)), len(keten))
        geschud = [keten[plaats] for plaats in plaatsen]
        assert per_bericht(controleer_samen(geschud, vast=False)) == [op_volgorde[plaats] for plaats in plaatsen]


def test_een_volgorde_die_niet_teruggaat_in_de_tijd_staat_vast() -> None:
    geschiedenis = Geschiedenis()
    heen = geschiedenis.verzend("301", MRT)
    retour = geschiedenis.antwoord(heen, MRT)
    assert per_bericht(controleer_samen([retour, heen])) == [["IV028"], []]
    assert per_bericht(controleer_samen([retour, heen], vast=False)) == [[], []]


def test_een_volgorde_die_teruggaat_in_de_tijd_zegt_niets() -> None:
    geschiedenis = Geschiedenis()
    geschiedenis.beide("301", MRT)
    geschiedenis.beide("305", D1)
    achterstevoren = geschiedenis.berichten[::-1]
    assert reisvolgorde(achterstevoren) == [3, 2, 1, 0]
    assert codes(controleer_samen(achterstevoren)) == []


def test_wie_een_voor_een_aanbiedt_houdt_zelf_de_volgorde() -> None:
    geschiedenis = Geschiedenis()
    toewijzing_ = geschiedenis.verzend("301", MRT)
    start = geschiedenis.verzend("305", D1)
    samenhang = Samenhang()
    assert [bevinding.code for bevinding in samenhang.voeg_toe(start)] == ["TR019"]
    assert samenhang.voeg_toe(toewijzing_) == []


# What is among them


def test_een_lege_verzameling() -> None:
    assert controleer_samen([]) == []
    assert reisvolgorde([]) == []


@pytest.mark.parametrize(
    ("nummer", "op", "eerst", "gevonden"),
    [
        ("301", MRT, (), ["TR056"]),
        ("305", D1, ("301",), ["TR056", "TR074", "TR326"]),
        ("307", D2, ("301", "305"), ["TR056", "TR074", "TR413"]),
        ("315", MRT, (), ["TR056", "TR347", "TR374"]),
        ("317", D1, ("301",), ["TR056", "TR347", "TR374"]),
        ("319", D1, ("315",), ["TR056", "TR360"]),
        ("323", D2, ("301", "305"), ["TR056", "TR314", "TR318", "TR333", "TR389"]),
    ],
)
@pytest.mark.parametrize("standaard", ["WMO", "JW"])
def test_hetzelfde_bericht_nog_eens(
    nummer: str, op: date, eerst: tuple[str, ...], gevonden: list[str], standaard: str
) -> None:
    """A message that comes again breaks TR056, and every rule that its content breaks by being there twice."""
    geschiedenis = Geschiedenis(standaard)
    for eerder in eerst:
        geschiedenis.beide(eerder, D1 if eerder == "305" else MRT)
    bericht = geschiedenis.verzend(nummer, op)
    uitkomst = per_bericht(controleer_samen([*geschiedenis.berichten, bericht]))
    assert sorted(uitkomst[-1]) == gevonden
    assert not any(uitkomst[:-1])


def test_hetzelfde_antwoord_nog_eens() -> None:
    geschiedenis = Geschiedenis()
    geschiedenis.beide("301", MRT)
    retour = geschiedenis.berichten[-1]
    geschiedenis.beide("305", D1)
    geschiedenis.beide("323", D2)
    antwoord = geschiedenis.berichten[-1]
    uitkomst = per_bericht(controleer_samen([*geschiedenis.berichten, retour, antwoord], vast=False))
    assert uitkomst[-2:] == [["IV028"], ["TR056", "TR056"]]  # a 325 names two messages that it may name once
    assert not any(uitkomst[:-2])


def test_standaarden_door_elkaar() -> None:
    """The same numbers between the same parties, once for each standard."""
    geschiedenissen = [Geschiedenis(standaard) for standaard in ("WMO", "JW")]
    for geschiedenis in geschiedenissen:
        geschiedenis.beide("301", MRT)
        geschiedenis.beide("305", D1)
        geschiedenis.beide("323", D2)
    om_en_om = [bericht for paar in zip(*(g.berichten for g in geschiedenissen), strict=True) for bericht in paar]
    assert len({bericht.identificatie for bericht in om_en_om}) < len(om_en_om)
    assert codes(controleer_samen(om_en_om)) == []
    start_van_de_ander = [*geschiedenissen[0].berichten[:2], geschiedenissen[1].berichten[2]]
    assert codes(controleer_samen(start_van_de_ander)) == ["TR019"]


@pytest.mark.parametrize("standaard", ["WMO", "JW"])
def test_releases_door_elkaar(standaard: str) -> None:
    """A history goes on over a change of release: each message is held to the rules of its own."""
    geschiedenis = Geschiedenis(standaard, "3.0")
    geschiedenis.beide("301", MRT)
    geschiedenis.versie = "3.1"
    geschiedenis.beide("305", D1)
    geschiedenis.versie = "3.2"
    geschiedenis.beide("323", D2)
    assert codes(controleer_samen(geschiedenis.berichten)) == []
    geschiedenis.verzend("323", date(2022, 5, 4), declaratie(date(2022, 4, 1), "2", ToewijzingNummer="99"))
    assert codes(controleer_samen(geschiedenis.berichten)) == ["TR338"]


def test_een_regel_van_een_latere_release_geldt_niet_eerder() -> None:
    for versie, gevonden in (("3.0", ["IV097"]), ("3.1", ["TR379"])):
        geschiedenis = Geschiedenis("WMO", "3.0")
        geschiedenis.beide("301", MRT)
        geschiedenis.versie = versie
        geschiedenis.verzend("301", D1, toewijzing(ToewijzingNummer="77", ReferentieAanbieder="NOOIT"))
        assert codes(controleer_samen(geschiedenis.berichten)) == gevonden


def test_een_bericht_dat_zijn_schema_weigert_telt_niet_mee() -> None:
    geschiedenis = Geschiedenis()
    geschiedenis.verzend("301", MRT, zet("Client/Geslacht", "x"), geldig=False)
    assert codes(controleer_samen(geschiedenis.berichten)) == []
    geschiedenis.verzend("305", D1)
    assert per_bericht(controleer_samen(geschiedenis.berichten)) == [[], ["TR019"]]
    anders = Geschiedenis()
    anders.beide("301", MRT)
    anders.verzend("301", D1, zet("Client/Geslacht", "x"), geldig=False)
    anders.verzend("305", D1)
    assert codes(controleer_samen(anders.berichten)) == []


def test_een_release_die_er_niet_is_telt_niet_mee() -> None:
    geschiedenis = Geschiedenis()
    xml = geschiedenis.verzend("301", MRT).xml
    onbekend = Bericht.lees(xml.replace(b"/3_2/", b"/3_9/"))
    assert onbekend.versie == "3.9"
    assert controleer_samen([onbekend]) == [[]]
    assert per_bericht(controleer_samen([onbekend, geschiedenis.verzend("305", D1)])) == [[], ["TR019"]]


def test_een_dubbele_identificatie_houdt_niets_op() -> None:
    """What no schema accepts must still find a place in the order."""
    geschiedenis = Geschiedenis()
    heen = geschiedenis.verzend("301", MRT)
    root = etree.fromstring(heen.xml)
    (identificatie,) = root.findall(".//{*}Identificatie")
    identificatie.addnext(deepcopy(identificatie))
    dubbel = Bericht.lees(etree.tostring(root))
    geschiedenis.verzend("305", D1)
    for vast in (True, False):
        uitkomst = controleer_samen([dubbel, *geschiedenis.berichten], vast=vast)
        assert per_bericht(uitkomst) == [[], [], []]


@pytest.mark.parametrize("nummer", ["301", "302", "305", "306", "323", "325"])
def test_wit_om_een_waarde_maakt_geen_verschil(nummer: str) -> None:
    """White space that a schema lets pass around a date, number or code does not count."""
    geschiedenis = Geschiedenis()
    geschiedenis.beide("301", MRT)
    geschiedenis.beide("305", D1)
    geschiedenis.antwoord(geschiedenis.verzend("323", D2), D2, ["9321"])
    geschiedenis.verzend("317", D2)
    register = Register(gemeenten=(Gemeente("0758"),), agb_codes=("99990001",), op=D2)
    (plaats,) = (nr for nr, bericht in enumerate(geschiedenis.berichten) if bericht.berichttype.endswith(nummer))
    bericht = geschiedenis.berichten[plaats]
    geteld = 0
    for nr, element in enumerate(bericht.root.iter()):
        if len(element):
            continue
        root = etree.fromstring(bericht.xml)
        list(root.iter())[nr].text = f"\n\t {element.text} "
        try:
            met_wit = Bericht.lees(etree.tostring(root))
        except OngeldigBericht:
            continue  # its Dagtekening
        if is_geldig(met_wit):
            geteld += 1
            berichten = [*geschiedenis.berichten[:plaats], met_wit, *geschiedenis.berichten[plaats + 1 :]]
            assert codes(controleer_samen(berichten, register=register)) == []
    assert geteld >= 2


# Cost


class OnKeurig(Geschiedenis):
    """A history whose messages are not checked one by one."""

    def _neem(self, bericht: Bericht, geldig: bool) -> Bericht:
        return super()._neem(bericht, geldig=False)


def clienten(aantal: int) -> list[Bericht]:
    berichten: list[Bericht] = []
    for nummer in range(1, aantal + 1):
        geschiedenis = OnKeurig(nummer=nummer)
        geschiedenis.beide("301", MRT)
        geschiedenis.beide("305", MRT)
        geschiedenis.beide("317", MRT)
        berichten += geschiedenis.berichten
    return berichten


def maanden(aantal: int) -> list[Bericht]:
    geschiedenis = OnKeurig()
    geschiedenis.beide("301", MRT, toewijzing(Einddatum=None))
    geschiedenis.beide("305", MRT)
    maand = MRT
    for nummer in range(1, aantal + 1):
        volgende = (maand + timedelta(days=31)).replace(day=1)
        geschiedenis.beide("323", volgende, declaratie(maand, str(nummer)))
        maand = volgende
    return geschiedenis.berichten


def wijzigingen(aantal: int) -> list[Bericht]:
    geschiedenis = OnKeurig()
    geschiedenis.beide("301", MRT)
    for nummer in range(1, aantal + 1):
        dag = MRT + timedelta(nummer)
        einde = str(date(2023, 1, 1) + timedelta(nummer))
        geschiedenis.beide("301", dag, toewijzing(Einddatum=einde, RedenWijziging="04", Toewijzingsdatum=str(dag)))
    return geschiedenis.berichten


def correcties(aantal: int) -> list[Bericht]:
    """Let a start be withdrawn and given again, over and over."""
    geschiedenis = OnKeurig()
    geschiedenis.beide("301", MRT)
    for nummer in range(aantal):
        status = "3" if nummer % 2 else "1"
        geschiedenis.beide("305", MRT, zet("Client/StartProducten/StartProduct/0/StatusAanlevering", status))
    return geschiedenis.berichten


@pytest.mark.parametrize("maak", [clienten, maanden, wijzigingen, correcties])
def test_de_moeite_groeit_met_het_aantal_berichten(
    maak: Callable[[int], list[Bericht]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four times the messages takes four times the facts looked at: no rule holds all messages against all."""
    bekeken = 0
    zoek = Geheugen.zoek

    def tel(self: Geheugen, *waarden: Any) -> Iterable[Any]:
        nonlocal bekeken
        gevonden = list(zoek(self, *waarden))
        bekeken += 1 + len(gevonden)
        return gevonden

    monkeypatch.setattr(Geheugen, "zoek", tel)

    def moeite(aantal: int) -> int:
        nonlocal bekeken
        bekeken = 0
        assert codes(controleer_samen(maak(aantal))) == []
        return bekeken

    klein, groot = moeite(12), moeite(48)
    assert 3 * klein < groot < 4.5 * klein
