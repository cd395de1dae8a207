"""The calendar of a draaiboek as plain data, so that a result tells by itself what was judged by."""

from pytest_draaiboek.draaiboeken import Draaiboek, Strook
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekgegevens,
    Fasegegevens,
    Kalender,
    Mijlpaalgegevens,
    Strookdeel,
    Strookgegevens,
)
from pytest_draaiboek.rapport.verzetting import uitstel_van


def gegevens_van(draaiboek: Draaiboek) -> Draaiboekgegevens:
    """Return all of a draaiboek that a view of a result may need; its moments in the zone of the draaiboek."""
    return Draaiboekgegevens(
        naam=draaiboek.naam,
        titel=draaiboek.titel,
        bron=draaiboek.bron,
        standaard=draaiboek.standaard,
        van=draaiboek.van,
        naar=draaiboek.naar,
        herkomst=draaiboek.herkomst,
        sha256=draaiboek.sha256,
        kalender=_kalender(draaiboek),
        vertalingen={taal: dict(teksten) for taal, teksten in draaiboek.vertalingen.items()},
        uitstel=uitstel_van(draaiboek),
    )


def _kalender(draaiboek: Draaiboek) -> Kalender:
    return Kalender(
        zone=draaiboek.zone.key,
        live=draaiboek.live.nr,
        fasen=[Fasegegevens(nr=f.nr, naam=f.naam, begin=f.begin, einde=f.einde) for f in draaiboek.fasen],
        mijlpalen=[
            Mijlpaalgegevens(
                nr=m.nr,
                paragraaf=m.paragraaf,
                moment=m.moment,
                tot=m.tot,
                rollen=list(m.rollen),
                wat=m.wat,
                herkomst=m.herkomst.value,
                toelichting=m.toelichting,
            )
            for m in draaiboek.mijlpalen.values()
        ],
        stroken=[
            Strookgegevens(berichttype=type_, versie=versie, delen=_delen(draaiboek.stroken[type_, versie]))
            for type_ in draaiboek.typen
            for versie in draaiboek.versies
        ],
    )


def _delen(strook: Strook) -> list[Strookdeel]:
    return [
        Strookdeel(
            vanaf=vanaf,
            soort=oordeel.soort.value,
            mijlpaal=oordeel.mijlpaal.nr if oordeel.mijlpaal else "",
            paragraaf=oordeel.paragraaf,
            herkomst=oordeel.herkomst.value,
            toelichting=oordeel.toelichting,
        )
        for vanaf, oordeel in zip((None, *strook.momenten), strook.oordelen, strict=True)
    ]
