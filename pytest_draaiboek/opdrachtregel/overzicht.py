"""``draaiboek lijst`` and ``vormen``: what there is, and how the kit talks with other processes."""

import argparse
import json

from pytest_draaiboek.berichten.casussen import alle_casussen
from pytest_draaiboek.draaiboeken import laad, namen
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.standaarden import alle_standaarden


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


def vormen(gevraagd: argparse.Namespace) -> int:
    """Print the shapes in which the kit talks with a system in another process."""
    from pytest_draaiboek.systemen.afstand.publicatie import json_schema, openapi

    beschrijving = openapi() if gevraagd.openapi else json_schema()
    print(json.dumps(beschrijving, indent=2, ensure_ascii=False))
    return 0
