"""A valid message and its broken twin: alike in kind, each about a client of its own, and only one of them wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pytest_draaiboek.berichten import Bericht, controleer
from pytest_draaiboek.berichten.schemabreuk import SCHEMABREUKEN, breek_schema
from pytest_draaiboek.toetsing.client import Client, Clienten

# What a client's own message does not lend itself to is looked for in richer ones.
PER_VORM = 40


@dataclass(frozen=True, slots=True)
class Tweeling:
    """Two messages of a type.

    Args:
        heel: without a fault.
        gebroken: with one.
        bevindingen: what is wrong with that one, by rule code with place and text, in Dutch.

    """

    heel: Bericht
    gebroken: Bericht
    bevindingen: tuple[str, ...]


def maak_tweeling(
    clienten: Clienten, heel: Client, gebroken: Client, *, berichttype: str, versie: str, code: str
) -> Tweeling | None:
    """Return a message about one client, and a broken one about another; None when none could be made.

    What is broken is a message as the client's own past makes it, or else a richer one. A twin is as rich, as long as all that it says of
    care is what was assigned before: a message that a receiver could refuse for another reason would prove nothing.

    Args:
        clienten: makes the messages, dated now.
        heel: whom the valid one is about.
        gebroken: whom the broken one is about.
        berichttype: in full.
        versie: of both.
        code: of the rule to break, or of what the schema is to refuse.

    """
    kans = Random(f"{gebroken.kenmerk}/{code}/{versie}")
    for zaad, eigen_zorg, te_breken in _vormen(clienten, gebroken, berichttype, versie, kans):
        kapot = _breek(clienten, te_breken, code, kans)
        if kapot is None:
            continue
        goed = None
        if zaad is not None and eigen_zorg:
            goed = clienten.ruim_bericht(heel, berichttype, versie, zaad, eigen_zorg=True)
        return Tweeling(
            goed or clienten.bericht(heel, berichttype, versie),
            kapot,
            tuple(f"{berichttype} {bevinding}" for bevinding in controleer(kapot)),
        )
    return None


def _vormen(
    clienten: Clienten, client: Client, berichttype: str, versie: str, kans: Random
) -> Iterator[tuple[int | None, bool, Bericht]]:
    """Yield messages to break, each with its seed (None for the client's own) and whether it keeps to what was assigned."""
    yield None, True, clienten.bericht(client, berichttype, versie)
    for _ in range(PER_VORM):
        zaad = kans.getrandbits(32)
        for eigen_zorg in (True, False):
            bericht = clienten.ruim_bericht(client, berichttype, versie, zaad, eigen_zorg=eigen_zorg)
            if bericht is not None:
                yield zaad, eigen_zorg, bericht


def _breek(clienten: Clienten, bericht: Bericht, code: str, kans: Random) -> Bericht | None:
    if code in SCHEMABREUKEN:
        return breek_schema(bericht, code, kans)
    return clienten.b.opstelling.berichten.breek(bericht, code, kans)
