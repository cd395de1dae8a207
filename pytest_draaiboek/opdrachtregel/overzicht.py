"""``draaiboek lijst`` and ``vormen``: what there is, and how the kit talks with other processes."""

import argparse
import json
import textwrap
from collections.abc import Iterator

from pytest_draaiboek.berichten.casussen import alle_casussen
from pytest_draaiboek.draaiboeken import laad, namen
from pytest_draaiboek.opdrachtregel.kleuren import druk
from pytest_draaiboek.standaarden import Standaard, alle_standaarden

BREEDTE = 100
SMALST = 16  # the column of versions
MEESTE_KOPPEN = 4  # so many messages of which only the header is known get a line of their own


def lijst(_gevraagd: argparse.Namespace) -> int:
    """Print the draaiboeken, the standards with their releases and message types, and the casussen."""
    druk("Draaiboeken")
    breedte = max(map(len, namen()))
    for draaiboek in map(laad, namen()):
        rollen = ", ".join(draaiboek.rollen[rol].naam for rol in draaiboek.toetsrollen)
        live = f"live {draaiboek.live.moment:%d-%m-%Y}"
        druk(f"  {draaiboek.naam:<{breedte}}  {draaiboek.titel}, {live} ({rollen})")
    for standaard in alle_standaarden():
        druk(f"\nBerichten van {standaard.titel}")
        druk("\n".join(_berichten(standaard)))
    druk("\nCasussen (draaiboek keten CASUS)")
    for casus in alle_casussen():
        druk(f"  {casus.naam:<25}{casus.titel}")
    return 0


def _berichten(standaard: Standaard) -> Iterator[str]:
    """Yield a line per message type; one for all of which only the header is known, when those are many."""
    koppen = [soort for soort in standaard.berichtsoorten.values() if soort.alleen_kop]
    samen = len(koppen) > MEESTE_KOPPEN
    breedte = max(SMALST, len(", ".join(standaard.versies)) + 2)
    for soort in standaard.berichtsoorten.values():
        if not (samen and soort.alleen_kop):
            waar = [r.versie for r in standaard.releases.values() if soort.berichttype in r.berichttypen]
            beperkt = "  (alleen de kop is bekend)" if soort.alleen_kop else ""
            yield f"  {soort.berichttype:<8}{', '.join(waar):<{breedte}}{soort.naam}{beperkt}"
    if samen:
        yield from textwrap.wrap(
            f"Alleen de kop is bekend van {', '.join(soort.berichttype for soort in koppen)}.",
            BREEDTE,
            initial_indent="  ",
            subsequent_indent="  ",
        )


def vormen(gevraagd: argparse.Namespace) -> int:
    """Print the shapes in which the kit talks with a system in another process."""
    from pytest_draaiboek.systemen.afstand.publicatie import json_schema, openapi

    beschrijving = openapi() if gevraagd.openapi else json_schema()
    print(json.dumps(beschrijving, indent=2, ensure_ascii=False))
    return 0
