"""What is wrong with the messages of the proeven of a draaiboek, found without any system: what does not follow the schema cannot be tried."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pytest_draaiboek.berichten import Bericht, Berichten, Dossier, fouten_in, is_geldig, passend, stel_op
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.draaiboeken.proef import Doe, Proef, Stap
from pytest_draaiboek.draaiboeken.proeven_lezen import moment_van
from pytest_draaiboek.fouten import DraaiboekFout, OngeldigeInstelling
from pytest_draaiboek.toetsing.momenten import laatste_dag
from pytest_draaiboek.toetsing.proefinhoud import leg_over
from pytest_draaiboek.toetsing.proefplekken import Plekken

RAAD = "verbeter 'inhoud' van die stap"


@dataclass(frozen=True, slots=True)
class Proefgebrek:
    """A step that gives no valid message.

    Args:
        proef: its name.
        gevonden: which step, and what is wrong, in Dutch.
        raad: what to do, in Dutch, without a full stop.

    """

    proef: str
    gevonden: str
    raad: str


def keur_proeven(draaiboek: Draaiboek) -> Iterator[Proefgebrek]:
    """Yield the steps of the proeven of a draaiboek that give no valid message, each once."""
    # A whole month of care has passed by then, as it has for the clients of a case.
    dossier = Berichten().dossier(0, vanaf=maand(draaiboek.verleden.date(), 1)[0])
    for proef in draaiboek.proeven:
        for stap in proef.stappen:
            fouten = (_fout_in_stap(draaiboek, rol, proef, stap, dossier) for rol in proef.rollen)
            if fout := next(filter(None, fouten), ""):
                yield Proefgebrek(proef.naam, f"stap {stap.nr} {mislukt(stap, fout)}", RAAD)


def mislukt(stap: Stap, fout: str) -> str:
    """Say that a step gives no valid message."""
    return f"geeft geen geldige {stap.berichttype}: {fout.rstrip('.')}"


def fout_bij(draaiboek: Draaiboek, stap: Stap, berichten: Mapping[str, Callable[[], Bericht]], nu: str | None) -> str:
    """Return why none of these messages will do; empty when one does.

    Args:
        draaiboek: the calendar.
        stap: what they are for.
        berichten: what makes each, by version.
        nu: the version that gets through at that moment, and that counts when it is among them; None when any does.

    """
    fouten = {
        versie: fout_in(maak) for versie, maak in berichten.items() if draaiboek.bestaat(stap.berichttype, versie)
    }
    van_belang = [fout for versie, fout in fouten.items() if nu in (None, versie)]
    return van_belang[0] if van_belang and all(van_belang) else ""


def fout_in(maak: Callable[[], Bericht]) -> str:
    """Return what is wrong with a message of ours, or why it cannot be made; empty when nothing is."""
    try:
        bericht = maak()
    except OngeldigeInstelling:
        # A code that is not there is for who gives the codes to mend.
        raise
    except DraaiboekFout as fout:
        return str(fout).splitlines()[0]
    return "" if is_geldig(bericht) else fouten_in(bericht)[0]


def _fout_in_stap(draaiboek: Draaiboek, rol: str, proef: Proef, stap: Stap, dossier: Dossier) -> str:
    if stap.doe not in (Doe.VERZEND, Doe.ONTVANG) or stap.ongeldig:
        return ""
    type_, moment = stap.berichttype, moment_van(draaiboek, stap)
    dag = laatste_dag(draaiboek, type_, stap.versie, moment) if stap.versie else moment.date()
    versies = (stap.versie,) if stap.versie else draaiboek.versies

    def bericht(versie: str) -> Bericht:
        plekken = Plekken(draaiboek, rol, proef.berichttype, dossier, dag)
        inhoud = passend(type_, versie, leg_over(dossier.inhoud(type_, dag), stap.inhoud, plekken))
        return stel_op(type_, versie, inhoud, dagtekening=dag, identificatie="PROEF")

    try:
        return fout_bij(
            draaiboek,
            stap,
            {versie: lambda versie=versie: bericht(versie) for versie in versies},  # type: ignore[misc]
            stap.versie or draaiboek.versie_op(type_, moment),
        )
    except OngeldigeInstelling:
        # The codes of an own role are with the system: only a run knows them.
        return ""
