"""``draaiboek lijst``, ``toon`` and ``vormen``: what there is, a draaiboek written out, and how the kit talks with other processes."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pytest_draaiboek.berichten.casussen import alle_casussen
from pytest_draaiboek.draaiboeken import Draaiboek, Soort, laad, lees, namen
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.standaarden import alle_standaarden

MOMENT = "%d-%m-%Y %H:%M"


def lijst(_gevraagd: argparse.Namespace) -> int:
    """Print the draaiboeken, the standards with their releases and message types, and the casussen."""
    druk("Draaiboeken")
    for naam in namen():
        druk(f"  {naam}  {laad(naam).titel}")
    for standaard in alle_standaarden():
        druk(f"\nBerichten van {standaard.titel}")
        for soort in standaard.berichtsoorten.values():
            waar = [r.versie for r in standaard.releases.values() if soort.berichttype in r.berichttypen]
            beperkt = "  (alleen de kop is bekend)" if soort.alleen_kop else ""
            druk(f"  {soort.berichttype:<8}{', '.join(waar):<16}{soort.naam}{beperkt}")
    druk("\nCasussen (draaiboek keten CASUS)")
    for casus in alle_casussen():
        druk(f"  {casus.naam:<25}{casus.titel}")
    return 0


def toon(gevraagd: argparse.Namespace) -> int:
    """Print a draaiboek: phases, milestones, what may be sent when, and the eisen."""
    draaiboeken = lees(Path(gevraagd.naam)) if gevraagd.naam.endswith(".toml") else (laad(gevraagd.naam),)
    druk("\n\n".join("\n".join(_regels(draaiboek)) for draaiboek in draaiboeken))
    return 0


def vormen(gevraagd: argparse.Namespace) -> int:
    """Print the shapes in which the kit talks with a system in another process."""
    from pytest_draaiboek.systemen.afstand.publicatie import json_schema, openapi

    beschrijving = openapi() if gevraagd.openapi else json_schema()
    print(json.dumps(beschrijving, indent=2, ensure_ascii=False))
    return 0


def _regels(draaiboek: Draaiboek) -> Iterator[str]:
    yield f"{draaiboek.naam}: {draaiboek.titel}"
    yield f"Bron: {draaiboek.bron}. Tijden in {draaiboek.zone.key}."
    yield "\nFasen"
    for fase in draaiboek.fasen:
        yield f"  {_moment(fase.begin):<18}{fase}"
    yield "\nMijlpalen"
    for mijlpaal in draaiboek.mijlpalen.values():
        yield f"  {_moment(mijlpaal.moment):<18}{mijlpaal.nr:<8}{', '.join(mijlpaal.rollen) or 'allen'}: {mijlpaal.wat}"
    yield "\nWat mag wanneer"
    for type_ in draaiboek.typen:
        for versie in draaiboek.versies:
            strook = draaiboek.stroken[type_, versie]
            delen = [
                f"{'' if nr == 0 else f'vanaf {_moment(strook.momenten[nr - 1])} '}{_soort(oordeel.soort)}"
                for nr, oordeel in enumerate(strook.oordelen)
            ]
            yield f"  {type_:<8}{versie:<6}{'; '.join(delen)}"
    yield "\nEisen"
    for eis in draaiboek.eisen.values():
        yield f"  {eis.id:<8}§{eis.paragraaf:<7}{eis.ernst:<14}{', '.join(eis.rollen)}: {eis.tekst}"


def _moment(moment: datetime | None) -> str:
    return f"{moment:{MOMENT}}" if moment else ""


def _soort(soort: Soort) -> str:
    return str(soort.value)
