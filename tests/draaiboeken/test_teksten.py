"""What stands in braces in the texts of a draaiboek."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.draaiboeken.teksten import Vuller

MIJLPALEN = dict(laad("iwmo-3.1").mijlpalen)
MIJLPALEN["a.dag"] = replace(MIJLPALEN["2.4"], nr="a.dag", moment=MIJLPALEN["2.4"].moment + timedelta(seconds=5))
VULLER = Vuller(MIJLPALEN, {"van": "3.0", "naar": "3.1"})


def vul(tekst: str, taal: str = "nl") -> tuple[str, list[tuple[str, str]]]:
    mis: list[tuple[str, str]] = []
    return VULLER.vul(tekst, taal, lambda gevonden, raad: mis.append((gevonden, raad))), mis


@pytest.mark.parametrize(
    ("tekst", "nl", "en", "fy"),
    [
        ("{3.1.2}", "30 maart 17.00 uur", "30 March 17:00", "30-3 17:00"),
        ("{3.1.6.tot}", "31 maart 23.00 uur", "31 March 23:00", "31-3 23:00"),
        ("{3.1.2.dag}", "30 maart", "30 March", "30-3"),
        ("{3.1.2.tijd}", "17.00 uur", "17:00", "17:00"),
        ("{3.1.2.uur}", "17.00", "17:00", "17:00"),
        ("{3.1.6.tot.tijd}", "23.00 uur", "23:00", "23:00"),
        ("{van}-{naar}", "3.0-3.1", "3.0-3.1", "3.0-3.1"),
        ("{{3.1.2}} {{{van}}}", "{3.1.2} {3.0}", "{3.1.2} {3.0}", "{3.1.2} {3.0}"),
        ("zonder", "zonder", "zonder", "zonder"),
        # A number that ends like a part is a number; seconds are told when there are any.
        ("{a.dag}", "4 april 12.00.05 uur", "4 April 12:00:05", "4-4 12:00:05"),
        ("{a.dag.dag}", "4 april", "4 April", "4-4"),
    ],
)
def test_wat_er_ingevuld_wordt(tekst: str, nl: str, en: str, fy: str) -> None:
    assert (vul(tekst), vul(tekst, "en"), vul(tekst, "fy")) == ((nl, []), (en, []), (fy, []))
    assert vul(tekst, "en-GB") == (en, [])


@pytest.mark.parametrize(
    ("tekst", "gevonden", "raad"),
    [
        ("{9.9}", "de plaatshouder {9.9} is niet bekend", "kies een mijlpaal (intro, 3.3.1, "),
        ("{3.1.2.tot}", "de plaatshouder {3.1.2.tot} is niet bekend", "schrijf {3.1.2}, met .dag, .tijd of .uur erachter; {3.1.2.tot} is er alleen bij"),
        ("{3.1.2.maand}", "de plaatshouder {3.1.2.maand} is niet bekend", "kies een mijlpaal"),
        ("{Van}", "de plaatshouder {Van} is niet bekend", "kies een mijlpaal"),
        ("{}", "de plaatshouder {} is niet bekend", "kies een mijlpaal"),
        ("{van", "hier staat een losse accolade", "schrijf {{ of }}"),
        ("van}", "hier staat een losse accolade", "schrijf {{ of }}"),
        ("{{{van}}", "hier staat een losse accolade", "schrijf {{ of }}"),
    ],
)  # fmt: skip
def test_wat_er_niet_in_te_vullen_is(tekst: str, gevonden: str, raad: str) -> None:
    _, mis = vul(tekst)
    assert mis[0][0] == gevonden
    assert mis[0][1].startswith(raad)
