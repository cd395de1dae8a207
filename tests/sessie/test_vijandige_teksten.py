"""What a system says never steers the terminal, and never passes for a line of the kit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]

ONZICHTBAAR = re.compile(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
VALS = "iwmo-3.1 als aanbieder: CONFORM"
ZEGT = rf"'\x1b[2J\x1b]0;weg\x07\x9b31m\u202e\r\n{VALS}\n'"


def kwaad(methode: str, gedrag: str) -> str:
    return f"""
KWAAD = {ZEGT}

class Ons(VoorbeeldAanbieder):
    naam, versie = "Ons\\x1b[31m\\nPakket" + KWAAD, "4\\x9b2" + KWAAD

    def {methode}(self, *_):
        {gedrag}
"""


@pytest.mark.parametrize(
    ("methode", "gedrag", "hoe"),
    [
        ("ontvang", "return Uitkomst(Status.GEWEIGERD, code=KWAAD, melding=KWAAD)", "-vv"),
        ("ontvang", "return Uitkomst(Status.GEWEIGERD, code=KWAAD, melding=KWAAD)", "-q"),
        ("verzend", "return Uitkomst(Status.AANVAARD, melding=KWAAD)", "-rA"),
        ("verzend", "return Uitkomst(Status.AANVAARD, '<a>' + KWAAD)", "-v"),
        ("verzend", "raise ValueError(KWAAD)", "-vv"),
        ("verzend", "raise ConnectionError(KWAAD)", "-vv"),
        ("stand", "raise NietOndersteund(KWAAD)", "-vv"),
        ("registreer_spoed", "return KWAAD", "-vv"),
        ("klok", "return KWAAD", "-vv"),
    ],
)
def test_een_systeem_stuurt_de_terminal_niet(
    project: Project, draai: Draai, methode: str, gedrag: str, hoe: str
) -> None:
    project(kwaad(methode, gedrag))
    uitslag = draai("-rA", hoe, "-k", "3.1.2 or 2.3b or 3a or CD005", onderdeel="kalender,techniek")
    assert uitslag.ret == 1
    tekst = uitslag.stdout.str()
    assert [hex(ord(teken)) for teken in set(ONZICHTBAAR.findall(tekst))] == []
    # With -vv pytest itself folds the reason of a skipped test, and a line then begins wherever a word does; what the kit shows it does not fold so.
    van_de_kit = tekst.partition("draaiboek (zelftoets)")[2] if hoe == "-vv" else tekst
    assert [regel for regel in van_de_kit.splitlines() if regel.startswith(VALS)] == []
    assert "\\x1b" in tekst  # it is told, in a form that can be seen


def test_ook_een_eigen_test_niet(project: Project, draai: Draai) -> None:
    eigen = f"""
def test_eigen(draaiboek_klok):
    draaiboek_klok.op("3.1.2")
    assert_verzonden(Uitkomst(Status.GEWEIGERD, code={ZEGT}, melding={ZEGT}))
"""
    project(test_eigen=eigen)
    tekst = draai("--tb=line", "-k", "test_eigen").stdout.str()
    assert not ONZICHTBAAR.search(tekst)
    uitgebreid = draai("-k", "test_eigen").stdout.str()
    assert "\nE   " in uitgebreid
    assert "gezegd:    geweigerd [\\x1b[2J\\x1b]0;weg\\x07\\x9b31m\\u202e iwmo-3.1" in uitgebreid
    assert not ONZICHTBAAR.search(uitgebreid)
