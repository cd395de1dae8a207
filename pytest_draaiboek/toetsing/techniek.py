"""The technical part: messages that break one rule are refused as that rule asks, and their valid twins are accepted.

Apart from the calendar: it is tried at quiet moments, in both versions, and has a verdict of its own.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from pytest_draaiboek.berichten import Bericht, fouten_in
from pytest_draaiboek.berichten.bescheid import juiste_afkeuring, klassen_van, lees_bescheid
from pytest_draaiboek.berichten.breken import breekbare_regels
from pytest_draaiboek.berichten.schemabreuk import SCHEMABREUKEN, schemabreuken
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.fouten import AdapterBrakAf
from pytest_draaiboek.standaarden import Release, laad_standaard
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst, Opstelling
from pytest_draaiboek.toetsing.client import Clienten
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.geval import doorloop
from pytest_draaiboek.toetsing.momenten import DAG, vrij_nieuw, vrij_oud
from pytest_draaiboek.toetsing.tweelingen import Tweeling, maak_tweeling
from pytest_draaiboek.toetsing.uitslag import Uitslag
from pytest_draaiboek.toetsing.verwachting import MEESTE_BEZWAREN

VERSIETEKST = "versie of subversie in de kop is niet die van de naamruimte."
NIET_AFGEKEURD = "aangenomen, niet afgekeurd"


@dataclass(frozen=True, slots=True)
class Voorschrift:
    """What a message may not break.

    Args:
        code: of a technical rule ("CD005"), or of something that its schema refuses ("XSD-dubbel").
        retourcode: with which a receiver rejects it; empty for what the schema refuses, which is not answered at all (IV032).
        tekst: what is wrong then, and what to do, in Dutch.

    """

    code: str
    retourcode: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Techniekgeval:
    """One rule × one message type × one version of one draaiboek."""

    onderdeel: ClassVar[str] = "techniek"
    draaiboek: Draaiboek
    voorschrift: Voorschrift
    berichttype: str
    versie: str

    @property
    def sleutel(self) -> str:
        """What it is evidence for: the code of the rule."""
        return self.voorschrift.code

    @property
    def naam(self) -> str:
        """The name in node ids and reports: stable and readable."""
        return f"{self.draaiboek.naam}-{self.onderdeel}-{self.sleutel}-{self.berichttype}-{self.versie}"


def techniekgevallen(draaiboek: Draaiboek, rol: str) -> tuple[Techniekgeval, ...]:
    """Return every technical case that a system in this role should go through: none for one that passes on what it gets.

    A message that is itself an answer is not answered, so that no refusal of it is prescribed; and of what only the Header is known,
    nothing can be said that a schema refuses.

    Raises:
        OnbekendeRelease: for a version the kit has no schemas of.

    """
    if draaiboek.rollen[rol].geeft_door:
        return ()
    standaard = laad_standaard(draaiboek.standaard)
    return tuple(
        Techniekgeval(draaiboek, voorschrift, berichttype, versie)
        for berichttype in draaiboek.ontvangt(rol)
        if berichttype in draaiboek.getoetste_typen
        and not draaiboek.is_retour(berichttype)
        and not standaard.soort(berichttype).alleen_kop
        for versie in draaiboek.versies
        if draaiboek.bestaat(berichttype, versie)
        for voorschrift in _voorschriften(standaard.release(versie), berichttype)
    )


def _voorschriften(release: Release, berichttype: str) -> Iterator[Voorschrift]:
    for code in schemabreuken(release.structuur(berichttype)):
        yield Voorschrift(code, "", SCHEMABREUKEN[code])
    regels = {regel.code: regel for regel in release.standaard.regels}
    for code in breekbare_regels(release, berichttype):
        if code in regels:
            yield Voorschrift(code, regels[code].retourcode, regels[code].melding)
        else:
            yield Voorschrift(code, "", VERSIETEKST)


def beproef_techniek(geval: Techniekgeval, opstelling: Opstelling) -> Uitslag:
    """Try a case on a system, and say how it ended; as for a case of the calendar, whose fault it is stays apart."""
    beproeving = Beproeving(opstelling, geval.draaiboek, geval.naam)
    return doorloop(beproeving, lambda: _Proef(beproeving, geval).doe())


class _Proef:
    def __init__(self, beproeving: Beproeving, geval: Techniekgeval) -> None:
        self.b = beproeving
        self.geval = geval
        self.type, self.versie = geval.berichttype, geval.versie
        self.retourtype = geval.draaiboek.paar(self.type).retour
        self.retourcode = geval.voorschrift.retourcode

    def doe(self) -> None:
        """Offer a valid message, a broken one, and after a night a valid one again; each about a client of its own."""
        clienten = Clienten(self.b)
        heel, gebroken, later = clienten.met_verleden(self.type, 3)
        moment = self._rustig_moment()
        self.b.zet(moment)
        code = self.geval.sleutel
        tweeling = maak_tweeling(clienten, heel, gebroken, berichttype=self.type, versie=self.versie, code=code)
        if tweeling is None:
            raise NietGetoetst(
                f"de kit kon hier geen {self.type} in {self.versie} maken dat alleen {code} breekt",
                "Meld dit met het --draaiboek-zaad van deze run.",
            )
        self._bied_goed_aan(moment, tweeling.heel)
        try:
            self._bied_fout_aan(moment, tweeling)
            # What was refused is over and done with: it keeps nothing that comes after it from being taken in.
            self._bied_goed_aan(moment + DAG, clienten.bericht(later, self.type, self.versie), nogmaals=True)
        except AdapterBrakAf as fout:
            # The same verbs took in the valid twin: what they broke down on is what is wrong with this message.
            gedrag = Gedrag(melding=str(fout).splitlines()[0])
            self._noteer_fout(moment, tweeling, gedrag, "niets, het systeem liep vast", deugt=False)

    def _rustig_moment(self) -> datetime:
        draaiboek = self.geval.draaiboek
        return vrij_oud(draaiboek, self.type) if self.versie == draaiboek.van else vrij_nieuw(draaiboek)

    def _bied_goed_aan(self, moment: datetime, bericht: Bericht, *, nogmaals: bool = False) -> None:
        gedrag = self.b.ontvang(bericht)
        antwoorden = [ander for ander in gedrag.uit if ander.is_retour_op(bericht)]
        self.b.noteer(
            moment,
            f"ontvang {'opnieuw ' if nogmaals else ''}een goede {self.type} in {self.versie}",
            NIET_AFGEKEURD,
            gedrag,
            deugt=not gedrag.geweigerd and not gedrag.onleesbaar and all(map(_aanvaardt, antwoorden)),
            gezien=_gezien(gedrag, antwoorden),
        )

    def _bied_fout_aan(self, moment: datetime, tweeling: Tweeling) -> None:
        """Offer the broken message, and give a system that works in nightly batches its night; the valid one is not rejected then either."""
        direct = self.b.ontvang(tweeling.gebroken)
        nacht = self.b.zet(moment + DAG)
        over_goed = [ander for ander in (*direct.uit, *nacht.uit) if ander.is_retour_op(tweeling.heel)]
        # What else a night brings about is not about this message.
        retours = self._retours(nacht, over_goed)
        verkeer = nacht.verkeer if nacht.onleesbaar else tuple(self.b.plaatsen(retours))
        in_de_nacht = replace(nacht, uit=retours, verkeer=verkeer)
        gedrag = direct.en(in_de_nacht)
        antwoorden = self._retours(gedrag, over_goed)
        fouten = {antwoord: self._fouten(antwoord, tweeling.gebroken) for antwoord in antwoorden}
        deugt = self._keurt_juist_af(antwoorden, tweeling.gebroken) if self.retourcode else _weigert(gedrag, antwoorden)
        self._noteer_fout(
            moment,
            tweeling,
            gedrag,
            _gezien(gedrag, antwoorden, onjuist={antwoord for antwoord in antwoorden if fouten[antwoord]}),
            deugt=deugt and not any(fouten.values()) and not gedrag.onleesbaar,
            bezwaren=tuple(f"{antwoord.berichttype} {fout}" for antwoord in antwoorden for fout in fouten[antwoord]),
        )
        if not all(map(_aanvaardt, over_goed)):
            self.b.noteer(
                moment + DAG,
                f"wacht een nacht na een goede {self.type} in {self.versie}",
                NIET_AFGEKEURD,
                Gedrag(tuple(over_goed)),
                deugt=False,
                gezien=_gezien(Gedrag(), over_goed),
                berichten=over_goed,
            )

    def _retours(self, gedrag: Gedrag, over_goed: Sequence[Bericht]) -> tuple[Bericht, ...]:
        """Return what left that answers the broken message, or was meant to: an answer that refers to nothing is one too many."""
        return tuple(ander for ander in gedrag.uit if ander.berichttype == self.retourtype and ander not in over_goed)

    def _fouten(self, antwoord: Bericht, heen: Bericht) -> list[str]:
        """Say what is wrong with an answer itself, whatever it says."""
        elders = [] if antwoord.is_retour_op(heen) else ["verwijst niet naar het bericht dat aangeboden is"]
        return elders + fouten_in(antwoord, self.b.opstelling.officieel)[:MEESTE_BEZWAREN]

    def _keurt_juist_af(self, antwoorden: Sequence[Bericht], heen: Bericht) -> bool:
        return len(antwoorden) == 1 and all(
            antwoord.versie == heen.versie and lees_bescheid(antwoord).keurt_af(self.retourcode, self._klassen(heen))
            for antwoord in antwoorden
        )

    def _klassen(self, heen: Bericht) -> tuple[str, ...]:
        return klassen_van(heen, self.retourtype, self.retourcode)

    def _noteer_fout(
        self,
        moment: datetime,
        tweeling: Tweeling,
        gedrag: Gedrag,
        gezien: str,
        *,
        deugt: bool,
        bezwaren: tuple[str, ...] = (),
    ) -> None:
        verwacht = "geweigerd, geen antwoord"
        if self.retourcode:
            afkeuring = juiste_afkeuring(self.retourcode, self._klassen(tweeling.gebroken))
            verwacht = f"{self.retourtype} in {self.versie}, {afkeuring}"
        self.b.noteer(
            moment,
            f"ontvang een {self.type} in {self.versie} die {self.geval.sleutel} breekt",
            verwacht,
            gedrag,
            deugt=deugt,
            gezien=gezien,
            bevindingen=(*tweeling.bevindingen, *bezwaren),
            berichten=(tweeling.gebroken,),
        )


def _aanvaardt(antwoord: Bericht) -> bool:
    return lees_bescheid(antwoord).aanvaardt


def _weigert(gedrag: Gedrag, antwoorden: Sequence[Bericht]) -> bool:
    return gedrag.geweigerd and not antwoorden


def _gezien(gedrag: Gedrag, antwoorden: Sequence[Bericht], onjuist: Container[Bericht] = ()) -> str:
    """Say what answers left, and what they say; and what else did."""
    delen = [
        f"{antwoord.berichttype} in {antwoord.versie}, {lees_bescheid(antwoord)}{', zelf onjuist' if antwoord in onjuist else ''}"
        for antwoord in antwoorden
    ]
    rest = Gedrag(tuple(bericht for bericht in gedrag.uit if bericht not in antwoorden), gedrag.onleesbaar)
    if rest.uit or rest.onleesbaar:
        delen.append(rest.gezien)
    if not delen and gedrag.geweigerd:
        return "niets verzonden, alleen geweigerd"
    return "; ".join(delen) or "niets"
