"""A care provider's system that is ready for an imaginary iWmo 4.0: what it does, it does by its own calendar."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pytest_draaiboek import Bericht, Opdracht, Rol, Stand, Status, Systeem, Uitkomst, controleer
from pytest_draaiboek.berichten import retour_inhoud

ZONE = ZoneInfo("Europe/Amsterdam")
STOPT = {
    "WMO323": datetime(2028, 3, 22, 23, tzinfo=ZONE),
    "WMO317": datetime(2028, 3, 28, 17, tzinfo=ZONE),
    "WMO302": datetime(2028, 3, 30, 13, tzinfo=ZONE),
    "WMO320": datetime(2028, 3, 30, 13, tzinfo=ZONE),
}
STOPT_ANDERS = datetime(2028, 3, 29, 17, tzinfo=ZONE)
LEEST_TOT = datetime(2028, 3, 30, 23, tzinfo=ZONE)
LIVE = datetime(2028, 4, 3, 13, tzinfo=ZONE)
RETOUR = {"WMO301": "WMO302", "WMO319": "WMO320"}
NIEUW = {"WMO331"}


class Aanbieder(Systeem):
    """It sends and answers in the version of its day, and lets urgent orders wait for it."""

    rol = Rol.AANBIEDER
    naam = "voorbeeld 4.0"
    versie = "1.0"

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.ontvangen = {}
        self.beantwoord = set()
        self.spoed = []
        self.mislukt = []

    def verzendversie(self, berichttype: str) -> str | None:
        """In which version this type is sent now; None when it is not."""
        nu = self.klok()
        if nu >= LIVE:
            return "4.0"
        if berichttype in NIEUW or nu >= STOPT.get(berichttype, STOPT_ANDERS):
            return None
        return "3.2"

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        versie = self.verzendversie(opdracht.berichttype)
        heen = opdracht.in_antwoord_op
        if versie is None:
            return Uitkomst(Status.GEWEIGERD, melding=f"Een {opdracht.berichttype} kan nu niet verzonden worden.")
        if heen is not None:
            if heen.versie != versie:
                return Uitkomst(Status.GEWEIGERD, melding=f"Op {heen.versie} volgt geen antwoord in {versie}.")
            if heen.eigen_identificatie not in self.ontvangen or heen.eigen_identificatie in self.beantwoord:
                return Uitkomst(Status.GEWEIGERD, melding="Dat bericht is niet ontvangen, of al beantwoord.")
            self.beantwoord.add(heen.eigen_identificatie)
        return Uitkomst(Status.AANVAARD, opdracht.als_bericht(versie))

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        nu = self.klok()
        leest = "4.0" if nu >= LIVE else "3.2" if nu < LEEST_TOT else None
        if bericht.versie != leest:
            return Uitkomst(
                Status.GEWEIGERD, melding=f"Een {bericht.berichttype} in {bericht.versie} wordt nu niet ingelezen."
            )
        fouten = [bevinding for bevinding in controleer(bericht) if bevinding.ernst == "fout"]
        codes = tuple(dict.fromkeys(fout.retourcode for fout in fouten))
        retour = RETOUR.get(bericht.berichttype)
        uit = ()
        if all(codes):
            self.ontvangen[bericht.eigen_identificatie] = bericht
            if retour and self.verzendversie(retour):
                uit = self.verzend(Opdracht(retour, retour_inhoud(bericht, codes), in_antwoord_op=bericht)).berichten
        return Uitkomst(Status.GEWEIGERD if fouten else Status.AANVAARD, uit, melding=str(fouten[0]) if fouten else "")

    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        self.spoed.append(opdracht)
        return Uitkomst(Status.UITGESTELD, melding="De opdracht is vastgelegd; het bericht volgt na de migratie.")

    def verwerk(self) -> Uitkomst:
        if self.klok() < LIVE:
            return Uitkomst(Status.AANVAARD)
        wachtend, self.spoed = self.spoed, []
        return Uitkomst(Status.AANVAARD, [bericht for een in wachtend for bericht in self.verzend(een).berichten])

    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        self.mislukt.append(bericht)
        return Uitkomst(Status.AANVAARD, melding=f"Een {bericht.berichttype} is niet verzonden ({code}): {melding}")

    def stand(self) -> Stand:
        return Stand(te_verzenden=len(self.mislukt) + len(self.spoed), ongelezen=0, onbeantwoord=0)
