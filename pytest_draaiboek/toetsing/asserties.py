"""The assertions for a supplier's own tests; each failure tells what was expected, what left the system, what it said, and when.

In a run with ``--draaiboek`` they know the draaiboek and the frozen moment by themselves; elsewhere, pass them.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime
from typing import NoReturn

from pytest_draaiboek.berichten import Bericht, fouten_in
from pytest_draaiboek.berichten.officieel import Officieel
from pytest_draaiboek.draaiboeken import Draaiboek, Soort
from pytest_draaiboek.fouten import OnbekendBerichttype, OngeldigeInstelling
from pytest_draaiboek.klok import Klok
from pytest_draaiboek.leesbaar import in_een_regel, leesbaar
from pytest_draaiboek.systemen import Stand, Systeem, Uitkomst

HUIDIG: ContextVar[tuple[Draaiboek, Klok] | None] = ContextVar("draaiboek en klok van deze test", default=None)
OFFICIEEL: ContextVar[Officieel | None] = ContextVar("officiële bestanden van deze run", default=None)

Uitgaand = Uitkomst | Bericht | Iterable[Bericht]


def assert_geblokkeerd(
    uitkomst: Uitkomst, *, draaiboek: Draaiboek | None = None, moment: datetime | None = None
) -> None:
    """Assert that nothing left the system, whatever it says.

    Args:
        uitkomst: what came of a call.
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    """
    __tracebackhide__ = True
    if uitkomst.berichten:
        _faal("niets verzonden", uitkomst, draaiboek, moment)


def assert_verzonden(
    uitkomst: Uitkomst,
    berichttype: str | None = None,
    versie: str | None = None,
    *,
    draaiboek: Draaiboek | None = None,
    moment: datetime | None = None,
) -> Bericht:
    """Assert that exactly one message of a type (and version) left the system, and return it.

    Args:
        uitkomst: what came of a call.
        berichttype: in full; default: any.
        versie: "3.0" or "3.1"; default: any.
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    """
    __tracebackhide__ = True
    passend = [b for b in uitkomst.berichten if berichttype in (None, b.berichttype) and versie in (None, b.versie)]
    if len(passend) != 1:
        wat = f"precies één {berichttype or 'bericht'}" + (f" in {versie}" if versie else "")
        _faal(wat, uitkomst, draaiboek, moment)
    return passend[0]


def assert_beantwoord(
    uitkomst: Uitkomst, heen: Bericht, *, draaiboek: Draaiboek | None = None, moment: datetime | None = None
) -> Bericht:
    """Assert that a heenbericht was answered, once and in its own version, and return the answer.

    Args:
        uitkomst: what came of a call.
        heen: what was to be answered.
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    """
    __tracebackhide__ = True
    antwoorden = [b for b in uitkomst.berichten if b.is_retour_op(heen)]
    if len(antwoorden) != 1 or antwoorden[0].versie != heen.versie:
        verwacht = f"één antwoord op {heen.berichttype} {heen.identificatie}, in {heen.versie}"
        _faal(verwacht, uitkomst, draaiboek, moment)
    return antwoorden[0]


def assert_versie(
    uitgaand: Uitgaand, versie: str, *, draaiboek: Draaiboek | None = None, moment: datetime | None = None
) -> None:
    """Assert that everything that left is in a version, and that something left.

    Args:
        uitgaand: an `Uitkomst`, a `Bericht` or several.
        versie: "3.0" or "3.1".
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    """
    __tracebackhide__ = True
    berichten = _berichten(uitgaand)
    if not berichten or any(b.versie != versie for b in berichten):
        _faal(f"alles in {versie}, en niet niets", uitgaand, draaiboek, moment)


def assert_geldig(uitgaand: Uitgaand, *, draaiboek: Draaiboek | None = None, moment: datetime | None = None) -> None:
    """Assert that everything that left is valid, and that something left; official files of the run have their say.

    Args:
        uitgaand: an `Uitkomst`, a `Bericht` or several.
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    """
    __tracebackhide__ = True
    berichten = _berichten(uitgaand)
    fouten = [f"{b.berichttype} {b.identificatie}: {fout}" for b in berichten for fout in fouten_in(b, OFFICIEEL.get())]
    if fouten or not berichten:
        _faal("geldige berichten, en niet niets", uitgaand, draaiboek, moment, fouten)


def assert_geen_gebroken_paar(
    berichten: Iterable[Bericht], *, draaiboek: Draaiboek | None = None, moment: datetime | None = None
) -> None:
    """Assert that every answer among the messages is in the version of the message it answers (§2.2).

    Args:
        berichten: everything that went to and fro; at least one answer with its heenbericht must be among it.
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    """
    __tracebackhide__ = True
    berichten = tuple(berichten)
    paren = [(heen, terug) for terug in berichten for heen in berichten if terug.is_retour_op(heen)]
    gebroken = [
        f"{heen.berichttype} in {heen.versie} kreeg {terug.berichttype} in {terug.versie}"
        for heen, terug in paren
        if heen.versie != terug.versie
    ]
    if gebroken or not paren:
        _faal("minstens één paar, elk in één versie", berichten, draaiboek, moment, gebroken)


def assert_afgerond(
    stand: Stand | Systeem, *, draaiboek: Draaiboek | None = None, moment: datetime | None = None
) -> None:
    """Assert that nothing is left to send, to read or to answer (§3).

    Args:
        stand: a `Stand`, or the system to ask for it.
        draaiboek: the calendar, for the failure message; default: that of the run.
        moment: aware, for the failure message; default: the frozen one.

    Raises:
        NietOndersteund: when the system cannot say.

    """
    __tracebackhide__ = True
    gevonden = stand if isinstance(stand, Stand) else stand.stand()
    resten = {
        "te verzenden": gevonden.te_verzenden,
        "ongelezen": gevonden.ongelezen,
        "onbeantwoord": gevonden.onbeantwoord,
    }
    over = [f"{aantal} {wat}" for wat, aantal in resten.items() if aantal]
    if over:
        _faal("niets te verzenden, ongelezen of onbeantwoord", (), draaiboek, moment, over)


def assert_volgens_draaiboek(
    uitgaand: Uitgaand,
    *,
    draaiboek: Draaiboek | None = None,
    moment: datetime | None = None,
    streng: bool = False,
) -> None:
    """Assert that the calendar lets everything through that left at this moment; nothing leaving is right too.

    Args:
        uitgaand: an `Uitkomst`, a `Bericht` or several.
        draaiboek: the calendar; default: that of the run.
        moment: aware; default: the frozen one.
        streng: whether what is merely agreed not to be sent fails as well.

    Raises:
        OngeldigeInstelling: outside a run with a draaiboek, when draaiboek or moment is not given.

    """
    __tracebackhide__ = True
    kalender, op = _nu(draaiboek, moment)
    if kalender is None or op is None:
        raise OngeldigeInstelling(
            "assert_volgens_draaiboek weet hier niet welk draaiboek en welk moment gelden.\n"
            "Wat te doen: draai met --draaiboek en zet de klok (draaiboek_klok), of geef draaiboek= en moment= mee."
        )
    fout = []
    for bericht in _berichten(uitgaand):
        try:
            oordeel = kalender.oordeel(bericht.berichttype, bericht.versie, op)
        except OnbekendBerichttype as onbekend:
            fout.append(str(onbekend).splitlines()[0])
        else:
            if not oordeel.mag or (streng and oordeel.soort is Soort.AFGERADEN):
                fout.append(f"{bericht.berichttype} in {bericht.versie}: {oordeel}")
    if fout:
        _faal("alleen wat het draaiboek nu toelaat", uitgaand, kalender, op, fout)


def _berichten(uitgaand: Uitgaand) -> tuple[Bericht, ...]:
    if isinstance(uitgaand, Uitkomst):
        return uitgaand.berichten
    return (uitgaand,) if isinstance(uitgaand, Bericht) else tuple(uitgaand)


def _nu(draaiboek: Draaiboek | None, moment: datetime | None) -> tuple[Draaiboek | None, datetime | None]:
    huidig = HUIDIG.get()
    if huidig is None:
        return draaiboek, moment
    kalender, klok = huidig
    return draaiboek or kalender, moment or klok.nu


def _faal(
    verwacht: str,
    uitgaand: Uitgaand,
    draaiboek: Draaiboek | None,
    moment: datetime | None,
    bijzonderheden: Iterable[str] = (),
) -> NoReturn:
    __tracebackhide__ = True
    kalender, op = _nu(draaiboek, moment)
    berichten = _berichten(uitgaand)
    regels = [
        f"verwacht:  {verwacht}",
        f"verzonden: {', '.join(f'{b.berichttype} in {b.versie}' for b in berichten) or 'niets'}",
    ]
    if isinstance(uitgaand, Uitkomst):
        gezegd = " ".join(
            d for d in (uitgaand.status, f"[{uitgaand.code}]" if uitgaand.code else "", uitgaand.melding) if d
        )
        regels.append(f"gezegd:    {in_een_regel(gezegd)}")
    if op is not None:
        regels.append(f"moment:    {op:%d-%m-%Y %H:%M:%S%z}")
    if kalender is not None and op is not None:
        regels.append(f"fase:      {kalender.fase(op)}")
        regels += [f"kalender:  {regel}" for regel in _kalenderregels(kalender, berichten, op)]
    regels += [f"gevonden:  {bijzonderheid}" for bijzonderheid in bijzonderheden]
    raise AssertionError(leesbaar("\n".join(regels)))


def _kalenderregels(draaiboek: Draaiboek, berichten: Iterable[Bericht], op: datetime) -> list[str]:
    """Say what the calendar has to say of what left, with its paragraph."""
    regels = []
    for type_, versie in dict.fromkeys((b.berichttype, b.versie) for b in berichten):
        try:
            regels.append(f"{type_} in {versie}: {draaiboek.oordeel(type_, versie, op)}")
        except OnbekendBerichttype:
            regels.append(f"{type_} in {versie}: niet in dit draaiboek")
    return regels
