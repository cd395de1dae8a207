"""What a proef says of itself in Dutch: what was done, what was expected, and what was seen."""

from collections.abc import Sequence

from lxml import etree

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.draaiboeken.proef import Berichtverwachting, Doe, Proef, Standverwachting, Stap
from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.toetsing.bomen import AANTALLEN, TOEWIJZING
from pytest_draaiboek.toetsing.gedrag import Gedrag

MEESTE_TOEWIJZINGEN = 6  # that are shown of one state
LANGSTE_TOEWIJZING = 240
TELWOORDEN = {"te_verzenden": "te verzenden"}


def handeling_van(proef: Proef, stap: Stap) -> str:
    """Say what a step does, and for which proef."""
    wat = {
        Doe.VERZEND: f"verzend {stap.berichttype}",
        Doe.ONTVANG: f"ontvang {stap.berichttype} in {stap.versie}",
        Doe.ANTWOORD: f"antwoord op {stap.berichttype}",
        Doe.RETOUR: f"ontvang het antwoord op {stap.berichttype}",
        Doe.WACHT: "wacht af",
        Doe.STAND: "vraag de stand",
    }[stap.doe]
    if stap.zo_nodig:
        wat += " als dat nog niet gebeurd is"
    wie = f" (cliënt {stap.client})" if stap.client and len(proef.clienten) > 1 else ""
    return f"proef {proef.naam}: {wat}{wie}"


def als_gevraagd(verwachting: Berichtverwachting | Standverwachting) -> str:
    """Say what is expected."""
    if verwachting.tekst:
        return verwachting.tekst
    if isinstance(verwachting, Standverwachting):
        return f"een stand waarvoor geldt: {verwachting.waar.tekst}"
    versie = f" in {verwachting.versie}" if verwachting.versie else ""
    wie = f" over cliënt {verwachting.client}" if verwachting.client else ""
    waar = f" waarvoor geldt: {verwachting.waar.tekst}" if verwachting.waar else ""
    return f"{verwachting.aantal} {verwachting.berichttype}{versie}{wie}{waar}"


def gezien_van(berichten: Sequence[Bericht], passend: Sequence[Bericht]) -> str:
    """Say what left of a type, and how many of those were as asked for."""
    gezien = Gedrag(tuple(berichten)).gezien
    return gezien if len(passend) == len(berichten) else f"{gezien}; daarvan {len(passend)} zoals bedoeld"


def stand_gezien(boom: etree._Element) -> str:
    """Say what state a system reported."""
    delen = [", ".join(f"{boom.get(naam)} {TELWOORDEN.get(naam, naam)}" for naam in AANTALLEN)]
    toewijzingen = boom.findall(TOEWIJZING)
    for toewijzing in toewijzingen[:MEESTE_TOEWIJZINGEN]:
        regel = ", ".join(f"{veld.tag} {veld.text or ''}".strip() for veld in toewijzing)
        delen.append(f"toewijzing {in_een_regel(regel)[:LANGSTE_TOEWIJZING]}")
    if over := len(toewijzingen) - MEESTE_TOEWIJZINGEN:
        delen += [f"en nog {over} toewijzingen"] if over > 0 else []
    return "; ".join(delen)
