"""How a message of one type in one release is made: filled by its schema, overlaid by what the caller gives, arranged by the rules."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from hashlib import blake2b
from random import Random
from typing import Any

from pytest_draaiboek.berichten.antwoorden import Afkeuring, Antwoorder
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opleggen import leg_op, namen_in
from pytest_draaiboek.berichten.opstellen import vul_kop
from pytest_draaiboek.berichten.retourcodes import KOP, TECHNISCH_AFGEKEURD
from pytest_draaiboek.berichten.schikking import Inhoud, Schikker, schik
from pytest_draaiboek.berichten.vullen import KANS_OP_FACULTATIEF, delenvuller
from pytest_draaiboek.berichten.waarden import Waarden
from pytest_draaiboek.standaarden import Standaard

XSLT_VERSIE = "2.10.5"
# How a message is answered: as often as it is named.
AANVAARD, OM_VORM, OM_KOP, OM_INHOUD = "aanvaard", "om vorm", "om kop", "om inhoud"
UITKOMSTEN = (AANVAARD, AANVAARD, OM_VORM, OM_KOP, OM_INHOUD, OM_INHOUD, OM_INHOUD, OM_INHOUD)
MEESTE_AFKEURINGEN = 3


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
        self.structuur = standaard.release(versie).structuur(berichttype)
        self.gegevens = gegevens.beperkt_tot(standaard.naam)
        soort = standaard.soort(berichttype)
        codes = {"gemeente": gegevens.gemeentecode, "aanbieder": gegevens.agb_code}
        self._partijen = {"Afzender": codes[soort.afzender], "Ontvanger": codes[soort.ontvanger]}
        self._vul = delenvuller(self.structuur.kinderen[1:])
        self._heen = Recept(standaard, soort.heen, versie, gegevens) if soort.heen else None
        self._antwoorder = Antwoorder(standaard, soort, versie)

    def maak(self, zaad: int, vandaag: date, gegeven: Mapping[str, Any]) -> Inhoud:
        """Return new content, its header included.

        Args:
            zaad: the same one gives the same content.
            vandaag: the day it is dated, and around which it falls.
            gegeven: what the caller wants in it, by element name; stands as it is.

        Raises:
            OnbekendElement: for an element that this message does not have.

        """
        kans = Random(self._merk(zaad))
        if self._heen is None:
            schikker = self.schikker(kans, vandaag)
            inhoud = self._vul(schikker.waarden)
            inhoud[KOP] = self._kop(zaad, vandaag, self._partijen)
            if gegeven:
                self._leg_op(schikker, inhoud, gegeven)
            schik(schikker, self.structuur, inhoud)
            return inhoud
        inhoud = self._antwoord(self._heen, kans, zaad, vandaag, gegeven)
        inhoud[KOP] = self._kop(zaad, vandaag, inhoud[KOP])
        if gegeven:
            # An answer repeats what was sent: that is arranged already.
            self._leg_op(self.schikker(kans, vandaag), inhoud, gegeven)
        return inhoud

    def schikker(self, kans: Random, vandaag: date) -> Schikker:
        """Return what arranges content of this type.

        Args:
            kans: where new values come from.
            vandaag: the day around which they fall.

        """
        return Schikker(Waarden(kans, self.gegevens, vandaag), self.standaard.naam, self.versie, vandaag)

    def _merk(self, zaad: int) -> str:
        return f"{zaad}/{self.berichttype}/{self.versie}"

    def _kop(self, zaad: int, vandaag: date, gegeven: Inhoud) -> Inhoud:
        identificatie = blake2b(self._merk(zaad).encode(), digest_size=6).hexdigest().upper()
        return vul_kop(self.berichttype, self.versie, gegeven, vandaag, identificatie)

    def _leg_op(self, schikker: Schikker, inhoud: Inhoud, gegeven: Mapping[str, Any]) -> None:
        inhoud[KOP] = deepcopy(inhoud[KOP])  # parts of it are the same for every message
        leg_op(schikker, self.structuur, inhoud, gegeven, f"{self.berichttype} {self.versie}")

    def _antwoord(self, heen: "Recept", kans: Random, zaad: int, vandaag: date, gegeven: Mapping[str, Any]) -> Inhoud:
        """Answer a message that could be: accept it, or reject it for its form, its header or what it says."""
        antwoorder = self._antwoorder
        uitkomst = UITKOMSTEN[int(kans.random() * len(UITKOMSTEN))]
        delen = self.structuur.kinderen[1:]
        if any(gegeven.get(deel.naam) is not None for deel in delen):
            uitkomst = OM_INHOUD  # what is given is in what is repeated
        kop = heen._kop(zaad, vandaag, heen._partijen)
        inhoud: Inhoud = {}
        afkeuringen: list[Afkeuring] = []
        if uitkomst == OM_VORM:
            afkeuringen = [(TECHNISCH_AFGEKEURD, KOP)]
        elif uitkomst == OM_KOP and antwoorder.bekend.get(KOP):
            codes = antwoorder.bekend[KOP]
            afkeuringen = [(codes[int(kans.random() * len(codes))], KOP)]
        elif delen and (uitkomst == OM_INHOUD or not antwoorder.soort.kop_van_heen):
            namen = namen_in(heen.structuur)
            inhoud = heen.maak(zaad, vandaag, {n: w for n, w in gegeven.items() if n in namen and n != KOP})
            if uitkomst == OM_INHOUD:
                afkeuringen = self._afkeuringen(inhoud, kans)
        antwoord = antwoorder.op(kop, inhoud, afkeuringen, lambda ze: ze[int(kans.random() * len(ze))])
        if uitkomst == OM_VORM or kans.random() < KANS_OP_FACULTATIEF:
            antwoord[KOP]["XsltVersie"] = XSLT_VERSIE
        return antwoord

    def _afkeuringen(self, inhoud: Inhoud, kans: Random) -> list[Afkeuring]:
        """Return one or a few codes about one class that a message has."""
        bekend, aanwezig = self._antwoorder.bekend, self._antwoorder.klassen_in(inhoud)
        klassen = [klasse for klasse, codes in bekend.items() if codes and klasse in aanwezig]
        if not klassen:
            return [(TECHNISCH_AFGEKEURD, KOP)]
        klasse = klassen[int(kans.random() * len(klassen))]
        codes = bekend[klasse]
        aantal = 1 + int(kans.random() * MEESTE_AFKEURINGEN)
        return [(codes[int(kans.random() * len(codes))], klasse) for _ in range(aantal)]
