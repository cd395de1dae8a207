"""The system on the bench: the clock, the orders and messages it is given, and what was seen of it so far."""

from collections.abc import Mapping
from typing import Any

from pytest_draaiboek.berichten import Bericht, stel_op
from pytest_draaiboek.diagnose.rauw import vraag_rauw
from pytest_draaiboek.diagnose.tekens import leg_op
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.fouten import DraaiboekFout, OnbereikbaarSysteem
from pytest_draaiboek.systemen import Opdracht, Stand
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.vormen import VERBEN
from pytest_draaiboek.toetsing.beproeving import Beproeving, Opstelling
from pytest_draaiboek.toetsing.client import Client, Clienten
from pytest_draaiboek.toetsing.gedrag import STIL, Gedrag


class Handen(Beproeving):
    """The hands of a case, that can do without a system's verwerk: what is wrong with that is said once, and not of every verb."""

    met_verwerk = True

    def verwerk(self) -> Gedrag:
        """Give the system a turn, as long as it can take one."""
        return super().verwerk() if self.met_verwerk else STIL


class Werkbank:
    """What the checks of a diagnosis share.

    Args:
        opstelling: the system, the clock and the messages.
        draaiboek: by which it would be judged.
        tijdslimiet_s: how long a verb may take, in seconds.

    """

    def __init__(self, opstelling: Opstelling, draaiboek: Draaiboek, tijdslimiet_s: float) -> None:
        self.b = Handen(opstelling, draaiboek, "diagnose")
        self.draaiboek = draaiboek
        self.tijdslimiet_s = tijdslimiet_s
        self.clienten = Clienten(self.b)
        systeem = opstelling.systeem
        self.op_afstand = systeem if isinstance(systeem, SysteemOpAfstand) else None
        # Types that need no past, and of which the content is known: those that are there in both versions.
        los = [
            p
            for p in draaiboek.getoetste_paren
            if not p.verleden and all(draaiboek.bestaat(p.heen, v) for v in draaiboek.versies)
        ]
        self.uit_type = next((p.heen for p in los if p.van == self.rol), "")
        self.in_type = next((p.heen for p in los if self.geeft_door or p.naar == self.rol), "")
        # Seen so far; None for what could not be seen.
        self.klok_staat = True
        self.leeg: Stand | None = None
        self.opdracht: Opdracht | None = None
        self.bericht: Bericht | None = None
        self.verzonden: Gedrag | None = None
        self.ontvangen: Gedrag | None = None
        self.wijzigt = False

    @property
    def rol(self) -> str:
        """The role of the system."""
        return self.b.rol

    @property
    def geeft_door(self) -> bool:
        """Whether it passes messages on."""
        return self.b.geeft_door

    def kom_tot_rust(self) -> None:
        """Put the clock at a quiet moment: long before the first boundary of the calendar, in office hours."""
        self.b.klok.zet(self.b.verleden)

    def is_weg(self) -> bool:
        """Whether a system in another process can no longer be asked anything, whatever it would answer."""
        try:
            if self.op_afstand:
                vraag_rauw(self.op_afstand, VERBEN["klok"], {})
        except OnbereikbaarSysteem:
            return True
        except DraaiboekFout:
            return False
        return False

    def nieuwe_opdracht(
        self, berichttype: str, *, spoed: bool = False, teksten: Mapping[str, str] | None = None
    ) -> Opdracht:
        """Return an order about a new client, dated now.

        Args:
            berichttype: in full.
            spoed: whether it is an urgent one.
            teksten: what is to stand in elements of a name; None for what the kit would write.

        """
        client = self.clienten.nieuw()
        gewoon = self.clienten.opdracht(client, berichttype, spoed=spoed)
        return Opdracht(berichttype, leg_op(gewoon.inhoud, teksten or {}), spoed=spoed, kenmerk=gewoon.kenmerk)

    def nieuw_bericht(self, *, teksten: Mapping[str, str] | None = None) -> Bericht:
        """Return a valid message for the system about a new client, dated now, in the version that ends; see `nieuwe_opdracht`."""
        client: Client = self.clienten.nieuw()
        bericht = self.clienten.bericht(client, self.in_type, self.draaiboek.van)
        if not teksten:
            return bericht
        inhoud: Mapping[str, Any] = {naam: deel for naam, deel in bericht.inhoud.items() if naam != "Header"}
        kop = {naam: bericht.kop[naam] for naam in ("Afzender", "Ontvanger") if naam in bericht.kop}
        return stel_op(
            bericht.berichttype,
            bericht.versie,
            {"Header": kop, **leg_op(inhoud, teksten)},
            dagtekening=bericht.dagtekening,
            identificatie=bericht.eigen_identificatie,
        )
