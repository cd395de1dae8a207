"""The parts of a diagnosis: the moments, the texts, the large message."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pytest_draaiboek.berichten import Berichten, is_geldig, passend, stel_op
from pytest_draaiboek.berichten.inhoud import waarden
from pytest_draaiboek.diagnose.klokproef import te_lezen, zomertijdgrenzen
from pytest_draaiboek.diagnose.omvangproef import GROOT, maak_groot
from pytest_draaiboek.diagnose.tekens import bijzondere_teksten, leg_op, schade
from pytest_draaiboek.draaiboeken import laad, namen
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.standaarden import laad_standaard

SECONDE = timedelta(seconds=1)


def test_de_zomertijd_begint_waar_hij_begint() -> None:
    assert zomertijdgrenzen(laad("iwmo-3.1")) == (datetime(2022, 3, 27, 1, tzinfo=UTC),)


def test_de_klok_wordt_gelezen_rond_de_zomertijd_en_op_elke_mijlpaal() -> None:
    draaiboek = laad("iwmo-3.1")
    (grens,) = zomertijdgrenzen(draaiboek)
    momenten = te_lezen(draaiboek, (grens,))
    assert {mijlpaal.moment for mijlpaal in draaiboek.mijlpalen.values()} < set(momenten)
    assert {grens.astimezone(UTC) + SECONDE * nr for nr in (-1, 0, 1)} < set(momenten)
    assert list(momenten) == sorted(momenten, key=lambda moment: moment.astimezone(UTC))
    assert [m.utcoffset() for m in momenten if abs(m.astimezone(UTC) - grens) <= SECONDE] == [
        timedelta(hours=1),
        timedelta(hours=2),
        timedelta(hours=2),
    ]
    assert all(moment.tzinfo is ZONE for moment in momenten)


@pytest.mark.parametrize("naam", namen())
def test_met_bijzondere_teksten_blijft_een_bericht_geldig(naam: str) -> None:
    """In every type and version that has those elements, so that no refusal of such a message is the kit's fault."""
    draaiboek = laad(naam)
    standaard = laad_standaard(draaiboek.standaard)
    gezien = set()
    op = date(2022, 2, 15)
    for paar in draaiboek.paren:
        for versie in draaiboek.versies:
            if not draaiboek.bestaat(paar.heen, versie):
                continue
            dossier = Berichten().dossier(3, vanaf=date(2022, 1, 1))
            inhoud = leg_op(passend(paar.heen, versie, dossier.inhoud(paar.heen, op)), bijzondere_teksten())
            bericht = stel_op(paar.heen, versie, inhoud, dagtekening=op, identificatie="A1")
            assert is_geldig(bericht)
            gezien |= {tekst for element in bijzondere_teksten() for tekst in waarden(bericht.inhoud, element)}
    assert gezien == set(bijzondere_teksten().values())
    assert standaard.naam == draaiboek.standaard


def test_de_bijzondere_teksten_hebben_de_letters_die_stuk_gaan() -> None:
    alle = "".join(bijzondere_teksten().values())
    assert set("éüßŁ'") <= set(alle)


def test_een_groot_bericht_is_even_geldig() -> None:
    klein = Berichten().maak("WMO301", "3.0")
    groot = maak_groot(klein)
    assert len(groot.xml) > GROOT > 4_000_000
    assert is_geldig(groot)
    assert groot.inhoud == klein.inhoud


@pytest.mark.parametrize(
    ("gezien", "wat"),
    [
        ("Zo\u00c3\u00ab", "UTF-8 is gelezen als cp1252"),
        ("Zoe\u0308", "de letters zijn anders samengesteld (Unicode-normalisatie)"),
        ("Zo?", "tekens zijn vervangen"),
        ("Zo\ufffd", "tekens zijn vervangen"),
        ("Zoe", "de tekst is veranderd"),
    ],
)
def test_wat_er_met_een_tekst_gebeurde(gezien: str, wat: str) -> None:
    assert schade("Zoë", gezien) == wat
