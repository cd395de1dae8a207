"""A requirement of a draaiboek: what a system in a role must do, and how that is tested."""

from dataclasses import dataclass
from enum import StrEnum

from pytest_draaiboek.draaiboeken.herkomst import Herkomst
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal

VERKLARING = "verklaring"
"""What stands in place of a message type where a person states that an eis is met."""


class Ernst(StrEnum):
    """How heavy a deviation weighs."""

    VERPLICHT = "verplicht"
    PROCEDUREEL = "procedureel"
    INFORMATIEF = "informatief"


@dataclass(frozen=True, slots=True)
class Eis:
    """One requirement.

    Args:
        id: its name in reports, markers and node ids ("3.1.2", "1.3a").
        paragraaf: the paragraph of the draaiboek it is taken from.
        rollen: the roles it holds for.
        ernst: how heavy it weighs.
        tekst: the requirement in our own Dutch words.
        toets: the name of the check that proves it; empty for an informative one that is only shown.
        mijlpalen: the milestones the check walks around.
        typen: the message types it is about, in full ("WMO305"); empty for all types of the role.
        herkomst: where it comes from.
        toelichting: what is to be said of it, in Dutch; empty for nothing.

    """

    id: str
    paragraaf: str
    rollen: tuple[str, ...]
    ernst: Ernst
    tekst: str
    toets: str
    mijlpalen: tuple[Mijlpaal, ...]
    typen: tuple[str, ...]
    herkomst: Herkomst = Herkomst.SEED
    toelichting: str = ""
