"""A message broken on purpose: by one rule, and no other."""

from datetime import date

import pytest

from pytest_draaiboek.berichten import Berichten, controleer
from pytest_draaiboek.berichten.breken import breekbare_regels
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.standaarden import laad_standaard


@pytest.mark.parametrize("type_", laad_standaard("ijw").release("3.2").berichttypen)
def test_elke_regel_die_alleen_te_breken_is(type_: str) -> None:
    for code in breekbare_regels(laad_standaard("ijw").release("3.2"), type_):
        gebroken = Berichten().ongeldig(type_, code, "3.2", zaad=3)
        assert {bevinding.code for bevinding in controleer(gebroken)} == {code}
        assert gebroken == Berichten(zaad=3).ongeldig(type_, code, "3.2")


@pytest.mark.parametrize(
    ("code", "melding"),
    [
        (
            "CD999",
            r"Een WMO301 3\.1 kent geen regel 'CD999' die in het bericht zelf te breken is\. Kies uit CS025, CS015, ",
        ),
        ("TR342", r"Een WMO301 3\.1 kent geen regel 'TR342'"),
        (
            "CD077",
            r"Geen WMO301 3\.1 kan CD077 breken en verder geen enkele regel: een Budget naast een Omvang breekt ook altijd CD078: "
            r"een Budget is een getal en dus nooit leeg\. Neem een ander berichttype of een andere regel\.",
        ),
    ],
    ids=["onbekend", "van-een-ander-bericht", "nooit-alleen"],
)
def test_een_regel_die_niet_te_breken_is(code: str, melding: str) -> None:
    with pytest.raises(OngeldigeInstelling, match=melding):
        Berichten().ongeldig("WMO301", code, "3.1")


def test_de_eigen_fabriek_bepaalt_versie_en_zaad() -> None:
    assert Berichten(versie="3.0").ongeldig("WMO305", "CS058").versie == "3.0"
    assert Berichten(zaad=1).ongeldig("WMO305", "CS058") != Berichten(zaad=2).ongeldig("WMO305", "CS058")


@pytest.mark.parametrize("vandaag", [date(2028, 3, 8), date(2035, 6, 1)])
def test_een_dag_die_een_regel_noemt_is_ook_veel_later_te_breken(vandaag: date) -> None:
    """A period before 2021, in a declaration that is itself of then: else another rule on old care is broken too."""
    bericht = Berichten(vandaag=lambda: vandaag).ongeldig("WMO323", "CS100", "3.2")
    assert {bevinding.code for bevinding in controleer(bericht)} == {"CS100"}
