"""Whether the clock of the system goes where the kit puts it: at every milestone, over the change of summer time, and back."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from pytest_draaiboek.diagnose.punt import Punt, fout, goed, vraag
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.toetsing.beproeving import SECONDE

KLOK, ZOMERTIJD = "klok", "klok over de zomertijd"
DAG = timedelta(days=1)
MOMENT = "%d-%m-%Y %H:%M:%S%z"
GEVOLG = "geen enkel geval is te toetsen, want de klok staat niet waar de kit hem zet"

Lezing = tuple[datetime, datetime]
"""The moment at which the clock was put, and what it told; both in UTC, since two times in one zone are held against each other by the wall clock."""


def beproef_klok(w: Werkbank) -> Iterator[Punt]:
    """Put the clock at every moment that matters, in order of time and back, and read it each time."""
    overgangen = zomertijdgrenzen(w.draaiboek)
    momenten = te_lezen(w.draaiboek, overgangen)
    lezingen: list[Lezing] = []
    for moment in (*momenten, *reversed(momenten)):
        w.b.klok.zet(moment)
        gelezen = vraag(KLOK, w.b.lees_klok, "een moment met tijdzone", gevolg=GEVOLG)
        if isinstance(gelezen, Punt):
            w.klok_staat = False
            yield gelezen
            return
        lezingen.append((moment.astimezone(UTC), gelezen.astimezone(UTC)))
    raad = f"{w.b.klokraad}."
    if mis := _oordeel(lezingen, len(momenten), overgangen, raad):
        w.klok_staat = False
        yield mis
        return
    eerste, laatste = momenten[0], momenten[-1]
    yield goed(
        KLOK, f"{len(momenten)} momenten van {eerste:%d-%m-%Y} tot {laatste:%d-%m-%Y}, vooruit en terug, op de seconde"
    )
    if overgangen:
        yield goed(ZOMERTIJD, f"aan weerszijden van {', '.join(f'{o:{MOMENT}}' for o in overgangen)}")


def te_lezen(draaiboek: Draaiboek, overgangen: Sequence[datetime]) -> tuple[datetime, ...]:
    """Return the first moment of every milestone and those around every change of summer time, in order of time."""
    momenten = {mijlpaal.moment.astimezone(UTC) for mijlpaal in draaiboek.mijlpalen.values()}
    momenten |= {
        o.astimezone(UTC) + afstand for o in overgangen for afstand in (-DAG, -SECONDE, timedelta(), SECONDE, DAG)
    }
    return tuple(moment.astimezone(ZONE) for moment in sorted(momenten))


def zomertijdgrenzen(draaiboek: Draaiboek) -> tuple[datetime, ...]:
    """Return the first second of each change of summer time between the first milestone and the last."""
    alle = [mijlpaal.moment.astimezone(UTC) for mijlpaal in draaiboek.mijlpalen.values()]
    dag, einde = min(alle), max(alle)
    gevonden = []
    while dag < einde:
        if _verschuiving(dag) != _verschuiving(dag + DAG):
            voor, na = dag, dag + DAG
            while na - voor > SECONDE:
                half = (voor + (na - voor) / 2).replace(microsecond=0)
                voor, na = (half, na) if _verschuiving(half) == _verschuiving(voor) else (voor, half)
            gevonden.append(na.astimezone(ZONE))
        dag += DAG
    return tuple(gevonden)


def _verschuiving(moment: datetime) -> timedelta:
    return moment.astimezone(ZONE).utcoffset() or timedelta()


def _oordeel(lezingen: Sequence[Lezing], heen: int, overgangen: Sequence[datetime], raad: str) -> Punt | None:
    """Say what is wrong with what the clock told; None when nothing is."""
    fout_nrs = [nr for nr, (gezet, gelezen) in enumerate(lezingen) if abs(gelezen - gezet) >= SECONDE]
    if not fout_nrs:
        return None
    gezet, gelezen = lezingen[fout_nrs[0]]
    voorbeeld = f"gezet op {gezet.astimezone(ZONE):{MOMENT}}, het systeem zegt {gelezen.astimezone(ZONE):{MOMENT}}"
    verwacht = "op de seconde het moment waarop de kit de klok zet"
    afwijkingen = {lezingen[nr][1] - lezingen[nr][0] for nr in fout_nrs}
    for overgang in overgangen:
        zijde = {lezingen[nr][0] >= overgang for nr in fout_nrs}
        hele_zijde = sum((gezet >= overgang) in zijde for gezet, _ in lezingen) == len(fout_nrs)
        if len(zijde) == 1 and hele_zijde and len(afwijkingen) == 1:
            waar = "vanaf" if zijde == {True} else "vóór"
            return fout(
                ZOMERTIJD,
                f"{waar} {overgang:{MOMENT}} wijkt de klok {_duur(afwijkingen.pop())} af: {voorbeeld}",
                verwacht,
                "reken met de tijdzone Europe/Amsterdam, of houd het tijdsverschil (+01:00, +02:00) van het moment aan.",
                GEVOLG,
            )
    if fout_nrs[0] >= heen:
        return fout(KLOK, f"de klok gaat wel vooruit, maar niet terug: {voorbeeld}", verwacht, raad, GEVOLG)
    return fout(KLOK, f"{len(fout_nrs)} van {len(lezingen)} keer een andere tijd: {voorbeeld}", verwacht, raad, GEVOLG)


def _duur(duur: timedelta) -> str:
    return f"-{-duur}" if duur < timedelta() else f"+{duur}"
