"""Makes messages: by the schema, varied, and the same for the same seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from pytest_draaiboek.berichten.antwoorden import TECHNISCH_AFGEKEURD, retour_inhoud, retourtype_van
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.breken import breek, breekbare_regels
from pytest_draaiboek.berichten.dossier import Dossier
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opleggen import leg_op
from pytest_draaiboek.berichten.opstellen import standaard_van, stel_op
from pytest_draaiboek.berichten.schikking import Schikker, schik
from pytest_draaiboek.berichten.schikking.schikker import dag
from pytest_draaiboek.berichten.waarden import Waarden
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.standaarden import Berichtsoort, Knoop

# Without a clock the messages are dated on a day of their own: the same seed gives the same bytes on every day too.
ZONDER_KLOK = date(2022, 3, 1)
KANS_OP_FACULTATIEF = 0.5
BREEKPOGINGEN = 40
MEESTE_HERHALINGEN = 3
XSLT_VERSIE = "2.10.5"
# Why a receiver rejects a message for what it says: by message number, a retourcode that its receiver can give.
AFKEURING = {
    "301": "9332", "303": "9333", "305": "9019", "307": "9019", "315": "9347", "317": "9349", "319": "9355", "323": "9338",
}  # fmt: skip


class Berichten:
    """A factory of messages, of every standard that the kit knows.

    Args:
        gegevens: the codes to stay within; default: fictitious ones.
        versie: the version to make, or what tells it when it is needed; default: the newest in which the type exists.
        zaad: the seed.
        vandaag: tells the day that messages are dated; default: one fixed day.

    """

    def __init__(
        self,
        *,
        gegevens: Gegevens | None = None,
        versie: str | Callable[[], str] | None = None,
        zaad: int = 0,
        vandaag: Callable[[], date] = lambda: ZONDER_KLOK,
    ) -> None:
        self.gegevens = gegevens or Gegevens.fictief()
        self.zaad = zaad
        self._versie = versie
        self._vandaag = vandaag

    def maak(self, berichttype: str, versie: str | None = None, *, zaad: int | None = None, **inhoud: Any) -> Bericht:
        """Make a message.

        Args:
            berichttype: in full ("WMO305").
            versie: of the release ("3.1"); default: that of the factory.
            zaad: the seed; default: that of the factory.
            **inhoud: values by element name, which stand as they are given. A part of the message (``Client={...}``) is merged into what is
                made; any other element is set wherever it occurs (``Begindatum="2022-04-01"``); None leaves it out.

        Raises:
            OnbekendBerichttype: for a type that does not exist in that version.
            OnbekendeRelease: for a version the kit has no schemas of.
            OnbekendElement: for an element that this message does not have.
            OngeldigeInstelling: when the codes hold no product of the standard.

        """
        standaard = standaard_van(berichttype)
        versie = versie or self._versie_nu() or standaard.nieuwste(berichttype).versie
        zaad = self.zaad if zaad is None else zaad
        structuur = standaard.release(versie).structuur(berichttype)
        kans = Random(f"{zaad}/{berichttype}/{versie}")
        soort = standaard.soort(berichttype)
        vandaag = _dagtekening(inhoud) or self._vandaag()
        waarden = Waarden(kans, self.gegevens.beperkt_tot(standaard.naam), vandaag)
        schikker = Schikker(waarden, standaard.naam, versie, vandaag, _vul)
        if soort.heen:
            heen = self.maak(soort.heen, versie, zaad=zaad)
            gemaakt = _als_antwoord(heen, kans)
        else:
            gemaakt = _vul_delen(structuur.kinderen[1:], waarden)
            gemaakt["Header"] = self._kop(soort)
        leg_op(schikker, structuur, gemaakt, inhoud, f"{berichttype} {versie}")
        if not soort.heen:
            schik(schikker, structuur, gemaakt)
        identificatie = f"{kans.getrandbits(48):012X}"
        return stel_op(berichttype, versie, gemaakt, dagtekening=self._vandaag(), identificatie=identificatie)

    def retour(self, heen: Bericht, *, retourcodes: Sequence[str] = (), versie: str | None = None) -> Bericht:
        """Make the answer to a message.

        Args:
            heen: what is answered.
            retourcodes: why it is rejected; none to accept it.
            versie: default: that of the message, since a pair is never broken.

        Raises:
            OnbekendBerichttype: for a message that is itself an answer.
            OnbekendeRelease: for a version the kit has no schemas of.

        """
        identificatie = Random(f"{heen.eigen_identificatie}/{','.join(retourcodes)}").getrandbits(48)
        return stel_op(
            retourtype_van(heen),
            versie or heen.versie,
            retour_inhoud(heen, retourcodes),
            dagtekening=self._vandaag(),
            identificatie=f"{identificatie:012X}",
        )

    def ongeldig(self, berichttype: str, regel: str, versie: str | None = None, *, zaad: int | None = None) -> Bericht:
        """Make a message that breaks one technical rule, and no other.

        Args:
            berichttype: in full.
            regel: code of the rule ("CD005").
            versie: as for `maak`.
            zaad: the seed; default: that of the factory.

        Raises:
            OnbekendBerichttype: for a type that does not exist in that version.
            OnbekendeRelease: for a version the kit has no schemas of.
            OngeldigeInstelling: for a rule that this type is not held to, or that no message of it can break without breaking another.

        """
        standaard = standaard_van(berichttype)
        versie = versie or self._versie_nu() or standaard.nieuwste(berichttype).versie
        mogelijk = breekbare_regels(standaard.release(versie), berichttype)
        if regel not in mogelijk:
            raise OngeldigeInstelling(
                f"Een {berichttype} {versie} kent geen regel {regel!r} die in het bericht zelf te breken is. Wel: {', '.join(mogelijk)}."
            )
        eerste = self.zaad if zaad is None else zaad
        kans = Random(f"{eerste}/{berichttype}/{versie}/{regel}")
        for poging in range(BREEKPOGINGEN):
            gebroken = self.breek(self.maak(berichttype, versie, zaad=eerste + poging), regel, kans)
            if gebroken is not None:
                return gebroken
        raise OngeldigeInstelling(
            f"Geen {berichttype} {versie} gevonden dat {regel} breekt en verder geen enkele regel. Neem een ander berichttype voor {regel}."
        )

    def breek(self, bericht: Bericht, regel: str, kans: Random) -> Bericht | None:
        """Break a message by one technical rule, and no other; None when this one could not be made to.

        Args:
            bericht: without a finding.
            regel: code of a rule that its type is held to.
            kans: varies what is changed.

        """
        vandaag = bericht.dagtekening
        waarden = Waarden(kans, self.gegevens.beperkt_tot(bericht.standaard), vandaag)
        return breek(bericht, regel, lambda: Schikker(waarden, bericht.standaard, bericht.versie, vandaag, _vul))

    def reeks(
        self, berichttype: str, aantal: int, versie: str | None = None, *, zaad: int | None = None, **inhoud: Any
    ) -> Iterator[Bericht]:
        """Make several messages of a type, each from the next seed.

        Args:
            berichttype: in full.
            aantal: how many.
            versie: as for `maak`.
            zaad: of the first; default: that of the factory.
            **inhoud: as for `maak`.

        Raises:
            OngeldigeInstelling: for a negative number.

        """
        if aantal < 0:
            raise OngeldigeInstelling(f"reeks(...) kreeg aantal={aantal}; verwacht wordt nul of meer.")
        eerste = self.zaad if zaad is None else zaad
        return (self.maak(berichttype, versie, zaad=eerste + nr, **inhoud) for nr in range(aantal))

    def dossier(self, nummer: int, *, vanaf: date) -> Dossier:
        """Return a client about whom coherent messages can be made.

        Args:
            nummer: the same number gives the same client.
            vanaf: the day from which care is assigned.

        """
        return Dossier(self.gegevens, nummer, vanaf)

    def _versie_nu(self) -> str | None:
        return self._versie() if callable(self._versie) else self._versie

    def _kop(self, soort: Berichtsoort) -> dict[str, Any]:
        codes = {"gemeente": self.gegevens.gemeentecode, "aanbieder": self.gegevens.agb_code}
        return {"Afzender": codes[soort.afzender], "Ontvanger": codes[soort.ontvanger]}


def _dagtekening(gegeven: Mapping[str, Any]) -> date | None:
    """Return the day that the caller wants a message dated; None when that is not said, or no day."""
    dagtekening = gegeven.get("Dagtekening")
    header = gegeven.get("Header")
    if isinstance(header, Mapping) and isinstance(header.get("BerichtIdentificatie"), Mapping):
        dagtekening = header["BerichtIdentificatie"].get("Dagtekening", dagtekening)
    return dag(dagtekening)


def _als_antwoord(heen: Bericht, kans: Random) -> dict[str, Any]:
    """Return an answer to a message: accepting, or rejecting it for its form or for what it says."""
    codes = kans.choice(((), (TECHNISCH_AFGEKEURD,), (AFKEURING[heen.berichttype[-3:]],)))
    inhoud = retour_inhoud(heen, codes)
    if TECHNISCH_AFGEKEURD in codes or kans.random() < KANS_OP_FACULTATIEF:
        inhoud["Header"]["XsltVersie"] = XSLT_VERSIE
    return inhoud


def _doet_mee(knoop: Knoop, kans: Random) -> bool:
    return knoop.verplicht or kans.random() < KANS_OP_FACULTATIEF


def _vul(knoop: Knoop, waarden: Waarden) -> Any:
    return _vul_delen(knoop.kinderen, waarden) if knoop.kinderen else waarden.voor(knoop)


def _vul_delen(knopen: Sequence[Knoop], waarden: Waarden) -> dict[str, Any]:
    inhoud: dict[str, Any] = {}
    for kind in knopen:
        if not _doet_mee(kind, waarden.kans):
            continue
        if kind.herhaalbaar:
            inhoud[kind.naam] = []
            for _ in range(waarden.kans.randint(1, MEESTE_HERHALINGEN)):
                waarden.nieuw()
                inhoud[kind.naam].append(_vul(kind, waarden))
        else:
            inhoud[kind.naam] = _vul(kind, waarden)
    return inhoud
