"""The timeline of a migration as a picture, what its signs mean, and the same as a table."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

from pytest_draaiboek.rapport.html.omgeving import omgeving
from pytest_draaiboek.rapport.html.tekening import ontwerp
from pytest_draaiboek.rapport.html.tijdmerken import Teken, groepen, merken_van
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Draaiboekresultaat, Strookdeel
from pytest_draaiboek.rapport.taal import Taal

if TYPE_CHECKING:
    from markupsafe import Markup


def teken_tijdlijn(
    uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str = ""
) -> "Markup":
    """Return the timeline as HTML: two pictures side by side, the names of the lanes and what happened in them.

    What holds it scrolls sideways when there is no room: the names stay.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.
        taal: of the texts.
        voorvoegsel: goes before every id, and before those of the cases that a mark leads to.

    """
    return _vul("tijdlijn.svg.j2", t=ontwerp(uitkomst, berichten, taal, voorvoegsel), p=voorvoegsel, c=coordinaat)


def teken_legenda(
    uitkomst: Draaiboekresultaat, berichten: Mapping[str, Berichtgegevens], taal: Taal, voorvoegsel: str = ""
) -> "Markup":
    """Return as HTML what the colours, patterns and signs of a timeline mean, and how its scale is to be read.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        berichten: the messages of the result, by their key.
        taal: of the texts.
        voorvoegsel: the one of the timeline, whose signs are shown.

    """
    gebruikt = {merk.teken for merk in merken_van(uitkomst, berichten)}
    tekens = [teken for teken in reversed(Teken) if teken in gebruikt]
    getekend = {deel.soort for strook in uitkomst.draaiboek.kalender.stroken for deel in strook.delen}
    soorten = [soort for soort in get_args(Strookdeel.__annotations__["soort"]) if soort in getekend]
    return _vul("tijdlijn_legenda.html.j2", tekens=tekens, soorten=soorten, p=voorvoegsel, taal=taal)


def tijdlijn_tabel(uitkomst: Draaiboekresultaat, taal: Taal) -> list[tuple[str, str, str, str, str, str]]:
    """Return the bands of a timeline as rows of a table: type, version, from, to, what holds, and by which milestone.

    Args:
        uitkomst: the verdict on one system by one draaiboek.
        taal: of the texts.

    """
    kalender = uitkomst.draaiboek.kalender
    zone = ZoneInfo(kalender.zone)

    def wanneer(moment: datetime | None, anders: str) -> str:
        return taal.moment(moment, zone) if moment else taal(anders)

    return [
        (
            strook.berichttype,
            strook.versie,
            wanneer(deel.vanaf, "tijdlijn.altijd"),
            wanneer(tot, "tijdlijn.onbepaald"),
            taal(f"tijdlijn.{deel.soort}"),
            taal("tijdlijn.bij_mijlpaal", mijlpaal=deel.mijlpaal, paragraaf=deel.paragraaf) if deel.mijlpaal else "",
        )
        for _, typen in groepen(uitkomst)
        for berichttype in typen
        for strook in kalender.stroken
        if strook.berichttype == berichttype
        for deel, tot in zip(strook.delen, [*(d.vanaf for d in strook.delen[1:]), None], strict=True)
    ]


def coordinaat(waarde: float) -> str:
    """Return pixels as short as they can be told."""
    return f"{waarde:.1f}".removesuffix(".0")


def _vul(sjabloon: str, **gegevens: object) -> "Markup":
    from markupsafe import Markup

    # What comes from a template was escaped there.
    return Markup(omgeving().get_template(sjabloon).render(**gegevens))
