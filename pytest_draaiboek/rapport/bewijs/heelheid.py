"""Whether a result hangs together: its messages are there and nothing else, and its verdicts follow from its cases."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator

from pytest_draaiboek.rapport.resultaat import (
    Berichtgegevens,
    Draaiboekresultaat,
    Eisresultaat,
    Geval,
    Instellingen,
    Regelresultaat,
    Resultaat,
    Techniekoordeel,
    Technischgeval,
)
from pytest_draaiboek.rapport.techniek import regelverdict_van, techniekoordeel_van
from pytest_draaiboek.rapport.vaststelling import GETOETST, eindoordeel_van, verdict_van


def inhoud_van(bericht: Berichtgegevens) -> bytes:
    """Return the bytes of a message, as they went.

    Raises:
        ValueError: when they are kept in base64 that is none.

    """
    if bericht.codering == "base64":
        return base64.b64decode(bericht.tekst, validate=True)
    return bericht.tekst.encode("utf-8")


def gebreken_van_verkeer(resultaat: Resultaat) -> Iterator[str]:
    """Yield, in Dutch, what is wrong with the messages: other bytes than their key says, missing, or in no case at all."""
    for sleutel, bericht in resultaat.berichten.items():
        try:
            som = hashlib.sha256(inhoud_van(bericht)).hexdigest()
        except (binascii.Error, ValueError):
            yield f"bericht {sleutel}: de base64 is niet te lezen"
            continue
        if som != sleutel:
            yield f"bericht {sleutel}: de inhoud heeft SHA-256 {som}"
    gezien: set[str] = set()
    for een in resultaat.draaiboeken:
        for waar, geval in gevallen_van(een):
            gezien.update(verkeer.bericht for verkeer in geval.verkeer)
            for verkeer in geval.verkeer:
                if verkeer.bericht not in resultaat.berichten:
                    yield f"{waar}: bericht {verkeer.bericht} staat niet bij de berichten"
            plaatsen = {plaats for waarneming in geval.waarnemingen for plaats in waarneming.verkeer}
            if not plaatsen <= set(range(len(geval.verkeer))):
                yield f"{waar}: een waarneming verwijst naar een bericht dat er niet is"
    for sleutel in sorted(resultaat.berichten.keys() - gezien):
        yield f"bericht {sleutel}: komt in geen enkel geval voor"


def gebreken_van_oordelen(resultaat: Resultaat) -> Iterator[str]:
    """Yield, in Dutch, every verdict that does not follow from what it rests on, by the reckoning of this version of the kit."""
    for een in resultaat.draaiboeken:
        wie = f"{een.draaiboek.naam} als {een.systeem.rol}"
        yield from (f"{wie}: {gebrek}" for gebrek in _kalender(een, resultaat.instellingen))
        yield from (f"{wie}: {gebrek}" for gebrek in _techniek(een))


def gevallen_van(resultaat: Draaiboekresultaat) -> Iterator[tuple[str, Geval | Technischgeval]]:
    """Yield every case, of the calendar and of the technical part, with what it is called: eis or rule, type, perhaps version."""
    for eis in resultaat.eisen:
        for geval in eis.gevallen:
            yield f"{eis.id}-{geval.berichttype}", geval
    for regel in resultaat.techniek.regels if resultaat.techniek else ():
        for technisch in regel.gevallen:
            yield f"{regel.code}-{technisch.berichttype}-{technisch.versie}", technisch


def _kalender(een: Draaiboekresultaat, instellingen: Instellingen) -> Iterator[str]:
    for eis in een.eisen:
        volgt, _ = verdict_van(eis.ernst, eis.gevallen, eis.eigen_bewijs, streng=instellingen.streng)
        if eis.verdict is not volgt:
            yield f"eis {eis.id} heet {eis.verdict}, maar uit de gevallen volgt {volgt}"
        if (eis.gedraaid, eis.verwacht) != _geteld(eis.gevallen):
            yield f"eis {eis.id} telt {eis.gedraaid} van {eis.verwacht} gevallen, maar er staan andere"
    if een.eindoordeel is None:
        return
    eind, _ = eindoordeel_van(een.eisen)
    if een.eindoordeel is not eind:
        yield f"het oordeel heet {een.eindoordeel}, maar uit de eisen volgt {eind}"
    if (een.gedraaid, een.verwacht) != _opgeteld(een.eisen):
        yield f"het oordeel telt {een.gedraaid} van {een.verwacht} gevallen, maar bij de eisen staan andere"


def _techniek(een: Draaiboekresultaat) -> Iterator[str]:
    if een.techniek is None:
        return
    for regel in een.techniek.regels:
        volgt, _ = regelverdict_van(regel.gevallen)
        if regel.verdict is not volgt:
            yield f"regel {regel.code} heet {regel.verdict}, maar uit de gevallen volgt {volgt}"
        if (regel.gedraaid, regel.verwacht) != _geteld(regel.gevallen):
            yield f"regel {regel.code} telt {regel.gedraaid} van {regel.verwacht} gevallen, maar er staan andere"
    # Whether a role passes on what it gets is no part of a result; who does so has no rules to be judged by.
    geeft_door = een.techniek.oordeel is Techniekoordeel.NIET_VAN_TOEPASSING and not een.techniek.regels
    eind, _ = techniekoordeel_van(een.techniek.regels, geeft_door=geeft_door)
    if een.techniek.oordeel is not eind:
        yield f"het oordeel over de techniek heet {een.techniek.oordeel}, maar uit de regels volgt {eind}"
    if (een.techniek.gedraaid, een.techniek.verwacht) != _opgeteld(een.techniek.regels):
        yield f"de techniek telt {een.techniek.gedraaid} van {een.techniek.verwacht} gevallen, maar bij de regels staan andere"


def _geteld(gevallen: Iterable[Geval | Technischgeval]) -> tuple[int, int]:
    soorten = [geval.soort for geval in gevallen]
    return sum(soort in GETOETST for soort in soorten), len(soorten)


def _opgeteld(delen: Iterable[Eisresultaat | Regelresultaat]) -> tuple[int, int]:
    delen = list(delen)
    return sum(deel.gedraaid for deel in delen), sum(deel.verwacht for deel in delen)
