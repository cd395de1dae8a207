"""One type tried at one moment: by a party that sends or answers, or by a hub that passes on."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.client import Client, Clienten, bestaande_versie
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import controle
from pytest_draaiboek.toetsing.verwachting import NIETS, Regime, Verwachting, tegenproef, volgens_kalender

Stap = tuple[datetime, Verwachting | None]


class Pogingen:
    """Tries a message type at a row of moments, each with a client of its own.

    Args:
        beproeving: the case.
        berichttype: in full.
        versies: for a hub, the versions that are submitted at each moment; a party finds out for itself.

    """

    def __init__(self, beproeving: Beproeving, berichttype: str, versies: Sequence[str] = ()) -> None:
        self.b = beproeving
        self.type = berichttype
        self.draaiboek: Draaiboek = beproeving.draaiboek
        self.paar = beproeving.draaiboek.paar(berichttype)
        self.is_retour = self.paar.retour == berichttype
        self.versies = versies or beproeving.draaiboek.versies
        self.clienten = Clienten(beproeving)

    def loop(self, stappen: Iterable[Stap], *, met_spoed: datetime | None = None) -> None:
        """Walk along the moments in order of time.

        Args:
            stappen: each an aware moment and what is expected then; None for what the calendar expects.
            met_spoed: the moment at which a party is asked once more, for a client of its own, and told that it is urgent: nothing may leave then.

        """
        gepland = sorted(
            ((self.b.haalbaar(self.type, moment), verwachting) for moment, verwachting in stappen),
            key=lambda stap: stap[0],
        )
        clienten = self.clienten.met_verleden(self.type, len(gepland))
        dringend = (
            [] if met_spoed is None or self.b.geeft_door or self.is_retour else self.clienten.met_verleden(self.type, 1)
        )
        if self.b.geeft_door and self.is_retour:
            self.speel_vraag(clienten)
        for client, (moment, verwachting) in zip(clienten, gepland, strict=True):
            self.probeer(client, moment, verwachting)
            if moment == met_spoed and dringend:
                self._bestel_met_spoed(dringend.pop(), moment)

    def speel_vraag(self, clienten: Iterable[Client]) -> None:
        """Let a hub pass on, now, what these clients' answers are to; not what only exists in the new version."""
        if self.draaiboek.bestaat(self.paar.heen, self.draaiboek.van):
            for client in clienten:
                self.clienten.speel(client, (self.paar.heen,))

    def _bestel_met_spoed(self, client: Client, moment: datetime) -> None:
        gedrag = self.b.verzend(self.clienten.opdracht(client, self.type, spoed=True))
        self.b.weeg(moment, f"verzend {self.type} met spoed", self.type, NIETS, gedrag)

    def probeer(self, client: Client, moment: datetime, verwachting: Verwachting | None = None) -> Gedrag:
        """Try the type once, and hold what left against what is expected (None: what the calendar expects)."""
        vooraf = self.b.zet(moment)
        self.clienten.vernieuw(client, self.type)
        verwacht = verwachting or volgens_kalender(self.draaiboek, self.type, moment, geeft_door=self.b.geeft_door)
        if self.b.geeft_door:
            return self._dien_in(client, moment, verwacht, vooraf)
        if self.is_retour:
            gedrag = self._antwoord(client, moment, verwacht, vooraf)
        else:
            gedrag = self.clienten.bestel(client, self.type)
            self.b.weeg(moment, f"verzend {self.type}", self.type, verwacht, gedrag, vooraf=vooraf)
        return gedrag

    def tegenproef(self) -> Stap:
        """Return the step that shows, far from any boundary, that the type does get through when it may."""
        moment = controle(self.draaiboek, self.type)
        return moment, tegenproef(self.draaiboek.versie_op(self.type, moment) or self.draaiboek.van)

    def leesversie(self, moment: datetime) -> str:
        """Return the version in which a counterparty's message can lie waiting at a moment."""
        return self.draaiboek.naar if moment >= self.draaiboek.live.moment else self.draaiboek.van

    def _antwoord(self, client: Client, moment: datetime, verwacht: Verwachting, vooraf: Gedrag) -> Gedrag:
        versie = self.leesversie(moment)
        if not self.draaiboek.bestaat(self.paar.heen, versie):
            versie = bestaande_versie(self.draaiboek, self.paar.heen)
        gedrag = self.lok_uit(client, versie)
        self.b.weeg(
            moment,
            f"ontvang {self.paar.heen} in {versie}, antwoord",
            self.type,
            verwacht,
            gedrag,
            vooraf=vooraf,
            heen=client.heen[self.paar.heen],
        )
        return gedrag

    def laat_gaan(self, client: Client, versie: str) -> Gedrag:
        """Have the type leave, or try to, as an order or as an answer to a heenbericht in this version."""
        return self.lok_uit(client, versie) if self.is_retour else self.clienten.bestel(client, self.type)

    def lok_uit(self, client: Client, versie: str) -> Gedrag:
        """Deliver a heenbericht, and order the answer when it does not come by itself."""
        gedrag = self.clienten.bezorg(client, self.paar.heen, versie)
        heen = client.heen[self.paar.heen]
        if any(m.is_retour_op(heen) for m in gedrag.uit):
            return gedrag
        return self.b.verzend(self.clienten.antwoord(client, heen)).na(gedrag)

    # The hub

    def _dien_in(self, client: Client, moment: datetime, verwacht: Verwachting, vooraf: Gedrag) -> Gedrag:
        gedrag = Gedrag()
        for versie in (verwacht.versie,) if verwacht.regime is Regime.TEGENPROEF else self.versies:
            gedrag = self.b.ontvang(self.in_te_dienen(client, versie))
            geldt = verwacht.versie == versie or verwacht.regime is Regime.NIET_IN
            self.b.weeg(
                moment,
                f"indienen {self.type} in {versie}",
                self.type,
                verwacht if geldt else NIETS,
                gedrag,
                vooraf=vooraf,
            )
        return gedrag

    def in_te_dienen(self, client: Client, versie: str) -> Bericht:
        """Return a message of this type and version to submit to a hub.

        A version in which the type never existed can only be forged: it is the existing form under the other version.
        """
        if not self.is_retour:
            return self.clienten.bericht(client, self.type, versie)
        heen = client.heen.get(self.paar.heen)
        if heen is None or heen.versie != versie:
            heen = self.clienten.bericht(client, self.paar.heen, versie)
        return self.clienten.retour_op(heen)
