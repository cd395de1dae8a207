"""The order in which messages travelled, when the order given does not tell."""

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import groupby, pairwise

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.standaarden.begrippen import kaal_aanzicht

Band = tuple[object, ...]
# What a message brings that others refer to, and what it refers to: by number, the elements that hold it and the name of what is meant.
BRENGT = {
    "301": (("ToewijzingNummer", "toewijzing"),),
    "305": (("ToewijzingNummer", "start"),),
    "315": (("ReferentieAanbieder", "verzoek"),),
    "317": (("ReferentieAanbieder", "verzoek"),),
    "323": (("ReferentieNummer", "prestatie"),),
}
VRAAGT = {
    "301": (("ReferentieAanbieder", "verzoek"),),
    "305": (("ToewijzingNummer", "toewijzing"),),
    "307": (("ToewijzingNummer", "toewijzing"), ("ToewijzingNummer", "start")),
    "317": (("ToewijzingNummer", "toewijzing"),),
    "319": (("ReferentieAanbieder", "verzoek"),),
    "323": (("ToewijzingNummer", "toewijzing"), ("VorigReferentieNummer", "prestatie")),
}


def reisvolgorde(berichten: Sequence[Bericht], *, vast: bool = True) -> list[int]:
    """Return the places of messages in the order in which they travelled.

    The order given, when it does not go back in time by the dagtekening. Otherwise by dagtekening, and on one day in the order given, but
    nothing before what it refers to: an answer after what it answers, a toewijzing after the request it grants, a start after its toewijzing,
    a stop after its start, a creditregel after its debetregel. An answer never travels before what it answers, however it is dated.

    Args:
        berichten: in any order.
        vast: whether the order given says anything: False for files in a folder.

    """
    dagen = _reisdagen(berichten)
    if vast and all(eerste <= tweede for eerste, tweede in pairwise(dagen)):
        return list(range(len(berichten)))
    bekend: set[Band] = set()
    volgorde: list[int] = []
    for _, groep in groupby(sorted(range(len(berichten)), key=dagen.__getitem__), key=dagen.__getitem__):
        volgorde += _op_een_dag({nummer: berichten[nummer] for nummer in groep}, bekend)
    return volgorde


def _reisdagen(berichten: Sequence[Bericht]) -> list[date]:
    heen: dict[Band | None, date] = {
        bericht.sleutel: bericht.dagtekening for bericht in berichten if not bericht.is_retour
    }
    return [max(bericht.dagtekening, heen.get(bericht.sleutel_van_heen, date.min)) for bericht in berichten]


def _op_een_dag(berichten: dict[int, Bericht], bekend: set[Band]) -> Iterator[int]:
    """Yield the messages of one day, each after what it refers to; what refers to each other stays as given."""
    brengers: dict[Band, int] = {}
    verwijzingen: dict[int, set[Band]] = {}
    for nummer, bericht in berichten.items():
        brengt, vraagt = _banden(bericht)
        verwijzingen[nummer] = vraagt - bekend - brengt
        for band in brengt - bekend:
            brengers.setdefault(band, nummer)
    bekend |= brengers.keys()
    wacht_op = {
        nummer: {brengers[band] for band in vraagt if band in brengers} for nummer, vraagt in verwijzingen.items()
    }
    volgers: dict[int, list[int]] = {}
    for nummer, eerdere in wacht_op.items():
        for eerder in eerdere:
            volgers.setdefault(eerder, []).append(nummer)
    vrij = [nummer for nummer, eerdere in wacht_op.items() if not eerdere]
    heapify(vrij)
    vast = iter(sorted(berichten))
    gegeven: set[int] = set()
    while len(gegeven) < len(berichten):
        nummer = heappop(vrij) if vrij else next(nummer for nummer in vast if nummer not in gegeven)
        if nummer in gegeven:
            continue
        gegeven.add(nummer)
        yield nummer
        for volger in volgers.get(nummer, ()):
            wacht_op[volger].discard(nummer)
            if not wacht_op[volger]:
                heappush(vrij, volger)


def _banden(bericht: Bericht) -> tuple[set[Band], set[Band]]:
    """Return what a message brings and what it refers to."""
    if bericht.is_retour:
        return set(), {bericht.sleutel_van_heen or ()}
    per_naam = kaal_aanzicht(bericht.root).per_naam
    nummer, partijen = bericht.soort.nummer, _partijen(bericht)

    def lees(namen: tuple[tuple[str, str], ...]) -> set[Band]:
        return {(*partijen, wat, element.tekst) for naam, wat in namen for element in per_naam.get(naam, ())}

    return lees(BRENGT.get(nummer, ())) | {bericht.sleutel}, lees(VRAAGT.get(nummer, ()))


def _partijen(bericht: Bericht) -> Band:
    return (bericht.standaard, *sorted((bericht.afzender, bericht.ontvanger)))
