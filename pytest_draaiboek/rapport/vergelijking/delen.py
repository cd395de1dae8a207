"""One part of a verdict in a form in which calendar and technical part can be compared alike: subjects, each with its cases."""

from collections.abc import Iterable
from dataclasses import dataclass

from pytest_draaiboek.draaiboeken import Ernst
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Eisresultaat,
    Geval,
    Regelresultaat,
    Techniekoordeel,
    Technischgeval,
    Verdict,
)
from pytest_draaiboek.rapport.vergelijking.verschil import Soort

KALENDER, TECHNIEK = "kalender", "techniek"

# How good something is; what is not named here is as good as not tested.
_OPEN = 1
_VERDICT = {
    Verdict.VOLDOET: 3,
    Verdict.NIET_VAN_TOEPASSING: 3,
    Verdict.AANDACHTSPUNT: 2,
    Verdict.NIET_GETOETST: _OPEN,
    Verdict.VOLDOET_NIET: 0,
}
_GEVAL = {"voldoet": 3, "aandachtspunt": 2, "afwijking": 0}
_BEWIJS = {"geslaagd": 3, "overgeslagen": _OPEN, "gefaald": 0}
_OORDEEL = {
    Eindoordeel.CONFORM: 3,
    Techniekoordeel.VOLDOET: 3,
    Techniekoordeel.NIET_VAN_TOEPASSING: 3,
    Eindoordeel.ONVOLLEDIG: _OPEN,
    Techniekoordeel.ONVOLLEDIG: _OPEN,
    Eindoordeel.NIET_CONFORM: 0,
    Techniekoordeel.VOLDOET_NIET: 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """How one case or one test of the supplier's own ended; the higher the trede, the better."""

    soort: Soort
    naam: str
    stand: str
    trede: int
    reden: str
    bekend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onderwerp:
    """One eis or one rule; telt says whether the whole is open as long as this is."""

    soort: Soort
    sleutel: str
    paragraaf: str
    ernst: str
    tekst: str
    verdict: Verdict
    trede: int
    telt: bool
    reden: str
    uitkomsten: dict[tuple[str, str, int], Uitkomst]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """The calendar or the technical part of one verdict, when it was asked for."""

    naam: str
    oordeel: str
    trede: int
    reden: str
    onderwerpen: dict[str, Onderwerp]

    @property
    def deugt_niet(self) -> bool:
        """Whether something in it fails."""
        return self.trede == 0


def delen_van(resultaat: Draaiboekresultaat) -> dict[str, Deel]:
    """Return the parts that were asked for, by name."""
    delen = {}
    if resultaat.eindoordeel is not None:
        delen[KALENDER] = Deel(
            naam=KALENDER,
            oordeel=resultaat.eindoordeel,
            trede=_OORDEEL[resultaat.eindoordeel],
            reden=resultaat.reden,
            onderwerpen={eis.id: _eis(eis) for eis in resultaat.eisen},
        )
    if resultaat.techniek is not None:
        delen[TECHNIEK] = Deel(
            naam=TECHNIEK,
            oordeel=resultaat.techniek.oordeel,
            trede=_OORDEEL[resultaat.techniek.oordeel],
            reden=resultaat.techniek.reden,
            onderwerpen={regel.code: _regel(regel) for regel in resultaat.techniek.regels},
        )
    return delen


def _eis(eis: Eisresultaat) -> Onderwerp:
    bewijs = [
        Uitkomst(
            soort=Soort.BEWIJS,
            naam=een.nodeid,
            stand=een.uitkomst,
            trede=_BEWIJS.get(een.uitkomst, _OPEN),
            reden=een.reden,
        )
        for een in eis.eigen_bewijs
    ]
    return Onderwerp(
        soort=Soort.EIS,
        sleutel=eis.id,
        paragraaf=eis.paragraaf,
        ernst=eis.ernst,
        tekst=eis.tekst,
        verdict=eis.verdict,
        trede=_VERDICT[eis.verdict],
        telt=eis.ernst == Ernst.VERPLICHT,
        reden=eis.reden,
        uitkomsten=_genummerd([*(_geval(geval, geval.berichttype) for geval in eis.gevallen), *bewijs]),
    )


def _regel(regel: Regelresultaat) -> Onderwerp:
    return Onderwerp(
        soort=Soort.REGEL,
        sleutel=regel.code,
        paragraaf="",
        ernst="",
        tekst=regel.tekst,
        verdict=regel.verdict,
        trede=_VERDICT[regel.verdict],
        telt=True,
        reden=regel.reden,
        uitkomsten=_genummerd(_geval(geval, f"{geval.berichttype} in {geval.versie}") for geval in regel.gevallen),
    )


def _geval(geval: Geval | Technischgeval, naam: str) -> Uitkomst:
    return Uitkomst(
        soort=Soort.GEVAL,
        naam=naam,
        stand=geval.soort,
        trede=_GEVAL.get(geval.soort, _OPEN),
        reden=geval.reden,
        bekend=geval.bekend,
    )


def _genummerd(uitkomsten: Iterable[Uitkomst]) -> dict[tuple[str, str, int], Uitkomst]:
    """Key by name, and by how many of that name came before, so that none is lost when a name occurs twice."""
    per_sleutel: dict[tuple[str, str, int], Uitkomst] = {}
    aantal: dict[tuple[str, str], int] = {}
    for uitkomst in uitkomsten:
        naam = (str(uitkomst.soort), uitkomst.naam)
        aantal[naam] = aantal.get(naam, -1) + 1
        per_sleutel[*naam, aantal[naam]] = uitkomst
    return per_sleutel
