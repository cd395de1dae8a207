"""The checks that a draaiboek can name."""

from difflib import get_close_matches

from pytest_draaiboek.draaiboeken import Draaiboek, Eis
from pytest_draaiboek.fouten import OngeldigDraaiboek
from pytest_draaiboek.toetsing.toetsen import (
    attest,
    blokkade,
    conversie,
    eindstand,
    inkomend,
    kalender,
    paren,
    proef,
    storing,
)
from pytest_draaiboek.toetsing.toetssoort import Toetssoort

SOORTEN = {
    soort.naam: soort
    for module in (kalender, blokkade, paren, inkomend, eindstand, storing, conversie, proef, attest)
    for soort in vars(module).values()
    if isinstance(soort, Toetssoort)
}


def toetssoort(draaiboek: Draaiboek, eis: Eis) -> Toetssoort:
    """Return the check that an eis names; `OngeldigDraaiboek` when there is none of that name."""
    try:
        return SOORTEN[eis.toets]
    except KeyError:
        lijkt = get_close_matches(eis.toets, SOORTEN, n=1)
        bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
        raise OngeldigDraaiboek(
            f"{draaiboek.herkomst}: eis {eis.id}.toets: er is geen toets {eis.toets!r}.{bedoeld}\n"
            f"Wat te doen: kies uit {', '.join(sorted(SOORTEN))}."
        ) from None
