"""Plays a casus: steps become messages, each on its day, each followed by its answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

from pytest_draaiboek.berichten.antwoorden import retour_inhoud, retourtype_van
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.casussen import declaraties, levering, toewijzen, verzoeken
from pytest_draaiboek.berichten.casussen.lezen import Casus, casusfamilie
from pytest_draaiboek.berichten.casussen.verloop import Verloop, berichttype
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opstellen import stel_op
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.standaarden import Standaard, alle_standaarden, laad_standaard

DAG = timedelta(days=1)
# By the number of a message and the way: what makes its contents out of how things stand, and has them stand otherwise.
MANIEREN: dict[tuple[str, str], Callable[[Verloop], Iterator[dict[str, Any]]]] = {
    **toewijzen.MANIEREN,
    **levering.MANIEREN,
    **verzoeken.MANIEREN,
    **declaraties.MANIEREN,
}


def speel(
    casus: Casus,
    versie: str | None,
    standaard: str | None,
    *,
    gegevens: Gegevens,
    zaad: int,
    vandaag: date,
    maak_op: Callable[[date, str, str], Bericht],
) -> tuple[Bericht, ...]:
    """Return the messages of a casus, in order of travel.

    Args:
        casus: which.
        versie: of the release; None for the newest.
        standaard: "iwmo" or "ijw"; None for the first of which the codes hold a product.
        gegevens: the codes to stay within.
        zaad: the same seed gives the same messages.
        vandaag: the day of the last message.
        maak_op: makes any message of a day, a type and a version; who the client is comes from it.

    Raises:
        OnbekendeRelease: for a standard or version the kit has no schemas of.
        OngeldigeInstelling: when the codes or the day leave no room for the casus.

    """
    gekozen = laad_standaard(standaard) if standaard else _eerste_standaard(gegevens)
    if gekozen.familie != casusfamilie():
        wel = ", ".join(s.naam for s in alle_standaarden() if s.familie == casusfamilie())
        raise OngeldigeInstelling(
            f"De casus {casus.naam} bestaat niet uit berichten van {gekozen.titel}. Kies een standaard uit {wel}."
        )
    release = gekozen.release(versie or gekozen.versies[-1])
    kans = Random(f"{zaad}/{gekozen.naam}/{release.versie}/{casus.naam}")
    dagen = _dagen(casus, kans, vandaag)
    client = maak_op(dagen[0][0], berichttype(release, "301"), release.versie).inhoud["Client"]
    verloop = Verloop(casus, release, gegevens.beperkt_tot(gekozen.naam), kans, client, dagen[0][0])
    berichten: list[Bericht] = []
    for stap, (verloop.op, antwoord_op) in zip(casus.stappen, dagen, strict=True):
        heen = [_heen(verloop, stap.bericht, inhoud) for inhoud in MANIEREN[stap.bericht, stap.hoe](verloop)]
        berichten += heen
        berichten += [_antwoord(verloop, bericht, stap.afkeur, antwoord_op) for bericht in heen]
    return tuple(berichten)


def _eerste_standaard(gegevens: Gegevens) -> Standaard:
    """Return the first standard of which the codes hold a product; the first of all when they hold none."""
    standaarden = [standaard for standaard in alle_standaarden() if standaard.familie == casusfamilie()]
    for standaard in standaarden:
        with suppress(OngeldigeInstelling):
            gegevens.beperkt_tot(standaard.naam)
            return standaard
    return standaarden[0]


def _heen(v: Verloop, nummer: str, inhoud: dict[str, Any]) -> Bericht:
    type_ = berichttype(v.release, nummer)
    soort = v.release.standaard.soort(type_)
    kop = v.gegevens.partijen(soort)
    return stel_op(
        type_, v.release.versie, {"Header": kop, **inhoud}, dagtekening=v.op, identificatie=_identificatie(v.kans)
    )


def _antwoord(v: Verloop, heen: Bericht, afkeur: Sequence[str], op: date) -> Bericht:
    return stel_op(
        retourtype_van(heen),
        heen.versie,
        retour_inhoud(heen, afkeur),
        dagtekening=op,
        identificatie=_identificatie(v.kans),
    )


def _dagen(casus: Casus, kans: Random, vandaag: date) -> list[tuple[date, date]]:
    """Return on which days each step and its answer are sent, the last answer today."""
    verstreken: list[tuple[int, int]] = []
    nu = 0
    for stap in casus.stappen:
        op = nu + (kans.randint(*stap.na) if verstreken else 0)
        nu = op + kans.randint(*stap.antwoord_na)
        verstreken.append((op, nu))
    return [(vandaag - DAG * (nu - op), vandaag - DAG * (nu - antwoord)) for op, antwoord in verstreken]


def _identificatie(kans: Random) -> str:
    return f"{kans.getrandbits(48):012X}"
