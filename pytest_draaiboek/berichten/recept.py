"""How a message of one type in one release is made: filled by its schema, overlaid by what the caller gives, arranged by the rules."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from random import Random
from typing import Any, TypeVar, cast

from lxml import etree

from pytest_draaiboek.berichten.antwoorden import Afkeuring, antwoorder
from pytest_draaiboek.berichten.eigen_inhoud import retourkop, volle_kop
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opleggen import leg_op, namen_in
from pytest_draaiboek.berichten.opstellen import schrijf, vul_kop
from pytest_draaiboek.berichten.retourcodes import KOP, TECHNISCH_AFGEKEURD
from pytest_draaiboek.berichten.schikking import Inhoud, Schikker, schik
from pytest_draaiboek.berichten.vullen import KANS_OP_FACULTATIEF, delenvuller, vul
from pytest_draaiboek.berichten.waarden import PROEFDAG, Waarden
from pytest_draaiboek.fouten import OngeldigSchema
from pytest_draaiboek.standaarden import Standaard

XSLT_VERSIE = "2.10.5"
POGINGEN = 10  # to make a message that its schema accepts as a whole
# How a message is answered: as often as it is named.
AANVAARD, OM_VORM, OM_KOP, OM_INHOUD = "aanvaard", "om vorm", "om kop", "om inhoud"
UITKOMSTEN = (AANVAARD, AANVAARD, OM_VORM, OM_KOP, OM_INHOUD, OM_INHOUD, OM_INHOUD, OM_INHOUD)

_T = TypeVar("_T")


class Recept:
    """Makes content for messages of one type in one release.

    Args:
        standaard: of the messages.
        berichttype: in full.
        versie: of the release.
        gegevens: the codes to stay within.

    Raises:
        OnbekendBerichttype: for a type that does not exist in that version.
        OnbekendeRelease: for a version the kit has no schemas of.
        OngeldigeInstelling: when the codes hold no product of the standard.

    """

    def __init__(self, standaard: Standaard, berichttype: str, versie: str, gegevens: Gegevens) -> None:
        self.standaard, self.berichttype, self.versie = standaard, berichttype, versie
        release = standaard.release(versie)
        self.structuur, self._vorm = release.structuur(berichttype), release.vorm
        self.gegevens = gegevens.beperkt_tot(standaard.naam)
        self._partijen = gegevens.partijen(standaard.soort(berichttype))
        self._vul = delenvuller(self.structuur.delen[1:])
        bekend = vul_kop(berichttype, versie, self._partijen, date.min, "")
        self._ook_in_kop = [k for k in self.structuur.kinderen[0].kinderen if k.verplicht and k.naam not in bekend]

    def maak(self, zaad: int, vandaag: date, gegeven: Mapping[str, Any]) -> Inhoud:
        """Return new content, its header included.

        Args:
            zaad: the same one gives the same content.
            vandaag: the day it is dated, and around which it falls.
            gegeven: what the caller wants in it, by element name; stands as it is.

        Raises:
            OnbekendElement: for an element that this message does not have.

        """
        schikker = self.schikker(Random(self._merk(zaad)), vandaag)
        inhoud = self._vul(schikker.waarden)
        inhoud[KOP] = self.volle_kop(zaad, vandaag)
        if gegeven:
            self._leg_op(schikker, inhoud, gegeven)
        schik(schikker, self.structuur, inhoud)
        return inhoud

    def kop(self, zaad: int, vandaag: date, gegeven: Inhoud | None = None) -> Inhoud:
        """Return the header of a message.

        Args:
            zaad: of the message.
            vandaag: the day it is dated.
            gegeven: what is known of it already; default: the parties.

        """
        identificatie = blake2b(self._merk(zaad).encode(), digest_size=6).hexdigest().upper()
        return vul_kop(self.berichttype, self.versie, gegeven or self._partijen, vandaag, identificatie)

    def volle_kop(self, zaad: int, vandaag: date) -> Inhoud:
        """Return the header of a message, with what its type has there beside what every header has.

        Args:
            zaad: of the message.
            vandaag: the day it is dated.

        """
        kop = self.kop(zaad, vandaag)
        if not self._ook_in_kop:
            return kop
        schikker = self.schikker(Random(f"{self._merk(zaad)}/kop"), vandaag)
        erbij = {knoop.naam: vul(knoop, schikker.waarden) for knoop in self._ook_in_kop}
        for knoop in self._ook_in_kop:
            schik(schikker, knoop, erbij[knoop.naam])
        return kop | erbij

    def schikker(self, kans: Random, vandaag: date) -> Schikker:
        """Return what arranges content of this type.

        Args:
            kans: where new values come from.
            vandaag: the day around which they fall.

        """
        return Schikker(Waarden(kans, self.gegevens, vandaag), self.standaard.naam, self._vorm, vandaag)

    def _merk(self, zaad: int) -> str:
        return f"{zaad}/{self.berichttype}/{self.versie}"

    def _leg_op(self, schikker: Schikker, inhoud: Inhoud, gegeven: Mapping[str, Any]) -> None:
        inhoud[KOP] = deepcopy(inhoud[KOP])  # parts of it are the same for every message
        leg_op(schikker, self.structuur, inhoud, gegeven, f"{self.berichttype} {self.versie}")


class Antwoordrecept(Recept):
    """Makes answers to messages that could be: accepts them, or rejects them for their form, their header or what they say.

    The message that is answered is the one that its own type makes of the same seed.
    """

    def __init__(self, standaard: Standaard, berichttype: str, versie: str, gegevens: Gegevens) -> None:
        super().__init__(standaard, berichttype, versie, gegevens)
        soort = standaard.soort(berichttype)
        self._heen = Recept(standaard, soort.heen or "", versie, gegevens)
        self._namen_in_heen = namen_in(self._heen.structuur) - {KOP}
        self._antwoorder = antwoorder(standaard.naam, berichttype, versie)

    def maak(self, zaad: int, vandaag: date, gegeven: Mapping[str, Any]) -> Inhoud:
        """Return new content, as `Recept.maak`; what it repeats is arranged, what the caller gives is laid over it."""
        kans = Random(self._merk(zaad))
        inhoud = self._antwoord(zaad, vandaag, gegeven, kans)
        inhoud[KOP] = self.kop(zaad, vandaag, inhoud[KOP])
        if gegeven:
            schikker = self.schikker(kans, vandaag)
            self._leg_op(schikker, inhoud, gegeven)
            if not self._antwoorder.soort.kop_van_heen:
                schik(schikker, self.structuur, inhoud)  # it has totals of its own
        return inhoud

    def _antwoord(self, zaad: int, vandaag: date, gegeven: Mapping[str, Any], kans: Random) -> Inhoud:
        heen, antwoorder_ = self._heen, self._antwoorder
        uitkomst = _kies(UITKOMSTEN, kans)
        delen = self.structuur.kinderen[1:]
        if gegeven and any(gegeven.get(deel.naam) is not None for deel in delen):
            uitkomst = OM_INHOUD  # what is given is in what is repeated
        inhoud: Inhoud = {}
        plekken: dict[str, list[Mapping[str, Any]]] = {}
        afkeuringen: list[Afkeuring] = []
        if uitkomst == OM_VORM:
            afkeuringen = [(TECHNISCH_AFGEKEURD, KOP)]
        elif uitkomst == OM_KOP and antwoorder_.bekend.get(KOP):
            afkeuringen = [(_kies(antwoorder_.bekend[KOP], kans), KOP)]
        elif delen and (uitkomst == OM_INHOUD or not antwoorder_.soort.kop_van_heen):
            inhoud = heen.maak(zaad, vandaag, {n: w for n, w in gegeven.items() if n in self._namen_in_heen})
            if uitkomst == OM_INHOUD:
                plekken = antwoorder_.klassen_in(inhoud)
                afkeuringen = _afkeuringen(antwoorder_.bekend, plekken, kans)
        kop = inhoud.get(KOP) or heen.volle_kop(zaad, vandaag)
        antwoord = antwoorder_.op(kop, inhoud, afkeuringen, lambda ze: _kies(ze, kans), plekken)
        met_versie = uitkomst == OM_VORM or kans.random() < KANS_OP_FACULTATIEF
        if met_versie and self.structuur.kinderen[0].kind("XsltVersie") is not None:
            antwoord[KOP]["XsltVersie"] = XSLT_VERSIE
        return antwoord


class EigenRecept(Recept):
    """Makes messages of a user's own type, as their schema says and by no other rules.

    What a data type allows is looked at value by value; whether all of it together is right, only the schema itself can say. So each is tried
    on that, and when it refuses, another is made.
    """

    def __init__(self, standaard: Standaard, berichttype: str, versie: str, gegevens: Gegevens) -> None:
        super().__init__(standaard, berichttype, versie, gegevens)
        self._release, self._soort = standaard.release(versie), standaard.soort(berichttype)
        heen = standaard.berichtsoorten.get(self._soort.heen or "")
        bestaat = heen is not None and heen.berichttype in self._release.berichttypen
        self._heen = recept(standaard, heen.berichttype, versie, gegevens) if heen is not None and bestaat else None

    @classmethod
    def beproef(cls, standaard: Standaard, berichttype: str, versie: str) -> None:
        """Find out whether messages of a type can be made at all, whatever the codes of the parties.

        Raises:
            OngeldigSchema: when they cannot.

        """
        proef = cls(standaard, berichttype, versie, _met_rollen(standaard))
        proef._partijen, proef._heen = {}, None
        proef.maak(0, PROEFDAG, {})

    def maak(self, zaad: int, vandaag: date, gegeven: Mapping[str, Any]) -> Inhoud:
        """Return new content, as `Recept.maak`; what the caller gives is laid over it, and then it may be wrong.

        Raises:
            OngeldigSchema: when the schema refuses all that is made.

        """
        for poging in range(POGINGEN):
            schikker = self.schikker(Random(f"{self._merk(zaad)}/{poging}"), vandaag)
            inhoud = self._vul(schikker.waarden)
            inhoud[KOP] = self._volle_kop(zaad, vandaag, schikker.waarden)
            if gegeven:
                self._leg_op(schikker, inhoud, gegeven)
                return inhoud
            if self._release.schema(self.berichttype).validate(schrijf(self.berichttype, self.versie, inhoud).root):
                return inhoud
        fouten = cast("Iterable[etree._LogEntry]", self._release.schema(self.berichttype).error_log)
        redenen = [re.sub(r"\{[^}]*\}", "", fout.message).rstrip(".") for fout in fouten]
        raise OngeldigSchema(
            f"De kit kon geen {self.berichttype} in {self.versie} maken dat zijn eigen schema aanvaardt: {'; '.join(redenen[:3])}.\n"
            "Wat te doen: geef in het draaiboek waarden voor dat element, onder [standaard.waarde], of verbeter het schema."
        )

    def _volle_kop(self, zaad: int, vandaag: date, waarden: Waarden) -> Inhoud:
        begin: Mapping[str, Any] = self._partijen
        if self._heen is not None:
            begin = retourkop(self.structuur, self._soort, self._heen.kop(zaad, vandaag))
        return self.kop(zaad, vandaag, volle_kop(self._release, self.berichttype, begin, waarden))


def _met_rollen(standaard: Standaard) -> Gegevens:
    """Return fictitious codes, of every role in a standard."""
    rollen = {rol for soort in standaard.berichtsoorten.values() for rol in (soort.afzender, soort.ontvanger) if rol}
    return replace(Gegevens.fictief(), codes=dict.fromkeys(rollen, "0000"))


def recept(standaard: Standaard, berichttype: str, versie: str, gegevens: Gegevens) -> Recept:
    """Return what makes messages of a type, be they answers or not; raises as `Recept`."""
    bericht = standaard.soort(berichttype)
    soort = EigenRecept if bericht.eigen else Antwoordrecept if bericht.heen else Recept
    return soort(standaard, berichttype, versie, gegevens)


def _afkeuringen(
    bekend: Mapping[str, tuple[str, ...]], plekken: Mapping[str, list[Mapping[str, Any]]], kans: Random
) -> list[Afkeuring]:
    """Return codes about one class that a message has: at most as many as it has of that class."""
    klassen = [klasse for klasse, delen in plekken.items() for _ in delen if bekend.get(klasse)]
    if not klassen:
        return [(TECHNISCH_AFGEKEURD, KOP)]
    klasse = _kies(klassen, kans)
    aantal = 1 + int(kans.random() * len(plekken[klasse]))
    return [(_kies(bekend[klasse], kans), klasse) for _ in range(aantal)]


def _kies(keuzes: Sequence[_T], kans: Random) -> _T:
    return keuzes[int(kans.random() * len(keuzes))]
