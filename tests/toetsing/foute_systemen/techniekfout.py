"""A system that keeps to the calendar and goes wrong on messages that break a rule, the list of them, and what many of them need."""

from collections.abc import Callable
from dataclasses import dataclass

from pytest_draaiboek import Bericht, Bevinding, Opdracht, Systeem
from pytest_draaiboek.berichten import retour_inhoud
from pytest_draaiboek.systemen.voorbeelden.partij import RETOUR
from pytest_draaiboek.toetsing.techniek import Techniekgeval

# The case that a run begins with.
EERSTE = "iwmo-3.1-techniek-XSD-ontbreekt-WMO301-3.0"

Keuze = Callable[[Techniekgeval], bool]


@dataclass(frozen=True)
class Techniekfout:
    """One wrong system.

    Args:
        naam: what is wrong with it.
        klasse: the system.
        faalt: tells which technical cases must fail; all others must voldoen.
        kalender: ids of exactly the eisen that must fail too.
        alleen: the one message type that it is tried with, when it treats all others as it should; empty for all.

    """

    naam: str
    klasse: type[Systeem]
    faalt: Keuze
    kalender: str = ""
    alleen: str = ""


TECHNIEKFOUTEN: list[Techniekfout] = []
OOK_GOED: list[type[Systeem]] = []


def fout(naam: str, faalt: Keuze, kalender: str = "", alleen: str = "") -> Callable[[type[Systeem]], type[Systeem]]:
    """Enter a wrong system in the list."""

    def registreer(klasse: type[Systeem]) -> type[Systeem]:
        TECHNIEKFOUTEN.append(Techniekfout(naam, klasse, faalt, kalender, alleen))
        return klasse

    return registreer


def goed(klasse: type[Systeem]) -> type[Systeem]:
    """Enter a system that is right in its own way."""
    OOK_GOED.append(klasse)
    return klasse


def alles(_: Techniekgeval) -> bool:
    return True


def regels(geval: Techniekgeval) -> bool:
    """Whatever is to be rejected with a retour."""
    return bool(geval.voorschrift.retourcode)


def schema(geval: Techniekgeval) -> bool:
    """Whatever is to be refused without one."""
    return not geval.voorschrift.retourcode


def codes(*gekozen: str) -> Keuze:
    return lambda geval: geval.sleutel in gekozen


def schemafouten(bevindingen: list[Bevinding]) -> bool:
    return any(not bevinding.retourcode for bevinding in bevindingen)


def retour_op(heen: Bericht, codes: tuple[str, ...] = (), nummer: str = "") -> Bericht:
    """An answer in the version of what it answers, as a party would write it that looks at nothing else."""
    opdracht = Opdracht(
        heen.berichttype[:-3] + RETOUR[heen.berichttype[-3:]], retour_inhoud(heen, codes), in_antwoord_op=heen
    )
    retour = opdracht.als_bericht(heen.versie)
    return Bericht.lees(retour.xml.replace(b"IdentificatieRetour>", b"IdentificatieRetour>" + nummer.encode(), 1))
