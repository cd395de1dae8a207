"""The technical part in another standard: its own rules, each with a retourcode of its own, and its own roles."""

from collections.abc import Iterator
from typing import Any

import pytest

from pytest_draaiboek import Bericht, Bevinding, Systeem, Uitkomst
from pytest_draaiboek.berichten import Berichten, retour_inhoud
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.systemen import Opdracht
from pytest_draaiboek.systemen.voorbeelden import VOORBEELDEN
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.techniek import beproef_techniek, techniekgevallen
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort

IWLZ = laad("iwlz-2.0")
AANBIEDER, ZORGKANTOOR = type(VOORBEELDEN["zorgaanbieder"]()), type(VOORBEELDEN["zorgkantoor"]())


@pytest.fixture(scope="module")
def motor() -> Iterator[Motor]:
    gekozen = kies_motor("freezegun")
    yield gekozen
    gekozen.stop()


def toets(systeem: Systeem, motor: Motor, code: str) -> set[tuple[str, str, Bevindingsoort]]:
    """Return how the cases of one rule end: message type, version, and what was found."""
    klok = Klok(motor)
    opstelling = Opstelling(
        systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=Berichten(vandaag=klok.vandaag), zaad=0
    )
    gevallen = [geval for geval in techniekgevallen(IWLZ, opstelling.rol) if geval.sleutel == code]
    uitslagen = {(g.berichttype, g.versie, beproef_techniek(g, opstelling).soort) for g in gevallen}
    klok.laat_los()
    return uitslagen


def vergeet(basis: Any, code: str) -> Systeem:
    class Vergeet(basis):  # type: ignore[misc]  # what the examples are made of is told at run time
        def bevindingen(self, bericht: Bericht) -> list[Bevinding]:
            return [bevinding for bevinding in super().bevindingen(bericht) if bevinding.code != code]

    systeem: Systeem = Vergeet()
    return systeem


def weigert_met(basis: Any, code: str) -> Systeem:
    class Weigert(basis):  # type: ignore[misc]  # as above
        def keur_af(self, bericht: Bericht, bevindingen: list[Bevinding]) -> Uitkomst:
            uitkomst: Uitkomst = super().keur_af(bericht, bevindingen)
            if not uitkomst.berichten:
                return uitkomst
            (antwoord,) = uitkomst.berichten
            anders = Opdracht(antwoord.berichttype, retour_inhoud(bericht, (code,)), in_antwoord_op=bericht)
            return Uitkomst(uitkomst.status, anders.als_bericht(bericht.versie))

    systeem: Systeem = Weigert()
    return systeem


VOLDOET, AFWIJKING = Bevindingsoort.VOLDOET, Bevindingsoort.AFWIJKING


def test_elke_rol_krijgt_wat_naar_haar_gaat() -> None:
    for rol, heen in (("aanbieder", {"AW33"}), ("zorgkantoor", {"AW35", "AW39"})):
        gevallen = techniekgevallen(IWLZ, rol)
        assert {geval.berichttype for geval in gevallen} == heen
        assert {geval.versie for geval in gevallen} == {"1.2", "2.0"}
    codes = {(g.sleutel, g.versie) for g in techniekgevallen(IWLZ, "aanbieder")}
    assert {("TR101", "1.2"), ("TR101", "2.0"), ("CD051", "2.0"), ("TR106", "2.0"), ("CS025", "1.2")} <= codes
    assert ("CD051", "1.2") not in codes


@pytest.mark.parametrize(
    ("basis", "code", "verwacht"),
    [
        (AANBIEDER, "CD051", {("AW33", "2.0")}),
        (AANBIEDER, "TR016", {("AW33", "1.2"), ("AW33", "2.0")}),
        (ZORGKANTOOR, "TR046", {("AW39", "1.2"), ("AW39", "2.0")}),
        (ZORGKANTOOR, "CS127", {("AW35", "2.0"), ("AW39", "2.0")}),
    ],
)
def test_wie_een_regel_vergeet_faalt_en_wie_hem_kent_niet(
    basis: Any, code: str, verwacht: set[tuple[str, str]], motor: Motor
) -> None:
    assert toets(basis(), motor, code) == {(*wat, VOLDOET) for wat in verwacht}
    assert toets(vergeet(basis, code), motor, code) == {(*wat, AFWIJKING) for wat in verwacht}


@pytest.mark.parametrize(("code", "goed"), [("0001", True), ("D051", True), ("9016", False), ("S002", False)])
def test_een_retourcode_is_die_van_de_regel_of_de_algemene(code: str, goed: bool, motor: Motor) -> None:
    soort = VOLDOET if goed else AFWIJKING
    assert toets(weigert_met(AANBIEDER, code), motor, "CD051") == {("AW33", "2.0", soort)}
