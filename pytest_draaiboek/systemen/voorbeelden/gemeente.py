"""An example gemeente that behaves well; it assesses declaraties in a batch."""

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.berichten.inhoud import waarden
from pytest_draaiboek.rollen import Rol
from pytest_draaiboek.systemen.contract import Opdracht, Status, Uitkomst
from pytest_draaiboek.systemen.voorbeelden.partij import Partij

GEEN_TOEWIJZING = "9019"


class VoorbeeldGemeente(Partij):
    """A municipality: assigns care, answers requests, and assesses declaraties."""

    rol = Rol.GEMEENTE
    naam = "voorbeeld-gemeente"

    def reset(self) -> None:
        super().reset()
        self.toegewezen: set[str] = set()
        self.gevraagd: set[str] = set()

    def boek_in(self, nummer: str, bericht: Bericht) -> tuple[str, ...]:
        if nummer in {"315", "317"}:
            self.gevraagd.update(waarden(bericht.inhoud, "ReferentieAanbieder"))
        if nummer in {"305", "307"} and not set(waarden(bericht.inhoud, "ToewijzingNummer")) <= self.toegewezen:
            return (GEEN_TOEWIJZING,)
        return ()

    def antwoord(self, heen: Bericht, codes: tuple[str, ...] = ()) -> Uitkomst:
        if heen.berichttype.endswith("323") and not codes:
            self.te_beoordelen.append(heen)
            return Uitkomst(Status.AANVAARD, melding="De declaratie wordt beoordeeld.")
        return super().antwoord(heen, codes)

    def bezwaar(self, nummer: str, opdracht: Opdracht) -> str:
        if nummer == "301" and set(waarden(opdracht.inhoud, "ToewijzingNummer")) & self.toegewezen:
            return "Dat toewijzingsnummer is al gebruikt."
        if nummer == "319" and not set(waarden(opdracht.inhoud, "ReferentieAanbieder")) <= self.gevraagd:
            return "Er is geen verzoek met die referentie ontvangen."
        return super().bezwaar(nummer, opdracht)

    def boek_uit(self, nummer: str, opdracht: Opdracht) -> None:
        super().boek_uit(nummer, opdracht)
        if nummer == "301":
            self.toegewezen.update(waarden(opdracht.inhoud, "ToewijzingNummer"))

    def verwerk(self) -> Uitkomst:
        uit = list(super().verwerk().berichten)
        te_beoordelen, self.te_beoordelen = self.te_beoordelen, []
        for declaratie in te_beoordelen:
            uit += super().antwoord(declaratie).berichten
        return Uitkomst(Status.AANVAARD, uit)
