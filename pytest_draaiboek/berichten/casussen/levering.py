"""Care that is started (305) and stopped (307), corrected where it was said wrongly."""

from collections.abc import Callable, Iterator
from datetime import date

from pytest_draaiboek.berichten.casussen.toewijzing import DAG, Inhoud, Toewijzing
from pytest_draaiboek.berichten.casussen.verloop import Verloop

AANGELEVERD, VERWIJDERD = "1", "3"
TIJDELIJK, OVERLEDEN, WIJZIGINGSVERZOEK = "20", "02", "37"
LAATSTE_DAGEN, EERSTE_DAGEN = 5, 3


def _start(v: Verloop) -> Iterator[Inhoud]:
    """Start what runs and is not being delivered."""
    te_starten = _te_starten(v)
    for toewijzing in te_starten:
        toewijzing.begonnen = _begindatum(v, toewijzing)
    yield _startbericht(v, [_start_van(t, t.begonnen, AANGELEVERD) for t in te_starten])


def _start_bij_onbekende_toewijzing(v: Verloop) -> Iterator[Inhoud]:
    """Start the first product under a number that the gemeente never gave out (TR019); it won't count."""
    regels = [_start_van(t, _begindatum(v, t, onthoud=False), AANGELEVERD) for t in _te_starten(v)]
    bekend = {t.nummer for t in v.toewijzingen}
    regels[0]["ToewijzingNummer"] = next(nummer for nummer in iter(v.getal, None) if nummer not in bekend)
    yield _startbericht(v, regels)


def _correctie(v: Verloop) -> Iterator[Inhoud]:
    """Take back the first start and give it another Begindatum: another key, so both fit in one message (IV008)."""
    toewijzing = v.toewijzingen[0]
    weg = _start_van(toewijzing, toewijzing.begonnen, VERWIJDERD)
    toewijzing.begonnen = _begindatum(v, toewijzing)
    yield _startbericht(v, [weg, _start_van(toewijzing, toewijzing.begonnen, AANGELEVERD)])


def _verwijdering(v: Verloop) -> Iterator[Inhoud]:
    """Take back the first start."""
    toewijzing = v.toewijzingen[0]
    weg = _start_van(toewijzing, toewijzing.begonnen, VERWIJDERD)
    toewijzing.begonnen = None
    yield _startbericht(v, [weg])


def _stop(v: Verloop) -> Iterator[Inhoud]:
    reden = v.kans.choice(
        [code for code in v.codes("307", "RedenBeeindiging") if code not in (TIJDELIJK, WIJZIGINGSVERZOEK)]
    )
    yield _stopbericht(v, v.toewijzingen, reden)


def _tijdelijke_stop(v: Verloop) -> Iterator[Inhoud]:
    yield _stopbericht(v, v.toewijzingen, TIJDELIJK)


def _stop_van_wat_vervangen_is(v: Verloop) -> Iterator[Inhoud]:
    """Stop what ended because another toewijzing takes its place."""
    yield _stopbericht(v, [t for t in v.toewijzingen if t.tot and t.tot < v.op], WIJZIGINGSVERZOEK)


def _te_starten(v: Verloop) -> list[Toewijzing]:
    return [t for t in v.toewijzingen if t.begonnen is None and t.van <= v.op and (t.tot is None or t.tot >= v.op)]


def _begindatum(v: Verloop, toewijzing: Toewijzing, *, onthoud: bool = True) -> date:
    """Return a day on which a delivery can begin: not used before, after what was delivered, and not in the future."""
    eerste = max(toewijzing.van, *(dag + DAG for dag in toewijzing.gestopt)) if toewijzing.gestopt else toewijzing.van
    dagen = [dag for nr in range((v.op - eerste).days + 1) if (dag := eerste + DAG * nr) not in toewijzing.begindatums]
    begin = v.kans.choice(dagen[:EERSTE_DAGEN])
    if onthoud:
        toewijzing.begindatums.add(begin)
    return begin


def _stopbericht(v: Verloop, toewijzingen: list[Toewijzing], reden: str) -> Inhoud:
    regels = []
    for toewijzing in toewijzingen:
        if toewijzing.begonnen is None:
            continue
        laatste = min(v.op, toewijzing.tot or v.op)
        eerste = max(
            toewijzing.begonnen, toewijzing.gedeclareerd_tot or toewijzing.begonnen, laatste - DAG * LAATSTE_DAGEN
        )
        einde = laatste if toewijzing.tot == laatste else eerste + DAG * v.kans.randint(0, (laatste - eerste).days)
        regels.append(
            _geleverd(toewijzing, toewijzing.begonnen)
            | {"RedenBeeindiging": reden, "Einddatum": str(einde), "StatusAanlevering": AANGELEVERD}
        )
        toewijzing.gestopt.append(einde)
        toewijzing.begonnen = None
    return {"Client": v.client_zoals_in("307") | {"StopProducten": {"StopProduct": regels}}}


def _startbericht(v: Verloop, regels: list[Inhoud]) -> Inhoud:
    return {"Client": v.client_zoals_in("305") | {"StartProducten": {"StartProduct": regels}}}


def _start_van(toewijzing: Toewijzing, begin: date | None, status: str) -> Inhoud:
    return _geleverd(toewijzing, begin) | {"StatusAanlevering": status}


def _geleverd(toewijzing: Toewijzing, begin: date | None) -> Inhoud:
    """Return what a start and a stop repeat of a toewijzing (IV075, IV096)."""
    return {
        "ToewijzingNummer": toewijzing.nummer,
        "Product": toewijzing.vorm.get("Product"),
        "ToewijzingIngangsdatum": str(toewijzing.van),
        "Begindatum": str(begin),
    }


MANIEREN: dict[tuple[str, str], Callable[[Verloop], Iterator[Inhoud]]] = {
    ("305", "gewoon"): _start,
    ("305", "onbekende_toewijzing"): _start_bij_onbekende_toewijzing,
    ("305", "correctie"): _correctie,
    ("305", "verwijdering"): _verwijdering,
    ("307", "gewoon"): _stop,
    ("307", "tijdelijk"): _tijdelijke_stop,
    ("307", "vervangen"): _stop_van_wat_vervangen_is,
}
