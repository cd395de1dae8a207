"""Labels at lines: none lies on another, and no line runs through one."""

import random

import pytest

from pytest_draaiboek.rapport.html.vlaggen import Geplaatst, Vlag, plaats, tekstbreedte

LETTER = 12.0


def over_elkaar(een: Geplaatst, ander: Geplaatst) -> bool:
    naast = een.einde <= ander.begin or ander.einde <= een.begin
    return not naast and een.trede < ander.top and ander.trede < een.top


def doorsneden(een: Geplaatst, ander: Geplaatst) -> bool:
    """Whether the line of the other, that runs from its top down, is seen where this text is."""
    return een.begin < ander.vlag.x < een.einde and een.trede < ander.top


@pytest.mark.parametrize("zaad", range(20))
def test_niets_valt_over_elkaar(zaad: int) -> None:
    toeval = random.Random(zaad)
    vlaggen = [
        Vlag(x, "wo 30 mrt 17:00", tuple(f"3.{nr}" for nr in range(toeval.randint(0, 6))))
        for x in toeval.sample(range(10, 640), toeval.randint(1, 14))
    ]
    geplaatst = plaats(vlaggen, 900, LETTER)
    assert [g.vlag for g in geplaatst] == sorted(vlaggen, key=lambda vlag: vlag.x)
    paren = [(een, ander) for een in geplaatst for ander in geplaatst if een is not ander]
    assert not any(over_elkaar(een, ander) or doorsneden(een, ander) for een, ander in paren)
    assert all(g.begin >= 0 and g.einde <= 900 for g in geplaatst)


def test_wat_rechts_uitsteekt_staat_links_van_zijn_lijn() -> None:
    links, rechts = plaats([Vlag(100, "ma 4 apr 13:00"), Vlag(690, "ma 2 mei 13:00")], 700, LETTER)
    assert (links.links, rechts.links) == (False, True)
    assert rechts.einde == 690
    assert (links.trede, rechts.trede) == (0, 0)


def test_wat_naar_elkaar_toe_steekt_staat_op_verschillende_hoogte() -> None:
    links, rechts = plaats([Vlag(540, "ma 4 apr 13:00"), Vlag(690, "ma 2 mei 13:00")], 700, LETTER)
    assert rechts.links
    assert links.vlag.x < rechts.begin < links.einde
    assert (links.trede, rechts.trede) == (1, 0)


def test_een_vlag_links_over_een_andere_lijn_staat_bovenop() -> None:
    vlaggen = [Vlag(560, "ma 4 apr 13:00", ("3.2.4", "5.1")), Vlag(690, "ma 2 mei 13:00", ("einde 5.2", "en meer"))]
    live, einde = plaats(vlaggen, 700, LETTER)
    assert einde.begin < live.vlag.x
    assert einde.trede >= live.top
    assert live.einde <= einde.vlag.x


def test_een_lange_vlag_gaat_op_een_volgende_regel_verder() -> None:
    (vlag,) = plaats([Vlag(10, "ma 4 apr 13:00", ("3.2.4", "4.1.1", "4.1.2", "4.1.3"))], 180, LETTER)
    assert " ".join(vlag.regels) == "ma 4 apr 13:00 3.2.4 4.1.1 4.1.2 4.1.3"
    assert len(vlag.regels) > 1
    assert vlag.top == len(vlag.regels)


def test_de_breedte_hangt_af_van_de_letters() -> None:
    assert tekstbreedte("iiii", LETTER) < tekstbreedte("aaaa", LETTER) < tekstbreedte("WWWW", LETTER)
    assert tekstbreedte("", LETTER) == 0


def test_zonder_vlaggen_is_er_niets() -> None:
    assert plaats([], 700, LETTER) == []
