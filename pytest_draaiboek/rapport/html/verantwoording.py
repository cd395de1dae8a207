"""What a verdict is based on: the draaiboek, the schemas, the settings, what it ran on, and when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.html.herkomsten import Herkomsten
from pytest_draaiboek.rapport.html.klokwissels import klokwissels
from pytest_draaiboek.rapport.html.verklaringen import grond
from pytest_draaiboek.rapport.resultaat import Draaiboekgegevens, Draaiboekresultaat, Resultaat, Uitstelgegevens
from pytest_draaiboek.rapport.taal import VAN_DE_GEGEVENS, Taal, Tekst
from pytest_draaiboek.rapport.verzetting import anders_dan_live

SOMLENGTE = 16


def gronden(resultaat: Resultaat, uitkomst: Draaiboekresultaat, taal: Taal) -> list[str]:
    """Return in a few words what a verdict is based on, for the first page."""
    instellingen = resultaat.instellingen
    delen = []
    if uitkomst.eindoordeel:
        procent = 100 * uitkomst.gedraaid // uitkomst.verwacht if uitkomst.verwacht else 0
        delen.append(taal("voorblad.gevallen", gedraaid=uitkomst.gedraaid, verwacht=uitkomst.verwacht, procent=procent))
    if herkomst := Herkomsten(uitkomst, taal).grond():
        delen.append(herkomst)
    if verklaringen := grond(uitkomst, taal):
        delen.append(verklaringen)
    delen.append(taal.zin(uitkomst.schemas.herkomst)[0])
    if uitkomst.schemas.officieel:
        delen.append(taal("voorblad.officieel", namen=", ".join(b.naam for b in uitkomst.schemas.officieel)))
    if uitkomst.draaiboek.uitstel:
        delen += verzet(uitkomst.draaiboek, uitkomst.draaiboek.uitstel, taal)
    if instellingen.marge_seconden:
        delen.append(taal("voorblad.marge", minuten=instellingen.marge_seconden // 60))
    if instellingen.streng:
        delen.append(taal("voorblad.streng"))
    delen.append(taal("voorblad.kit", kit=resultaat.omgeving.kit))
    return delen


def verzet(draaiboek: Draaiboekgegevens, uitstel: Uitstelgegevens, taal: Taal) -> Iterator[str]:
    """Yield in words what was moved of a draaiboek: the live moment, and what did not just move along with that."""
    zone = ZoneInfo(draaiboek.kalender.zone)
    if uitstel.live != uitstel.live_was:
        momenten = {"moment": taal.moment(uitstel.live, zone), "was": taal.moment(uitstel.live_was, zone)}
        yield taal("voorblad.uitstel_live", versie=draaiboek.naar, **momenten)
    for een in anders_dan_live(uitstel):
        momenten = {"moment": taal.moment(een.wordt, zone), "was": taal.moment(een.was, zone)}
        yield taal("voorblad.uitstel", nr=een.nr, **momenten)


def verantwoord(resultaat: Resultaat, uitkomst: Draaiboekresultaat, taal: Taal) -> list[tuple[str, list[Tekst]]]:
    """Return all of it, by subject; what there is nothing to say of is left out."""
    return [
        (
            taal(f"verantwoording.{naam}"),
            [tekst if isinstance(tekst, tuple) else (tekst, taal.code) for tekst in teksten],
        )
        for naam, teksten in _onderwerpen(resultaat, uitkomst, taal)
        if teksten
    ]


def _onderwerpen(
    resultaat: Resultaat, uitkomst: Draaiboekresultaat, taal: Taal
) -> Iterator[tuple[str, Sequence[str | Tekst]]]:
    draaiboek, schemas = uitkomst.draaiboek, uitkomst.schemas
    instellingen, omgeving = resultaat.instellingen, resultaat.omgeving
    zone = ZoneInfo(draaiboek.kalender.zone)
    yield "systeem", [taal("verantwoording.anker", anker=uitkomst.systeem.anker)]
    yield (
        "draaiboek",
        [
            draaiboek.naam,
            taal("verantwoording.bestand", naam=draaiboek.herkomst, sha=draaiboek.sha256[:SOMLENGTE]),
        ],
    )
    if draaiboek.uitstel:
        momenten = [
            taal("verantwoording.verzet", nr=een.nr, was=taal.moment(een.was, zone), wordt=taal.moment(een.wordt, zone))
            for een in draaiboek.uitstel.verzet
        ]
        gemeld = taal("verantwoording.gemeld", moment=taal.moment(draaiboek.uitstel.gemeld_op, zone))
        yield "uitstel", [gemeld, *momenten]
    yield "bron", [(draaiboek.bron, VAN_DE_GEGEVENS)]
    yield (
        "schemas",
        [taal("verantwoording.bestand", naam=taal.zin(schemas.herkomst)[0], sha=schemas.sha256[:SOMLENGTE])],
    )
    yield "opmerkingen", [taal.zin(tekst) for tekst in schemas.opmerkingen]
    yield (
        "officieel",
        [
            f"{taal('verantwoording.bestand', naam=b.naam, sha=b.sha256[:SOMLENGTE])}: {', '.join(b.waarvoor)}"
            for b in schemas.officieel
        ],
    )
    yield "niet_gebruikt", [taal.zin(tekst) for tekst in schemas.niet_gebruikt]
    marge = instellingen.marge_seconden
    yield (
        "instellingen",
        [
            taal("verantwoording.onderdelen", namen=", ".join(instellingen.onderdelen)),
            taal("verantwoording.zaad", zaad=instellingen.zaad),
            taal("verantwoording.klok", klok=instellingen.klok),
            taal("verantwoording.streng") if instellingen.streng else taal("verantwoording.niet_streng"),
            taal("verantwoording.marge", minuten=marge // 60) if marge else taal("verantwoording.zonder_marge"),
        ],
    )
    yield (
        "zomertijd",
        [
            taal("verantwoording.zomertijd_tekst", moment=taal.moment(wissel, zone), zone=zone.key)
            for wissel in klokwissels(zone, [mijlpaal.moment for mijlpaal in draaiboek.kalender.mijlpalen])
        ],
    )
    yield (
        "omgeving",
        [
            taal(
                "verantwoording.omgeving_tekst",
                kit=omgeving.kit,
                pytest=omgeving.pytest,
                python=omgeving.python,
                platform=omgeving.platform,
            )
        ],
    )
    yield (
        "tijd",
        [
            taal(
                "verantwoording.tijd_tekst",
                begin=_heel(resultaat.begonnen, zone, taal),
                einde=_heel(resultaat.slot.geeindigd, zone, taal),
                status=resultaat.slot.exitstatus,
            )
        ],
    )


def _heel(moment: datetime, zone: ZoneInfo, taal: Taal) -> str:
    return taal.moment(moment.replace(microsecond=0), zone)
