"""Whether a system in another process stands what it does not know: a field, a verb. Later versions of the kit may bring either."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from pytest_draaiboek.diagnose.punt import Gestopt, Punt, fout, goed, let_op
from pytest_draaiboek.diagnose.rauw import vraag_rauw
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.fouten import AdapterFout, NietOndersteund
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.systemen.afstand.systeem import opdrachtvorm, tekst_van
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Niets, Verb

VELD, VERB = "onbekend veld", "onbekend verb"
ONBEKEND = "draaiboek_onbekend"
_VERB = Verb(ONBEKEND, "POST", f"/{ONBEKEND}", Niets, Niets, "")


def beproef_onbekend(w: Werkbank) -> Iterator[Punt]:
    """Ask with a field too many, and ask what there is not; only of a system in another process."""
    if w.op_afstand is None:
        return
    w.kom_tot_rust()
    yield _veld(w)
    yield _verb(w)


def _veld(w: Werkbank) -> Punt:
    assert w.op_afstand is not None
    extra = {ONBEKEND: {"lijst": [1, None]}}
    vragen: list[tuple[str, dict[str, object]]] = [("reset", {})]
    if w.verzonden is not None:
        vorm = msgspec.to_builtins(opdrachtvorm(w.nieuwe_opdracht(w.uit_type)))
        vragen.append(("verzend", {"opdracht": vorm | extra}))
    if w.ontvangen is not None:
        vragen.append(("ontvang", {"bericht": tekst_van(w.nieuw_bericht())}))
    for verb, inhoud in vragen:
        try:
            vraag_rauw(w.op_afstand, VERBEN[verb], inhoud | extra)
        except (AdapterFout, NietOndersteund) as mis:
            punt = fout(
                f"{VELD} in {verb}",
                str(mis).partition("\nWat te doen: ")[0],
                f"hetzelfde antwoord als zonder het veld {ONBEKEND}",
                "negeer velden die u niet kent.",
                "een nieuwere kit kan velden meesturen waar het systeem op vastloopt",
            )
            if w.is_weg():
                raise Gestopt(punt) from mis
            return punt
    return goed(VELD, f"genegeerd in {', '.join(verb for verb, _ in vragen)}")


def _verb(w: Werkbank) -> Punt:
    assert w.op_afstand is not None
    wel = "verwacht wordt niet_ondersteund (over HTTP: 501)"
    try:
        w.op_afstand.lijn.vraag(_VERB, datetime.now(ZONE).isoformat(), b"{}")
    except NietOndersteund:
        return goed(VERB, "beantwoord met niet ondersteund")
    except AdapterFout as mis:
        eerste = str(mis).splitlines()[0].rstrip(".")
    else:
        eerste = "het systeem antwoordde alsof het dat verb heeft"
    if not w.is_weg():
        return let_op(VERB, f"{eerste}; {wel}")
    raise Gestopt(
        fout(
            VERB,
            f"{eerste}; daarna antwoordde het systeem niet meer",
            "niet_ondersteund (over HTTP: 501), en daarna een systeem dat verder gaat",
            "antwoord op een verb dat het systeem niet heeft met niet_ondersteund.",
            "een nieuwere kit kan een verb vragen waar het systeem op vastloopt",
        )
    )
