"""Results to draw timelines of: real ones, of systems that were tried in this process, and made-up ones on other calendars."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pytest_draaiboek import Systeem
from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.rapport.melding import Gevalmelding
from pytest_draaiboek.rapport.resultaat import (
    Berichtgegevens,
    Draaiboekgegevens,
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Fasegegevens,
    Geval,
    Kalender,
    Mijlpaalgegevens,
    Schemagegevens,
    Strookdeel,
    Strookgegevens,
    Systeemgegevens,
    Verdict,
    Verkeer,
    Waarneming,
)
from pytest_draaiboek.rapport.vaststelling import stel_vast
from pytest_draaiboek.sessie.vastleggen import verkeer_van, waarnemingen_van
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen

Uitkomst = tuple[Draaiboekresultaat, dict[str, Berichtgegevens]]
SCHEMAS = Schemagegevens(standaard="iwmo", herkomst="eigen", sha256="0" * 64, opmerkingen=[])
# Beside every moment of a calendar that is not there, so that nothing holds by accident.
BEGIN = datetime(2031, 10, 1, 9, tzinfo=UTC)


def beproefd(systeem: Systeem, draaiboek: Draaiboek) -> Uitkomst:
    """Let a system go through every case of its role, as a run does."""
    rol, motor = str(systeem.rol), kies_motor("freezegun")
    klok = Klok(motor)
    opstelling = Opstelling(systeem=systeem, rol=rol, klok=klok, berichten=Berichten(vandaag=klok.vandaag))
    meldingen: list[Gevalmelding] = []
    berichten: dict[str, Berichtgegevens] = {}
    try:
        for geval in gevallen(draaiboek, rol):
            uitslag = beproef(geval, opstelling)
            verkeer, nieuwe = verkeer_van(uitslag)
            berichten |= nieuwe
            meldingen.append(
                Gevalmelding(
                    draaiboek=draaiboek.naam,
                    anker="hier",
                    rol=rol,
                    systeem="Ons",
                    systeemversie="1",
                    eis=geval.eis.id,
                    berichttype=geval.berichttype,
                    soort=str(uitslag.soort),
                    reden=uitslag.reden,
                    waarnemingen=waarnemingen_van(uitslag),
                    verkeer=verkeer,
                )
            )
    finally:
        motor.stop()
    gegevens = Systeemgegevens(
        rol=rol, naam="Ons", versie="1", anker="hier",
        verzendt=list(draaiboek.verzendt(rol)), ontvangt=list(draaiboek.ontvangt(rol)),
    )  # fmt: skip
    verwacht = [(m.eis, m.berichttype) for m in meldingen]
    return stel_vast(draaiboek, gegevens, verwacht, meldingen, [], schemas=SCHEMAS, streng=False), berichten


def bericht(berichttype: str, versie: str, tekst: str = "<a/>") -> tuple[str, Berichtgegevens]:
    """Return a message by its key."""
    sleutel = hashlib.sha256(f"{berichttype}{versie}{tekst}".encode()).hexdigest()
    return sleutel, Berichtgegevens(
        berichttype=berichttype, versie=versie, identificatie="1", tekst=tekst, codering="utf-8"
    )


def waarneming(
    moment: datetime = BEGIN,
    *,
    gezien: str = "niets",
    deugt: bool = True,
    ernst: str = "verplicht",
    gezegd: str = "",
    verkeer: Sequence[int] = (),
    handeling: str = "verzend",
) -> Waarneming:
    """Return an observation."""
    return Waarneming(
        moment=moment, handeling=handeling, verwacht="iets", gezien=gezien, gezegd=gezegd, deugt=deugt, ernst=ernst,
        bevindingen=[], verkeer=list(verkeer),
    )  # fmt: skip


def geval(
    berichttype: str, *waarnemingen: Waarneming, soort: str = "voldoet", verkeer: Sequence[Verkeer] = ()
) -> Geval:
    """Return a case."""
    return Geval(
        berichttype=berichttype,
        soort=soort,
        reden="",
        bekend="",
        waarnemingen=list(waarnemingen),
        verkeer=list(verkeer),
    )


def eis(id_: str, *gevallen_: Geval) -> Eisresultaat:
    """Return an eis with these cases."""
    return Eisresultaat(
        id=id_, paragraaf="9", ernst="verplicht", tekst="Doet dit.", verdict=Verdict.VOLDOET, reden="",
        gedraaid=len(gevallen_), verwacht=len(gevallen_), gevallen=list(gevallen_), eigen_bewijs=[], mijlpalen=[],
    )  # fmt: skip


def uitkomst(
    *eisen: Eisresultaat,
    verzendt: Sequence[str] = ("A1",),
    ontvangt: Sequence[str] = (),
    versies: Sequence[str] = ("7", "8"),
    zone: str = "Europe/Amsterdam",
    fasen: Sequence[Fasegegevens] = (),
    mijlpalen: Sequence[Mijlpaalgegevens] = (),
    stroken: Sequence[Strookgegevens] | None = None,
) -> Draaiboekresultaat:
    """Return a result on a calendar that there never was: the old version up to and the new one from the milestone X."""
    over = BEGIN + timedelta(days=30)
    typen = [*verzendt, *ontvangt]
    if stroken is None:
        stroken = [strook(t, v, None, ("toegestaan", "geblokkeerd")[nr % 2], over, ("geblokkeerd", "toegestaan")[nr % 2])
                   for t in typen for nr, v in enumerate(versies)]  # fmt: skip
    return Draaiboekresultaat(
        draaiboek=Draaiboekgegevens(
            naam="x", titel="X", bron="x", standaard="x", van=versies[0], naar=versies[-1], herkomst="x", sha256="0" * 64,
            kalender=Kalender(
                zone=zone, live="X", fasen=list(fasen), mijlpalen=list(mijlpalen) or [mijlpaal("X", over)], stroken=list(stroken)
            ),
        ),
        systeem=Systeemgegevens(rol="r", naam="n", versie="1", anker="a", verzendt=list(verzendt), ontvangt=list(ontvangt)),
        eindoordeel=Eindoordeel.CONFORM, reden="", gedraaid=0, verwacht=0, schemas=SCHEMAS, eisen=list(eisen), techniek=None,
    )  # fmt: skip


def mijlpaal(nr: str, moment: datetime, tot: datetime | None = None) -> Mijlpaalgegevens:
    """Return a milestone."""
    return Mijlpaalgegevens(nr=nr, paragraaf="9", moment=moment, tot=tot, rollen=[], wat=f"Dan {nr}.")


def strook(berichttype: str, versie: str, *delen: object) -> Strookgegevens:
    """Return the calendar of a type in a version: moment (None: from ever) and kind, in turn."""
    return Strookgegevens(
        berichttype=berichttype,
        versie=versie,
        delen=[
            Strookdeel(vanaf=vanaf, soort=soort, mijlpaal="X", paragraaf="9")  # type: ignore[arg-type]
            for vanaf, soort in zip(delen[::2], delen[1::2], strict=True)
        ],
    )
