"""What is wrong with a message: its release, its schema, the technical rules and its form; by the kit, and by official files."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import Bevinding
from pytest_draaiboek.berichten.officieel import Officieel, lees_officieel, voeg_samen
from pytest_draaiboek.berichten.plek import bevinding_bij
from pytest_draaiboek.berichten.schemafouten import schemafouten
from pytest_draaiboek.berichten.schemaoordeel import release_van, voldoet_aan_schema
from pytest_draaiboek.berichten.uitleg import Uitlegger
from pytest_draaiboek.berichten.vorm import vormfouten
from pytest_draaiboek.standaarden import Release, laad_standaard


def controleer(
    bericht: Bericht, *, xsd: "Path | str | None" = None, xslt: "Path | str | None" = None
) -> list[Bevinding]:
    """Return everything that is wrong with a message; an empty list when nothing is.

    Args:
        bericht: read or made.
        xsd: directory with official schemas, of any types and releases; where one fits it has its say beside that of the kit.
        xslt: an official rule sheet, or a directory of them; likewise.

    Raises:
        OngeldigeInstelling: for official files that cannot be used, and for a rule sheet that breaks off.

    """
    return keur(bericht, lees_officieel(xsd, xslt))


def keur(bericht: Bericht, officieel: Officieel | None = None) -> list[Bevinding]:
    """Return the same, with official files that were read before."""
    return [*_alle_fouten(bericht, officieel), *vormfouten(bericht)]


def fouten_in(bericht: Bericht, officieel: Officieel | None = None) -> list[str]:
    """Return what makes a message invalid, as text; warnings left out. With official files it tells who says so."""
    fouten = _alle_fouten(bericht, officieel)
    return [str(fout) if officieel is None else fout.met_bron for fout in fouten]


def is_geldig(bericht: Bericht, officieel: Officieel | None = None) -> bool:
    """Whether nothing makes a message invalid."""
    release = release_van(bericht)
    if release is None or not voldoet_aan_schema(bericht):
        return False
    if release.regelblad(bericht.berichttype).toets(bericht.root):
        return False
    return officieel is None or not officieel.fouten(bericht)


def breekt_alleen(bericht: Bericht, code: str) -> bool:
    """Whether a message that its schema accepts breaks the technical rule with this code, and no other."""
    release = release_van(bericht)
    if release is None or not voldoet_aan_schema(bericht):
        return False
    return release.regelblad(bericht.berichttype).breekt_alleen(bericht.root, code)


def _alle_fouten(bericht: Bericht, officieel: Officieel | None) -> list[Bevinding]:
    eigen = list(_fouten(bericht))
    return eigen if officieel is None else voeg_samen(eigen, officieel.fouten(bericht))


def _fouten(bericht: Bericht) -> Iterator[Bevinding]:
    release = release_van(bericht)
    if release is None:
        yield Bevinding("RELEASE", "", "/Bericht", _geen_release(bericht), regel=1)
        return
    schema, uitlegger = release.schema(bericht.berichttype), _uitlegger(release, bericht.berichttype)
    fouten = schemafouten(bericht.root, schema, uitlegger, versie=release.versie)
    # The rules are about what a schema accepts; a receiver too tests them in this order (IV032).
    yield from fouten or _regelfouten(bericht, release)


def _geen_release(bericht: Bericht) -> str:
    standaard = laad_standaard(bericht.standaard)
    if bericht.versie in standaard.releases:
        return f"een {bericht.berichttype} bestaat niet in {standaard.titel} {bericht.versie}."
    *eerder, laatste = standaard.versies
    wel = f"{', '.join(eerder)} en {laatste}"
    return (
        f"het bericht is van {standaard.titel} {bericht.versie}; bekend zijn {wel}. Neem een bericht van die releases."
    )


@cache
def _uitlegger(release: Release, berichttype: str) -> Uitlegger:
    return Uitlegger(partial(release.schemateksten, berichttype), release.versie)


def _regelfouten(bericht: Bericht, release: Release) -> Iterator[Bevinding]:
    for overtreding in release.regelblad(bericht.berichttype).toets(bericht.root):
        regel, element = overtreding.regel, overtreding.element
        gevonden = f"gevonden is {element.tekst!r}; " if element.tekst.strip() else ""
        yield bevinding_bij(element.bron, regel.code, regel.retourcode, gevonden + regel.melding)
