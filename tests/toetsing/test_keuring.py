"""Eisen that could only be met by accident are found before anything is judged by them."""

import inspect
import re
from dataclasses import replace
from types import MappingProxyType

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, laad, namen
from pytest_draaiboek.toetsing.keuring import Eisgebrek, keur_eisen
from pytest_draaiboek.toetsing.toetsen import SOORTEN


def met(draaiboek: Draaiboek, eis: Eis) -> Draaiboek:
    return replace(draaiboek, eisen=MappingProxyType({eis.id: eis}))


@pytest.fixture
def draaiboek() -> Draaiboek:
    return laad("iwmo-3.1")


@pytest.mark.parametrize("naam", namen())
def test_wat_de_kit_meebrengt_is_in_orde(naam: str) -> None:
    assert list(keur_eisen(laad(naam))) == []


def test_een_toets_die_er_niet_is(draaiboek: Draaiboek) -> None:
    (gebrek,) = keur_eisen(met(draaiboek, replace(draaiboek.eis("3.1.2"), toets="stpo")))
    assert gebrek == Eisgebrek(
        "3.1.2", "toets", "er is geen toets 'stpo'. Bedoelt u 'stop'?", f"kies uit {', '.join(sorted(SOORTEN))}"
    )


def test_te_weinig_mijlpalen(draaiboek: Draaiboek) -> None:
    (gebrek,) = keur_eisen(
        met(draaiboek, replace(draaiboek.eis("2.3b"), mijlpalen=draaiboek.eis("2.3b").mijlpalen[:1]))
    )
    assert (gebrek.veld, gebrek.gevonden) == (
        "mijlpalen",
        "de toets 'spoedverwerking' loopt om minstens 2 mijlpalen, en hier staan er 1",
    )
    (gebrek,) = keur_eisen(met(draaiboek, replace(draaiboek.eis("3.1.2"), mijlpalen=())))
    assert gebrek.gevonden == "de toets 'stop' loopt om minstens 1 mijlpaal, en hier staan er 0"
    assert gebrek.raad.startswith("noem ze in 'mijlpalen'; er zijn intro, 3.3.1, ")


def test_een_moment_waar_een_tijdvak_hoort(draaiboek: Draaiboek) -> None:
    (gebrek,) = keur_eisen(met(draaiboek, replace(draaiboek.eis("2.1b"), mijlpalen=(draaiboek.live,))))
    assert gebrek.gevonden == "de toets 'stilte' gaat over een tijdvak, en mijlpaal 3.2.4 is een enkel moment"


def test_niets_te_toetsen_voor_een_rol(draaiboek: Draaiboek) -> None:
    """A gemeente sends no 305: without a case the eis would be met by everybody."""
    eis = replace(draaiboek.eis("3.1.2"), rollen=("aanbieder", "gemeente"))
    assert list(keur_eisen(met(draaiboek, eis))) == [
        Eisgebrek(
            "3.1.2",
            "types",
            "voor rol 'gemeente' is er niets te toetsen: 'stop' heeft geen enkel bericht van WMO305, WMO307, WMO315, WMO317 om te proberen",
            "haal de rol weg, of noem berichten die deze rol verzendt of ontvangt",
        )
    ]


@pytest.mark.parametrize("soort", SOORTEN.values(), ids=SOORTEN)
def test_elke_toets_zegt_hoeveel_mijlpalen_hij_gebruikt(soort) -> None:
    """What a check takes from its milestones by position must be there."""
    bron = inspect.getsource(soort.voer_uit)
    gebruikt = [int(nr) + 1 for nr in re.findall(r"eis\.mijlpalen\[(\d+)\]", bron)]
    gebruikt += [int(nr) for nr in re.findall(r"eis\.mijlpalen\[:(\d+)\]", bron)]
    gebruikt += [1 for _ in re.findall(r"in eis\.mijlpalen\)|in eis\.mijlpalen for|, \*_ = eis\.mijlpalen", bron)]
    assert soort.mijlpalen >= max(gebruikt, default=0)
    if re.search(r"\b(binnen|midden)\((eis\.)?mijlpa", bron):
        assert soort.tijdvak
