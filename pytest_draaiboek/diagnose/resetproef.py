"""Whether reset really empties: what was in hand is gone, and what was done before can be done again with the same outcome."""

from collections.abc import Callable, Iterator

from pytest_draaiboek.diagnose.punt import Punt, fout, goed, let_op, vraag
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.toetsing.gedrag import Gedrag

NAAM = "reset maakt leeg"
GEVOLG = "gevallen verstoren elkaar"
RAAD = "maak bij reset alles leeg wat het systeem van eerdere opdrachten en berichten weet."


def beproef_reset(w: Werkbank) -> Iterator[Punt]:
    """Empty the system after all that happened to it, and look what is left."""
    w.kom_tot_rust()
    mis: Punt | None = vraag(NAAM, lambda: w.b.roep("reset", w.b.systeem.reset), "een leeg systeem", gevolg=GEVOLG)
    if mis:
        yield mis
        return
    gezien = []
    if w.leeg is not None:
        stand = vraag(NAAM, w.b.stand, "drie aantallen", gevolg=GEVOLG)
        if isinstance(stand, Punt):
            yield stand
            return
        anders = [
            f"{veld} {getattr(stand, veld)} in plaats van {getattr(w.leeg, veld)}"
            for veld in ("te_verzenden", "ongelezen", "onbeantwoord", "toewijzingen")
            if getattr(stand, veld) != getattr(w.leeg, veld)
        ]
        if anders:
            yield fout(
                NAAM, f"na reset {', '.join(anders)}", "dezelfde stand als toen het systeem leeg was", RAAD, GEVOLG
            )
            return
        gezien.append("dezelfde stand")
    for wat, eerst, opnieuw in _wat_opnieuw_kan(w):
        nu = vraag(NAAM, opnieuw, "dezelfde uitkomst", gevolg=GEVOLG)
        if isinstance(nu, Punt):
            yield nu
            return
        if _kern(nu) != _kern(eerst):
            yield fout(
                NAAM,
                f"{wat} gaf eerst {_gezegd(eerst)}, en na reset {_gezegd(nu)}",
                "na reset dezelfde uitkomst als de eerste keer",
                RAAD,
                GEVOLG,
            )
            return
        gezien.append(f"{wat} gaf weer hetzelfde")
    if gezien:
        yield goed(NAAM, "; ".join(gezien))
    else:
        yield let_op(NAAM, "niet waargenomen: het systeem heeft geen stand, en deed niets dat zich laat herhalen")


def _wat_opnieuw_kan(w: Werkbank) -> Iterator[tuple[str, Gedrag, Callable[[], Gedrag]]]:
    opdracht, bericht = w.opdracht, w.bericht
    if opdracht is not None and w.verzonden is not None:
        yield f"dezelfde opdracht ({opdracht.berichttype})", w.verzonden, lambda: w.b.verzend(opdracht)
    if bericht is not None and w.ontvangen is not None:
        yield f"hetzelfde bericht ({bericht.berichttype})", w.ontvangen, lambda: w.b.ontvang(bericht)


def _kern(gedrag: Gedrag) -> object:
    """Return what must be the same; identifications and moments may differ."""
    return gedrag.status, [(b.berichttype, b.versie) for b in gedrag.uit], len(gedrag.onleesbaar)


def _gezegd(gedrag: Gedrag) -> str:
    return f"{gedrag.gezien} ({gedrag.gezegd})"
