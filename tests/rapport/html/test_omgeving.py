"""What every text goes through on its way into a page."""

import pytest

from pytest_draaiboek.rapport.html.omgeving import omgeving, schoon


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("gewoon, met é en ✓", "gewoon, met é en ✓"),
        ("rood\x1b[31m", "rood\\x1b[31m"),
        ("om\u202egekeerd", "om\\u202egekeerd"),
        ("nul\x00", "nul\\x00"),
        ("twee\nregels", "twee\nregels"),
        ("client 999900006", "client •••"),
    ],
    ids=["gewoon", "escape", "richting", "nul", "regels", "bsn"],
)
def test_schoon(tekst: str, verwacht: str) -> None:
    assert schoon(tekst) == verwacht


@pytest.mark.parametrize("waarde", [7, None, ("a", 1)], ids=["getal", "niets", "rij"])
def test_wat_geen_tekst_is_blijft_wat_het_is(waarde: object) -> None:
    assert schoon(waarde) is waarde


def test_een_sjabloon_ontsnapt_en_schoont_wat_erin_gaat() -> None:
    sjabloon = omgeving().from_string("<p title='{{ x }}'>{{ x }}</p>")
    assert (
        sjabloon.render(x="<b>'\"&\x07 999900006")
        == "<p title='&lt;b&gt;&#39;&#34;&amp;\\x07 •••'>&lt;b&gt;&#39;&#34;&amp;\\x07 •••</p>"
    )
