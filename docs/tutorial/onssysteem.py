"""The system of the tutorial at its end: save it as conftest.py."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pytest_draaiboek import Bericht, Opdracht, Rol, Stand, Status, Systeem, Uitkomst

LIVE = datetime(2022, 4, 4, 13, tzinfo=ZoneInfo("Europe/Amsterdam"))


def maart(dag: int, uur: int) -> datetime:
    return datetime(2022, 3, dag, uur, tzinfo=ZoneInfo("Europe/Amsterdam"))


STOP = {"303": maart(1, 23), "323": maart(23, 23)} | dict.fromkeys(["305", "307", "315", "317"], maart(30, 17))
STOP_ANTWOORDEN = maart(31, 13)
EINDE_INLEZEN = maart(31, 23)


class OnsSysteem(Systeem):
    rol, naam, versie = Rol.AANBIEDER, "OnsPakket", "4.2"

    def reset(self) -> None:
        self.ontvangen: list[Bericht] = []
        self.spoed: list[Opdracht] = []
        self.mislukt: list[Bericht] = []

    # When, and in which version

    def verzendversie(self, berichttype: str) -> str | None:
        nummer = berichttype[-3:]
        if self.klok() >= LIVE:
            return None if nummer == "303" else "3.1"
        return "3.0" if self.klok() < STOP.get(nummer, STOP_ANTWOORDEN) else None

    def leesversie(self) -> str | None:
        if self.klok() >= LIVE:
            return "3.1"
        return "3.0" if self.klok() < EINDE_INLEZEN else None

    # The verbs

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        versie, heen = self.verzendversie(opdracht.berichttype), opdracht.in_antwoord_op
        if versie is None:
            return Uitkomst(Status.GEWEIGERD, melding="Het berichtenverkeer is gestopt.")
        if heen and (heen not in self.ontvangen or heen.versie != versie):
            return Uitkomst(Status.GEWEIGERD, melding=f"Op dit bericht kan geen antwoord in {versie} volgen.")
        return Uitkomst(Status.AANVAARD, opdracht.als_bericht(versie))

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if bericht.versie != self.leesversie():
            return Uitkomst(Status.GEWEIGERD, melding=f"Een bericht in {bericht.versie} wordt nu niet ingelezen.")
        self.ontvangen.append(bericht)
        return Uitkomst(Status.AANVAARD)

    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        self.spoed.append(opdracht)
        return Uitkomst(Status.UITGESTELD, melding="Vastgelegd; het bericht volgt zodra het verkeer hervat is.")

    def verwerk(self) -> Uitkomst:
        wacht, self.spoed = self.spoed, []
        verzonden = []
        for opdracht in wacht:
            uitkomst = self.verzend(opdracht)
            verzonden += uitkomst.berichten
            if uitkomst.status is Status.GEWEIGERD:
                self.spoed.append(opdracht)
        return Uitkomst(Status.AANVAARD, verzonden)

    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        self.mislukt.append(bericht)
        return Uitkomst(Status.AANVAARD, melding=f"Niet verzonden ({code}): {melding}")

    def stand(self) -> Stand:
        return Stand(te_verzenden=len(self.mislukt) + len(self.spoed), ongelezen=0, onbeantwoord=0)


@pytest.fixture(scope="session")
def draaiboek_systeem() -> OnsSysteem:
    return OnsSysteem()
