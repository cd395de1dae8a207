"""The choice of a libfaketime: only one that is seen to work, in the runtime that it is for."""

from collections.abc import Sequence
from contextlib import ExitStack

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok.faketime.bibliotheken import ALTERNATIEF, ANDER_BOUWSEL, Bibliotheek, vind_bibliotheken
from pytest_draaiboek.klok.faketime.faketijd import Faketijd
from pytest_draaiboek.klok.faketime.proefloop import beproef, draait
from pytest_draaiboek.klok.faketime.runtimes import Proef, vind_proef


def kies_faketime(opdracht: Sequence[str], runtime: str = "") -> Faketijd:
    """Return a clock that works for the processes of a command; it stands at some moment of 2022.

    Args:
        opdracht: the command that starts the system under test.
        runtime: the runtime of that system ("java"), when the command does not show it.

    Raises:
        OngeldigeInstelling: when there is no libfaketime, no probe for this runtime, or no build that works in it.

    """
    bouwsels = vind_bibliotheken()
    proef = vind_proef(opdracht, runtime)
    mislukt: list[str] = []
    for bouwsel in bouwsels:
        with ExitStack() as bij_mislukken:
            tijd = Faketijd(bouwsel, proef.runtime)
            bij_mislukken.callback(tijd.sluit)
            mankement = _mankement(proef, bouwsel, tijd)
            if not mankement:
                bij_mislukken.pop_all()
                return tijd
            mislukt.append(f"- {bouwsel}: {mankement}")
    raise _geen(proef, mislukt)


def _mankement(proef: Proef, bouwsel: Bibliotheek, tijd: Faketijd) -> str:
    if proef.draden and not bouwsel.voor_draden:
        return "niet voor draden gebouwd, en leest de klok dan soms verkeerd (libfaketimeMT is dat wel)"
    return beproef(proef.opdracht, tijd)


def _geen(proef: Proef, mislukt: list[str]) -> OngeldigeInstelling:
    gezegd = draait(proef.opdracht)
    if gezegd is not None:
        return OngeldigeInstelling(
            f"--draaiboek-klok=faketime: de proef zelf draait niet in {proef.opdracht[0]}, ook niet zonder libfaketime{gezegd}.\n"
            f"Wat te doen: probeer hem zelf ({' '.join(proef.opdracht)}; java heeft er een JDK voor nodig), of\n{ALTERNATIEF}."
        )
    regels = "\n".join(mislukt)
    return OngeldigeInstelling(
        f"--draaiboek-klok=faketime: geen libfaketime op deze machine werkt in {proef.opdracht[0]}.\n{regels}\n"
        f"Wat te doen: {ANDER_BOUWSEL}, of {ALTERNATIEF}."
    )
