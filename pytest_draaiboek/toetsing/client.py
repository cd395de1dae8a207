"""A fictitious client with a past of its own, and the acts the kit can do about that client."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zlib import crc32

from pytest_draaiboek.berichten import Bericht, Dossier, fouten_in, herlabel, is_geldig, passend, retour_inhoud, stel_op
from pytest_draaiboek.berichten.maanden import maand
from pytest_draaiboek.draaiboeken import Draaiboek, Paar
from pytest_draaiboek.fouten import KitFout, OngeldigeInstelling
from pytest_draaiboek.systemen import Opdracht
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import laatste_dag

CLIENTEN_PER_GEVAL = 1_000


@dataclass(slots=True)
class Client:
    """Everything about one client in one case.

    Args:
        dossier: who it is, and what was assigned.
        kenmerk: tells the client's messages apart from all others in the run.
        heen: the heenberichten so far, by type.
        hernieuwd: whether what was assigned has been assigned anew.

    """

    dossier: Dossier
    kenmerk: str
    heen: dict[str, Bericht] = field(default_factory=dict)
    hernieuwd: bool = False


def bestaande_versie(draaiboek: Draaiboek, berichttype: str) -> str:
    """Return a version in which a type exists: the one that ends, or the one that begins for a type that begins with it."""
    return draaiboek.van if draaiboek.bestaat(berichttype, draaiboek.van) else draaiboek.naar


class Clienten:
    """Makes clients, plays their past, and does one act about one of them."""

    def __init__(self, beproeving: Beproeving) -> None:
        self.b = beproeving

    def nieuw(self) -> Client:
        """Return a client that the system has never heard of."""
        b, nr = self.b, next(self.b.clientnummers)
        zaad = b.opstelling.zaad
        eerste = crc32(f"{zaad}/{b.naam}".encode()) % 9_000 * CLIENTEN_PER_GEVAL
        # A whole month of care has passed by then, so that it can be declared.
        vanaf = maand(b.verleden.date(), 1)[0]
        return Client(b.opstelling.berichten.dossier(eerste + nr, vanaf=vanaf), f"{zaad}/{b.naam}/{nr}")

    def met_verleden(self, berichttype: str, aantal: int) -> list[Client]:
        """Return clients for whom the calendar is the only reason left to refuse a type: what must precede it is played.

        Raises:
            NietGetoetst: when the system breaks that past off: then a later refusal would prove nothing.

        """
        clienten = [self.nieuw() for _ in range(aantal)]
        for client in clienten:
            self.speel(client, self.b.draaiboek.paar(berichttype).verleden)
        return clienten

    def speel(self, client: Client, heentypen: Sequence[str]) -> None:
        """Play heenberichten with their answers, now, in the version that ends."""
        for heentype in heentypen:
            paar = self.b.draaiboek.paar(heentype)
            if heentype in client.heen:
                continue
            if self.b.rol == paar.van:
                self._speel_uit(client, paar)
            else:
                self._speel_in(client, paar)

    def _speel_uit(self, client: Client, paar: Paar) -> None:
        gedrag = self.bestel(client, paar.heen)
        versie = self.b.draaiboek.van
        verzonden = next((m for m in gedrag.uit if m.berichttype == paar.heen and m.versie == versie), None)
        if verzonden is None:
            raise self._breuk(f"verzond geen {paar.heen} in {versie}", gedrag)
        client.heen[paar.heen] = verzonden
        if is_geldig(verzonden, self.b.opstelling.officieel):
            self.b.ontvang(self.retour_op(verzonden))

    def _speel_in(self, client: Client, paar: Paar) -> None:
        gedrag = self.bezorg(client, paar.heen, self.b.draaiboek.van)
        if gedrag.geweigerd and not gedrag.uit:
            raise self._breuk(f"weigerde een {paar.heen} in {self.b.draaiboek.van}", gedrag)
        self._antwoord_zo_nodig(client, paar, gedrag)

    def _antwoord_zo_nodig(self, client: Client, paar: Paar, gedrag: Gedrag) -> None:
        heen = client.heen[paar.heen]
        if not self.b.geeft_door and not any(m.is_retour_op(heen) for m in gedrag.uit):
            self.b.verzend(self.antwoord(client, heen))

    def vernieuw(self, client: Client, berichttype: str) -> None:
        """Have assigned anew what a type builds on, once the new version is live, in a migration in which that is so.

        A system that does not go along is not broken off here: it shows in what it does next.

        Args:
            client: whom it is about; what is said of this client from now on is about what was assigned anew.
            berichttype: in full; what must precede it is played again, in the new version.

        """
        b, draaiboek = self.b, self.b.draaiboek
        if draaiboek.hernieuwd_per is None or client.hernieuwd or b.klok.nu < draaiboek.live.moment:
            return
        client.hernieuwd = True
        client.dossier = replace(client.dossier, vanaf=draaiboek.hernieuwd_per)
        for heentype in draaiboek.paar(berichttype).verleden:
            paar = draaiboek.paar(heentype)
            if b.rol == paar.van:
                self._verzend_opnieuw(client, heentype)
            else:
                self._antwoord_zo_nodig(client, paar, self.bezorg(client, heentype, draaiboek.naar))

    def _verzend_opnieuw(self, client: Client, heentype: str) -> None:
        """Have the system send a heenbericht in the new version, unless it did so by itself."""
        if not self._verzonden(client, heentype):
            self.bestel(client, heentype)
        if verzonden := self._verzonden(client, heentype):
            client.heen[heentype] = verzonden[-1]
            if is_geldig(verzonden[-1], self.b.opstelling.officieel):
                self.b.ontvang(self.retour_op(verzonden[-1]))

    def _verzonden(self, client: Client, heentype: str) -> list[Bericht]:
        soort, bsn = (heentype, self.b.draaiboek.naar), client.dossier.bsn.encode()
        return [m for m in self.b.uit if (m.berichttype, m.versie) == soort and bsn in m.xml]

    def _breuk(self, wat: str, gedrag: Gedrag) -> NietGetoetst:
        return NietGetoetst(
            f"het verleden van de cliënt brak af: het systeem {wat} op {self.b.verleden:%d-%m-%Y %H:%M} ({gedrag.gezegd or 'zonder melding'})",
            "Kijk waarom: zonder verleden is er niets te toetsen.",
        )

    # Orders: what the system is asked to send

    def opdracht(self, client: Client, heentype: str, *, spoed: bool = False) -> Opdracht:
        """Return the order to send a heenbericht about this client, dated now."""
        inhoud = client.dossier.inhoud(heentype, self.b.klok.nu.date())
        return Opdracht(heentype, inhoud, spoed=spoed, kenmerk=f"{client.kenmerk}/{heentype}")

    def antwoord(self, client: Client, heen: Bericht) -> Opdracht:
        """Return the order to answer a received message."""
        retourtype = self.b.draaiboek.paar(heen.berichttype).retour
        return Opdracht(retourtype, retour_inhoud(heen), in_antwoord_op=heen, kenmerk=f"{client.kenmerk}/{retourtype}")

    def bestel(self, client: Client, heentype: str) -> Gedrag:
        """Have the system send a heenbericht about this client."""
        return self.b.verzend(self.opdracht(client, heentype))

    # Deliveries: what the counterparties send to the system

    def bericht(self, client: Client, heentype: str, versie: str) -> Bericht:
        """Return a heenbericht of a counterparty about this client, sent no later than the calendar let it."""
        op = self.laatste_dag(heentype, versie)
        return self._stel_op(heentype, versie, client.dossier.inhoud(heentype, op), op, f"{client.kenmerk}/{heentype}")

    def ruim_bericht(
        self, client: Client, heentype: str, versie: str, zaad: int, *, eigen_zorg: bool
    ) -> Bericht | None:
        """Return a heenbericht with more in it than there is to say about this client, dated now; None when it would not be valid.

        Args:
            client: whom it is about.
            heentype: in full.
            versie: in which it is made.
            zaad: varies what more there is.
            eigen_zorg: whether what it says of care is the client's own, or made up with the rest.

        """
        b, op = self.b, self.b.klok.nu.date()
        inhoud = client.dossier.ruim(heentype, op) if eigen_zorg else client.dossier.wie(heentype)
        inhoud = passend(heentype, versie, inhoud)
        identificatie = Opdracht(heentype, {}, kenmerk=f"{client.kenmerk}/{heentype}").identificatie(versie)
        kop = inhoud["Header"] | {"BerichtIdentificatie": {"Identificatie": identificatie, "Dagtekening": str(op)}}
        bericht = b.opstelling.berichten.maak(heentype, versie, zaad=zaad, **inhoud | {"Header": kop})
        return bericht if is_geldig(bericht) else None

    def laatste_dag(self, berichttype: str, versie: str) -> date:
        """Return today, or the last day on which this type and version could be sent."""
        return laatste_dag(self.b.draaiboek, berichttype, versie, self.b.klok.nu)

    def bezorg(self, client: Client, heentype: str, versie: str) -> Gedrag:
        """Deliver a heenbericht of a counterparty."""
        client.heen[heentype] = heen = self.bericht(client, heentype, versie)
        return self.b.ontvang(heen)

    def retour_op(self, heen: Bericht, versie: str | None = None) -> Bericht:
        """Return a counterparty's accepting answer."""
        retourtype = self.b.draaiboek.paar(heen.berichttype).retour
        versie = versie or heen.versie
        op = self.laatste_dag(retourtype, versie)
        return self._stel_op(retourtype, versie, retour_inhoud(heen), op, f"{heen.eigen_identificatie}/{retourtype}")

    def _stel_op(self, berichttype: str, versie: str, inhoud: Mapping[str, Any], op: date, kenmerk: str) -> Bericht:
        return self.stel_op(berichttype, versie, inhoud, op, kenmerk, keur=self._eigen)

    def stel_op(
        self,
        berichttype: str,
        versie: str,
        inhoud: Mapping[str, Any],
        op: date,
        kenmerk: str,
        *,
        keur: Callable[[Bericht], Bericht],
    ) -> Bericht:
        """Return a message of a counterparty; one of a type that does not exist in that version can only be forged.

        Args:
            berichttype: in full.
            versie: in which it is to be.
            inhoud: by element name.
            op: the day it is dated.
            kenmerk: tells it apart.
            keur: refuses what is not as it should be.

        """
        bestaat = self.b.draaiboek.bestaat(berichttype, versie)
        vorm = versie if bestaat else bestaande_versie(self.b.draaiboek, berichttype)
        bericht = keur(
            stel_op(
                berichttype,
                vorm,
                passend(berichttype, vorm, inhoud),
                dagtekening=op,
                identificatie=Opdracht(berichttype, {}, kenmerk=kenmerk).identificatie(versie),
            )
        )
        return bericht if bestaat else herlabel(bericht, versie)

    def _eigen(self, bericht: Bericht) -> Bericht:
        if not is_geldig(bericht):
            if bericht.soort.eigen:
                raise OngeldigeInstelling(
                    f"Van {bericht.berichttype} in {bericht.versie} is met deze gegevens geen geldig bericht te maken: {fouten_in(bericht)[0]}\n"
                    "Wat te doen: geef in draaiboek_gegevens codes die het schema toestaat, of in het draaiboek waarden onder [standaard.waarde]."
                )
            raise KitFout(
                f"De kit maakte zelf een ongeldige {bericht.berichttype} in {bericht.versie}. Dit is geen fout van het systeem.\n"
                "Wat te doen: meld dit met het --draaiboek-zaad van deze run."
            )
        return bericht
