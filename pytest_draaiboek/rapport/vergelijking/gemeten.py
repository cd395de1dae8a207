"""What was measured otherwise in two results: none of it is a change of the system, and all of it may explain one."""

from collections.abc import Iterator

from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, OfficieelBestand, Resultaat
from pytest_draaiboek.rapport.vergelijking.delen import delen_van
from pytest_draaiboek.rapport.vergelijking.verschil import Meting
from pytest_draaiboek.rapport.verzetting import in_woorden

GEEN = "geen"


def van_de_run(oud: Resultaat, nieuw: Resultaat) -> Iterator[Meting]:
    """Yield what differs for the run as a whole."""
    yield from _verschillen("", _run(oud), _run(nieuw))


def van_een_oordeel(wie: str, oud: Draaiboekresultaat, nieuw: Draaiboekresultaat) -> Iterator[Meting]:
    """Yield what differs for one system by one draaiboek, and what an eis says otherwise."""
    yield from _verschillen(wie, _oordeel(oud), _oordeel(nieuw))
    eerder = delen_van(oud)
    for naam, deel in delen_van(nieuw).items():
        onderwerpen = eerder[naam].onderwerpen if naam in eerder else {}
        for sleutel, onderwerp in deel.onderwerpen.items():
            if was := onderwerpen.get(sleutel):
                kop = f"{onderwerp.soort} {sleutel}"
                yield from _verschillen(
                    wie,
                    {f"{kop}: ernst": was.ernst, f"{kop}: paragraaf": was.paragraaf, f"{kop}: tekst": was.tekst},
                    {
                        f"{kop}: ernst": onderwerp.ernst,
                        f"{kop}: paragraaf": onderwerp.paragraaf,
                        f"{kop}: tekst": onderwerp.tekst,
                    },
                )


def _verschillen(wie: str, oud: dict[str, str], nieuw: dict[str, str]) -> Iterator[Meting]:
    for wat in dict.fromkeys([*oud, *nieuw]):
        was, is_ = oud.get(wat, GEEN), nieuw.get(wat, GEEN)
        if was != is_:
            yield Meting(wie=wie, wat=wat, oud=was, nieuw=is_)


def _run(resultaat: Resultaat) -> dict[str, str]:
    instellingen, omgeving = resultaat.instellingen, resultaat.omgeving
    return {
        "kit": omgeving.kit,
        "onderdelen": ", ".join(sorted(instellingen.onderdelen)) or GEEN,
        "zaad": str(instellingen.zaad),
        "streng": "ja" if instellingen.streng else "nee",
        "marge": f"{instellingen.marge_seconden} s",
        "klok": instellingen.klok,
        "Python": omgeving.python,
        "pytest": omgeving.pytest,
        # Of the platform only the name of the system: the rest differs with every machine of a pipeline.
        "besturingssysteem": omgeving.platform.split("-")[0],
    }


def _oordeel(resultaat: Draaiboekresultaat) -> dict[str, str]:
    systeem, draaiboek, schemas = resultaat.systeem, resultaat.draaiboek, resultaat.schemas
    return {
        "systeem": " ".join(deel for deel in (systeem.naam, systeem.versie) if deel) or "zonder naam",
        "bron van het draaiboek": draaiboek.bron,
        "SHA-256 van het draaiboek": draaiboek.sha256,
        "uitstel": in_woorden(draaiboek) or GEEN,
        "herkomst van de schema's": schemas.herkomst,
        "SHA-256 van de schema's": schemas.sha256,
        "over de schema's": "; ".join(schemas.opmerkingen) or GEEN,
        **{f"officieel bestand {een.naam} ({een.soort})": _bestand(een) for een in schemas.officieel},
        "niet gebruikt van de officiële bestanden": "; ".join(schemas.niet_gebruikt) or GEEN,
    }


def _bestand(een: OfficieelBestand) -> str:
    return f"{een.sha256}, voor {', '.join(een.waarvoor) or 'niets'}"
