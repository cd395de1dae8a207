"""Messages offered to a party at a row of moments: heenberichten of others, and answers to its own."""

from datetime import datetime

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.berichten.bescheid import lees_bescheid
from pytest_draaiboek.berichten.retourcodes import TECHNISCH_AFGEKEURD
from pytest_draaiboek.draaiboeken import Ernst
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst
from pytest_draaiboek.toetsing.client import Client, Clienten
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import controle


class Aanbiedingen:
    """Offers a message type that the role receives, in a chosen version, each time about a client of its own.

    Args:
        beproeving: the case.
        berichttype: in full.
        versie: in which it is offered.
        aantal: how many clients to prepare; their past is played at once, so the clock must still be in the past.

    """

    def __init__(self, beproeving: Beproeving, berichttype: str, versie: str, aantal: int) -> None:
        self.b = beproeving
        self.type = berichttype
        self.versie = versie
        self.paar = beproeving.draaiboek.paar(berichttype)
        self.clienten = Clienten(beproeving)
        self._klaar = self.clienten.met_verleden(berichttype, aantal)
        if self._is_antwoord and versie == beproeving.draaiboek.van:
            for client in self._klaar:
                self._vraag(client)
        self.aangeboden: list[Bericht] = []

    @property
    def _is_antwoord(self) -> bool:
        return self.paar.retour == self.type

    def bied_aan(self, moment: datetime) -> tuple[Client, Gedrag]:
        """Move to the moment, and deliver the message of the next client; what the clock's move set free is left out."""
        self.b.zet(moment)
        client = self._klaar.pop(0)
        if self.versie == self.b.draaiboek.naar:
            self.clienten.vernieuw(client, self.type)
        if self._is_antwoord and self.paar.heen not in client.heen:
            self._vraag(client)
        if not self._is_antwoord:
            gedrag = self.clienten.bezorg(client, self.type, self.versie)
            self.aangeboden.append(client.heen[self.type])
            return client, gedrag
        retour = self.clienten.retour_op(client.heen[self.paar.heen], self.versie)
        self.aangeboden.append(retour)
        return client, self.b.ontvang(retour)

    def noteer(
        self,
        moment: datetime,
        gedrag: Gedrag,
        *,
        aangenomen: bool,
        stil: bool = False,
        ernst: Ernst = Ernst.VERPLICHT,
    ) -> bool:
        """Keep whether the message was taken in (or refused with a clear message), and whether the system kept silent.

        Args:
            moment: when it was offered.
            gedrag: what the delivery brought about.
            aangenomen: what is expected: taken in, or refused.
            stil: whether nothing at all may leave the system.
            ernst: how heavy it weighs; informatief for a counter-proof.

        """
        if aangenomen:
            verwacht, goed = "aangenomen", gedrag.status is not None and not gedrag.geweigerd
        else:
            verwacht, goed = "geweigerd, met melding", gedrag.geweigerd and bool(gedrag.melding.strip())
        if stil:
            verwacht += ", geen antwoord"
            goed = goed and not gedrag.uit and not gedrag.onleesbaar
        self.b.noteer(moment, f"ontvang {self.type} in {self.versie}", verwacht, gedrag, deugt=goed, ernst=ernst)
        return goed

    def _vraag(self, client: Client) -> None:
        """Have the system send the heenbericht that is to be answered."""
        gedrag = self.clienten.bestel(client, self.paar.heen)
        heen = next((m for m in gedrag.uit if m.berichttype == self.paar.heen and m.versie == self.versie), None)
        if heen is None:
            raise NietGetoetst(
                f"het systeem verzond op {self.b.klok.nu:%d-%m-%Y %H:%M:%S} geen {self.paar.heen} in {self.versie} om op te antwoorden "
                f"({gedrag.gezegd or 'zonder melding'})",
                "Kijk waarom: zonder vraag is er niets te beantwoorden.",
            )
        client.heen[self.paar.heen] = heen


def is_afgekeurd(bericht: Bericht, gedrag: Gedrag) -> bool:
    """Whether a message was rejected as a whole, by every answer to it."""
    antwoorden = [m for m in gedrag.uit if m.is_retour_op(bericht)]
    return bool(antwoorden) and all(lees_bescheid(m).keurt_af(TECHNISCH_AFGEKEURD, ()) for m in antwoorden)


class Tegenproef:
    """One message that must be taken in, far from any boundary, so that a system that refuses everything shows.

    Made while the clock is in the past; where the type ends with the old version it is offered before, else after the switch.
    """

    def __init__(self, beproeving: Beproeving, berichttype: str) -> None:
        draaiboek = beproeving.draaiboek
        nieuw = draaiboek.bestaat(berichttype, draaiboek.naar)
        self.moment = controle(draaiboek, berichttype)
        self._aanbod = Aanbiedingen(beproeving, berichttype, draaiboek.naar if nieuw else draaiboek.van, 1)
        self._gedaan = False

    def eventueel_voor(self, moment: datetime) -> None:
        """Offer it now, if its moment comes before this one."""
        if self.moment < moment:
            self.alsnog()

    def alsnog(self) -> None:
        """Offer it now, if that was not done yet."""
        if not self._gedaan:
            self._gedaan = True
            _, gedrag = self._aanbod.bied_aan(self.moment)
            self._aanbod.noteer(self.moment, gedrag, aangenomen=True, ernst=Ernst.INFORMATIEF)
