"""A diagnosis from beginning to end."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pytest_draaiboek.berichten import Berichten, Gegevens
from pytest_draaiboek.diagnose.doelproef import beschrijving, vind_systeem
from pytest_draaiboek.diagnose.klokproef import beproef_klok
from pytest_draaiboek.diagnose.omgeving import schemas, versies
from pytest_draaiboek.diagnose.omvangproef import beproef_omvang
from pytest_draaiboek.diagnose.onbekendproef import beproef_onbekend
from pytest_draaiboek.diagnose.punt import Punt, goed, let_op
from pytest_draaiboek.diagnose.rauw import vraag_rauw
from pytest_draaiboek.diagnose.resetproef import beproef_reset
from pytest_draaiboek.diagnose.tekenproef import beproef_tekens
from pytest_draaiboek.diagnose.verbproef import beproef_verben
from pytest_draaiboek.diagnose.werkbank import Werkbank
from pytest_draaiboek.draaiboeken import Draaiboek, verzendplicht
from pytest_draaiboek.klok import Klok, Motor
from pytest_draaiboek.systemen import Systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VERBEN
from pytest_draaiboek.toetsing.beproeving import Opstelling

PROEVEN = (beproef_klok, beproef_verben, beproef_reset, beproef_tekens, beproef_onbekend, beproef_omvang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opgave:
    """What is to be diagnosed.

    Args:
        doel: one target, as ``--draaiboek-systeem`` names it.
        map_: where the user stands.
        draaiboeken: by which the system would be judged; one or more.
        verbinding: how a system in another process is reached.
        motor: freezes the clock of this process; to be stopped by whoever made it.
        rol: as the options give it; None when they don't.
        gegevens: the codes that the system knows.
        zaad: varies clients and messages.

    """

    doel: str
    map_: Path
    draaiboeken: tuple[Draaiboek, ...]
    verbinding: Verbinding
    motor: Motor
    rol: str | None
    gegevens: Gegevens
    zaad: int


def diagnoseer(opgave: Opgave) -> Iterator[Punt]:
    """Yield a line for everything that is looked at, as it comes by.

    Raises:
        Gestopt: when the system is of no use any more; it holds the last line.

    """
    yield versies()
    for draaiboek in opgave.draaiboeken:
        yield from schemas(draaiboek)
    systeem = vind_systeem(opgave.doel, opgave.map_, verzendplicht(opgave.draaiboeken), opgave.verbinding)
    gesloten = False
    try:
        yield goed("doel", f"{opgave.doel} antwoordt")
        for draaiboek in opgave.draaiboeken:
            if len(opgave.draaiboeken) > 1:
                yield goed("draaiboek", draaiboek.naam)
            yield from _bekijk(opgave, systeem, draaiboek)
        gesloten = True
        yield _sluit(systeem)
    finally:
        opgave.motor.laat_los()
        _ruim_op(systeem, gesloten=gesloten)


def _bekijk(opgave: Opgave, systeem: Systeem, draaiboek: Draaiboek) -> Iterator[Punt]:
    yield from beschrijving(systeem, opgave.rol, draaiboek)
    klok = Klok(opgave.motor)
    gegevens = opgave.gegevens.beperkt_tot(draaiboek.standaard)
    berichten = Berichten(gegevens=gegevens, versie=draaiboek.van, zaad=opgave.zaad, vandaag=klok.vandaag)
    opstelling = Opstelling(systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=berichten, zaad=opgave.zaad)
    werkbank = Werkbank(opstelling, draaiboek, opgave.verbinding.tijdslimiet.total_seconds())
    for proef in PROEVEN:
        yield from proef(werkbank)


def _sluit(systeem: Systeem) -> Punt:
    """End the system; what goes wrong in that is of no account to any case."""
    try:
        if not isinstance(systeem, SysteemOpAfstand):
            systeem.sluit()
        elif "sluit" in systeem.verben:
            vraag_rauw(systeem, VERBEN["sluit"], {})
        else:
            return goed("sluit", "niet genoemd: het systeem eindigt vanzelf")
    except (Exception, SystemExit) as mis:
        return let_op("sluit", f"brak af met {type(mis).__name__}: {str(mis).partition(chr(10))[0]}")
    return goed("sluit", "gedaan")


def _ruim_op(systeem: Systeem, *, gesloten: bool) -> None:
    if gesloten and isinstance(systeem, SysteemOpAfstand):
        systeem.hang_op()
    elif not gesloten:
        # Why it was cut short has been said; what goes wrong now would only hide that.
        with suppress(Exception):
            systeem.sluit()
