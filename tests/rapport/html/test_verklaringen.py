"""What a report shows of a statement: what stands on it, and on how many a verdict rests."""

from dataclasses import replace
from datetime import date

import pytest

from pytest_draaiboek.rapport.html.verklaringen import grond, ondertekend
from pytest_draaiboek.rapport.resultaat import Geval, Verklaring
from pytest_draaiboek.rapport.taal import kies_taal

VERKLARING = Verklaring(akkoord=True, naam="P. Voorbeeld", functie="bestuurder", datum=date(2026, 3, 1))
GEVAL = Geval(berichttype="verklaring", soort="voldoet", reden="", bekend="", waarnemingen=[], verklaring=VERKLARING)


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        ("nl", ["Verklaard door", "Functie", "Getekend op", "Voldaan aan de eis"]),
        ("en", ["Stated by", "Position", "Signed on", "Requirement met"]),
    ],
)
def test_wat_er_op_staat(code: str, verwacht: list[str]) -> None:
    rijen = dict(ondertekend(GEVAL, kies_taal(code)))
    assert list(rijen) == verwacht
    assert (
        list(rijen.values())
        == {
            "nl": ["P. Voorbeeld", "bestuurder", "zo 1 mrt 2026", "ja"],
            "en": ["P. Voorbeeld", "bestuurder", "Sun 1 Mar 2026", "yes"],
        }[code]
    )


def test_wat_leeg_is_staat_er_niet_en_nee_is_nee() -> None:
    nee = replace(GEVAL, verklaring=replace(VERKLARING, akkoord=False, handtekening="map 12"))
    assert list(ondertekend(nee, kies_taal("nl")))[-2:] == [("Voldaan aan de eis", "nee"), ("Handtekening", "map 12")]
    assert ondertekend(replace(GEVAL, verklaring=None), kies_taal("nl")) == []


@pytest.mark.parametrize(("aantal", "begin"), [(0, ""), (1, "1 eis berust op"), (2, "2 eisen berusten op")])
def test_op_hoeveel_een_oordeel_berust(aantal: int, begin: str) -> None:
    class Eis:
        gevallen = (GEVAL,)

    class Ander:
        gevallen = (replace(GEVAL, verklaring=None),)

    class Uitkomst:
        eisen = (Ander(), *[Eis()] * aantal)

    gezegd = grond(Uitkomst(), kies_taal("nl"))  # type: ignore[arg-type]
    assert gezegd.startswith(begin)
    assert bool(gezegd) is bool(aantal)
