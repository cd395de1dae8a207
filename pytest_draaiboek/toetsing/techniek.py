"""The technical part: messages that break one rule are refused as that rule asks, and their valid twins are accepted.

Apart from the calendar: it is tried at quiet moments, in both versions, and has a verdict of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.berichten.bescheid import juiste_afkeuring, lees_bescheid
from pytest_draaiboek.berichten.breken import breekbare_regels
from pytest_draaiboek.berichten.schemabreuk import SCHEMABREUKEN, schemabreuken
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem
from pytest_draaiboek.standaarden import Release, laad_standaard
from pytest_draaiboek.standaarden.regels import alle_regels
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst, Opstelling
from pytest_draaiboek.toetsing.client import Clienten
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.geval import doorloop
from pytest_draaiboek.toetsing.momenten import DAG, vrij_nieuw, vrij_oud
from pytest_draaiboek.toetsing.tweelingen import maak_tweeling
from pytest_draaiboek.toetsing.uitslag import Uitslag

VERSIETEKST = "versie of subversie in de kop is niet die van de naamruimte."


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
        if not draaiboek.is_retour(berichttype) and not standaard.soort(berichttype).alleen_kop
        for versie in draaiboek.versies
        if draaiboek.bestaat(berichttype, versie)
        for voorschrift in _voorschriften(standaard.release(versie), berichttype)
    )


def _voorschriften(release: Release, berichttype: str) -> Iterator[Voorschrift]:
    for code in schemabreuken(release.structuur(berichttype)):
        yield Voorschrift(code, "", SCHEMABREUKEN[code])
    regels = {regel.code: regel for regel in alle_regels()}
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

    def doe(self) -> None:
        """Offer the valid message first, and then the broken one, each about a client of its own."""
        clienten = Clienten(self.b)
        heel, gebroken = clienten.met_verleden(self.type, 2)
        moment = self._rustig_moment()
        self.b.zet(moment)
        code = self.geval.sleutel
        tweeling = maak_tweeling(clienten, heel, gebroken, berichttype=self.type, versie=self.versie, code=code)
        if tweeling is None:
            raise NietGetoetst(f"de kit kon hier geen {self.type} in {self.versie} maken dat alleen {code} breekt")
        self._bied_goed_aan(moment, tweeling.heel)
        try:
            self._bied_fout_aan(moment, tweeling.gebroken, tweeling.bevindingen)
        except OnbereikbaarSysteem:
            raise
        except AdapterFout as fout:
            if fout.__cause__ is None:
                raise
            # The same verb took in the valid twin: what it broke down on is what is wrong with this message.
            self._noteer_fout(moment, tweeling.bevindingen, Gedrag(melding=str(fout).splitlines()[0]), "liep vast")

    def _rustig_moment(self) -> datetime:
        draaiboek = self.geval.draaiboek
        return vrij_oud(draaiboek, self.type) if self.versie == draaiboek.van else vrij_nieuw(draaiboek)

    def _bied_goed_aan(self, moment: datetime, bericht: Bericht) -> None:
        gedrag = self.b.ontvang(bericht)
        antwoorden = _antwoorden(gedrag, bericht)
        self.b.noteer(
            moment,
            f"ontvang een goede {self.type} in {self.versie}",
            "aangenomen, niet afgekeurd",
            gedrag,
            deugt=not gedrag.geweigerd
            and not gedrag.onleesbaar
            and all(lees_bescheid(antwoord).aanvaardt for antwoord in antwoorden),
            gezien=_gezien(gedrag, antwoorden),
        )

    def _bied_fout_aan(self, moment: datetime, bericht: Bericht, bevindingen: tuple[str, ...]) -> None:
        gedrag = self.b.ontvang(bericht)
        if not gedrag.geweigerd and not _antwoorden(gedrag, bericht):
            # What works in a nightly batch has had its night; what it sends then about others is not looked at.
            gedrag = gedrag.en(self.b.zet(moment + DAG))
        antwoorden = _antwoorden(gedrag, bericht)
        retourcode = self.geval.voorschrift.retourcode
        if retourcode:
            deugt = len(antwoorden) == 1 and all(
                antwoord.versie == bericht.versie and lees_bescheid(antwoord).keurt_af(retourcode)
                for antwoord in antwoorden
            )
        else:
            deugt = gedrag.geweigerd and not antwoorden
        deugt = deugt and not gedrag.onleesbaar
        self._noteer_fout(moment, bevindingen, gedrag, _gezien(gedrag, antwoorden), deugt=deugt)

    def _noteer_fout(
        self, moment: datetime, bevindingen: tuple[str, ...], gedrag: Gedrag, gezien: str, *, deugt: bool = False
    ) -> None:
        retourcode = self.geval.voorschrift.retourcode
        antwoord = f"{self.retourtype} in {self.versie}, {juiste_afkeuring(retourcode)}" if retourcode else ""
        self.b.noteer(
            moment,
            f"ontvang een {self.type} in {self.versie} die {self.geval.sleutel} breekt",
            antwoord or "geweigerd, geen antwoord",
            gedrag,
            deugt=deugt,
            gezien=gezien,
            bevindingen=bevindingen,
        )


def _antwoorden(gedrag: Gedrag, heen: Bericht) -> list[Bericht]:
    return [bericht for bericht in gedrag.uit if bericht.is_retour_op(heen)]


def _gezien(gedrag: Gedrag, antwoorden: list[Bericht]) -> str:
    """Say what answers left, and what they say; and what else did."""
    delen = [f"{antwoord.berichttype} in {antwoord.versie}, {lees_bescheid(antwoord)}" for antwoord in antwoorden]
    rest = Gedrag(tuple(bericht for bericht in gedrag.uit if bericht not in antwoorden), gedrag.onleesbaar)
    if rest.uit or rest.onleesbaar:
        delen.append(rest.gezien)
    if not delen and gedrag.geweigerd:
        return "niets verzonden, alleen geweigerd"
    return "; ".join(delen) or "niets"
