"""What a case saw, put down in the shapes of a result."""

import base64
import hashlib
from dataclasses import replace

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Verkeer, Verklaring, Waarneming
from pytest_draaiboek.toetsing.uitslag import Uitslag


def waarnemingen_van(uitslag: Uitslag) -> list[Waarneming]:
    """Return every moment that a case tried."""
    return [
        Waarneming(
            moment=w.moment,
            handeling=w.handeling,
            verwacht=w.verwacht,
            gezien=w.gezien,
            gezegd=w.gezegd,
            deugt=w.deugt,
            ernst=str(w.ernst),
            bevindingen=list(w.bevindingen),
            verkeer=list(w.verkeer),
        )
        for w in uitslag.waarnemingen
    ]


def verklaring_van(uitslag: Uitslag) -> Verklaring | None:
    """Return what a person stated; None when the case does not rest on that."""
    gegeven = uitslag.verklaring
    if gegeven is None:
        return None
    return Verklaring(
        akkoord=gegeven.akkoord,
        naam=gegeven.naam,
        functie=gegeven.functie,
        datum=gegeven.datum,
        toelichting=gegeven.toelichting,
        handtekening=gegeven.handtekening,
    )


def verkeer_van(uitslag: Uitslag) -> tuple[list[Verkeer], dict[str, Berichtgegevens]]:
    """Return the traffic of a case, and its messages by their key."""
    verkeer: list[Verkeer] = []
    berichten: dict[str, Berichtgegevens] = {}
    for een in uitslag.verkeer:
        rauw = een.bericht.xml if isinstance(een.bericht, Bericht) else een.bericht
        sleutel = hashlib.sha256(rauw).hexdigest()
        if sleutel not in berichten:
            berichten[sleutel] = _gegevens(een.bericht, rauw)
        verkeer.append(Verkeer(moment=een.moment, richting=een.richting.value, bericht=sleutel))
    return verkeer, berichten


def _gegevens(bericht: Bericht | bytes, rauw: bytes) -> Berichtgegevens:
    gelezen = bericht if isinstance(bericht, Bericht) else None
    zonder_tekst = Berichtgegevens(
        berichttype=gelezen.berichttype if gelezen else "",
        versie=gelezen.versie if gelezen else "",
        identificatie=gelezen.identificatie if gelezen else "",
        tekst="",
        codering="utf-8",
    )
    try:
        return replace(zonder_tekst, tekst=rauw.decode("utf-8"))
    except UnicodeDecodeError:
        return replace(zonder_tekst, tekst=base64.b64encode(rauw).decode("ascii"), codering="base64")
